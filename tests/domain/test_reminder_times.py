"""Times of day as people type them, and the instants at which clocks show them."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from bot.domain.reminder_times import (
    MINUTES_A_DAY,
    Quiet,
    UnknownTime,
    first_instant,
    minute_of,
    parse_time,
    plain_time,
    quiet_until,
)
from bot.domain.zones import zones
from tests.support.reminding import wall

SECOND, MINUTE = timedelta(seconds=1), timedelta(minutes=1)
BERLIN, NEW_YORK, LORD_HOWE = "Europe/Berlin", "America/New_York", "Australia/Lord_Howe"
APIA, TROLL, BEIRUT = "Pacific/Apia", "Antarctica/Troll", "Asia/Beirut"
MINUTES = st.integers(0, MINUTES_A_DAY - 1)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("20:00", "20:00"),
        ("8pm", "20:00"),
        ("8 PM", "20:00"),
        ("8:30 p.m.", "20:30"),
        ("7.30", "07:30"),
        ("7:05am", "07:05"),
        ("at 7", "07:00"),
        ("20h", "20:00"),
        ("20h30", "20:30"),
        ("20 Uhr", "20:00"),
        ("20 uhr 15", "20:15"),
        ("1930", "19:30"),
        (" noon ", "12:00"),
        ("midday", "12:00"),
        ("midnight", "00:00"),
        ("12am", "00:00"),
        ("12 pm", "12:00"),
        ("24:00", "00:00"),
        ("０７：３０", "07:30"),  # noqa: RUF001 - as some keyboards type it
    ],
)
def test_reads_a_time(text: str, expected: str) -> None:
    assert plain_time(parse_time(text)) == expected


@pytest.mark.parametrize(
    "text",
    ["25:61", "24:01", "12:60", "13pm", "0am", "", "soon", "8:5", "8:300", "-1:00", "20:00 20:00"],
)
def test_refuses_what_is_no_time(text: str) -> None:
    with pytest.raises(UnknownTime) as refused:
        parse_time(text)
    assert refused.value.text == text


@given(MINUTES)
def test_what_is_shown_can_be_typed(minute: int) -> None:
    assert parse_time(plain_time(minute)) == minute


@pytest.mark.parametrize(
    ("zone", "day", "time", "expected"),
    [
        (BERLIN, "2026-01-05", "20:00", "2026-01-05T19:00Z"),
        # Spring: what does not exist comes right after the gap.
        (BERLIN, "2026-03-29", "02:30", "2026-03-29T01:00Z"),
        (BERLIN, "2026-03-29", "02:00", "2026-03-29T01:00Z"),
        (BERLIN, "2026-03-29", "03:00", "2026-03-29T01:00Z"),
        (NEW_YORK, "2026-03-08", "02:15", "2026-03-08T07:00Z"),
        (LORD_HOWE, "2026-10-04", "02:15", "2026-10-03T15:30Z"),  # half an hour is missing
        (BEIRUT, "2026-03-29", "00:30", "2026-03-28T22:00Z"),  # at midnight
        (TROLL, "2026-03-29", "02:30", "2026-03-29T01:00Z"),  # two hours are missing
        (APIA, "2011-12-30", "20:00", "2011-12-30T10:00Z"),  # a whole day is missing
        # Autumn: the first of the two.
        (BERLIN, "2026-10-25", "02:30", "2026-10-25T00:30Z"),
        (NEW_YORK, "2026-11-01", "01:30", "2026-11-01T05:30Z"),
        (LORD_HOWE, "2026-04-05", "01:45", "2026-04-04T14:45Z"),
    ],
)
def test_the_first_instant_of_a_time(zone: str, day: str, time: str, expected: str) -> None:
    found = first_instant(date.fromisoformat(day), parse_time(time), zone)
    assert found == datetime.fromisoformat(expected)


@given(st.sampled_from(zones()), st.dates(date(2024, 1, 1), date(2028, 1, 1)), MINUTES)
def test_before_the_first_instant_no_clock_shows_the_time(
    zone: str, day: date, minute: int
) -> None:
    found = first_instant(day, minute, zone)
    wanted = datetime.combine(day, datetime.min.time()) + minute * MINUTE

    def shows(at: datetime) -> datetime:
        return at.astimezone(ZoneInfo(zone)).replace(tzinfo=None)

    assert found.tzinfo is UTC
    assert shows(found) >= wanted
    assert shows(found - SECOND) < wanted
    assert shows(found) - wanted < timedelta(hours=3)


@pytest.mark.parametrize(
    ("quiet", "now", "expected"),
    [
        (Quiet(22 * 60, 7 * 60), "2026-01-05T22:00", "2026-01-06T07:00"),
        (Quiet(22 * 60, 7 * 60), "2026-01-06T01:00", "2026-01-06T07:00"),
        (Quiet(22 * 60, 7 * 60), "2026-01-06T07:00", "2026-01-06T07:00"),
        (Quiet(22 * 60, 7 * 60), "2026-01-05T21:59", "2026-01-05T21:59"),
        (Quiet(13 * 60, 14 * 60), "2026-01-05T13:30", "2026-01-05T14:00"),
        (Quiet(0, 0), "2026-01-05T00:00", "2026-01-05T00:00"),
        (Quiet(22 * 60, 2 * 60 + 30), "2026-03-29T01:30", "2026-03-29T03:00"),
    ],
)
def test_quiet_hours_end(quiet: Quiet, now: str, expected: str) -> None:
    assert quiet_until(wall(now, BERLIN), BERLIN, quiet) == wall(expected, BERLIN)


def test_quiet_hours_within_a_double_hour() -> None:
    quiet = Quiet(22 * 60, 2 * 60 + 30)
    first, second = wall("2026-10-25T02:30", BERLIN), wall("2026-10-25T02:30", BERLIN, fold=1)
    assert quiet_until(first - MINUTE, BERLIN, quiet) == first
    assert quiet_until(first, BERLIN, quiet) == first
    assert quiet_until(second - MINUTE, BERLIN, quiet) == second


@given(
    st.sampled_from(zones()),
    st.integers(0, 4 * 365 * 24 * 60).map(
        lambda minutes: wall("2026-01-01T00:00") + minutes * MINUTE
    ),
    MINUTES,
    MINUTES,
)
def test_nothing_is_quiet_where_quiet_hours_end(
    zone: str, now: datetime, start: int, end: int
) -> None:
    quiet = Quiet(start, end)
    # Where less than three hours are loud, clocks may jump over all of them.
    assume((start - end) % MINUTES_A_DAY > 180)
    found = quiet_until(now, zone, quiet)
    assert now <= found <= now + timedelta(hours=27)
    assert not quiet.holds(minute_of(found, zone))
    if found > now:
        assert quiet.holds(minute_of(now, zone))
        assert quiet.holds(minute_of(found - SECOND, zone))


def test_quiet_hours_that_are_none() -> None:
    assert Quiet(0, 0).is_never
    assert not Quiet(0, 60).is_never
