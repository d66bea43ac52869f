"""Holds what the bot says against the second count."""

from __future__ import annotations

from collections import defaultdict
from fractions import Fraction
from typing import TYPE_CHECKING

from bot.domain.ids import UserId
from tests.recount import boards
from tests.recount.acting import HERE
from tests.recount.life import FIRST

if TYPE_CHECKING:
    from datetime import date, datetime

    from bot.domain.challenge_boards import Board, Line
    from tests.recount.acting import Bot
    from tests.recount.books import Books


def rows_of(books: Books, name: str, at: datetime) -> dict[int, boards.Row]:
    """Count everybody who takes part."""
    game = books.games[name]
    return {
        who: boards.row(game, who, books.lives[who], at)
        for who, taking in game.people.items()
        if taking.is_in
    }


async def look(bot: Bot, books: Books, name: str) -> dict[int, boards.Row]:
    """Hold the bot's board against the second count, which is returned."""
    at = bot.scene.clock.now()
    board = await bot.scene.services.challenge_boards.board(HERE, bot.challenges[name].id)
    assert board is not None
    game, rows = books.games[name], rows_of(books, name, at)
    lines = {int(line.user_id): line for line in board.lines()}
    assert lines.keys() == rows.keys()
    assert board.is_over == books.over_at(game, at)
    odd = [
        f"{row} but {line}" for who, row in rows.items() if row.done != (line := lines[who]).done
    ]
    assert not odd, "\n".join(odd[:3])
    assert board.total == sum(row.done for row in rows.values())
    if game.plan.mode == "together":
        assert board.together is not None
        target = game.shared_target(at.date())
        assert board.together.share == min(1, Fraction(board.total, target))
    else:
        wrong = [
            f"{name} at {at}: {row} but {line}"
            for who, row in rows.items()
            if not _agrees(game, row, line := lines[who])
        ]
        assert not wrong, "\n".join(wrong[:3])
        _hold_places(books, game, rows, board)
    _hold_teams(game, rows, board)
    return rows


def _agrees(game: boards.Game, row: boards.Row, line: Line) -> bool:
    if game.plan.ranking == "improvement" and row.improvement != line.improvement:
        return False
    both = (row.done, row.needed, row.share, row.target)
    return both == (line.done, line.needed, line.share, line.target)


def _hold_places(
    books: Books, game: boards.Game, rows: dict[int, boards.Row], board: Board
) -> None:
    ranked = {int(line.user_id): line.place for line in board.lines() if line.place is not None}
    odd = [
        f"{row} but {line}"
        for who, row in rows.items()
        if (row.shown is None) != ((line := board.own(UserId(who))) is None or line.place is None)
    ]
    assert not odd, "\n".join(odd[:2])
    assert ranked == places_of(books, game, rows)


def places_of(books: Books, game: boards.Game, rows: dict[int, boards.Row]) -> dict[int, int]:
    """Give everybody's place among those with like starts; whoever has none is left out."""
    bands: dict[int, list[boards.Row]] = defaultdict(list)
    for who, row in rows.items():
        start = books.starts[who] if game.people[who].grouped else None
        if row.shown is not None:
            bands[0 if start is None else _band(start)].append(row)
    for band in (1, 2, 3):
        if len(bands[band]) == 1:
            bands[0] += bands.pop(band)
    return {who: place for each in bands.values() for who, place in boards.places(each).items()}


def _band(start: date) -> int:
    """Tell those under a year, under three years and longer apart."""
    years = (FIRST - start).days // 365
    return 1 + (years >= 1) + (years >= 3)


def _hold_teams(game: boards.Game, rows: dict[int, boards.Row], board: Board) -> None:
    if not game.plan.teams:
        assert not board.teams
        return
    assert {int(line.user_id): line.team for line in board.lines()} == {
        who: game.people[who].team for who in rows
    }
    means = {}
    for team in board.teams:
        members = [rows[int(line.user_id)].share for line in team.lines]
        shares = [share for share in members if share is not None]
        assert {game.people[int(line.user_id)].team for line in team.lines} == {team.number}
        means[team.number] = sum(shares, Fraction(0)) / len(shares) if shares else None
    assert {team.number: team.share for team in board.teams} == means
    percents = [int(100 * mean) for mean in means.values() if mean is not None]
    for team in board.teams:
        mean = means[team.number]
        above = None if mean is None else sum(each > int(100 * mean) for each in percents)
        assert team.place == (None if above is None else above + 1)
