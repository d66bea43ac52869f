"""Limits of one's own for one practice: they advise, and forgive nothing."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, NamedTuple

from bot.domain.days import DAY, monday_of
from bot.domain.errors import Refusal
from bot.domain.ids import read_id
from bot.domain.logs import Felt
from bot.domain.names import clean_name
from bot.domain.verdicts import Verdict

if TYPE_CHECKING:
    from datetime import date

    from bot.domain.day_facts import Reviewed
    from bot.domain.ids import PracticeId
    from bot.domain.practices import Practice

MOST_MINUTES = 10
MOST_CANCELLED = 7
LONGEST_SIGN = 100
HARD = frozenset({Felt.TOO_HARD, Felt.WENT_BADLY})
"""After a log that felt so, its author reads their sign to pause."""
_CANCELLED = frozenset({Verdict.MISSED, Verdict.FORGIVEN, Verdict.OWED})


@dataclass(frozen=True, slots=True)
class Limits:
    """When somebody has had enough of one practice, by their own choice.

    At most so many minutes of recovery before starting again, so many cancelled blocks a week, and
    the sign that says "pause", empty where there is none.
    """

    practice_id: PracticeId
    recovery_minutes: int = MOST_MINUTES
    cancelled_blocks: int = 1
    pause_sign: str = ""


@dataclass(frozen=True, slots=True)
class LimitWords:
    """What was typed about limits; None leaves one as it is."""

    recovery: str | None = None
    cancelled: str | None = None
    sign: str | None = None


UNCHANGED = LimitWords()


class Touched(NamedTuple):
    """A practice of which more blocks were cancelled this week than its owner's limit says."""

    practice: Practice
    cancelled: int
    limits: Limits


@dataclass(eq=False)
class NoSuchLimit(Refusal):
    """The text is no whole number from `least` to `most`."""

    text: str
    least: int
    most: int


def with_limits(limits: Limits, words: LimitWords) -> Limits:
    """Change those limits of which something was typed.

    Raises NoSuchLimit, and for the sign what `clean_name` raises.
    """
    after = limits
    if words.recovery is not None:
        after = replace(after, recovery_minutes=_number(words.recovery, 1, MOST_MINUTES))
    if words.cancelled is not None:
        after = replace(after, cancelled_blocks=_number(words.cancelled, 0, MOST_CANCELLED))
    if words.sign is not None:
        sign = clean_name(words.sign, "sign", LONGEST_SIGN) if words.sign.strip() else ""
        after = replace(after, pause_sign=sign)
    return after


def cancelled_blocks(reviewed: Reviewed, today: date) -> int:
    """Count this week's blocks that were not kept on their day, or cannot be kept any more."""
    practice, summary, record = reviewed
    monday = monday_of(today)
    if summary.week is None:
        return sum(
            day.planned and day.day >= monday and day.verdict in _CANCELLED for day in record.days
        )
    is_done = summary.today is not None and summary.today.counted
    sunday = summary.week.week.sunday
    ahead = (today + DAY * step for step in range(int(is_done), (sunday - today).days + 1))
    left = sum(practice.covers(day) and not practice.rests_on(day) for day in ahead)
    return max(0, summary.week.needed - summary.week.done - left)


def _number(text: str, least: int, most: int) -> int:
    number = read_id(text)
    if number is None or not least <= number <= most:
        raise NoSuchLimit(text, least, most)
    return number
