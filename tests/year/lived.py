"""The bot lives the year: each event by the service behind its command."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bot.domain.callers import Caller
from bot.domain.entries import Entry
from bot.domain.errors import Refusal
from bot.domain.ids import CommunityId, InteractionId, UserId
from bot.domain.log_cards import NothingToUndo
from bot.domain.practice_details import PracticeWords
from bot.domain.rest_rules import RestWords
from bot.render import logs
from tests.support.members import readable, walk
from tests.year.books import Books, imported

if TYPE_CHECKING:
    from bot.domain.practices import Practice
    from bot.render.card import Card
    from bot.services.container import Services
    from tests.support.members import Member
    from tests.support.world import World
    from tests.year.life import Event

OWN = "day,practice,amount,unit,minimum,days,note,backfilled\n"


class Lived:
    """One member's bot, and the books beside it."""

    def __init__(self, world: World, member: Member) -> None:
        self.world = world
        self.member = member
        self.books = Books()
        self.card = ""
        """The words of the newest log card."""
        self._serial = 10**15

    @property
    def services(self) -> Services:
        """The services of the running bot; others after a restart."""
        return self.world.bot.services

    def caller(self) -> Caller:
        """Let the member act anew."""
        self._serial += 1
        whose = CommunityId(self.world.home.id), UserId(self.member.id)
        return Caller(*whose, InteractionId(self._serial))

    async def go_on(self, event: Event) -> None:
        """Live one event, in the bot and in the books."""
        try:
            await getattr(self, f"_{event.does}")(event.of)
        except NothingToUndo:
            assert not self.books.order
            return
        except Refusal as refusal:
            raise AssertionError((event, refusal)) from refusal
        self.books.write(event)

    async def practice(self, name: str) -> Practice:
        """Return the practice as it is stored."""
        found = await self.services.practices.of(self.caller())
        return next(each for each in found if each.name == name)

    async def _zone(self, of: dict[str, Any]) -> None:
        await self.services.members.choose_zone(self.caller(), of["zone"])

    async def _day_start(self, of: dict[str, Any]) -> None:
        await self.services.members.choose_day_start(self.caller(), str(of["hour"]))

    async def _add(self, of: dict[str, Any]) -> None:
        await self.services.practices.add(self.caller(), PracticeWords(**of))

    async def _import(self, of: dict[str, Any]) -> None:
        started = self.books.habits[of["name"]].started
        rows = (
            f"{day},{of['name']},{units},min,20 min,every day,,yes\n"
            for day, units in imported(of["from"], started)
        )
        content = (OWN + "".join(rows)).encode()
        for expected in (len(imported(of["from"], started)), 0):
            waiting = await self.services.imports.begin(self.caller(), content, "old.csv")
            assert waiting.kept.dry_run
            assert waiting.kept.dry_run.logs == expected
            if expected:
                await self.services.imports.bring_in(self.caller(), waiting.import_id, _silent)

    async def _minimum(self, of: dict[str, Any]) -> None:
        words = PracticeWords(minimum=of["minimum"])
        await self.services.practices.edit(self.caller(), of["name"], words)

    async def _days(self, of: dict[str, Any]) -> None:
        words = PracticeWords(days=of["days"])
        await self.services.practices.edit(self.caller(), of["name"], words)

    async def _archive(self, of: dict[str, Any]) -> None:
        await self.services.practices.archive(self.caller(), of["name"])

    async def _restore(self, of: dict[str, Any]) -> None:
        await self.services.practices.restore(self.caller(), of["name"])

    async def _plan(self, of: dict[str, Any]) -> None:
        await self.services.month_plans.start(self.caller(), of["name"])

    async def _rest(self, of: dict[str, Any]) -> None:
        words = RestWords(of["until"], of["from"], of.get("practice", ""))
        await self.services.rests.take(self.caller(), words)

    async def _extend(self, of: dict[str, Any]) -> None:
        shown = await self.services.rests.show(self.caller())
        (running,) = (each.rest for each in shown.rests if shown.today in each.rest.days)
        await self.services.rests.extend(self.caller(), running.id, of["until"])

    async def _end(self, _: dict[str, Any]) -> None:
        await self.services.rests.end(self.caller())

    async def _pause(self, of: dict[str, Any]) -> None:
        await self.services.pauses.take(self.caller(), of["days"])

    async def _log(self, of: dict[str, Any]) -> None:
        entry = Entry(of["typed"], practice=of["name"], where=of["where"], day=of["day"])
        logged = await self.services.logs.add(self.caller(), entry)
        self.card = words_of(logs.private(logged.card))

    async def _undo(self, _: dict[str, Any]) -> None:
        await self.services.logs.undo(self.caller())


def words_of(card: Card) -> str:
    """Read a card as its member does."""
    return readable(list(walk(card.to_components())))


async def _silent(done: int, total: int, /) -> None:
    del done, total
