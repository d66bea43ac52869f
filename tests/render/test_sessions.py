"""Cards of sessions stay within what Discord takes, and let nothing come alive."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from bot.domain.ids import CommunityId, SessionId, UserId
from bot.domain.session_meetings import EventTrouble, Meeting
from bot.domain.sessions import (
    LONGEST_AGREED,
    LONGEST_PLACE,
    LONGEST_TITLE,
    MOST_OPEN,
    Session,
    SessionKind,
    ShownMeeting,
    ShownRota,
    ShownSession,
)
from bot.render import session_cards, sessions
from tests.support.members import readable, walk

if TYPE_CHECKING:
    from bot.render.card import Card

NOW = datetime(2026, 11, 18, 12, tzinfo=UTC)
WORST = "*"
MANY = tuple(UserId(10**18 + number) for number in range(400))
SESSION = Session(
    SessionId(10**18),
    CommunityId(1),
    UserId(9),
    SessionKind.FEEDBACK,
    WORST * LONGEST_TITLE,
    channel_id=7,
    place=WORST * LONGEST_PLACE,
)
MEETING = Meeting(SESSION, 900, NOW, presenter=MANY[0])


def most(card: Card) -> tuple[int, int]:
    """Return how many components and characters a card has."""
    parts = list(walk(card.to_components()))
    return len(parts), sum(len(each.get("content") or "") for each in parts)


def fits(card: Card) -> bool:
    components, characters = most(card)
    return components <= 40 and characters <= 4000


@pytest.mark.parametrize("agreed", [WORST, "<", "a\n*", "_"])
def test_the_largest_cards_fit(agreed: str) -> None:
    said = (agreed * LONGEST_AGREED)[:LONGEST_AGREED]
    over = replace(MEETING, agreed=said)
    for hours in (-1, 0, 5):
        shown = ShownMeeting(over, MANY, MEETING, NOW + timedelta(hours=hours))
        assert fits(session_cards.meeting_card(shown, late=True))
        assert fits(session_cards.summary_card(shown, late=True))
    assert fits(session_cards.rota_card(ShownRota(MEETING, MANY, is_on=True)))


@pytest.mark.parametrize("trouble", [None, *EventTrouble])
def test_the_longest_list_fits(trouble: EventTrouble | None) -> None:
    if trouble is EventTrouble.MISSED:
        return
    shown = ShownSession(SESSION, replace(MEETING, event_trouble=trouble), MEETING, MANY)
    assert fits(sessions.all_sessions([shown] * MOST_OPEN))
    assert fits(sessions.session_card(shown, "news", ("create_events",)))


def test_more_than_can_be_named_are_counted() -> None:
    shown = ShownMeeting(MEETING, MANY, None, NOW + timedelta(hours=5))
    text = readable(list(walk(session_cards.meeting_card(shown).to_components())))
    assert "and 360 more" in text
    text = readable(
        list(walk(session_cards.rota_card(ShownRota(MEETING, MANY, is_on=False)).to_components()))
    )
    assert "… and 375 more" in text


def test_what_has_gone_is_said_kindly() -> None:
    nobody = replace(MEETING, presenter=UserId(0), agreed="Slower.")
    shown = ShownMeeting(nobody, (), None, NOW)
    text = readable(list(walk(session_cards.summary_card(shown).to_components())))
    assert "presented by somebody who left" in text
    event = session_cards.event(replace(MEETING, session=replace(SESSION, place="")))
    assert event.place == "In this server"
    assert len(event.title) <= 100
