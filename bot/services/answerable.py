"""Which requests somebody may answer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain.queues import OwnRequest
from bot.domain.requests import Audience, NotWaiting, RequestKind, UnknownRequest
from storage import blocks, requests

if TYPE_CHECKING:
    from bot.domain.callers import Caller
    from bot.domain.ids import RequestId
    from bot.domain.requests import Request
    from storage.connections import Connection


async def require_answerable(conn: Connection, caller: Caller, request_id: RequestId) -> Request:
    """Return a request that the caller may answer and that waits, whoever holds it.

    Raises:
        UnknownRequest: where it is gone, hidden, or not for the caller.
        OwnRequest: for the caller's own.
        NotWaiting: where it was answered, withdrawn or closed.
    """
    shown = await requests.shown(conn, caller.community_id, request_id)
    if shown is None or shown.hidden or shown.request.kind is RequestKind.SELF:
        raise UnknownRequest
    request = shown.request
    if request.user_id == caller.user_id:
        raise OwnRequest
    is_theirs = request.audience is Audience.ANYONE or request.asked == caller.user_id
    apart = await blocks.apart(conn, caller.community_id, caller.user_id)
    if not is_theirs or request.user_id in apart:
        raise UnknownRequest
    if not request.is_open:
        raise NotWaiting(request.state)
    return request
