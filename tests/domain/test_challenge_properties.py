"""What must hold for every challenge and everybody in it."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from typing import TYPE_CHECKING

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from bot.domain.challenge_boards import Standing
from bot.domain.challenge_days import Mark
from bot.domain.challenge_ranks import board
from bot.domain.challenge_teams import draw, mean_share, teams
from bot.domain.challenges import Challenge, Draw, Measure, Mode, Ranking
from bot.domain.days import DAY
from bot.domain.verdicts import DayLog
from tests.domain.challenging import challenge, facts, line_of, participant, reached
from tests.domain.drawing import day
from tests.domain.strategies import histories
from tests.domain.test_properties import with_log

if TYPE_CHECKING:
    from datetime import date
    from random import Random

    from bot.domain.challenge_boards import Line
    from bot.domain.challenge_days import Facts
    from bot.domain.verdicts import History

some = settings(max_examples=100, deadline=None)
few = settings(max_examples=40, deadline=None)
ANY = st.sampled_from(Measure)
LITTLE = DayLog(100, same_day=False, backfilled=True)
SHORT = DayLog(500, same_day=False, backfilled=True)
FULL = DayLog(3000, same_day=False, backfilled=True)
TODAY = st.just(0)
LATELY = st.sampled_from([0, 0, 1, 4])


@st.composite
def challenges(
    draw_: st.DrawFn, measures: st.SearchStrategy[Measure] = ANY, most_breaks: int = 6
) -> Challenge:
    first = draw_(st.integers(30, 60))
    length = draw_(st.integers(1, 20))
    measure = draw_(measures)
    target = draw_(st.integers(1, 100 if measure is Measure.BLOCKS else length))
    return challenge(
        measure,
        target * 2000 if measure is Measure.AMOUNT else target,
        breaks=draw_(st.integers(0, most_breaks)),
        first_day=day(first),
        last_day=day(first + length - 1),
    )


@st.composite
def people(draw_: st.DrawFn, user: int = 3) -> Facts:
    own = draw_(st.lists(histories(), max_size=2))
    today = day(draw_(st.integers(20, 99)))
    numbers = draw_(st.lists(st.tuples(st.integers(25, 80), st.sampled_from("ab")), max_size=5))
    return facts(
        *(replace(each, today=today) for each in own),
        today=today,
        marks=tuple(Mark(day(number), what) for number, what in numbers),
        participant=participant(
            user,
            joined_on=day(draw_(st.integers(20, 80))),
            team=draw_(st.integers(1, 3)),
            grouped=draw_(st.booleans()),
        ),
        since=draw_(st.sampled_from([None, day(0), day(-800), day(-2000)])),
    )


@st.composite
def crowds(draw_: st.DrawFn) -> tuple[Challenge, list[Line]]:
    made = draw_(challenges(st.sampled_from([Measure.DAYS, Measure.BLOCKS, Measure.AMOUNT])))
    made = replace(made, ranking=draw_(st.sampled_from(Ranking)), mode=Mode.TEAMS)
    everybody = [draw_(people(user)) for user in range(1, draw_(st.integers(0, 7)) + 1)]
    return made, [line_of(made, each) for each in everybody]


@some
@given(challenges(), people())
def test_a_share_is_from_nothing_to_the_whole(made: Challenge, known: Facts) -> None:
    found = reached(made, known)
    assert found.share is None or 0 <= found.share <= 1
    assert (found.percent == 100) == (found.share == 1)
    assert (found.share is None) == (found.needed == 0)
    assert found.done >= 0
    # Of blocks, missed ones are left out and no days.
    left_out = 0 if made.measure is Measure.BLOCKS else found.breaks_taken
    assert len(found.held) + left_out + found.eligible == max(
        0, (found.last - found.first).days + 1
    )


def until(known: History, today: date) -> History:
    """Give a history as it stood on a day."""
    logs = {when: log for when, log in known.logs.items() if when <= today}
    return replace(known, logs=logs, today=today)


@st.composite
def logging_more(
    draw_: st.DrawFn, made: Challenge, *, has_rests: bool, ago: st.SearchStrategy[int] = LATELY
) -> tuple[Facts, Facts]:
    """Give somebody before and after one more log, which names a place, for a day so long ago."""
    days = st.integers(0, made.length - 1).map(lambda number: made.first_day + number * DAY)
    when = draw_(days)
    known = until(draw_(histories()), when + draw_(ago) * DAY)
    assume(known.practice.covers(when))
    if not has_rests:
        known = replace(known, rests=(), travel=frozenset())
    marks = draw_(st.lists(st.builds(Mark, days, st.sampled_from("ab")), max_size=5))
    more = with_log(known, when, draw_(st.sampled_from([LITTLE, SHORT, FULL])))
    mark = Mark(when, draw_(st.sampled_from("abc")))
    return facts(known, marks=tuple(marks)), facts(more, marks=(*marks, mark))


@some
@given(challenges(st.just(Measure.DAYS)), st.data())
def test_logging_more_never_lowers_the_share_of_days(made: Challenge, data: st.DataObject) -> None:
    before, after = data.draw(logging_more(made, has_rests=True))
    assert (reached(made, after).share or 0) >= (reached(made, before).share or 0)


# For blocks a rest day that is practised on becomes one of the plan, here as everywhere.
@pytest.mark.parametrize(
    ("measure", "has_rests"),
    [
        (Measure.AMOUNT, True),
        (Measure.PLACES, True),
        (Measure.FOCUS, True),
        (Measure.BLOCKS, False),
    ],
)
@some
@given(st.data())
def test_logging_more_never_lowers_other_shares(
    measure: Measure,
    has_rests: bool,  # noqa: FBT001 - a table
    data: st.DataObject,
) -> None:
    made = data.draw(challenges(st.just(measure)))
    before, after = data.draw(logging_more(made, has_rests=has_rests))
    assert (reached(made, after).share or 0) >= (reached(made, before).share or 0)


@pytest.mark.parametrize("ago", [TODAY, LATELY])
@some
@given(challenges(st.sampled_from([Measure.DAYS, Measure.AMOUNT])), st.data())
def test_logging_more_never_lowers_the_improvement(
    ago: st.SearchStrategy[int],
    made: Challenge,
    data: st.DataObject,
) -> None:
    ranked = replace(made, ranking=Ranking.IMPROVEMENT)
    before, after = data.draw(logging_more(made, has_rests=True, ago=ago))
    was, now = (reached(ranked, each).improvement for each in (before, after))
    assert was is None or (now is not None and now >= was)


@few
@given(crowds(), st.randoms())
def test_the_order_of_joining_changes_no_place(
    crowd: tuple[Challenge, list[Line]], chance: Random
) -> None:
    made, lines = crowd
    shuffled = list(lines)
    chance.shuffle(shuffled)
    places = [
        {
            each.user_id: each.place
            for each in board(made, made.newest_terms, order, day(60)).lines()
        }
        for order in (lines, shuffled)
    ]
    assert places[0] == places[1]


@few
@given(crowds())
def test_everybody_stands_once_and_like_numbers_share_a_place(
    crowd: tuple[Challenge, list[Line]],
) -> None:
    made, lines = crowd
    found = board(made, made.newest_terms, lines, day(60))
    assert sorted(each.user_id for each in found.lines()) == [each.user_id for each in lines]
    assert found.total == sum(each.done for each in lines)
    for group in found.groups:
        numbers = {
            each.user_id: each.improvement if made.ranking is Ranking.IMPROVEMENT else each.percent
            for each in group.lines
        }
        for each in group.lines:
            better = sum((other or 0) > (numbers[each.user_id] or 0) for other in numbers.values())
            assert numbers[each.user_id] is not None
            assert each.place == 1 + better
            assert each.standing is Standing.RANKED
            assert not each.is_resting
    assert all(each.place is None for each in found.resting)
    assert {each.user_id for each in found.resting} == {
        each.user_id for each in lines if each.is_resting
    }


@few
@given(crowds())
def test_a_team_is_between_its_members_and_nobody_weighs_more_than_their_share(
    crowd: tuple[Challenge, list[Line]],
) -> None:
    made, lines = crowd
    for team in teams(lines):
        shares = [each.share for each in team.lines if each.share is not None]
        if not shares:
            assert team.share is None
            continue
        assert team.share is not None
        assert min(shares) <= team.share <= max(shares)
        for each in team.lines:
            lost = [other if other is not each else _nothing(each) for other in team.lines]
            fallen = team.share - (mean_share(lost) or 0)
            assert 0 <= fallen == (each.share or Fraction()) / len(shares)
    assert {each.team for each in lines} == {team.number for team in teams(lines)}
    assert made.mode is Mode.TEAMS


def _nothing(line: Line) -> Line:
    share = None if line.share is None else Fraction()
    return replace(line, progress=replace(line.progress, share=share))


@few
@given(st.lists(people(), max_size=9), st.integers(2, 8), st.randoms())
def test_the_draw_is_even_and_leaves_nobody_out(
    known: list[Facts], count: int, chance: Random
) -> None:
    made = challenge(mode=Mode.TEAMS, draw=Draw.DRAWN, teams=count)
    everybody = [replace(each, participant=participant(user)) for user, each in enumerate(known, 1)]
    drawn = draw(made, everybody)
    assert set(drawn) == {each.participant.user_id for each in everybody}
    sizes = [list(drawn.values()).count(number) for number in set(drawn.values())]
    assert len(sizes) <= count
    assert max(sizes, default=0) - min(sizes, default=0) <= 1
    assert 1 not in sizes or len(everybody) == 1
    shuffled = list(everybody)
    chance.shuffle(shuffled)
    assert draw(made, shuffled) == drawn
