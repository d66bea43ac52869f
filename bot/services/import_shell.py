"""An import asked for at the command line: looked at beside a running bot, written without one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.domain.callers import Caller
from bot.domain.ids import ImportId, InteractionId
from bot.domain.import_files import check_size
from bot.domain.import_refusals import DoubtfulDays
from bot.domain.import_standing import Standing
from bot.domain.imports import DayOrder, KeptImport
from bot.domain.members import NotStarted
from bot.services import import_work
from bot.services.container import Services
from storage import import_reading
from storage.database import Database

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path

    from bot.clock import Clock
    from bot.domain.ids import CommunityId, UserId
    from bot.domain.imports import DryRun

DISCORD_EPOCH_MS = 1_420_070_400_000
_SHIFT = 22


@dataclass(frozen=True, slots=True)
class Asked:
    """What was typed; the columns of a table are guessed, without names all rows go ``into``."""

    community_id: CommunityId
    user_id: UserId
    file: Path
    into: str = ""
    month_first: bool | None = None


async def run(path: Path, clock: Clock, asked: Asked, *, apply: bool) -> DryRun:
    """Return what the import would do, or did.

    Raises:
        NotStarted: where the member is not known.
        DoubtfulDays: where it has to be told whether the day or the month comes first.
        Refusals of `bot.domain.imports`: for a file that cannot be used.
        OSError, StorageError: for files that cannot be read; InUse to apply while the bot runs.
    """
    check_size(asked.file.stat().st_size)
    content = asked.file.read_bytes()
    found = import_reading.member_of(path, asked.community_id, asked.user_id)
    if found is None:
        raise NotStarted
    standing = Standing(ImportId(0), *found, clock.now())
    kept = _looked_at(path, content, asked, standing)
    if kept.dry_run is None:
        raise DoubtfulDays(kept.asks_order)
    return await _bring_in(path, clock, asked, content, kept) if apply else kept.dry_run


def _looked_at(path: Path, content: bytes, asked: Asked, standing: Standing) -> KeptImport:
    kept, packed = import_work.take_in(
        path, content, KeptImport(file_name=asked.file.name), standing
    )
    if kept.layout is None:
        return kept
    order = {True: DayOrder.MONTH_FIRST, False: DayOrder.DAY_FIRST, None: None}[asked.month_first]
    told = {"order": order, "into": asked.into or kept.layout.guess.into}
    columns = kept.layout.guess.model_copy(update=told)
    return import_work.look_again(
        path, packed, kept.model_copy(update={"columns": columns}), standing
    )


async def _bring_in(
    path: Path, clock: Clock, asked: Asked, content: bytes, kept: KeptImport
) -> DryRun:
    db = await Database.open(path)
    try:
        services = Services(db, clock)
        caller = Caller(
            community_id=asked.community_id,
            user_id=asked.user_id,
            interaction_id=_id_at(clock.now()),
            manages_server=False,
        )
        waiting = await services.imports.begin(caller, content, asked.file.name)
        if kept.columns:
            await services.imports.name_columns(caller, waiting.import_id, kept.columns)
        return await services.imports.bring_in(caller, waiting.import_id, _silent)
    finally:
        await db.close()


async def _silent(_done: int, _total: int, /) -> None:
    """Tell nobody: at the command line it takes seconds."""


def _id_at(now: datetime) -> InteractionId:
    """Give the id that Discord would give to something said now."""
    milliseconds = int(now.timestamp() * 1000) - DISCORD_EPOCH_MS
    return InteractionId(milliseconds << _SHIFT)
