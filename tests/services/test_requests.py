from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from bot.domain.ids import RequestId
from bot.domain.pieces import PieceKind
from bot.domain.places import Place
from bot.domain.requests import (
    HOLD,
    Audience,
    Hold,
    NothingOpen,
    NotWaiting,
    RequestState,
    UnknownRequest,
    WhichRequest,
)
from bot.services.container import Services
from storage import chosen_levels, request_files, requests
from tests.support.asking import ask, reload
from tests.support.callers import ANNA, BEN, ELSEWHERE, HERE, act
from tests.support.hiding import hide

if TYPE_CHECKING:
    from bot.domain.requests import Request
    from storage.database import Database
    from tests.support.clock import FakeClock

CARD, ANOTHER = Place(7, 70), Place(7, 71)


@pytest.fixture
async def services(db: Database, clock: FakeClock) -> Services:
    made = Services(db, clock)
    for user in (ANNA, BEN):
        await made.members.choose_boards(act(user), on=False)
    return made


async def waiting(db: Database, clock: FakeClock, **what: object) -> Request:
    """Let Anna ask one person, so that no card stands yet."""
    private = {"audience": Audience.PERSON, "asked": BEN, **what}
    return await ask(db, ANNA, clock.now(), **private)


async def test_taking_back_ends_hold_levels_and_file(
    services: Services, db: Database, clock: FakeClock
) -> None:
    held = Hold(BEN, clock.now() + HOLD)
    request = await waiting(db, clock, hold=held, file_name="a.png")
    await services.requests.keep_file(request, b"picture")
    async with db.transaction() as tx:
        await chosen_levels.choose(tx, HERE, request.id, BEN, {0: 2})
    caller = act()
    shown = await services.requests.withdraw(caller, "")
    assert shown.request.state is RequestState.WITHDRAWN
    assert shown.request.hold is None
    assert shown.request.due is None
    async with db.reading() as conn:
        assert await request_files.get(conn, HERE, request.id) is None
        assert not await chosen_levels.of_member(conn, HERE, request.id, BEN)
    assert await services.requests.withdraw(caller, str(request.id)) == shown
    with pytest.raises(NotWaiting) as refused:
        await services.requests.withdraw(act(), str(request.id))
    assert refused.value.state is RequestState.WITHDRAWN


async def test_which_one_is_taken_back_must_be_clear(
    services: Services, db: Database, clock: FakeClock
) -> None:
    with pytest.raises(NothingOpen):
        await services.requests.withdraw(act(), "")
    first = await waiting(db, clock)
    clock.advance(timedelta(minutes=1))
    second = await waiting(db, clock)
    with pytest.raises(WhichRequest) as several:
        await services.requests.withdraw(act(), "")
    assert [each.id for each in several.value.requests] == [second.id, first.id]
    assert [each.id for each in await services.requests.open_of(act())] == [second.id, first.id]
    await services.requests.withdraw(act(), str(first.id))
    assert (await services.requests.withdraw(act(), "")).request.id == second.id


@pytest.mark.parametrize("text", ["nonsense", "1.5", "9" * 30, "-1", "123"])
async def test_an_unknown_one_is_refused(services: Services, text: str) -> None:
    with pytest.raises(UnknownRequest):
        await services.requests.withdraw(act(), text)


async def test_only_its_author_takes_it_back(
    services: Services, db: Database, clock: FakeClock
) -> None:
    request = await waiting(db, clock)
    for caller in (act(BEN), act(ANNA, ELSEWHERE)):
        with pytest.raises(UnknownRequest):
            await services.requests.withdraw(caller, str(request.id))
    assert (await reload(db, request)).is_open


async def test_a_card_stands_once(services: Services, db: Database, clock: FakeClock) -> None:
    request = await waiting(db, clock)
    shown = await services.requests.stands(request, CARD)
    assert shown
    assert shown.request.card == CARD
    assert await services.requests.stands(request, CARD) == shown
    assert await services.requests.stands(request, ANOTHER) is None
    await services.requests.fell(request, ANOTHER)
    assert (await reload(db, request)).card == CARD
    await services.requests.fell(request, CARD)
    assert (await reload(db, request)).card is None


async def test_a_card_that_comes_too_late_must_go(
    services: Services, db: Database, clock: FakeClock
) -> None:
    request = await waiting(db, clock)
    await services.requests.withdraw(act(), "")
    assert await services.requests.stands(request, CARD) is None
    assert await services.requests.stands(replace(request, id=RequestId(1)), CARD) is None
    answered = await waiting(db, clock)
    async with db.transaction() as tx:
        await requests.save(tx, answered.closed(RequestState.ANSWERED, clock.now()))
    assert await services.requests.stands(answered, CARD)


async def test_a_hold_is_shown_while_it_lasts(
    services: Services, db: Database, clock: FakeClock
) -> None:
    until = clock.now() + HOLD
    request = await waiting(db, clock, hold=Hold(BEN, until))
    assert (await services.requests.shown(HERE, request.id)).held_until == until
    clock.advance(HOLD)
    assert (await services.requests.shown(HERE, request.id)).held_until is None


async def test_a_hidden_request_is_known_as_hidden(
    services: Services, db: Database, clock: FakeClock
) -> None:
    request = await waiting(db, clock)
    assert not (await services.requests.shown(HERE, request.id)).hidden
    await hide(db, PieceKind.REQUEST, request.id)
    assert (await services.requests.shown(HERE, request.id)).hidden


async def test_a_file_may_be_missing(services: Services, db: Database, clock: FakeClock) -> None:
    request = await waiting(db, clock, file_name="a.png")
    assert not (await services.requests.without_file(request)).request.file_name


async def test_a_file_is_kept_only_for_a_request_that_waits(
    services: Services, db: Database, clock: FakeClock
) -> None:
    request = await waiting(db, clock, file_name="a.png")
    await services.requests.keep_file(request, b"one")
    await services.requests.keep_file(request, b"two")
    async with db.reading() as conn:
        assert await request_files.get(conn, HERE, request.id) == b"one"
        assert await request_files.get(conn, ELSEWHERE, request.id) is None
    await services.requests.withdraw(act(), "")
    await services.requests.keep_file(request, b"three")
    async with db.reading() as conn:
        assert await request_files.get(conn, HERE, request.id) is None
