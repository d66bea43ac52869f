"""The question of the week, and the ones that moderators add."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain.communities import Community
from bot.domain.names import clean_name
from bot.domain.question_bank import SHIPPED
from bot.domain.questions import (
    LONGEST_QUESTION,
    MOST_WAITING,
    OwnQuestion,
    Question,
    TooManyQuestions,
    choose,
    named,
)
from bot.services.moderators import require_moderator
from storage import communities, questions

if TYPE_CHECKING:
    from bot.clock import Clock
    from bot.domain.callers import Caller
    from bot.domain.days import Week
    from bot.domain.ids import CommunityId
    from storage.connections import Connection
    from storage.database import Database


class Questions:
    """One question a week for each community, the same wherever it is shown."""

    def __init__(self, db: Database, clock: Clock) -> None:
        self._db = db
        self._clock = clock

    async def of_week(self, conn: Connection, community_id: CommunityId, week: Week) -> Question:
        """Return a week's question: the one its post asked, else the one that is next."""
        if asked := await questions.asked_in(conn, community_id, week):
            return named(asked, SHIPPED)
        own = await questions.of_community(conn, community_id)
        waiting = [question.text for question in own if not question.is_asked]
        return choose(week, waiting, await questions.last_asked(conn, community_id), SHIPPED)

    async def of_community(self, caller: Caller) -> tuple[OwnQuestion, ...]:
        """Return the community's own questions, oldest first.

        Raises:
            ModeratorsOnly: for a caller who is no moderator here.
        """
        async with self._db.reading() as conn:
            await require_moderator(conn, caller)
            return await questions.of_community(conn, caller.community_id)

    async def add(self, caller: Caller, text: str) -> tuple[OwnQuestion, ...]:
        """Add a question and return all own ones, oldest first.

        Raises:
            ModeratorsOnly: for a caller who is no moderator here.
            TooManyQuestions: where as many as fit are waiting.
            EmptyName, NameTooLong, HiddenCharacters: for a text that cannot be kept.
        """
        now = self._clock.now()
        async with self._db.transaction() as tx:
            await require_moderator(tx, caller)
            cleaned = clean_name(text, "question", LONGEST_QUESTION)
            own = await questions.of_community(tx, caller.community_id)
            if any(question.id == caller.interaction_id for question in own):
                return own
            if sum(not question.is_asked for question in own) >= MOST_WAITING:
                raise TooManyQuestions(MOST_WAITING)
            await communities.add(tx, Community(caller.community_id), now)
            await questions.add(tx, caller, cleaned, now)
            return await questions.of_community(tx, caller.community_id)

    async def retire(self, caller: Caller, question_id: int) -> tuple[OwnQuestion, ...]:
        """Take a question out and return those that stay, oldest first.

        Raises:
            ModeratorsOnly: for a caller who is no moderator here.
        """
        async with self._db.transaction() as tx:
            await require_moderator(tx, caller)
            await questions.retire(tx, caller.community_id, question_id)
            return await questions.of_community(tx, caller.community_id)
