"""A community's data for its moderators: packed beside the event loop, one at a time."""

from __future__ import annotations

import asyncio
import tempfile
import threading
from contextlib import asynccontextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from bot.domain.exports import Exported, ExportUnderWay, NothingStored
from storage import export_files
from storage.errors import UnknownCommunity

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, Mapping
    from datetime import datetime

    from bot.clock import Clock
    from bot.domain.callers import Caller
    from bot.domain.exports import Progress
    from bot.domain.ids import CommunityId
    from bot.services.communities import Communities
    from storage.database import Database

FILE_NAME = "whetstone-community.zip"


class _Stopped(Exception):
    """Whoever waited for the export has gone."""


class Exports:
    """Packs what members share with their moderators; `storage.exports` says what that is."""

    def __init__(self, db: Database, clock: Clock, communities: Communities) -> None:
        self._db = db
        self._clock = clock
        self._communities = communities
        self._under_way: set[CommunityId] = set()

    @asynccontextmanager
    async def export(self, caller: Caller, papers: Mapping[str, str]) -> AsyncGenerator[Exported]:
        """Give a file with the caller's community, which is deleted after the block.

        ``papers`` are texts that come along, by file name.

        Raises:
            ModeratorsOnly: for anybody else.
            ExportUnderWay: where the community is just being packed.
            NothingStored: where nobody has used the bot yet.
        """
        await self._communities.require_moderator(caller)
        community_id = caller.community_id
        if community_id in self._under_way:
            raise ExportUnderWay
        self._under_way.add(community_id)
        stop = threading.Event()

        def go_on(_: int, __: int) -> None:
            if stop.is_set():
                raise _Stopped

        try:
            with tempfile.TemporaryDirectory(prefix="whetstone-") as folder:
                target = Path(folder) / FILE_NAME
                now = self._clock.now()
                yield await asyncio.to_thread(
                    pack, self._db.path, community_id, target, papers, now, go_on
                )
        finally:
            # A thread cannot be cancelled, and the program waits for it when it ends.
            stop.set()
            self._under_way.discard(community_id)


def pack(
    path: Path,
    community_id: CommunityId,
    target: Path,
    papers: Mapping[str, str],
    now: datetime,
    progress: Progress,
) -> Exported:
    """Pack one community of the database at ``path``; NothingStored for one that is not there."""
    try:
        with export_files.snapshot(path, community_id, now) as found:
            return export_files.pack(found, target, papers, progress)
    except UnknownCommunity:
        raise NothingStored from None
