"""The bot lives through ``life`` by its own services."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain.challenge_edits import EditWords
from bot.domain.challenge_words import ChallengeWords
from bot.domain.challenges import Measure, Mode, Ranking
from bot.domain.entries import Entry
from bot.domain.ids import CommunityId, UserId
from bot.domain.practice_details import PracticeWords
from bot.domain.rest_rules import RestWords
from bot.domain.start import ConditionsWords
from bot.jobs import EACH_MINUTE
from bot.render.challenge_presses import SeeResults
from tests.recount.books import PLANS
from tests.recount.life import FIRST, JOIN_UNTIL, LAST
from tests.support.callers import act

if TYPE_CHECKING:
    from bot.domain.callers import Caller
    from bot.domain.challenges import Challenge
    from bot.domain.ids import ChallengeId
    from tests.recount.books import Books
    from tests.recount.life import Event
    from tests.support.weeks import Scene

HERE = CommunityId(1)
MODERATOR = UserId(9_000)
YEARS = {0.2: "2 months", 2.0: "2 years", 6.0: "6 years"}


class Bot:
    """Does by the bot's services what the events say."""

    def __init__(self, scene: Scene, books: Books) -> None:
        self.scene = scene
        self.books = books
        self.challenges: dict[str, Challenge] = {}

    async def run(self) -> None:
        """Do what the jobs do each minute."""
        for job in EACH_MINUTE:
            await job(self.scene.services, self.scene.channels, self.scene.clock.now())

    def results(self, name: str) -> list[str]:
        """Return the results that were posted of a challenge."""
        marker = SeeResults(challenge_id=self.challenges[name].id).custom_id
        letters = self.scene.channels.letters
        return [letter.text for letter in letters if marker in letter.custom_ids]

    async def live(self, event: Event) -> None:
        """Do one thing, which the books know already."""
        await getattr(self, f"_{event.does}")(event)

    def _caller(self, who: int) -> Caller:
        return act(UserId(who or MODERATOR), HERE, manages_server=not who)

    async def _arrive(self, event: Event) -> None:
        person, services = event.of["person"], self.scene.services
        await services.members.choose_zone(self._caller(event.who), person.zone)
        if person.day_start:
            await services.members.choose_day_start(self._caller(event.who), str(person.day_start))
        for name, unit, minimum, days, _ in person.habits:
            words = PracticeWords(name=name, minimum=f"{minimum} {unit}", days=days)
            added = await services.practices.add(self._caller(event.who), words)
            if person.years is not None:
                since = ConditionsWords(since=YEARS[person.years])
                await services.start.record_conditions(
                    self._caller(event.who), added.practice.id, since
                )

    async def _move(self, event: Event) -> None:
        await self.scene.services.members.choose_zone(self._caller(event.who), event.of["zone"])

    async def _log(self, event: Event) -> None:
        of = event.of
        entry = Entry(
            f"{of['amount']} {of['unit']}",
            practice=of["habit"],
            day=self.books.day_of_log(event).isoformat() if of["back"] else "",
            where=of["where"],
        )
        await self.scene.services.logs.add(self._caller(event.who), entry)

    async def _rest(self, event: Event) -> None:
        name, first, last = self.books.lives[event.who].rests[-1]
        words = RestWords(last.isoformat(), first.isoformat(), name or "")
        await self.scene.services.rests.take(self._caller(event.who), words)

    async def _undo(self, event: Event) -> None:
        await self.scene.services.logs.undo(self._caller(event.who))

    async def _create(self, event: Event) -> None:
        plan = PLANS[event.of["challenge"]]
        made = await self.scene.services.challenges.create(
            self._caller(0),
            ChallengeWords(
                title=plan.name,
                target=str(plan.target),
                unit=plan.unit,
                starts=FIRST.isoformat(),
                ends=LAST.isoformat(),
                join_until=JOIN_UNTIL.isoformat(),
                measure=Measure(plan.measure),
                mode=Mode(plan.mode),
                ranking=Ranking(plan.ranking),
                grace=plan.grace,
                breaks=plan.breaks,
                teams=plan.teams or None,
            ),
        )
        self.challenges[plan.name] = made.challenge

    def _id(self, event: Event) -> ChallengeId:
        return self.challenges[event.of["challenge"]].id

    async def _edit(self, event: Event) -> None:
        words = EditWords(target=str(event.of["target"]))
        await self.scene.services.challenges.edit(self._caller(0), self._id(event), words)

    async def _join(self, event: Event) -> None:
        part = self.scene.services.participations
        await part.join(self._caller(event.who), self._id(event))
        if self.books.games[event.of["challenge"]].people[event.who].grouped:
            await part.group(self._caller(event.who), self._id(event), on=True)

    async def _leave(self, event: Event) -> None:
        await self.scene.services.participations.leave(self._caller(event.who), self._id(event))

    async def _remove(self, event: Event) -> None:
        part = self.scene.services.participations
        await part.take_off(self._caller(0), self._id(event), UserId(event.of["person"]))

    async def _renew(self, event: Event) -> None:
        version = len(self.books.games[event.of["challenge"]].targets)
        part = self.scene.services.participations
        await part.renew(self._caller(event.who), self._id(event), version)

    async def _restart(self, event: Event) -> None:
        del event
        await self.scene.restart()
