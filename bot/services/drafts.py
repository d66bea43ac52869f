"""Keeps what was typed into a form until it is accepted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain.drafts import KEPT, Draft, DraftGone
from storage import drafts

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.clock import Clock
    from bot.domain.callers import Caller
    from storage.database import Database


class Drafts:
    """Forms that were refused, or that are answered in steps; each is its author's alone."""

    def __init__(self, db: Database, clock: Clock) -> None:
        self._db = db
        self._clock = clock

    async def keep(self, caller: Caller, press: str, answers: Mapping[str, str]) -> int:
        """Keep answers for a day and return the id under which they are found again."""
        draft = Draft(
            id=caller.interaction_id,
            community_id=caller.community_id,
            user_id=caller.user_id,
            press=press,
            answers=answers,
            expires_at=self._clock.now() + KEPT,
        )
        async with self._db.transaction() as tx:
            await drafts.keep(tx, draft)
        return draft.id

    async def get(self, caller: Caller, draft_id: int) -> Draft:
        """Return the caller's own draft.

        Raises:
            DraftGone: where it is not theirs, or its day is over.
        """
        async with self._db.reading() as conn:
            draft = await drafts.get(conn, caller.community_id, caller.user_id, draft_id)
        if draft is None or draft.expires_at <= self._clock.now():
            raise DraftGone
        return draft
