"""The whole program, ``python -m bot run``, over real sockets."""

from __future__ import annotations

import signal
import sqlite3
from contextlib import asynccontextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from tests.support.conformance import require_conformance
from tests.wire.process import BotProcess
from tests.wire.server import WireDiscord

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

ADA, BEA = 900_000_000_000_000_001, 900_000_000_000_000_002
GRACE_S = 5
FEWEST_SHOWN, GALLERY = 5, 12
START_S = 20


@asynccontextmanager
async def running(folder: Path) -> AsyncIterator[tuple[WireDiscord, BotProcess]]:
    """Run the bot against a loopback Discord, and have every request judged at the end."""
    async with WireDiscord() as wire:
        bot = BotProcess(wire, folder)
        try:
            await bot.start()
            await bot.reaches(wire.identified())
            yield wire, bot
        except TimeoutError as late:
            late.add_note(bot.output)
            raise
        finally:
            await bot.close()
        require_conformance(wire.calls)


async def test_answers_the_daily_loop(tmp_path: Path) -> None:
    async with running(tmp_path) as (wire, _):
        added = await wire.slash(ADA, "practice add", name="Writing", minimum="400 words")
        logged = await wire.slash(ADA, "log", amount="450 words", note="first draft")
        today = await wire.slash(ADA, "today")
        streak = await wire.slash(ADA, "streak show")
    assert "Writing" in added.text
    assert "450" in logged.text
    assert "first draft" in logged.text
    assert "Writing" in today.text
    assert "1 day" in streak.text


async def test_takes_up_its_session_after_a_dropped_connection(tmp_path: Path) -> None:
    async with running(tmp_path) as (wire, _):
        wire.drop_gateway()
        await wire.resumed()
        answer = await wire.slash(ADA, "today")
    assert answer.text
    assert wire.milestones.reached["identified"] == 1


async def test_identifies_again_when_its_session_is_forgotten(tmp_path: Path) -> None:
    async with running(tmp_path) as (wire, bot):
        wire.drop_gateway(forget=True)
        await bot.reaches(wire.identified(times=2))
        answer = await wire.slash(ADA, "today")
    assert answer.text


async def test_an_answered_log_survives_kill_9(tmp_path: Path) -> None:
    async with running(tmp_path) as (wire, bot):
        await wire.slash(ADA, "practice add", name="Writing", minimum="400 words")
        await wire.slash(ADA, "log", amount="450 words")
        bot.send(signal.SIGKILL)
        assert await bot.ended(GRACE_S) == -signal.SIGKILL
        await bot.start()
        await bot.reaches(wire.identified(times=2))
        today = await wire.slash(ADA, "today")
    assert "450" in today.text


async def test_a_request_is_taken_after_a_restart(tmp_path: Path) -> None:
    async with running(tmp_path) as (wire, bot):
        form = await wire.slash(ADA, "feedback ask", rubric="Writing")
        words: dict[str, Any] = {
            "title": "My essay",
            "work": "It was a dark night.",
            "question": "Too dark?",
        }
        asked = await wire.submit(ADA, form, **words)
        card = await wire.posted()
        bot.send(signal.SIGTERM)
        assert await bot.ended(GRACE_S) == 0
        await bot.start()
        await bot.reaches(wire.identified(times=2))
        desk = await wire.click(BEA, card, "Take it")
        await wire.milestones.until("threaded")
    assert "My essay" in asked.text
    assert "My essay" in card.text
    assert "It was a dark night." in desk.text


async def test_tells_discord_its_commands_only_when_they_changed(tmp_path: Path) -> None:
    async with running(tmp_path) as (wire, bot):
        bot.send(signal.SIGTERM)
        assert await bot.ended(GRACE_S) == 0
        await bot.start()
        await bot.reaches(wire.identified(times=2))
        bot.send(signal.SIGTERM)
        assert await bot.ended(GRACE_S) == 0
        assert wire.milestones.reached["synced"] == 1
        with sqlite3.connect(tmp_path / "whetstone.db") as database:
            database.execute("UPDATE program_state SET value = 'another tree'")
        database.close()
        await bot.start()
        await bot.reaches(wire.identified(times=3))
    assert wire.milestones.reached["synced"] == 2


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
async def test_ends_within_five_seconds_when_told_to(
    tmp_path: Path, number: signal.Signals
) -> None:
    async with running(tmp_path) as (wire, bot):
        await wire.slash(ADA, "today")
        bot.send(number)
        assert await bot.ended(GRACE_S) == 0
        assert "Traceback" not in bot.output
        assert wire.token not in bot.output


@pytest.mark.skipif(not Path("/proc/self").exists(), reason="children are looked up in /proc")
async def test_takes_the_worker_along_when_it_ends(tmp_path: Path) -> None:
    async with running(tmp_path) as (wire, bot):
        for number in range(FEWEST_SHOWN):
            await wire.slash(ADA + number, "settings counted", choice="on")
        health = await wire.slash(ADA, "community health")
        assert [each for each in health.components if each["type"] == GALLERY]
        ((worker, line),) = bot.children().items()
        assert "bot.pictures.child" in line
        bot.send(signal.SIGTERM)
        assert await bot.ended(GRACE_S) == 0
        assert not Path(f"/proc/{worker}").exists()
        assert "Traceback" not in bot.output


async def test_a_wrong_token_is_a_clear_message(tmp_path: Path) -> None:
    wrong = "NzAwMDAwMDAwMDAwMDAwMDAx.wrong0.a-token-that-this-discord-does-not-know"
    async with WireDiscord() as wire:
        bot = BotProcess(wire, tmp_path, token=wrong)
        try:
            await bot.start()
            assert await bot.ended(START_S) == 3
        finally:
            await bot.close()
    assert "token" in bot.output
    assert "Traceback" not in bot.output
    assert wrong not in bot.output
    assert "identified" not in wire.milestones.reached
