"""What pictures show: every number of it is one that other surfaces say, too."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.amounts import Standard
from bot.domain.days import DAY, WEEK, Span, monday_of
from bot.domain.practices import Archive, StandardFrom
from bot.domain.progress import Heat, Period, Progress, Total, progress, rest_weeks
from bot.domain.summaries import summarise
from bot.domain.verdicts import judge
from tests.domain.drawing import MINIMUM, START, day, history, practice

DAILY = "every day"
HEATS = {
    None: "_",
    Heat.REST: "r",
    Heat.NOTHING: ".",
    Heat.SOME: "o",
    Heat.REACHED: "#",
    Heat.BRIGHTEST: "!",
}
# Six days of the minimum: a week's amount.
FULL = 7 * MINIMUM


def of(drawn: str, schedule: str = DAILY, period: Period = Period.YEAR) -> Progress:
    return progress(history(practice(schedule), drawn), period)


def heat(found: Progress) -> str:
    return "".join(HEATS[each] for each in found.heat)


@given(
    st.text("#Bobmr.tRT", min_size=1, max_size=120),
    st.sampled_from([DAILY, "weekdays", "mon thu", "3x a week", "once a week"]),
    st.sampled_from(list(Period)),
)
def test_every_number_agrees_with_the_audit(drawn: str, schedule: str, period: Period) -> None:
    lived = history(practice(schedule), drawn)
    found, summary, record = progress(lived, period), summarise(lived), judge(lived)
    assert found.summary == summary
    assert found.weeks[-1].strength == summary.strength
    assert found.weeks[-1].monday == monday_of(lived.today)
    assert [week.monday - found.first for week in found.weeks] == [
        WEEK * number for number in range(len(found.weeks))
    ]
    days = [each for each in record.days if each.day >= found.first]
    assert sum(week.amount or 0 for week in found.weeks) == sum(each.amount for each in days)
    assert sum(each.amount for each in found.totals) == sum(each.amount for each in days)
    assert found.days_reached == sum(each.counted for each in days)
    assert found.days_reached == sum(each.days for each in found.totals)
    assert len(found.heat) == (lived.today - found.first).days + 1
    assert heat(found).count("#") == found.days_reached
    for at, each in enumerate(found.heat):
        (judged,) = [one for one in record.days if one.day == found.first + DAY * at] or [None]
        assert (each is None) == (judged is None or judged.verdict is None)
    assert found.comebacks == tuple(
        each.day for each in summary.comebacks if each.day >= found.first
    )


@pytest.mark.parametrize(
    ("period", "weeks"),
    [(Period.FOUR_WEEKS, 4), (Period.TWELVE_WEEKS, 12), (Period.YEAR, 53), (Period.ALL, 60)],
)
def test_a_period_is_so_many_weeks_with_the_current_one(period: Period, weeks: int) -> None:
    assert len(of("#" * (60 * 7 - 3), period=period).weeks) == weeks
    assert len(of("#" * 10, period=period).weeks) == 2


def test_a_year_has_365_days_at_least() -> None:
    for today in range(53 * 7, 54 * 7):
        found = of("#" * (today + 1))
        assert found.first <= found.today - timedelta(days=364)


def test_all_of_it_begins_with_the_first_log() -> None:
    found = of("." * 20 + "#" + "." * 9, period=Period.ALL)
    assert found.first_logged == day(20)
    assert found.first == day(14)
    nothing = of("." * 20, period=Period.ALL)
    assert nothing.first_logged is None
    assert nothing.first == START


def test_days_are_as_bright_as_their_share_of_the_minimum() -> None:
    lived = history(practice(), "#or.RT#b")
    logs = {**lived.logs, day(0): replace(lived.logs[day(0)], amount=2 * MINIMUM)}
    found = progress(replace(lived, logs=logs), Period.YEAR)
    assert heat(found) == "!or.###o"


def test_days_before_the_start_and_archived_ones_are_blank() -> None:
    begun = practice(started_on=day(2), archives=(Archive(day(4), day(8)),))
    found = progress(history(begun, "..##" + "......##"), Period.YEAR)
    assert heat(found) == "__##.___..##"
    assert [week.amount for week in found.weeks] == [2 * MINIMUM, 2 * MINIMUM]
    gone = progress(
        history(practice(archives=(Archive(day(6), None),)), "#" * 7 + "." * 9), Period.YEAR
    )
    assert [week.amount for week in gone.weeks] == [FULL, None, None]


def test_the_baseline_is_the_mean_of_up_to_four_whole_weeks_before() -> None:
    weeks = "####### ...#### ####... #...... ......# ####### ."
    found = of(weeks)
    assert [week.amount for week in found.weeks] == [n * MINIMUM for n in (7, 4, 4, 1, 1, 7, 0)]
    assert [week.baseline and week.baseline / MINIMUM for week in found.weeks] == [
        None,
        None,
        5.5,
        5,
        4,
        2.5,
        3.25,
    ]


def test_a_baseline_leaves_out_rest_weeks_and_weeks_that_are_not_whole() -> None:
    found = of("####### rrrrrrr #.....# rrrrrrr #######")
    assert [week.is_rest for week in found.weeks] == [False, True, False, True, False]
    mean = 4.5 * MINIMUM
    assert [week.baseline for week in found.weeks] == [None, None, None, mean, mean]
    late = progress(history(practice(started_on=day(1)), ".###### ####### #######"), Period.YEAR)
    assert [week.baseline for week in late.weeks] == [None, None, None]


@pytest.mark.parametrize(
    ("schedule", "drawn", "mondays"),
    [
        (DAILY, "rrrrrrr .", [0]),
        (DAILY, "rrrr... .", []),
        (DAILY, "rrrrRrr .", []),
        ("weekdays", "rrrrr.. .", [0]),
        ("weekdays", "rrrrr## .", [0]),
        ("mon", "r...... r", [0]),
        ("3x a week", "rrrrrrr .", [0]),
        ("3x a week", "rrrrrr. .", []),
        ("3x a week", "####### ###r", []),
        (DAILY, "####### rrr", []),
        (DAILY, "ttttttt .", []),
    ],
)
def test_a_rest_week_has_nothing_planned_because_of_a_rest(
    schedule: str, drawn: str, mondays: list[int]
) -> None:
    lived = history(practice(schedule), drawn)
    assert rest_weeks(lived.rests, judge(lived)) == {day(number) for number in mondays}


def test_comebacks_are_those_of_the_period() -> None:
    drawn = "#...#" + "#" * 30 + "...#" + "#" * 10
    assert of(drawn).comebacks == (day(4), day(38))
    assert of(drawn, period=Period.FOUR_WEEKS).comebacks == (day(38),)


def test_a_rest_that_is_planned_for_later_is_no_mark_yet() -> None:
    lived = history(practice(), "###.####r...##")
    rests = (*lived.rests, Span(day(20), day(24)))
    found = progress(replace(lived, rests=rests), Period.ALL)
    assert found.rests == (day(8),)


def test_another_unit_is_another_line() -> None:
    standards = (
        StandardFrom(START, Standard(2000, "min")),
        StandardFrom(day(9), Standard(500, "pages")),
        StandardFrom(day(16), Standard(600, "page")),
    )
    found = progress(history(practice(standards=standards), "#" * 21), Period.YEAR)
    assert found.unit == "page"
    assert [week.amount for week in found.weeks] == [None, 5 * MINIMUM, FULL]
    assert sum(total.days for total in found.totals) == 12
    assert found.days_reached == 21


def test_totals_are_by_month_or_by_year() -> None:
    drawn = "#" * 40
    assert of(drawn).totals == (
        Total(2026, 1, 13, 13 * MINIMUM),
        Total(2026, 2, 27, 27 * MINIMUM),
    )
    assert of(drawn, period=Period.ALL).totals == (Total(2026, None, 40, 40 * MINIMUM),)
