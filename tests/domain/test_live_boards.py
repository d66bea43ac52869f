"""When a board may be edited, and which boards are looked at."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.deliveries import Sent, Trouble, Undeliverable
from bot.domain.ids import ChallengeId, CommunityId
from bot.domain.live_boards import LiveBoard, Looks
from bot.domain.posts import Kind, Post, State

NOON = datetime(2026, 11, 18, 12, 30, tzinfo=UTC)
MINUTE = timedelta(minutes=1)
HERE, THERE = CommunityId(1), CommunityId(2)
POST = Post(HERE, Kind.CHALLENGE, "7", NOON, NOON, NOON, State.SENT)
BOARD = LiveBoard(
    community_id=HERE,
    challenge_id=ChallengeId(7),
    is_open=True,
    post=POST,
    channel_id=70,
    message_id=80,
    moderator_channel_id=90,
    shown="",
    edited_at=None,
    trouble=None,
    told_at=None,
)


@pytest.mark.parametrize(
    ("edited", "trouble", "wait"),
    [
        (0, None, 1),
        (58, None, 1),
        (59, None, 10),
        (60, None, 10),
        (600, None, 10),
        (5, Trouble.FORBIDDEN, 10),
        (5, Trouble.WORN, 10),
    ],
)
def test_every_minute_in_the_first_hour_and_then_every_ten(
    edited: int, trouble: Trouble | None, wait: int
) -> None:
    at = NOON + edited * MINUTE
    assert replace(BOARD, edited_at=at, trouble=trouble).next_at == at + wait * MINUTE


def test_one_that_was_never_edited_may_be_at_once() -> None:
    assert BOARD.next_at == NOON


@given(st.lists(st.integers(1, 90), min_size=1, max_size=300))
def test_a_day_has_no_more_edits_than_allowed(changes: list[int]) -> None:
    board, edits, minute = replace(BOARD, edited_at=NOON), 0, 0
    for gap in changes:
        minute = max(minute + gap, -(-(board.next_at - NOON) // MINUTE))
        if minute >= 24 * 60:
            break
        board, edits = replace(board, edited_at=NOON + minute * MINUTE), edits + 1
    assert edits <= 60 + 23 * 6


def test_what_came_of_an_edit() -> None:
    later = NOON + MINUTE
    refused = replace(BOARD, shown="old").after(Undeliverable(Trouble.FORBIDDEN), "new", later)
    assert (refused.shown, refused.edited_at, refused.must_tell) == ("old", later, True)
    told = replace(refused, told_at=later)
    assert not told.must_tell
    silent = told.after(Undeliverable(Trouble.UNREACHABLE), "new", later + MINUTE)
    assert (silent.trouble, silent.told_at) == (Trouble.FORBIDDEN, later)
    sent = silent.after(Sent(80), "new", later)
    assert (sent.shown, sent.trouble, sent.told_at) == ("new", None, None)
    worn = BOARD.after(Undeliverable(Trouble.WORN), "new", later)
    assert worn.is_worn
    assert not worn.must_tell


def test_changes_are_looked_at_once_and_only_where_there_are_boards() -> None:
    looks = Looks()
    assert looks.is_new_hour(NOON)
    looks.begin_hour(NOON, [HERE])
    assert looks.take(NOON) == [HERE]
    assert looks.take(NOON) == []
    looks.changed(THERE)
    assert looks.take(NOON) == []
    looks.watch(THERE)
    assert looks.take(NOON) == [THERE]
    looks.changed(None)
    assert sorted(looks.take(NOON)) == [HERE, THERE]


def test_what_may_not_be_edited_yet_waits_until_another_change() -> None:
    looks = Looks()
    looks.begin_hour(NOON, [HERE])
    looks.take(NOON)
    looks.wait(HERE, NOON + 10 * MINUTE)
    looks.wait(HERE, NOON + 5 * MINUTE)
    looks.wait(HERE, NOON + 8 * MINUTE)
    assert looks.take(NOON + 4 * MINUTE) == []
    assert looks.take(NOON + 5 * MINUTE) == [HERE]
    looks.wait(HERE, NOON + 10 * MINUTE)
    looks.changed(HERE)
    assert looks.take(NOON) == [HERE]


def test_every_hour_all_are_looked_at() -> None:
    looks = Looks()
    looks.begin_hour(NOON, [HERE, THERE])
    looks.take(NOON)
    assert not looks.is_new_hour(NOON + 29 * MINUTE)
    assert looks.is_new_hour(NOON + 30 * MINUTE)
    looks.begin_hour(NOON + 30 * MINUTE, [HERE])
    assert looks.take(NOON + 30 * MINUTE) == [HERE]
    looks.changed(THERE)
    assert looks.take(NOON + 31 * MINUTE) == []
