"""A practice with what stands beside it, and the words in which it is added or edited."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.domain.thresholds import UNCHANGED

if TYPE_CHECKING:
    from datetime import date

    from bot.domain.goals import Goal
    from bot.domain.haste import Haste
    from bot.domain.marks import Marks
    from bot.domain.practices import Practice
    from bot.domain.thresholds import Limits, LimitWords
    from bot.domain.trusted import TrustedSource

LONGEST_WHY = 200
EVERY_DAY = "every day"


@dataclass(frozen=True, slots=True)
class PracticeDetails:
    """One practice on its member's ``today``; ``skill`` is the word it carries.

    ``marks`` are there where they were asked for, and never of an archived practice. ``haste`` is
    what was done early by adding or editing it just now.
    """

    practice: Practice
    skill: str | None
    goal: Goal | None
    today: date
    limits: Limits
    trusted: TrustedSource | None = None
    marks: Marks | None = None
    haste: Haste | None = None


@dataclass(frozen=True, slots=True)
class PracticeChange:
    """A practice before and after it was edited."""

    before: PracticeDetails
    after: PracticeDetails


@dataclass(frozen=True, slots=True, kw_only=True)
class PracticeWords:
    """What was typed about a practice; where one is edited, None leaves it as it is."""

    name: str | None = None
    minimum: str | None = None
    days: str | None = None
    skill: str | None = None
    why: str | None = None
    limits: LimitWords = UNCHANGED
