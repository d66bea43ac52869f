from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.domain.entries import Entry
from bot.domain.log_cards import (
    AlreadyCheered,
    LogGone,
    OwnCheer,
    PostedCard,
)
from bot.domain.places import Place
from bot.domain.practice_details import PracticeWords
from bot.domain.settings import Visibility
from bot.services.members import Members
from tests.support.callers import ANNA, BEN, ELSEWHERE, HERE, act

if TYPE_CHECKING:
    from bot.domain.ids import LogId
    from storage.database import Database
    from tests.support.clock import FakeClock
    from tests.support.desks import Desk

PLACE = Place(channel_id=70, message_id=80)


@pytest.fixture
async def log_id(desk: Desk, db: Database, clock: FakeClock) -> LogId:
    await Members(db, clock).choose_visibility(act(), Visibility.OPEN)
    await desk.practices.add(act(), PracticeWords(name="Guitar", minimum="20 min"))
    return (await desk.logs.add(act(), Entry("25"))).card.log.id


async def test_one_cheer_each_and_none_for_oneself(desk: Desk, log_id: LogId) -> None:
    assert await desk.cards.stands(HERE, log_id, PLACE)
    with pytest.raises(OwnCheer):
        await desk.cards.cheer(act(ANNA), log_id, PLACE)
    cheered = await desk.cards.cheer(act(BEN), log_id, PLACE)
    assert cheered.cheered_by == (BEN,)
    assert cheered.posted == PostedCard(PLACE, hidden=False)
    with pytest.raises(AlreadyCheered):
        await desk.cards.cheer(act(BEN), log_id, PLACE)
    assert (await desk.cards.of(HERE, log_id)).cheered_by == (BEN,)


async def test_a_cheer_remembers_a_card_that_a_crash_forgot(desk: Desk, log_id: LogId) -> None:
    assert (await desk.cards.of(HERE, log_id)).posted is None
    assert (await desk.cards.cheer(act(BEN), log_id, PLACE)).posted == PostedCard(
        PLACE, hidden=False
    )
    other = Place(channel_id=71, message_id=81)
    assert await desk.cards.stands(HERE, log_id, other)
    assert (await desk.cards.of(HERE, log_id)).posted == PostedCard(PLACE, hidden=False)


async def test_undo_takes_the_card_and_its_cheers_along(desk: Desk, log_id: LogId) -> None:
    await desk.cards.cheer(act(BEN), log_id, PLACE)
    undone = await desk.logs.undo(act())
    assert undone.posted == PostedCard(PLACE, hidden=False)
    assert not await desk.cards.stands(HERE, log_id, PLACE)
    for gone in (desk.cards.cheer(act(BEN), log_id, PLACE), desk.cards.of(HERE, log_id)):
        with pytest.raises(LogGone):
            await gone


async def test_other_communities_see_nothing(desk: Desk, log_id: LogId) -> None:
    assert not await desk.cards.stands(ELSEWHERE, log_id, PLACE)
    with pytest.raises(LogGone):
        await desk.cards.of(ELSEWHERE, log_id)
    with pytest.raises(LogGone):
        await desk.cards.cheer(act(BEN, ELSEWHERE), log_id, PLACE)
    assert (await desk.cards.of(HERE, log_id)).posted is None
