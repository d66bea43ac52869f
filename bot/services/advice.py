"""Giving advice on `/today`, and acting on it in one tap."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain.advice import (
    ONE_IN,
    RESTFUL,
    AdviceGone,
    AdviceKind,
    Followed,
    advise,
    felt_from,
    next_planned,
)
from bot.domain.amounts import Standard
from bot.domain.days import Span
from bot.domain.ids import RestId
from bot.domain.practices import pick, with_standard
from bot.domain.rests import Rest
from bot.domain.steps import harder, smaller
from storage import advice, practices, receipts, rests

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import date, datetime

    from bot.clock import Clock
    from bot.domain.advice import Advice
    from bot.domain.callers import Caller
    from bot.domain.day_facts import DayFacts
    from bot.domain.ids import PracticeId
    from bot.domain.practices import Practice
    from bot.services.members import Members
    from storage.connections import Connection, Transaction
    from storage.database import Database


class AdviceGiving:
    """At most one advice in two weeks, shown for a week until it is followed or waved off."""

    def __init__(self, db: Database, clock: Clock, members: Members) -> None:
        self._db = db
        self._clock = clock
        self._members = members

    async def today(self, conn: Connection, facts: DayFacts) -> Advice | None:
        """Return what is advised today, which `give` notes where it is new."""
        if facts.profile.pause_on(facts.today):
            return None
        member = facts.profile.member
        last, felt = await advice.read(
            conn,
            member.community_id,
            member.user_id,
            [each.practice.id for each in facts.reviewed],
            felt_from(facts.today),
        )
        return advise(facts, felt, last)

    async def give(self, given: Advice) -> None:
        """Note that an advice is shown for the first time; a second time changes nothing."""
        async with self._db.single() as tx:
            await advice.give(tx, given, given.given_on - ONE_IN)

    async def wave_off(self, caller: Caller) -> None:
        """Show the last advice no more; another one comes in two weeks at the earliest."""
        async with self._db.transaction() as tx:
            await advice.close(tx, caller.community_id, caller.user_id, self._clock.now())

    async def take_day_off(self, caller: Caller, practice_id: PracticeId) -> Followed:
        """Rest from a practice on its next planned day, as advised.

        Raises:
            NotStarted, UnknownPractice: where there is no such practice.
            AdviceGone: where that is not advised, or not any more.
        """
        async with self._db.transaction() as tx:
            practice, today = await self._own(tx, caller, practice_id)
            day = next_planned(practice, today)
            is_new = await self._follow(tx, caller, practice, today, RESTFUL)
            if is_new and not practice.rests_on(day):
                await rests.add(tx, _day_off(caller, practice, day, self._clock.now()))
            return Followed(practice, today, free_day=day)

    async def change_minimum(
        self, caller: Caller, practice_id: PracticeId, minimum: int
    ) -> Followed:
        """Give a practice the minimum that was advised, in hundredths of its unit.

        Raises:
            NotStarted, UnknownPractice: where there is no such practice.
            AdviceGone: where that is not advised, or not any more.
        """
        async with self._db.transaction() as tx:
            practice, today = await self._own(tx, caller, practice_id)
            standard = practice.standard_on(today)
            steps = {AdviceKind.TOO_HARD: smaller(standard), AdviceKind.EASY: harder(standard)}
            fitting = {kind for kind, step in steps.items() if step == minimum}
            if await self._follow(tx, caller, practice, today, fitting):
                practice = with_standard(practice, Standard(minimum, standard.unit), today)
                await practices.save(tx, practice)
            return Followed(practice, today)

    async def _own(
        self, conn: Connection, caller: Caller, practice_id: PracticeId
    ) -> tuple[Practice, date]:
        member = await self._members.require(conn, caller)
        known = await practices.of_member(conn, caller.community_id, caller.user_id)
        return pick(known, str(practice_id)), member.today(self._clock.now())

    async def _follow(
        self,
        tx: Transaction,
        caller: Caller,
        practice: Practice,
        today: date,
        kinds: Collection[AdviceKind],
    ) -> bool:
        """Close the advice that is followed, one of these kinds; False where it was done before.

        Raises AdviceGone.
        """
        now = self._clock.now()
        if not await receipts.claim(tx, caller.community_id, caller.interaction_id, now):
            return False
        given = await advice.latest(tx, caller.community_id, caller.user_id)
        if given is None or not given.is_about(practice, kinds) or not given.is_shown(today):
            raise AdviceGone
        await advice.close(tx, caller.community_id, caller.user_id, now)
        return True


def _day_off(caller: Caller, practice: Practice, day: date, now: datetime) -> Rest:
    return Rest(
        id=RestId(caller.interaction_id),
        community_id=caller.community_id,
        user_id=caller.user_id,
        practice_id=practice.id,
        days=Span(day, day),
        is_pause=False,
        taken_at=now,
    )
