"""Threads and direct messages as outcomes, without the feature that needs them."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import discord
import pytest

from bot.domain.deliveries import Sent, Trouble, Undeliverable
from bot.domain.places import Place
from bot.render.card import card, text
from tests.support.members import text_of

if TYPE_CHECKING:
    from bot.render.card import Card
    from tests.support.world import World

ARCHIVED = {"status": 400, "code": 50083, "message": "archived"}


def hello() -> Card:
    return card(text("hello"), discord.ui.File("attachment://song.txt"))


def song() -> discord.File:
    return discord.File(io.BytesIO(b"la la la"), "song.txt")


async def test_a_file_arrives_whole_in_a_thread_that_was_archived(world: World) -> None:
    delivery, channel = world.bot.delivery, world.home.channel
    sent = await delivery.send(channel.id, card(text("hello")))
    assert isinstance(sent, Sent)
    place = Place(channel.id, sent.message_id)
    opened = await delivery.open_thread(world.home.id, place, "talk")
    assert opened == Sent(sent.message_id)
    there = {"status": 400, "code": 160004, "message": "there is one"}
    world.env.inject_error("POST", "/channels/*/messages/*/threads", **there)
    assert await delivery.open_thread(world.home.id, place, "again") == opened
    (thread,) = channel.threads
    assert thread.name == "talk"
    world.env.inject_error("POST", f"/channels/{thread.id}/messages", **ARCHIVED)
    assert isinstance(await delivery.send(thread.id, hello(), files=[song()]), Sent)
    (posted,) = thread.history()
    assert [each.size for each in posted.attachments] == [8]


async def test_what_cannot_be_woken_is_forbidden(world: World) -> None:
    channel = world.home.channel
    world.env.inject_error("POST", f"/channels/{channel.id}/messages", times=2, **ARCHIVED)
    outcome = await world.bot.delivery.send(channel.id, hello(), files=[song()])
    assert outcome == Undeliverable(Trouble.FORBIDDEN)


@pytest.mark.parametrize(
    ("status", "code", "trouble"),
    [
        (400, 160006, Trouble.CROWDED),
        (403, 50013, Trouble.FORBIDDEN),
        (404, 10008, Trouble.GONE),
        (400, 50035, Trouble.REFUSED),
    ],
)
async def test_a_thread_that_cannot_be_made(
    world: World, status: int, code: int, trouble: Trouble
) -> None:
    where = "/channels/*/messages/*/threads"
    world.env.inject_error("POST", where, status=status, code=code, message="no")
    place = Place(world.home.channel.id, 5)
    outcome = await world.bot.delivery.open_thread(world.home.id, place, "talk")
    assert outcome == Undeliverable(trouble)


async def test_no_thread_in_a_server_that_is_not_known(world: World) -> None:
    outcome = await world.bot.delivery.open_thread(12345, Place(1, 2), "talk")
    assert outcome == Undeliverable(Trouble.UNREACHABLE)


async def test_a_direct_message(world: World) -> None:
    anna = world.home.member("anna")
    sent = await world.bot.delivery.direct(anna.id, card(text("hello")))
    assert isinstance(sent, Sent)
    (posted,) = world.user("anna").dm_channel.history()
    assert text_of(posted) == "hello"
    world.env.inject_error("POST", "/channels/*/messages", status=403, code=50007, message="no")
    refused = await world.bot.delivery.direct(anna.id, card(text("hello")))
    assert refused == Undeliverable(Trouble.FORBIDDEN)
