"""Versions of one work, compared with the ones before them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain.versions import Scored, compare, is_linked_openly
from storage import feedback, requests

if TYPE_CHECKING:
    from bot.domain.requests import Request
    from bot.domain.versions import Comparison
    from bot.services.rubrics import Rubrics
    from storage.connections import Connection


class Versions:
    """Reads within somebody else's read or transaction."""

    def __init__(self, rubrics: Rubrics) -> None:
        self._rubrics = rubrics

    async def compare(
        self, conn: Connection, request: Request, *, for_author: bool = False
    ) -> Comparison | None:
        """Put a version beside the one before it; None where there is none to be seen.

        Others see it only where the link gives away neither an author nor private work, nor what
        moderators hid.
        """
        if request.earlier_id is None:
            return None
        found = await requests.shown(conn, request.community_id, request.earlier_id)
        if found is None:
            return None
        earlier = found.request
        is_open = not found.hidden and is_linked_openly(earlier, request)
        if not (for_author or is_open):
            return None
        return compare(await self._scored(conn, earlier), await self._scored(conn, request))

    async def _scored(self, conn: Connection, request: Request) -> Scored:
        if request.rubric_version_id is None:
            return Scored(request)
        answers = await feedback.of_request(conn, request.community_id, request.id)
        counting = [each for each in answers if not (each.rating and each.rating.problematic)]
        rubric = await self._rubrics.version(conn, request.community_id, request.rubric_version_id)
        return Scored(request, rubric, counting[-1].levels if counting else None)
