"""Pictures, drawn elsewhere and kept for a while."""

from __future__ import annotations

import asyncio
import logging
from typing import TYPE_CHECKING

from bot.domain.pictures import PictureFailed
from bot.pictures.painting import paint

if TYPE_CHECKING:
    from bot.domain.pictures import Picture
    from bot.services.offload import Offload

log = logging.getLogger(__name__)

# A hundred pictures or so.
MOST_BYTES = 8 * 2**20


class Pictures:
    """Has pictures drawn, one after the other; equal ones only once while they are remembered."""

    def __init__(self, offload: Offload, most_bytes: int = MOST_BYTES) -> None:
        self._offload = offload
        self._most_bytes = most_bytes
        # The one that was asked for last stands last.
        self._kept: dict[Picture, bytes] = {}
        self._one_at_a_time = asyncio.Lock()

    async def png(self, picture: Picture) -> bytes:
        """Return the picture as a PNG file.

        Raises `PictureFailed` for whatever went wrong, once it is in the log.
        """
        async with self._one_at_a_time:
            drawn = self._kept.pop(picture, None)
            if drawn is None:
                drawn = await self._draw(picture)
            self._keep(picture, drawn)
        return drawn

    async def _draw(self, picture: Picture) -> bytes:
        try:
            return await self._offload(paint, picture)
        except Exception as error:
            log.exception("the picture %r was not drawn", picture.title)
            raise PictureFailed from error

    def _keep(self, picture: Picture, drawn: bytes) -> None:
        self._kept[picture] = drawn
        held = sum(map(len, self._kept.values()))
        while held > self._most_bytes:
            held -= len(self._kept.pop(next(iter(self._kept))))
