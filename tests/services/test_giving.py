from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest

from bot.domain.errors import OutOfDate
from bot.domain.giving import HoldRanOut, LevelsMissing, TooShort, Words
from bot.domain.ids import RequestId, UserId
from bot.domain.moderation import Suspended
from bot.domain.pieces import PieceKind
from bot.domain.queues import OwnRequest
from bot.domain.requests import (
    HOLD,
    Audience,
    NotWaiting,
    RequestKind,
    RequestState,
    UnknownRequest,
    Wish,
)
from bot.domain.settings import Nudges
from storage import blocks, chosen_levels, request_files, suspensions
from tests.support.asking import close, reload, want_nudges
from tests.support.callers import ANNA, BEN, ELSEWHERE, HERE, act
from tests.support.giving import CHANGE, RUBRIC, WORDS, WORKS
from tests.support.hiding import hide
from tests.support.queueing import CYD, DAN

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from bot.domain.requests import Request
    from tests.support.giving import Helping

ALL = dict.fromkeys(range(len(RUBRIC.criteria)), 3)


async def test_the_desk_shows_all_that_is_needed(helping: Helping) -> None:
    request = await helping.ask()
    await helping.take(request.id)
    desk = await helping.services.giving.desk(act(BEN), request.id)
    assert desk.request.title == request.title
    assert desk.rubric == RUBRIC
    assert (desk.chosen, desk.file, desk.comparison) == ({}, None, None)
    assert desk.held_until == helping.clock.now() + HOLD


async def test_levels_are_kept_as_they_are_chosen(helping: Helping) -> None:
    request = await helping.ask()
    await helping.take(request.id)
    giving = helping.services.giving
    await giving.choose_level(act(BEN), request.id, 0, 2)
    desk = await giving.choose_level(act(BEN), request.id, 1, 4)
    assert desk.chosen == {0: 2, 1: 4}
    again = act(BEN)
    assert (await giving.choose_level(again, request.id, 0, 1)).chosen == {0: 1, 1: 4}
    await giving.choose_level(act(BEN), request.id, 0, 3)
    # Delivered again, an earlier choice does not undo a later one.
    assert (await giving.choose_level(again, request.id, 0, 1)).chosen == {0: 3, 1: 4}
    assert (await giving.desk(act(BEN), request.id)).chosen == {0: 3, 1: 4}


@pytest.mark.parametrize(
    ("position", "level"), [(0, 0), (0, 5), (len(RUBRIC.criteria), 1), (99, 1)]
)
async def test_a_level_that_is_not_there(helping: Helping, position: int, level: int) -> None:
    request = await helping.ask()
    await helping.take(request.id)
    with pytest.raises(OutOfDate):
        await helping.services.giving.choose_level(act(BEN), request.id, position, level)


async def test_without_a_rubric_there_is_nothing_to_choose(helping: Helping) -> None:
    request = await helping.ask(rubric_version_id=None)
    await helping.take(request.id)
    with pytest.raises(OutOfDate):
        await helping.services.giving.choose_level(act(BEN), request.id, 0, 1)
    given = await helping.services.giving.give(act(BEN), request.id, WORDS)
    assert given.answered.feedback.levels == {}


async def test_an_answer_closes_its_request(helping: Helping) -> None:
    request = await helping.ask()
    given = await helping.answer(request)
    answer, after = given.answered.feedback, await reload(helping.db, request)
    assert (answer.works, answer.change, answer.question) == WORDS
    assert (answer.asked_by, answer.given_by, answer.levels) == (ANNA, BEN, ALL)
    assert (given.late, given.author_nudges) == (False, Nudges.OFF)
    assert given.answered.rubric == RUBRIC
    assert after.state is RequestState.ANSWERED
    assert (after.hold, after.due, after.closed_at) == (None, None, helping.clock.now())
    assert await helping.stored(answer.id) == answer
    async with helping.db.reading() as conn:
        assert await chosen_levels.of_member(conn, HERE, request.id, BEN) == {}


async def test_the_same_form_twice_is_one_answer(helping: Helping) -> None:
    request = await helping.ask()
    await helping.take(request.id)
    await helping.level(request.id)
    form = act(BEN)
    first = await helping.services.giving.give(form, request.id, WORDS)
    again = await helping.services.giving.give(form, request.id, Words("other", "words"))
    assert again.answered == first.answered
    with pytest.raises(NotWaiting) as refused:
        await helping.services.giving.give(act(BEN), request.id, WORDS)
    assert refused.value.state is RequestState.ANSWERED


async def test_missing_levels_and_too_little_care_leave_everything_as_it_is(
    helping: Helping,
) -> None:
    request = await helping.ask()
    await helping.take(request.id)
    await helping.level(request.id, BEN, 2)
    with pytest.raises(LevelsMissing) as refused:
        await helping.services.giving.give(act(BEN), request.id, WORDS)
    assert refused.value.names == tuple(each.name for each in RUBRIC.criteria[1:])
    await helping.level(request.id)
    with pytest.raises(TooShort):
        await helping.services.giving.give(act(BEN), request.id, Words("Nice", CHANGE))
    assert (await reload(helping.db, request)).is_open
    desk = await helping.services.giving.desk(act(BEN), request.id)
    assert (desk.chosen, desk.held_until) == (ALL, helping.clock.now() + HOLD)


async def test_time_that_is_over_hurts_nobody_while_nobody_else_takes_it(helping: Helping) -> None:
    request = await helping.ask()
    await helping.take(request.id)
    await helping.level(request.id)
    helping.clock.advance(HOLD)
    assert (await helping.services.giving.desk(act(BEN), request.id)).held_until is None
    assert (await helping.services.giving.give(act(BEN), request.id, WORDS)).late


async def test_somebody_else_took_it_meanwhile(helping: Helping) -> None:
    request = await helping.ask()
    await helping.take(request.id)
    await helping.level(request.id)
    helping.clock.advance(HOLD)
    await helping.take(request.id, CYD)
    for act_on in _acts(helping, request):
        with pytest.raises(HoldRanOut) as refused:
            await act_on()
        assert refused.value.by == CYD
    # Their levels are their own, and Ben's wait for him should it come back.
    assert (await helping.services.giving.desk(act(CYD), request.id)).chosen == {}
    helping.clock.advance(HOLD)
    assert (await helping.services.giving.desk(act(BEN), request.id)).chosen == ALL


@pytest.mark.parametrize("state", [RequestState.WITHDRAWN, RequestState.LAPSED])
async def test_a_request_that_was_closed_meanwhile(helping: Helping, state: RequestState) -> None:
    request = await helping.ask()
    await helping.take(request.id)
    await close(helping.db, request, state, helping.clock.now())
    for act_on in _acts(helping, request):
        with pytest.raises(NotWaiting) as refused:
            await act_on()
        assert refused.value.state is state


async def test_whose_request_it_is_not(helping: Helping) -> None:
    request = await helping.ask()
    for act_on in _acts(helping, request, ANNA):
        with pytest.raises(OwnRequest):
            await act_on()
    asked_of_cyd = await helping.ask(audience=Audience.PERSON, asked=CYD)
    hidden, apart = await helping.ask(), await helping.ask(DAN)
    elsewhere = await helping.ask(community_id=ELSEWHERE)
    await hide(helping.db, PieceKind.REQUEST, hidden.id)
    async with helping.db.transaction() as tx:
        await blocks.add(tx, HERE, DAN, BEN, helping.clock.now())
    gone = replace(request, id=RequestId(1))
    for unseen in (asked_of_cyd, hidden, apart, elsewhere, gone):
        for act_on in _acts(helping, unseen):
            with pytest.raises(UnknownRequest):
                await act_on()


async def test_whoever_is_kept_out_gives_nothing(helping: Helping) -> None:
    request = await helping.ask()
    await helping.take(request.id)
    async with helping.db.transaction() as tx:
        await suspensions.add(tx, HERE, BEN, DAN, helping.clock.now())
    for act_on in _acts(helping, request):
        with pytest.raises(Suspended):
            await act_on()


async def test_the_file_of_a_request_to_one_person_goes_with_it(helping: Helping) -> None:
    what: dict[str, Any] = {"audience": Audience.PERSON, "asked": BEN, "file_name": "song.mp3"}
    request = await helping.ask(**what)
    async with helping.db.transaction() as tx:
        await request_files.keep(tx, HERE, request.id, b"la la")
    await helping.take(request.id)
    assert (await helping.services.giving.desk(act(BEN), request.id)).file == b"la la"
    await helping.level(request.id)
    await helping.services.giving.give(act(BEN), request.id, WORDS)
    async with helping.db.reading() as conn:
        assert await request_files.get(conn, HERE, request.id) is None


async def test_encouragement_needs_no_change(helping: Helping) -> None:
    request = await helping.ask(
        kind=RequestKind.STUCK, wish=Wish.ENCOURAGEMENT, rubric_version_id=None
    )
    given = await helping.answer(request, words=Words(WORKS, ""))
    assert given.answered.feedback.change == ""


async def test_the_author_who_wants_direct_messages_is_known(helping: Helping) -> None:
    await want_nudges(helping.db, ANNA)
    request = await helping.ask()
    assert (await helping.answer(request)).author_nudges is Nudges.ON


async def test_the_thread_is_remembered(helping: Helping) -> None:
    request = await helping.ask()
    giving = helping.services.giving
    assert (await giving.thread_is(request, 88)).thread_id == 88
    assert (await reload(helping.db, request)).thread_id == 88
    await giving.thread_is(request, None)
    assert (await reload(helping.db, request)).thread_id is None
    # Nothing to remember where its author deleted their data meanwhile.
    await giving.thread_is(replace(request, id=RequestId(1)), 88)


async def test_asking_again_shows_the_version_before(helping: Helping) -> None:
    first = await helping.ask()
    await helping.answer(first)
    helping.clock.advance(timedelta(days=1))
    second = await helping.ask(earlier_id=first.id)
    await helping.take(second.id, CYD)
    desk = await helping.services.giving.desk(act(CYD), second.id)
    assert desk.comparison
    assert desk.comparison.earlier.id == first.id
    given = await helping.answer(second, CYD)
    assert given.answered.comparison
    assert {each.after for each in given.answered.comparison.levels} == {3}


async def test_a_version_before_that_moderators_hid_is_its_authors_alone(helping: Helping) -> None:
    first = await helping.ask()
    await helping.answer(first)
    second = await helping.ask(earlier_id=first.id)
    await hide(helping.db, PieceKind.REQUEST, first.id)
    await helping.take(second.id, CYD)
    assert (await helping.services.giving.desk(act(CYD), second.id)).comparison is None
    given = (await helping.answer(second, CYD)).answered
    assert given.comparison is None
    answered = helping.services.answered
    assert (await answered.open(act(ANNA), given.feedback.id)).comparison


def _acts(
    helping: Helping, request: Request, user: UserId = BEN
) -> list[Callable[[], Awaitable[Any]]]:
    giving = helping.services.giving
    return [
        lambda: giving.desk(act(user), request.id),
        lambda: giving.to_write(act(user), request.id),
        lambda: giving.choose_level(act(user), request.id, 0, 1),
        lambda: giving.give(act(user), request.id, WORDS),
    ]
