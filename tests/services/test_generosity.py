"""What a member asked, received and gave, in pages and numbers of their own."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from bot.domain.feedback import Applied
from bot.domain.generosity import Exchanged, Side
from bot.domain.ids import NOBODY, UserId
from bot.domain.pieces import PieceKind
from bot.domain.practice_details import PracticeWords
from bot.domain.requests import RequestKind, RequestState
from storage import requests
from tests.support.answering import GOOD, PROBLEM, Exchange
from tests.support.callers import ANNA, BEN, ELSEWHERE, act

if TYPE_CHECKING:
    from bot.domain.generosity import MineAnswered
    from bot.domain.ids import FeedbackId
    from storage.database import Database
    from tests.support.clock import FakeClock

CARO = UserId(13)
HOUR = timedelta(hours=1)


@pytest.fixture
def desk(db: Database, clock: FakeClock) -> Exchange:
    return Exchange.of(db, clock)


async def page(
    desk: Exchange, side: Side, number: int = 0, user: UserId = ANNA
) -> tuple[list[FeedbackId], MineAnswered]:
    mine = await desk.services.generosity.answered(act(user), side, number)
    return [each.feedback.id for each in mine.answers], mine


async def test_a_stranger_has_nothing_yet(desk: Exchange) -> None:
    mine = await desk.services.generosity.asked(act())
    assert (mine.requests, mine.limit, mine.helpful, mine.versions) == ((), 2, 0, 0)
    assert mine.latest is None
    assert mine.numbers.exchanged == Exchanged(0, 0)
    for side in (Side.RECEIVED, Side.GIVEN):
        found, shown = await page(desk, side, 7)
        assert (found, shown.page, shown.last) == ([], 0, 0)
    assert await desk.services.generosity.first(act()) is Side.ASKED


async def test_numbers_count_what_went_to_and_fro(desk: Exchange) -> None:
    ratings = desk.services.ratings
    for wait, applied in ((1, Applied.YES), (3, Applied.PARTLY), (2, Applied.NO)):
        request = await desk.ask()
        desk.clock.advance(wait * HOUR)
        answer = await desk.answer(request)
        await ratings.rate(act(), answer.id, GOOD._replace(applied=applied))
    unhelpful = await desk.helped()
    await ratings.rate(act(), unhelpful.id, GOOD._replace(useful=1, applied=Applied.NOT_YET))
    bad = await desk.helped()
    await ratings.rate(act(), bad.id, PROBLEM)
    await desk.helped(by=ANNA, asker=BEN)
    await desk.helped(by=ANNA, kind=RequestKind.SELF)
    numbers = (await desk.services.generosity.asked(act())).numbers
    assert numbers.exchanged == Exchanged(given=1, received=5)
    assert (numbers.received_applied, numbers.received_told) == (2, 3)
    assert (numbers.answered, numbers.ended) == (5, 5)
    assert numbers.median_wait == HOUR
    theirs = (await desk.services.generosity.asked(act(BEN))).numbers
    assert theirs.exchanged == Exchanged(given=5, received=1)
    assert (theirs.helpful, theirs.given_applied, theirs.given_told) == (3, 2, 3)
    elsewhere = (await desk.services.generosity.asked(act(community=ELSEWHERE))).numbers
    assert elsewhere.exchanged == Exchanged()


async def test_what_waited_in_vain_counts_as_not_answered(desk: Exchange) -> None:
    await desk.helped()
    for state in (RequestState.LAPSED, RequestState.WITHDRAWN):
        request = await desk.ask()
        async with desk.db.transaction() as tx:
            await requests.save(tx, request.closed(state, desk.clock.now()))
    await desk.ask()
    numbers = (await desk.services.generosity.asked(act())).numbers
    assert (numbers.answered, numbers.ended) == (1, 2)


async def test_what_lapsed_is_told_for_two_weeks_the_latest_first(desk: Exchange) -> None:
    made = [await desk.ask(), await desk.ask()]
    for request in made:
        desk.clock.advance(HOUR)
        async with desk.db.transaction() as tx:
            await requests.save(tx, request.closed(RequestState.LAPSED, desk.clock.now()))
    mine = await desk.services.generosity.asked(act())
    assert [each.id for each in mine.lapsed] == [made[1].id, made[0].id]
    assert not (await desk.services.generosity.asked(act(BEN))).lapsed
    desk.clock.advance(14 * 24 * HOUR)
    assert not (await desk.services.generosity.asked(act())).lapsed


async def test_open_requests_and_why_as_many_may_wait(desk: Exchange) -> None:
    for _ in range(5):
        given = await desk.helped(by=ANNA, asker=BEN)
        await desk.services.ratings.rate(act(BEN), given.id, GOOD)
    older = await desk.ask(title="older")
    desk.clock.advance(HOUR)
    newer = await desk.ask(title="newer")
    mine = await desk.services.generosity.asked(act())
    assert {each.id for each in mine.requests} == {older.id, newer.id}
    assert (mine.limit, mine.helpful) == (4, 5)
    assert (mine.versions, mine.latest) == (2, newer)


async def test_unrated_answers_come_first_then_the_newest(desk: Exchange) -> None:
    ids: list[FeedbackId] = []
    for _ in range(6):
        ids.append((await desk.helped()).id)
        desk.clock.advance(HOUR)
    for rated in ids[2:]:
        await desk.services.ratings.rate(act(), rated, GOOD)
    found, shown = await page(desk, Side.RECEIVED)
    assert found == [ids[1], ids[0], ids[5], ids[4]]
    assert (shown.page, shown.last) == (0, 1)
    assert (await page(desk, Side.RECEIVED, 1))[0] == [ids[3], ids[2]]
    assert (await page(desk, Side.RECEIVED, 9))[1].page == 1
    # After two weeks they are not asked for any more.
    desk.clock.advance(timedelta(days=14))
    assert (await page(desk, Side.RECEIVED))[0] == ids[:1:-1]


async def test_what_came_back_comes_first_for_whoever_gave(desk: Exchange) -> None:
    ids = [(await desk.helped()).id for _ in range(3)]
    await desk.services.ratings.rate(act(), ids[0], GOOD)
    await desk.services.ratings.rate(act(), ids[1], PROBLEM)
    found, _ = await page(desk, Side.GIVEN, user=BEN)
    assert found == [ids[0], ids[2], ids[1]]
    await desk.services.ratings.what_came(act(BEN), ids[0])
    found, _ = await page(desk, Side.GIVEN, user=BEN)
    assert found == [ids[2], ids[1], ids[0]]


async def test_what_moderators_hid_is_in_no_list_and_no_number(desk: Exchange) -> None:
    hidden, kept = await desk.helped(), await desk.helped()
    await desk.hide(PieceKind.FEEDBACK, hidden.id)
    found, shown = await page(desk, Side.RECEIVED)
    assert found == [kept.id]
    assert shown.numbers.exchanged.received == 1
    found, shown = await page(desk, Side.GIVEN, user=BEN)
    assert found == [kept.id]
    assert shown.numbers.exchanged.given == 1
    assert kept.request_id
    await desk.hide(PieceKind.REQUEST, kept.request_id)
    _, shown = await page(desk, Side.GIVEN, user=BEN)
    assert shown.answers[0].request is None


async def test_the_numbers_outlive_whoever_left(desk: Exchange) -> None:
    answer = await desk.helped(by=NOBODY)
    found, shown = await page(desk, Side.RECEIVED)
    assert found == [answer.id]
    assert shown.numbers.exchanged == Exchanged(0, 1)


async def test_what_waits_opens_first(desk: Exchange) -> None:
    first = desk.services.generosity.first
    answer = await desk.helped()
    assert await first(act()) is Side.RECEIVED
    assert await first(act(BEN)) is Side.ASKED
    await desk.services.ratings.rate(act(), answer.id, GOOD)
    assert await first(act()) is Side.ASKED
    assert await first(act(BEN)) is Side.GIVEN
    desk.clock.advance(timedelta(days=7))
    assert await first(act()) is Side.RECEIVED


async def test_the_profile_tells_the_same_numbers(desk: Exchange) -> None:
    await desk.services.practices.add(act(), PracticeWords(name="Guitar", minimum="20 min"))
    await desk.helped()
    await desk.helped(by=ANNA, asker=CARO)
    await desk.helped(by=ANNA, kind=RequestKind.SELF)
    numbers = await desk.services.streaks.show(act(), ANNA)
    assert numbers.exchanged == Exchanged(1, 1)
    assert (await desk.services.generosity.asked(act())).numbers.exchanged == Exchanged(1, 1)
