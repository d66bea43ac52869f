"""From a new request to its card: the author is answered first, then it is posted."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING

from bot.domain.deliveries import Sent, Trouble, Undeliverable
from bot.domain.places import Place
from bot.domain.requests import RequestState
from bot.render import request_cards as cards
from bot.render import requests as render
from bot.render.helpers import say_likely
from bot.views.answers import answer, mend
from bot.views.attachments import fetch, file_of
from bot.views.threads import Threads

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.delivery import Delivery
    from bot.domain.asking import Asked, Shown
    from bot.domain.ids import CommunityId, RequestId
    from bot.services.container import Services
    from bot.views.caller import Interaction

_ELSEWHERE = frozenset({Trouble.GONE, Trouble.FORBIDDEN})


class RequestDesk:
    """Shows requests where the community wants them, and mends what it has shown."""

    def __init__(self, services: Services, delivery: Delivery) -> None:
        self._requests = services.requests
        self._helpers = services.helpers
        self._delivery = delivery
        self._threads = Threads(services, delivery)

    async def show(
        self, interaction: Interaction, asked: Asked, remarks: Sequence[str] = ()
    ) -> None:
        """Tell the author what happens next, and bring file and card where they belong."""
        message_id = await answer(interaction, render.asked(asked, *remarks))
        request = asked.shown.request
        if not request.is_open or request.card:
            return
        asked, content, file_remarks = await self._with_file(interaction, asked)
        if request.is_public:
            news = await self._post(interaction, asked, content)
        else:
            news = []
            if content is not None:
                await self._requests.keep_file(request, content)
        likely = say_likely(await self._helpers.to_name(request))
        if told := [*file_remarks, *news, *likely]:
            await mend(interaction, message_id, render.asked(asked, *remarks, *told))

    async def refresh(self, community_id: CommunityId, request_id: RequestId) -> Trouble | None:
        """Bring a request's card in step; return what kept it from that."""
        shown = await self._requests.shown(community_id, request_id)
        place = shown.request.card
        if place is None:
            return None
        outcome = await self._delivery.edit(
            place.channel_id,
            place.message_id,
            cards.request_card(shown),
            keep_files=cards.shows_file(shown),
        )
        if shown.request.state is RequestState.WITHDRAWN:
            await self._threads.name(shown)
        if isinstance(outcome, Sent):
            return None
        if outcome.trouble is Trouble.GONE:
            await self._requests.fell(shown.request, place)
            return None
        return outcome.trouble

    async def _with_file(
        self, interaction: Interaction, asked: Asked
    ) -> tuple[Asked, bytes | None, list[str]]:
        """Fetch the attached file; without it the request stands all the same."""
        request = asked.shown.request
        if not request.file_name or asked.file is not None:
            return asked, asked.file, []
        content = await fetch(interaction, asked.file_url) if asked.file_url else None
        if content is not None:
            return asked, content, []
        shown = await self._requests.without_file(request)
        return dataclasses.replace(asked, shown=shown), None, [render.no_file()]

    async def _post(
        self, interaction: Interaction, asked: Asked, content: bytes | None
    ) -> list[str]:
        """Post the card, in the feedback channel or else here; say where it stands."""
        remarks: list[str] = []
        # Every interaction in a server has a channel.
        here = interaction.channel_id or 0
        for channel_id in dict.fromkeys((asked.channel_id or here, here)):
            outcome = await self._send(channel_id, asked.shown, content)
            if isinstance(outcome, Sent):
                await self._remember(asked.shown, Place(channel_id, outcome.message_id))
                return [render.posted_in(channel_id)]
            remarks = [render.not_posted(channel_id, outcome.trouble)]
            if outcome.trouble not in _ELSEWHERE:
                break
        if content is not None:
            await self._requests.keep_file(asked.shown.request, content)
        return remarks

    async def _send(
        self, channel_id: int, shown: Shown, content: bytes | None
    ) -> Sent | Undeliverable:
        outcome = await self._send_once(channel_id, shown, content)
        if outcome == Undeliverable(Trouble.UNREACHABLE):
            # It may stand there: the same nonce finds it again, or posts it.
            outcome = await self._send_once(channel_id, shown, content)
        return outcome

    async def _send_once(
        self, channel_id: int, shown: Shown, content: bytes | None
    ) -> Sent | Undeliverable:
        request = shown.request
        # A file can be sent once only, so each attempt has its own.
        files = [] if content is None else [file_of(content, request.file_name)]
        card = cards.request_card(shown)
        return await self._delivery.send(channel_id, card, f"ask-{request.id}", files)

    async def _remember(self, posted: Shown, place: Place) -> None:
        request = posted.request
        shown = await self._requests.stands(request, place)
        if shown is None:
            # Taken back while its card was on the way, or posted a second time.
            await self._delivery.delete(place.channel_id, place.message_id)
        elif shown.held_until or shown.hidden or not shown.request.is_open:
            # Something became of it meanwhile.
            await self.refresh(request.community_id, request.id)
