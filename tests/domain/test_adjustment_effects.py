from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from bot.domain.adherence import Adherence
from bot.domain.adjustment_effects import adopted_on, effect, last_day
from bot.domain.adjustments import Adjustment, Outcome
from bot.domain.amounts import Standard
from bot.domain.days import ClockSetting, week_of
from bot.domain.ids import AdjustmentId
from bot.domain.practices import StandardFrom
from bot.domain.verdicts import judge
from tests.domain.advising import facts
from tests.domain.drawing import day, history, practice

ADOPTED = day(28)


def test_before_and_since() -> None:
    of = practice()
    drawn = "#.#.#.# " * 4 + "#####.# ##"
    found = effect(of, judge(history(of, drawn)), ADOPTED, day(36))
    assert found is not None
    assert (found.before, found.since) == (Adherence(16, 28), Adherence(8, 9))
    assert (found.weekly_before, found.weekly_since, found.unit) == (8000, 12444, "min")


def test_seven_days_are_the_fewest() -> None:
    of = practice()
    record = judge(history(of, "####### " * 5 + "."))
    assert effect(of, record, ADOPTED, day(33)) is None
    assert effect(of, record, ADOPTED, day(34)) is not None


def test_n_times_a_week_is_compared_by_its_days() -> None:
    of = practice("3x a week")
    found = effect(of, judge(history(of, "##..... " * 4 + "###.... .")), ADOPTED, day(34))
    assert found is not None
    assert (found.before, found.since) == (Adherence(8, 12), Adherence(3, 3))


@pytest.mark.parametrize(
    "drawn",
    [
        "rrrrrrr " * 4 + "####### .",
        "####### " * 4 + "rrrrrrr .",
    ],
)
def test_nothing_planned_compares_with_nothing(drawn: str) -> None:
    of = practice()
    assert effect(of, judge(history(of, drawn)), ADOPTED, day(34)) is None


def test_a_practice_begun_since_has_no_before() -> None:
    young = practice(started_on=ADOPTED)
    record = judge(history(young, "....... " * 4 + "####### ."))
    assert effect(young, record, ADOPTED, day(34)) is None


def test_rest_days_are_left_out_of_the_weekly_amount() -> None:
    of = practice()
    found = effect(of, judge(history(of, "####### " * 4 + "####rrr .")), ADOPTED, day(34))
    assert found is not None
    assert (found.weekly_before, found.weekly_since) == (14000, 14000)


@pytest.mark.parametrize(
    "standards",
    [
        (StandardFrom(day(0), Standard(100, "done")),),
        (*practice().standards, StandardFrom(day(30), Standard(200, "pages"))),
    ],
)
def test_amounts_are_compared_in_one_unit_only(standards: tuple[StandardFrom, ...]) -> None:
    of = replace(practice(), standards=standards)
    found = effect(of, judge(history(of, "####### " * 5 + ".")), ADOPTED, day(34))
    assert found is not None
    assert (found.weekly_before, found.weekly_since) == (None, None)


def test_the_days_of_adoption_and_of_the_end() -> None:
    at = datetime(2026, 1, 20, 23, tzinfo=UTC)
    adjustment = Adjustment(
        AdjustmentId(1), practice().community_id, practice().user_id, "x", week_of(ADOPTED), at
    )
    member = facts(history(practice(), "#")).profile.member
    assert adopted_on(adjustment, member) == at.date()
    # Whoever moved east later had still another clock then.
    later = ClockSetting(at + timedelta(days=3), "Pacific/Auckland", 0, zone_chosen=True)
    moved = replace(member, clock=(*member.clock, later))
    assert adopted_on(adjustment, moved) == at.date()
    today = at.date() + timedelta(days=30)
    assert last_day(adjustment, moved, today) == today - timedelta(days=1)
    ended = replace(adjustment, ended_at=at + timedelta(days=2), outcome=Outcome.KEPT)
    assert last_day(ended, moved, today) == today - timedelta(days=1)
    dropped = replace(ended, outcome=Outcome.DROPPED)
    assert last_day(dropped, moved, today) == at.date() + timedelta(days=1)
