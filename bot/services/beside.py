"""What the features say on `/today`, asked once and remembered until something is written."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, NamedTuple

from bot.domain.beside import Beside
from bot.domain.days import DAY
from bot.domain.rests import rest_today
from storage.memory import Memory

if TYPE_CHECKING:
    from datetime import date, datetime

    from bot.domain.checkins import CheckinToday
    from bot.domain.day_facts import DayFacts
    from bot.domain.profiles import Profile
    from bot.domain.reminder_cards import RemindersToday
    from bot.services.advice import AdviceGiving
    from bot.services.checkins import Checkins
    from bot.services.histories import Histories
    from bot.services.journal import Journal
    from bot.services.marks import PracticeMarks
    from bot.services.month_plans import MonthPlans
    from bot.services.reminders import Reminders
    from bot.services.restarts import Restarts
    from bot.services.thresholds import Thresholds
    from storage.connections import Connection
    from storage.database import Database

# All that the features read: each member's own, and what others write too, or takes it along.
OWN_TABLES = frozenset(
    {
        "adjustments",
        "advice",
        "checkins",
        "clock_settings",
        "journal_entries",
        "logs",
        "plans",
        "practice_archives",
        "practice_schedules",
        "practice_standards",
        "practices",
        "reflections",
        "reminders",
        "rests",
        "thresholds",
    }
)
SHARED_TABLES = frozenset({"communities", "feedback", "members", "requests", "skills"})
# What stays as it is however much is logged.
ASIDE_TABLES = frozenset({"checkins", "clock_settings", "reminders", "rests"})
ASIDE_SHARED = frozenset({"communities", "members"})


@dataclass(frozen=True, slots=True)
class Features:
    """Whoever has something to say."""

    journal: Journal
    restarts: Restarts
    month_plans: MonthPlans
    advice: AdviceGiving
    checkins: Checkins
    reminders: Reminders
    marks: PracticeMarks
    thresholds: Thresholds


class _Asked(NamedTuple):
    """What was said on a day."""

    today: date
    beside: Beside


class _Aside(NamedTuple):
    """What was said on a day by features that no log changes."""

    today: date
    checkin: CheckinToday | None
    reminders: RemindersToday | None


class Besides:
    """Asks every feature what it has to say today."""

    def __init__(self, db: Database, histories: Histories, features: Features) -> None:
        self._histories = histories
        self._features = features
        self._remembered: Memory[_Asked] = Memory(OWN_TABLES, SHARED_TABLES)
        db.listen(self._remembered.forget)
        self._aside: Memory[_Aside] = Memory(ASIDE_TABLES, ASIDE_SHARED)
        db.listen(self._aside.forget)

    async def of(self, conn: Connection, profile: Profile, now: datetime) -> Beside:
        """Return what stands beside the practices of a member now."""
        member = profile.member
        today = member.today(now)

        async def ask() -> _Asked:
            return _Asked(today, await self._ask(conn, profile, now))

        found = await self._remembered.recall(
            member.community_id, member.user_id, ask, holds=lambda asked: asked.today == today
        )
        return found.beside

    async def _ask(self, conn: Connection, profile: Profile, now: datetime) -> Beside:
        facts = await self._histories.day_facts(conn, profile, now)
        features = self._features
        rest = rest_today(facts)
        journal = await features.journal.today(conn, facts)
        restart = await features.restarts.today(conn, facts)
        # After an outcome or a long silence there is one step to take, and no word beside it.
        is_gentle = journal is not None and (journal.broken or journal.after is not None)
        if restart and journal:
            journal = replace(journal, step=None)
        # One thing at a time: somebody who rests, or finds back in, needs no further advice. A
        # practice that lies still keeps none from whoever logs another one.
        is_coming_back = restart and not facts.has_logged_since(facts.today - DAY)
        is_free = not (
            is_coming_back
            or (rest and rest.is_from_everything)
            or is_gentle
            or (journal and journal.outcome)
        )
        advice = await features.advice.today(conn, facts) if is_free else None
        aside = await self._ask_aside(conn, facts)
        return Beside(
            journal=journal,
            rest=rest,
            restart=restart,
            touched=None if is_gentle else await features.thresholds.today(conn, facts),
            plan=await features.month_plans.today(conn, facts),
            advice=advice,
            checkin=aside.checkin if is_free and not advice else None,
            reminders=aside.reminders,
            marks=await features.marks.of(conn, facts),
        )

    async def _ask_aside(self, conn: Connection, facts: DayFacts) -> _Aside:
        async def ask() -> _Aside:
            checkin = await self._features.checkins.today(conn, facts)
            return _Aside(facts.today, checkin, await self._features.reminders.today(conn, facts))

        member = facts.profile.member
        return await self._aside.recall(
            member.community_id,
            member.user_id,
            ask,
            holds=lambda aside: aside.today == facts.today,
        )
