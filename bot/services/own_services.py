"""A member's own use cases; what one stands on is read beside its name."""

from __future__ import annotations

import asyncio
from functools import cached_property
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
from bot.services.norms import CommunityNorms
from bot.services.pictures import Pictures
from bot.services.posts import Posts
from bot.services.practices import Practices
from bot.services.privacy import Privacy
from bot.services.program import Program
from bot.services.questions import Questions
from bot.services.reflections import Reflections
from bot.services.setting_changes import SettingChanges
from bot.services.skills import Skills
from bot.services.start import Start
from bot.services.streak_posts import StreakPosts
from bot.services.streaks import Streaks

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
    def communities(self) -> Communities:
        return Communities(self._db, self._clock)

    @cached_property
    def drafts(self) -> Drafts:
        return Drafts(self._db, self._clock)

    @cached_property
    def log_cards(self) -> LogCards:
        return LogCards(self._db, self._clock, self._histories)

    @cached_property
    def logs(self) -> Logs:
        return Logs(self._db, self._clock, self._histories, self.log_cards)

    @cached_property
    def look_backs(self) -> LookBacks:
        return LookBacks(self._db, self._clock, self.questions)

    @cached_property
    def maintenance(self) -> Maintenance:
        return Maintenance(self._db, self._clock)

    @cached_property
    def members(self) -> Members:
        return Members(self._db, self._clock)

    @cached_property
    def norms(self) -> CommunityNorms:
        return CommunityNorms(self._db, self._clock, self.members)

    @cached_property
    def pictures(self) -> Pictures:
        return Pictures(self._offload)

    @cached_property
    def posts(self) -> Posts:
        return Posts(self._db, self._clock)

    @cached_property
    def practices(self) -> Practices:
        return Practices(self._db, self._clock, self.members, self.skills)

    @cached_property
    def privacy(self) -> Privacy:
        return Privacy(self._db, self._clock, self._histories)

    @cached_property
    def program(self) -> Program:
        return Program(self._db)

    @cached_property
    def questions(self) -> Questions:
        return Questions(self._db, self._clock)

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
    def _histories(self) -> Histories:
        return Histories()
