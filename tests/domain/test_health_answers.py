"""What became of requests for feedback: sums that tell of no private author."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from bot.domain.health import Answers, Measure, Share, Tally, Trend, Waiting
from bot.domain.health_reports import report
from bot.domain.ids import UserId
from bot.domain.requests import RequestState
from tests.support.health import EVERYBODY, NOW, asked, facts

if TYPE_CHECKING:
    from datetime import datetime

    from bot.domain.health_facts import Asked


def test_requests_that_ended() -> None:
    done = tuple(asked(number, state=RequestState.ANSWERED, hours=number) for number in range(1, 5))
    lapsed = (asked(5, state=RequestState.LAPSED),)
    made = report(facts(requests=(*done, *lapsed)))
    # Four were answered, too few for half of the answers.
    assert made.answers == Answers(Share(4, 5), 5, None)
    assert [(each.heading, each.members.named) for each in made.answered] == [
        ("answered", (1, 2, 3, 4)),
        ("lapsed", (5,)),
    ]
    assert made.weeks[-1].answered == made.answers
    assert made.weeks[0].answered == Answers()
    assert report(facts(requests=done)).answers == Answers()
    five = tuple(asked(number, state=RequestState.LAPSED) for number in range(1, 6))
    assert report(facts(requests=five)).answers == Answers(Share(0, 5), 5)
    more = (*done, asked(6, state=RequestState.ANSWERED, hours=9), *lapsed)
    assert report(facts(requests=more)).answers == Answers(Share(5, 6), 6, 3.0)


def test_private_requests_count_where_five_of_their_authors_were_answered() -> None:
    answered = tuple(
        asked(number, state=RequestState.ANSWERED, hours=number, is_open=False)
        for number in range(13, 20)
    )
    lapsed = asked(20, state=RequestState.LAPSED, is_open=False)
    open_ = tuple(asked(number, state=RequestState.LAPSED) for number in range(4, 10))
    few = report(facts(requests=(*answered[:4], lapsed, *open_)))
    # Five private ones ended, but the share would tell of four.
    assert few.answers == Answers(Share(0, 6), 6)
    assert [each.members.others for each in few.answered] == [0, 0]
    made = report(facts(requests=(*answered, lapsed, *open_)))
    # 7 of 14, of which the eight private ones are told as five.
    assert made.answers == Answers(Share(7, 14, 5), 11, 16.0)
    assert [each.members.others for each in made.answered] == [5, 0]


def test_a_wait_that_holds_private_ones_is_told_to_the_hour() -> None:
    waits = [asked(13 + each, state=RequestState.ANSWERED, is_open=False) for each in range(5)]
    made = report(facts(requests=tuple(longer(each) for each in waits)))
    assert made.answers.median_wait_hours == 10.0


def longer(request: Asked) -> Asked:
    assert request.closed_at
    return request._replace(closed_at=request.closed_at + timedelta(minutes=17))


def test_whoever_asked_openly_as_well_is_no_other() -> None:
    hidden = tuple(
        asked(number, state=RequestState.OPEN, is_open=False) for number in (1, 13, 14, 15, 16)
    )
    made = report(facts(requests=(*hidden, asked(1, state=RequestState.OPEN))))
    assert made.waiting.members == Tally((UserId(1),), 0)


def test_requests_that_wait() -> None:
    waits = tuple(asked(number, state=RequestState.OPEN) for number in range(1, 6))
    earliest = replace_asked(waits[0], NOW - timedelta(days=20))
    made = report(facts(requests=(earliest, *waits[1:], asked(9, state=RequestState.LAPSED))))
    assert made.waiting.requests == 5
    assert made.waiting.oldest_at == NOW - timedelta(days=20)
    assert made.waiting.members == Tally(EVERYBODY[:5])
    assert made.trends[Measure.WAITING] is Trend.UP
    assert report(facts()).waiting.oldest_at is None


def test_private_requests_that_wait_count_in_fives_and_tell_no_time() -> None:
    waits = tuple(
        asked(number, state=RequestState.OPEN, is_open=False) for number in (*range(13, 19), 18)
    )
    assert report(facts(requests=waits)).waiting == Waiting(5, None, Tally((), 5))
    named = asked(1, state=RequestState.OPEN)
    oldest = replace_asked(waits[0], NOW - timedelta(days=20))
    made = report(facts(requests=(oldest, *waits[1:], named)))
    assert made.waiting == Waiting(6, named.asked_at, Tally((UserId(1),), 5))


def replace_asked(request: Asked, at: datetime) -> Asked:
    return request._replace(asked_at=at)


def test_more_answered_than_before_on_the_same_footing() -> None:
    since = timedelta(weeks=-2)
    now = [asked(number, state=RequestState.ANSWERED, is_open=number < 9) for number in range(15)]
    before = [
        each._replace(
            state=RequestState.LAPSED,
            asked_at=each.asked_at + since,
            closed_at=each.closed_at and each.closed_at + since,
        )
        for each in now
    ]
    trends = report(facts(requests=(*now, *before))).trends
    assert trends[Measure.ANSWERED] is Trend.UP
    assert trends[Measure.WAITING] is Trend.SAME
