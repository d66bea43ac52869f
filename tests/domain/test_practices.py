"""Practices: which standard and schedule hold when, and what may not be done."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from bot.domain.amounts import Standard
from bot.domain.ids import PracticeId
from bot.domain.practices import (
    MAX_ACTIVE,
    AlreadyArchived,
    Archive,
    DuplicateName,
    NotArchived,
    Practice,
    ScheduleFrom,
    StandardFrom,
    TooManyActive,
    UnknownPractice,
    check_name,
    check_room,
    pick,
    with_archive,
    with_restore,
    with_schedule,
    with_standard,
)
from bot.domain.schedules import Schedule, TimesAWeek, Weekdays
from tests.domain.drawing import day, practice

if TYPE_CHECKING:
    from datetime import date

DAILY = Weekdays(frozenset(range(7)))
MINUTES = [Standard(minutes * 100, "min") for minutes in range(41)]


def standards(of: Practice) -> list[tuple[date, int]]:
    return [(version.valid_from, version.standard.minimum // 100) for version in of.standards]


def schedules(of: Practice) -> list[tuple[date, Schedule]]:
    return [(version.valid_from, version.schedule) for version in of.schedules]


def test_the_first_version_also_holds_before_itself() -> None:
    imported = practice(started_on=day(-30))
    assert imported.standard_on(day(-30)) == MINUTES[20]
    assert imported.schedule_on(day(-30)) == DAILY


def test_a_version_holds_from_its_day_on() -> None:
    edited = practice(
        standards=(StandardFrom(day(0), MINUTES[20]), StandardFrom(day(5), MINUTES[30])),
        schedules=(ScheduleFrom(day(0), DAILY), ScheduleFrom(day(7), TimesAWeek(2))),
    )
    assert [edited.standard_on(day(n)) for n in (4, 5, 6)] == [MINUTES[n] for n in (20, 30, 30)]
    assert [edited.schedule_on(day(n)) for n in (6, 7, 8)] == [DAILY, TimesAWeek(2), TimesAWeek(2)]


def test_an_easier_minimum_holds_from_today() -> None:
    eased = with_standard(practice(), MINUTES[10], day(9))
    assert standards(eased) == [(day(0), 20), (day(9), 10)]


@pytest.mark.parametrize("harder", [MINUTES[30], Standard(500, "pages"), Standard(500, "done")])
def test_a_harder_minimum_or_another_unit_holds_from_tomorrow(harder: Standard) -> None:
    edited = with_standard(practice(), harder, day(9))
    assert edited.standard_on(day(9)) == MINUTES[20]
    assert edited.standard_on(day(10)) == harder


def test_the_same_unit_in_another_number_is_the_same_unit() -> None:
    words = practice(standards=(StandardFrom(day(0), Standard(40000, "words")),))
    assert with_standard(words, Standard(100, "word"), day(3)).standard_on(day(3)).minimum == 100


def test_another_spelling_of_the_unit_holds_from_today() -> None:
    words = practice(standards=(StandardFrom(day(0), Standard(40000, "word")),))
    edited = with_standard(words, Standard(40000, "words"), day(3))
    assert edited.standard_on(day(2)).unit == "word"
    assert edited.standard_on(day(3)).unit == "words"


def test_on_the_first_day_an_easier_minimum_replaces_the_first() -> None:
    assert standards(with_standard(practice(), MINUTES[10], day(0))) == [(day(0), 10)]


def test_the_latest_decision_wins() -> None:
    pending = with_standard(practice(), MINUTES[30], day(9))
    assert standards(pending) == [(day(0), 20), (day(10), 30)]
    assert standards(with_standard(pending, MINUTES[40], day(9))) == [(day(0), 20), (day(10), 40)]
    assert standards(with_standard(pending, MINUTES[10], day(9))) == [(day(0), 20), (day(9), 10)]
    # Back to what holds today: nothing is left of the change.
    assert with_standard(pending, MINUTES[20], day(9)) == practice()
    # Once it holds, it stays.
    assert standards(with_standard(pending, MINUTES[10], day(10))) == [(day(0), 20), (day(10), 10)]


def test_nobody_takes_an_easing_back_for_the_same_day() -> None:
    eased = with_standard(practice(), MINUTES[10], day(9))
    again = with_standard(eased, MINUTES[20], day(9))
    assert standards(again) == [(day(0), 20), (day(9), 10), (day(10), 20)]


def test_an_unchanged_standard_changes_nothing() -> None:
    assert with_standard(practice(), MINUTES[20], day(9)) == practice()


@pytest.mark.parametrize(("today", "start"), [(1, 7), (6, 7), (7, 14), (8, 14), (13, 14)])
def test_a_new_schedule_holds_from_the_next_monday(today: int, start: int) -> None:
    edited = with_schedule(practice(), TimesAWeek(3), day(today))
    assert schedules(edited) == [(day(0), DAILY), (day(start), TimesAWeek(3))]


def test_the_latest_schedule_wins() -> None:
    pending = with_schedule(practice(), TimesAWeek(3), day(9))
    again = with_schedule(pending, TimesAWeek(2), day(10))
    assert schedules(again) == [(day(0), DAILY), (day(14), TimesAWeek(2))]
    assert with_schedule(pending, DAILY, day(10)) == practice()
    assert with_schedule(practice(), DAILY, day(10)) == practice()
    later = with_schedule(pending, TimesAWeek(2), day(14))
    assert [start for start, _ in schedules(later)] == [day(0), day(14), day(21)]


def test_on_the_first_day_a_schedule_holds_at_once() -> None:
    started = practice(started_on=day(3))
    assert schedules(with_schedule(started, TimesAWeek(3), day(3))) == [(day(3), TimesAWeek(3))]
    assert schedules(with_schedule(started, TimesAWeek(3), day(4)))[1][0] == day(7)


def test_archive_and_restore() -> None:
    archived = with_archive(practice(), day(3))
    assert archived.is_archived
    assert [archived.covers(day(n)) for n in (-1, 0, 3, 4, 99)] == [False, True, True, False, False]
    restored = with_restore(archived, day(6))
    assert not restored.is_archived
    assert [restored.covers(day(n)) for n in (3, 4, 5, 6)] == [True, False, False, True]
    again = with_restore(with_archive(restored, day(6)), day(9))
    assert again.archives == (Archive(day(3), day(6)), Archive(day(6), day(9)))
    assert [again.covers(day(n)) for n in (6, 7, 9)] == [True, False, True]


def test_what_is_archived_is_not_archived_again() -> None:
    with pytest.raises(AlreadyArchived) as refused:
        with_archive(with_archive(practice(), day(3)), day(4))
    assert refused.value.name == "Scales"


def test_what_is_not_archived_is_not_restored() -> None:
    for never in (practice(), with_restore(with_archive(practice(), day(3)), day(4))):
        with pytest.raises(NotArchived) as refused:
            with_restore(never, day(5))
        assert refused.value.name == "Scales"


def test_a_fourth_active_practice() -> None:
    archived = with_archive(practice(), day(3))
    check_room([practice()] * (MAX_ACTIVE - 1) + [archived] * 5)
    with pytest.raises(TooManyActive) as refused:
        check_room([practice()] * MAX_ACTIVE)
    assert refused.value.limit == MAX_ACTIVE == 3


def test_a_name_that_is_taken() -> None:
    check_name("Arpeggios", [practice()])
    check_name("Scales", [with_archive(practice(), day(3))])
    with pytest.raises(DuplicateName) as refused:
        check_name("sCALES", [practice(name="Etudes"), practice()])
    assert refused.value.name == "Scales"


def test_picking_a_practice_by_id_or_name() -> None:
    old = with_archive(replace(practice(), id=PracticeId(7)), day(3))
    current = replace(practice(), id=PracticeId(8))
    other = replace(practice(name="7"), id=PracticeId(9))
    owned = [old, current, other]
    assert pick(owned, " scales ") == current
    assert pick(owned, "7") == old
    assert pick(owned, "9") == other
    with pytest.raises(UnknownPractice) as refused:
        pick(owned, "Etudes")
    assert (refused.value.text, refused.value.names) == ("Etudes", ("Scales", "7", "Scales"))
