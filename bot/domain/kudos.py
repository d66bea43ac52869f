"""Kudos: one member thanks another for something, in the open, with the reason."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, time
from typing import TYPE_CHECKING, NamedTuple
from zoneinfo import ZoneInfo

from bot.domain.days import DAY
from bot.domain.errors import Refusal
from bot.domain.names import clean_name

if TYPE_CHECKING:
    from datetime import date

    from bot.domain.ids import CommunityId, KudosId, UserId
    from bot.domain.members import Member
    from bot.domain.places import Place

MOST_A_DAY = 5
SHORTEST_REASON = 3
LONGEST_REASON = 200


@dataclass(frozen=True, slots=True)
class Thanks:
    """One member's thanks to another; ``day`` is the giver's, ``place`` its public card."""

    id: KudosId
    community_id: CommunityId
    user_id: UserId
    thanked: UserId
    for_what: str
    day: date
    given_at: datetime
    place: Place | None = None


class Roundup(NamedTuple):
    """Thanks of some days: the newest of them, and how many there were in all."""

    newest: tuple[Thanks, ...]
    total: int


@dataclass(eq=False)
class ReasonTooShort(Refusal):
    """Fewer than `shortest` characters say what the thanks are for."""

    text: str
    shortest: int


class ThankedOneself(Refusal):
    """Somebody thanked themselves."""


class ThankedABot(Refusal):
    """A program was thanked."""


class ThankedAway(Refusal):
    """Whoever was thanked is not in this server any more."""


@dataclass(eq=False)
class ThankedToday(Refusal):
    """The caller has thanked this member today; they can do so again from `again_at` on."""

    thanked: UserId
    again_at: datetime


@dataclass(eq=False)
class EnoughThanks(Refusal):
    """The caller has thanked `most` members today, and can thank more from `again_at` on."""

    most: int
    again_at: datetime


class CannotThank(Refusal):
    """This member cannot be thanked by the caller; the reason stays theirs."""


def clean_reason(text: str) -> str:
    """Give the reason on one line.

    Raises:
        ReasonTooShort: where there is next to nothing of it.
        EmptyName, NameTooLong, HiddenCharacters: for words that cannot be kept.
    """
    reason = clean_name(text, "reason", LONGEST_REASON)
    if len(reason) < SHORTEST_REASON:
        raise ReasonTooShort(text, SHORTEST_REASON)
    return reason


def next_day_at(member: Member, today: date) -> datetime:
    """Return when the member's day after ``today`` begins, by the clock in force now."""
    wall = datetime.combine(today + DAY, time(member.day_start), ZoneInfo(member.zone))
    return wall.astimezone(UTC)
