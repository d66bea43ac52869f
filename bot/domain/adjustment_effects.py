"""What the logs say before and after an adjustment was adopted. It is no proof, only a look."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.domain.adherence import Adherence, adherence_of_days
from bot.domain.adjustments import Outcome
from bot.domain.days import BLOCK_DAYS, DAY, WEEK, day_then
from bot.domain.units import DONE

if TYPE_CHECKING:
    from datetime import date

    from bot.domain.adjustments import Adjustment
    from bot.domain.members import Member
    from bot.domain.practices import Practice
    from bot.domain.verdicts import JudgedDay, Record

FEWEST_DAYS = 7
COMPARED = BLOCK_DAYS * DAY


@dataclass(frozen=True, slots=True)
class Effect:
    """One practice in the 28 days before an adjustment was adopted, and since.

    The weekly amounts are means in hundredths of ``unit``, rest left out; None where they cannot
    be compared.
    """

    practice: Practice
    before: Adherence
    since: Adherence
    unit: str
    weekly_before: int | None = None
    weekly_since: int | None = None


def adopted_on(adjustment: Adjustment, member: Member) -> date:
    """Give the local day on which it was adopted, by the clock that its member had then."""
    return day_then(member.clock, adjustment.adopted_at)


def last_day(adjustment: Adjustment, member: Member, today: date) -> date:
    """Give the last whole day on which it counted: yesterday, unless it was dropped before."""
    if adjustment.outcome is Outcome.DROPPED and adjustment.ended_at:
        return day_then(member.clock, adjustment.ended_at) - DAY
    return today - DAY


def effect(practice: Practice, record: Record, adopted_on: date, last: date) -> Effect | None:
    """Compare the 28 days before the day of adoption with those from it to ``last``.

    None where fewer than seven days have passed, or where nothing was planned on one side. The
    record must reach back to the first of those days.
    """
    first, until = adopted_on - COMPARED, adopted_on - DAY
    if (last - adopted_on).days + 1 < FEWEST_DAYS:
        return None
    before = adherence_of_days(record, practice, first, until)
    since = adherence_of_days(record, practice, adopted_on, last)
    if not (before.planned and since.planned):
        return None
    earlier = _lived(record, first, until)
    later = _lived(record, adopted_on, last)
    unit = later[-1].standard.unit
    is_alike = unit != DONE and {day.standard.unit for day in (*earlier, *later)} == {unit}
    if not is_alike:
        return Effect(practice, before, since, unit)
    return Effect(practice, before, since, unit, _weekly(earlier), _weekly(later))


def _lived(record: Record, first: date, last: date) -> list[JudgedDay]:
    return [day for day in record.days if first <= day.day <= last and not day.exempt]


def _weekly(days: list[JudgedDay]) -> int:
    return round(sum(day.amount for day in days) * WEEK.days / len(days))
