"""The steps by which an import is written, none of which keeps other writers waiting for long."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Protocol

from bot.domain.days import DAY
from bot.domain.ids import PracticeId
from bot.domain.import_refusals import ImportGone, ImportStale
from bot.domain.practices import Archive
from storage import imports, practices, rests
from storage.imports import DONE, PLACING, WAITING

if TYPE_CHECKING:
    from bot.domain.import_standing import Standing
    from bot.domain.practices import Practice
    from bot.services.histories import Histories
    from bot.services.import_work import Prepared
    from storage.connections import Transaction
    from storage.database import Database
    from storage.imports import StoredImport

SLICE = 500


class Progress(Protocol):
    """Is told again and again how much is done, and of how much."""

    async def __call__(self, done: int, total: int, /) -> None:
        """Tell somebody, or let it be."""
        ...


class Steps:
    """Writes one import: rows wait, early ones go among the logs, then all of it counts at once.

    New practices are put aside from before their first day on until then, so that no rule covers a
    day of theirs. Cut off at any point, `roll_back` or `clear` takes back what was written.
    """

    def __init__(self, db: Database, histories: Histories, progress: Progress) -> None:
        self._db = db
        self._histories = histories
        self._progress = progress

    async def run(self, stored: StoredImport, prepared: Prepared, standing: Standing) -> None:
        """Write all of it.

        Raises:
            ImportStale: where the practices changed meanwhile; nothing is left of it.
            ImportGone: where its author's data were deleted meanwhile.
        """
        made = tuple(int(practice.id) for practice in prepared.new)
        stored = replace(stored, state=PLACING, kept=stored.kept.model_copy(update={"made": made}))
        try:
            await self._place(stored, prepared, standing)
            await self._reveal(stored, prepared, standing)
        except Exception:
            await self.roll_back(stored)
            raise
        finally:
            for practice_id in prepared.touched:
                self._histories.forget(practice_id)
        await clear(self._db, self._histories, replace(stored, state=DONE))

    async def roll_back(self, stored: StoredImport) -> StoredImport:
        """Take back what was written; the file waits again."""
        await _empty(self._db, self._histories, stored)
        kept = stored.kept.model_copy(update={"made": ()})
        waiting = replace(stored, state=WAITING, kept=kept)
        async with self._db.transaction() as tx:
            await imports.save(tx, waiting)
        return waiting

    async def _place(self, stored: StoredImport, prepared: Prepared, standing: Standing) -> None:
        """Let rows wait, and put early ones among the logs; nothing counts yet."""
        total = prepared.rows + prepared.early
        async with self._db.transaction() as tx:
            await _save(tx, stored)
            for practice in prepared.new:
                await practices.add(tx, _put_aside(practice), standing.now)
        for number, rows in enumerate(prepared.chunks):
            async with self._db.transaction() as tx:
                await _save(tx, stored)
                await imports.stage(tx, stored, rows)
            await self._progress(min((number + 1) * SLICE, prepared.rows), total)
        for first in range(0, prepared.early, SLICE):
            until = min(first + SLICE, prepared.early)
            async with self._db.transaction() as tx:
                await _save(tx, stored)
                await imports.place(tx, stored, first, until)
            await self._progress(prepared.rows + until, total)

    async def _reveal(self, stored: StoredImport, prepared: Prepared, standing: Standing) -> None:
        """Make all of it count, in one transaction."""
        new = {practice.id for practice in prepared.new}
        async with self._db.transaction() as tx:
            await _save(tx, replace(stored, state=DONE))
            known = await practices.of_member(tx, stored.community_id, stored.user_id)
            if tuple(each for each in known if each.id not in new) != standing.practices:
                raise ImportStale
            await imports.place(tx, stored, prepared.early, prepared.rows)
            for practice in prepared.new:
                await practices.save(tx, practice)
            for practice in prepared.moved:
                await imports.move_start(tx, practice)
            for rest in prepared.rests:
                await rests.add(tx, rest)


async def clear(db: Database, histories: Histories, stored: StoredImport) -> None:
    """Forget a file; what was written of one that was cut off is taken back."""
    await _empty(db, histories, stored)
    async with db.transaction() as tx:
        await imports.remove(tx, stored)


async def _empty(db: Database, histories: Histories, stored: StoredImport) -> None:
    async with db.reading() as conn:
        rows = await imports.rows_waiting(conn, stored)
    for first in range(0, rows, SLICE):
        async with db.transaction() as tx:
            if stored.state == PLACING:
                await imports.take_back(tx, stored, first, first + SLICE)
            await imports.drop_rows(tx, stored, first, first + SLICE)
    if stored.state == PLACING:
        async with db.transaction() as tx:
            for practice_id in stored.kept.made:
                await imports.remove_practice(tx, stored, practice_id)
        for practice_id in stored.kept.made:
            histories.forget(PracticeId(practice_id))


async def _save(tx: Transaction, stored: StoredImport) -> None:
    if not await imports.save(tx, stored):
        raise ImportGone


def _put_aside(practice: Practice) -> Practice:
    """Let no rule cover a day of it: put aside the day before it begins."""
    return replace(practice, archives=(Archive(practice.started_on - DAY, None),))
