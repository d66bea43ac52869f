"""Meetings by themselves: their events are made, looked after and dropped, and others follow."""

from __future__ import annotations

import logging
import secrets
from typing import TYPE_CHECKING

from bot.domain.posts import nonce
from bot.domain.session_meetings import Step
from bot.render import session_cards
from bot.render import sessions as render

if TYPE_CHECKING:
    from datetime import datetime

    from bot.delivery import Delivery
    from bot.domain.deliveries import Outcome
    from bot.domain.session_meetings import Meeting
    from bot.services.container import Services

log = logging.getLogger(__name__)


async def run_due(services: Services, delivery: Delivery, now: datetime) -> None:
    """Take every step that is due; one that fails does not stop the next."""
    async with services.session_events.one_run:
        for meeting in await services.session_events.due():
            try:
                await _take(services, delivery, meeting, now)
            except Exception:
                key = meeting.session.id, meeting.number
                log.exception("incident %s with meeting %s", secrets.token_hex(4), key)


async def _take(services: Services, delivery: Delivery, meeting: Meeting, now: datetime) -> None:
    step = meeting.step(now)
    if step is Step.CLOSE:
        await _close(services, delivery, meeting)
        return
    outcome = await _act(delivery, meeting, step)
    after = meeting.after(step, outcome, now)
    if meeting.news(after):
        await _tell(services, delivery, after)
    await services.session_events.note(meeting, step, outcome)


async def _act(delivery: Delivery, meeting: Meeting, step: Step) -> Outcome:
    if step is Step.MAKE:
        return await delivery.make_event(session_cards.event(meeting))
    where = meeting.session.community_id, meeting.event_id or 0
    if step is Step.LOOK:
        return await delivery.look_for_event(*where)
    return await delivery.drop_event(*where)


async def _close(services: Services, delivery: Delivery, meeting: Meeting) -> None:
    """Plan the meeting after, and offer the summary on the card of this one."""
    shown = await services.session_events.close(meeting)
    if shown and shown.card:
        card = session_cards.meeting_card(shown)
        await delivery.edit(shown.card.channel_id, shown.card.message_id, card)
    if shown and shown.summary:
        # Written while the meeting was under way, it did not know the next one.
        card = session_cards.summary_card(shown)
        await delivery.edit(shown.summary.channel_id, shown.summary.message_id, card)


async def _tell(services: Services, delivery: Delivery, meeting: Meeting) -> None:
    """Tell moderators before it is noted that they know: cut off in between, it is told again."""
    channel_id = await services.session_events.moderators_of(meeting)
    if channel_id is not None:
        key = nonce("event", meeting.session.id, meeting.number, meeting.event_trouble)
        await delivery.send(channel_id, render.notice(meeting), key)
