"""Improvement: better than one's own weeks before."""

from __future__ import annotations

from statistics import fmean
from typing import TYPE_CHECKING

from bot.domain.adherence import Adherence, adherence_over
from bot.domain.days import DAY, WEEK, monday_of

if TYPE_CHECKING:
    from datetime import date

    from bot.domain.verdicts import Record

WEEKS_BEFORE = 4
FEWEST_WEEKS = 2


def improvement(now: Adherence, record: Record, first: date) -> float | None:
    """Give the percentage points by which a span's adherence is above that of the weeks before.

    ``now`` is the adherence of the span that begins with `first`. The weeks before are the four
    whole ISO weeks that ended before it, their percentages averaged; weeks with nothing planned,
    rest weeks say, are skipped. None ("new") where fewer than two are left, or where the span has
    nothing planned. The record must reach back 35 days before `first`.
    """
    percent = _percent(now)
    monday = monday_of(first)
    weeks = (monday - WEEK * back for back in range(1, WEEKS_BEFORE + 1))
    percents = [_percent(adherence_over(record, week, week + WEEK - DAY)) for week in weeks]
    before = [each for each in percents if each is not None]
    if percent is None or len(before) < FEWEST_WEEKS:
        return None
    return percent - fmean(before)


def _percent(adherence: Adherence) -> float | None:
    return 100 * adherence.kept / adherence.planned if adherence.planned else None
