"""The queue: what somebody may answer, and who holds what."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.domain.ids import RequestId
from bot.domain.moderation import Suspended
from bot.domain.names import same_name
from bot.domain.paging import nearest_page
from bot.domain.queues import (
    PAGE,
    Explained,
    Filter,
    HoldsFull,
    QueuePage,
    RequestHeld,
    Taken,
    holds_allowed,
)
from bot.domain.requests import HOLD, Hold, UnknownRequest
from bot.domain.skills import UnknownSkill
from bot.services.answerable import require_answerable
from bot.services.queue_lines import QueueLines
from bot.services.welcome import require_welcome
from storage import queues, receipts, requests, skills, suspensions

if TYPE_CHECKING:
    from datetime import datetime, timedelta

    from bot.clock import Clock
    from bot.domain.callers import Caller
    from bot.domain.queue_lines import View
    from bot.domain.requests import Request
    from bot.services.standings import Standings
    from storage.connections import Connection
    from storage.database import Database


class Queues:
    """Shows what waits for an answer, and lets one helper at a time hold it."""

    def __init__(self, db: Database, clock: Clock, standings: Standings) -> None:
        self._db = db
        self._clock = clock
        self._standings = standings
        self._lines = QueueLines(db, standings)

    async def search(self, caller: Caller, skill: str) -> QueuePage:
        """Return the first page of what the caller may answer, of a skill where one is named.

        Raises:
            Suspended: for somebody whom moderators keep out.
            UnknownSkill: for a word that is not on the community's list.
        """
        only = await self._named(caller, skill) if skill.strip() else None
        return await self._page(caller, only, 0)

    async def page(self, caller: Caller, number: int, skill_id: int) -> QueuePage:
        """Return a page, the nearest one where the queue has grown shorter; a skill of 0: all.

        Raises:
            Suspended: for somebody whom moderators keep out.
        """
        only = await self._numbered(caller, skill_id) if skill_id else None
        return await self._page(caller, only, number)

    async def explain(self, caller: Caller, number: int, skill_id: int) -> Explained:
        """Return what `page` does, and why it is in this order.

        Raises:
            Suspended: for somebody whom moderators keep out.
        """
        only = await self._numbered(caller, skill_id) if skill_id else None
        view, pace = await self._view(caller, only)
        page = _page_of(view, pace, only, number)
        return Explained(view.explain(page.number, PAGE), page)

    async def held(self, caller: Caller) -> tuple[Request, ...]:
        """Return what the caller holds, the one whose time is over first first."""
        async with self._db.reading() as conn:
            return await queues.held_by(
                conn, caller.community_id, caller.user_id, self._clock.now()
            )

    async def take(self, caller: Caller, request_id: int) -> Taken:
        """Let the caller hold a request for 45 minutes; one that they hold stays as it is.

        Raises:
            Suspended: for somebody whom moderators keep out.
            UnknownRequest: where it is gone, hidden, or not for the caller.
            OwnRequest: for the caller's own.
            NotWaiting: where it was answered, withdrawn or closed.
            RequestHeld: where somebody was faster.
            HoldsFull: where the caller holds as many as they may.
        """
        now = self._clock.now()
        async with self._db.transaction() as tx:
            await require_welcome(tx, caller)
            request = await require_answerable(tx, caller, RequestId(request_id))
            holder = request.holder(now)
            if request.hold and holder not in (None, caller.user_id):
                raise RequestHeld(*request.hold)
            is_new = await receipts.claim(tx, caller.community_id, caller.interaction_id, now)
            if holder or not is_new:
                return Taken(request, again=True)
            if await suspensions.is_suspended(tx, caller.community_id, request.user_id):
                raise UnknownRequest
            await self._require_hand(tx, caller, now)
            request = replace(request, hold=Hold(caller.user_id, now + HOLD))
            await requests.save(tx, request)
        return Taken(request)

    async def release(self, caller: Caller, request_id: int) -> Request:
        """Let a request go back to the queue at once; where it is not the caller's, it stays.

        Raises:
            UnknownRequest: where it is gone.
        """
        now = self._clock.now()
        async with self._db.transaction() as tx:
            request = await requests.get(tx, caller.community_id, RequestId(request_id))
            if request is None:
                raise UnknownRequest
            is_new = await receipts.claim(tx, caller.community_id, caller.interaction_id, now)
            if is_new and request.holder(now) == caller.user_id:
                request = replace(request, hold=None)
                await requests.save(tx, request)
        return request

    async def _require_hand(self, tx: Connection, caller: Caller, now: datetime) -> None:
        """Let those through who may hold one more."""
        held = await queues.held_by(tx, caller.community_id, caller.user_id, now)
        if not held:
            return
        standing = await self._standings.of_member(tx, caller.community_id, caller.user_id, now)
        limit = holds_allowed(gives_a_lot=standing.gives_a_lot)
        if len(held) >= limit:
            raise HoldsFull(limit, tuple(request.id for request in held))

    async def _page(self, caller: Caller, only: Filter | None, number: int) -> QueuePage:
        view, pace = await self._view(caller, only)
        return _page_of(view, pace, only, number)

    async def _view(self, caller: Caller, only: Filter | None) -> tuple[View, timedelta | None]:
        viewer = await self._lines.viewer(caller.community_id, caller.user_id)
        if viewer.is_suspended:
            raise Suspended
        line, pace = await self._lines.of(caller.community_id, self._clock.now())
        return line.view(viewer, only.skill_id if only else None), pace

    async def _named(self, caller: Caller, name: str) -> Filter:
        async with self._db.reading() as conn:
            listed = await skills.of_community(conn, caller.community_id)
        found = next((skill for skill in listed if same_name(skill.name, name)), None)
        if found is None:
            raise UnknownSkill(name)
        head = next(skill for skill in listed if skill.id == (found.synonym_of or found.id))
        return Filter(head.id, head.name)

    async def _numbered(self, caller: Caller, skill_id: int) -> Filter | None:
        """Return the skill with this id, or what it was joined with; None where it is gone."""
        async with self._db.reading() as conn:
            listed = {
                each.id: each for each in await skills.of_community(conn, caller.community_id)
            }
        found = next((skill for skill in listed.values() if skill.id == skill_id), None)
        if found is None:
            return None
        head = listed[found.synonym_of or found.id]
        return Filter(head.id, head.name)


def _page_of(view: View, pace: timedelta | None, only: Filter | None, number: int) -> QueuePage:
    waiting = len(view)
    nearest, last = nearest_page(number, waiting, PAGE)
    return QueuePage(
        entries=view.page(nearest, PAGE),
        number=nearest,
        last=last,
        waiting=waiting,
        longest_days=view.longest_days,
        pace=pace,
        mine=view.mine,
        only=only,
    )
