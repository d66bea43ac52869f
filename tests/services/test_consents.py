from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from bot.domain.ids import UserId
from bot.domain.pieces import PieceKind
from bot.domain.places import Place
from bot.domain.showcase import (
    CannotPutForward,
    ExampleGone,
    NotYoursToShow,
    PutForwardAlready,
    Said,
)
from storage import blocks, suspensions
from tests.support.callers import ANNA, BEN, ELSEWHERE, HERE, act
from tests.support.hiding import hide

if TYPE_CHECKING:
    from bot.services.consents import Consents
    from bot.services.container import Services
    from storage.database import Database
    from tests.support.clock import FakeClock

CLEO = UserId(13)
SAID = Said(ANNA, "https://discord.com/channels/1/2/3", "I record every take")


@pytest.fixture
def consents(services: Services) -> Consents:
    return services.consents


async def test_ones_own_message_needs_no_consent(consents: Consents) -> None:
    caller = act()
    shown = await consents.put_forward(caller, SAID, "the habit", "Music")
    assert shown.example.is_shown
    assert (shown.skill, shown.example.proposed_by) == ("Music", None)
    assert await consents.put_forward(caller, SAID, "other", "") == shown
    with pytest.raises(PutForwardAlready):
        await consents.check(act(BEN), SAID)


async def test_consent(services: Services, consents: Consents, clock: FakeClock) -> None:
    asked = (await consents.put_forward(act(BEN), SAID, "the habit", "")).example
    assert not asked.is_shown
    assert (asked.user_id, asked.proposed_by) == (ANNA, BEN)
    with pytest.raises(ExampleGone):
        await services.showcase.visible(act(BEN), asked.id)
    with pytest.raises(NotYoursToShow):
        await consents.agree(act(BEN), asked.id, Place(1, 2))
    with pytest.raises(NotYoursToShow):
        await consents.decline(act(BEN), asked.id)
    with pytest.raises(ExampleGone):
        await consents.agree(act(community=ELSEWHERE), asked.id, Place(1, 2))
    clock.advance(timedelta(days=6, hours=23))
    shown = await consents.agree(act(), asked.id, Place(1, 2))
    assert shown.example.is_shown
    assert shown.example.place == Place(1, 2)
    assert await services.showcase.find(HERE, asked.id) == shown
    clock.advance(timedelta(days=9))
    assert await consents.agree(act(), asked.id, Place(1, 2)) == shown
    with pytest.raises(ExampleGone):
        await consents.decline(act(), asked.id)
    assert await consents.expire() == ()
    assert (await services.showcase.visible(act(BEN), asked.id)) == shown


async def test_declined_and_expired_words_are_deleted(
    services: Services, consents: Consents, clock: FakeClock, db: Database
) -> None:
    asked = (await consents.put_forward(act(BEN), SAID, "the habit", "")).example
    assert (await consents.decline(act(), asked.id)).id == asked.id
    assert await services.showcase.find(HERE, asked.id) is None
    asked = (await consents.put_forward(act(BEN), SAID, "the habit", "")).example
    lost = SAID._replace(link="https://discord.com/channels/1/2/4")
    await consents.put_forward(act(BEN), lost, "its card never stood", "")
    await services.showcase.stands(asked, Place(1, 2))
    clock.advance(timedelta(days=7) - timedelta(seconds=1))
    assert await consents.expire() == ()
    with pytest.raises(PutForwardAlready):
        await consents.put_forward(act(BEN), SAID, "again", "")
    clock.advance(timedelta(seconds=1))
    await consents.check(act(BEN), SAID)
    for answer in (consents.agree(act(), asked.id, Place(1, 2)), consents.decline(act(), asked.id)):
        with pytest.raises(ExampleGone):
            await answer
    assert await consents.expire() == (Place(1, 2),)
    async with db.reading() as conn:
        assert await conn.fetch_all("SELECT * FROM examples") == []


async def test_whose_messages_cannot_be_put_forward(
    services: Services, consents: Consents, clock: FakeClock, db: Database
) -> None:
    await services.members.choose_boards(act(), on=False)
    async with db.transaction() as tx:
        await blocks.add(tx, HERE, ANNA, BEN, clock.now())
        await suspensions.add(tx, HERE, CLEO, BEN, clock.now())
    with pytest.raises(CannotPutForward):
        await consents.check(act(BEN), SAID)
    with pytest.raises(CannotPutForward):
        await consents.put_forward(act(), SAID._replace(author=BEN), "x", "")
    with pytest.raises(CannotPutForward):
        await consents.check(act(), SAID._replace(author=CLEO))


async def test_a_hidden_proposal_is_answered_by_nobody(consents: Consents, db: Database) -> None:
    asked = (await consents.put_forward(act(BEN), SAID, "the habit", "")).example
    await hide(db, PieceKind.EXAMPLE, asked.id)
    with pytest.raises(ExampleGone):
        await consents.agree(act(), asked.id, Place(1, 2))
