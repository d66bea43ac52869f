"""One line a record, and nothing that members wrote."""

from __future__ import annotations

import json
import logging
from typing import TYPE_CHECKING, Literal

import pytest

from bot.config import LogSection
from bot.logging_setup import set_up
from storage.database import Database
from tests.support.notes import ADD, FIRST, write_migrations

if TYPE_CHECKING:
    from collections.abc import Generator
    from pathlib import Path


@pytest.fixture(autouse=True)
def as_before() -> Generator[None]:
    root = logging.getLogger()
    handlers, level = list(root.handlers), root.level
    yield
    root.handlers[:] = handlers
    root.setLevel(level)


def test_text(capsys: pytest.CaptureFixture[str]) -> None:
    set_up(LogSection())
    logging.getLogger("bot.jobs").info("sent %d posts", 3)
    logging.getLogger("bot.jobs").debug("never shown")
    captured = capsys.readouterr()
    assert captured.err.endswith(" INFO     bot.jobs: sent 3 posts\n")
    assert captured.err.count("\n") == 1
    assert captured.out == ""


def test_json_is_one_object_a_line(capsys: pytest.CaptureFixture[str]) -> None:
    set_up(LogSection(level="DEBUG", format="json"))
    logging.getLogger("bot").debug("two\nlines, ünïcode")
    try:
        raise LookupError("what went wrong")
    except LookupError:
        logging.getLogger("bot").exception("failed")
    first, second = (json.loads(line) for line in capsys.readouterr().err.splitlines())
    assert first["message"] == "two\nlines, ünïcode"
    assert (first["level"], first["logger"]) == ("DEBUG", "bot")
    assert first["time"].endswith("+00:00")
    assert "exception" not in first
    assert "LookupError: what went wrong" in second["exception"]


async def test_debug_does_not_quote_what_members_wrote(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    set_up(LogSection(level="DEBUG"))
    db = await Database.open(tmp_path / "x.db", write_migrations(tmp_path / "steps", FIRST))
    async with db.transaction() as tx:
        await tx.execute(ADD, {"id": 1, "text": "dear diary"})
    await db.close()
    for name in ("discord.http", "discord.gateway", "aiohttp.client"):
        logging.getLogger(name).debug("dear diary")
    assert "dear diary" not in capsys.readouterr().err


def test_a_higher_level_holds_for_libraries_too(capsys: pytest.CaptureFixture[str]) -> None:
    set_up(LogSection(level="ERROR"))
    logging.getLogger("discord.client").info("connected")
    logging.getLogger("aiosqlite").warning("odd")
    assert capsys.readouterr().err == ""


@pytest.mark.parametrize("form", ["text", "json"])
def test_a_token_of_an_interaction_is_left_out(
    form: Literal["text", "json"], capsys: pytest.CaptureFixture[str]
) -> None:
    """Whoever has it can write in our name for a quarter of an hour."""
    set_up(LogSection(format=form))
    base = "https://discord.com/api/v10"
    urls = (
        f"{base}/webhooks/123/aW50ZXJh.cGlu-_x/messages/4",
        f"{base}/interactions/567/aW50ZXJh.cGlu-_x/callback",
    )
    for url in urls:
        logging.getLogger("bot").warning("Connection timeout to host %s", url)
        try:
            raise TimeoutError(url)
        except TimeoutError:
            logging.getLogger("bot").exception("failed")
    said = capsys.readouterr().err
    assert "aW50" not in said
    assert said.count("/webhooks/123/…/messages/4") == 2
    assert said.count("/interactions/567/…/callback") == 2
