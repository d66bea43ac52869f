from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from bot.domain.ids import CommunityId, InteractionId
from storage import program_state, receipts

if TYPE_CHECKING:
    from storage.database import Database
    from tests.support.clock import FakeClock

HERE = CommunityId(1)


async def test_an_interaction_is_claimed_once(db: Database, clock: FakeClock) -> None:
    async with db.transaction() as tx:
        assert await receipts.claim(tx, HERE, InteractionId(7), clock.now())
    async with db.transaction() as tx:
        assert not await receipts.claim(tx, HERE, InteractionId(7), clock.now())
        assert await receipts.claim(tx, HERE, InteractionId(8), clock.now())


async def test_a_claim_that_is_rolled_back_can_be_made_again(
    db: Database, clock: FakeClock
) -> None:
    with pytest.raises(LookupError):
        async with db.transaction() as tx:
            await receipts.claim(tx, HERE, InteractionId(7), clock.now())
            raise LookupError
    async with db.transaction() as tx:
        assert await receipts.claim(tx, HERE, InteractionId(7), clock.now())


async def test_old_receipts_are_forgotten_and_young_ones_kept(
    db: Database, clock: FakeClock
) -> None:
    async with db.transaction() as tx:
        await receipts.claim(tx, HERE, InteractionId(1), clock.now())
        clock.advance(timedelta(hours=2))
        await receipts.claim(tx, HERE, InteractionId(2), clock.now())
        assert await receipts.purge(tx, clock.now() - timedelta(hours=1)) == 1
        assert await receipts.claim(tx, HERE, InteractionId(1), clock.now())
        assert not await receipts.claim(tx, HERE, InteractionId(2), clock.now())


async def test_the_program_remembers_what_was_written_last(db: Database) -> None:
    async with db.reading() as conn:
        assert await program_state.get(conn, "commands:1") is None
    for value in ("first", "second"):
        async with db.transaction() as tx:
            await program_state.put(tx, "commands:1", value)
    async with db.reading() as conn:
        assert await program_state.get(conn, "commands:1") == "second"
        assert await program_state.get(conn, "commands:2") is None
