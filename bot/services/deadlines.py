"""What happens by itself with a request that waits: offered, told to moderators, closed kindly."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from typing import TYPE_CHECKING

from bot.domain.helpers import MOST_ASKED, ONE_NUDGE_IN, Offer
from bot.domain.ids import NOBODY
from bot.domain.requests import (
    LAPSES_AFTER,
    OFFERED_AFTER,
    TOLD_AFTER,
    Audience,
    Due,
    RequestState,
    Step,
)
from bot.domain.settings import Nudges
from bot.services.askable import is_askable
from storage import communities, deadlines, helpers, profiles, requests

if TYPE_CHECKING:
    from datetime import datetime, timedelta

    from bot.clock import Clock
    from bot.domain.ids import CommunityId
    from bot.domain.requests import Request
    from bot.services.helpers import Helpers
    from storage.connections import Connection, Transaction
    from storage.database import Database

PAGE = 200
MOST_EYES = 5


class Deadlines:
    """Each step is taken once, even where the bot stopped in the middle."""

    def __init__(self, db: Database, clock: Clock, helpers_: Helpers) -> None:
        self._db = db
        self._clock = clock
        self._helpers = helpers_
        self.one_run = asyncio.Lock()
        """Held while steps are taken, so that two runs do not take the same one."""

    async def due(self) -> tuple[Request, ...]:
        """Return requests with which something is to happen now, those due longest first."""
        async with self._db.reading() as conn:
            return await deadlines.due(conn, self._clock.now(), PAGE)

    async def needs_eyes(self, community_id: CommunityId, at: datetime) -> tuple[Request, ...]:
        """Return public requests that nobody has answered for two days, for the weekly post."""
        async with self._db.reading() as conn:
            before = at - OFFERED_AFTER
            return await deadlines.needs_eyes(conn, community_id, before, MOST_EYES)

    async def offer(self, request: Request) -> tuple[Offer, ...]:
        """Choose whom to write to about a request, at most once a week to anybody.

        Whom it names is noted before anything is sent: a message may be lost, and is never doubled.
        """
        now = self._clock.now()
        possible = await self._possible(request)
        offers: list[Offer] = []
        async with self._db.transaction() as tx:
            waiting = await self._free(tx, request, Step.OFFER)
            if waiting is None:
                return ()
            for offer in possible:
                if len(offers) < MOST_ASKED and await helpers.nudge(
                    tx, waiting, offer.user_id, now, now - ONE_NUDGE_IN
                ):
                    offers.append(replace(offer, request=waiting))
            await _next(tx, waiting, Step.TELL)
        return tuple(offers)

    async def moderators_of(self, request: Request) -> int | None:
        """Return the channel in which moderators are to hear of a request, if it still waits."""
        if self._is_overtaken(request, LAPSES_AFTER - TOLD_AFTER):
            return None
        async with self._db.reading() as conn:
            waits = await self._still(conn, request, Step.TELL)
            if waits is None or await _is_hidden(conn, request):
                return None
            community = await communities.get_or_default(conn, request.community_id)
        return community.moderator_channel_id

    async def told(self, request: Request, retry_at: datetime | None = None) -> None:
        """Note that moderators were told or cannot be, or that it is to be tried again."""
        async with self._db.transaction() as tx:
            waiting = await self._still(tx, request, Step.TELL)
            if waiting is None:
                return
            if retry_at:
                await requests.save(tx, replace(waiting, due=Due(Step.TELL, retry_at)))
            else:
                await _next(tx, waiting, Step.LAPSE)

    async def lapse(self, request: Request) -> Request | None:
        """Close a request that nobody answered in four weeks; None where that is not so."""
        async with self._db.transaction() as tx:
            waiting = await self._free(tx, request, Step.LAPSE)
            if waiting is None:
                return None
            lapsed = waiting.closed(RequestState.LAPSED, self._clock.now())
            await requests.close(tx, lapsed)
        return lapsed

    def _is_overtaken(self, request: Request, next_after: timedelta) -> bool:
        """Tell whether the step after is due as well, after a long absence: one is enough."""
        return request.due is None or self._clock.now() >= request.due.at + next_after

    async def _possible(self, request: Request) -> tuple[Offer, ...]:
        if self._is_overtaken(request, TOLD_AFTER - OFFERED_AFTER):
            return ()
        async with self._db.reading() as conn:
            if await _is_hidden(conn, request):
                return ()
            if request.audience is Audience.PERSON:
                return await _to_one(conn, request, self._clock.now())
        likely = await self._helpers.likely(request)
        return tuple(Offer(request, each.user_id, each) for each in likely)

    async def _free(self, tx: Transaction, request: Request, step: Step) -> Request | None:
        """Return a request that still waits for a step; one that is held waits for its hold."""
        found = await self._still(tx, request, step)
        if found and found.hold and found.holder(self._clock.now()):
            await requests.save(tx, replace(found, due=Due(step, found.hold.until)))
            return None
        return found

    async def _still(self, conn: Connection, request: Request, step: Step) -> Request | None:
        """Return the request as it is now, if this step is still its next."""
        found = await requests.get(conn, request.community_id, request.id)
        if found is None or not found.is_open or found.due is None or found.due.step is not step:
            return None
        return found


async def _is_hidden(conn: Connection, request: Request) -> bool:
    shown = await requests.shown(conn, request.community_id, request.id)
    return shown is not None and shown.hidden


async def _to_one(conn: Connection, request: Request, now: datetime) -> tuple[Offer, ...]:
    """Offer a request to whom it was put, if they want to hear of it and nothing is held."""
    asked = request.asked or NOBODY
    profile = await profiles.get(conn, request.community_id, asked)
    if profile is None or profile.member.nudges is not Nudges.ON:
        return ()
    if profile.pause_on(profile.member.today(now)):
        return ()
    askable = await is_askable(conn, request.community_id, request.user_id, asked)
    return (Offer(request, asked, None),) if askable else ()


async def _next(tx: Transaction, request: Request, step: Step) -> None:
    after = TOLD_AFTER if step is Step.TELL else LAPSES_AFTER
    await requests.save(tx, replace(request, due=Due(step, request.asked_at + after)))
