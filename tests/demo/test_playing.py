"""The demo as its visitors change it: each of them plays the whole story anew."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from bot.demo.cast import WEEKS
from bot.demo.theatre import opened
from bot.render.norms import AgreeToNorms
from bot.render.start import Start
from tests.support.demo import member, played, posts
from tests.support.members import Member, text_of

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

    from bot.demo.theatre import Theatre


@pytest.fixture
async def theatre(tmp_path: Path) -> AsyncIterator[Theatre]:
    async with played(tmp_path) as theatre:
        yield theatre


async def _make_transfer_week(theatre: Theatre) -> None:
    maya = member(theatre, "Maya")
    form = await maya.slash("challenge create", template="transfer", starts="today")
    await maya.submit(form, title="Transfer week", target="3")


def _transfer_boards(theatre: Theatre) -> list[str]:
    shown = [text_of(message) for message in theatre.stage.channel.history()]
    return [each for each in shown if "Transfer week" in each]


async def test_what_is_made_is_announced_in_time_when_time_moves_on(theatre: Theatre) -> None:
    await _make_transfer_week(theatre)
    await member(theatre, "Maya").slash("demo next-hour")
    (board,) = _transfer_boards(theatre)
    assert "later than promised" not in board


async def test_what_is_made_is_announced_although_time_stands_still(theatre: Theatre) -> None:
    await _make_transfer_week(theatre)
    assert not _transfer_boards(theatre)
    playing = asyncio.create_task(theatre.keep_up())
    async with asyncio.timeout(10):
        while not _transfer_boards(theatre):
            await asyncio.sleep(0.1)
    playing.cancel()


async def test_a_newcomer_begins_at_the_panel(theatre: Theatre) -> None:
    (panel,) = (each for each in theatre.stage.channel.history() if "Start here" in text_of(each))
    kim = Member(theatre.stage.newcomer, theatre.stage.channel)
    welcome = await kim.click(panel, Start)
    assert "speak of work" in welcome.text
    form = await kim.click(welcome, AgreeToNorms)
    begun = await kim.submit(form, name="Chess", minimum="10 min")
    assert "Chess" in begun.text


async def test_time_moves_on(theatre: Theatre) -> None:
    maya = member(theatre, "Maya")
    for press in (1, 2):
        told = await maya.slash("demo weekly-post")
        assert told.private
        assert len(posts(theatre)) == 2 * (WEEKS + press)
    before = theatre.env.now()
    for _ in range(8):
        await maya.slash("demo next-day")
    assert (theatre.env.now() - before).days == 8
    newest = [text_of(message) for message in posts(theatre)[2 * (WEEKS + 2) :]]
    assert len(newest) == 2
    # It came at its time, although the day was over when the clock stopped.
    assert not any("later than promised" in text for text in newest)


async def test_a_machine_whose_clock_is_behind(tmp_path: Path) -> None:
    async with opened(tmp_path / "demo.db", datetime(2020, 1, 1, tzinfo=UTC)) as theatre:
        assert len(posts(theatre)) == 2 * WEEKS
