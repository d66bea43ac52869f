"""Requests that wait: offered to likely helpers, told to moderators, closed kindly."""

from __future__ import annotations

import logging
import secrets
from datetime import timedelta
from typing import TYPE_CHECKING

from bot.domain.deliveries import Trouble, Undeliverable
from bot.domain.posts import nonce
from bot.domain.requests import TOLD_AFTER, Step
from bot.render import helpers as render
from bot.render.request_cards import request_card

if TYPE_CHECKING:
    from datetime import datetime

    from bot.delivery import Delivery
    from bot.domain.requests import Request
    from bot.services.container import Services

log = logging.getLogger(__name__)

RETRY_AFTER = timedelta(minutes=10)
# A moderators' channel that is silent for so long is not waited for any more.
GIVE_UP_AFTER = timedelta(hours=24)


async def run_due(services: Services, delivery: Delivery, now: datetime) -> None:
    """Take every step that is due; one that fails does not stop the next."""
    steps = {Step.OFFER: _offer, Step.TELL: _tell, Step.LAPSE: _lapse}
    async with services.deadlines.one_run:
        for request in await services.deadlines.due():
            if request.due is None:
                continue
            try:
                await steps[request.due.step](services, delivery, request, now)
            except Exception:
                log.exception("incident %s with request %s", secrets.token_hex(4), request.id)


async def _offer(services: Services, delivery: Delivery, request: Request, now: datetime) -> None:
    del now
    for offer in await services.deadlines.offer(request):
        key = nonce("offer", request.id, offer.user_id)
        outcome = await delivery.direct(offer.user_id, render.offer(offer), key)
        if isinstance(outcome, Undeliverable) and outcome.trouble is Trouble.FORBIDDEN:
            await services.members.close_nudges(request.community_id, offer.user_id)


async def _tell(services: Services, delivery: Delivery, request: Request, now: datetime) -> None:
    channel_id = await services.deadlines.moderators_of(request)
    if channel_id is not None:
        card = render.needs_moderators(request, request.whole_days_waited(now))
        outcome = await delivery.send(channel_id, card, nonce("waits", request.id))
        is_silent = outcome == Undeliverable(Trouble.UNREACHABLE)
        if is_silent and now < request.asked_at + TOLD_AFTER + GIVE_UP_AFTER:
            await services.deadlines.told(request, retry_at=now + RETRY_AFTER)
            return
    await services.deadlines.told(request)


async def _lapse(services: Services, delivery: Delivery, request: Request, now: datetime) -> None:
    del now
    lapsed = await services.deadlines.lapse(request)
    if lapsed and lapsed.card:
        shown = await services.requests.shown(lapsed.community_id, lapsed.id)
        await delivery.edit(lapsed.card.channel_id, lapsed.card.message_id, request_card(shown))
