"""`whetstone export`: what is typed, what comes back, and that the bot may run meanwhile."""

from __future__ import annotations

import zipfile
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from typer.testing import CliRunner

from bot import cli
from bot.clock import SystemClock
from bot.config import PREFIX
from bot.domain.ids import CommunityId
from bot.render.exports import file_name
from storage.database import Database
from tests.support.callers import ANNA, HERE
from tests.support.exporting import unpack
from tests.support.lives import live

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator

    from typer.testing import Result


@pytest.fixture(autouse=True)
async def running(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> AsyncGenerator[None]:
    """A folder with a database that the bot has open, and settings that name it."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv(f"{PREFIX}STORAGE__PATH", "whetstone.db")
    db = await Database.open(Path("whetstone.db"))
    await live(db, HERE, ANNA, 100)
    yield
    await db.close()


def export(*arguments: str) -> Result:
    return CliRunner().invoke(cli.app, ["export", *arguments])


def test_a_community_is_written_to_a_file() -> None:
    result = export("--community", "1", "--to", "all.zip")
    assert result.exit_code == 0, result.output
    assert result.stdout == "community 1 is exported to all.zip\n"
    assert "packing" in result.stderr
    assert len(unpack(Path("all.zip"))["logs"]) == 1
    with zipfile.ZipFile("all.zip") as packed:
        assert {"README.txt", "dictionary.csv"} <= set(packed.namelist())


def test_without_a_name_the_file_has_the_day() -> None:
    assert export("--community", "1").exit_code == 0
    assert Path(file_name(CommunityId(1), SystemClock().now())).is_file()


def test_a_file_that_is_there_is_replaced_only_by_force() -> None:
    Path("all.zip").write_text("mine")
    refused = export("--community", "1", "--to", "all.zip")
    assert refused.exit_code == 4
    assert refused.stderr == (
        "whetstone: all.zip exists already and was left as it is (to replace it, add --force)\n"
    )
    assert Path("all.zip").read_text() == "mine"
    assert export("--community", "1", "--to", "all.zip", "--force").exit_code == 0
    assert zipfile.is_zipfile("all.zip")


def test_an_unknown_community_is_one_line() -> None:
    result = export("--community", "77", "--to", "all.zip")
    assert result.exit_code == 4
    assert result.stderr == "whetstone: whetstone.db knows no such community (77)\n"
    assert not Path("all.zip").exists()


@pytest.mark.parametrize("name", ["whetstone.db", "other.db", "whetstone.db-wal"])
def test_the_database_is_never_replaced(name: str) -> None:
    Path("other.db").symlink_to("whetstone.db")
    before = Path("whetstone.db").read_bytes()
    result = export("--community", "1", "--to", name, "--force")
    assert result.exit_code == 4
    assert result.stderr == (
        f"whetstone: {name} belongs to the database and was left as it is; choose another file\n"
    )
    assert Path("whetstone.db").read_bytes() == before


@pytest.mark.parametrize("arguments", [(), ("--community", "here"), ("--community", "9" * 30)])
def test_an_id_is_needed(arguments: tuple[str, ...]) -> None:
    result = export(*arguments)
    assert result.exit_code == 2
    assert "--community" in result.stderr


def test_settings_that_are_wrong(tmp_path: Path) -> None:
    (tmp_path / "other.toml").write_text("[discord]\ncolour = 1\n")
    result = export("--community", "1", "--config", "other.toml")
    assert result.exit_code == 2
    assert result.stderr == "whetstone: other.toml: discord.colour: unknown key\n"
