"""Home: everything that a member's day needs, in few reads."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from bot.domain.days import week_of
from bot.domain.log_cards import NoPractice
from bot.domain.participations import beside
from bot.domain.today import Home, PracticeToday
from bot.services.members import require_profile
from storage.memory import Memory
from storage.today import OWN_TABLES, SHARED_TABLES, read_waiting

if TYPE_CHECKING:
    from datetime import datetime

    from bot.clock import Clock
    from bot.domain.callers import Caller
    from bot.domain.days import Week
    from bot.domain.requests import Request
    from bot.domain.today import Waiting
    from bot.services.advice import AdviceGiving
    from bot.services.beside import Besides
    from bot.services.histories import Histories
    from bot.services.ratings import Ratings
    from storage.connections import Connection
    from storage.database import Database


class _Read(NamedTuple):
    """What waited in a week, as it was read at an instant."""

    waiting: Waiting
    week: Week
    at: datetime

    def holds(self, week: Week, now: datetime) -> bool:
        """Tell whether it says what would be read now, unless something was written."""
        return self.week == week and self.at <= now < self.waiting.until


class Today:
    """What `/today` shows."""

    def __init__(
        self,
        db: Database,
        clock: Clock,
        histories: Histories,
        *,
        ratings: Ratings,
        besides: Besides,
        advice: AdviceGiving,
    ) -> None:
        self._db = db
        self._clock = clock
        self._histories = histories
        self._ratings = ratings
        self._besides = besides
        self._advice = advice
        self._remembered: Memory[_Read] = Memory(OWN_TABLES, SHARED_TABLES)
        db.listen(self._remembered.forget)

    async def home(self, caller: Caller) -> Home:
        """Return where each active practice stands, and what waits.

        Raises:
            NotStarted, NoPractice: where nothing is there to come home to.
        """
        now = self._clock.now()
        async with self._db.reading() as conn:
            profile = await require_profile(conn, caller)
            if not profile.active:
                raise NoPractice
            member = profile.member
            today = member.today(now)
            # What is judged for what stands beside need not be judged again for the numbers.
            told = await self._besides.of(conn, profile, now)
            summaries = await self._histories.summaries(conn, member, profile.active, now)
            waiting = await self._waiting_for(conn, caller, week_of(today), now)
        if told.advice and told.advice.is_new:
            await self._advice.give(told.advice)
        # A week is looked back on from the day of the weekly posts on.
        is_due = today.weekday() >= profile.community.weekly_time.weekday
        held, asked = _to_answer(caller, waiting, now)
        return Home(
            today=today,
            practices=tuple(
                PracticeToday(practice, summary, waiting.goals.get(practice.id))
                for practice, summary in zip(profile.active, summaries, strict=True)
            ),
            beside=told,
            adjustment=waiting.adjustment,
            reflect_on=week_of(today) if is_due and not waiting.has_reflected else None,
            feedback=self._ratings.sorted_out(caller, waiting.answers),
            held=held,
            asked=asked,
            lapsed=tuple(each for each in waiting.requests if not each.is_open),
            challenges=beside(waiting.challenges, today),
        )

    async def _waiting_for(
        self, conn: Connection, caller: Caller, week: Week, now: datetime
    ) -> Waiting:
        whose = caller.community_id, caller.user_id

        async def read() -> _Read:
            return _Read(await read_waiting(conn, *whose, week, now), week, now)

        found = await self._remembered.recall(
            *whose, read, holds=lambda known: known.holds(week, now)
        )
        return found.waiting


def _to_answer(
    caller: Caller, waiting: Waiting, now: datetime
) -> tuple[tuple[Request, ...], tuple[Request, ...]]:
    """Give the requests that the caller holds, and those put to them alone that nobody holds."""
    held = (each for each in waiting.requests if each.holder(now) == caller.user_id)
    asked = (
        each
        for each in waiting.requests
        if each.asked == caller.user_id and each.holder(now) is None
    )
    return tuple(held), tuple(asked)
