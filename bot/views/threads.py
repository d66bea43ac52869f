"""The threads of requests, and the way of answers and replies to whom they are for.

Whatever goes wrong here loses nothing: an answer is kept before it is sent, and waits for its
reader in `/today` and `/feedback mine` wherever else it stands.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from bot.domain.deliveries import Pings, Sent, Trouble, Undeliverable
from bot.domain.giving import Landing, Where, is_named
from bot.domain.places import Place
from bot.domain.requests import RequestState
from bot.domain.settings import Nudges
from bot.render import answered as render
from bot.render.giving import thread_name

if TYPE_CHECKING:
    from bot.delivery import Delivery
    from bot.domain.asking import Shown
    from bot.domain.feedback import Feedback
    from bot.domain.giving import Answered, Given, Replied
    from bot.domain.ids import CommunityId, UserId
    from bot.domain.requests import Request
    from bot.render.card import Card
    from bot.services.container import Services

# Where no thread is to be had, though the channel may still take a message.
_NO_THREAD = frozenset({Trouble.CROWDED, Trouble.FORBIDDEN, Trouble.REFUSED})


class _Reader(NamedTuple):
    community_id: CommunityId
    user_id: UserId
    nudges: Nudges


class Threads:
    """Opens a request's thread, and brings answers and replies on their way."""

    def __init__(self, services: Services, delivery: Delivery) -> None:
        self._services = services
        self._delivery = delivery

    async def begin(self, request: Request) -> Sent | Undeliverable | None:
        """Open the thread of a request under its card; None where there is to be none."""
        if request.thread_id:
            return Sent(request.thread_id)
        if request.card is None or not is_named(request):
            return None
        card = request.card
        community_id, name = request.community_id, thread_name(request)
        outcome = await self._delivery.open_thread(community_id, card, name)
        if isinstance(outcome, Sent):
            await self._services.giving.thread_is(request, outcome.message_id)
        elif outcome.trouble is Trouble.GONE:
            await self._services.requests.fell(request, card)
        return outcome

    async def name(self, shown: Shown) -> None:
        """Bring the name of a request's thread, if it has one, in step with its card."""
        request = shown.request
        if request.thread_id:
            tells = not shown.hidden and request.state is not RequestState.WITHDRAWN
            name = thread_name(request, tells=tells)
            await self._delivery.rename_thread(request.thread_id, name)

    async def deliver(self, given: Given) -> Landing:
        """Bring a new answer to whoever asked, and tell where it landed."""
        answered = given.answered
        answer, request = answered.feedback, answered.request
        if answer.card:
            return Landing(Where.THREAD, answer.card)
        landing = await self._post(answered, request) if request else Landing(Where.PRIVATE)
        if landing.place is None:
            reader = _Reader(answer.community_id, answer.asked_by, given.author_nudges)
            word = render.waits(request, answer.community_id)
            return await self._write_directly(landing, reader, word, f"a{answer.id}")
        if await self._services.answered.stands(answer, landing.place):
            return landing
        # Whoever gave it deleted their data while it was on its way.
        await self._delivery.delete(landing.place.channel_id, landing.place.message_id)
        return Landing(Where.PRIVATE)

    async def deliver_reply(self, replied: Replied, nonce: str) -> Landing:
        """Bring a reply to the helper: beside the answer where that stands, else to them alone."""
        answered = replied.answered
        answer, landing = answered.feedback, Landing(Where.PRIVATE)
        if answer.card:
            channel_id = answer.card.channel_id
            card, ping = render.reply(answered), Pings((answer.given_by,))
            outcome = await self._delivery.send(channel_id, card, nonce, ping=ping)
            if isinstance(outcome, Sent):
                return await self._reply_stands(answer, Place(channel_id, outcome.message_id))
            landing = Landing(Where.PRIVATE, trouble=outcome.trouble)
        reader = _Reader(answer.community_id, answer.given_by, replied.helper_nudges)
        word = render.reply_waits(answered.request, answer.community_id)
        return await self._write_directly(landing, reader, word, nonce)

    async def _reply_stands(self, answer: Feedback, place: Place) -> Landing:
        if await self._services.answered.reply_stands(answer, place):
            return Landing(Where.THREAD, place)
        # Whoever wrote it deleted their data while it was on its way.
        await self._delivery.delete(place.channel_id, place.message_id)
        return Landing(Where.PRIVATE)

    async def _post(self, answered: Answered, request: Request) -> Landing:
        if not is_named(request):
            return Landing(Where.PRIVATE)
        answer, thread = answered.feedback, await self.begin(request)
        outcome = thread
        if isinstance(thread, Sent):
            outcome = await self._send(thread.message_id, answer, render.answered(answered))
            if isinstance(outcome, Sent):
                return Landing(Where.THREAD, Place(thread.message_id, outcome.message_id))
            if outcome.trouble is Trouble.GONE:
                await self._services.giving.thread_is(request, None)
        if isinstance(outcome, Undeliverable):
            return await self._post_beside(answered, request, outcome.trouble)
        return Landing(Where.PRIVATE)

    async def _post_beside(self, answered: Answered, request: Request, trouble: Trouble) -> Landing:
        """Post an answer in the channel of its request's card, for want of a thread."""
        if request.card is None or trouble not in _NO_THREAD:
            return Landing(Where.PRIVATE, trouble=trouble)
        channel_id = request.card.channel_id
        card = render.answered(answered, link=True)
        outcome = await self._send(channel_id, answered.feedback, card)
        if isinstance(outcome, Sent):
            return Landing(Where.CHANNEL, Place(channel_id, outcome.message_id), trouble)
        return Landing(Where.PRIVATE, trouble=outcome.trouble)

    async def _send(self, channel_id: int, answer: Feedback, card: Card) -> Sent | Undeliverable:
        nonce, ping = f"a{answer.id}", Pings((answer.asked_by,))
        return await self._delivery.send(channel_id, card, nonce, ping=ping)

    async def _write_directly(
        self, landing: Landing, reader: _Reader, word: Card, nonce: str
    ) -> Landing:
        """Write to whom it is for as well, if they chose so."""
        if reader.nudges is not Nudges.ON:
            return landing
        outcome = await self._delivery.direct(reader.user_id, word, nonce)
        if isinstance(outcome, Undeliverable) and outcome.trouble is Trouble.FORBIDDEN:
            await self._services.members.close_nudges(reader.community_id, reader.user_id)
        return replace(landing, direct=isinstance(outcome, Sent))
