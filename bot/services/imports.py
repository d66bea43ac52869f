"""Bringing logs in from files, and taking one's own out.

An import is looked at first and changes nothing; once its author says so, its rows are put where
they make no difference yet, a few at a time, and one short transaction makes all of it count.
"""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import replace
from typing import TYPE_CHECKING

from bot.domain.ids import ImportId
from bot.domain.import_refusals import ImportGone, ImportUnderWay, NothingToExport, NothingToImport
from bot.domain.import_standing import Standing
from bot.domain.imports import KEPT, Columns, KeptImport, Waiting
from bot.services import import_work
from bot.services.import_steps import Steps, clear
from bot.services.members import require_profile
from storage import imports
from storage.imports import DONE, PLACING, WAITING, StoredImport

if TYPE_CHECKING:
    from collections.abc import Generator

    from bot.clock import Clock
    from bot.domain.callers import Caller
    from bot.domain.imports import DayOrder, DryRun
    from bot.domain.profiles import Profile
    from bot.services.histories import Histories
    from bot.services.import_steps import Progress
    from bot.services.members import Members
    from bot.services.offload import Offload
    from storage.connections import Connection
    from storage.database import Database


class Imports:
    """A member's own files; each method is one use case."""

    def __init__(
        self, db: Database, clock: Clock, histories: Histories, members: Members, offload: Offload
    ) -> None:
        self._db = db
        self._clock = clock
        self._histories = histories
        self._members = members
        self._offload = offload
        self._under_way: set[int] = set()

    async def begin(self, caller: Caller, content: bytes, file_name: str) -> Waiting:
        """Look at a file, which then waits for an hour; it takes the place of one that waited.

        Raises:
            Refusals of `bot.domain.imports`: for a file that cannot be used.
            ImportUnderWay: where another one is just being brought in.
            NotStarted: where the caller deleted their data meanwhile.
            WorkFailed: where reading it came to no end.
        """
        async with self._db.transaction() as tx:
            await self._members.ensure(tx, caller)
        async with self._db.reading() as conn:
            standing = self._standing(await require_profile(conn, caller), caller.interaction_id)
            others = await imports.of_member(conn, caller.community_id, caller.user_id)
        known = next((each for each in others if each.id == caller.interaction_id), None)
        if known:
            return _waiting(known.id, known.kept, standing)
        if any(each.id in self._under_way for each in others):
            raise ImportUnderWay
        kept, packed = await self._offload(
            import_work.take_in, self._db.path, content, KeptImport(file_name=file_name), standing
        )
        for each in others:
            await self.put_away(caller, each.id)
        stored = StoredImport(
            id=ImportId(caller.interaction_id),
            community_id=caller.community_id,
            user_id=caller.user_id,
            state=WAITING,
            kept=kept,
            expires_at=self._clock.now() + KEPT,
        )
        async with self._db.transaction() as tx:
            # Its author may have deleted their data meanwhile.
            await self._members.require(tx, caller)
            await imports.add(tx, stored, packed)
        return _waiting(stored.id, kept, standing)

    async def look(self, caller: Caller, import_id: int) -> Waiting:
        """Return a file that waits, and what it would do.

        Raises:
            ImportGone: where it waits no longer.
        """
        async with self._db.reading() as conn:
            stored = await self._stored(conn, caller, import_id)
            return _waiting(
                stored.id,
                stored.kept,
                self._standing(await require_profile(conn, caller), import_id),
            )

    async def name_columns(self, caller: Caller, import_id: int, columns: Columns) -> Waiting:
        """Say what the columns of a table are, and look at it so.

        Raises:
            ImportGone: where it waits no longer.
            ImportUnderWay: where it is just being brought in.
            WorkFailed: where reading it came to no end.
        """
        with self._alone(import_id):
            async with self._db.reading() as conn:
                stored = await self._stored(conn, caller, import_id)
                packed = await imports.file_of(conn, stored)
                standing = self._standing(await require_profile(conn, caller), import_id)
            kept = stored.kept.model_copy(update={"columns": columns})
            kept = await self._offload(
                import_work.look_again, self._db.path, packed, kept, standing
            )
            async with self._db.transaction() as tx:
                if not await imports.save(tx, replace(stored, kept=kept)):
                    raise ImportGone
            return _waiting(stored.id, kept, standing)

    async def choose_order(self, caller: Caller, import_id: int, order: DayOrder) -> Waiting:
        """Say whether the day or the month comes first, and look at the table so.

        Raises:
            ImportGone: where it waits no longer.
        """
        waiting = await self.look(caller, import_id)
        if waiting.kept.columns is None:
            raise ImportGone
        columns = waiting.kept.columns.model_copy(update={"order": order})
        return await self.name_columns(caller, import_id, columns)

    async def put_away(self, caller: Caller, import_id: int) -> None:
        """Forget a file that waits; nothing of it was brought in.

        Raises:
            ImportUnderWay: where it is just being brought in.
        """
        key = (caller.community_id, caller.user_id, ImportId(import_id))
        with self._alone(import_id):
            async with self._db.reading() as conn:
                stored = await imports.get(conn, *key)
            if stored:
                await clear(self._db, self._histories, stored)

    async def bring_in(self, caller: Caller, import_id: int, progress: Progress) -> DryRun:
        """Bring a file in, whole or not at all, and return what was done.

        Raises:
            ImportGone: where it waits no longer, or is in already.
            ImportUnderWay: while an earlier click does the same.
            NothingToImport: where nothing would be new.
            ImportStale: where the practices changed meanwhile; nothing was brought in.
            WorkFailed: where reading it came to no end.
        """
        with self._alone(import_id):
            return await self._bring_in(caller, import_id, progress)

    async def export(self, caller: Caller) -> bytes:
        """Return all of the caller's logs and days of rest as our own CSV.

        Raises:
            NotStarted: for a stranger.
            NothingToExport: without a practice.
        """
        async with self._db.reading() as conn:
            profile = await require_profile(conn, caller)
        if not profile.practices:
            raise NothingToExport
        return await self._offload(
            import_work.write_out, self._db.path, profile.practices, self._standing(profile, 0)
        )

    async def tidy_up(self) -> None:
        """Delete files whose hour is over, and what a stopped program left half done."""
        async with self._db.reading() as conn:
            found = await imports.expired(conn, self._clock.now())
        for stored in found:
            if stored.id not in self._under_way:
                await clear(self._db, self._histories, stored)

    @contextmanager
    def _alone(self, import_id: int) -> Generator[None]:
        """Let nothing else happen to a file meanwhile. Raises ImportUnderWay."""
        if import_id in self._under_way:
            raise ImportUnderWay
        self._under_way.add(import_id)
        try:
            yield
        finally:
            self._under_way.discard(import_id)

    async def _bring_in(self, caller: Caller, import_id: int, progress: Progress) -> DryRun:
        steps = Steps(self._db, self._histories, progress)
        async with self._db.reading() as conn:
            stored = await self._stored(conn, caller, import_id)
        if stored.state == PLACING:
            # An earlier run was cut off.
            stored = await steps.roll_back(stored)
        async with self._db.reading() as conn:
            packed = await imports.file_of(conn, stored)
            standing = self._standing(await require_profile(conn, caller), import_id)
        if stored.kept.dry_run is None:
            raise ImportGone
        prepared = await self._offload(
            import_work.prepare, self._db.path, packed, stored.kept, standing
        )
        if not prepared.dry_run.adds:
            raise NothingToImport
        await steps.run(stored, prepared, standing)
        return prepared.dry_run

    async def _stored(self, conn: Connection, caller: Caller, import_id: int) -> StoredImport:
        key = (caller.community_id, caller.user_id, ImportId(import_id))
        stored = await imports.get(conn, *key)
        if stored is None or stored.expires_at <= self._clock.now() or stored.state == DONE:
            raise ImportGone
        return stored

    def _standing(self, profile: Profile, import_id: int) -> Standing:
        now = self._clock.now()
        return Standing(ImportId(import_id), profile.member, profile.practices, now)


def _waiting(import_id: int, kept: KeptImport, standing: Standing) -> Waiting:
    return Waiting(import_id, kept, standing.practices, standing.today)
