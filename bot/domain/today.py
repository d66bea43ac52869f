"""Home: where each practice stands today, and what waits."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from bot.domain.adjustments import Adjustment
    from bot.domain.days import Week
    from bot.domain.goals import Goal
    from bot.domain.ids import PracticeId
    from bot.domain.practices import Practice
    from bot.domain.summaries import Summary


@dataclass(frozen=True, slots=True)
class Waiting:
    """What stands beside a member's practices in one week."""

    goals: Mapping[PracticeId, Goal]
    adjustment: Adjustment | None
    has_reflected: bool


@dataclass(frozen=True, slots=True)
class PracticeToday:
    """One active practice with its numbers and its goal."""

    practice: Practice
    summary: Summary
    goal: Goal | None


@dataclass(frozen=True, slots=True)
class Home:
    """A member's today. ``reflect_on`` is the week that waits for its look back, if one does."""

    today: date
    practices: tuple[PracticeToday, ...]
    adjustment: Adjustment | None
    reflect_on: Week | None
