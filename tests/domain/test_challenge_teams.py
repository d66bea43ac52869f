"""Teams: drawn balanced, late joiners to the smallest, numbers as means of shares."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from fractions import Fraction
from typing import TYPE_CHECKING

import pytest

from bot.domain.challenge_ranks import board
from bot.domain.challenge_teams import draw, strength, team_for_late, teams
from bot.domain.challenges import Draw, Mode
from tests.domain.challenging import (
    FIRST,
    JOINED_AT,
    LAST,
    challenge,
    drawn,
    facts,
    line_of,
    participant,
)

if TYPE_CHECKING:
    from bot.domain.challenge_boards import TeamLine

TEAMS = challenge(mode=Mode.TEAMS, draw=Draw.DRAWN, teams=3)


@pytest.mark.parametrize(
    ("before", "percent"),
    [
        ("....... " + "####... " * 4, 57),
        ("####### " + "....... " * 4, 0),
        ("....... " + "####### " * 4, 100),
        ("....... " + "rrrrrrr " * 4, 50),
    ],
)
def test_strength_is_what_was_kept_in_the_four_weeks_before(before: str, percent: int) -> None:
    assert strength(TEAMS, facts(drawn("#######", before=before))) == percent


def test_somebody_without_a_plan_counts_as_average() -> None:
    assert strength(TEAMS, facts(today=FIRST)) == 50


def test_the_draw_goes_back_and_forth() -> None:
    # Of equal strength: by the time of joining, then by id.
    everybody = [facts(today=FIRST, participant=participant(user)) for user in range(1, 9)]
    same_time = [
        replace(each, participant=replace(each.participant, joined_at=JOINED_AT))
        for each in everybody
    ]
    expected = dict(zip(range(1, 9), (1, 2, 3, 3, 2, 1, 1, 2), strict=True))
    assert draw(TEAMS, reversed(everybody)) == expected
    assert draw(TEAMS, reversed(same_time)) == expected


def test_the_strongest_part() -> None:
    kept = (7, 6, 5, 4, 3, 2)
    everybody = [
        facts(
            drawn("", before="......." + ("#" * days + "." * (7 - days)) * 4),
            participant=participant(user),
        )
        for user, days in enumerate(kept, 1)
    ]
    assert draw(TEAMS, everybody) == {1: 1, 2: 2, 3: 3, 4: 3, 5: 2, 6: 1}


@pytest.mark.parametrize(
    ("people", "sizes"),
    [
        (0, []),
        (1, [1]),
        (2, [2]),
        (3, [3]),
        (4, [2, 2]),
        (5, [3, 2]),
        (6, [2, 2, 2]),
        (7, [3, 2, 2]),
    ],
)
def test_no_draw_leaves_somebody_alone(people: int, sizes: list[int]) -> None:
    everybody = [facts(today=FIRST, participant=participant(user)) for user in range(1, people + 1)]
    assert sorted(Counter(draw(TEAMS, everybody).values()).values(), reverse=True) == sizes


@pytest.mark.parametrize(
    ("taken", "left", "team"),
    [
        ((), (), 1),
        ((1, 1, 2), (), 2),
        ((1, 2, 2), (), 1),
        ((1, 2), (), 1),
        ((1, 2, 1, 2, 3), (), 3),
        ((1, 1, 3), (2,), 2),
        ((1, 2, 2, 2), (1, 1, 1), 1),
        ((None, None, 2), (), 2),
        # Drawn while few were in it: another team begins once there are two for each.
        ((1, 1), (), 1),
        ((1, 1, 1), (), 2),
        ((1, 1, 1, 2), (), 2),
        ((1, 1, 1, 2, 2, 2), (), 3),
        ((1, 1, 1, 2, 2, 2, 3, 3, 3), (), 1),
    ],
)
def test_who_comes_late_goes_to_the_smallest_team(
    taken: tuple[int | None, ...], left: tuple[int, ...], team: int
) -> None:
    rows = [participant(user, team=number) for user, number in enumerate(taken, 1)]
    rows += [
        participant(user, team=number, left_at=JOINED_AT) for user, number in enumerate(left, 50)
    ]
    assert team_for_late(TEAMS, rows) == team


def of_weeks(*weeks: tuple[int | None, str]) -> list[TeamLine]:
    lines = [
        line_of(TEAMS, facts(drawn(week), participant=participant(user, team=team)))
        for user, (team, week) in enumerate(weeks, 1)
    ]
    return list(teams(lines))


def test_a_team_is_the_mean_of_its_shares() -> None:
    found = of_weeks((1, "#####.."), (1, "#......"), (2, "###...."), (3, "####..."), (None, "#"))
    assert [(team.number, team.place, team.percent, team.size) for team in found] == [
        (3, 1, 80, 1),
        (1, 2, 60, 2),
        (2, 2, 60, 1),
    ]


def test_ties_are_by_whole_percent_and_who_has_no_share_weighs_nothing() -> None:
    found = of_weeks(
        (1, "#......"),
        (1, "rrrrrrr"),
        (2, "#......"),
        (2, "#......"),
        (2, "#......"),
        (3, "rrrrrrr"),
    )
    assert [(team.number, team.place, team.share) for team in found] == [
        (1, 1, Fraction(1, 5)),
        (2, 1, Fraction(1, 5)),
        (3, None, None),
    ]
    assert found[-1].percent is None


def test_the_board_shows_teams_beside_places() -> None:
    known = [facts(drawn("#"), participant=participant(user, team=user)) for user in (1, 2)]
    lines = [line_of(TEAMS, each) for each in known]
    found = board(TEAMS, TEAMS.newest_terms, lines, LAST)
    assert [team.number for team in found.teams] == [1, 2]
    assert found.size == 2
    alone = board(challenge(), TEAMS.newest_terms, lines, LAST)
    assert not alone.teams
