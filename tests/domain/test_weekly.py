from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from bot.domain.communities import Community
from bot.domain.days import Week
from bot.domain.deliveries import Sent, Trouble, Undeliverable
from bot.domain.ids import CommunityId
from bot.domain.posts import Kind, Notice, Post, Reason, State, nonce, retry_after
from bot.domain.weekly import WeekPlan

HERE, WEEK = CommunityId(7), Week(2026, 47)
DUE = datetime(2026, 11, 22, 18, 0, tzinfo=UTC)
POST = Post(HERE, Kind.STREAKS, str(WEEK), DUE, claimed_at=DUE, retry_at=DUE, channel_id=3)
MINUTE = timedelta(minutes=1)


def lost(trouble: Trouble) -> Undeliverable:
    return Undeliverable(trouble)


def test_every_post_has_its_own_nonce_and_keeps_it() -> None:
    others = [
        replace(POST, kind=Kind.REFLECTION),
        replace(POST, period="2026-W48"),
        replace(POST, community_id=CommunityId(8)),
    ]
    assert len({POST.nonce, *(other.nonce for other in others)}) == 4
    assert replace(POST, attempts=3, claimed_at=DUE + MINUTE).nonce == POST.nonce
    assert len(POST.nonce) == 25


def test_a_notice_is_known_again_until_somebody_tries_once_more() -> None:
    again = replace(POST, claimed_at=DUE + MINUTE)
    first, second = (Notice(HERE, 5, (post,)) for post in (POST, again))
    assert first.nonce == Notice(HERE, None, (POST,)).nonce != second.nonce
    assert POST.nonce != first.nonce


def test_the_parts_of_a_key_do_not_run_together() -> None:
    assert nonce("post", 1, 23) != nonce("post", 12, 3)


@pytest.mark.parametrize(
    ("after", "late"), [(timedelta(0), False), (10 * MINUTE, False), (11 * MINUTE, True)]
)
def test_sent_posts_are_marked_late_after_ten_minutes(after: timedelta, *, late: bool) -> None:
    sent = POST.after(Sent(99), DUE + after)
    assert (sent.state, sent.message_id, sent.late) == (State.SENT, 99, late)
    assert sent.settled_at == DUE + after


def test_a_post_found_later_was_not_late_when_it_was_sent() -> None:
    found = POST.after(Sent(99), DUE + timedelta(hours=5), looked=True)
    assert (found.state, found.late) == (State.SENT, False)


@pytest.mark.parametrize(
    ("trouble", "looked", "reason"),
    [
        (Trouble.GONE, False, Reason.GONE),
        (Trouble.GONE, True, Reason.GONE),
        (Trouble.FORBIDDEN, False, Reason.FORBIDDEN),
        (Trouble.FORBIDDEN, True, Reason.UNREADABLE),
        (Trouble.REFUSED, False, Reason.REFUSED),
    ],
)
def test_trouble_that_lasts_fails_the_post(
    trouble: Trouble, reason: Reason, *, looked: bool
) -> None:
    failed = POST.after(lost(trouble), DUE, looked=looked)
    assert (failed.state, failed.reason, failed.settled_at) == (State.FAILED, reason, DUE)


def test_a_silent_discord_is_asked_again_for_a_day() -> None:
    post = POST.after(lost(Trouble.UNREACHABLE), DUE)
    assert (post.state, post.attempts, post.retry_at) == (State.CLAIMED, 1, DUE + MINUTE)
    post = post.after(lost(Trouble.UNREACHABLE), DUE + MINUTE)
    assert (post.attempts, post.retry_at) == (2, DUE + 3 * MINUTE)
    last = DUE + timedelta(hours=24)
    assert post.after(lost(Trouble.UNREACHABLE), last).state is State.CLAIMED
    failed = post.after(lost(Trouble.UNREACHABLE), last + MINUTE)
    assert (failed.state, failed.reason) == (State.FAILED, Reason.UNREACHABLE)


def test_waiting_doubles_up_to_an_hour() -> None:
    minutes = [retry_after(attempt) / MINUTE for attempt in (1, 2, 3, 4, 5, 6, 7, 8, 500)]
    assert minutes == [1, 2, 4, 8, 16, 32, 60, 60, 60]


@pytest.mark.parametrize(
    ("claimed_ago", "due_ago", "must_look"),
    [(1, 1, False), (2, 2, True), (1, 24 * 60, False), (1, 24 * 60 + 1, True)],
)
def test_an_old_claim_is_looked_for_first(
    claimed_ago: int, due_ago: int, *, must_look: bool
) -> None:
    now = DUE + due_ago * MINUTE
    post = replace(POST, claimed_at=now - claimed_ago * MINUTE)
    assert post.must_look(now) is must_look


def test_a_post_that_is_not_in_the_channel_is_claimed_anew_while_it_is_useful() -> None:
    now = DUE + timedelta(hours=3)
    assert POST.after_search(now) == replace(POST, claimed_at=now)
    late = DUE + timedelta(hours=25)
    skipped, failed = POST.after_search(late), replace(POST, attempts=1).after_search(late)
    assert (skipped.state, skipped.reason) == (State.SKIPPED, Reason.TOO_LATE)
    assert (failed.state, failed.reason) == (State.FAILED, Reason.UNREACHABLE)


def plan(*posts: Post, due_at: datetime | None = DUE) -> WeekPlan:
    return WeekPlan(Community(HERE), WEEK, due_at, {post.kind: post for post in posts}, "Why?", ())


SENT = POST.after(Sent(1), DUE)
FAILED = replace(POST, kind=Kind.REFLECTION).closed(State.FAILED, Reason.GONE, DUE)
SKIPPED = [
    replace(POST, kind=kind).closed(State.SKIPPED, Reason.BY_MODERATOR, DUE) for kind in Kind
]


@pytest.mark.parametrize(
    ("shown", "can_send", "can_skip", "is_skipped"),
    [
        (plan(), True, True, False),
        (plan(due_at=None), True, False, False),
        (plan(SENT, FAILED), True, False, False),
        (plan(SENT, replace(SENT, kind=Kind.REFLECTION)), False, False, False),
        (plan(SENT, replace(POST, kind=Kind.REFLECTION)), False, False, False),
        (plan(*SKIPPED), True, False, True),
        (plan(*SKIPPED, due_at=None), True, False, False),
    ],
)
def test_what_moderators_can_do(
    shown: WeekPlan, *, can_send: bool, can_skip: bool, is_skipped: bool
) -> None:
    assert (shown.can_send, shown.can_skip, shown.is_skipped) == (can_send, can_skip, is_skipped)
