"""The demo's story, as its visitors find it."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import pytest

from bot.demo.cast import CAST, WEEKS
from bot.demo.theatre import opened
from bot.domain.ids import UserId
from bot.domain.settings import Visibility
from bot.render.norms import AgreeToNorms
from bot.render.start import Start
from bot.render.weekly import MyWeek
from tests.support.conformance import require_conformance
from tests.support.members import Member, text_of, walk
from tests.support.world import calls_of

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

    import discord

    from bot.demo.theatre import Theatre

THURSDAY = datetime(2026, 11, 19, 17, 40, tzinfo=UTC)


@pytest.fixture
async def theatre(tmp_path: Path) -> AsyncIterator[Theatre]:
    async with opened(tmp_path / "demo.db", THURSDAY) as played:
        yield played
        assert not played.env.errors_since(0)
        require_conformance(calls_of(played.env))


def member(theatre: Theatre, name: str) -> Member:
    return Member(theatre.stage.actor(name), theatre.stage.channel)


def posts(theatre: Theatre) -> list[discord.Message]:
    """Return the weekly posts in the channel; each carries a button of its own."""
    return [each for each in theatre.stage.channel.history() if _has_own_week(each)]


def _has_own_week(message: discord.Message) -> bool:
    components: list[Any] = [each.to_dict() for each in message.components]
    ids = (each.get("custom_id") or "" for each in walk(components))
    return any(custom_id.split(":")[0] == MyWeek.tag for custom_id in ids)


async def test_ten_weeks_of_a_community(theatre: Theatre) -> None:
    assert len(CAST) == 8
    assert len(posts(theatre)) == 2 * WEEKS
    shown = "\n".join(text_of(message) for message in theatre.stage.channel.history())
    assert "Start here" in shown
    assert "looked back on week" in shown
    assert "Cheered on by" in shown
    assert "A comeback after" in shown
    # Nothing went wrong that moderators had to hear of.
    assert not list(theatre.stage.desk.history())


async def test_everybody_has_numbers(theatre: Theatre) -> None:
    for character, actor in theatre.stage.people:
        numbers = await theatre.services.streaks.show(
            theatre._story.caller(actor.id), UserId(actor.id)
        )
        assert len(numbers.practices) == len(character.habits)
        for each in numbers.practices:
            assert each.summary.streak.best >= 5, character.name
            assert each.summary.adherence.percent, character.name
            assert each.summary.strength > 0.3, character.name


async def test_a_private_member_stays_private(theatre: Theatre) -> None:
    (samir,) = (each for each in CAST if each.visibility is Visibility.PRIVATE)
    mention = f"<@{theatre.stage.actor(samir.name).id}>"
    assert not any(mention in text_of(message) for message in theatre.stage.channel.history())
    logged = await member(theatre, samir.name).slash("log", amount="12 pages")
    assert logged.private


async def test_members_and_moderators_can_be_played(theatre: Theatre) -> None:
    maya = member(theatre, "Maya")
    assert "Reading" in (await maya.slash("today")).text
    assert "missed" in (await maya.slash("streak audit", practice="Reading", weeks=10)).text
    settings = await maya.slash("community settings")
    assert "To mend" not in settings.text
    logged = await member(theatre, "Noor").slash(
        "log", amount="10 min", note="And the piece after all."
    )
    assert "minimum reached" in logged.text


async def test_challenges_run_and_have_run(theatre: Theatre) -> None:
    shown = [text_of(message) for message in theatre.stage.channel.history()]
    (board,) = (each for each in shown if "Show-up week" in each and "Join" in each)
    noor = f"<@{theatre.stage.actor('Noor').id}>"
    assert noor in board
    before = (await member(theatre, "Noor").slash("challenge show", challenge="show-up week")).text
    assert "of 5 days" in before
    (results,) = (each for each in shown if "How “Feedback week” went" in each)
    assert noor in results
    assert "later than promised" not in results
    lena = f"<@{theatre.stage.actor('Lena').id}>"
    assert f"{lena} · 100 % · 2 of 2 answers" in results
    # What was logged a few minutes ago stands on the board already.
    assert f"<@{theatre.stage.actor('Ravi').id}> · 1 of 5 days" in board
    (summary,) = (each for each in shown if "What came of Feedback evening" in each)
    assert f"presented by {lena}" in summary
    assert "Each brings two minutes" in summary


async def test_moderators_find_a_community_that_can_be_looked_at(theatre: Theatre) -> None:
    maya = member(theatre, "Maya")
    health = (await maya.slash("community health")).text
    # Everybody but Samir, who is private: alone, he is in no sum.
    assert "agreed to be counted: 7" in health
    norms = (await maya.slash("community norms")).text
    assert "5 members agreed" in norms


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
