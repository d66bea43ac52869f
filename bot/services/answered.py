"""Answers that were given: who reads them, where they stand, and what is replied."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.domain.feedback import LONGEST_ANSWER, UnknownFeedback
from bot.domain.giving import AlreadyReplied, Answered, NotForYou, Replied
from bot.domain.ids import NOBODY
from bot.domain.names import clean_text
from bot.domain.settings import Nudges
from bot.services.welcome import require_welcome
from storage import feedback, members, receipts, requests

if TYPE_CHECKING:
    from bot.clock import Clock
    from bot.domain.callers import Caller
    from bot.domain.feedback import Feedback
    from bot.domain.ids import CommunityId, FeedbackId
    from bot.domain.places import Place
    from bot.domain.requests import Request
    from bot.domain.rubrics import RubricVersion
    from bot.services.rubrics import Rubrics
    from bot.services.versions import Versions
    from storage.connections import Connection
    from storage.database import Database


class GivenAnswers:
    """What whoever asked does with an answer."""

    def __init__(self, db: Database, clock: Clock, rubrics: Rubrics, versions: Versions) -> None:
        self._db = db
        self._clock = clock
        self._rubrics = rubrics
        self._versions = versions

    async def of(self, conn: Connection, answer: Feedback, *, for_author: bool = False) -> Answered:
        """Join an answer with what it is about, within somebody else's read or transaction."""
        request = None
        if answer.request_id is not None:
            request = await requests.get(conn, answer.community_id, answer.request_id)
        if request is None:
            return Answered(answer, None)
        comparison = await self._versions.compare(conn, request, for_author=for_author)
        return Answered(answer, request, await self.rubric(conn, request), comparison)

    async def rubric(self, conn: Connection, request: Request) -> RubricVersion | None:
        """Return the version of the rubric with which a request was asked, if it was with one."""
        version_id = request.rubric_version_id
        if version_id is None:
            return None
        return await self._rubrics.version(conn, request.community_id, version_id)

    async def open(self, caller: Caller, feedback_id: FeedbackId) -> Answered:
        """Show an answer to whoever asked or gave, and remember that they saw it.

        Raises:
            UnknownFeedback: where it is gone or hidden.
            NotForYou: for anybody else.
        """
        now = self._clock.now()
        async with self._db.transaction() as tx:
            found = await require_visible(tx, caller, feedback_id)
            asked = caller.user_id == found.asked_by
            if asked:
                await feedback.seen_by_author(tx, found, now)
            elif caller.user_id == found.given_by:
                await feedback.seen_by_helper(tx, found, now)
            else:
                raise NotForYou
            return await self.of(tx, found, for_author=asked)

    async def shown(self, community_id: CommunityId, feedback_id: FeedbackId) -> Answered:
        """Return what the public card of an answer shows now.

        Raises:
            UnknownFeedback: where it is gone.
        """
        async with self._db.reading() as conn:
            found = await feedback.get(conn, community_id, feedback_id)
            if found is None:
                raise UnknownFeedback
            return await self.of(conn, found)

    async def to_reply(self, caller: Caller, feedback_id: FeedbackId) -> Answered:
        """Return an answer to which the caller may reply.

        Raises:
            Suspended: for those whom moderators keep out.
            UnknownFeedback: where it is gone or hidden.
            NotForYou: for anybody but whoever asked, and for a score of one's own work.
            AlreadyReplied: where the helper has read a reply, or others can.
        """
        async with self._db.reading() as conn:
            return await self.of(conn, await _require_for_reply(conn, caller, feedback_id))

    async def reply(self, caller: Caller, feedback_id: FeedbackId, text: str) -> Replied:
        """Keep the reply of whoever asked, in place of one that the helper has not read.

        Raises:
            EmptyName, NameTooLong, HiddenCharacters: for words that cannot be kept.
            Suspended, UnknownFeedback, NotForYou, AlreadyReplied: as for `to_reply`.
        """
        now = self._clock.now()
        async with self._db.transaction() as tx:
            if await receipts.claim(tx, caller.community_id, caller.interaction_id, now):
                found = await _require_for_reply(tx, caller, feedback_id)
                reply = clean_text(text, "reply", LONGEST_ANSWER)
                await feedback.reply(tx, found, reply, now)
                found = replace(found, reply=reply, replied_at=now)
            else:
                found = await require_visible(tx, caller, feedback_id)
            helper = await members.get(tx, found.community_id, found.given_by)
            nudges = helper.nudges if helper else Nudges.OFF
            return Replied(await self.of(tx, found), nudges)

    async def stands(self, answer: Feedback, place: Place) -> bool:
        """Remember where an answer stands; False where it was deleted while it was on its way."""
        async with self._db.transaction() as tx:
            return await feedback.stand(tx, answer, place)

    async def reply_stands(self, answer: Feedback, place: Place) -> bool:
        """Remember where a reply stands; False where its author was deleted meanwhile."""
        async with self._db.transaction() as tx:
            return await feedback.reply_stands(tx, answer, place)


async def require_visible(conn: Connection, caller: Caller, feedback_id: FeedbackId) -> Feedback:
    """Return an answer that moderators did not hide.

    Raises:
        UnknownFeedback: where it is gone or hidden.
    """
    found = await feedback.get(conn, caller.community_id, feedback_id)
    if found is None or await feedback.is_hidden(conn, found):
        raise UnknownFeedback
    return found


async def _require_for_reply(conn: Connection, caller: Caller, feedback_id: FeedbackId) -> Feedback:
    await require_welcome(conn, caller)
    found = await require_visible(conn, caller, feedback_id)
    if caller.user_id != found.asked_by or found.is_self or found.given_by == NOBODY:
        raise NotForYou
    if found.reply and (found.card or _was_read(found)):
        raise AlreadyReplied
    return found


def _was_read(found: Feedback) -> bool:
    seen, replied = found.remark_seen_at, found.replied_at
    return seen is not None and replied is not None and seen >= replied
