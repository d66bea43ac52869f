"""What the features say on `/today`, asked once and remembered until something is written."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from bot.domain.beside import Beside
from bot.domain.day_facts import DayFacts, Reviewed, first_looked_at
from bot.domain.rests import rest_today
from storage.memory import Memory

if TYPE_CHECKING:
    from datetime import date, datetime

    from bot.domain.profiles import Profile
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
        "plan_notes",
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
SHARED_TABLES = frozenset({"feedback", "hidden_pieces", "members", "requests", "skills"})


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


class Besides:
    """Asks every feature what it has to say today."""

    def __init__(self, db: Database, histories: Histories, features: Features) -> None:
        self._histories = histories
        self._features = features
        self._remembered: Memory[_Asked] = Memory(OWN_TABLES, SHARED_TABLES)
        db.listen(self._remembered.forget)

    async def of(self, conn: Connection, profile: Profile, now: datetime) -> Beside:
        """Return what stands beside the practices of a member now."""
        member = profile.member
        today = member.today(now)

        async def ask() -> _Asked:
            return _Asked(today, await self._ask(conn, profile, today, now))

        found = await self._remembered.recall(
            member.community_id, member.user_id, ask, holds=lambda asked: asked.today == today
        )
        return found.beside

    async def _ask(self, conn: Connection, profile: Profile, today: date, now: datetime) -> Beside:
        reviews = await self._histories.reviews(
            conn, profile.member, profile.active, now, first_looked_at(today)
        )
        facts = DayFacts(
            profile=profile,
            today=today,
            now=now,
            reviewed=tuple(
                Reviewed(practice, *review)
                for practice, review in zip(profile.active, reviews, strict=True)
            ),
        )
        features = self._features
        rest = rest_today(facts)
        journal = await features.journal.today(conn, facts)
        restart = await features.restarts.today(conn, facts)
        # One thing at a time: somebody who rests, or finds back in, needs no further advice.
        is_free = not (
            restart
            or (rest and rest.is_from_everything)
            or (journal and (journal.outcome or journal.broken))
        )
        advice = await features.advice.today(conn, facts) if is_free else None
        return Beside(
            journal=journal,
            rest=rest,
            restart=restart,
            touched=await features.thresholds.today(conn, facts),
            plan=await features.month_plans.today(conn, facts),
            advice=advice,
            checkin=await features.checkins.today(conn, facts) if is_free and not advice else None,
            reminders=await features.reminders.today(conn, facts),
            marks=await features.marks.of(conn, facts),
        )
