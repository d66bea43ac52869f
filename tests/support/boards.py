"""Challenges that people take part in, kept straight in storage; what they do goes by services."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from bot.domain.challenges import Challenge, Measure, Mode, Participant, Ranking, Terms
from bot.domain.entries import Entry
from bot.domain.ids import ChallengeId, UserId
from bot.domain.practice_details import PracticeWords
from bot.services.container import Services
from storage import challenges, participants
from tests.support.callers import ANNA, HERE, act

if TYPE_CHECKING:
    from datetime import date

    from bot.domain.challenge_boards import Board
    from storage.database import Database
    from tests.support.clock import FakeClock

MODERATOR = UserId(9)


@dataclass(slots=True)
class Play:
    """One challenge of a week from the day on which it was opened, and those in it."""

    db: Database
    clock: FakeClock
    services: Services
    challenge: Challenge

    @classmethod
    async def open(cls, db: Database, clock: FakeClock, **changes: Any) -> Play:
        """Open a challenge to log on five days; Anna begins to practise and joins."""
        today = clock.now().date()
        measure = changes.pop("measure", Measure.DAYS)
        target, breaks = changes.pop("target", 5), changes.pop("breaks", 0)
        challenge = Challenge(
            id=ChallengeId(1),
            community_id=HERE,
            created_by=MODERATOR,
            title="Show up",
            story="",
            measure=measure,
            mode=Mode.ALONE,
            ranking=Ranking.TARGET,
            first_day=today,
            last_day=today + timedelta(days=6),
            join_until=today + timedelta(days=6),
            terms=(Terms(1, target, breaks, today),),
            created_at=clock.now(),
        )
        play = cls(db, clock, Services(db, clock), replace(challenge, **changes))
        await play.practise(ANNA)
        async with db.transaction() as tx:
            await challenges.add(tx, play.challenge, clock.now())
        await play.join(ANNA)
        return play

    async def practise(self, user: UserId, name: str = "Guitar", minimum: str = "20 min") -> None:
        words = PracticeWords(name=name, minimum=minimum)
        await self.services.practices.add(act(user), words)

    async def join(self, user: UserId, **changes: Any) -> Participant:
        """Let a member join on their own day."""
        member = await self.services.members.get(act(user))
        joined = Participant(
            challenge_id=self.challenge.id,
            community_id=HERE,
            user_id=user,
            joined_on=member.today(self.clock.now()),
            joined_at=self.clock.now(),
            terms=self.challenge.newest_terms.version,
        )
        changed = replace(joined, **changes)
        async with self.db.transaction() as tx:
            await participants.add(tx, changed)
        return changed

    async def log(self, user: UserId = ANNA, amount: str = "20 min", **words: str) -> None:
        await self.services.logs.add(act(user), replace(Entry(amount), **words))

    async def board(self) -> Board:
        found = await self.services.challenge_boards.board(HERE, self.challenge.id)
        assert found
        return found

    async def done(self, user: UserId = ANNA) -> int:
        """Return what somebody's line says they did."""
        own = (await self.board()).own(user)
        assert own
        return own.done

    async def counted(self, user: UserId = ANNA) -> tuple[date, ...]:
        own = (await self.board()).own(user)
        assert own
        return own.progress.counted
