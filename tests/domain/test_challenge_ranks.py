"""Places, groups and the whole board: like with like, nobody at rest among the ranked."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from fractions import Fraction
from typing import TYPE_CHECKING, Any

import pytest

from bot.domain.challenge_boards import Band, Phase, Standing
from bot.domain.challenge_ranks import board
from bot.domain.challenges import Challenge, Measure, Mode, Ranking, State, Terms
from bot.domain.ids import UserId
from bot.domain.practices import Archive
from tests.domain.challenging import (
    FIRST,
    LAST,
    NOTHING,
    challenge,
    drawn,
    facts,
    line_of,
    participant,
)
from tests.domain.drawing import START, day

if TYPE_CHECKING:
    from bot.domain.challenge_boards import Board
    from bot.domain.challenge_days import Facts

FOUR = "....... " + "####... " * 4


def one(user: int, week: str, *, before: str = NOTHING, **changes: Any) -> Facts:
    """Draw somebody's week."""
    since = changes.pop("since", None)
    joined = participant(user, grouped=since is not None, **changes)
    return facts(drawn(week, before=before), participant=joined, since=since)


def of(made: Challenge, *everybody: Facts, today: date = LAST) -> Board:
    lines = [line_of(made, each) for each in everybody]
    return board(made, made.newest_terms, lines, today)


def placed(found: Board) -> list[list[tuple[int, int | None]]]:
    """Give user and place, group by group."""
    return [[(each.user_id, each.place) for each in group.lines] for group in found.groups]


def test_equal_numbers_share_a_place_in_the_order_of_joining() -> None:
    everybody = (one(1, "#......"), one(2, "###...."), one(3, "###...."), one(4, "##....."))
    found = of(challenge(), *everybody)
    assert placed(found) == [[(2, 1), (3, 1), (4, 3), (1, 4)]]
    assert found.groups[0].band is None
    assert (found.size, found.total) == (4, 9)


@pytest.mark.parametrize(
    ("shares", "places"),
    [
        ((298, 299, 300), [(3, 1), (1, 2), (2, 2)]),  # 99, 99 and 100 percent
        ((200, 201, 203), [(2, 1), (3, 1), (1, 3)]),  # 66, 67 and 67 percent
    ],
)
def test_a_place_is_by_the_number_that_is_shown(
    shares: tuple[int, ...], places: list[tuple[int, int]]
) -> None:
    lines = [line_of(challenge(), one(user, "#")) for user in (1, 2, 3)]
    reached = [
        replace(each, progress=replace(each.progress, share=Fraction(done, 300)))
        for each, done in zip(lines, shares, strict=True)
    ]
    assert placed(board(challenge(), challenge().newest_terms, reached, LAST)) == [places]


def test_resting_and_new_ones_stand_apart() -> None:
    made = challenge(ranking=Ranking.IMPROVEMENT)
    found = of(
        made,
        one(1, "#####..", before=FOUR),
        one(2, "######r", before=FOUR),
        one(3, "#######"),
        one(4, "......#", before=FOUR),
        facts(today=LAST, participant=participant(5)),
        facts(drawn("rrrrrrr", before=FOUR), participant=participant(6)),
        one(7, "......", before=FOUR, joined_on=LAST),
    )
    assert placed(found) == [[(1, 1)]]
    assert [each.user_id for each in found.on_the_way] == [4]
    assert [each.user_id for each in found.resting] == [2, 6]
    assert [each.user_id for each in found.new] == [3, 5]
    assert [each.user_id for each in found.nothing_yet] == [7]
    assert all(each.place is None for each in (*found.resting, *found.new, *found.nothing_yet))
    assert [each.is_resting for each in found.lines()] == [False] * 5 + [True] * 2
    assert {each.standing for each in found.resting} == {Standing.RESTING}


def test_nobody_is_placed_behind_their_own_weeks_or_with_nothing() -> None:
    found = of(challenge(), one(1, "......#"), one(2, "......."), one(3, "......."))
    assert placed(found) == [[(1, 1)]]
    assert [each.user_id for each in found.on_the_way] == [2, 3]
    assert {each.standing for each in found.on_the_way} == {Standing.ON_THE_WAY}
    assert found.size == 3


def test_somebody_at_rest_after_the_last_day_keeps_their_place() -> None:
    found = of(challenge(grace_days=3), one(1, "#####..r"), one(2, "#######."))
    assert placed(found) == [[(1, 1), (2, 1)]]
    assert not found.resting


def test_blocks_that_are_not_planned_are_nothing_yet() -> None:
    blocks = challenge(Measure.BLOCKS, 80)
    found = of(blocks, one(1, "."), one(2, "#"), facts(today=LAST, participant=participant(3)))
    assert placed(found) == [[(2, 1)]]
    assert [each.user_id for each in found.nothing_yet] == [1, 3]


def test_own() -> None:
    found = of(challenge(), one(1, "#"), one(2, "r"))
    ranked, resting = found.own(UserId(1)), found.own(UserId(2))
    assert ranked
    assert (ranked.done, ranked.needed, ranked.place, ranked.target) == (1, 5, 1, 5)
    assert (ranked.percent, ranked.improvement, ranked.breaks_taken) == (20, None, 0)
    assert resting
    assert (resting.place, resting.share) == (None, 0)
    assert found.own(UserId(3)) is None


YEAR = 365


@pytest.mark.parametrize(
    ("since", "band"),
    [
        (FIRST, Band.UNDER_A_YEAR),
        (FIRST - timedelta(YEAR - 1), Band.UNDER_A_YEAR),
        (FIRST.replace(year=FIRST.year - 1), Band.ONE_TO_THREE_YEARS),
        (FIRST.replace(year=FIRST.year - 3) + timedelta(1), Band.ONE_TO_THREE_YEARS),
        (FIRST.replace(year=FIRST.year - 3), Band.LONGER),
        (date(1990, 1, 1), Band.LONGER),
    ],
)
def test_bands(since: date, band: Band) -> None:
    assert line_of(challenge(), one(1, "#", since=since)).band is band
    told = replace(one(1, "#", since=since), participant=participant(1, grouped=False))
    assert line_of(challenge(), told).band is None
    assert line_of(
        challenge(), replace(one(1, "#"), participant=participant(grouped=True))
    ).band is (None)


def test_groups_have_ranks_of_their_own() -> None:
    lately, long = FIRST - timedelta(10), date(2000, 1, 1)
    found = of(
        challenge(),
        one(1, "##", since=long),
        one(2, "#."),
        one(3, "#.", since=lately),
        one(4, "##", since=lately),
        one(5, "##", since=date(2024, 1, 1)),  # alone in the band
    )
    assert [group.band for group in found.groups] == [Band.UNDER_A_YEAR, None]
    assert placed(found) == [[(4, 1), (3, 2)], [(1, 1), (5, 1), (2, 3)]]


def test_nobody_is_first_of_a_band_in_which_all_others_rest() -> None:
    lately = FIRST - timedelta(10)
    found = of(challenge(), one(1, "#", since=lately), one(2, "r", since=lately), one(3, "##"))
    assert placed(found) == [[(3, 1), (1, 2)]]
    assert [group.band for group in found.groups] == [None]


@pytest.mark.parametrize(("started", "weeks"), [(41, 1), (35, 1), (28, 1), (27, 2), (0, 5)])
def test_weeks_since_the_oldest_active_practice(started: int, weeks: int) -> None:
    old = drawn("#######", archives=(Archive(START, None),))
    young = drawn("#######", started_on=day(started))
    assert line_of(challenge(), facts(young, old)).weeks == weeks
    assert line_of(challenge(), facts(old)).weeks == 1


def test_one_goal_of_all_ranks_nobody() -> None:
    together = challenge(target=5, mode=Mode.TOGETHER)
    found = of(together, one(1, "#.."), one(2, "##r"), one(3, "..."))
    assert [each.user_id for each in found.groups[0].lines] == [1, 2, 3]
    assert not found.resting
    assert [each.is_resting for each in found.groups[0].lines] == [False, True, False]
    assert {each.place for each in found.lines()} == {None}
    assert found.together
    assert (found.together.done, found.together.target, found.together.percent) == (3, 5, 60)
    more = of(together, one(1, "#####"), one(2, "##"))
    assert more.together
    assert more.together.share == 1
    nobody = of(together)
    assert nobody.together
    assert (nobody.size, nobody.groups, nobody.together.share) == (0, (), 0)


@pytest.mark.parametrize(
    ("days", "today", "phase", "is_over"),
    [
        ((34, 34), 34, Phase.BEFORE, False),
        ((34, 35), 34, Phase.RUNNING, False),
        ((34, 34), 35, Phase.RUNNING, False),
        ((41, 42), 42, Phase.RUNNING, False),
        ((42, 42), 42, Phase.GRACE, False),
        ((43, 44), 44, Phase.GRACE, False),
        ((44, 44), 43, Phase.OVER, True),
        ((), 34, Phase.BEFORE, False),
        ((), 43, Phase.GRACE, False),
        ((), 44, Phase.OVER, True),
    ],
)
def test_phases(days: tuple[int, ...], today: int, phase: Phase, is_over: bool) -> None:  # noqa: FBT001 - a table
    everybody = [
        facts(drawn("", before="." * (number + 1)), participant=participant(user))
        for user, number in enumerate(days, 1)
    ]
    found = of(challenge(grace_days=2), *everybody, today=day(today))
    assert (found.phase, found.is_over) == (phase, is_over)
    ended = of(challenge(grace_days=2, state=State.ENDED), *everybody, today=day(today))
    assert ended.phase is Phase.OVER


def test_nobody_has_a_place_before_their_first_day() -> None:
    found = of(challenge(), facts(drawn("", before="." * 34)), today=day(33))
    assert [each.standing for each in found.lines()] == [Standing.NOTHING_YET]


def test_each_line_tells_the_target_that_holds_for_them() -> None:
    edited = challenge(terms=(Terms(1, 5, 0, FIRST), Terms(2, 6, 0, FIRST)))
    found = of(edited, one(1, "#", terms=2), one(2, "#"))
    assert [each.target for each in found.lines()] == [5, 6]
    assert found.terms.target == 6
