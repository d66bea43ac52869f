"""Rating answers: who may, what it changes, and what waits for whom."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from bot.domain.feedback import Applied, UnknownFeedback
from bot.domain.generosity import FeedbackWaiting
from bot.domain.giving import NotForYou
from bot.domain.ids import NOBODY, FeedbackId, UserId
from bot.domain.moderation import Suspended
from bot.domain.names import NameTooLong
from bot.domain.pieces import PieceKind
from bot.domain.places import Place
from bot.domain.ratings import (
    AlreadyRated,
    NothingToRate,
    NumbersMissing,
    OwnAnswer,
    RatingWords,
)
from bot.domain.requests import (
    Audience,
    Due,
    NotWaiting,
    RequestKind,
    RequestState,
    Step,
    UnknownRequest,
)
from storage import blocks, suspensions
from tests.support.answering import GOOD, PROBLEM, Exchange
from tests.support.callers import ANNA, BEN, ELSEWHERE, HERE, act

if TYPE_CHECKING:
    from bot.domain.feedback import Feedback
    from storage.database import Database
    from tests.support.clock import FakeClock

CARO = UserId(13)


@pytest.fixture
def desk(db: Database, clock: FakeClock) -> Exchange:
    return Exchange.of(db, clock)


async def apart(desk: Exchange, user: UserId) -> frozenset[UserId]:
    async with desk.db.reading() as conn:
        return await blocks.apart(conn, HERE, user)


async def waiting(desk: Exchange, user: UserId = ANNA) -> FeedbackWaiting:
    async with desk.db.reading() as conn:
        return await desk.services.ratings.waiting(conn, act(user))


async def suspend(desk: Exchange, user: UserId) -> None:
    async with desk.db.transaction() as tx:
        await suspensions.add(tx, HERE, user, BEN, desk.clock.now())


async def test_a_rating_is_kept_with_all_that_was_said(desk: Exchange) -> None:
    answer = await desk.helped()
    words = RatingWords(3, 2, remark="thank you", applied=Applied.PARTLY)
    rated = await desk.services.ratings.rate(act(), answer.id, words)
    kept = await desk.get(answer)
    assert kept == rated.feedback
    assert kept.rating is not None
    assert kept.rating[:4] == (3, 2, False, "thank you")
    assert (kept.applied, kept.applied_at) == (Applied.PARTLY, desk.clock.now())
    assert kept.seen_at == kept.rating.at == desk.clock.now()
    assert rated.request is not None
    assert not rated.may_requeue
    assert await apart(desk, ANNA) == frozenset()


async def test_a_second_rating_is_refused_and_the_same_interaction_is_not(
    desk: Exchange,
) -> None:
    answer, caller = await desk.helped(), act()
    first = await desk.services.ratings.rate(caller, answer.id, GOOD)
    again = await desk.services.ratings.rate(caller, answer.id, RatingWords(1, 1))
    assert again == first
    with pytest.raises(AlreadyRated) as refusal:
        await desk.services.ratings.rate(act(), answer.id, RatingWords(1, 1))
    assert refusal.value.feedback == first.feedback
    with pytest.raises(AlreadyRated):
        await desk.services.ratings.to_rate(act(), answer.id)
    assert await desk.get(answer) == first.feedback


async def test_nobody_rates_their_own_answer_or_somebody_elses(desk: Exchange) -> None:
    ratings = desk.services.ratings
    answer = await desk.helped()
    own = await desk.helped(by=ANNA, kind=RequestKind.SELF)
    for caller, feedback_id, refusal in (
        (act(BEN), answer.id, OwnAnswer),
        (act(ANNA), own.id, OwnAnswer),
        (act(CARO), answer.id, NotForYou),
        (act(community=ELSEWHERE), answer.id, UnknownFeedback),
        (act(), FeedbackId(5), UnknownFeedback),
    ):
        with pytest.raises(refusal):
            await ratings.to_rate(caller, feedback_id)
        with pytest.raises(refusal):
            await ratings.rate(caller, feedback_id, GOOD)
        with pytest.raises(refusal):
            await ratings.say_applied(caller, feedback_id, Applied.YES, "")
        with pytest.raises(refusal):
            await ratings.requeue(caller, feedback_id)
    assert (await desk.get(answer)).rating is None


async def test_what_moderators_hid_is_gone(desk: Exchange) -> None:
    answer = await desk.helped()
    await desk.hide(PieceKind.FEEDBACK, answer.id)
    with pytest.raises(UnknownFeedback):
        await desk.services.ratings.to_rate(act(), answer.id)
    assert not await waiting(desk)
    assert await desk.services.ratings.unrated(act()) == ()


async def test_a_refused_rating_changes_nothing(desk: Exchange) -> None:
    answer = await desk.helped()
    for words, refusal in (
        (RatingWords(3), NumbersMissing),
        (RatingWords(3, 2, remark="x" * 501), NameTooLong),
    ):
        with pytest.raises(refusal):
            await desk.services.ratings.rate(act(), answer.id, words)
    await suspend(desk, ANNA)
    with pytest.raises(Suspended):
        await desk.services.ratings.rate(act(), answer.id, GOOD._replace(remark="so"))
    with pytest.raises(Suspended):
        await desk.services.ratings.say_applied(act(), answer.id, Applied.YES, "so")
    assert await desk.get(answer) == answer
    # Numbers alone tell nobody anything in words.
    await desk.services.ratings.rate(act(), answer.id, GOOD)


async def test_a_problem_keeps_the_two_apart_without_numbers(desk: Exchange) -> None:
    answer = await desk.helped()
    words = PROBLEM._replace(useful=3, applied=Applied.YES, remark="rude")
    rated = await desk.services.ratings.rate(act(), answer.id, words)
    rating = rated.feedback.rating
    assert rating is not None
    assert rating[:4] == (None, None, True, "rude")
    assert rated.feedback.applied is None
    assert rated.may_requeue
    assert await apart(desk, ANNA) == {BEN}
    assert await apart(desk, BEN) == {ANNA}


async def test_a_problem_with_somebody_who_left(desk: Exchange) -> None:
    answer = await desk.helped(by=NOBODY)
    rated = await desk.services.ratings.rate(act(), answer.id, PROBLEM)
    assert rated.feedback.rating is not None
    assert await apart(desk, ANNA) == frozenset()


async def test_after_a_problem_the_request_waits_again_where_it_was(desk: Exchange) -> None:
    request = await desk.ask()
    desk.clock.advance(timedelta(days=3))
    answer = await desk.answer(request)
    await desk.services.ratings.rate(act(), answer.id, PROBLEM)
    again = await desk.services.ratings.requeue(act(), answer.id)
    assert again.is_open
    assert again.asked_at == request.asked_at
    assert again.due == Due(Step.TELL, request.asked_at + timedelta(days=7))
    assert await desk.services.ratings.requeue(act(), answer.id) == again


async def test_a_request_that_cannot_wait_again(desk: Exchange) -> None:
    ratings = desk.services.ratings
    fine = await desk.helped()
    await ratings.rate(act(), fine.id, GOOD)
    private = await desk.helped(audience=Audience.PERSON, asked=BEN)
    await ratings.rate(act(), private.id, PROBLEM)
    for answer in (fine, private):
        with pytest.raises(NotWaiting) as refusal:
            await ratings.requeue(act(), answer.id)
        assert refusal.value.state is RequestState.ANSWERED
    hidden = await desk.helped()
    await ratings.rate(act(), hidden.id, PROBLEM)
    assert hidden.request_id
    await desk.hide(PieceKind.REQUEST, hidden.request_id)
    with pytest.raises(UnknownRequest):
        await ratings.requeue(act(), hidden.id)
    await suspend(desk, ANNA)
    with pytest.raises(Suspended):
        await ratings.requeue(act(), hidden.id)


async def test_an_old_problem_does_not_reopen_what_was_answered_since(desk: Exchange) -> None:
    ratings = desk.services.ratings
    bad = await desk.helped()
    await ratings.rate(act(), bad.id, PROBLEM)
    again = await ratings.requeue(act(), bad.id)
    desk.clock.advance(timedelta(hours=1))
    await desk.answer(again, CARO)
    with pytest.raises(NotWaiting):
        await ratings.requeue(act(), bad.id)


async def test_whether_it_was_applied_can_be_said_anew(desk: Exchange) -> None:
    answer, caller = await desk.helped(), act()
    ratings = desk.services.ratings
    await ratings.say_applied(caller, answer.id, Applied.NOT_YET, "")
    desk.clock.advance(timedelta(days=8))
    said = await ratings.say_applied(act(), answer.id, Applied.YES, " it reads well now ")
    assert said.feedback.applied is Applied.YES
    assert said.feedback.applied_note == "it reads well now"
    assert said.feedback.applied_at == desk.clock.now()
    late = await ratings.say_applied(caller, answer.id, Applied.NOT_YET, "")
    assert late == said
    assert (await ratings.to_apply(act(), answer.id)).applied is Applied.YES


async def test_what_waits_moves_on_with_what_is_done(desk: Exchange) -> None:
    ratings = desk.services.ratings
    answer = await desk.helped()
    key = (answer.id,)
    assert await waiting(desk) == FeedbackWaiting(unseen=key)
    assert not await waiting(desk, BEN)
    await desk.services.answered.open(act(), answer.id)
    assert await waiting(desk) == FeedbackWaiting(unrated=key)
    await ratings.rate(act(), answer.id, GOOD)
    assert not await waiting(desk)
    assert await waiting(desk, BEN) == FeedbackWaiting(news=key)
    came = await ratings.what_came(act(BEN), answer.id)
    assert came.feedback.rating is not None
    assert not await waiting(desk, BEN)
    desk.clock.advance(timedelta(days=7))
    assert await waiting(desk) == FeedbackWaiting(undecided=key)
    await ratings.say_applied(act(), answer.id, Applied.NOT_YET, "")
    assert not await waiting(desk)
    assert await waiting(desk, BEN) == FeedbackWaiting(news=key)


async def test_rating_later_keeps_when_it_was_first_seen(desk: Exchange) -> None:
    answer = await desk.helped()
    opened_at = desk.clock.now()
    await desk.services.answered.open(act(), answer.id)
    desk.clock.advance(timedelta(days=1))
    rated = await desk.services.ratings.rate(act(), answer.id, GOOD)
    assert rated.feedback.seen_at == opened_at


async def test_asking_ends_by_itself_but_what_was_never_read_stays(desk: Exchange) -> None:
    rated, unread, threaded = [await desk.helped() for _ in range(3)]
    await desk.services.ratings.rate(act(), rated.id, GOOD)
    await desk.services.answered.stands(threaded, Place(5, 6))
    assert set((await waiting(desk)).unseen) == {unread.id, threaded.id}
    desk.clock.advance(timedelta(days=21))
    assert await waiting(desk) == FeedbackWaiting(unseen=(unread.id,))
    assert not await waiting(desk, CARO)


async def test_a_problem_is_no_news(desk: Exchange) -> None:
    answer = await desk.helped()
    await desk.services.ratings.rate(act(), answer.id, PROBLEM)
    assert not await waiting(desk, BEN)


async def test_only_the_helper_sees_what_came(desk: Exchange) -> None:
    answer = await desk.helped()
    own = await desk.helped(by=ANNA, kind=RequestKind.SELF)
    for caller, feedback_id in ((act(), answer.id), (act(CARO), answer.id), (act(), own.id)):
        with pytest.raises(UnknownFeedback):
            await desk.services.ratings.what_came(caller, feedback_id)


async def test_the_newest_unrated_answer_comes_first(desk: Exchange) -> None:
    ratings = desk.services.ratings
    with pytest.raises(NothingToRate):
        await ratings.latest_unrated(act())
    answers: list[Feedback] = []
    for _ in range(3):
        answers.append(await desk.helped())
        desk.clock.advance(timedelta(hours=1))
    await desk.helped(by=ANNA, kind=RequestKind.SELF)
    await ratings.rate(act(), answers[2].id, GOOD)
    assert await ratings.latest_unrated(act()) == answers[1].id
    found = await ratings.unrated(act())
    assert [each.feedback.id for each in found] == [answers[1].id, answers[0].id]
    assert all(each.request and each.request.title == "My essay" for each in found)
