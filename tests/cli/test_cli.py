"""What is typed at the command line, and the exit code and words that come back."""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
import types
from contextlib import asynccontextmanager, closing
from pathlib import Path
from typing import TYPE_CHECKING, Any
from unittest.mock import create_autospec

import aiohttp
import discord
import pytest
from discord.http import Route
from typer.testing import CliRunner

from bot import __version__, cli
from bot.config import PREFIX, Config
from storage.errors import Full
from storage.migrations import runner as migrations
from tests.support.scripted_bot import TOKEN, ScriptedBot

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, Generator

    from typer.testing import Result

ROOT = Path(__file__).parents[2]
LATEST = len(migrations.steps())


@pytest.fixture(autouse=True)
def surroundings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Generator[None]:
    """A folder with a good config.toml, no variable set, and discord.py's address put back."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(cli, "set_up", lambda _: None)
    for name in os.environ:
        if name.startswith(PREFIX):
            monkeypatch.delenv(name)
    (tmp_path / "config.toml").write_text(f'[discord]\ntoken = "{TOKEN}"\n')
    kept = Route.BASE
    yield
    Route.BASE = kept


@pytest.fixture
def database(tmp_path: Path) -> Path:
    path = tmp_path / "whetstone.db"
    migrations.migrate(path)
    return path


def whetstone(*arguments: str, bot: ScriptedBot | None = None) -> Result:
    @asynccontextmanager
    async def compose(config: Config) -> AsyncGenerator[ScriptedBot]:
        assert config.discord.token is not None
        assert bot is not None
        async with bot.opened() as opened:
            yield opened

    return CliRunner().invoke(cli.app, list(arguments), obj=compose)


def remembered(path: Path) -> list[Any]:
    with closing(sqlite3.connect(path)) as raw:
        return raw.execute("SELECT name, value FROM program_state").fetchall()


def remember(path: Path, value: str) -> None:
    with closing(sqlite3.connect(path)) as raw:
        raw.execute("INSERT INTO program_state VALUES ('mark', :value)", {"value": value})
        raw.commit()


# --- run ----------------------------------------------------------------------------------------


def bot_that(error: Exception | None = None) -> ScriptedBot:
    async def start() -> None:
        if error is not None:
            raise error
        os.kill(os.getpid(), signal.SIGTERM)
        await bot.closed.wait()

    bot = ScriptedBot(start=start)
    return bot


def test_run_ends_well_when_told_to() -> None:
    bot = bot_that()
    assert whetstone("run", bot=bot).exit_code == 0
    assert bot.events == ["opened", "started", "closed", "storage closed"]


def test_run_points_discord_py_at_the_configured_address(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WHETSTONE_DISCORD__API_URL", "http://127.0.0.1:8/api/")
    assert whetstone("run", bot=bot_that()).exit_code == 0
    assert Route.BASE == "http://127.0.0.1:8/api"


def lost() -> discord.ConnectionClosed:
    socket = create_autospec(aiohttp.ClientWebSocketResponse, instance=True)
    return discord.ConnectionClosed(socket, shard_id=0, code=4004)


@pytest.mark.parametrize(
    ("error", "code", "words"),
    [
        (discord.LoginFailure("improper"), 3, "Discord refused the token"),
        (lost(), 3, "Discord refused the token"),
        (ConnectionRefusedError("nobody there"), 1, "cannot reach Discord at https://"),
        (Full(Path("x.db")), 4, "x.db cannot grow, the disk is full"),
    ],
)
def test_run_that_fails_says_why_in_a_line(error: Exception, code: int, words: str) -> None:
    result = whetstone("run", bot=bot_that(error))
    assert result.exit_code == code
    assert result.stderr.startswith(f"whetstone: {words}")
    assert result.stderr.count("\n") == 1
    assert TOKEN not in result.output


def test_a_mistake_of_our_own_shows_itself() -> None:
    result = whetstone("run", bot=bot_that(LookupError("ours")))
    assert isinstance(result.exception, LookupError)


@pytest.mark.parametrize("command", ["run", "check-config"])
def test_no_token(command: str) -> None:
    Path("config.toml").write_text("")
    result = whetstone(command)
    assert result.exit_code == 2
    assert "discord.token is missing" in result.stderr


# --- the other commands -------------------------------------------------------------------------


def test_check_config_of_a_good_file() -> None:
    result = whetstone("check-config")
    assert (result.exit_code, result.output) == (0, "the configuration is good\n")
    assert not Path("whetstone.db").exists()


@pytest.mark.parametrize("command", ["run", "check-config", "migrate", "backup", "restore"])
def test_every_command_reads_the_file_it_is_given(command: str, tmp_path: Path) -> None:
    (tmp_path / "other.toml").write_text("[discord]\ncolour = 1\n")
    files = ["x.db"] if command in {"backup", "restore"} else []
    result = whetstone(command, "--config", "other.toml", *files)
    assert result.exit_code == 2
    assert result.stderr == "whetstone: other.toml: discord.colour: unknown key\n"


def test_version() -> None:
    assert f"whetstone {__version__}\n" in whetstone("version").output


def test_migrate_says_what_it_did(tmp_path: Path) -> None:
    assert whetstone("migrate").output == f"whetstone.db: schema {LATEST}, was 0\n"
    assert whetstone("migrate").output == f"whetstone.db: schema {LATEST}\n"
    assert (tmp_path / "whetstone.db").exists()


def test_a_file_that_is_no_database() -> None:
    Path("whetstone.db").write_text("Dear diary, " * 100)
    result = whetstone("migrate")
    assert result.exit_code == 4
    assert result.stderr.startswith("whetstone: whetstone.db is not a database")


def test_backup_and_restore(database: Path) -> None:
    remember(database, "then")
    assert whetstone("backup", "kept.db").output == "whetstone.db is backed up in kept.db\n"
    refused = whetstone("backup", "kept.db")
    assert refused.exit_code == 4
    assert "exists already and was left as it is" in refused.stderr
    database.unlink()
    assert whetstone("restore", "kept.db").output == "whetstone.db is restored from kept.db\n"
    assert remembered(database) == [("mark", "then")]


def test_restore_overwrites_only_with_force(database: Path) -> None:
    whetstone("backup", "kept.db")
    remember(database, "since then")
    refused = whetstone("restore", "kept.db")
    assert refused.exit_code == 4
    assert "add --force" in refused.stderr
    assert remembered(database) == [("mark", "since then")]
    assert whetstone("restore", "kept.db", "--force").exit_code == 0
    assert remembered(database) == []


def test_demo_passes_its_options_on(monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[dict[str, object]] = []
    stand_in = types.SimpleNamespace(main=lambda **options: seen.append(options))
    monkeypatch.setitem(sys.modules, "bot.demo", stand_in)
    assert whetstone("demo").exit_code == 0
    assert whetstone("demo", "--keep", "d.db", "--port", "8", "--no-browser").exit_code == 0
    assert seen == [
        {"keep": None, "port": None, "open_browser": True},
        {"keep": Path("d.db"), "port": 8, "open_browser": False},
    ]


def test_demo_without_its_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    def missing(**_: object) -> None:
        raise ModuleNotFoundError("No module named 'simcord'", name="simcord.preview")

    monkeypatch.setitem(sys.modules, "bot.demo", types.SimpleNamespace(main=missing))
    result = whetstone("demo")
    assert result.exit_code == 1
    assert 'pip install "whetstone[demo]"' in result.stderr


def test_demo_that_is_broken_shows_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(**_: object) -> None:
        raise ModuleNotFoundError("No module named 'bot.gone'", name="bot.gone")

    monkeypatch.setitem(sys.modules, "bot.demo", types.SimpleNamespace(main=broken))
    assert isinstance(whetstone("demo").exception, ModuleNotFoundError)


def process(tmp_path: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(  # noqa: S603
        [sys.executable, "-m", "bot", *arguments],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


def test_python_m_bot_is_the_same_program_and_keeps_its_files_to_itself(tmp_path: Path) -> None:
    result = process(tmp_path, "migrate")
    assert (result.returncode, result.stderr) == (0, "")
    assert (tmp_path / "whetstone.db").stat().st_mode & 0o077 == 0


def test_a_malformed_token_is_one_line_without_it(tmp_path: Path) -> None:
    (tmp_path / "config.toml").write_text('[discord]\ntoken = "hunter2"\n')
    result = process(tmp_path, "run")
    assert result.returncode == 2
    assert result.stderr.startswith("whetstone: config.toml: discord.token: is not a bot token")
    assert result.stderr.count("\n") == 1
    assert "hunter2" not in result.stdout + result.stderr
