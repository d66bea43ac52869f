"""The small restart: after a miss, or after a rest, the first step is smaller than the plan."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from bot.domain.days import DAY, WEEK, monday_of
from bot.domain.verdicts import Verdict

if TYPE_CHECKING:
    from datetime import date

    from bot.domain.amounts import Standard
    from bot.domain.day_facts import Reviewed
    from bot.domain.practices import Practice

# A miss that lies further back is not what a member comes home to any more.
LOOKS_BACK = WEEK
# A shorter rest needs no way back.
LONG_REST_DAYS = 3
_FAILED = frozenset({Verdict.MISSED, Verdict.FORGIVEN, Verdict.OWED})


class Reason(StrEnum):
    """Why a restart is offered."""

    MISS = "miss"
    REST = "rest"


class Restart(NamedTuple):
    """A first step that is offered; `minutes` are those of recovery before it, if wanted."""

    practice: Practice
    reason: Reason
    standard: Standard
    minutes: int


def reason_to_restart(reviewed: Reviewed, today: date) -> Reason | None:
    """Tell whether a practice waits for a small restart today, and why."""
    practice, _, record = reviewed
    if practice.rests_on(today) or not practice.covers(today):
        return None
    if _is_back_from_rest(reviewed, today):
        return Reason.REST
    missed_on = _last_miss(reviewed, today)
    if missed_on is None or any(day.amount for day in record.days if day.day > missed_on):
        return None
    return Reason.MISS


def _is_back_from_rest(reviewed: Reviewed, today: date) -> bool:
    practice, summary, _ = reviewed
    if summary.today is not None and summary.today.amount:
        return False
    days = (today - DAY * back for back in range(1, LONG_REST_DAYS + 1))
    return all(practice.rests_on(day) and practice.covers(day) for day in days)


def _last_miss(reviewed: Reviewed, today: date) -> date | None:
    """Give the latest planned day where it was not kept, or the end of last week's n times."""
    _, _, record = reviewed
    planned = [day for day in record.days if day.planned and day.day < today]
    if planned and planned[-1].day >= today - LOOKS_BACK:
        last = planned[-1]
        return last.day if last.verdict in _FAILED else None
    sunday = monday_of(today) - DAY
    last_week = [week for week in record.weeks if week.week.sunday == sunday]
    return sunday if last_week and last_week[0].verdict in _FAILED else None
