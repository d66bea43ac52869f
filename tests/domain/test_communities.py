from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from bot.domain.communities import (
    BadBackfillDays,
    ChannelUse,
    Community,
    ModeratorsOnly,
    NoWeeklyChannel,
    parse_backfill_days,
)
from bot.domain.days import Week, week_of
from bot.domain.weekly_times import UnknownWeeklyTime, UnsafeWeeklyTime, WeeklyTime
from tests.support.callers import HERE, act

BERLIN = "Europe/Berlin"
WEDNESDAY = datetime(2026, 11, 18, 12, tzinfo=UTC)
SUNDAY_EVENING = WeeklyTime(6, 18 * 60)


@pytest.mark.parametrize(
    ("text", "weekday", "minute"),
    [
        ("Sunday 18:00", 6, 1080),
        ("  SUN 6pm ", 6, 1080),
        ("mon at 9", 0, 540),
        ("Wednesday, 07.30", 2, 450),
        ("tue 12am", 1, 0),
        ("tue 12 pm", 1, 720),
        ("thurs 23h59", 3, 1439),
        ("fri 00:59", 4, 59),
        ("fri 4:00", 4, 240),
    ],
)
def test_reads_a_weekly_time(text: str, weekday: int, minute: int) -> None:
    assert WeeklyTime.parse(text) == WeeklyTime(weekday, minute)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "sunday",
        "18:00",
        "su 18:00",
        "someday 18:00",
        "sun 24:00",
        "sun 12:60",
        "sun 13pm",
        "sun 0am",
        "sun -1",
        "sun 18:00 19:00",
        "sun \u0661\u0668",
        "sunday" * 50,
    ],
)
def test_refuses_what_is_no_weekly_time(text: str) -> None:
    with pytest.raises(UnknownWeeklyTime):
        WeeklyTime.parse(text)


@pytest.mark.parametrize("text", ["sun 01:00", "sun 2:30", "sun 3:59", "sun 3am"])
def test_refuses_the_hours_in_which_clocks_change(text: str) -> None:
    with pytest.raises(UnsafeWeeklyTime):
        WeeklyTime.parse(text)


@pytest.mark.parametrize(("text", "days"), [("0", 0), (" 7 ", 7), ("30", 30)])
def test_reads_days_of_back_logging(text: str, days: int) -> None:
    assert parse_backfill_days(text) == days


@pytest.mark.parametrize("text", ["", "-1", "31", "7.5", "seven", "\u0667", "007"])
def test_refuses_other_days_of_back_logging(text: str) -> None:
    with pytest.raises(BadBackfillDays):
        parse_backfill_days(text)


def test_the_next_weekly_time_is_strictly_ahead_and_follows_the_wall_clock() -> None:
    due = SUNDAY_EVENING.next_after(WEDNESDAY, BERLIN)
    assert due == datetime(2026, 11, 22, 17, tzinfo=UTC)
    assert SUNDAY_EVENING.next_after(due, BERLIN) == datetime(2026, 11, 29, 17, tzinfo=UTC)
    assert SUNDAY_EVENING.in_next_week(WEDNESDAY, BERLIN) == datetime(2026, 11, 29, 17, tzinfo=UTC)
    # Summer time begins on that Sunday.
    spring = datetime(2026, 3, 24, 12, tzinfo=UTC)
    assert SUNDAY_EVENING.next_after(spring, BERLIN) == datetime(2026, 3, 29, 16, tzinfo=UTC)


def test_set_up_needs_a_channel_and_happens_once() -> None:
    community = Community(HERE, zone=BERLIN)
    with pytest.raises(NoWeeklyChannel):
        community.set_up(WEDNESDAY)
    done = replace(community, weekly_channel_id=5).set_up(WEDNESDAY)
    assert done.set_up_at == WEDNESDAY
    assert done.next_weekly_at == datetime(2026, 11, 22, 17, tzinfo=UTC)
    assert done.set_up(datetime(2027, 1, 1, tzinfo=UTC)) == done


def test_a_new_weekly_time_holds_from_the_next_iso_week() -> None:
    community = Community(HERE, weekly_channel_id=5).set_up(WEDNESDAY)
    moved = community.with_weekly_time(WeeklyTime(0, 540), BERLIN, WEDNESDAY)
    # This week's posts are still to come: they keep their time.
    assert moved.next_weekly_at == community.next_weekly_at
    assert (moved.weekly_time, moved.zone) == (WeeklyTime(0, 540), BERLIN)
    sent = replace(community, next_weekly_at=datetime(2026, 11, 29, 18, tzinfo=UTC))
    moved = sent.with_weekly_time(WeeklyTime(0, 540), BERLIN, WEDNESDAY)
    assert moved.next_weekly_at == datetime(2026, 11, 23, 8, tzinfo=UTC)


@pytest.mark.parametrize("zone", ["Pacific/Kiritimati", "Pacific/Pago_Pago", "UTC"])
def test_no_week_is_skipped_or_doubled_by_a_new_zone(zone: str) -> None:
    late_sunday = datetime(2026, 11, 22, 23, tzinfo=UTC)
    community = Community(HERE, weekly_channel_id=5).set_up(late_sunday)
    assert community.next_weekly_at == datetime(2026, 11, 29, 18, tzinfo=UTC)
    moved = community.with_weekly_time(WeeklyTime(2, 720), zone, late_sunday)
    weeks = [
        each.next_weekly_at and week_of(each.next_weekly_at.date()) for each in (community, moved)
    ]
    assert weeks == [Week(2026, 48)] * 2


def test_posts_still_due_stay_in_their_week_in_another_zone() -> None:
    sunday_night = Community(
        HERE, weekly_channel_id=5, zone="America/Los_Angeles", weekly_time=WeeklyTime(6, 1380)
    ).set_up(WEDNESDAY)
    # Sunday 23:00 in Los Angeles is Monday morning in Berlin.
    moved = sunday_night.with_weekly_time(WeeklyTime(6, 1380), BERLIN, WEDNESDAY)
    assert moved.next_weekly_at == datetime(2026, 11, 22, 22, tzinfo=UTC)


def test_before_the_set_up_no_time_is_due() -> None:
    assert (
        Community(HERE).with_weekly_time(WeeklyTime(0, 0), BERLIN, WEDNESDAY).next_weekly_at is None
    )


def test_each_channel_is_named_for_itself() -> None:
    community = Community(HERE)
    for number, use in enumerate(ChannelUse, start=1):
        community = community.with_channel(use, number)
    assert [community.channel(use) for use in ChannelUse] == [1, 2, 3, 4, 5]
    assert community.with_channel(ChannelUse.LOGS, None).log_channel_id is None
    assert "read_message_history" in ChannelUse.WEEKLY.needs
    assert "attach_files" in ChannelUse.LOGS.needs
    assert ChannelUse.MODERATORS.needs == ("view_channel", "send_messages")


def test_moderators_manage_the_server_or_have_the_role() -> None:
    community = Community(HERE, moderator_role_id=9)
    community.require_moderator(act(manages_server=True))
    community.require_moderator(replace(act(), role_ids=frozenset({1, 9})))
    for stranger in (act(), replace(act(), role_ids=frozenset({1}))):
        with pytest.raises(ModeratorsOnly):
            community.require_moderator(stranger)
    with pytest.raises(ModeratorsOnly):
        Community(HERE).require_moderator(act())
