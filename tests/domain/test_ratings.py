"""Ratings: which words make one, what is asked when, and how a request waits again."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from bot.domain.adjustments import Outcome
from bot.domain.feedback import Applied, Rating
from bot.domain.ids import CommunityId, RequestId, UserId
from bot.domain.names import HiddenCharacters, NameTooLong
from bot.domain.places import Place
from bot.domain.ratings import (
    Answer,
    NumbersMissing,
    RatingWords,
    asks_applied,
    awaits_rating,
    begin_with,
    clean_note,
    has_news,
    is_unread,
    rating_of,
    requeued,
)
from bot.domain.requests import Audience, Due, Request, RequestKind, RequestState, Step
from tests.support.answering import an_answer
from tests.support.callers import ANNA, BEN

NOW = datetime(2026, 11, 18, 12, tzinfo=UTC)
DAY = timedelta(days=1)
SECOND = timedelta(seconds=1)
REQUEST = Request(
    id=RequestId(1),
    community_id=CommunityId(1),
    user_id=ANNA,
    kind=RequestKind.WORK,
    title="My essay",
    asked_at=NOW,
    state=RequestState.ANSWERED,
)
ANSWER = an_answer(REQUEST, BEN)
GOOD = Rating(3, 2, problematic=False, remark="", at=NOW)
BAD = Rating(None, None, problematic=True, remark="rude", at=NOW)
RATED = replace(ANSWER, rating=GOOD)


def test_both_numbers_make_a_rating() -> None:
    rating = rating_of(RatingWords(3, 2, remark="  thank you "), NOW)
    assert rating == Rating(3, 2, problematic=False, remark="thank you", at=NOW)


@pytest.mark.parametrize("numbers", [(None, None), (3, None), (None, 2), (0, 2), (3, 4)])
def test_no_rating_without_both_numbers(numbers: tuple[int | None, int | None]) -> None:
    with pytest.raises(NumbersMissing):
        rating_of(RatingWords(*numbers), NOW)


def test_a_problem_has_no_numbers() -> None:
    rating = rating_of(RatingWords(3, 3, problematic=True), NOW)
    assert rating == Rating(None, None, problematic=True, remark="", at=NOW)


def test_remarks_that_cannot_be_kept() -> None:
    with pytest.raises(NameTooLong):
        rating_of(RatingWords(3, 2, remark="x" * 501), NOW)
    with pytest.raises(HiddenCharacters):
        clean_note("a\x00b")
    assert clean_note(" \n") == ""
    assert clean_note("x" * 500) == "x" * 500


def test_an_answer_waits_for_its_rating_for_two_weeks() -> None:
    assert awaits_rating(ANSWER, NOW)
    assert awaits_rating(ANSWER, NOW + 14 * DAY - SECOND)
    assert not awaits_rating(ANSWER, NOW + 14 * DAY)
    assert not awaits_rating(RATED, NOW)
    assert not awaits_rating(an_answer(REQUEST, ANNA), NOW)


def test_an_answer_is_unread_until_it_is_opened() -> None:
    assert is_unread(ANSWER, NOW + 400 * DAY)
    assert not is_unread(replace(ANSWER, seen_at=NOW), NOW)
    in_a_thread = replace(ANSWER, card=Place(1, 2))
    assert is_unread(in_a_thread, NOW + 14 * DAY - SECOND)
    assert not is_unread(in_a_thread, NOW + 14 * DAY)


def test_whether_it_was_applied_is_asked_again_after_a_week_and_for_two() -> None:
    assert not asks_applied(RATED, NOW + 7 * DAY - SECOND)
    assert asks_applied(RATED, NOW + 7 * DAY)
    assert asks_applied(RATED, NOW + 21 * DAY - SECOND)
    assert not asks_applied(RATED, NOW + 21 * DAY)


@pytest.mark.parametrize(
    ("applied", "after", "asks"),
    [
        (Applied.NOT_YET, 0, True),
        (Applied.YES, 0, False),
        (Applied.PARTLY, 6, False),
        (Applied.NO, 0, False),
        # Asked again once: whatever is said then stands.
        (Applied.NOT_YET, 7, False),
        (Applied.YES, 8, False),
    ],
)
def test_an_answer_that_stands_ends_the_asking(applied: Applied, after: int, *, asks: bool) -> None:
    told = replace(RATED, applied=applied, applied_at=NOW + after * DAY)
    assert asks_applied(told, NOW + 9 * DAY) is asks


@pytest.mark.parametrize("answer", [ANSWER, replace(ANSWER, rating=BAD), replace(RATED, change="")])
def test_what_is_never_asked_again(answer: object) -> None:
    assert isinstance(answer, type(ANSWER))
    assert not asks_applied(answer, NOW + 8 * DAY)


def test_whatever_comes_back_is_news_until_it_is_seen() -> None:
    assert not has_news(ANSWER)
    for came in (
        RATED,
        replace(ANSWER, replied_at=NOW),
        replace(ANSWER, applied=Applied.YES, applied_at=NOW),
    ):
        assert has_news(came)
        assert has_news(replace(came, remark_seen_at=NOW - SECOND))
        assert not has_news(replace(came, remark_seen_at=NOW))
    seen = replace(RATED, remark_seen_at=NOW)
    assert has_news(replace(seen, applied_at=NOW + DAY))


def test_a_problem_is_no_news_for_whoever_gave() -> None:
    assert not has_news(replace(ANSWER, rating=BAD))
    assert not has_news(replace(an_answer(REQUEST, ANNA), rating=GOOD))


def test_what_became_of_an_adjustment_suggests_whether_it_was_applied() -> None:
    assert begin_with(Outcome.KEPT) is Applied.YES
    assert begin_with(Outcome.DROPPED) is Applied.NO
    assert begin_with(Outcome.RUNNING) is None
    assert begin_with(None) is None


def test_only_public_requests_go_back_to_the_queue_after_a_problem() -> None:
    bad = replace(ANSWER, rating=BAD)
    assert Answer(bad, REQUEST).may_requeue
    assert not Answer(RATED, REQUEST).may_requeue
    assert not Answer(ANSWER, REQUEST).may_requeue
    assert not Answer(bad, None).may_requeue
    assert not Answer(bad, replace(REQUEST, audience=Audience.PERSON)).may_requeue
    assert not Answer(bad, replace(REQUEST, state=RequestState.OPEN)).may_requeue


@pytest.mark.parametrize(
    ("waited", "step", "at"),
    [
        (0, Step.OFFER, 2),
        (2, Step.TELL, 7),
        (7, Step.LAPSE, 28),
        # It always gets a week.
        (22, Step.LAPSE, 29),
        (60, Step.LAPSE, 67),
    ],
)
def test_a_request_waits_again_from_where_it_was(waited: int, step: Step, at: int) -> None:
    closed = REQUEST.closed(RequestState.ANSWERED, NOW)
    again = requeued(closed, NOW + waited * DAY)
    assert again.is_open
    assert (again.asked_at, again.closed_at, again.hold) == (NOW, None, None)
    assert again.due == Due(step, NOW + at * DAY)


def test_somebody_who_is_stuck_is_offered_at_once_again() -> None:
    stuck = replace(REQUEST, kind=RequestKind.STUCK)
    again = requeued(stuck, NOW + 3 * DAY)
    assert again.due == Due(Step.OFFER, NOW + 3 * DAY)


def test_unknown_people_rate_nothing_of_their_own() -> None:
    assert not an_answer(REQUEST, UserId(99)).is_self
