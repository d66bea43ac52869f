"""The report's sums, and that nobody private can be made out from them."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from bot.domain.health import (
    Cohort,
    Measure,
    Share,
    Tally,
    Trend,
    compare,
    tally,
)
from bot.domain.health_facts import Counted, HealthSpan, Tried
from bot.domain.health_reports import report, spread
from bot.domain.ids import UserId
from bot.domain.months import Month
from tests.support.health import (
    BEFORE,
    EVERYBODY,
    LAST,
    LONG_AGO,
    NOW,
    OPEN,
    SPAN,
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


def test_private_members_count_in_whole_fives() -> None:
    assert tally(people(1, 2, 13, 14, 15, 16), OPEN) == Tally(tuple(people(1, 2)), 0)
    shown = tally(people(1, 13, 14, 15, 16, 17), OPEN)
    assert shown == Tally((UserId(1),), 5)
    assert shown.total == 6
    assert shown.is_shown
    # One more or less of them is told by nobody's number.
    assert tally(people(*range(13, 22)), OPEN) == Tally((), 5)
    assert tally(people(*range(13, 23)), OPEN) == Tally((), 10)
    assert not Tally((), 0).is_shown
    assert not tally(people(1, 2, 3, 4), OPEN).is_shown


def test_who_was_active() -> None:
    made = report(
        facts(
            practised={LAST: people(1, 2, 3, 13), BEFORE: people(1, 2, 3)},
            reflected={LAST: people(4), SPAN.now[0]: people(4, 5, 6)},
            gave={LAST: people(*range(13, 19))},  # six, of whom five are told
        )
    )
    assert made.practised == Tally((UserId(1), UserId(2), UserId(3)))
    assert made.reflected == Tally((UserId(4), UserId(5), UserId(6)))
    assert made.gave == Tally((), 5)
    assert made.active == Tally(tuple(UserId(number) for number in range(1, 7)), 5)
    assert made.agreed == Tally(EVERYBODY[:12], 15)
    last = made.weeks[-1]
    assert (last.monday, last.sunday) == (LAST, date(2026, 11, 15))
    assert (last.active, last.practised, last.reflected, last.gave) == (9, 3, 1, 5)
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
    # Half up, as everywhere: 32.5, 55 and 77.5.
    assert made.adherence.quartiles == (33, 55, 78)
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


def test_quartiles_that_hold_private_members_go_in_steps_of_five() -> None:
    percents = {who: 43 + 2 * int(who) for who in people(*range(13, 18))}
    # 71, 73 and 75 % are what single members kept.
    assert spread(percents, OPEN).quartiles == (70, 75, 75)
    assert spread(percents, people(*range(13, 18))).quartiles == (71, 73, 75)


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
        Cohort(Month(2026, 3), Tally(EVERYBODY[:12], 5), Tally(EVERYBODY[:3], 5), Share(9, 19, 5)),
    )
    # 47 %, in steps of five.
    assert made.cohorts[0].share.percent == 45
    # Four private ones who stayed are left out, and so is what they would be a part of.
    few = {SPAN.retained[0]: people(1, 2, 3, *range(13, 17))}
    (cohort,) = report(facts(members=march, practised=few)).cohorts
    assert cohort == (
        Month(2026, 3),
        Tally(EVERYBODY[:12]),
        Tally(EVERYBODY[:3]),
        Share(3, 12),
    )


def test_ideas_that_were_tried() -> None:
    active = frozenset(EVERYBODY)
    made = report(
        facts(
            tried=Tried(people(1, 2, 3, *range(13, 19)), active),
            tried_before=Tried(people(1, 2), active),
        )
    )
    assert made.applied.share == Share(9, 30, 5)
    assert made.applied.share.percent == 30
    assert made.trends[Measure.APPLIED] is Trend.UP
    few = report(facts(tried=Tried(people(1, 13), active), tried_before=Tried(people(), people(1))))
    assert few.applied.share == Share(1, 12)
    assert Measure.APPLIED not in few.trends


def test_who_may_need_a_hand_since_the_weeks_began() -> None:
    broke = {UserId(1): SPAN.now[0], UserId(2): SPAN.now[0] - timedelta(days=1)}
    assert report(facts(broke=broke)).hand == Tally((UserId(1),))


def test_which_way_a_number_went() -> None:
    assert [compare(2, 1), compare(1, 1), compare(1, 2)] == [Trend.UP, Trend.SAME, Trend.DOWN]
    assert compare(None, 1) is compare(1, None) is None
    assert Share(0, 0).percent is None
    assert [Share(part, 8).percent for part in (1, 4, 8)] == [13, 50, 100]
    assert [Share(part, 8, 5).percent for part in (0, 1, 3, 8)] == [0, 15, 40, 100]


@pytest.mark.parametrize("month", [Month(2026, 1), Month(2026, 12), Month(2026, 6)])
def test_the_month_before(month: Month) -> None:
    assert month.previous().next() == month


def test_ideas_are_compared_with_private_members_where_both_months_have_enough() -> None:
    active = frozenset(EVERYBODY)
    now, before = people(1, *range(13, 23)), people(1, 2, *range(13, 18))
    trends = report(facts(tried=Tried(now, active), tried_before=Tried(before, active))).trends
    assert trends[Measure.APPLIED] is Trend.UP
