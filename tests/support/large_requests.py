"""Requests as large as they may be, and what Discord thinks of their cards."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from bot.domain.asking import (
    LONGEST_QUESTION,
    Shown,
)
from bot.domain.ids import (
    CommunityId,
    RequestId,
    UserId,
)
from bot.domain.requests import (
    LONGEST_COUNTED,
    LONGEST_TEXT,
    LONGEST_TITLE,
    Counted,
    Hold,
    Request,
    RequestKind,
)
from bot.domain.rubrics import LONGEST_CRITERION
from bot.domain.versions import Comparison, CountChange, LevelChange
from tests.support import limits
from tests.support.calls import RestCall
from tests.support.members import readable, walk

if TYPE_CHECKING:
    from bot.render.card import Card

NOW = datetime(2026, 11, 18, 12, tzinfo=UTC)
LARGEST = 2**63 - 1
ANNA, BEN = UserId(LARGEST), UserId(LARGEST - 1)
LINK = f"https://example.org/{'x' * 280}"
REQUEST = Request(
    id=RequestId(LARGEST),
    community_id=CommunityId(LARGEST),
    user_id=ANNA,
    kind=RequestKind.WORK,
    title="My *essay*",
    asked_at=NOW,
    work="It was a <@&1> dark night.\nhttps://example.org",
    question="Too dark?",
)
SHOWN = Shown(REQUEST)


def worst(length: int) -> str:
    """What grows most when it is made inert and quoted."""
    return ("<\n" * length)[: length - 1] + "<"


LARGEST_COMPARISON = Comparison(
    earlier=replace(REQUEST, title="<" * LONGEST_TITLE),
    counted=CountChange("<" * LONGEST_COUNTED, 10_000_000, 9_999_999),
    levels=tuple(LevelChange("<" * LONGEST_CRITERION, 1, 4) for _ in range(5)),
)
LARGEST_REQUEST = replace(
    REQUEST,
    title="<" * LONGEST_TITLE,
    work=worst(LONGEST_TEXT),
    question=worst(LONGEST_QUESTION),
    link=LINK,
    file_name=f"{'x' * 50}.png",
    wanted_by=NOW,
    counted=Counted("<" * LONGEST_COUNTED, 9_999_999),
    hold=Hold(BEN, NOW + timedelta(minutes=45)),
)
LARGEST_SHOWN = Shown(
    request=LARGEST_REQUEST,
    skill="<" * 40,
    rubric="<" * 40,
    comparison=LARGEST_COMPARISON,
    held_until=NOW,
)


def text_of(card: Card) -> str:
    return readable(list(walk(card.to_components())))


def problems(card: Card) -> list[str]:
    body = {"components": card.to_components(), "flags": limits.COMPONENTS_V2}
    return list(limits.problems(RestCall("POST", "/channels/1/messages", body)))
