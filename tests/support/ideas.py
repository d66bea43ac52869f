"""Services around ideas, on a real file and a clock that stands still."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.domain.pieces import PieceKind
from bot.domain.wisdom import IdeaKind, IdeaWords
from bot.services.members import Members
from bot.services.skills import Skills
from bot.services.wisdom import Wisdom
from storage import suspensions
from tests.support.callers import ANNA, HERE, act
from tests.support.hiding import hide

if TYPE_CHECKING:
    from bot.domain.ids import CommunityId, IdeaId, UserId
    from bot.domain.wisdom import Idea
    from storage.database import Database
    from tests.support.clock import FakeClock


@dataclass(frozen=True, slots=True)
class Ideas:
    """What members do with ideas; the clock can be moved."""

    db: Database
    clock: FakeClock
    members: Members
    wisdom: Wisdom

    @classmethod
    def of(cls, db: Database, clock: FakeClock) -> Ideas:
        members = Members(db, clock)
        return cls(db, clock, members, Wisdom(db, clock, members, Skills(db, clock)))

    async def share(
        self,
        title: str = "Slow first",
        text: str = "Half the speed, then faster.",
        *,
        user: UserId = ANNA,
        community: CommunityId = HERE,
        kind: IdeaKind = IdeaKind.INSIGHT,
        **words: str,
    ) -> Idea:
        """Let somebody share an idea."""
        typed = IdeaWords(title=title, text=text, **words)
        return (await self.wisdom.share(act(user, community), kind, typed)).idea

    async def titles(self, text: str = "", *, user: UserId = ANNA) -> list[str]:
        """Return what somebody finds on the first page."""
        found = await self.wisdom.find(act(user), text)
        return [shown.idea.title for shown in found.ideas]

    async def suspend(self, user: UserId, moderator: UserId) -> None:
        async with self.db.transaction() as tx:
            await suspensions.add(tx, HERE, user, moderator, self.clock.now())

    async def hide(self, idea_id: IdeaId) -> None:
        await hide(self.db, PieceKind.IDEA, idea_id)
