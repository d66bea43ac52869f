"""The only place that sends what nobody clicked for: paced, without pings, and with plain outcomes.

None of these methods raises for what Discord answers, or for no answer at all.
"""

from __future__ import annotations

import asyncio
import logging
import secrets
from datetime import timedelta
from typing import TYPE_CHECKING, Any, Protocol, TypeVar

import aiohttp
import discord
from aiolimiter import AsyncLimiter

from bot import events, troubles
from bot.domain.deliveries import NOBODY_PINGED, Sent, Trouble, Undeliverable

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Iterable, Iterator, Sequence
    from datetime import datetime

    from bot.domain.deliveries import Outcome, Pings
    from bot.domain.places import Place
    from bot.domain.session_meetings import Event
    from bot.render.card import Card

T = TypeVar("T")

log = logging.getLogger(__name__)

# Discord allows a bot 50 requests a second; the rest is left to answers that cannot wait.
MOST_A_SECOND = 40
# discord.py itself tries again after server errors and rate limits; this is when we stop waiting.
DEADLINE_S = 40.0
# Our post is among the first messages after it was sent, even in a busy channel.
MOST_SEARCHED = 500
# Discord's clock and ours may differ.
CLOCK_SKEW = timedelta(minutes=1)


class Pace(Protocol):
    """What holds calls back, so that Discord is not asked too often."""

    async def acquire(self) -> None:
        """Return when the next call may go out."""
        ...


class Delivery:
    """Sends, mends and removes messages in channels; made once, so that all share one pace."""

    def __init__(self, bot: discord.Client, pace: Pace | None = None) -> None:
        self._bot = bot
        # A bucket for one: a bucket for 40 would let 80 through in its first second.
        self._pace: Pace = pace or AsyncLimiter(1, 1 / MOST_A_SECOND)

    async def send(
        self,
        channel_id: int,
        card: Card,
        nonce: str | None = None,
        files: Sequence[discord.File] = (),
        ping: Pings = NOBODY_PINGED,
    ) -> Outcome:
        """Post a card that pings nobody but those in ``ping``; an archived thread is woken.

        For some minutes Discord posts the same nonce only once in a channel.
        """

        async def send() -> Sent:
            message = await self._channel(channel_id).send(
                view=card,
                files=list(files),
                nonce=nonce or secrets.token_hex(12),
                allowed_mentions=_allowed(ping),
            )
            return Sent(message.id)

        async def send_awake() -> Sent:
            try:
                return await send()
            except discord.HTTPException as error:
                if error.code != troubles.ARCHIVED:
                    raise
            await self._wake(channel_id)
            for file in files:
                file.reset()
            return await send()

        return await self._attempt(send_awake)

    async def direct(self, user_id: int, card: Card, nonce: str | None = None) -> Outcome:
        """Write to somebody directly, who must have asked for it."""

        async def send() -> Sent:
            channel = await self._bot.create_dm(discord.Object(user_id))
            message = await channel.send(view=card, nonce=nonce or secrets.token_hex(12))
            return Sent(message.id)

        return await self._attempt(send)

    async def open_direct(self, user_id: int) -> Outcome:
        """Open the channel of somebody's direct messages; what is sent is the channel's id.

        Discord opens it for people who take no messages, too: only the first one tells.
        """

        async def open_() -> Sent:
            return Sent((await self._bot.create_dm(discord.Object(user_id))).id)

        return await self._attempt(open_)

    async def look_for_member(self, community_id: int, user_id: int) -> Outcome:
        """See whether somebody is still in a community."""

        async def look() -> Outcome:
            guild = self._bot.get_guild(community_id)
            if guild is None:
                return Undeliverable(Trouble.UNREACHABLE)  # not connected yet, say
            return Sent((await guild.fetch_member(user_id)).id)

        return await self._attempt(look)

    async def open_thread(self, community_id: int, card: Place, name: str) -> Outcome:
        """Begin a thread under one of our messages; one that is there is found again.

        A thread has the id of the message that it hangs on.
        """

        async def begin() -> Outcome:
            if self._bot.get_guild(community_id) is None:
                return Undeliverable(Trouble.UNREACHABLE)  # not connected yet, say
            channel = self._bot.get_partial_messageable(card.channel_id, guild_id=community_id)
            try:
                await channel.get_partial_message(card.message_id).create_thread(name=name)
            except discord.HTTPException as error:
                if error.code != troubles.THREAD_EXISTS:
                    raise
            return Sent(card.message_id)

        return await self._attempt(begin)

    async def rename_thread(self, thread_id: int, name: str) -> Outcome:
        """Give one of our threads another name; an archived one is woken for it."""

        async def rename() -> Sent:
            thread = await self._bot.fetch_channel(thread_id)
            if isinstance(thread, discord.Thread) and thread.name != name:
                await thread.edit(name=name, archived=False)
            return Sent(thread_id)

        return await self._attempt(rename)

    async def edit(
        self, channel_id: int, message_id: int, card: Card, *, keep_files: bool = True
    ) -> Outcome:
        """Put another card in the place of one of our messages; its files stay unless told."""

        async def edit() -> Outcome:
            message = self._channel(channel_id).get_partial_message(message_id)
            try:
                await message.edit(
                    view=card,
                    attachments=discord.utils.MISSING if keep_files else (),
                    allowed_mentions=discord.AllowedMentions.none(),
                )
            except discord.RateLimited:
                # So long only for a message that was edited too often; the code is lost on the way.
                return Undeliverable(Trouble.WORN)
            return Sent(message_id)

        return await self._attempt(edit)

    async def edit_answer(self, token: str, message_id: int, card: Card) -> Outcome:
        """Put another card in the place of a private answer, by its interaction's token.

        Discord lets that be done for a quarter of an hour.
        """

        async def edit() -> Sent:
            hook = discord.Webhook.partial(self._bot.application_id or 0, token, client=self._bot)
            await hook.edit_message(message_id, view=card)
            return Sent(message_id)

        return await self._attempt(edit)

    async def look(self, channel_id: int, message_id: int) -> Outcome:
        """See whether one of our messages still stands; takes Read Message History."""

        async def look() -> Sent:
            await self._channel(channel_id).get_partial_message(message_id).fetch()
            return Sent(message_id)

        return await self._attempt(look)

    async def delete(self, channel_id: int, message_id: int) -> Outcome:
        """Take one of our messages away."""

        async def delete() -> Sent:
            await self._channel(channel_id).get_partial_message(message_id).delete()
            return Sent(message_id)

        return await self._attempt(delete)

    async def find(
        self, channel_id: int, marker: str, since: datetime, *, direct: bool = False
    ) -> Sent | Undeliverable | None:
        """Look for a message of ours that carries the custom id ``marker``; None: it is not there.

        Looks among the first 500 messages from a minute before ``since`` on. ``direct``: in a
        channel of direct messages, where the bot may always look.
        """

        async def find() -> Sent | Undeliverable | None:
            start = since - CLOCK_SKEW
            history = self._channel(channel_id).history(
                limit=MOST_SEARCHED, after=start, oldest_first=True
            )
            async for message in history:
                if self._is_ours(message) and marker in _custom_ids(message.components):
                    return Sent(message.id)
            return None if direct else self._why_unseen(channel_id)

        return await self._attempt(find)

    async def make_event(self, event: Event) -> Outcome:
        """Make a scheduled event, once however often it is asked for; what is sent is its id."""
        return await self._attempt(lambda: events.make(self._bot, event))

    async def look_for_event(self, community_id: int, event_id: int) -> Outcome:
        """See whether a scheduled event still stands."""
        return await self._attempt(lambda: events.look(self._bot, community_id, event_id))

    async def drop_event(self, community_id: int, event_id: int) -> Outcome:
        """Take one of our scheduled events away."""
        return await self._attempt(lambda: events.drop(self._bot, community_id, event_id))

    def _why_unseen(self, channel_id: int) -> Undeliverable | None:
        """Tell why a message may be there although it was not found; None: it is not there.

        Where Read Message History is missing, Discord shows an empty channel and no error.
        """
        channel = self._bot.get_channel(channel_id)
        if not isinstance(channel, discord.abc.GuildChannel | discord.Thread):
            return Undeliverable(Trouble.UNREACHABLE)  # not connected yet, say
        may_read = channel.permissions_for(channel.guild.me).read_message_history
        return None if may_read else Undeliverable(Trouble.FORBIDDEN)

    async def _wake(self, thread_id: int) -> None:
        """Take a thread out of the archive, where Discord put it after some days of silence."""
        thread = await self._bot.fetch_channel(thread_id)
        if isinstance(thread, discord.Thread):
            await thread.edit(archived=False)

    def _channel(self, channel_id: int) -> discord.PartialMessageable:
        return self._bot.get_partial_messageable(channel_id)

    def _is_ours(self, message: discord.Message) -> bool:
        return self._bot.user is not None and message.author.id == self._bot.user.id

    async def _attempt(self, act: Callable[[], Awaitable[T]]) -> T | Undeliverable:
        """Wait for a free place, act, and turn whatever goes wrong into an outcome."""
        await self._pace.acquire()
        try:
            async with asyncio.timeout(DEADLINE_S):
                return await act()
        except (discord.HTTPException, discord.RateLimited) as error:
            return Undeliverable(troubles.of(error))
        except (aiohttp.ClientError, OSError, TimeoutError) as error:
            log.warning("Discord did not answer: %s", error or type(error).__name__)
            return Undeliverable(Trouble.UNREACHABLE)


def _allowed(ping: Pings) -> discord.AllowedMentions:
    mentions = discord.AllowedMentions.none()
    if ping.users:
        mentions.users = [discord.Object(user_id) for user_id in ping.users]
    if ping.roles:
        mentions.roles = [discord.Object(role_id) for role_id in ping.roles]
    return mentions


def _custom_ids(components: Iterable[Any]) -> Iterator[str]:
    """Give the custom ids of all components, the inner ones too."""
    for component in components:
        if custom_id := getattr(component, "custom_id", None):
            yield custom_id
        yield from _custom_ids(getattr(component, "children", ()))
        if accessory := getattr(component, "accessory", None):
            yield from _custom_ids((accessory,))
