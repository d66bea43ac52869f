"""Reading a 30-day plan: what ticks its weeks, and all that its report tells."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta
from typing import TYPE_CHECKING

from bot.domain.days import Span, day_then
from bot.domain.month_plan_reports import PlanReport, conditions_within, figures_of
from bot.domain.month_plan_weeks import Evidence, mean_of, plan_week, plan_weeks
from bot.domain.month_plans import REPORT_WAITS, PlanShown, PlanToday, Stage, course_of
from storage import month_plans, reflections, skills

if TYPE_CHECKING:
    from bot.domain.day_facts import DayFacts
    from bot.domain.members import Member
    from bot.domain.month_plans import Course, MonthPlan
    from bot.domain.practices import Practice
    from bot.domain.profiles import Profile
    from bot.domain.verdicts import Record
    from bot.services.histories import Histories
    from storage.connections import Connection

# Wherever somebody lives, an instant of their day is within these hours of the same UTC day.
_ANY_ZONE = timedelta(days=2)
# The first weeks are ticked by logs alone.
LOGGED_WEEKS = 2


class PlanReads:
    """Reads outside transactions, as histories are asked."""

    def __init__(self, histories: Histories) -> None:
        self._histories = histories

    async def seen(
        self, conn: Connection, profile: Profile, plan: MonthPlan, now: datetime
    ) -> PlanShown | PlanReport:
        """Return a plan as it stands while it runs, and its report afterwards."""
        report = await self.report(conn, profile, plan, now)
        return report.shown if report.shown.course.stage is Stage.RUNNING else report

    async def report(
        self, conn: Connection, profile: Profile, plan: MonthPlan, now: datetime
    ) -> PlanReport:
        """Return the report of a plan, as far as it came."""
        member, practice = profile.member, profile.practice(plan.practice_id)
        today = member.today(now)
        course = course_of(plan, practice, today)
        record = await self._histories.record(conn, member, practice, now, plan.started_on)
        evidence = await self.evidence(conn, member, practice, plan, record)
        named = await reflections.conditions(conn, member.community_id, member.user_id)
        notes = await month_plans.notes(conn, plan)
        shown = PlanShown(
            plan=plan,
            practice=practice,
            today=today,
            course=course,
            weeks=plan_weeks(plan, course, evidence),
            baseline=mean_of(record, course.days.week(1)),
            skill=await _skill(conn, practice),
            noted=len(notes),
            resources=profile.community.resources,
        )
        return PlanReport(
            shown=shown,
            weeks=figures_of(course, evidence),
            conditions=conditions_within(named, Span(plan.started_on, course.until)),
            notes=notes,
            practices=profile.active,
        )

    async def today(self, conn: Connection, facts: DayFacts) -> PlanToday | None:
        """Return what `/today` says: the week's nudge, or for two weeks that a report waits."""
        profile, today = facts.profile, facts.today
        if profile.pause_on(today):
            return None
        member = profile.member
        plan = await month_plans.held(conn, member.community_id, member.user_id)
        if plan is None:
            return None
        practice = profile.practice(plan.practice_id)
        course = course_of(plan, practice, today)
        if course.stage is not Stage.RUNNING:
            waits = today <= course.until + REPORT_WAITS
            return PlanToday(practice.name, course.stage) if waits else None
        if practice.rests_on(today):
            return None
        number = course.days.week_on(today)
        record = await self._record(conn, facts, practice, course, number)
        evidence = Evidence(practice, record)
        if number > LOGGED_WEEKS:
            evidence = await self.evidence(conn, member, practice, plan, record)
        return PlanToday(
            name=practice.name,
            stage=course.stage,
            day=course.days.begun(today),
            week=plan_week(number, plan, course, evidence),
            asks_after=course.is_ending and plan.confidence_after is None,
        )

    async def _record(
        self, conn: Connection, facts: DayFacts, practice: Practice, course: Course, number: int
    ) -> Record:
        """Return the days of a week, judged; read only where a long rest cut it in two."""
        first = course.days.week(number).first
        if first >= facts.first:
            return next(each.record for each in facts.reviewed if each.practice.id == practice.id)
        return await self._histories.record(conn, facts.profile.member, practice, facts.now, first)

    async def evidence(
        self,
        conn: Connection,
        member: Member,
        practice: Practice,
        plan: MonthPlan,
        record: Record,
    ) -> Evidence:
        """Return what ticks the weeks of a plan beside its judged days."""
        since = datetime.combine(plan.started_on, time(), UTC) - _ANY_ZONE
        happened = await month_plans.happened(conn, practice, since)
        return Evidence(
            practice=practice,
            record=record,
            answered_on=tuple(day_then(member.clock, instant) for instant in happened.answered),
            adopted_on=tuple(day_then(member.clock, instant) for instant in happened.adopted),
            first_used=await month_plans.first_used(conn, practice),
        )


async def _skill(conn: Connection, practice: Practice) -> str | None:
    if practice.skill_id is None:
        return None
    listed = await skills.of_community(conn, practice.community_id)
    return next((skill.name for skill in listed if skill.id == practice.skill_id), None)
