"""What members do for each other."""

from __future__ import annotations

from functools import cached_property

from bot.services.answered import GivenAnswers
from bot.services.asking import Asking
from bot.services.beside import Besides, Features
from bot.services.consents import Consents
from bot.services.deadlines import Deadlines
from bot.services.digests import Digests
from bot.services.generosity import Generosities
from bot.services.giving import Giving
from bot.services.helpers import Helpers
from bot.services.kudos import Kudos
from bot.services.moderation import Moderation
from bot.services.own_services import OwnServices
from bot.services.plans import Plans
from bot.services.queues import Queues
from bot.services.ratings import Ratings
from bot.services.reports import Reports
from bot.services.requests import Requests
from bot.services.rubric_edits import RubricEdits
from bot.services.rubrics import Rubrics
from bot.services.self_scores import SelfScores
from bot.services.showcase import Showcase
from bot.services.standings import Standings
from bot.services.today import Today
from bot.services.trusted import Trusted
from bot.services.versions import Versions
from bot.services.wisdom import Wisdom


class PeerServices(OwnServices):
    """Feedback, thanks, examples, ideas, and who watches over them."""

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
    def consents(self) -> Consents:
        return Consents(self._db, self._clock, self.members, self.skills)

    @cached_property
    def deadlines(self) -> Deadlines:
        return Deadlines(self._db, self._clock, self.helpers)

    @cached_property
    def digests(self) -> Digests:
        return Digests(self._db, self._clock, self.kudos, self.wisdom, self.deadlines)

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
    def moderation(self) -> Moderation:
        return Moderation(self._db, self._clock)

    @cached_property
    def queues(self) -> Queues:
        return Queues(self._db, self._clock, Standings())

    @cached_property
    def ratings(self) -> Ratings:
        return Ratings(self._db, self._clock, self.members)

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
    def today(self) -> Today:
        return Today(
            self._db,
            self._clock,
            self._histories,
            ratings=self.ratings,
            besides=self._besides,
            advice=self.advice,
        )

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
    def wisdom(self) -> Wisdom:
        return Wisdom(self._db, self._clock, self.members, self.skills)

    @cached_property
    def _plans(self) -> Plans:
        return Plans(self._clock, self.members, self.skills, self.rubrics)

    @cached_property
    def _besides(self) -> Besides:
        features = Features(
            journal=self.journal,
            restarts=self.restarts,
            month_plans=self.month_plans,
            advice=self.advice,
            checkins=self.checkins,
            reminders=self.reminders,
            marks=self.marks,
            thresholds=self.thresholds,
        )
        return Besides(self._db, self._histories, features)
