"""The report's sums, and that nobody private can be made out from them."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from bot.domain.health import (
    Answers,
    Cohort,
    Measure,
    Share,
    Tally,
    Trend,
    compare,
    tally,
)
from bot.domain.health_facts import Asked, Counted, HealthSpan, Tried
from bot.domain.health_reports import report, spread
from bot.domain.ids import UserId
from bot.domain.months import Month
from bot.domain.requests import RequestState
from tests.support.health import (
    BEFORE,
    EVERYBODY,
    LAST,
    LONG_AGO,
    NOW,
    OPEN,
    SPAN,
    asked,
    facts,
    people,
)


def test_the_weeks_are_the_whole_ones_before_this() -> None:
    assert SPAN.now == (date(2026, 11, 2), date(2026, 11, 9))
    assert SPAN.before == (date(2026, 10, 19), date(2026, 10, 26))
    assert SPAN.retained[0] == date(2026, 10, 19)
    assert SPAN.retained_before[0] == SPAN.first == date(2026, 10, 5)
    assert SPAN.known == (*SPAN.retained_before, *SPAN.now)
    assert SPAN.read_from == date(2026, 9, 21)
    assert HealthSpan(NOW, "UTC", 26).first == date(2026, 11, 16) - timedelta(weeks=52)
    assert SPAN.month == Month(2026, 11)
    # In the community's zone: 23:30 on Sunday in London is Monday in Berlin.
    late = datetime(2026, 11, 15, 23, 30, tzinfo=UTC)
    assert HealthSpan(late, "Europe/Berlin", 1).now == (date(2026, 11, 9),)
    assert HealthSpan(late, "Europe/London", 1).now == (date(2026, 11, 2),)
    assert SPAN.begins(LAST) == datetime(2026, 11, 8, 23, tzinfo=UTC)


def test_private_members_count_from_five_on() -> None:
    assert tally(people(1, 2, 13, 14, 15, 16), OPEN) == Tally(tuple(people(1, 2)), 0)
    shown = tally(people(1, 13, 14, 15, 16, 17), OPEN)
    assert shown == Tally((UserId(1),), 5)
    assert shown.total == 6
    assert shown.is_shown
    assert not Tally((), 0).is_shown
    assert not tally(people(1, 2, 3, 4), OPEN).is_shown


def test_who_was_active() -> None:
    made = report(
        facts(
            practised={LAST: people(1, 2, 3, 13), BEFORE: people(1, 2, 3)},
            reflected={LAST: people(4), SPAN.now[0]: people(4, 5, 6)},
            gave={LAST: people(*range(13, 19))},
        )
    )
    assert made.practised == Tally((UserId(1), UserId(2), UserId(3)))
    assert made.reflected == Tally((UserId(4), UserId(5), UserId(6)))
    assert made.gave == Tally((), 6)
    assert made.active == Tally(tuple(UserId(number) for number in range(1, 7)), 6)
    assert made.agreed == Tally(EVERYBODY[:12], 18)
    last = made.weeks[-1]
    assert (last.monday, last.sunday) == (LAST, date(2026, 11, 15))
    assert (last.active, last.practised, last.reflected, last.gave) == (10, None, None, 6)
    assert made.trends[Measure.PRACTISED] is Trend.SAME
    assert made.trends[Measure.REFLECTED] is Trend.UP
    # Nobody private gave before: on the same footing, open members alone, nothing changed.
    assert made.trends[Measure.GAVE] is Trend.SAME


def test_there_are_no_arrows_where_nobody_was_here_before() -> None:
    new = {who: Counted(who in OPEN, NOW - timedelta(days=9)) for who in EVERYBODY}
    assert report(facts(members=new)).trends == {}


def test_how_well_plans_are_kept() -> None:
    week = {UserId(number): (number, 10) for number in range(1, 11)}
    other = {UserId(1): (0, 10), UserId(11): (0, 0)}
    made = report(facts(kept={LAST: week, SPAN.now[0]: other, BEFORE: {UserId(9): (5, 5)}}))
    bands = [list(band.named) for band in made.adherence.bands]
    assert bands == [[1], [2, 3], [4, 5], [6, 7], [8, 9, 10]]
    assert made.adherence.quartiles == (32, 55, 78)
    assert made.adherence.total == 10
    assert [each.median_percent for each in made.weeks] == [None, 55]
    assert Measure.ADHERENCE not in made.trends


def test_the_median_is_compared_on_the_same_footing() -> None:
    everybody = dict.fromkeys(EVERYBODY, (5, 10))
    better_private = {who: (5 if who in OPEN else 9, 10) for who in EVERYBODY}
    only_open = dict.fromkeys(OPEN, (4, 10))
    for before, way in ((better_private, Trend.DOWN), (only_open, Trend.UP)):
        made = report(facts(kept={LAST: everybody, BEFORE: before}))
        assert made.trends[Measure.ADHERENCE] is way


def test_nobody_with_a_plan() -> None:
    nothing = spread({}, OPEN)
    assert nothing.quartiles is None
    assert nothing.total == 0


def test_who_is_alone() -> None:
    active = {monday: people(1, 2, 3, 4, 5, 6, 7) for monday in SPAN.retained}
    since, until = SPAN.begins(SPAN.retained[0]), SPAN.begins(SPAN.now[0])
    joined = dict(facts().members) | {UserId(7): Counted(is_open=True, joined_at=since)}
    made = report(
        facts(
            members=joined,
            practised=active | {SPAN.first: people(1, 2)},
            received={
                UserId(1): (NOW - timedelta(hours=1),),
                UserId(2): (since - timedelta(seconds=1),),
                UserId(3): (since,),
                UserId(4): (until,),
            },
        )
    )
    assert made.alone.named == (2, 5, 6)
    # Before: 1, 4, 5 and 6 had not heard from anybody either.
    assert made.trends[Measure.ALONE] is Trend.DOWN


def test_cohorts_are_of_five_or_more() -> None:
    march = {UserId(number): Counted(number <= 12, LONG_AGO) for number in range(1, 20)}
    may = {
        UserId(number): Counted(is_open=False, joined_at=datetime(2026, 5, 1, tzinfo=UTC))
        for number in range(20, 24)
    }
    active = {SPAN.retained[0]: people(1, 2, 3, *range(13, 19), 20)}
    made = report(facts(members=march | may, practised=active))
    assert made.cohorts == (
        Cohort(Month(2026, 3), Tally(EVERYBODY[:12], 7), Tally(EVERYBODY[:3], 6)),
    )
    assert made.cohorts[0].share.percent == 47
    # Four private ones who stayed are left out, and so is what they would be a part of.
    few = {SPAN.retained[0]: people(1, 2, 3, *range(13, 17))}
    (cohort,) = report(facts(members=march, practised=few)).cohorts
    assert (cohort.joined, cohort.active) == (Tally(EVERYBODY[:12]), Tally(EVERYBODY[:3]))


def test_requests_that_ended() -> None:
    done = tuple(asked(number, state=RequestState.ANSWERED, hours=number) for number in range(1, 5))
    lapsed = (asked(5, state=RequestState.LAPSED),)
    made = report(facts(requests=(*done, *lapsed)))
    assert made.answers == Answers(Share(4, 5), 2.5)
    assert [(each.heading, each.members.named) for each in made.answered] == [
        ("answered", (1, 2, 3, 4)),
        ("lapsed", (5,)),
    ]
    assert made.weeks[-1].answered == made.answers
    assert made.weeks[0].answered == Answers(None, None)
    assert report(facts(requests=done)).answers == Answers(None, None)
    five = tuple(asked(number, state=RequestState.LAPSED) for number in range(1, 6))
    assert report(facts(requests=five)).answers == Answers(Share(0, 5), None)


def test_private_authors_count_from_five_on() -> None:
    private = tuple(
        asked(number, state=RequestState.ANSWERED, is_open=False) for number in range(1, 5)
    )
    open_ = tuple(asked(number, state=RequestState.LAPSED) for number in range(4, 10))
    assert report(facts(requests=private + open_)).answers.share == Share(0, 6)
    more = (*private, asked(20, state=RequestState.LAPSED, is_open=False))
    made = report(facts(requests=more + open_))
    assert made.answers.share == Share(4, 11)
    assert [each.members.others for each in made.answered] == [0, 0]


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


def test_ideas_that_were_tried() -> None:
    active = frozenset(EVERYBODY)
    made = report(
        facts(
            tried=Tried(people(1, 2, 3, *range(13, 19)), active),
            tried_before=Tried(people(1, 2), active),
        )
    )
    assert made.applied_share == Share(9, 30)
    assert made.trends[Measure.APPLIED] is Trend.UP
    few = report(facts(tried=Tried(people(1, 13), active), tried_before=Tried(people(), people(1))))
    assert few.applied_share == Share(1, 12)
    assert Measure.APPLIED not in few.trends


def test_who_may_need_a_hand_since_the_weeks_began() -> None:
    broke = {UserId(1): SPAN.now[0], UserId(2): SPAN.now[0] - timedelta(days=1)}
    assert report(facts(broke=broke)).hand == Tally((UserId(1),))


def test_which_way_a_number_went() -> None:
    assert [compare(2, 1), compare(1, 1), compare(1, 2)] == [Trend.UP, Trend.SAME, Trend.DOWN]
    assert compare(None, 1) is compare(1, None) is None
    assert Share(0, 0).percent is None


@pytest.mark.parametrize("month", [Month(2026, 1), Month(2026, 12), Month(2026, 6)])
def test_the_month_before(month: Month) -> None:
    assert month.previous().next() == month


def test_ideas_are_compared_with_private_members_where_both_months_have_enough() -> None:
    active = frozenset(EVERYBODY)
    now, before = people(1, *range(13, 23)), people(1, 2, *range(13, 18))
    trends = report(facts(tried=Tried(now, active), tried_before=Tried(before, active))).trends
    assert trends[Measure.APPLIED] is Trend.UP
