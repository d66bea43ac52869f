"""A whole world for journeys: the real bot on simcord's Discord, real storage, a clock to move.

At its end every REST body that the bot has sent is judged, nothing unforeseen may have happened,
and the doors that were driven are written down (``tests.support.doors``).
"""

from __future__ import annotations

import logging
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

import discord
import pytest
import simcord

from bot.app import Whetstone
from bot.demo.theatre import NoPace
from bot.render import refusals
from bot.render.presses import Press
from bot.services.container import Services
from bot.views.doors import FormDoor
from bot.views.registry import DOORS
from storage.database import Database
from tests.support.calls import RestCall
from tests.support.clock import FakeClock
from tests.support.conformance import require_conformance
from tests.support.doors import LEDGER
from tests.support.members import Member

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterable
    from pathlib import Path

# A Monday, later than simcord's first instant.
START = datetime(2026, 1, 5, 9, 0, tzinfo=UTC)
_COMMAND, _COMPONENT, _FORM = 2, 3, 5


class _Incidents(logging.Handler):
    """Keeps what the bot reported as unforeseen."""

    def __init__(self) -> None:
        super().__init__(logging.ERROR)
        self.records: list[logging.LogRecord] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.records.append(record)


class Community:
    """One server with a channel, and members who can be added."""

    def __init__(self, world: World, name: str) -> None:
        self._world = world
        self.guild = world.env.create_guild(name)
        self.channel = self.guild.create_text_channel("practice")

    @property
    def id(self) -> int:
        return self.guild.id

    def member(self, name: str, *, moderator: bool = False) -> Member:
        """Let somebody join; the same name is the same person in every community."""
        user = self._world.user(name)
        roles = []
        if moderator:
            permissions = discord.Permissions(manage_guild=True)
            roles.append(self.guild.create_role("moderator", permissions=permissions))
        return Member(self.guild.add_member(user, roles=roles), self.channel)


class World:
    """What a journey works with; ``home`` is its first community."""

    def __init__(self, env: simcord.Env, clock: FakeClock, path: Path, db: Database) -> None:
        self.env = env
        self.clock = clock
        self.path = path
        self.db = db
        self._users: dict[str, simcord.UserHandle] = {}
        self._incidents = _Incidents()
        self._read, self._raised = 0, 0
        self.home = Community(self, "Home")

    @property
    def bot(self) -> Whetstone:
        """The running bot; another one after a restart."""
        assert isinstance(self.env.bot, Whetstone)
        return self.env.bot

    def user(self, name: str) -> simcord.UserHandle:
        """Return the person of this name, who is made at the first call."""
        if name not in self._users:
            self._users[name] = self.env.create_user(name)
        return self._users[name]

    def community(self, name: str) -> Community:
        """Add the bot to another server."""
        return Community(self, name)

    async def advance(self, **delta: float) -> None:
        """Move all clocks, and let what was waiting run; ``advance(days=1)``."""
        self.clock.advance(timedelta(**delta))
        await self._keep_in_step()

    async def advance_to(self, instant: datetime) -> None:
        """Move all clocks to an instant that is not past."""
        self.clock.set(instant)
        await self._keep_in_step()

    async def restart(self) -> None:
        """Stop the bot and the storage, and start both anew on the same file."""
        await self.bot.close()
        await self.db.close()
        self.db = await Database.open(self.path)
        await self.env.restart_bot(_make_bot(self.db, self.clock))

    def incidents(self) -> list[str]:
        """Return what went wrong since the last call; a world that ends with news of it fails."""
        formatter = logging.Formatter("%(name)s: %(message)s")
        logged = [formatter.format(record) for record in self._incidents.records[self._read :]]
        raised = [error for error in self.env.errors_since(self._raised) if not _is_expected(error)]
        self._read, self._raised = len(self._incidents.records), self.env.error_cursor
        return [*logged, *map(repr, raised)]

    async def _keep_in_step(self) -> None:
        # Not env.advance_time, which runs every timer on the way: jobs are called by the tests.
        self.env.backend.advance_clock((self.clock.now() - self.env.now()).total_seconds())
        await self.env.settle()

    def watch(self) -> None:
        logging.getLogger("bot").addHandler(self._incidents)

    def unwatch(self) -> None:
        logging.getLogger("bot").removeHandler(self._incidents)


@asynccontextmanager
async def open_world(folder: Path, now: datetime = START) -> AsyncIterator[World]:
    """Start the bot on a file in ``folder``; at the end, hold it to everything named above."""
    world = await _make_world(folder / "whetstone.db", FakeClock(now))
    env = world.env
    world.watch()
    try:
        await env.start()
        yield world
        incidents = world.incidents()
        assert not incidents, "unforeseen:\n" + "\n".join(incidents)
    finally:
        world.unwatch()
        try:
            await world.bot.close()
            await env.shutdown()
        finally:
            await world.db.close()
        LEDGER.known |= known_doors(world.bot)
        LEDGER.driven |= driven_doors(env)
    LEDGER.judged += require_conformance(calls_of(env))


@pytest.fixture
async def world(tmp_path: Path) -> AsyncIterator[World]:
    async with open_world(tmp_path) as opened:
        yield opened


def calls_of(env: simcord.Env) -> Iterable[RestCall]:
    """Return what the bot has sent, without its version in the path."""
    for request in env.http_requests:
        yield RestCall(request.method, request.path, request.json, request.params)


def known_doors(bot: Whetstone) -> set[str]:
    """Return every door of the bot: leaf commands, context menus, buttons, selects and forms."""
    commands = {
        f"/{command.qualified_name}"
        for command in bot.tree.walk_commands()
        if not isinstance(command, discord.app_commands.Group)
    }
    kinds = (discord.AppCommandType.user, discord.AppCommandType.message)
    menus = {f"menu {menu.name}" for kind in kinds for menu in bot.tree.get_commands(type=kind)}
    forms = {door.press.tag for door in DOORS if issubclass(door, FormDoor)}
    ours = [tag for tag, kind in Press.kinds.items() if kind.__module__.startswith("bot.")]
    presses = {_press(tag, form=tag in forms) for tag in ours}
    return commands | menus | presses


def driven_doors(env: simcord.Env) -> set[str]:
    """Return the doors that the bot has answered; a form counts when it was submitted."""
    answered = {
        int(request.path.split("/")[2])
        for request in env.http_requests
        if request.path.startswith("/interactions/")
    }
    return {
        _door(payload)
        for kind, event, payload in env.backend.transcript
        if kind == "GATEWAY"
        and event == "INTERACTION_CREATE"
        and payload["type"] in (_COMMAND, _COMPONENT, _FORM)
        and int(payload["id"]) in answered
    }


def _door(interaction: dict[str, Any]) -> str:
    data = interaction["data"]
    if interaction["type"] != _COMMAND:
        return _press(data["custom_id"].split(":")[0], form=interaction["type"] == _FORM)
    if data["type"] != discord.AppCommandType.chat_input.value:
        return f"menu {data['name']}"
    names, options = [data["name"]], data.get("options") or []
    while options and options[0]["type"] in (1, 2):  # a subcommand or a group of them
        names.append(options[0]["name"])
        options = options[0].get("options") or []
    return "/" + " ".join(names)


def _press(tag: str, *, form: bool) -> str:
    return f"{'form' if form else 'button or select'} {tag}"


async def _make_world(path: Path, clock: FakeClock) -> World:
    """Open the storage; its threads would keep a test run from ending that fails here."""
    db = await Database.open(path)
    try:
        env = simcord.Env(_make_bot(db, clock), check_errors=False, shard_count=1)
        env.backend.advance_clock((clock.now() - env.now()).total_seconds())
        return World(env, clock, path, db)
    except BaseException:
        await db.close()
        raise


def _make_bot(db: Database, clock: FakeClock) -> Whetstone:
    # simcord's time stands still between steps: a pace would let some calls through and no other.
    return Whetstone(Services(db, clock), clock, shard_count=1, pace=NoPace())


def _is_expected(error: BaseException) -> bool:
    return refusals.words(getattr(error, "original", error)) is not None
