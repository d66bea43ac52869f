"""All use cases, each made once; what one stands on is read beside its name."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from bot.services.adjustments import Adjustments
from bot.services.answered import GivenAnswers
from bot.services.asking import Asking
from bot.services.communities import Communities
from bot.services.consents import Consents
from bot.services.deadlines import Deadlines
from bot.services.digests import Digests
from bot.services.drafts import Drafts
from bot.services.facts import Facts
from bot.services.generosity import Generosities
from bot.services.giving import Giving
from bot.services.helpers import Helpers
from bot.services.histories import Histories
from bot.services.kudos import Kudos
from bot.services.log_cards import LogCards
from bot.services.logs import Logs
from bot.services.look_back import LookBacks
from bot.services.maintenance import Maintenance
from bot.services.members import Members
from bot.services.moderation import Moderation
from bot.services.plans import Plans
from bot.services.practices import Practices
from bot.services.privacy import Privacy
from bot.services.program import Program
from bot.services.questions import Questions
from bot.services.queues import Queues
from bot.services.ratings import Ratings
from bot.services.reflections import Reflections
from bot.services.reports import Reports
from bot.services.requests import Requests
from bot.services.rubric_edits import RubricEdits
from bot.services.rubrics import Rubrics
from bot.services.self_scores import SelfScores
from bot.services.showcase import Showcase
from bot.services.skills import Skills
from bot.services.standings import Standings
from bot.services.start import Start
from bot.services.streak_posts import StreakPosts
from bot.services.streaks import Streaks
from bot.services.today import Today
from bot.services.trusted import Trusted
from bot.services.versions import Versions
from bot.services.week_plans import WeekPlans
from bot.services.weekly import Weekly
from bot.services.wisdom import Wisdom

if TYPE_CHECKING:
    from bot.clock import Clock
    from storage.database import Database


class Services:
    """All use cases on one database and one clock, each made when it is first asked for."""

    def __init__(self, db: Database, clock: Clock) -> None:
        self._db = db
        self._clock = clock

    @cached_property
    def adjustments(self) -> Adjustments:
        return Adjustments(self._db, self._clock, self.members)

    @cached_property
    def answered(self) -> GivenAnswers:
        return GivenAnswers(self._db, self._clock, self.rubrics, self.versions)

    @cached_property
    def asking(self) -> Asking:
        return Asking(
            self._db,
            self._clock,
            members=self.members,
            plans=self._plans,
            requests_=self.requests,
            standings=Standings(),
        )

    @cached_property
    def communities(self) -> Communities:
        return Communities(self._db, self._clock)

    @cached_property
    def consents(self) -> Consents:
        return Consents(self._db, self._clock, self.members, self.skills)

    @cached_property
    def deadlines(self) -> Deadlines:
        return Deadlines(self._db, self._clock, self.helpers)

    @cached_property
    def digests(self) -> Digests:
        return Digests(self._db, self._clock, self.kudos, self.wisdom, self.deadlines)

    @cached_property
    def drafts(self) -> Drafts:
        return Drafts(self._db, self._clock)

    @cached_property
    def generosity(self) -> Generosities:
        return Generosities(self._db, self._clock, Standings(), self.ratings)

    @cached_property
    def giving(self) -> Giving:
        return Giving(self._db, self._clock, self.answered, self.versions)

    @cached_property
    def helpers(self) -> Helpers:
        return Helpers(self._db, self._clock, self._histories)

    @cached_property
    def kudos(self) -> Kudos:
        return Kudos(self._db, self._clock, self.members)

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
    def moderation(self) -> Moderation:
        return Moderation(self._db, self._clock)

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
    def queues(self) -> Queues:
        return Queues(self._db, self._clock, Standings())

    @cached_property
    def ratings(self) -> Ratings:
        return Ratings(self._db, self._clock, self.members)

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
    def reports(self) -> Reports:
        return Reports(self._db, self._clock)

    @cached_property
    def requests(self) -> Requests:
        return Requests(self._db, self._clock, self.rubrics, self.versions)

    @cached_property
    def rubric_edits(self) -> RubricEdits:
        return RubricEdits(self._db, self._clock, self.rubrics)

    @cached_property
    def rubrics(self) -> Rubrics:
        return Rubrics(self._db)

    @cached_property
    def self_scores(self) -> SelfScores:
        return SelfScores(
            self._db,
            self._clock,
            members=self.members,
            plans=self._plans,
            rubrics=self.rubrics,
            versions=self.versions,
        )

    @cached_property
    def showcase(self) -> Showcase:
        return Showcase(self._db, self._clock, self.members, self.skills, self._histories)

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
    def today(self) -> Today:
        return Today(self._db, self._clock, self._histories, self.ratings)

    @cached_property
    def trusted(self) -> Trusted:
        return Trusted(
            self._db,
            self._clock,
            members=self.members,
            practices=self.practices,
            rubrics=self.rubrics,
        )

    @cached_property
    def versions(self) -> Versions:
        return Versions(self.rubrics)

    @cached_property
    def week_plans(self) -> WeekPlans:
        return WeekPlans(self._db, self._clock, self.questions, self.weekly)

    @cached_property
    def weekly(self) -> Weekly:
        return Weekly(self._db, self._clock, self.questions)

    @cached_property
    def wisdom(self) -> Wisdom:
        return Wisdom(self._db, self._clock, self.members, self.skills)

    @cached_property
    def _histories(self) -> Histories:
        return Histories()

    @cached_property
    def _plans(self) -> Plans:
        return Plans(self._clock, self.members, self.skills, self.rubrics)
