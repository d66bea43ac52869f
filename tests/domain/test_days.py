"""Which day it is, across day starts, clock changes, the date line and changes of zone."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from bot.domain.days import (
    ClockSetting,
    Week,
    block_of,
    block_start,
    local_day,
    monday_of,
    today,
    travel_days,
    week_of,
)

BERLIN, NEW_YORK, APIA, TROLL = (
    "Europe/Berlin",
    "America/New_York",
    "Pacific/Apia",
    "Antarctica/Troll",
)


def at(text: str, zone: str = "UTC", fold: int = 0) -> datetime:
    wall = datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(zone), fold=fold)
    return wall.astimezone(UTC)


def chosen(since: datetime, zone: str, day_start: int = 0) -> ClockSetting:
    return ClockSetting(since, zone, day_start, zone_chosen=True)


@pytest.mark.parametrize(
    ("wall", "day_start", "expected"),
    [
        ("2026-11-21T00:00", 0, "2026-11-21"),
        ("2026-11-20T23:59:59", 0, "2026-11-20"),
        ("2026-11-21T03:59:59", 4, "2026-11-20"),
        ("2026-11-21T04:00", 4, "2026-11-21"),
        ("2026-11-21T05:59", 6, "2026-11-20"),
        ("2026-01-01T01:00", 2, "2025-12-31"),
        # Spring: 02:00 to 03:00 does not exist; the wall clock decides, not the hours gone by.
        ("2026-03-29T01:59", 2, "2026-03-28"),
        ("2026-03-29T03:00", 2, "2026-03-29"),
        ("2026-03-29T03:59", 4, "2026-03-28"),
        ("2026-03-29T04:00", 4, "2026-03-29"),
        # Autumn: 02:00 to 03:00 comes twice.
        ("2026-10-25T01:59", 2, "2026-10-24"),
        ("2026-10-25T02:30", 2, "2026-10-25"),
        ("2026-10-25T02:59", 3, "2026-10-24"),
        ("2026-10-25T03:00", 3, "2026-10-25"),
    ],
)
def test_local_day(wall: str, day_start: int, expected: str) -> None:
    assert local_day(at(wall, BERLIN), BERLIN, day_start) == date.fromisoformat(expected)


def test_both_of_the_doubled_hours_are_the_same_day() -> None:
    for fold in (0, 1):
        now = at("2026-10-25T02:30", BERLIN, fold)
        assert local_day(now, BERLIN, 3) == date(2026, 10, 24)
        assert local_day(now, BERLIN, 2) == date(2026, 10, 25)


@pytest.mark.parametrize("day_start", range(7))
@pytest.mark.parametrize(
    ("zone", "start"),
    [
        (BERLIN, "2026-03-28T20:00"),
        (BERLIN, "2026-10-24T20:00"),
        ("America/Santiago", "2026-04-04T22:00"),
        ("Australia/Lord_Howe", "2026-04-04T08:00"),
        (TROLL, "2026-03-28T20:00"),
        (TROLL, "2026-10-24T20:00"),
        (APIA, "2011-12-30T05:00"),
    ],
)
def test_no_clock_change_takes_today_back(zone: str, start: str, day_start: int) -> None:
    settings = [chosen(at(start), zone, day_start)]
    days = [today(at(start) + timedelta(minutes=10 * step), settings) for step in range(200)]
    assert days == sorted(days)
    assert len(set(days)) > 1


def test_the_day_that_samoa_left_out() -> None:
    settings = [chosen(at("2011-12-01T00:00"), APIA)]
    last = at("2011-12-29T23:59", APIA)
    assert today(last, settings) == date(2011, 12, 29)
    assert today(last + timedelta(minutes=1), settings) == date(2011, 12, 31)


def test_today_waits_until_a_zone_further_west_catches_up() -> None:
    before = at("2026-11-21T02:00", BERLIN)
    settings = [chosen(at("2026-01-01T00:00"), BERLIN), chosen(before, NEW_YORK)]
    assert local_day(before, NEW_YORK, 0) == date(2026, 11, 20)
    assert today(before, settings) == date(2026, 11, 21)
    assert today(at("2026-11-21T23:59", NEW_YORK), settings) == date(2026, 11, 21)
    assert today(at("2026-11-22T00:00", NEW_YORK), settings) == date(2026, 11, 22)


def test_today_waits_also_for_a_later_day_start_and_for_older_changes() -> None:
    change = at("2026-11-21T01:00", BERLIN)
    settings = [
        chosen(at("2026-01-01T00:00"), BERLIN),
        chosen(change, BERLIN, 6),
        chosen(change + timedelta(minutes=5), NEW_YORK, 6),
    ]
    assert today(change, settings[:2]) == date(2026, 11, 21)
    assert today(change + timedelta(hours=1), settings) == date(2026, 11, 21)


def test_an_earlier_setting_says_nothing_about_the_time_after_it() -> None:
    settings = [
        chosen(at("2026-11-01T00:00"), "Pacific/Kiritimati"),
        chosen(at("2026-11-02T00:00"), "Pacific/Pago_Pago"),
    ]
    assert today(at("2026-11-20T12:00"), settings) == date(2026, 11, 20)


def test_travelling_covers_the_days_around_the_change() -> None:
    west = [chosen(at("2026-01-01T00:00"), BERLIN), chosen(at("2026-11-21T12:00"), NEW_YORK)]
    assert travel_days(west) == {date(2026, 11, 21), date(2026, 11, 22)}
    # To the other side of the date line: the 21st there, the 22nd (a day later) here.
    east = [
        chosen(at("2026-01-01T00:00"), "Pacific/Pago_Pago"),
        chosen(at("2026-11-21T10:30"), "Pacific/Kiritimati"),
    ]
    assert travel_days(east) == {date(2026, 11, day) for day in (20, 21, 22, 23)}


def test_no_travel_without_a_change_of_the_offset() -> None:
    first = chosen(at("2026-01-01T00:00"), BERLIN)
    assert travel_days([first]) == set()
    assert travel_days([first, chosen(at("2026-11-21T12:00"), BERLIN, 4)]) == set()
    assert travel_days([first, chosen(at("2026-11-21T12:00"), "Europe/Paris")]) == set()
    # London is an hour behind Berlin; Lagos is so only in summer.
    assert travel_days([first, chosen(at("2026-11-21T12:00"), "Africa/Lagos")]) == set()
    assert travel_days([first, chosen(at("2026-07-21T12:00"), "Africa/Lagos")]) != set()


@pytest.mark.parametrize("chosen_at_all", [(False, True), (True, False), (False, False)])
def test_choosing_a_zone_for_the_first_time_is_no_journey(
    chosen_at_all: tuple[bool, bool],
) -> None:
    first, second = chosen_at_all
    settings = [
        ClockSetting(at("2026-01-01T00:00"), "UTC", 0, first),
        ClockSetting(at("2026-11-21T12:00"), NEW_YORK, 0, second),
    ]
    assert travel_days(settings) == set()


@pytest.mark.parametrize(
    ("days_later", "granted"), [(0, False), (13.99, False), (14, True), (30, True)]
)
def test_travel_is_granted_once_in_fourteen_days(days_later: float, granted: bool) -> None:  # noqa: FBT001
    out = at("2026-11-01T12:00")
    back = out + timedelta(days=days_later)
    settings = [
        chosen(at("2026-01-01T00:00"), BERLIN),
        chosen(out, NEW_YORK),
        chosen(back, BERLIN),
    ]
    assert (len(travel_days(settings)) == 4) is granted
    # A change that was not granted does not begin another fourteen days.
    again = chosen(out + timedelta(days=44), NEW_YORK)
    assert again.since.date() in travel_days([*settings, again])


def test_a_refused_change_does_not_put_off_the_next_one() -> None:
    out = at("2026-11-01T12:00")
    settings = [
        chosen(at("2026-01-01T00:00"), BERLIN),
        chosen(out, NEW_YORK),
        chosen(out + timedelta(days=10), BERLIN),
        chosen(out + timedelta(days=15), NEW_YORK),
    ]
    assert date(2026, 11, 16) in travel_days(settings)


def test_weeks() -> None:
    week = week_of(date(2026, 11, 21))
    assert week == Week(2026, 47)
    assert (week.monday, week.sunday) == (date(2026, 11, 16), date(2026, 11, 22))
    assert str(week) == "2026-W47"
    assert str(Week(2026, 5)) == "2026-W05"
    assert Week.parse("2026-W47") == week
    assert (week.next(), week.previous()) == (Week(2026, 48), Week(2026, 46))


def test_weeks_at_the_turn_of_the_year() -> None:
    assert week_of(date(2027, 1, 3)) == Week(2026, 53)
    assert week_of(date(2024, 12, 30)) == Week(2025, 1)
    assert Week(2026, 53).next() == Week(2027, 1)
    assert Week(2027, 1).previous() == Week(2026, 53)


@pytest.mark.parametrize(
    "text", ["", "2026-47", "2026-W7", "2026-W54", "2025-W53", "2026-W00", "x2026-W47", "2026-W47 "]
)
def test_weeks_that_are_none(text: str) -> None:
    with pytest.raises(ValueError, match=r".*"):
        Week.parse(text)


def test_blocks_of_four_weeks() -> None:
    assert block_of(date(2018, 1, 1)) == block_of(date(2018, 1, 28)) == 0
    assert block_of(date(2018, 1, 29)) == 1
    assert block_of(date(2017, 12, 31)) == -1
    assert block_start(1) == date(2018, 1, 29)
    assert block_of(block_start(116)) == 116
    assert block_start(116).weekday() == 0


def test_monday_of() -> None:
    assert {monday_of(date(2026, 11, 16 + step)) for step in range(7)} == {date(2026, 11, 16)}
