"""The 30-day plan: starting, noting, stopping, and what its report tells."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.domain.ids import PlanId
from bot.domain.month_plan_rules import (
    NoPlan,
    choose,
    clean_learnt,
    put_away,
    require_late,
    require_moment,
    require_running,
)
from bot.domain.month_plans import (
    LONGEST_NOTE,
    LONGEST_OUTCOME,
    Course,
    Moment,
    MonthPlan,
    PlanNote,
    PlanNotes,
    PlanOffer,
    PlanToday,
    course_of,
)
from bot.domain.names import clean_text
from bot.services.members import require_profile
from bot.services.month_plan_reads import PlanReads
from storage import month_plans, receipts

if TYPE_CHECKING:
    from bot.clock import Clock
    from bot.domain.callers import Caller
    from bot.domain.day_facts import DayFacts
    from bot.domain.month_plan_reports import PlanReport
    from bot.domain.month_plans import PlanShown
    from bot.domain.practices import Practice
    from bot.domain.profiles import Profile
    from bot.services.histories import Histories
    from storage.connections import Connection, Transaction
    from storage.database import Database


class MonthPlans:
    """A member's own plans; what their weeks came to is derived whenever one is looked at."""

    def __init__(self, db: Database, clock: Clock, histories: Histories) -> None:
        self._db = db
        self._clock = clock
        self._reads = PlanReads(histories)

    async def start(self, caller: Caller, text: str = "") -> PlanShown | PlanReport | PlanOffer:
        """Start thirty days with a practice, by id or name; with the only one where none is named.

        Where there are several, nothing is started, and what may be chosen comes back. The report
        of an earlier plan is put away.

        Raises:
            NotStarted, NoPractice, UnknownPractice: where there is nothing to plan.
            PlanOnArchived: for a practice that was put aside.
            PlanRunning: while another plan runs.
        """
        plan_id = PlanId(caller.interaction_id)
        async with self._db.transaction() as tx:
            profile = await require_profile(tx, caller)
            if await month_plans.get(tx, caller.community_id, caller.user_id, plan_id) is None:
                earlier = await self._make_room(tx, profile)
                practice = choose(profile.practices, text)
                if practice is None:
                    return await _offer(tx, profile)
                if earlier:
                    await month_plans.save(tx, earlier)
                await month_plans.add(tx, self._new(plan_id, practice, profile))
        return await self.seen(caller, plan_id)

    async def show(self, caller: Caller) -> PlanShown | PlanReport | PlanOffer:
        """Return the plan that runs, the report that waits, or what a plan could be started with.

        Raises:
            NotStarted: for a stranger.
        """
        async with self._db.reading() as conn:
            profile = await require_profile(conn, caller)
            plan = await month_plans.held(conn, caller.community_id, caller.user_id)
            if plan is None:
                return await _offer(conn, profile)
            return await self._reads.seen(conn, profile, plan, self._clock.now())

    async def seen(self, caller: Caller, plan_id: PlanId) -> PlanShown | PlanReport:
        """Return one plan as it stands while it runs, and its report afterwards.

        Raises:
            NotStarted, NoPlan: where there is none of the caller's.
        """
        async with self._db.reading() as conn:
            profile = await require_profile(conn, caller)
            plan = await _plan(conn, caller, plan_id)
            return await self._reads.seen(conn, profile, plan, self._clock.now())

    async def notes(self, caller: Caller, plan_id: PlanId) -> PlanNotes:
        """Return all notes of a plan.

        Raises:
            NotStarted, NoPlan: where there is none of the caller's.
        """
        async with self._db.reading() as conn:
            profile = await require_profile(conn, caller)
            plan = await _plan(conn, caller, plan_id)
            notes = await month_plans.notes(conn, plan)
        practice = profile.practice(plan.practice_id)
        return PlanNotes(plan, practice, profile.member.today(self._clock.now()), notes)

    async def running(self, caller: Caller) -> PlanId:
        """Return the plan that runs.

        Raises:
            NotStarted, NoPlan, PlanIsOver: where none does.
        """
        async with self._db.reading() as conn:
            profile = await require_profile(conn, caller)
            plan = await month_plans.held(conn, caller.community_id, caller.user_id)
            if plan is None:
                raise NoPlan
            require_running(plan, self._course(profile, plan))
        return plan.id

    async def note(self, caller: Caller, plan_id: PlanId, text: str) -> PlanNotes:
        """Keep a note on today.

        Raises:
            NotStarted, NoPlan, PlanIsOver: where that plan does not run.
            EmptyName, NameTooLong, HiddenCharacters: for a note that cannot be kept.
        """
        said = clean_text(text, "note", LONGEST_NOTE)
        now = self._clock.now()
        async with self._db.transaction() as tx:
            profile = await require_profile(tx, caller)
            plan = await _plan(tx, caller, plan_id)
            require_running(plan, self._course(profile, plan))
            note = PlanNote(profile.member.today(now), said, now)
            await month_plans.add_note(tx, plan, caller.interaction_id, note)
        return await self.notes(caller, plan_id)

    async def stop(self, caller: Caller, plan_id: PlanId, learnt: str) -> PlanShown | PlanReport:
        """Stop a plan before its end; what was learnt may be left out.

        Raises:
            NotStarted, NoPlan, PlanIsOver: where that plan does not run.
            NameTooLong, HiddenCharacters: for words that cannot be kept.
        """
        said = clean_learnt(learnt)
        async with self._db.transaction() as tx:
            profile = await require_profile(tx, caller)
            plan = await _plan(tx, caller, plan_id)
            if await self._claim(tx, caller):
                course = self._course(profile, plan)
                require_running(plan, course)
                await month_plans.save(tx, replace(plan, learnt=said, stopped_on=course.until))
        return await self.seen(caller, plan_id)

    async def say_confidence(
        self, caller: Caller, plan_id: PlanId, moment: Moment, level: int
    ) -> PlanShown | PlanReport:
        """Note how sure the caller is, 1 to 5: in the first week, and from day 29 on.

        Raises:
            NotStarted, NoPlan: where the caller holds no such plan.
            NotTheMoment: at any other time.
        """
        async with self._db.transaction() as tx:
            profile = await require_profile(tx, caller)
            plan = await _plan(tx, caller, plan_id)
            if await self._claim(tx, caller):
                require_moment(moment, plan, self._course(profile, plan))
                before = level if moment is Moment.BEFORE else plan.confidence_before
                after = level if moment is Moment.AFTER else plan.confidence_after
                changed = replace(plan, confidence_before=before, confidence_after=after)
                await month_plans.save(tx, changed)
        return await self.seen(caller, plan_id)

    async def say_outcome(
        self, caller: Caller, plan_id: PlanId, outcome: str, learnt: str
    ) -> PlanShown | PlanReport:
        """Note what came of the transfer test, and what was learnt, which may be left out.

        Raises:
            NotStarted, NoPlan, PlanIsOver: where the caller holds no such plan.
            OutcomeTooEarly: before the fourth week.
            EmptyName, NameTooLong, HiddenCharacters: for words that cannot be kept.
        """
        said, learnt = clean_text(outcome, "outcome", LONGEST_OUTCOME), clean_learnt(learnt)
        async with self._db.transaction() as tx:
            profile = await require_profile(tx, caller)
            plan = await _plan(tx, caller, plan_id)
            if await self._claim(tx, caller):
                require_late(plan, self._course(profile, plan))
                today = profile.member.today(self._clock.now())
                told = replace(plan, outcome=said, outcome_on=today, learnt=learnt)
                await month_plans.save(tx, told)
        return await self.seen(caller, plan_id)

    async def put_away(self, caller: Caller, plan_id: PlanId) -> PlanOffer:
        """Put the report of a plan away that is over.

        Raises:
            NotStarted, NoPlan: where there is none of the caller's.
            PlanRunning: while it still runs.
        """
        async with self._db.transaction() as tx:
            profile = await require_profile(tx, caller)
            plan = await _plan(tx, caller, plan_id)
            if plan.is_held and await self._claim(tx, caller):
                await month_plans.save(tx, self._put_away(profile, plan))
            return await _offer(tx, profile)

    async def today(self, conn: Connection, facts: DayFacts) -> PlanToday | None:
        """Return what `/today` says: the week's nudge, or for two weeks that a report waits."""
        return await self._reads.today(conn, facts)

    def _new(self, plan_id: PlanId, practice: Practice, profile: Profile) -> MonthPlan:
        return MonthPlan(
            id=plan_id,
            community_id=practice.community_id,
            user_id=practice.user_id,
            practice_id=practice.id,
            started_on=profile.member.today(self._clock.now()),
        )

    async def _make_room(self, tx: Transaction, profile: Profile) -> MonthPlan | None:
        """Return the plan that is to be put away for another one, if one is held."""
        member = profile.member
        plan = await month_plans.held(tx, member.community_id, member.user_id)
        return self._put_away(profile, plan) if plan else None

    def _put_away(self, profile: Profile, plan: MonthPlan) -> MonthPlan:
        name = profile.practice(plan.practice_id).name
        today = profile.member.today(self._clock.now())
        return put_away(plan, self._course(profile, plan), name, today)

    def _course(self, profile: Profile, plan: MonthPlan) -> Course:
        today = profile.member.today(self._clock.now())
        return course_of(plan, profile.practice(plan.practice_id), today)

    async def _claim(self, tx: Transaction, caller: Caller) -> bool:
        now = self._clock.now()
        return await receipts.claim(tx, caller.community_id, caller.interaction_id, now)


async def _plan(conn: Connection, caller: Caller, plan_id: PlanId) -> MonthPlan:
    plan = await month_plans.get(conn, caller.community_id, caller.user_id, plan_id)
    if plan is None:
        raise NoPlan
    return plan


async def _offer(conn: Connection, profile: Profile) -> PlanOffer:
    member = profile.member
    last = await month_plans.latest(conn, member.community_id, member.user_id)
    return PlanOffer(profile.active, last.id if last else None, profile.community.resources)
