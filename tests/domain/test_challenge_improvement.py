"""One's own four weeks before a challenge, and what is shown of the difference."""

from __future__ import annotations

from fractions import Fraction

import pytest

from bot.domain.challenge_progress import Compared, WeekBefore
from bot.domain.challenges import Measure, Ranking
from tests.domain.challenging import FIRST, NOTHING, challenge, drawn, facts, participant, reached
from tests.domain.drawing import day

FOUR = "....... " + "####... " * 4


def improved(measure: Measure, week: str, before: str, **changes: int) -> Compared:
    of = challenge(measure, ranking=Ranking.IMPROVEMENT, **changes)
    found = reached(of, facts(drawn(week, before=before))).compared
    assert found
    return found


@pytest.mark.parametrize(
    ("week", "before", "shown"),
    [
        ("######.", FOUR, 75),  # six of six days, for today is not over
        ("#####.#", FOUR, 50),
        ("####..#", "." * 35, None),  # a baseline of nothing
        ("##", FOUR, 75),
        ("#.", FOUR, 75),
        (".", FOUR, None),  # nothing has passed
        ("..", FOUR, -100),
        ("r", FOUR, None),
        ("#r", FOUR, 75),
        ("o######", "####### " + "##..... " * 4, 250),  # only the last four weeks
        ("####..#", "....... rrrrrrr rrrrrrr ####... ###....", 43),  # 5 / 3.5
        ("####..#", "....... rrrrrrr rrrrrrr rrrrrrr ###....", None),
        ("####..#", "....... rrrRrrr rrrrrrr rrrrrrr ###....", None),  # a rest week all the same
    ],
)
def test_days(week: str, before: str, shown: int | None) -> None:
    assert improved(Measure.DAYS, week, before).improvement == shown


def test_breaks_play_no_part_in_the_week() -> None:
    for breaks in (0, 2):
        found = improved(Measure.DAYS, "####...", FOUR, breaks=breaks)
        assert found.improvement == 17  # 4 * 7 / 6 days a week, and 4 before


@pytest.mark.parametrize(
    ("week", "shown"),
    [
        ("######.", 75),  # 6 * 20 min in six days, 80 min a week before
        ("######o", 75),  # 130 min in seven days would be less
        ("ooooooo", -12),  # 70 min either way
        ("oooooo#", 0),  # 80 min in seven days
        ("#####oo", 60),  # 110 min in six days
        ("#", 75),
        ("rrrrrr#", 75),
        (".#rrrrr", -12),  # 20 min in two days
    ],
)
def test_amount(week: str, shown: int) -> None:
    assert improved(Measure.AMOUNT, week, FOUR).improvement == shown


@pytest.mark.parametrize(
    ("week", "before", "shown"),
    [
        ("#######", FOUR, 43),  # 100 - 400 / 7
        ("#......", FOUR, -40),  # 100 / 6 - 400 / 7
        ("####..#", NOTHING, 71),
        (".", FOUR, None),
        ("#######", "....... rrrrrrr rrrrrrr rrrrrrr ###....", None),
        ("#######", "....... rrrrrrr rrrrrrr ####... ######.", 29),
    ],
)
def test_blocks(week: str, before: str, shown: int | None) -> None:
    assert improved(Measure.BLOCKS, week, before).improvement == shown
    assert improved(Measure.BLOCKS, week, before, breaks=2).improvement == shown


@pytest.mark.parametrize(("started", "weeks"), [(7, 4), (8, 3), (21, 2), (22, 1), (35, 0)])
def test_weeks_count_from_the_first_whole_one_of_the_oldest_practice(
    started: int, weeks: int
) -> None:
    of = challenge(ranking=Ranking.IMPROVEMENT)
    before = "." * started + "#" * (35 - started)
    known = facts(drawn("#", before=before, started_on=day(started)), drawn("#", started_on=FIRST))
    found = reached(of, known).compared
    assert found
    assert len(found.before) == weeks
    assert (found.baseline is None) == (weeks < 2)


def test_somebody_without_a_practice_is_new() -> None:
    found = reached(challenge(ranking=Ranking.IMPROVEMENT), facts(today=FIRST))
    assert found.compared == Compared((), None, in_points=False)
    assert found.improvement is None


def test_late_joiners_are_compared_with_the_weeks_before_the_challenge() -> None:
    late = facts(drawn("....##.", before=FOUR), participant=participant(joined_on=day(39)))
    found = reached(challenge(ranking=Ranking.IMPROVEMENT), late)
    assert found.improvement == 75


def test_nothing_is_compared_where_the_target_ranks() -> None:
    assert reached(challenge(), facts(drawn("#", before=FOUR))).compared is None


@pytest.mark.parametrize(
    ("now", "shown"), [("1/2", 1), ("0.49", 0), ("-1/2", 0), ("-0.51", -1), ("2.5", 3)]
)
def test_half_rounds_up(now: str, shown: int) -> None:
    weeks = (WeekBefore(day(21), Fraction(10)), WeekBefore(day(28), Fraction(20)))
    points = Compared(weeks, 15 + Fraction(now), in_points=True)
    percent = Compared(weeks, 15 * (1 + Fraction(now) / 100), in_points=False)
    assert points.improvement == percent.improvement == shown
