"""How a community is doing: computed when moderators ask, and never stored."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain.health import MOST_REPORT_WEEKS, REPORT_WEEKS, BadWeeks
from bot.domain.health_facts import HealthSpan
from bot.services.health_work import compute
from bot.services.moderators import require_moderator

if TYPE_CHECKING:
    from bot.clock import Clock
    from bot.domain.callers import Caller
    from bot.domain.health import HealthReport
    from bot.services.offload import Offload
    from storage.database import Database


class Health:
    """Has the report computed away from the event loop; the bot itself reads nothing heavy."""

    def __init__(self, db: Database, clock: Clock, offload: Offload) -> None:
        self._db = db
        self._clock = clock
        self._offload = offload

    async def report(self, caller: Caller, weeks: int = REPORT_WEEKS) -> HealthReport:
        """Return the report about the last whole weeks, 1 to 26 of them.

        Raises:
            ModeratorsOnly: for anybody else.
            BadWeeks: for another number of weeks.
            WorkFailed: where the work came to no end.
        """
        async with self._db.reading() as conn:
            community = await require_moderator(conn, caller)
        if not 1 <= weeks <= MOST_REPORT_WEEKS:
            raise BadWeeks(MOST_REPORT_WEEKS)
        span = HealthSpan(self._clock.now(), community.zone, weeks)
        return await self._offload(compute, self._db.path, caller.community_id, span)
