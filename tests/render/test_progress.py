"""The card of progress and its picture: what they say, whatever was typed, and that it fits."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from bot.domain.amounts import DONE, LONGEST_UNIT, UNIT, Standard
from bot.domain.audits import Audit, audit_weeks
from bot.domain.days import Span
from bot.domain.ids import PracticeId
from bot.domain.pictures import Calendar, Panel
from bot.domain.practices import Archive, StandardFrom
from bot.domain.progress import Period, ProgressShown, progress
from bot.domain.schedules import Weekdays
from bot.domain.verdicts import History, judge
from bot.pictures.painting import paint
from bot.render import progress as render
from bot.render.pictures import LONGEST_ALT, gallery
from bot.render.progress_pictures import audit_picture, progress_picture
from bot.render.progress_words import say_words
from tests.support.limits import MOST_COMPONENTS, MOST_TEXT
from tests.support.members import walk
from tests.support.sampled import TODAY, history, labels, practice, read

WORST = "*_~|" * 15
MANY = tuple(replace(practice(f"{number}" * 60), id=PracticeId(number)) for number in range(1, 40))


def shown(
    lived: History,
    period: Period = Period.YEAR,
    *,
    own: bool = True,
    setbacks: tuple[date, ...] = (),
) -> ProgressShown:
    return ProgressShown(lived.practice, period, progress(lived, period), setbacks, (), own)


def words(lived: History, period: Period = Period.YEAR) -> list[str]:
    return list(say_words(shown(lived, period)))


def old(days_old: int = 80, standard: Standard | None = None) -> History:
    """A practice of some weeks; kept but on every fifth day."""
    of = practice(days_old=days_old, standard=standard or Standard(2000, "min"))
    return history(of, [ago for ago in range(days_old) if ago % 5])


def test_words_say_the_weeks_with_their_baseline() -> None:
    assert words(old(), Period.FOUR_WEEKS) == [
        "Streak: 8 days · plan kept: 82 % (23 of 28)",
        "Strength: 81 %",
        "Comebacks: 4, typically after 1 day",
        "In 4 weeks: 19 days reached the minimum",
        "This week so far: 40 min, own baseline 1 h 50 min",
        "Week of 9 Nov: 2 h, own baseline 1 h 50 min",
        "Week of 2 Nov: 1 h 40 min, own baseline 1 h 55 min",
        "Week of 26 Oct: 2 h, own baseline 1 h 50 min",
    ]


def test_words_say_months_for_a_year_and_years_for_all() -> None:
    year = words(old(400))
    assert year[3] == "In 53 weeks: 293 days reached the minimum"
    assert year[5] == "Nov 2026: 14 days, 4 h 40 min"
    assert len(year) == 5 + 13
    (since,) = [line for line in words(old(400), Period.ALL) if line.startswith("Since")]
    assert since == "Since 15 Oct 2025: 320 days reached the minimum"
    assert words(old(400), Period.ALL)[-1] == "2025: 63 days, 21 h"


def test_days_in_another_unit_are_not_passed_over() -> None:
    lived = old(400)
    standards = (
        *lived.practice.standards,
        StandardFrom(TODAY - timedelta(100), Standard(3 * UNIT, "songs")),
    )
    for period in (Period.YEAR, Period.ALL):
        found = shown(replace(lived, practice=replace(lived.practice, standards=standards)), period)
        *_, before = say_words(found)
        rest = found.progress.days_reached - sum(each.days for each in found.progress.totals)
        assert before == f"Before, in another unit: {rest} days"


def test_rests_setbacks_and_comebacks_are_told() -> None:
    lived = old()
    lived = replace(lived, rests=(Span(TODAY - timedelta(16), TODAY - timedelta(10)),))
    lived = replace(
        lived, logs={day: log for day, log in lived.logs.items() if day not in lived.rests[0]}
    )
    assert "Week of 2 Nov: 0 min, rest" in words(lived, Period.FOUR_WEEKS)
    whole = shown(lived, Period.ALL, setbacks=(TODAY,))
    assert "Along the way: 1 setback, 1 rest, 3 comebacks, a best streak of 16 days" in say_words(
        whole
    )
    others = replace(whole, own=False, setbacks=())
    assert "Along the way: 1 rest, 3 comebacks, a best streak of 16 days" in say_words(others)
    line, _ = progress_picture(whole).panels
    assert isinstance(line, Panel)
    assert [(each.name, len(each.places)) for each in line.marks] == [
        ("rest", 1),
        ("setback", 1),
        ("comeback", 3),
    ]


def test_done_is_counted_in_times() -> None:
    lived = old(standard=Standard(UNIT, DONE))
    assert words(lived, Period.FOUR_WEEKS)[-1] == "Week of 26 Oct: 6 times, own baseline 5.5 times"
    _, weekly, _ = progress_picture(shown(lived)).panels
    assert weekly.title == "Each week, in times done"


def test_weeks_without_an_amount_say_why() -> None:
    gone = replace(old().practice, archives=(Archive(TODAY - timedelta(20), TODAY),))
    said = words(replace(old(), practice=gone), Period.FOUR_WEEKS)
    assert "Week of 2 Nov: archived then, or in another unit" in said


def test_few_weeks_stand_as_on_a_wall_and_many_side_by_side() -> None:
    wall, _, _ = progress_picture(shown(old(), Period.FOUR_WEEKS)).panels
    assert isinstance(wall, Calendar)
    assert wall.columns == ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
    assert wall.rows == ("26 Oct", "2 Nov", "9 Nov", "16 Nov")
    # Sunday the 22nd has not come.
    assert wall.cells[-1] is None
    assert wall.cells[3] is not None
    strip, weekly, strength = progress_picture(shown(old(400))).panels
    assert isinstance(strip, Calendar)
    assert (len(strip.columns), len(strip.rows)) == (53, 7)
    assert [label for label in strip.columns if label][:3] == ["Nov", "Dec", "Jan"]
    assert isinstance(weekly, Panel)
    assert isinstance(strength, Panel)
    assert weekly.labels == strength.labels
    assert weekly.baseline is not None


def test_a_young_practice_has_no_baseline_and_says_its_weeks() -> None:
    young = shown(history(practice(days_old=2), [0, 1]))
    picture = progress_picture(young)
    assert picture.title == "1 week: Guitar"
    assert isinstance(picture.panels[1], Panel)
    assert picture.panels[1].baseline is None
    paint(picture)


def test_every_verdict_has_its_colour_and_sign() -> None:
    lived = history(practice(days_old=60, plan=Weekdays(frozenset(range(5)))), [1, 2, 4, 7, 9, 30])
    weeks, streak = audit_weeks(judge(lived))
    picture = audit_picture(Audit(lived.practice, streak, TODAY, weeks[:8], ()))
    (calendar,) = picture.panels
    assert isinstance(calendar, Calendar)
    looks = [(key.tone, key.sign) for key in calendar.keys]
    assert len(set(looks)) == len(looks)
    assert len({key.sign for key in calendar.keys}) == len(calendar.keys)
    days = [day.judged for week in weeks[:8] for day in week.days]
    assert sum(cell is not None for cell in calendar.cells) == len(days)
    for verdict in {day.verdict for day in days}:
        number = sum(day.verdict is verdict for day in days)
        assert f"{number} {verdict}" in picture.alt
        (at,) = [n for n, key in enumerate(calendar.keys) if key.name == verdict]
        assert calendar.cells.count(at) == number
    paint(picture)


@pytest.mark.parametrize("period", list(Period))
@pytest.mark.parametrize("own", [True, False])
def test_the_fullest_card_fits(period: Period, own: bool) -> None:  # noqa: FBT001
    of = practice(WORST, Standard(2000, "*" * LONGEST_UNIT), days_old=6000)
    lived = history(of, [ago for ago in range(6000) if ago % 50], amount=99_999_00)
    full = replace(shown(lived, period, own=own), others=MANY)
    picture = progress_picture(full)
    card = render.progress_card(full, gallery(picture))
    assert len(list(walk(card.to_components()))) <= MOST_COMPONENTS
    assert len(read(card)) <= MOST_TEXT
    assert WORST not in read(card)
    assert "*" * LONGEST_UNIT not in read(card)
    (item,) = [each for each in walk(card.to_components()) if each.get("items")]
    assert len(item["items"][0]["description"]) <= LONGEST_ALT
    assert labels(card)[0:4] == ["4 weeks", "12 weeks", "A year", "All of it"]
    assert len(paint(picture)) < 200_000


def test_without_a_log_there_are_kind_words_and_a_way_to_begin() -> None:
    nothing = shown(history(practice(), []))
    card = render.progress_card(nothing, None)
    assert "Your first log begins it." in read(card)
    assert "Log" in labels(card)
    other = render.progress_card(replace(nothing, own=False), None)
    assert "Nothing is logged for it yet." in read(other)
    assert "Log" not in labels(other)
    gone = replace(nothing.practice, archives=(Archive(TODAY, None),))
    assert "Log" not in labels(render.progress_card(replace(nothing, practice=gone), None))


def test_the_rows_of_a_card_are_small() -> None:
    """On a phone twelve weeks would else fill the screen twice."""
    found = shown(old(), Period.FOUR_WEEKS)
    said = read(render.progress_card(found, gallery(progress_picture(found))))
    assert "\n-# Week of 9 Nov: 2 h, own baseline 1 h 50 min\n" in said
    assert "\nIn 4 weeks: 19 days reached the minimum\n" in said
