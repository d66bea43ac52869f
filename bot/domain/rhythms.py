"""A rhythm of one's own, and when it broke."""

from __future__ import annotations

import math
import statistics
from itertools import pairwise
from typing import TYPE_CHECKING

from bot.domain.days import DAY, monday_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from bot.domain.practices import Practice

RHYTHM_DAYS = 56
"""A rhythm is that of the eight weeks up to the last logged day."""
FEWEST_WEEKS = 4
SHORTEST_SILENCE = 7
TIMES_THE_GAP = 3
LONGEST_SILENCE = 81
"""No rhythm allows more: of three gaps or more in eight weeks, the median is 27 days at most."""


def broke_on(
    logged: Iterable[date], today: date, practices: Sequence[Practice] = ()
) -> date | None:
    """Tell on which day a rhythm broke; None where it holds, or there was none.

    Somebody was active who logged in four ISO weeks or more of the eight weeks up to their last
    log. It broke once max(7, 3 * their median gap between logged days in them) days went by, each
    of them over, without a log. Days on which all of their ``practices`` rest do not go by, and
    while these rest today nothing is said to have broken. ``logged`` needs no more than those
    eight weeks.
    """
    every = sorted(set(logged))
    if not every or _all_rest(practices, today):
        return None
    days = [day for day in every if (every[-1] - day).days < RHYTHM_DAYS]
    if len({monday_of(day) for day in days}) < FEWEST_WEEKS:
        return None
    gap = statistics.median((later - earlier).days for earlier, later in pairwise(days))
    left = math.ceil(max(SHORTEST_SILENCE, TIMES_THE_GAP * gap))
    day = days[-1] + DAY
    while day < today:
        left -= not _all_rest(practices, day)
        day += DAY
        if not left:
            return day
    return None


def _all_rest(practices: Sequence[Practice], day: date) -> bool:
    return bool(practices) and all(practice.rests_on(day) for practice in practices)
