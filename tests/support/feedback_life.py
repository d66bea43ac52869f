"""Members who ask, take, answer, rate and wait, through the services, on one database file."""

from __future__ import annotations

import asyncio
import tempfile
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bot.domain.asking import Options
from bot.domain.asking import Words as Asked
from bot.domain.errors import Refusal
from bot.domain.giving import Words as Said
from bot.domain.ids import RequestId, UserId
from bot.domain.queues import holds_allowed, rank
from bot.domain.ratings import RatingWords
from bot.domain.requests import Hardship, RequestKind, Step, Wish
from bot.domain.standings import WATCHED_FOR, standings
from bot.services.container import Services
from storage import blocks, feedback, queues, requests
from storage import standings as stored
from storage.database import Database
from tests.support.callers import HERE, act
from tests.support.clock import FakeClock

if TYPE_CHECKING:
    from collections.abc import Awaitable, Mapping, Sequence

    from bot.domain.feedback import Feedback
    from bot.domain.requests import Request
    from bot.domain.standings import Standing
    from bot.services.queues import Queues

START = datetime(2026, 11, 18, 12, tzinfo=UTC)
PEOPLE = tuple(UserId(number) for number in range(11, 16))
PLAIN = Asked(title="My essay", work="It was a dark and stormy night.")
HELP = Said(
    works="The first line made me want to know who she is.",
    change="Cut the second paragraph, so that the scene starts sooner.",
)


class FeedbackLife:
    """A community of five, and everything that they can do with requests."""

    def __init__(self, db: Database, clock: FakeClock) -> None:
        self.db = db
        self.clock = clock
        self.services = Services(db, clock)
        self.asked: list[RequestId] = []

    async def ask(self, who: UserId, to: UserId | None, *, stuck: bool, anonymous: bool) -> None:
        """Let somebody ask anyone or one person, with work or without."""
        options = Options(asked=to, anonymous=anonymous)
        asking = self.services.asking
        if stuck:
            options = Options(
                asked=to, anonymous=anonymous, hardship=Hardship.DOUBT, wish=Wish.ADVICE
            )
            prepared = await asking.prepare(act(who), RequestKind.STUCK, options)
            asked = await asking.say_stuck(act(who), prepared.draft_id, "It does not get better.")
        else:
            prepared = await asking.prepare(act(who), RequestKind.WORK, options)
            asked = await asking.ask(act(who), prepared.draft_id, PLAIN)
        self.asked.append(asked.shown.request.id)

    async def take(self, who: UserId, request_id: RequestId) -> None:
        """Let somebody take a request; they never hold more than they may."""
        standing = (await self.standings()).get(who)
        taken = await self.services.queues.take(act(who), request_id)
        held = await self.services.queues.held(act(who))
        assert taken.request in held
        assert all(each.holder(self.clock.now()) == who for each in held)
        limit = holds_allowed(gives_a_lot=standing is not None and standing.gives_a_lot)
        assert taken.again or len(held) <= limit

    async def race(self, request_id: RequestId) -> None:
        """Let everybody take the same request at the same moment."""
        now = self.clock.now()
        before = (await self.get(request_id)).holder(now)
        taken = await asyncio.gather(
            *(self.services.queues.take(act(who), request_id) for who in PEOPLE),
            return_exceptions=True,
        )
        winners = [each for each in taken if not isinstance(each, BaseException)]
        assert all(isinstance(each, Refusal) for each in taken if each not in winners)
        assert len(winners) <= 1
        after = (await self.get(request_id)).holder(now)
        assert before in (None, after)
        assert bool(winners) <= (after is not None)

    async def give(self, who: UserId, request_id: RequestId) -> None:
        """Let somebody answer."""
        await self.services.giving.give(act(who), request_id, HELP)

    async def rate(self, request_id: RequestId, *, problematic: bool) -> None:
        """Let the author rate the last answer, and ask again where it was no help."""
        request = await self.get(request_id)
        *_, last = await self.answers(request_id)
        words = RatingWords(problematic=True) if problematic else RatingWords(3, 3)
        await self.services.ratings.rate(act(request.user_id), last.id, words)
        if problematic:
            await self.services.ratings.requeue(act(request.user_id), last.id)

    async def do_what_is_due(self) -> None:
        """Do what the calendar does, without telling anybody."""
        for request in await self.services.deadlines.due():
            match request.due and request.due.step:
                case Step.OFFER:
                    await self.services.deadlines.offer(request)
                case Step.TELL:
                    await self.services.deadlines.told(request)
                case _:
                    await self.services.deadlines.lapse(request)

    async def get(self, request_id: RequestId) -> Request:
        """Return a request, which is never lost."""
        async with self.db.reading() as conn:
            found = await requests.get(conn, HERE, request_id)
        assert found
        return found

    async def answered(self) -> list[RequestId]:
        """Return what was answered and not rated yet."""
        return [
            request_id
            for request_id in self.asked
            if any(each.rating is None for each in await self.answers(request_id))
        ]

    async def answers(self, request_id: RequestId) -> Sequence[Feedback]:
        """Return all answers to a request."""
        async with self.db.reading() as conn:
            return await feedback.of_request(conn, HERE, request_id)

    async def standings(self) -> Mapping[UserId, Standing]:
        """Return what everybody gave and took."""
        now = self.clock.now()
        async with self.db.reading() as conn:
            return standings(await stored.exchanges(conn, HERE, now - WATCHED_FOR), now)

    async def open_to_somebody(self) -> set[RequestId]:
        """Return what is open and not kept from everybody by blocks."""
        found = set[RequestId]()
        for request in [await self.get(request_id) for request_id in self.asked]:
            async with self.db.reading() as conn:
                apart = await blocks.apart(conn, HERE, request.user_id)
            eligible = set(PEOPLE) - apart - {request.user_id}
            if request.is_open and (
                eligible if request.asked is None else eligible & {request.asked}
            ):
                found.add(request.id)
        return found

    async def seen(self, who: UserId, queue: Queues | None = None) -> list[RequestId]:
        """Return all pages of somebody's queue."""
        queue = queue or self.services.queues
        page = await queue.page(act(who), 0, 0)
        found = [entry.id for entry in page.entries]
        for number in range(1, page.last + 1):
            found += [entry.id for entry in (await queue.page(act(who), number, 0)).entries]
        assert page.waiting == len(found)
        return found

    async def to_be_seen(self, who: UserId) -> list[RequestId]:
        """Return what `seen` should be, by a plain sort of what is stored."""
        now, everybody = self.clock.now(), await self.standings()
        async with self.db.reading() as conn:
            entries = await queues.entries(conn, HERE)
            apart = await blocks.apart(conn, HERE, who)
        mine = [
            (entry.holder(now) != who, rank(entry, balance, now))
            for entry in entries
            for balance in [everybody[entry.user_id].balance if entry.user_id in everybody else 0]
            if entry.user_id not in apart | {who}
            and entry.asked in (None, who)
            and entry.holder(now) in (None, who)
        ]
        return [place.id for _, place in sorted(mine)]


class Stage:
    """A life of its own, with a loop to live it in."""

    def __init__(self) -> None:
        self._folder = tempfile.TemporaryDirectory()
        self._runner = asyncio.Runner()
        self.clock = FakeClock(START)
        self._db = self.run(Database.open(Path(self._folder.name) / "whetstone.db"))
        self.life = FeedbackLife(self._db, self.clock)

    def run(self, act_: Awaitable[Any]) -> Any:
        """Do something to its end."""

        async def to_the_end() -> Any:
            return await act_

        return self._runner.run(to_the_end())

    def attempt(self, act_: Awaitable[Any]) -> None:
        """Do something that may be refused."""
        with suppress(Refusal):
            self.run(act_)

    def close(self) -> None:
        """End it."""
        self.run(self._db.close())
        self._runner.close()
        self._folder.cleanup()
