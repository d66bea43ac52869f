from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from bot.domain.feedback import UnknownFeedback
from bot.domain.giving import AlreadyReplied, NotForYou
from bot.domain.ids import NOBODY, FeedbackId
from bot.domain.moderation import Suspended
from bot.domain.names import EmptyName, NameTooLong
from bot.domain.pieces import Piece, PieceKind
from bot.domain.places import Place
from bot.domain.settings import Nudges
from storage import feedback, pieces, suspensions
from tests.support.asking import want_nudges
from tests.support.callers import ANNA, BEN, ELSEWHERE, HERE, act
from tests.support.giving import RUBRIC
from tests.support.queueing import CYD, DAN

if TYPE_CHECKING:
    from bot.domain.feedback import Feedback
    from tests.support.giving import Helping

MINUTE = timedelta(minutes=1)
REPLY = "For my sister."


async def answer(helping: Helping) -> Feedback:
    return (await helping.answer(await helping.ask())).answered.feedback


async def test_both_see_an_answer_and_it_is_remembered(helping: Helping) -> None:
    given = await answer(helping)
    helping.clock.advance(MINUTE)
    opened = await helping.services.answered.open(act(ANNA), given.id)
    assert opened.feedback == given
    assert opened.rubric == RUBRIC
    seen_at = helping.clock.now()
    assert (await helping.stored(given.id)).seen_at == seen_at
    helping.clock.advance(MINUTE)
    await helping.services.answered.open(act(ANNA), given.id)
    stored = await helping.stored(given.id)
    assert (stored.seen_at, stored.remark_seen_at) == (seen_at, None)
    await helping.services.answered.open(act(BEN), given.id)
    assert (await helping.stored(given.id)).remark_seen_at == helping.clock.now()


async def test_nobody_else_sees_it(helping: Helping) -> None:
    given = await answer(helping)
    for caller in (act(CYD), act(DAN, manages_server=True)):
        with pytest.raises(NotForYou):
            await helping.services.answered.open(caller, given.id)
    with pytest.raises(UnknownFeedback):
        await helping.services.answered.open(act(ANNA, ELSEWHERE), given.id)
    with pytest.raises(UnknownFeedback):
        await helping.services.answered.open(act(ANNA), FeedbackId(1))


async def test_a_hidden_answer_is_gone(helping: Helping) -> None:
    given = await answer(helping)
    async with helping.db.transaction() as tx:
        piece = Piece(PieceKind.FEEDBACK, given.id)
        await pieces.hide(tx, HERE, piece, DAN, helping.clock.now())
    with pytest.raises(UnknownFeedback):
        await helping.services.answered.open(act(ANNA), given.id)
    with pytest.raises(UnknownFeedback):
        await helping.services.answered.reply(act(ANNA), given.id, REPLY)


async def test_an_answer_outlives_its_request(helping: Helping) -> None:
    given = await answer(helping)
    orphan = replace(given, request_id=None)
    async with helping.db.reading() as conn:
        assert (await helping.services.answered.of(conn, orphan)).request is None


async def test_a_reply_reaches_the_helper(helping: Helping) -> None:
    await want_nudges(helping.db, BEN)
    given = await answer(helping)
    helping.clock.advance(MINUTE)
    form = act(ANNA)
    replied = await helping.services.answered.reply(form, given.id, f" {REPLY} ")
    assert (replied.answered.feedback.reply, replied.helper_nudges) == (REPLY, Nudges.ON)
    stored = await helping.stored(given.id)
    assert (stored.reply, stored.replied_at) == (REPLY, helping.clock.now())
    # Delivered again, it changes nothing.
    again = await helping.services.answered.reply(form, given.id, "Another")
    assert again.answered.feedback == stored
    assert (await helping.services.answered.open(act(BEN), given.id)).feedback.reply == REPLY


async def test_a_reply_can_be_written_anew_until_it_is_read(helping: Helping) -> None:
    given = await answer(helping)
    answered = helping.services.answered
    await answered.open(act(BEN), given.id)
    helping.clock.advance(MINUTE)
    await answered.reply(act(ANNA), given.id, "For my brother.")
    kept = await answered.to_reply(act(ANNA), given.id)
    assert kept.feedback.reply == "For my brother."
    await answered.reply(act(ANNA), given.id, REPLY)
    helping.clock.advance(MINUTE)
    await answered.open(act(BEN), given.id)
    for refused in (
        answered.to_reply(act(ANNA), given.id),
        answered.reply(act(ANNA), given.id, "No"),
    ):
        with pytest.raises(AlreadyReplied):
            await refused
    assert (await helping.stored(given.id)).reply == REPLY


async def test_a_reply_in_a_thread_stays_as_it_is(helping: Helping) -> None:
    given = await answer(helping)
    answered = helping.services.answered
    assert await answered.stands(given, Place(7, 8))
    assert (await helping.stored(given.id)).card == Place(7, 8)
    await answered.reply(act(ANNA), given.id, REPLY)
    with pytest.raises(AlreadyReplied):
        await answered.reply(act(ANNA), given.id, "No")


async def test_who_may_reply(helping: Helping) -> None:
    given = await answer(helping)
    answered = helping.services.answered
    for user in (BEN, CYD):
        with pytest.raises(NotForYou):
            await answered.reply(act(user), given.id, REPLY)
    async with helping.db.transaction() as tx:
        own = replace(given, id=FeedbackId(1), given_by=ANNA)
        orphan = replace(given, id=FeedbackId(2), given_by=NOBODY)
        await feedback.add(tx, own)
        await feedback.add(tx, orphan)
    for nobodys in (own, orphan):
        with pytest.raises(NotForYou):
            await answered.reply(act(ANNA), nobodys.id, REPLY)
    async with helping.db.transaction() as tx:
        await suspensions.add(tx, HERE, ANNA, DAN, helping.clock.now())
    with pytest.raises(Suspended):
        await answered.reply(act(ANNA), given.id, REPLY)


async def test_a_reply_has_words(helping: Helping) -> None:
    given = await answer(helping)
    with pytest.raises(EmptyName):
        await helping.services.answered.reply(act(ANNA), given.id, "  ")
    with pytest.raises(NameTooLong):
        await helping.services.answered.reply(act(ANNA), given.id, "la" * 501)


async def test_an_answer_that_was_deleted_on_its_way_stands_nowhere(helping: Helping) -> None:
    given = await answer(helping)
    deleted = replace(given, given_by=CYD)
    assert not await helping.services.answered.stands(deleted, Place(7, 8))
    assert (await helping.stored(given.id)).card is None


async def test_what_a_public_card_shows_now(helping: Helping) -> None:
    given = await answer(helping)
    shown = await helping.services.answered.shown(HERE, given.id)
    assert (shown.feedback, shown.rubric) == (given, RUBRIC)
    with pytest.raises(UnknownFeedback):
        await helping.services.answered.shown(ELSEWHERE, given.id)
