"""Pictures, drawn elsewhere and kept for a while."""

from __future__ import annotations

import asyncio
import logging
from typing import TYPE_CHECKING, NamedTuple

from bot.domain.pictures import PictureFailed
from bot.pictures.painting import paint

if TYPE_CHECKING:
    from bot.domain.ids import UserId
    from bot.domain.pictures import Picture
    from bot.services.offload import Offload

log = logging.getLogger(__name__)

# A hundred pictures or so.
MOST_BYTES = 8 * 2**20
_NOBODY: frozenset[UserId] = frozenset()


class _Kept(NamedTuple):
    """A drawn picture, and the members whose days it shows."""

    content: bytes
    owners: frozenset[UserId]


class Pictures:
    """Has pictures drawn, one after the other; equal ones only once while they are remembered."""

    def __init__(self, offload: Offload, most_bytes: int = MOST_BYTES) -> None:
        self._offload = offload
        self._most_bytes = most_bytes
        # The one that was asked for last stands last.
        self._kept: dict[Picture, _Kept] = {}
        self._forgotten = 0
        self._one_at_a_time = asyncio.Lock()

    async def png(self, picture: Picture, owner: UserId | None = None) -> bytes:
        """Return the picture as a PNG file; ``owner`` is the member whose days it shows.

        Raises `PictureFailed` for whatever went wrong, once it is in the log.
        """
        forgotten = self._forgotten
        async with self._one_at_a_time:
            kept = self._kept.pop(picture, None)
            drawn = kept.content if kept else await self._draw(picture)
            # Else somebody may have deleted their data while it was drawn.
            if owner is None or forgotten == self._forgotten:
                owners = kept.owners if kept else _NOBODY
                self._keep(picture, _Kept(drawn, owners | {owner} if owner else owners))
        return drawn

    def forget(self, owner: UserId) -> None:
        """Drop every picture of a member's days."""
        self._forgotten += 1
        theirs = [picture for picture, kept in self._kept.items() if owner in kept.owners]
        for picture in theirs:
            del self._kept[picture]

    async def _draw(self, picture: Picture) -> bytes:
        try:
            return await self._offload(paint, picture)
        except Exception as error:
            log.exception("a picture of %d parts was not drawn", len(picture.panels))
            raise PictureFailed from error

    def _keep(self, picture: Picture, kept: _Kept) -> None:
        self._kept[picture] = kept
        held = sum(len(each.content) for each in self._kept.values())
        while held > self._most_bytes:
            held -= len(self._kept.pop(next(iter(self._kept))).content)
