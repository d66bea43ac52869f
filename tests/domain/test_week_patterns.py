"""The fast way to many members' weeks gives the numbers of the plain rules, whatever was logged."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain import week_patterns
from bot.domain.adherence import adherence_over
from bot.domain.days import DAY, WEEK, block_of, block_start, monday_of
from bot.domain.summaries import summarise
from bot.domain.verdicts import judge
from bot.domain.week_patterns import KeptWeek, kept_weeks
from tests.domain.strategies import any_schedule, days_until, histories, seldom

if TYPE_CHECKING:
    from bot.domain.verdicts import History
    from bot.domain.week_patterns import LoggedDay

ANY = st.one_of(histories(any_schedule), histories(seldom))


def plainly(history: History, first: date, last: date) -> list[KeptWeek]:
    """Give what the slow rules say, with every comeback that the streak's own tally finds."""
    record = judge(history)
    found = {monday_of(comeback.day) for comeback in summarise(history).comebacks}
    logged = {monday_of(day) for day in history.logs}
    start = max(block_start(block_of(first)), monday_of(history.practice.started_on))
    return [
        KeptWeek(monday, kept.kept, kept.planned, monday in found, monday in logged)
        for monday in _mondays(start, last)
        for kept in [adherence_over(record, monday, monday + WEEK - DAY)]
    ]


def rows(history: History, first: date = date.min) -> list[LoggedDay]:
    """Give the logs as they are stored; two of a day where only one was backfilled."""
    found: list[LoggedDay] = []
    for day, log in sorted(history.logs.items()):
        if day < first:
            continue
        parts = [log.amount // 2] if log.same_day and log.backfilled else []
        late = [(part, 1) for part in parts]
        for amount, backfilled in (*late, (log.amount - sum(parts), int(not log.same_day))):
            found.append((history.practice.id, day.isoformat(), amount, backfilled))
    return found


def _mondays(first: date, last: date) -> list[date]:
    return [first + WEEK * number for number in range((last - first).days // 7 + 1)]


@settings(max_examples=400, deadline=None)
@given(history=ANY)
def test_all_weeks_are_judged_as_by_the_plain_rules(history: History) -> None:
    start, last = history.practice.started_on, history.today
    assert kept_weeks(history, rows(history), start, last) == plainly(history, start, last)


@settings(max_examples=50, deadline=None)
@given(history=ANY)
def test_what_was_forgotten_to_save_memory_is_found_out_again(history: History) -> None:
    start, last = history.practice.started_on, history.today
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(week_patterns, "MOST_PATTERNS", 1)
        weeks = kept_weeks(history, rows(history), start, last)
    assert weeks == plainly(history, start, last)


@settings(max_examples=400, deadline=None)
@given(history=ANY, data=st.data())
def test_weeks_from_any_block_on_are_judged_the_same_or_a_comeback_is_left_open(
    history: History, data: st.DataObject
) -> None:
    first = data.draw(days_until(history.today))
    known = rows(history, block_start(block_of(first)))
    weeks = kept_weeks(history, known, first, history.today)
    expected = plainly(history, first, history.today)
    for found, plain in zip(weeks, expected, strict=True):
        assert found._replace(comeback=None) == plain._replace(comeback=None)
        assert found.comeback in (plain.comeback, None)


@settings(max_examples=200, deadline=None)
@given(history=ANY)
def test_a_practice_never_leaves_open_what_began_within_its_logs(history: History) -> None:
    first = history.practice.started_on - timedelta(days=40)
    weeks = kept_weeks(history, rows(history), first, history.today)
    assert all(week.comeback is not None for week in weeks)
