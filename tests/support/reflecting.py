"""Services of the weekly look back, and a community with somebody who practises in it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from bot.domain.communities import Community
from bot.domain.entries import Entry
from bot.domain.goals import GoalWords
from bot.domain.practice_details import PracticeWords
from bot.render.reflections import WriteReflection
from bot.services.adjustment_effects import AdjustmentEffects
from bot.services.adjustments import Adjustments
from bot.services.facts import Facts
from bot.services.histories import Histories
from bot.services.log_cards import LogCards
from bot.services.logs import Logs
from bot.services.look_back import LookBacks
from bot.services.members import Members
from bot.services.practices import Practices
from bot.services.questions import Questions
from bot.services.reflections import Reflections
from bot.services.skills import Skills
from storage import adjustments, communities
from tests.support.callers import ANNA, HERE, act

if TYPE_CHECKING:
    from bot.domain.adjustments import Adjustment
    from bot.domain.ids import PracticeId, UserId
    from storage.database import Database
    from tests.support.clock import FakeClock
    from tests.support.members import Member, Reply


@dataclass(frozen=True, slots=True)
class Desk:
    """What the tests of reflections work with."""

    db: Database
    clock: FakeClock
    look_backs: LookBacks
    reflections: Reflections
    practices: Practices
    logs: Logs

    @classmethod
    def of(cls, db: Database, clock: FakeClock) -> Desk:
        histories, members = Histories(), Members(db, clock)
        look_backs = LookBacks(db, clock, Questions(db, clock), AdjustmentEffects(histories))
        return cls(
            db,
            clock,
            look_backs,
            Reflections(
                db,
                clock,
                members,
                look_backs=look_backs,
                adjustments_=Adjustments(db, clock, members),
                facts=Facts(histories),
            ),
            Practices(db, clock, members, Skills(db, clock)),
            Logs(db, clock, histories, LogCards(db, clock, histories)),
        )

    async def set_up(self, channel_id: int | None = 500) -> None:
        """Let posts be made in the community."""
        now = self.clock.now()
        community = replace(Community(HERE), set_up_at=now, weekly_channel_id=channel_id)
        async with self.db.transaction() as tx:
            await communities.add(tx, community, now)
            await communities.save(tx, community)

    async def practice(self, name: str = "Writing", **words: Any) -> PracticeId:
        added = await self.practices.add(act(), PracticeWords(name=name, minimum="10 min", **words))
        return added.practice.id

    async def goal(self, practice_id: PracticeId, better: str) -> None:
        await self.practices.set_goal(act(), str(practice_id), GoalWords(better))

    async def log(
        self, amount: str = "10 min", *, practice: str = "", day: str = "", where: str = ""
    ) -> None:
        entry = Entry(amount=amount, practice=practice, day=day, where=where)
        await self.logs.add(act(), entry)

    async def running(self, user: UserId = ANNA) -> Adjustment | None:
        async with self.db.reading() as conn:
            return await adjustments.running(conn, HERE, user)


async def write(member: Member, card: Reply | None = None, **answers: str) -> Reply:
    """Fill in the second form; from /reflect, unless another card is at hand."""
    card = card or await member.slash("reflect")
    form = await member.click(card, WriteReflection)
    return await member.submit(form, **({"behaviour": "slow scales"} | answers))
