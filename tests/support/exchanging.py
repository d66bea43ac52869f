"""Whole exchanges of feedback through the bot's own doors, each in one line."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bot.render.answered import OpenFeedback
from bot.render.queues import TakeRequest
from tests.support.members import walk
from tests.support.peers import ANSWER, write

if TYPE_CHECKING:
    import discord

    from tests.support.members import Member, Reply, Seen

ESSAY = {"title": "My essay", "work": "It was a dark night.", "question": "Does it pull you in?"}
CHANGE = ANSWER["change"]


async def help_(asks: Member, helps: Member, change: str = CHANGE, **options: Any) -> None:
    """Let one ask everybody, and the other take the request and answer it."""
    form = await asks.slash("feedback ask", **options)
    await asks.submit(form, **ESSAY)
    await answer_latest(asks, helps, change)


async def answer_latest(asks: Member, helps: Member, change: str = CHANGE) -> None:
    """Let somebody answer the request whose card stands last where it was asked."""
    await answer(helps, _card(asks), change)


async def answer(helps: Member, seen: Seen, change: str = CHANGE) -> None:
    """Let somebody take the one request that is shown, and answer it."""
    desk = await helps.click(seen, TakeRequest)
    given = await write(helps, desk, change=change)
    assert "Thank you" in given.text


async def read(asks: Member) -> Reply:
    """Let whoever asked open the answer that waits for them."""
    return await asks.click(await asks.slash("feedback mine"), OpenFeedback)


def _card(asks: Member) -> discord.Message:
    """Find the newest card of a request that can be taken."""
    for message in reversed(asks.channel.history()):
        parts = walk([{**part.to_dict()} for part in message.components])
        if any(str(each.get("custom_id")).startswith(f"{TakeRequest.tag}:") for each in parts):
            return message
    raise AssertionError("no request stands in the channel")
