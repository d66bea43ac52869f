"""Strength: how settled a practice is, from 0 to 1, by exponential smoothing over its days.

After Loop Habit Tracker's score (iSoron/uhabits, `Score.kt`): a daily practice has a half-life of
13 days.
"""

from __future__ import annotations

from math import sqrt
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from bot.domain.verdicts import JudgedDay

DAILY = 7
HALF_LIFE = 13
LAST_SEVEN = 0b111_1111
# By planned blocks per week, 0 to 7.
MEMORY = tuple(0.5 ** (sqrt(blocks / 7) / HALF_LIFE) for blocks in range(8))


class StrengthTally(NamedTuple):
    """The score so far, and which of the last seven scored days were done, one bit each."""

    score: float = 0.0
    last_seven: int = 0

    def after_day(self, day: JudgedDay) -> StrengthTally:
        """Give the tally after one more day; rest, travel and archived days leave it as it is."""
        if day.exempt:
            return self
        last_seven = (self.last_seven << 1 | day.counted) & LAST_SEVEN
        if day.blocks_per_week == DAILY:
            value = min(1.0, day.amount / day.standard.minimum)
        else:
            value = min(1.0, last_seven.bit_count() / day.blocks_per_week)
        memory = MEMORY[day.blocks_per_week]
        return StrengthTally(self.score * memory + value * (1 - memory), last_seven)
