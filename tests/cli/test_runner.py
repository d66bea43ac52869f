"""Started, stopped by a signal in good time, or failed: everything is closed again."""

from __future__ import annotations

import asyncio
import os
import signal
import time

import pytest

from bot import runner
from tests.support.scripted_bot import TOKEN, ScriptedBot


async def hang() -> None:
    await asyncio.Event().wait()


async def signalled() -> None:
    os.kill(os.getpid(), signal.SIGTERM)
    await hang()


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
async def test_a_signal_ends_it_well(number: signal.Signals) -> None:
    bot = ScriptedBot()
    running = asyncio.create_task(runner.run(bot.opened(), TOKEN))
    while "started" not in bot.events:
        await asyncio.sleep(0)
    os.kill(os.getpid(), number)
    await asyncio.wait_for(running, 5)
    assert bot.events == ["opened", "started", "closed", "storage closed"]


async def test_the_systems_own_handling_is_put_back() -> None:
    before = signal.getsignal(signal.SIGTERM)
    await runner.run(ScriptedBot(start=signalled).opened(), TOKEN)
    assert signal.getsignal(signal.SIGTERM) == before


async def test_a_bot_that_fails_is_closed_and_its_error_told() -> None:
    async def fails() -> None:
        raise LookupError("no such server")

    bot = ScriptedBot(start=fails)
    with pytest.raises(LookupError, match="no such server"):
        await runner.run(bot.opened(), TOKEN)
    assert bot.events == ["opened", "started", "closed", "storage closed"]


async def test_a_bot_that_ends_by_itself() -> None:
    async def ends() -> None:
        pass

    bot = ScriptedBot(start=ends)
    await runner.run(bot.opened(), TOKEN)
    assert bot.events[-1] == "storage closed"


async def test_what_breaks_in_a_start_after_the_signal_is_no_news() -> None:
    async def breaks() -> None:
        os.kill(os.getpid(), signal.SIGTERM)
        try:
            await hang()
        finally:
            raise RuntimeError("session is closed")

    await runner.run(ScriptedBot(start=breaks).opened(), TOKEN)


async def test_a_connection_that_does_not_close_is_dropped(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(runner, "CLOSE_S", 0.01)
    bot = ScriptedBot(start=signalled, close=hang)
    await asyncio.wait_for(runner.run(bot.opened(), TOKEN), 5)
    assert bot.events[-1] == "storage closed"
    assert "did not close within" in caplog.text


async def test_a_connection_that_fails_to_close_keeps_the_storage_from_nothing(
    caplog: pytest.LogCaptureFixture,
) -> None:
    async def fails() -> None:
        raise LookupError("while closing")

    bot = ScriptedBot(start=signalled, close=fails)
    await runner.run(bot.opened(), TOKEN)
    assert bot.events[-1] == "storage closed"
    assert "while closing" in caplog.text


@pytest.mark.parametrize("name", ["CommandTree-invoker", "discord.py: on_interaction"])
async def test_who_is_being_answered_has_the_answer_first(name: str) -> None:
    async def starts() -> None:
        async def answer() -> None:
            await asyncio.sleep(0.02)
            bot.events.append("answered")

        answering.append(asyncio.create_task(answer(), name=name))
        await signalled()

    answering: list[asyncio.Task[None]] = []
    bot = ScriptedBot(start=starts)
    await runner.run(bot.opened(), TOKEN)
    assert bot.events == ["opened", "started", "answered", "closed", "storage closed"]


async def test_an_answer_that_never_comes_is_not_waited_for(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    async def starts() -> None:
        answering.append(asyncio.create_task(hang(), name="CommandTree-invoker"))
        await signalled()

    monkeypatch.setattr(runner, "DRAIN_S", 0.01)
    answering: list[asyncio.Task[None]] = []
    begun = time.monotonic()
    await runner.run(ScriptedBot(start=starts).opened(), TOKEN)
    assert time.monotonic() - begun < 1
    answering[0].cancel()


def test_the_waits_leave_time_within_the_five_seconds() -> None:
    assert runner.DRAIN_S + runner.CLOSE_S < 5
