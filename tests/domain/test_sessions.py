"""Whose turn it is, when meetings begin, and what is to be done about them."""

from __future__ import annotations

import itertools
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.deliveries import Sent, Trouble, Undeliverable
from bot.domain.ids import CommunityId, SessionId, UserId
from bot.domain.names import EmptyName, NameTooLong
from bot.domain.session_meetings import EventTrouble, Meeting, Step
from bot.domain.session_rotas import Turn, in_turn, next_presenter
from bot.domain.session_starts import (
    StartPassed,
    StartTooFar,
    UnknownStart,
    read_start,
    starts_after,
)
from bot.domain.sessions import (
    IncompleteSession,
    MeetingOver,
    NotNow,
    Session,
    SessionKind,
    SessionWords,
    clean_agreed,
    clean_session,
)
from bot.domain.weekly_times import UnsafeWeeklyTime

# A Wednesday.
NOW = datetime(2026, 11, 18, 12, tzinfo=UTC)
START = NOW + timedelta(days=3)
MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)
SESSION = Session(
    SessionId(5), CommunityId(1), UserId(9), SessionKind.PRACTICE, "Scales", channel_id=7
)
MEETING = Meeting(SESSION, 1, START, due_at=NOW)
FAILED = {trouble: Undeliverable(trouble) for trouble in Trouble}

turns = st.builds(
    Turn,
    user_id=st.integers(1, 50).map(UserId),
    joined_at=st.integers(0, 20).map(lambda days: NOW + days * DAY),
    presented_at=st.none() | st.integers(0, 20).map(lambda days: NOW + days * DAY),
    passed=st.integers(0, 3),
)
rotas = st.lists(turns, max_size=8, unique_by=lambda turn: turn.user_id)


@given(rotas)
def test_nobody_is_before_somebody_who_waited_longer(rota: list[Turn]) -> None:
    order = in_turn(rota)
    assert sorted(order, key=repr) == sorted(rota, key=repr)
    for one, other in itertools.pairwise(order):
        if other.presented_at is None:
            assert one.presented_at is None
            assert (one.joined_at, one.user_id) < (other.joined_at, other.user_id)
        elif one.presented_at is not None:
            assert one.presented_at <= other.presented_at


@given(rotas, st.integers(1, 3))
def test_the_next_one_did_not_pass(rota: list[Turn], number: int) -> None:
    able = [turn.user_id for turn in in_turn(rota) if turn.passed != number]
    assert next_presenter(rota, number) == (able[0] if able else None)


@pytest.mark.parametrize(
    ("text", "local"),
    [
        ("tuesday 19:00", "2026-11-24 19:00"),
        ("Wed at 9", "2026-11-25 09:00"),
        ("wednesday 18:00", "2026-11-18 18:00"),
        ("today 7pm", "2026-11-18 19:00"),
        ("Tomorrow, 19:30", "2026-11-19 19:30"),
        (" 2026-12-01  19:00 ", "2026-12-01 19:00"),
        ("2027-03-30 at 7 pm", "2027-03-30 19:00"),
    ],
)
def test_reads_a_start(text: str, local: str) -> None:
    found = read_start(text, "Europe/Berlin", NOW)
    assert f"{found.astimezone(ZoneInfo('Europe/Berlin')):%Y-%m-%d %H:%M}" == local
    assert found.tzinfo is UTC


@pytest.mark.parametrize(
    ("text", "refusal"),
    [
        ("", UnknownStart),
        ("soon", UnknownStart),
        ("2026-12-01", UnknownStart),
        ("2026-13-01 19:00", UnknownStart),
        ("2026-12-01 25:00", UnknownStart),
        ("today 13:00", StartPassed),
        ("2025-12-01 19:00", StartPassed),
        ("2028-12-01 19:00", StartTooFar),
        ("tuesday 02:30", UnsafeWeeklyTime),
        ("2026-12-01 01:00", UnsafeWeeklyTime),
    ],
)
def test_refuses_a_start(text: str, refusal: type[Exception]) -> None:
    with pytest.raises(refusal):
        read_start(text, "Europe/Berlin", NOW)


@pytest.mark.parametrize(
    ("text", "zone"),
    [("9999-12-31 23:00", "America/New_York"), ("0001-01-01 05:00", "Asia/Tokyo")],
)
def test_a_day_at_an_end_of_the_calendar_is_no_start(text: str, zone: str) -> None:
    with pytest.raises(UnknownStart):
        read_start(text, zone, NOW)


@given(st.dates(date(2026, 1, 1), date(2030, 1, 1)), st.integers(1, 8))
def test_the_time_of_day_stays(day: date, weeks: int) -> None:
    for zone in map(ZoneInfo, ("Europe/Berlin", "America/New_York", "Pacific/Auckland")):
        start = datetime.combine(day, time(19, 30), zone)
        for number, later in enumerate(itertools.islice(starts_after(start, weeks, zone.key), 9)):
            local = later.astimezone(zone)
            assert local.time() == start.time()
            assert local.date() == start.date() + (number + 1) * weeks * 7 * DAY


def test_each_step_at_its_time() -> None:
    assert MEETING.step(NOW) is Step.MAKE
    made = MEETING.after(Step.MAKE, Sent(8), NOW)
    assert (made.event_id, made.due_at) == (8, START - DAY)
    assert made.step(START - DAY) is Step.LOOK
    assert made.after(Step.LOOK, Sent(8), START - DAY).due_at == made.ends_at
    assert made.step(made.ends_at) is Step.CLOSE
    assert made.closed(known=False) == replace(made, due_at=None)
    late = MEETING.after(Step.MAKE, Sent(8), START - HOUR)
    assert late.due_at == late.ends_at
    cancelled = made.cancelled(NOW)
    assert (cancelled.step(NOW), cancelled.due_at) == (Step.DROP, NOW)
    dropped = cancelled.after(Step.DROP, FAILED[Trouble.GONE], NOW)
    assert (dropped.event_id, dropped.due_at) == (None, None)
    assert MEETING.cancelled(NOW).due_at is None


def test_what_fails_is_tried_again_only_where_that_may_help() -> None:
    for trouble, after in (
        (Trouble.FORBIDDEN, NOW + 10 * MINUTE),
        (Trouble.UNREACHABLE, NOW + 10 * MINUTE),
        (Trouble.GONE, MEETING.ends_at),
        (Trouble.REFUSED, MEETING.ends_at),
        (Trouble.CROWDED, MEETING.ends_at),
    ):
        kept = MEETING.after(Step.MAKE, FAILED[trouble], NOW)
        assert kept.due_at == after
        assert kept.news(kept) is False
        assert MEETING.news(kept) is (trouble is not Trouble.UNREACHABLE)
    assert MEETING.after(Step.MAKE, FAILED[Trouble.FORBIDDEN], START - MINUTE).due_at == (
        MEETING.ends_at
    )
    cancelled = replace(MEETING, event_id=8).cancelled(NOW)
    assert cancelled.after(Step.DROP, FAILED[Trouble.FORBIDDEN], NOW).due_at == NOW + 10 * MINUTE
    assert cancelled.after(Step.DROP, FAILED[Trouble.FORBIDDEN], START).due_at is None


def test_an_event_that_is_looked_for() -> None:
    made = replace(MEETING, event_id=8)
    lost = made.after(Step.LOOK, FAILED[Trouble.GONE], NOW)
    assert (lost.event_id, lost.event_trouble) == (None, EventTrouble.DELETED)
    assert lost.due_at == lost.ends_at
    assert made.after(Step.LOOK, FAILED[Trouble.UNREACHABLE], NOW).due_at == NOW + 10 * MINUTE
    assert made.after(Step.LOOK, FAILED[Trouble.UNREACHABLE], START).due_at == made.ends_at
    assert lost.remade(NOW) == replace(lost, event_trouble=None, due_at=NOW)
    assert made.remade(NOW) == made
    with pytest.raises(MeetingOver):
        lost.remade(START)
    cancelled = made.cancelled(NOW)
    assert cancelled.after(Step.LOOK, FAILED[Trouble.GONE], NOW) == cancelled


def test_attendance_has_its_time() -> None:
    opens, closes = START - 30 * MINUTE, MEETING.ends_at + 12 * HOUR
    MEETING.require_open(opens)
    MEETING.require_open(closes - MINUTE)
    for moment in (opens - MINUTE, closes):
        with pytest.raises(NotNow) as caught:
            MEETING.require_open(moment)
        assert (caught.value.opens, caught.value.closes) == (opens, closes)
    with pytest.raises(MeetingOver):
        MEETING.cancelled(NOW).require_open(START)
    MEETING.require_to_come(START)
    with pytest.raises(MeetingOver):
        MEETING.require_to_come(MEETING.ends_at)
    assert not MEETING.has_begun(NOW)
    assert not MEETING.closed(known=False).has_begun(MEETING.ends_at)


def test_words_are_kept_clean() -> None:
    clean = clean_session(SessionWords("  Slow   scales ", "tuesday 19:00", place=" The  hall "))
    assert (clean.title, clean.place) == ("Slow scales", "The hall")
    for words in (SessionWords("", "tuesday 19:00"), SessionWords("Scales", " ")):
        with pytest.raises(IncompleteSession):
            clean_session(words)
    with pytest.raises(NameTooLong):
        clean_session(SessionWords("\N{VIOLIN}" * 200, "tuesday 19:00"))
    with pytest.raises(NameTooLong):
        clean_session(SessionWords("Scales", "tuesday 19:00", place="x" * 101))
    assert clean_agreed(" Slower.\r\nAt home. ") == "Slower.\nAt home."
    with pytest.raises(EmptyName):
        clean_agreed("\u2800")
