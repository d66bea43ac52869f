"""Reminders in words, and at their largest on cards that Discord takes."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from bot.domain.amounts import DONE, LONGEST_UNIT, UNIT, Standard
from bot.domain.ids import LARGEST_ID, CommunityId, PracticeId, ReminderId
from bot.domain.reminder_cards import (
    Kept,
    NoSuchReminder,
    Overview,
    RemindersToday,
    Ring,
    StillOpen,
)
from bot.domain.reminder_times import Quiet
from bot.domain.reminders import LONGEST_CUE, Choices, NoRoomToSnooze
from bot.domain.verdicts import judge
from bot.render import refusals, reminder_rings, reminders
from bot.render.card import card
from bot.render.presses import LONGEST_CUSTOM_ID, Press
from tests.support.members import walk
from tests.support.reminding import member, reminder, wall
from tests.support.sampled import TODAY, history, labels, practice, read

if TYPE_CHECKING:
    from bot.domain.verdicts import JudgedDay

NOW = wall("2026-11-18T12:00")
WIDE = "*" * 40
NO_QUIET = Quiet(0, 0)
LARGEST = reminder(
    cue="*" * LONGEST_CUE,
    id=ReminderId(LARGEST_ID),
    community_id=CommunityId(LARGEST_ID),
    turn=99,
    due_at=NOW,
    day=TODAY,
)


def day_of(standard: Standard, amount: int = 0) -> JudgedDay:
    lived = history(practice(standard=standard), [0] if amount else [], amount=amount)
    return judge(lived).days[-1]


def ring(*still_open: StillOpen, **changes: object) -> Ring:
    shown = Ring(reminder(day=TODAY), still_open, Choices())
    return replace(shown, **changes)


@pytest.mark.parametrize(
    ("standard", "amount", "words"),
    [
        (Standard(2000, "min"), 0, "**Guitar** · 20 min to go"),
        (Standard(2000, "min"), 500, "**Guitar** · 5 min of 20 min, 15 min to go"),
        (Standard(UNIT, DONE), 0, "**Guitar** · open"),
    ],
)
def test_what_is_still_open(standard: Standard, amount: int, words: str) -> None:
    shown = StillOpen(practice(standard=standard), day_of(standard, amount))
    assert words in read(reminder_rings.ring(ring(shown)))


def test_late_and_with_the_own_snooze() -> None:
    shown = ring(choices=Choices(snooze=timedelta(minutes=45)), is_late=True)
    assert "It was for 20:00; I could not write then." in read(reminder_rings.ring(shown))
    assert labels(reminder_rings.ring(shown)) == ["Snooze 45 min", "Off"]


def test_a_message_is_known_by_its_marker() -> None:
    shown = ring(reminder=LARGEST)
    ids = {
        each["custom_id"]
        for each in walk(reminder_rings.ring(shown).to_components())
        if "custom_id" in each
    }
    assert reminder_rings.marker(shown) in ids
    later = ring(reminder=replace(LARGEST, turn=100))
    assert reminder_rings.marker(later) not in ids


def test_the_largest_message() -> None:
    unit = "*" * LONGEST_UNIT
    standard = Standard(2000, unit)
    largest = [
        StillOpen(replace(practice(WIDE, standard), id=PracticeId(LARGEST_ID)), day_of(standard, 1))
    ] * 3
    shown = reminder_rings.ring(ring(*largest, reminder=LARGEST, is_late=True))
    assert shown.total_children_count <= 40
    assert len(read(shown)) <= 2000
    ids = [each["custom_id"] for each in walk(shown.to_components()) if "custom_id" in each]
    assert max(map(len, ids)) <= LONGEST_CUSTOM_ID
    assert all(Press.parse(each) for each in ids)


def overview(*kept: Kept, quiet: Quiet = NO_QUIET) -> Overview:
    return Overview(kept, Choices(quiet), member(), (practice(WIDE),) * 3, NOW)


def test_the_largest_list() -> None:
    kept = [
        Kept(replace(LARGEST, id=ReminderId(number), due_at=None), practice(WIDE), None)
        for number in range(30)
    ]
    shown = overview(*kept, quiet=Quiet(1320, 420))
    for page in (0, 1, 99):
        drawn = reminders.overview(shown, page, *["Switched off."] * 2)
        assert drawn.total_children_count <= 40
        assert len(read(drawn)) <= 4000
    gone = reminders.switched_off(shown, tuple(kept))
    assert "and 26 more" in read(gone)
    assert len(read(gone)) <= 4000


def test_why_a_reminder_is_not_heard() -> None:
    quiet = overview(Kept(LARGEST, None, None))
    assert "Never heard: your quiet hours last until your day is over" in read(
        reminders.overview(quiet, 0)
    )


@pytest.mark.parametrize(
    ("closed", "words"), [(1, "**A reminder is off**"), (2, "**2 reminders are off**")]
)
def test_beside_the_practices_of_a_day(closed: int, words: str) -> None:
    blocks = reminders.today(RemindersToday(closed))
    shown = card(*blocks)
    assert words in read(shown)
    assert shown.total_children_count <= 4  # the frame is one


def test_refusals_say_what_to_do_next() -> None:
    assert refusals.words(NoRoomToSnooze(timedelta(hours=1))) == (
        "60 min from now your day is over, or quiet until it is. "
        "A small step now counts as well; tomorrow's reminder comes by itself."
    )
    assert refusals.words(NoSuchReminder("Chess", ("everything", "Guitar"))) == (
        "There is no reminder for “Chess”. You have one for: everything, Guitar."
    )


@pytest.mark.parametrize(
    ("day_start", "at", "said"),
    [
        (0, "2026-11-18T20:00", "today at 20:00"),
        (0, "2026-11-19T01:00", "tomorrow at 01:00"),
        (3, "2026-11-19T01:00", "today at 01:00, after midnight"),
        (3, "2026-11-20T01:00", "tomorrow at 01:00, after midnight"),
        (3, "2026-11-19T07:00", "tomorrow at 07:00"),
    ],
)
def test_an_hour_after_midnight_is_told_from_one_that_is_past(
    day_start: int, at: str, said: str
) -> None:
    assert reminder_rings.say_when(wall(at), member(day_start=day_start), NOW) == said
