"""All use cases, built once and handed down."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.services.adjustments import Adjustments
from bot.services.communities import Communities
from bot.services.drafts import Drafts
from bot.services.facts import Facts
from bot.services.histories import Histories
from bot.services.log_cards import LogCards
from bot.services.logs import Logs
from bot.services.look_back import LookBacks
from bot.services.maintenance import Maintenance
from bot.services.members import Members
from bot.services.practices import Practices
from bot.services.privacy import Privacy
from bot.services.program import Program
from bot.services.questions import Questions
from bot.services.reflections import Reflections
from bot.services.skills import Skills
from bot.services.start import Start
from bot.services.streak_posts import StreakPosts
from bot.services.streaks import Streaks
from bot.services.today import Today
from bot.services.week_plans import WeekPlans
from bot.services.weekly import Weekly

if TYPE_CHECKING:
    from bot.clock import Clock
    from storage.database import Database


@dataclass(frozen=True, slots=True)
class Services:
    """All use cases, made once and handed down."""

    communities: Communities
    drafts: Drafts
    log_cards: LogCards
    logs: Logs
    look_backs: LookBacks
    maintenance: Maintenance
    members: Members
    practices: Practices
    privacy: Privacy
    program: Program
    questions: Questions
    reflections: Reflections
    skills: Skills
    start: Start
    streak_posts: StreakPosts
    streaks: Streaks
    today: Today
    week_plans: WeekPlans
    weekly: Weekly


def build(db: Database, clock: Clock) -> Services:
    """Build all use cases on one database and one clock."""
    histories = Histories()
    log_cards = LogCards(db, clock, histories)
    questions = Questions(db, clock)
    look_backs = LookBacks(db, clock, questions)
    members = Members(db, clock)
    weekly = Weekly(db, clock, questions)
    skills = Skills(db, clock)
    practices = Practices(db, clock, members, skills)
    return Services(
        communities=Communities(db, clock),
        drafts=Drafts(db, clock),
        log_cards=log_cards,
        logs=Logs(db, clock, histories, log_cards),
        look_backs=look_backs,
        maintenance=Maintenance(db, clock),
        members=members,
        practices=practices,
        privacy=Privacy(db, clock, histories),
        program=Program(db),
        questions=questions,
        reflections=Reflections(
            db,
            clock,
            members,
            look_backs=look_backs,
            adjustments_=Adjustments(clock),
            facts=Facts(histories),
        ),
        skills=skills,
        start=Start(db, clock, members, practices),
        streak_posts=StreakPosts(db, clock, histories),
        streaks=Streaks(db, clock, histories),
        today=Today(db, clock, histories),
        week_plans=WeekPlans(db, clock, questions, weekly),
        weekly=weekly,
    )
