"""Two hundred people live through four weeks of challenges, and every number is counted anew.

The bot lives through the events by its real services and jobs, a real file and restarts;
``books``, ``count``, ``boards``, ``telling`` and ``riches`` know the same events and nothing of
the bot.
"""

from __future__ import annotations

import sys
from datetime import UTC, datetime, time, timedelta
from operator import attrgetter
from typing import TYPE_CHECKING

import pytest

from bot.domain.errors import Refusal
from tests.meta.sources import imports, sources
from tests.recount import telling
from tests.recount.acting import Bot
from tests.recount.books import PLANS, Books
from tests.recount.life import BEGIN, FIRST, Event, live
from tests.recount.looking import look, places_of
from tests.recount.riches import LEAST, riches, zones_that_change
from tests.support.clock import FakeClock
from tests.support.weeks import open_scene

if TYPE_CHECKING:
    from pathlib import Path

    from tests.recount.boards import Row

PLAIN = ("books", "boards", "count", "life", "riches", "telling")
HOUR, MINUTE = timedelta(hours=1), timedelta(minutes=1)
CHECKS = (
    datetime(2026, 10, 14, 12, 30, tzinfo=UTC),
    datetime(2026, 10, 25, 1, 15, tzinfo=UTC),
    datetime(2026, 11, 1, 9, 45, tzinfo=UTC),
    datetime(2026, 11, 8, 12, 0, tzinfo=UTC),
)
DRAWN_AT = datetime.combine(FIRST, time(), UTC)
NOBODY = 0
# What cannot happen any more by the books is refused by the bot.
REFUSED = {"join", "leave", "renew", "undo"}


class Story:
    """What happens at each instant, to the bot and in the books."""

    def __init__(self, bot: Bot, ends: dict[str, datetime]) -> None:
        self.bot = bot
        self.books = bot.books
        self.ends = ends
        self.ended: dict[str, dict[int, Row]] = {}
        self.places: dict[str, dict[int, int]] = {}

    async def go_on(self, event: Event) -> None:
        self.bot.scene.clock.set(event.at)
        own = getattr(self, f"_{event.does}", None)
        if own is not None:
            await own(event)
        elif self.books.write(event):
            await self.bot.live(event)
        elif event.does in REFUSED:
            with pytest.raises(Refusal):
                await self.bot.live(event)

    async def _check(self, event: Event) -> None:
        del event
        await self.bot.run()
        # After the end, too: logs may still be taken back and made up for.
        for name in PLANS:
            await look(self.bot, self.books, name)

    async def _begin(self, event: Event) -> None:
        """Teams are drawn at the first of the community's days, and not before."""
        await self.bot.run()
        if event.at >= DRAWN_AT:
            self.books.draw(event.at)
        rows = await look(self.bot, self.books, "Keep the plan")
        # Whoever has nothing planned so far weighs nothing in their team; others have begun.
        assert any(row.share is None for row in rows.values())
        assert event.at < DRAWN_AT or any(row.share for row in rows.values())

    async def _hour(self, event: Event) -> None:
        """The job runs, in a bot that has just started anew."""
        await self.bot.scene.restart()
        await self.bot.scene.run()
        self._are_told_once(event.at)

    async def _end(self, event: Event) -> None:
        """A challenge is over at this minute, and was not the minute before."""
        name = event.of["challenge"]
        is_over = event.at >= self.ends[name]
        await self.bot.scene.run()
        rows = await look(self.bot, self.books, name)
        if is_over:
            game = self.books.games[name]
            self.ended[name] = rows
            self.places[name] = places_of(self.books, game, rows)
            telling.hold(self.bot.results(name)[0], game, rows, self.places[name])
        self._are_told_once(event.at)

    def _are_told_once(self, at: datetime) -> None:
        for name, end in self.ends.items():
            assert len(self.bot.results(name)) == (at >= end), name


def rehearse() -> dict[str, datetime]:
    """Find the minute at which each challenge will be over."""
    books = Books()
    for event in live():
        books.write(event)
    return {name: books.settles_at(game) for name, game in books.games.items()}


def visits(ends: dict[str, datetime]) -> list[Event]:
    """Return when the jobs run and the boards are held against the books."""
    times = [Event(at, NOBODY, "check", {}) for at in CHECKS]
    times += [Event(at, NOBODY, "begin", {}) for at in (DRAWN_AT - MINUTE, DRAWN_AT)]
    for at in set(ends.values()):
        times += [Event(at + hours * HOUR, NOBODY, "hour", {}) for hours in (-2, -1, 1, 2)]
    for name, at in ends.items():
        times += [Event(at - MINUTE, NOBODY, "end", {"challenge": name})]
        times += [Event(at, NOBODY, "end", {"challenge": name})]
    return times


def test_the_second_count_knows_nothing_of_the_bot() -> None:
    plain = {f"tests/recount/{name}.py" for name in PLAIN}
    mine = [source for source in sources("tests") if str(source.path) in plain]
    assert len(mine) == len(plain)
    for source in mine:
        modules = imports(source)
        assert {module.split(".")[0] for module in modules} <= sys.stdlib_module_names | {"tests"}
        ours = [module for module in modules if module.split(".")[0] == "tests"]
        assert all(module.split(".")[2] in PLAIN for module in ours)


def test_clocks_change_on_the_way() -> None:
    assert zones_that_change() == {"Africa/Cairo", "America/New_York", "Europe/Berlin"}


async def test_four_weeks_come_to_the_same_twice(tmp_path: Path) -> None:
    ends = rehearse()
    books = Books()
    async with open_scene(tmp_path / "life.db", FakeClock(BEGIN)) as scene:
        await scene.community(1, next_weekly_at=None)
        story = Story(Bot(scene, books), ends)
        for event in sorted([*live(), *visits(ends)], key=attrgetter("at")):
            await story.go_on(event)
    assert story.ended.keys() == PLANS.keys()
    found = riches(books, story.ended, story.places)
    assert not {name: found[name] for name, least in LEAST.items() if found[name] < least}
