"""Channels that remember nonces as Discord does, and fail in all the ways that Discord can."""

from __future__ import annotations

import itertools
from dataclasses import dataclass, field
from datetime import timedelta
from typing import TYPE_CHECKING

from bot.delivery import Delivery
from bot.domain.deliveries import NOBODY_PINGED, Sent, Trouble, Undeliverable
from tests.support.members import readable, walk

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import datetime

    import discord

    from bot.domain.deliveries import Outcome, Pings
    from bot.render.card import Card
    from tests.support.clock import FakeClock

# Discord says "a few minutes"; the bot relies on two.
NONCES_KEPT = timedelta(minutes=3)


class Crash(BaseException):
    """The program ends here, as by a power cut; nothing in the bot may catch it."""


@dataclass(slots=True)
class Letter:
    """One message that stands in a channel."""

    id: int
    channel_id: int
    nonce: str | None
    sent_at: datetime
    text: str
    custom_ids: frozenset[str]


@dataclass
class Channels(Delivery):
    """Takes the place of Discord's channels.

    ``trouble`` is what a channel answers instead of taking a message. ``silent`` channels take the
    message and their answer is lost; ``worn`` messages cannot be edited any more. ``crash_before``
    and ``crash_after`` count down messages to the one at which the program ends, just before or
    after it stands in the channel. ``edited_at`` is when it was tried to edit one.
    """

    clock: FakeClock
    letters: list[Letter] = field(default_factory=list)
    trouble: dict[int, Trouble] = field(default_factory=dict)
    silent: set[int] = field(default_factory=set)
    unreadable: set[int] = field(default_factory=set)
    crash_before: int = 0
    crash_after: int = 0
    searches: int = 0
    worn: set[int] = field(default_factory=set)
    edited_at: list[datetime] = field(default_factory=list)
    _ids: Iterator[int] = field(default_factory=lambda: itertools.count(5000))

    async def send(
        self,
        channel_id: int,
        card: Card,
        nonce: str | None = None,
        files: Sequence[discord.File] = (),
        ping: Pings = NOBODY_PINGED,
    ) -> Outcome:
        del ping
        assert not files
        self.crash_before -= 1
        if self.crash_before == 0:
            raise Crash
        if trouble := self.trouble.get(channel_id):
            return Undeliverable(trouble)
        letter = self._known(channel_id, nonce) or self._stand(channel_id, card, nonce)
        self.crash_after -= 1
        if self.crash_after == 0:
            raise Crash
        if channel_id in self.silent:
            return Undeliverable(Trouble.UNREACHABLE)
        return Sent(letter.id)

    async def direct(self, user_id: int, card: Card, nonce: str | None = None) -> Outcome:
        """Somebody's direct messages are a channel with their id."""
        return await self.send(user_id, card, nonce)

    async def open_direct(self, user_id: int) -> Outcome:
        return Sent(user_id)

    async def edit(
        self, channel_id: int, message_id: int, card: Card, *, keep_files: bool = True
    ) -> Outcome:
        assert keep_files
        self.edited_at.append(self.clock.now())
        if trouble := self.trouble.get(channel_id):
            return Undeliverable(trouble)
        if message_id in self.worn:
            return Undeliverable(Trouble.WORN)
        for letter in self.letters:
            if (letter.channel_id, letter.id) == (channel_id, message_id):
                letter.text = readable(list(walk(card.to_components())))
                return Sent(message_id)
        return Undeliverable(Trouble.GONE)

    async def look(self, channel_id: int, message_id: int) -> Outcome:
        if trouble := self.trouble.get(channel_id):
            return Undeliverable(trouble)
        if channel_id in self.unreadable:
            return Undeliverable(Trouble.FORBIDDEN)
        known = {(letter.channel_id, letter.id) for letter in self.letters}
        is_there = (channel_id, message_id) in known
        return Sent(message_id) if is_there else Undeliverable(Trouble.GONE)

    async def delete(self, channel_id: int, message_id: int) -> Outcome:
        if trouble := self.trouble.get(channel_id):
            return Undeliverable(trouble)
        there = [each for each in self.letters if each.id != message_id]
        is_gone, self.letters = len(there) == len(self.letters), there
        return Undeliverable(Trouble.GONE) if is_gone else Sent(message_id)

    async def find(
        self, channel_id: int, marker: str, since: datetime, *, direct: bool = False
    ) -> Sent | Undeliverable | None:
        del direct
        self.searches += 1
        if channel_id in self.unreadable:
            return Undeliverable(Trouble.FORBIDDEN)
        if trouble := self.trouble.get(channel_id):
            return Undeliverable(trouble)
        for letter in self.letters:
            is_there = letter.channel_id == channel_id and letter.sent_at >= since
            if is_there and marker in letter.custom_ids:
                return Sent(letter.id)
        return None

    def texts(self, channel_id: int) -> list[str]:
        """Return what can be read in a channel, oldest first."""
        return [letter.text for letter in self.letters if letter.channel_id == channel_id]

    def _known(self, channel_id: int, nonce: str | None) -> Letter | None:
        for letter in self.letters:
            is_fresh = self.clock.now() - letter.sent_at < NONCES_KEPT
            if letter.channel_id == channel_id and nonce and letter.nonce == nonce and is_fresh:
                return letter
        return None

    def _stand(self, channel_id: int, card: Card, nonce: str | None) -> Letter:
        components = list(walk(card.to_components()))
        letter = Letter(
            id=next(self._ids),
            channel_id=channel_id,
            nonce=nonce,
            sent_at=self.clock.now(),
            text=readable(components),
            custom_ids=frozenset(each["custom_id"] for each in components if "custom_id" in each),
        )
        self.letters.append(letter)
        return letter
