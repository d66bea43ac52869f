"""Requests as they are stored, for tests that begin where one waits already."""

from __future__ import annotations

import itertools
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from bot.domain.ids import RequestId, UserId
from bot.domain.places import Place
from bot.domain.requests import OFFERED_AFTER, Due, Request, RequestKind, Step
from bot.domain.settings import Nudges
from storage import members, requests
from tests.support.callers import HERE

if TYPE_CHECKING:
    from datetime import datetime

    from bot.domain.requests import RequestState
    from storage.database import Database

_ids = itertools.count(9_000)


async def ask(db: Database, user: UserId, now: datetime, **what: Any) -> Request:
    """Let a member ask for feedback; a public request has its card at once."""
    number = next(_ids)
    request = Request(
        id=RequestId(number),
        community_id=HERE,
        user_id=user,
        kind=RequestKind.WORK,
        title="My essay",
        asked_at=now,
        work="It was a dark and stormy night.",
        question="Does the beginning pull you in?",
        due=Due(Step.OFFER, now + OFFERED_AFTER),
    )
    request = replace(request, **what)
    if request.is_public:
        request = replace(request, card=Place(77, number))
    async with db.transaction() as tx:
        await requests.add(tx, request)
    return request


async def close(
    db: Database, request: Request, state: RequestState, at: datetime | None = None
) -> None:
    """Let a request wait no longer, at once unless told."""
    async with db.transaction() as tx:
        await requests.save(tx, request.closed(state, at or request.asked_at))


async def want_nudges(db: Database, *users: UserId) -> None:
    """Let members switch nudges on."""
    async with db.transaction() as tx:
        for user in users:
            member = await members.get(tx, HERE, user)
            assert member
            await members.save(tx, replace(member, nudges=Nudges.ON))


async def reload(db: Database, request: Request) -> Request:
    """Return a request as it is stored now."""
    async with db.reading() as conn:
        found = await requests.get(conn, request.community_id, request.id)
    assert found
    return found
