"""What the logs say before and after an adjustment."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.domain.adjustment_effects import COMPARED, adopted_on, effect, last_day
from storage import profiles

if TYPE_CHECKING:
    from datetime import datetime

    from bot.domain.callers import Caller
    from bot.domain.reflections import LookBack
    from bot.services.histories import Histories
    from storage.connections import Connection


class AdjustmentEffects:
    """Compares each active practice with itself."""

    def __init__(self, histories: Histories) -> None:
        self._histories = histories

    async def beside(
        self, conn: Connection, caller: Caller, look: LookBack, now: datetime
    ) -> LookBack:
        """Put beside a look back what its adjustment did, where it was adopted earlier."""
        latest = look.adjustment
        profile = await profiles.get(conn, caller.community_id, caller.user_id)
        if profile is None or latest is None or latest.week >= look.week:
            return look
        member = profile.member
        first, last = adopted_on(latest, member), last_day(latest, member, member.today(now))
        reviews = await self._histories.reviews(conn, member, profile.active, now, first - COMPARED)
        found = (
            effect(practice, record, first, last)
            for practice, (_, record) in zip(profile.active, reviews, strict=True)
        )
        return replace(look, effects=tuple(each for each in found if each))
