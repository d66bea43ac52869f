"""Any history: schedules, standards, archives, rests, journeys and logs as they may come."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import strategies as st

from bot.domain.amounts import Standard
from bot.domain.practices import Archive, Practice, ScheduleFrom, StandardFrom
from bot.domain.schedules import Schedule, TimesAWeek, Weekdays
from bot.domain.verdicts import DayLog, History, Span
from tests.domain.drawing import START, day, practice

LENGTH = 100
# Mostly nothing or the minimum; then more, less, and both kinds of backfilling.
OUTCOMES: tuple[DayLog | None, ...] = (
    None,
    None,
    None,
    DayLog(2000, same_day=True, backfilled=False),
    DayLog(2000, same_day=True, backfilled=False),
    DayLog(3000, same_day=True, backfilled=True),
    DayLog(1000, same_day=True, backfilled=False),
    DayLog(1000, same_day=False, backfilled=True),
    DayLog(2000, same_day=False, backfilled=True),
)

weekdays = st.integers(1, 127).map(
    lambda bits: Weekdays(frozenset(number for number in range(7) if bits >> number & 1))
)
times_a_week = st.integers(1, 7).map(TimesAWeek)
# Fewer than three blocks a week: one miss is forgiven in four weeks.
seldom: st.SearchStrategy[Schedule] = st.one_of(
    st.frozensets(st.integers(0, 6), min_size=1, max_size=2).map(Weekdays),
    st.integers(1, 2).map(TimesAWeek),
)
any_schedule: st.SearchStrategy[Schedule] = st.one_of(weekdays, times_a_week)
standards = st.sampled_from([Standard(minimum, "min") for minimum in (1000, 2000, 3000)])
numbers = st.integers(0, LENGTH - 1)


@st.composite
def practices(draw: st.DrawFn, schedules: st.SearchStrategy[Schedule]) -> Practice:
    started = draw(st.integers(0, 20))
    mondays = sorted(draw(st.sets(st.integers(4, 12), max_size=2)))
    changes = sorted(draw(st.sets(numbers, max_size=2)))
    return practice(
        started_on=day(started),
        schedules=(
            ScheduleFrom(day(started), draw(schedules)),
            *(ScheduleFrom(day(7 * monday), draw(schedules)) for monday in mondays),
        ),
        standards=(
            StandardFrom(day(started), draw(standards)),
            *(StandardFrom(day(n), draw(standards)) for n in changes if n > started),
        ),
        archives=draw(archives(started)),
    )


@st.composite
def archives(draw: st.DrawFn, started: int) -> tuple[Archive, ...]:
    if not draw(st.booleans()):
        return ()
    ends = sorted(draw(st.lists(st.integers(started, LENGTH), min_size=1, max_size=4)))
    pairs = zip(ends[::2], [*ends[1::2], None], strict=False)
    return tuple(Archive(day(first), None if last is None else day(last)) for first, last in pairs)


@st.composite
def histories(draw: st.DrawFn, schedules: st.SearchStrategy[Schedule] = any_schedule) -> History:
    today = draw(st.integers(20, LENGTH - 1))
    outcomes = draw(st.binary(min_size=LENGTH, max_size=LENGTH))
    rests = draw(st.lists(st.tuples(numbers, st.integers(0, 12)), max_size=3))
    logs = {
        day(number): log
        for number, outcome in enumerate(outcomes[: today + 1])
        if (log := OUTCOMES[outcome % len(OUTCOMES)])
    }
    return History(
        practice=draw(practices(schedules)),
        logs=logs,
        rests=tuple(Span(day(first), day(first + length)) for first, length in rests),
        travel=frozenset(day(n) for n in draw(st.sets(numbers, max_size=3))),
        today=day(today),
    )


def days_until(last: date) -> st.SearchStrategy[date]:
    return st.integers(0, (last - START).days).map(lambda n: START + timedelta(days=n))
