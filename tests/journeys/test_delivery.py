"""What becomes of messages that nobody clicked for."""

from __future__ import annotations

import asyncio
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any, cast

import aiohttp
import discord
import pytest

from bot.delivery import Delivery
from bot.domain.days import Week
from bot.domain.deliveries import Sent, Trouble, Undeliverable
from bot.domain.posts import Kind
from bot.render.card import card, text
from bot.render.weekly import marker, prompt
from tests.support.members import text_of

if TYPE_CHECKING:
    from simcord import ChannelHandle

    from tests.support.world import World

WEEK = Week(2026, 2)
MARKER = marker(Kind.REFLECTION, WEEK)
UNREACHABLE = Undeliverable(Trouble.UNREACHABLE)


def hello(words: str = "hello <@1> @everyone") -> Any:
    return card(text(words))


def closed(world: World, **denied: bool) -> ChannelHandle:
    """Make a channel in which the bot lacks something."""
    assert world.bot.user is not None
    overwrites: Any = {world.bot.user: discord.PermissionOverwrite(**denied)}
    return world.home.guild.create_text_channel("closed", overwrites=overwrites)


async def test_a_message_is_sent_with_its_nonce_and_without_pings(world: World) -> None:
    channel = world.home.channel
    outcome = await world.bot.delivery.send(channel.id, hello(), "abc")
    (message,) = channel.history()
    assert outcome == Sent(message.id)
    body: Any = world.env.http_requests[-1].json
    assert (body["nonce"], body["enforce_nonce"]) == ("abc", True)
    assert body["allowed_mentions"]["parse"] == []


async def test_a_message_is_mended_and_taken_away(world: World) -> None:
    channel, delivery = world.home.channel, world.bot.delivery
    sent = await delivery.send(channel.id, hello())
    assert isinstance(sent, Sent)
    assert await delivery.edit(channel.id, sent.message_id, hello("better")) == sent
    assert [text_of(message) for message in channel.history()] == ["better"]
    assert await delivery.delete(channel.id, sent.message_id) == sent
    assert channel.history() == []
    gone = Undeliverable(Trouble.GONE)
    assert await delivery.edit(channel.id, sent.message_id, hello()) == gone
    assert await delivery.delete(channel.id, sent.message_id) == gone


@pytest.mark.parametrize(
    ("status", "trouble"),
    [
        (400, Trouble.REFUSED),
        (403, Trouble.FORBIDDEN),
        (404, Trouble.GONE),
        (429, Trouble.UNREACHABLE),
        (500, Trouble.UNREACHABLE),
        (503, Trouble.UNREACHABLE),
    ],
)
async def test_what_discord_answers_becomes_an_outcome(
    world: World, status: int, trouble: Trouble
) -> None:
    world.env.inject_error("POST", "/channels/*/messages", status=status, times=None)
    outcome = await world.bot.delivery.send(world.home.channel.id, hello())
    assert outcome == Undeliverable(trouble)


async def test_channels_that_are_gone_or_closed(world: World) -> None:
    delivery, silenced = world.bot.delivery, closed(world, send_messages=False)
    assert await delivery.send(silenced.id, hello()) == Undeliverable(Trouble.FORBIDDEN)
    assert await delivery.send(12345, hello()) == Undeliverable(Trouble.GONE)
    assert await delivery.find(12345, MARKER, world.clock.now()) == Undeliverable(Trouble.GONE)


async def test_our_own_post_is_found_by_its_custom_id(world: World) -> None:
    channel, delivery, start = world.home.channel, world.bot.delivery, world.clock.now()
    anna = world.home.member("anna")
    assert await delivery.find(channel.id, MARKER, start) is None
    await delivery.send(channel.id, prompt(WEEK.next(), "Why?"))
    for number in range(120):
        await anna.actor.send(channel, f"chat {number}")
    assert await delivery.find(channel.id, MARKER, start) is None
    sent = await delivery.send(channel.id, prompt(WEEK, "Why?"))
    assert await delivery.find(channel.id, MARKER, start) == sent
    await world.advance(hours=1)
    assert await delivery.find(channel.id, MARKER, world.clock.now()) is None


@pytest.mark.parametrize(("author", "is_found"), [(1, True), (2, False)])
async def test_another_bots_message_is_not_taken_for_ours(*, author: int, is_found: bool) -> None:
    made = discord.ui.Button[Any](label="x", custom_id=MARKER)
    by = discord.Object(author)
    letter = SimpleNamespace(id=9, author=by, components=[SimpleNamespace(children=[made])])
    found = await Delivery(_Bare(letter=letter)).find(1, MARKER, discord.utils.utcnow())
    assert found == (Sent(9) if is_found else UNREACHABLE)


async def test_an_unreadable_history_is_not_taken_for_an_empty_channel(world: World) -> None:
    # Discord answers with no messages and no error.
    unreadable = closed(world, read_message_history=False)
    await world.env.settle()
    found = await world.bot.delivery.find(unreadable.id, MARKER, world.clock.now())
    assert found == Undeliverable(Trouble.FORBIDDEN)


async def test_before_the_bot_is_connected_nobody_can_tell(world: World) -> None:
    fresh = Delivery(cast("discord.Client", _Unconnected(world.bot)))
    found = await fresh.find(world.home.channel.id, MARKER, world.clock.now())
    assert found == UNREACHABLE
    assert await world.bot.delivery.look_for_member(1, world.user("anna").id) == UNREACHABLE


async def test_whoever_is_in_a_community_is_found_there(world: World) -> None:
    delivery, anna = world.bot.delivery, world.home.member("anna")
    assert await delivery.look_for_member(world.home.id, anna.id) == Sent(anna.id)
    world.home.guild.remove_member(anna.actor)
    found = await delivery.look_for_member(world.home.id, anna.id)
    assert found == Undeliverable(Trouble.GONE)


class _Unconnected:
    """The bot as it is before Discord has told it of its servers."""

    def __init__(self, bot: discord.Client) -> None:
        self.user = bot.user
        self.get_partial_messageable = bot.get_partial_messageable

    def get_channel(self, _channel_id: int) -> None:
        return None


class _Bare(discord.Client):
    """Sends nothing anywhere, and remembers when."""

    def __init__(self, error: BaseException | None = None, *, letter: Any = None) -> None:
        super().__init__(intents=discord.Intents.none())
        self.error = error
        self.letter = letter
        self.times: list[float] = []

    def get_partial_messageable(self, *_: object, **__: object) -> Any:
        return self

    async def send(self, **_: object) -> Any:
        self.times.append(asyncio.get_running_loop().time())
        if self.error:
            raise self.error
        return discord.Object(1)

    def get_partial_message(self, _message_id: int) -> Any:
        return self

    async def edit(self, **_: object) -> Any:
        return await self.send()

    async def delete(self, **_: object) -> Any:
        return await self.send()

    async def history(self, **_: object) -> Any:
        await self.send()
        if self.letter:
            yield self.letter

    @property
    def user(self) -> Any:
        return discord.Object(1)


@pytest.mark.parametrize(
    "error",
    [
        aiohttp.ClientConnectionError(),
        ConnectionResetError(),
        TimeoutError(),
        discord.RateLimited(99.0),
    ],
)
async def test_a_silent_discord_is_an_outcome_too(error: BaseException) -> None:
    assert await Delivery(_Bare(error)).send(1, hello()) == UNREACHABLE


async def test_an_old_message_that_was_edited_too_often_is_worn(world: World) -> None:
    delivery, channel_id = world.bot.delivery, world.home.channel.id
    sent = await delivery.send(channel_id, hello())
    assert isinstance(sent, Sent)
    path = "/channels/*/messages/*"
    world.env.inject_error("PATCH", path, status=429, code=30046)
    worn = Undeliverable(Trouble.WORN)
    assert await delivery.edit(channel_id, sent.message_id, hello()) == worn
    assert await delivery.edit(channel_id, sent.message_id, hello()) == sent
    # Told to wait for longer than it does, discord.py says no more than that.
    assert await Delivery(_Bare(discord.RateLimited(99.0))).edit(1, 2, hello()) == worn


async def test_nobody_waits_for_ever(monkeypatch: pytest.MonkeyPatch) -> None:
    bare = _Bare()

    async def hang(**_: object) -> None:
        await asyncio.Event().wait()

    monkeypatch.setattr(bare, "send", hang)
    monkeypatch.setattr("bot.delivery.DEADLINE_S", 0.05)
    assert await Delivery(bare).send(1, hello()) == UNREACHABLE


async def test_at_most_forty_a_second_whatever_is_done() -> None:
    bare = _Bare()
    delivery = Delivery(bare)
    start = discord.utils.utcnow()
    await asyncio.gather(
        *(delivery.send(1, hello()) for _ in range(6)),
        *(delivery.edit(1, 2, hello()) for _ in range(6)),
        *(delivery.delete(1, 2) for _ in range(6)),
        *(delivery.find(1, MARKER, start) for _ in range(6)),
    )
    assert len(bare.times) == 24
    assert bare.times[-1] - bare.times[0] >= 23 / 40 - 0.03
