"""A member's own use cases; what one stands on is read beside its name."""

from __future__ import annotations

import asyncio
from functools import cached_property
from typing import TYPE_CHECKING

from bot.services.adjustment_effects import AdjustmentEffects
from bot.services.adjustments import Adjustments
from bot.services.advice import AdviceGiving
from bot.services.checkins import Checkins
from bot.services.communities import Communities
from bot.services.drafts import Drafts
from bot.services.facts import Facts
from bot.services.histories import Histories
from bot.services.imports import Imports
from bot.services.journal import Journal
from bot.services.journal_pages import JournalPages
from bot.services.log_cards import LogCards
from bot.services.logs import Logs
from bot.services.look_back import LookBacks
from bot.services.maintenance import Maintenance
from bot.services.marks import PracticeMarks
from bot.services.members import Members
from bot.services.month_plans import MonthPlans
from bot.services.norms import CommunityNorms
from bot.services.pauses import Pauses
from bot.services.pictures import Pictures
from bot.services.plateaus import Plateaus
from bot.services.posts import Posts
from bot.services.practices import Practices
from bot.services.privacy import Privacy
from bot.services.program import Program
from bot.services.progress import ProgressReports
from bot.services.questions import Questions
from bot.services.recoveries import Recoveries
from bot.services.reflections import Reflections
from bot.services.reminder_rings import ReminderRings
from bot.services.reminders import Reminders
from bot.services.restarts import Restarts
from bot.services.rests import Rests
from bot.services.setting_changes import SettingChanges
from bot.services.skills import Skills
from bot.services.start import Start
from bot.services.streak_posts import StreakPosts
from bot.services.streaks import Streaks
from bot.services.thresholds import Thresholds

if TYPE_CHECKING:
    from bot.clock import Clock
    from bot.services.offload import Offload
    from storage.database import Database


class OwnServices:
    """Practising, looking back, and choosing for oneself."""

    def __init__(self, db: Database, clock: Clock, offload: Offload = asyncio.to_thread) -> None:
        self._db = db
        self._clock = clock
        self._offload = offload

    @cached_property
    def adjustments(self) -> Adjustments:
        return Adjustments(self._db, self._clock, self.members)

    @cached_property
    def advice(self) -> AdviceGiving:
        return AdviceGiving(self._db, self._clock, self.members)

    @cached_property
    def checkins(self) -> Checkins:
        return Checkins(self._db, self._clock, self.members, self._histories)

    @cached_property
    def communities(self) -> Communities:
        return Communities(self._db, self._clock)

    @cached_property
    def drafts(self) -> Drafts:
        return Drafts(self._db, self._clock)

    @cached_property
    def imports(self) -> Imports:
        return Imports(self._db, self._clock, self._histories, self.members, self._offload)

    @cached_property
    def journal(self) -> Journal:
        return Journal(self._db, self._clock, self.members)

    @cached_property
    def journal_pages(self) -> JournalPages:
        return JournalPages(self._db, self._clock)

    @cached_property
    def log_cards(self) -> LogCards:
        return LogCards(self._db, self._clock, self._histories)

    @cached_property
    def logs(self) -> Logs:
        return Logs(self._db, self._clock, self._histories, self.log_cards)

    @cached_property
    def look_backs(self) -> LookBacks:
        effects = AdjustmentEffects(self._histories)
        return LookBacks(self._db, self._clock, self.questions, effects)

    @cached_property
    def maintenance(self) -> Maintenance:
        return Maintenance(self._db, self._clock, self.imports)

    @cached_property
    def marks(self) -> PracticeMarks:
        return PracticeMarks(self._db, self._clock, self._histories, self.practices)

    @cached_property
    def members(self) -> Members:
        return Members(self._db, self._clock)

    @cached_property
    def month_plans(self) -> MonthPlans:
        return MonthPlans(self._db, self._clock, self._histories)

    @cached_property
    def norms(self) -> CommunityNorms:
        return CommunityNorms(self._db, self._clock, self.members)

    @cached_property
    def pauses(self) -> Pauses:
        return Pauses(self._db, self._clock, self.members)

    @cached_property
    def pictures(self) -> Pictures:
        return Pictures(self._offload)

    @cached_property
    def plateaus(self) -> Plateaus:
        return Plateaus(self._db, self._clock, self._histories, self._offload)

    @cached_property
    def posts(self) -> Posts:
        return Posts(self._db, self._clock)

    @cached_property
    def practices(self) -> Practices:
        return Practices(self._db, self._clock, self.members, self.skills)

    @cached_property
    def privacy(self) -> Privacy:
        return Privacy(self._db, self._clock, self._histories, self.pictures)

    @cached_property
    def program(self) -> Program:
        return Program(self._db)

    @cached_property
    def progress(self) -> ProgressReports:
        return ProgressReports(self._db, self._clock, self._offload)

    @cached_property
    def questions(self) -> Questions:
        return Questions(self._db, self._clock)

    @cached_property
    def recoveries(self) -> Recoveries:
        return Recoveries(self._db, self._clock)

    @cached_property
    def reflections(self) -> Reflections:
        return Reflections(
            self._db,
            self._clock,
            self.members,
            look_backs=self.look_backs,
            adjustments_=self.adjustments,
            facts=Facts(self._histories),
        )

    @cached_property
    def reminder_rings(self) -> ReminderRings:
        return ReminderRings(self._db, self._clock)

    @cached_property
    def reminders(self) -> Reminders:
        return Reminders(self._db, self._clock)

    @cached_property
    def restarts(self) -> Restarts:
        return Restarts()

    @cached_property
    def rests(self) -> Rests:
        return Rests(self._db, self._clock, self._histories)

    @cached_property
    def setting_changes(self) -> SettingChanges:
        return SettingChanges(self._db)

    @cached_property
    def skills(self) -> Skills:
        return Skills(self._db, self._clock)

    @cached_property
    def start(self) -> Start:
        return Start(self._db, self._clock, self.members, self.practices)

    @cached_property
    def streak_posts(self) -> StreakPosts:
        return StreakPosts(self._db, self._clock, self._histories)

    @cached_property
    def streaks(self) -> Streaks:
        return Streaks(self._db, self._clock, self._histories)

    @cached_property
    def thresholds(self) -> Thresholds:
        return Thresholds()

    @cached_property
    def _histories(self) -> Histories:
        return Histories()
