"""Rating answers: what their author makes of them, whether they were applied, what waits."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain.feedback import Feedback, UnknownFeedback
from bot.domain.generosity import FeedbackWaiting
from bot.domain.giving import NotForYou
from bot.domain.ids import NOBODY, FeedbackId
from bot.domain.ratings import (
    AlreadyRated,
    Answer,
    NothingToRate,
    OwnAnswer,
    Told,
    asks_applied,
    awaits_rating,
    begin_with,
    clean_note,
    has_news,
    is_unread,
    rating_of,
    requeued,
)
from bot.domain.requests import NotWaiting, UnknownRequest
from bot.services.answered import require_visible
from bot.services.welcome import require_welcome
from storage import (
    adjustments,
    blocks,
    feedback,
    generosity,
    ratings,
    receipts,
    requests,
)

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bot.clock import Clock
    from bot.domain.callers import Caller
    from bot.domain.feedback import Applied, Rating
    from bot.domain.ratings import RatingWords
    from bot.domain.requests import Request
    from bot.services.members import Members
    from storage.connections import Connection, Transaction
    from storage.database import Database

MOST_OFFERED = 25


class Ratings:
    """Everything here is for whoever asked, but news, which is for whoever gave."""

    def __init__(self, db: Database, clock: Clock, members: Members) -> None:
        self._db = db
        self._clock = clock
        self._members = members

    async def to_rate(self, caller: Caller, feedback_id: FeedbackId) -> Told:
        """Return an answer that the caller may rate.

        Raises:
            UnknownFeedback, NotForYou, OwnAnswer: where it is not theirs to rate.
            AlreadyRated: where they have.
        """
        told = await self.to_apply(caller, feedback_id)
        if told.feedback.rating:
            raise AlreadyRated(told.feedback)
        return told

    async def to_apply(self, caller: Caller, feedback_id: FeedbackId) -> Told:
        """Return an answer of which the caller may say whether it was applied.

        Raises:
            UnknownFeedback, NotForYou, OwnAnswer: where it is not theirs to tell of.
        """
        async with self._db.reading() as conn:
            answer = await _require(conn, caller, feedback_id)
            outcome = await adjustments.outcome_of(conn, answer)
            (found,) = await generosity.with_requests(conn, [answer])
        return Told(found.feedback, found.request, answer.applied or begin_with(outcome))

    async def rate(self, caller: Caller, feedback_id: FeedbackId, words: RatingWords) -> Answer:
        """Keep what the caller made of an answer; a problematic one keeps the two apart.

        Raises:
            NumbersMissing, NameTooLong, HiddenCharacters: for words that cannot be kept.
            Suspended: for a remark by those whom moderators keep out.
            UnknownFeedback, NotForYou, OwnAnswer, AlreadyRated: where it is not theirs to rate.
        """
        rating = rating_of(words, self._clock.now())
        async with self._db.transaction() as tx:
            if rating.remark:
                await require_welcome(tx, caller)
            answer = await _require(tx, caller, feedback_id)
            if await self._claim(tx, caller):
                if answer.rating:
                    raise AlreadyRated(answer)
                await self._keep(tx, caller, answer, rating)
                if words.applied and not rating.problematic:
                    await ratings.apply(tx, answer, words.applied, "", rating.at)
            return await _reload(tx, answer)

    async def say_applied(
        self, caller: Caller, feedback_id: FeedbackId, applied: Applied, note: str
    ) -> Answer:
        """Keep whether the caller did what an answer proposed, in place of what they said before.

        Raises:
            NameTooLong, HiddenCharacters: for a note that cannot be kept.
            Suspended: for a note by those whom moderators keep out.
            UnknownFeedback, NotForYou, OwnAnswer: where it is not theirs to tell of.
        """
        cleaned = clean_note(note)
        async with self._db.transaction() as tx:
            if cleaned:
                await require_welcome(tx, caller)
            answer = await _require(tx, caller, feedback_id)
            if await self._claim(tx, caller):
                await ratings.apply(tx, answer, applied, cleaned, self._clock.now())
            return await _reload(tx, answer)

    async def requeue(self, caller: Caller, feedback_id: FeedbackId) -> Request:
        """Let the request behind a problematic answer wait in the queue again.

        It keeps its place there, and a second time changes nothing.

        Raises:
            Suspended: for those whom moderators keep out.
            UnknownFeedback, NotForYou, OwnAnswer: where the answer is not the caller's.
            UnknownRequest, NotWaiting: where the request cannot wait again.
        """
        async with self._db.transaction() as tx:
            await require_welcome(tx, caller)
            answer = await _require(tx, caller, feedback_id)
            found = await _reload(tx, answer)
            request = found.request
            if request is None:
                raise UnknownRequest
            if request.is_open:
                return request
            *_, last = await feedback.of_request(tx, caller.community_id, request.id)
            if not found.may_requeue or last.id != answer.id:
                raise NotWaiting(request.state)
            again = requeued(request, self._clock.now())
            await requests.save(tx, again)
            return again

    async def what_came(self, caller: Caller, feedback_id: FeedbackId) -> Answer:
        """Return what came of an answer that the caller gave, and remember that they saw it.

        Raises:
            UnknownFeedback: where it is not theirs.
        """
        async with self._db.transaction() as tx:
            answer = await require_visible(tx, caller, feedback_id)
            if answer.given_by != caller.user_id or answer.is_self:
                raise UnknownFeedback
            await feedback.seen_by_helper(tx, answer, self._clock.now())
            (found,) = await generosity.with_requests(tx, [answer])
            return found

    async def latest_unrated(self, caller: Caller) -> FeedbackId:
        """Return the newest answer that the caller has not rated.

        Raises:
            NothingToRate: where there is none.
        """
        for answer in await self.unrated(caller):
            return answer.feedback.id
        raise NothingToRate

    async def unrated(self, caller: Caller) -> tuple[Answer, ...]:
        """Return the answers that the caller has not rated, the newest first, at most 25."""
        whose = caller.community_id, caller.user_id
        async with self._db.reading() as conn:
            found = await ratings.unrated(conn, *whose, MOST_OFFERED)
            return await generosity.with_requests(conn, found)

    async def waiting(self, conn: Connection, caller: Caller) -> FeedbackWaiting:
        """Return all that waits for the caller, within somebody else's read."""
        query = ratings.waiting_of(caller.community_id, caller.user_id, self._clock.now())
        return self.sorted_out(caller, ratings.waiting_from(await conn.fetch_all(*query)))

    def sorted_out(self, caller: Caller, found: Iterable[Feedback]) -> FeedbackWaiting:
        """Tell what each of the answers that may wait for the caller waits for."""
        now = self._clock.now()
        mine, theirs = list[Feedback](), list[Feedback]()
        for each in found:
            (mine if each.asked_by == caller.user_id else theirs).append(each)
        seen = [each for each in mine if each.seen_at]
        return FeedbackWaiting(
            unseen=tuple(each.id for each in mine if is_unread(each, now)),
            unrated=tuple(each.id for each in seen if awaits_rating(each, now)),
            undecided=tuple(each.id for each in seen if asks_applied(each, now)),
            news=tuple(each.id for each in theirs if has_news(each)),
        )

    async def _keep(
        self, tx: Transaction, caller: Caller, answer: Feedback, rating: Rating
    ) -> None:
        await ratings.rate(tx, answer, rating)
        if rating.problematic and answer.given_by != NOBODY:
            await self._members.ensure(tx, caller)
            whose = caller.community_id, caller.user_id
            await blocks.add(tx, *whose, answer.given_by, rating.at)

    async def _claim(self, tx: Transaction, caller: Caller) -> bool:
        now = self._clock.now()
        return await receipts.claim(tx, caller.community_id, caller.interaction_id, now)


async def _require(conn: Connection, caller: Caller, feedback_id: FeedbackId) -> Feedback:
    """Return an answer to something that the caller asked."""
    answer = await require_visible(conn, caller, feedback_id)
    if answer.given_by == caller.user_id:
        raise OwnAnswer
    if answer.asked_by != caller.user_id:
        raise NotForYou
    return answer


async def _reload(tx: Transaction, answer: Feedback) -> Answer:
    kept = await feedback.get(tx, answer.community_id, answer.id)
    (found,) = await generosity.with_requests(tx, [kept or answer])
    return found
