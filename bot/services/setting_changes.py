"""The history of a community's settings."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain.paging import nearest_page
from bot.domain.setting_changes import PAGE_SIZE, ChangeList, SettingChange
from bot.services.moderators import require_moderator
from storage import setting_changes

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from bot.domain.callers import Caller
    from bot.domain.setting_changes import Setting
    from storage.connections import Transaction
    from storage.database import Database


class SettingChanges:
    """Reads what was changed; who changes a setting writes it down with ``record``."""

    def __init__(self, db: Database) -> None:
        self._db = db

    async def page(self, caller: Caller, number: int) -> ChangeList:
        """Return one page of all changes, the nearest one to ``number``.

        Raises:
            ModeratorsOnly: for anybody but a moderator.
        """
        here = caller.community_id
        async with self._db.reading() as conn:
            await require_moderator(conn, caller)
            how_many = await setting_changes.count(conn, here)
            page, last = nearest_page(number, how_many, PAGE_SIZE)
            found = await setting_changes.newest(conn, here, PAGE_SIZE, page * PAGE_SIZE)
        return ChangeList(found, page, last)


async def record(
    tx: Transaction, caller: Caller, changed: Mapping[Setting, tuple[str, str]], now: datetime
) -> None:
    """Write down what the caller changes: of each setting what it was and what it is now."""
    await setting_changes.add(
        tx,
        [
            SettingChange(
                id=caller.interaction_id,
                community_id=caller.community_id,
                setting=setting,
                before=before,
                after=after,
                changed_by=caller.user_id,
                changed_at=now,
            )
            for setting, (before, after) in changed.items()
        ],
    )
