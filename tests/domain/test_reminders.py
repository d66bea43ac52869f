"""When a reminder is due, in every zone and with every start of the day."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.names import NameTooLong
from bot.domain.reminder_times import MINUTES_A_DAY, Quiet, UnknownTime, parse_time
from bot.domain.reminders import (
    BadSnooze,
    Choices,
    ChoiceWords,
    HalfQuiet,
    NoRoomToSnooze,
    ReminderDayOver,
    comes_at,
    held_back,
    read_choices,
    read_cue,
    snoozed,
)
from bot.domain.zones import zones
from tests.support.reminding import member, moved, reminder, wall

if TYPE_CHECKING:
    from bot.domain.members import Member

DAY, HOUR, MINUTE = timedelta(days=1), timedelta(hours=1), timedelta(minutes=1)
BERLIN, LORD_HOWE, TROLL, APIA = (
    "Europe/Berlin",
    "Australia/Lord_Howe",
    "Antarctica/Troll",
    "Pacific/Apia",
)
NIGHT = Choices(Quiet(22 * 60, 7 * 60))


@pytest.mark.parametrize(
    ("zone", "day_start", "time", "day", "expected"),
    [
        (BERLIN, 0, "20:00", "2026-01-05", "2026-01-05T20:00"),
        # Before the day begins, it belongs to the local day before.
        (BERLIN, 6, "05:59", "2026-01-05", "2026-01-06T05:59"),
        (BERLIN, 6, "06:00", "2026-01-05", "2026-01-05T06:00"),
        (BERLIN, 4, "00:30", "2026-01-05", "2026-01-06T00:30"),
        # Across the clock changes.
        (BERLIN, 0, "20:00", "2026-03-29", "2026-03-29T20:00"),
        (BERLIN, 0, "02:30", "2026-03-29", "2026-03-29T03:00"),
        (BERLIN, 6, "02:30", "2026-03-28", "2026-03-29T03:00"),
        (BERLIN, 6, "02:30", "2026-10-24", "2026-10-25T02:30"),
        (LORD_HOWE, 0, "02:15", "2026-10-04", "2026-10-04T02:30"),
        (LORD_HOWE, 6, "01:45", "2026-04-04", "2026-04-05T01:45"),
    ],
)
def test_due_by_the_members_own_clock(
    zone: str, day_start: int, time: str, day: str, expected: str
) -> None:
    planned = reminder(parse_time(time)).planned(member(zone, day_start), date.fromisoformat(day))
    assert planned.due_at == wall(expected, zone)
    assert planned.day == date.fromisoformat(day)


@pytest.mark.parametrize(
    ("zone", "day_start", "time", "day", "next_day"),
    [
        # Clocks jump from two to three, where the next day has begun.
        (BERLIN, 3, "02:30", date(2026, 3, 28), date(2026, 3, 29)),
        (APIA, 0, "20:00", date(2011, 12, 30), date(2011, 12, 31)),
        (TROLL, 3, "02:30", date(2026, 3, 28), date(2026, 3, 29)),
    ],
)
def test_a_day_without_its_time_is_left_out(
    zone: str, day_start: int, time: str, day: date, next_day: date
) -> None:
    assert reminder(parse_time(time)).planned(member(zone, day_start), day).day == next_day


zone_names = st.sampled_from(zones())
instants = st.integers(0, 4 * 365 * 24 * 60).map(
    lambda minutes: wall("2026-01-01T00:00") + minutes * MINUTE
)


@given(zone_names, st.integers(0, 6), st.integers(0, MINUTES_A_DAY - 1), instants)
def test_due_once_on_each_local_day(zone: str, day_start: int, minute: int, now: datetime) -> None:
    who = member(zone, day_start)
    planned = reminder(minute).planned(who, who.today(now), after=now)
    for _ in range(5):
        at = planned.due_at
        assert at is not None
        assert at > now
        assert who.today(at) == planned.day
        following = planned.next_day(who, at)
        assert following.due_at is not None
        assert following.due_at > at
        # A day is left out only where clocks jump over its time.
        assert following.day - planned.day <= 2 * DAY
        planned = following


def test_set_for_later_today_or_for_tomorrow() -> None:
    who, now = member(BERLIN), wall("2026-01-05T20:00", BERLIN)
    today = who.today(now)
    assert reminder(20 * 60 + 1).planned(who, today, after=now).day == today
    assert reminder(20 * 60).planned(who, today, after=now).day == today + DAY


def test_a_day_that_went_by_is_not_made_up_for() -> None:
    who = member(BERLIN)
    pending = reminder().planned(who, date(2026, 1, 5))
    evening = wall("2026-01-05T23:59", BERLIN)
    assert pending.caught_up(who, evening) == pending
    caught_up = pending.caught_up(who, evening + MINUTE)
    assert caught_up.day == date(2026, 1, 6)
    assert caught_up.due_at == wall("2026-01-06T20:00", BERLIN)


def test_late_from_half_an_hour_on() -> None:
    due_at = wall("2026-01-05T20:00")
    pending = reminder(due_at=due_at)
    assert not pending.is_late(due_at + 30 * MINUTE)
    assert pending.is_late(due_at + 31 * MINUTE)
    assert not reminder(due_at=None).is_late(due_at)


def test_each_message_has_its_own_nonce() -> None:
    pending = reminder()
    others = (
        replace(pending, turn=1),
        replace(pending, day=date(2026, 1, 2)),
        reminder(due_at=None, day=pending.day, turn=0),
    )
    assert len({each.nonce for each in (pending, *others)}) == 3
    assert len(pending.nonce) <= 25


class TestZoneChange:
    def of(self, who: Member, now: datetime) -> tuple[Member, datetime]:
        return moved(who, now, "Asia/Tokyo"), now

    def test_a_pending_reminder_follows(self) -> None:
        who, now = self.of(member(BERLIN), wall("2026-01-05T09:00", BERLIN))
        pending = reminder().planned(member(BERLIN), date(2026, 1, 5))
        assert pending.moved_with(who, now).due_at == wall("2026-01-05T20:00", "Asia/Tokyo")

    def test_one_that_came_today_does_not_come_again(self) -> None:
        berlin, now = member(BERLIN), wall("2026-01-05T21:00", BERLIN)
        done = reminder(day=date(2026, 1, 5)).next_day(berlin, now)
        west = moved(berlin, now, "America/New_York")
        assert done.moved_with(west, now).due_at == wall("2026-01-06T20:00", "America/New_York")

    def test_one_whose_time_is_past_there_is_due_at_once(self) -> None:
        berlin, now = member(BERLIN), wall("2026-01-05T19:30", BERLIN)
        pending = reminder().planned(berlin, date(2026, 1, 5))
        east = moved(berlin, now, "Europe/Helsinki")
        after = pending.moved_with(east, now)
        assert after.day == date(2026, 1, 5)
        assert after.due_at == now - 30 * MINUTE

    def test_what_runs_already_stays(self) -> None:
        who, now = self.of(member(BERLIN), wall("2026-01-05T09:00", BERLIN))
        for running in (reminder(due_at=None), reminder(turn=1), reminder(claimed_at=now)):
            assert running.moved_with(who, now) == running

    def test_a_later_day_start_leaves_the_day(self) -> None:
        who, now = member(BERLIN), wall("2026-01-05T09:00", BERLIN)
        pending = reminder(parse_time("01:00")).planned(who, date(2026, 1, 6))
        owl = moved(who, now, BERLIN, day_start=4)
        assert pending.moved_with(owl, now).due_at == wall("2026-01-07T01:00", BERLIN)


def test_quiet_hours_hold_a_message_back_while_the_day_is_open() -> None:
    owl, now = member(BERLIN, day_start=6), wall("2026-01-06T05:30", BERLIN)
    today = owl.today(now)
    assert held_back(reminder(day=today), owl, now, Choices()) is None
    until_half_past = Choices(Quiet(22 * 60, 5 * 60 + 45))
    later = held_back(reminder(day=today, turn=2), owl, now, until_half_past)
    assert later is not None
    assert (later.due_at, later.turn) == (wall("2026-01-06T05:45", BERLIN), 2)
    dropped = held_back(reminder(20 * 60, day=today, turn=2), owl, now, NIGHT)
    assert dropped is not None
    assert (dropped.day, dropped.turn) == (today + DAY, 0)


def test_heard_at_the_end_of_quiet_hours_or_never() -> None:
    who, day = member(BERLIN), date(2026, 1, 5)
    assert comes_at(reminder(due_at=None), who, Choices()) is None
    early = reminder(6 * 60).planned(who, day)
    assert comes_at(early, who, Choices()) == early.due_at
    assert comes_at(early, who, NIGHT) == wall("2026-01-05T07:00", BERLIN)
    late = reminder(23 * 60).planned(who, day)
    assert comes_at(late, who, NIGHT) is None


class TestSnooze:
    day = date(2026, 1, 5)

    def test_comes_again_on_the_same_day(self) -> None:
        who, now = member(BERLIN), wall("2026-01-05T20:01", BERLIN)
        sent = reminder(day=self.day).next_day(who, now)
        later = snoozed(sent, who, now, Choices(snooze=20 * MINUTE), (self.day, 0))
        assert (later.day, later.turn, later.due_at) == (self.day, 1, now + 20 * MINUTE)
        # Pressed again on the same message, it is the same turn, only later.
        again = snoozed(later, who, now + MINUTE, Choices(snooze=20 * MINUTE), (self.day, 0))
        assert (again.turn, again.due_at) == (1, now + 21 * MINUTE)

    def test_a_message_on_its_way_makes_room_for_the_next(self) -> None:
        who, now = member(BERLIN), wall("2026-01-05T20:01", BERLIN)
        on_its_way = reminder(day=self.day, turn=2, claimed_at=now)
        later = snoozed(on_its_way, who, now, Choices(), (self.day, 2))
        assert (later.turn, later.claimed_at) == (3, None)

    def test_an_older_message_moves_the_turn_that_waits(self) -> None:
        who, now = member(BERLIN), wall("2026-01-05T20:01", BERLIN)
        waits = reminder(day=self.day, turn=2, due_at=now + MINUTE)
        later = snoozed(waits, who, now, Choices(), (self.day, 0))
        assert (later.turn, later.due_at) == (2, now + 30 * MINUTE)

    def test_not_beyond_the_day(self) -> None:
        who, now = member(BERLIN), wall("2026-01-05T23:30", BERLIN)
        with pytest.raises(NoRoomToSnooze):
            snoozed(reminder(day=self.day), who, now, Choices(), (self.day, 0))
        later = snoozed(reminder(), who, now - MINUTE, Choices(), (self.day, 0))
        assert who.today(later.due_at or now) == self.day

    def test_not_through_quiet_hours_to_the_next_day(self) -> None:
        who, now = member(BERLIN), wall("2026-01-05T21:45", BERLIN)
        with pytest.raises(NoRoomToSnooze) as refused:
            snoozed(reminder(day=self.day), who, now, NIGHT, (self.day, 0))
        assert refused.value.snooze == 30 * MINUTE

    def test_not_for_a_day_that_is_over(self) -> None:
        who, now = member(BERLIN), wall("2026-01-06T00:00", BERLIN)
        with pytest.raises(ReminderDayOver):
            snoozed(reminder(day=self.day), who, now, Choices(), (self.day, 0))


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (("22:00", "7", "30 min"), Choices(Quiet(1320, 420), 30 * MINUTE)),
        (("", " ", "45"), Choices(Quiet(0, 0), 45 * MINUTE)),
        (("noon", "1pm", "2 h"), Choices(Quiet(720, 780), 2 * HOUR)),
        (("", "", "1 hour"), Choices(Quiet(0, 0), HOUR)),
        (("", "", "5m"), Choices(Quiet(0, 0), 5 * MINUTE)),
    ],
)
def test_reads_choices(words: tuple[str, str, str], expected: Choices) -> None:
    assert read_choices(ChoiceWords(*words)) == expected


@pytest.mark.parametrize(
    ("words", "refusal"),
    [
        (("22:00", "", "30"), HalfQuiet),
        (("", "7", "30"), HalfQuiet),
        (("25:61", "7", "30"), UnknownTime),
        (("", "", "4"), BadSnooze),
        (("", "", "361"), BadSnooze),
        (("", "", "7 h"), BadSnooze),
        (("", "", "a while"), BadSnooze),
        (("", "", ""), BadSnooze),
    ],
)
def test_refuses_choices(words: tuple[str, str, str], refusal: type[Exception]) -> None:
    with pytest.raises(refusal):
        read_choices(ChoiceWords(*words))


def test_a_cue_is_one_line_or_nothing() -> None:
    assert read_cue("  ") == ""
    assert read_cue(" after  coffee, I play ") == "after coffee, I play"
    with pytest.raises(NameTooLong):
        read_cue("x" * 101)
