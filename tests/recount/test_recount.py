"""Two hundred people live through four weeks of challenges, and every number is counted anew.

The bot lives through the events by its real services, a real file and restarts; ``books``,
``count`` and ``boards`` know the same events and nothing of the bot.
"""

from __future__ import annotations

import sys
from collections import defaultdict
from datetime import UTC, datetime, timedelta
from fractions import Fraction
from typing import TYPE_CHECKING

from bot.domain.ids import UserId
from tests.meta.sources import imports, sources
from tests.recount import boards
from tests.recount.acting import HERE, Bot
from tests.recount.books import PLANS, Books
from tests.recount.life import BEGIN, FIRST, live
from tests.support.clock import FakeClock
from tests.support.weeks import open_scene

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

    from bot.domain.challenge_boards import Board, Line

CHECKS = (
    datetime(2026, 10, 14, 12, 30, tzinfo=UTC),
    datetime(2026, 10, 25, 1, 15, tzinfo=UTC),
    datetime(2026, 11, 1, 9, 45, tzinfo=UTC),
    datetime(2026, 11, 8, 12, 0, tzinfo=UTC),
)


async def look(bot: Bot, books: Books, name: str) -> None:
    """Hold the bot's board against the second count."""
    at = bot.scene.clock.now()
    board = await bot.scene.services.challenge_boards.board(HERE, bot.challenges[name].id)
    assert board is not None
    game = books.games[name]
    rows = {
        who: boards.row(game, who, books.lives[who], at)
        for who, taking in game.people.items()
        if taking.is_in
    }
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
        target = game.targets[0][0]
        assert board.together.share == min(1, Fraction(board.total, target))
    else:
        wrong = [
            f"{name} at {at}: {row} but {line}"
            for who, row in rows.items()
            if not _agrees(game, row, line := lines[who])
        ]
        assert not wrong, "\n".join(wrong[:3])
        _hold_places(books, game, rows, board)
    _hold_teams(rows, board)


def _agrees(game: boards.Game, row: boards.Row, line: Line) -> bool:
    if game.plan.ranking == "improvement" and row.improvement != line.improvement:
        return False
    counted = row.needed is None or row.needed == line.needed
    return counted and (row.done, row.share) == (line.done, line.share)


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
    bands: dict[int, list[boards.Row]] = defaultdict(list)
    for who in ranked:
        start = books.starts[who] if game.people[who].grouped else None
        bands[0 if start is None else _band(start)].append(rows[who])
    for band in (1, 2, 3):
        if len(bands[band]) == 1:
            bands[0] += bands.pop(band)
    places = {who: place for each in bands.values() for who, place in boards.places(each).items()}
    assert ranked == places


def _band(start: date) -> int:
    """Tell those under a year, under three years and longer apart."""
    years = (FIRST - start).days // 365
    return 1 + (years >= 1) + (years >= 3)


def _hold_teams(rows: dict[int, boards.Row], board: Board) -> None:
    for team in board.teams:
        members = [rows[int(line.user_id)].share for line in team.lines]
        shares = [share for share in members if share is not None]
        mean = sum(shares, Fraction(0)) / len(shares) if shares else None
        assert team.share == mean


def test_the_second_count_knows_nothing_of_the_bot() -> None:
    plain = {f"tests/recount/{name}.py" for name in ("books", "boards", "count", "life")}
    mine = [source for source in sources("tests") if str(source.path) in plain]
    assert len(mine) == len(plain)
    for source in mine:
        known = {module.split(".")[0] for module in imports(source)} - {"tests"}
        assert known <= sys.stdlib_module_names
        assert not [each for each in imports(source) if each.startswith("tests.support")]


async def test_four_weeks_come_to_the_same_twice(tmp_path: Path) -> None:
    books = Books()
    async with open_scene(tmp_path / "life.db", FakeClock(BEGIN)) as scene:
        await scene.community(1, next_weekly_at=None)
        bot = Bot(scene, books)
        checks = list(CHECKS)
        for event in live():
            while checks and checks[0] < event.at:
                await check(bot, books, checks.pop(0))
            scene.clock.set(event.at)
            if books.write(event):
                await bot.live(event)
        for at in checks:
            await check(bot, books, at)


async def check(bot: Bot, books: Books, at: datetime) -> None:
    bot.scene.clock.set(at)
    await bot.scene.run()
    for name in PLANS:
        await look(bot, books, name)
    bot.scene.clock.advance(timedelta(seconds=1))
