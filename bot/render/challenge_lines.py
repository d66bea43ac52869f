"""The lines of a board: who stands where, always like with like, and nobody as last."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from bot.domain.challenge_boards import Band, Phase, Standing
from bot.domain.challenges import Measure, Mode, Ranking
from bot.render.challenge_rules import say_number
from bot.render.text import count, mention

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from bot.domain.challenge_boards import Board, Line, TeamLine
    from bot.domain.challenges import Challenge

_BANDS: Mapping[Band | None, str] = {
    Band.UNDER_A_YEAR: "Practising for less than a year",
    Band.ONE_TO_THREE_YEARS: "Practising for one to three years",
    Band.LONGER: "Practising for longer",
    None: "Everybody else",
}
ON_THE_WAY, WITH_US = "On the way", "Walked along"
RESTING = "Resting"
NEW = "New: too little before it to compare with"
NOTHING_YET = "Nothing to count yet"
READY = "Ready to begin"


class Section(NamedTuple):
    """Lines under one heading; without a heading where there is only one sort of them."""

    heading: str
    lines: tuple[str, ...]


def sections(board: Board) -> tuple[Section, ...]:
    """Put everybody into words: ranked ones first, then those without a place."""
    if board.together:
        told = tuple(_say_together(board, line) for line in board.lines())
        return (Section("Who walks along", told),) if told else ()
    if board.challenge.mode is Mode.TEAMS:
        return tuple(_teams(board))
    unranked = (
        (WITH_US if board.phase is Phase.OVER else ON_THE_WAY, board.on_the_way),
        (READY if board.phase is Phase.BEFORE else NOTHING_YET, board.nothing_yet),
        (NEW, board.new),
        (RESTING, board.resting),
    )
    return (
        *_groups(board),
        *(Section(name, _say_lines(board, lines)) for name, lines in unranked if lines),
    )


def say_done(challenge: Challenge, number: int) -> str:
    """Say what was reached: "4 days", "12.5 km", "8 blocks"."""
    if challenge.measure is Measure.BLOCKS:
        return count(number, "block")
    return say_number(challenge, number)


def say_reached(challenge: Challenge, line: Line) -> str:
    """Say what was reached of what is needed: "4 of 5 days", "8 of 10 blocks"."""
    if challenge.mode is Mode.TOGETHER or not line.needed:
        return say_done(challenge, line.done)
    if challenge.measure is Measure.AMOUNT:
        return f"{say_done(challenge, line.done)} of {say_done(challenge, line.needed)}"
    return f"{line.done} of {say_done(challenge, line.needed)}"


def say_improvement(challenge: Challenge, improvement: int) -> str:
    """Say it with its sign: "+12 points", "-5 %"."""
    if improvement == 0:
        return "as before"
    sign = "+" if improvement >= 0 else "\u2212"
    unit = "points" if challenge.measure is Measure.BLOCKS else "%"
    return f"{sign}{abs(improvement)} {unit}"


def say_standing(challenge: Challenge, line: Line) -> str | None:
    """Say the number by which somebody is ranked; None where there is none."""
    if challenge.ranking is Ranking.IMPROVEMENT and challenge.mode is Mode.ALONE:
        improvement = line.improvement
        return None if improvement is None else say_improvement(challenge, improvement)
    return None if line.percent is None else f"{line.percent} %"


def say_team(team: TeamLine) -> str:
    """Say how a team stands: "1. Team 2 · 84 % · 5 people"."""
    place = f"{team.place}. " if team.place else ""
    share = f"{team.percent} %" if team.percent is not None else "nothing to count yet"
    size = count(team.size, "person", "people")
    kindly = ", which counts like any other team" if team.size == 1 else ""
    return f"{place}Team {team.number} · {share} · {size}{kindly}"


def _groups(board: Board) -> Iterator[Section]:
    is_alone = len(board.groups) == 1 and board.groups[0].band is None
    for group in board.groups:
        yield Section("" if is_alone else _BANDS[group.band], _say_lines(board, group.lines))


def _teams(board: Board) -> Iterator[Section]:
    """Give each team with its members in the order of joining, and those who have none yet."""
    for team in board.teams:
        yield Section(say_team(team), _say_lines(board, team.lines))
    if without := [line for line in board.lines() if line.team is None]:
        heading = "Without a team" if board.teams else "Teams are drawn when it begins"
        yield Section(heading, _say_lines(board, without))


def _say_lines(board: Board, lines: Iterable[Line]) -> tuple[str, ...]:
    return tuple(_say_line(board, line) for line in lines)


def _say_line(board: Board, line: Line) -> str:
    challenge = board.challenge
    in_team = challenge.mode is Mode.TEAMS
    place = f"{line.place}\\. " if line.place and not in_team else "- "
    # Who is behind their own weeks sees that for themselves; nobody else needs to.
    is_told = line.standing not in {Standing.NOTHING_YET, Standing.ON_THE_WAY}
    counts = line.standing is not Standing.NOTHING_YET and line.done
    parts = [
        mention(line.user_id),
        say_standing(challenge, line) if is_told else None,
        say_reached(challenge, line) if counts else None,
        _own_target(board, line),
        "resting" if in_team and line.is_resting else None,
        f"in {count(line.weeks, 'week')}",
    ]
    return place + " · ".join(part for part in parts if part)


def _own_target(board: Board, line: Line) -> str | None:
    """Say the target of those who did not agree to a harder one."""
    is_kept = board.terms.is_harder_than(line.progress.terms)
    if not is_kept or line.target == board.terms.target:
        return None
    return f"target {say_number(board.challenge, line.target)}"


def _say_together(board: Board, line: Line) -> str:
    done = f" · {say_done(board.challenge, line.done)}" if line.done else ""
    resting = " · resting" if line.is_resting else ""
    return f"- {mention(line.user_id)}{done}{resting}"
