from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from bot.domain.helpers import Candidate, Helper, Hurdle, Likeness, Offer
from bot.domain.ids import CommunityId, RequestId, UserId
from bot.domain.places import Place
from bot.domain.requests import LONGEST_TEXT, LONGEST_TITLE, Audience, Request, RequestKind
from bot.render import helpers as render
from tests.support.members import readable, walk

NOW = datetime(2026, 11, 21, 12, tzinfo=UTC)
LARGEST = 2**63 - 1


def helper(likeness: Likeness, hurdle: Hurdle | None = None, *, skill: bool = True) -> Helper:
    candidate = Candidate(
        user_id=UserId(7),
        is_open=True,
        practice="Essays",
        has_skill=skill,
        since=None,
        hurdle=hurdle,
        last_logged_at=NOW,
    )
    return Helper(candidate, likeness)


REQUEST = Request(
    id=RequestId(LARGEST),
    community_id=CommunityId(LARGEST),
    user_id=UserId(LARGEST),
    kind=RequestKind.WORK,
    title="*" * LONGEST_TITLE,
    asked_at=NOW,
    question="*" * LONGEST_TEXT,
    card=Place(LARGEST, LARGEST),
)
CASES = [
    (helper(Likeness.CAME_THROUGH, Hurdle.BREAK), "came back after a break"),
    (helper(Likeness.CAME_THROUGH, Hurdle.PLATEAU), "came through a plateau"),
    (helper(Likeness.LONGER), "for longer"),
    (helper(Likeness.OTHER), "practises Essays"),
    (helper(Likeness.OTHER, skill=False), "sees other things"),
]


@pytest.mark.parametrize(("who", "words"), CASES)
def test_everybody_is_named_with_the_reason(who: Helper, words: str) -> None:
    headline, line = render.say_likely([who])
    assert "like to help" in headline
    assert line.startswith("- <@7> ")
    assert words in line


def test_nobody_is_no_line() -> None:
    assert not render.say_likely([])


@pytest.mark.parametrize("who", [None, *(each for each, _ in CASES)])
@pytest.mark.parametrize("kind", [RequestKind.WORK, RequestKind.STUCK])
def test_an_offer_fits_and_can_be_stopped(who: Helper | None, kind: RequestKind) -> None:
    card = render.offer(Offer(replace(REQUEST, kind=kind), UserId(7), who))
    text = readable(list(walk(card.to_components())))
    assert card.content_length() <= 4000
    assert "`/settings nudges`" in text
    assert f"<@{LARGEST}>" not in text


def test_the_way_to_it_is_the_card_or_the_server() -> None:
    links = [
        each["url"]
        for shown in (REQUEST, replace(REQUEST, card=None))
        for each in walk(render.offer(Offer(shown, UserId(7), None)).to_components())
        if "url" in each
    ]
    server = f"https://discord.com/channels/{LARGEST}"
    assert links == [f"{server}/{LARGEST}/{LARGEST}", server]


def test_what_needs_eyes_is_found_by_its_card_or_in_the_queue() -> None:
    plain = replace(REQUEST, title="My essay")
    linked, unlinked = render.say_needs_eyes([plain, replace(plain, card=None)])
    assert linked == f"- [“My essay”](https://discord.com/channels/{LARGEST}/{LARGEST}/{LARGEST})"
    assert unlinked == "- “My essay”, in `/feedback queue`"


def test_moderators_read_what_everybody_may_and_no_more() -> None:
    plain = replace(REQUEST, title="My essay")
    alone = replace(plain, audience=Audience.PERSON, asked=UserId(7), card=None)
    told = [
        readable(list(walk(render.needs_moderators(each, 7).to_components())))
        for each in (plain, replace(plain, card=None), alone)
    ]
    assert ["My essay" in each for each in told] == [True, True, False]
    assert ["See it" in each for each in told] == [True, False, False]
    assert "put to one person" in told[2]
