"""What deleting a person leaves to others: their numbers, and nothing of the person."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from bot.domain.ids import NOBODY, FeedbackId, RequestId
from bot.domain.moderation import ActKind, Subject
from bot.domain.pieces import Piece, PieceKind
from bot.domain.places import Place
from bot.domain.requests import Audience, Hold, Request, RequestKind, RequestState
from bot.domain.settings import Visibility
from bot.services.container import Services
from bot.services.standings import Standings
from storage import blocks, feedback, reports, request_files, requests
from tests.support.callers import ANNA, BEN, HERE, act
from tests.support.written import write_one_of_each

if TYPE_CHECKING:
    from bot.domain.feedback import Feedback
    from bot.domain.standings import Standing
    from storage.database import Database
    from tests.support.clock import FakeClock

ANSWER = FeedbackId(42)
RATE = """
UPDATE feedback SET encouraging = 2, useful = 3, rated_at = :now, given_at = :now,
    applied = 'yes', applied_note = 'It worked', applied_at = :now
WHERE community_id = 1 AND feedback_id = 42
"""


@pytest.fixture
async def services(db: Database, clock: FakeClock) -> Services:
    """Anna has written one of everything; Ben has answered her, and she has rated it."""
    made = Services(db, clock)
    for user in (ANNA, BEN):
        await made.members.choose_visibility(act(user), Visibility.OPEN)
    await write_one_of_each(db)
    async with db.transaction() as tx:
        await tx.execute(RATE, {"now": int(clock.now().timestamp())})
        await tx.execute(
            "INSERT INTO feedback_levels (community_id, feedback_id, position, level) "
            "VALUES (1, 42, 0, 3)"
        )
    return made


async def standing(db: Database, clock: FakeClock) -> Standing:
    async with db.reading() as conn:
        return await Standings().of_member(conn, HERE, BEN, clock.now())


async def answer(db: Database) -> Feedback | None:
    async with db.reading() as conn:
        return await feedback.get(conn, HERE, ANSWER)


async def rows(db: Database, table: str) -> list[Any]:
    async with db.reading() as conn:
        return await conn.fetch_all(f"SELECT * FROM {table}")  # noqa: S608 - names of this file


async def test_what_the_author_rated_stays_in_the_helpers_numbers(
    services: Services, db: Database, clock: FakeClock
) -> None:
    before = await standing(db, clock)
    assert (before.helpful, before.taken) == (1, 0)
    erased = await services.privacy.erase(act(), everywhere=False)
    assert {card.message_id for card in erased.cards} == set(range(80, 86))
    assert await standing(db, clock) == before
    kept = await answer(db)
    assert kept
    assert (kept.asked_by, kept.given_by, kept.request_id) == (NOBODY, BEN, None)
    assert (kept.works, kept.change) == ("Good", "Cut it")
    assert kept.rating
    assert (kept.rating.encouraging, kept.rating.useful, kept.rating.remark) == (2, 3, "")
    assert (kept.reply, kept.applied_note) == ("", "")
    for table in ("requests", "kudos", "examples", "ideas"):
        assert await rows(db, table) == []


async def test_what_the_helper_gave_keeps_its_levels_without_words(
    services: Services, db: Database
) -> None:
    erased = await services.privacy.erase(act(BEN), everywhere=False)
    # The kudos for Ben and the reply to him name him as well.
    assert {card.message_id for card in erased.cards} == {80, 82, 85}
    kept = await answer(db)
    assert kept
    assert (kept.asked_by, kept.given_by, kept.request_id) == (ANNA, NOBODY, RequestId(41))
    assert (kept.works, kept.change, kept.card) == ("", "", None)
    assert kept.levels == {0: 3}
    assert kept.rating
    assert kept.rating.remark == "Nonsense"
    assert kept.reply == "Go away"
    await services.privacy.erase(act(), everywhere=False)
    # A reply that was on its way meanwhile has nothing to hang on.
    assert not await services.answered.reply_stands(kept, Place(70, 99))
    assert await answer(db) is None
    assert await rows(db, "feedback_levels") == []


async def test_a_request_that_asked_only_them_lapses(
    services: Services, db: Database, clock: FakeClock
) -> None:
    now = clock.now()
    asked = Request(
        RequestId(51),
        HERE,
        ANNA,
        RequestKind.WORK,
        "For Ben",
        now,
        audience=Audience.PERSON,
        asked=BEN,
        hold=Hold(BEN, now),
    )
    async with db.transaction() as tx:
        await requests.add(tx, asked)
        await request_files.keep(tx, HERE, asked.id, b"notes")
        await tx.execute(
            "UPDATE requests SET held_by = 12, held_until = 1 WHERE request_id = 41",
        )
    exported = await services.privacy.export(act(BEN), everywhere=False)
    (mine,) = exported.communities
    assert [each["request_id"] for each in mine.tables["requests_for_me"]] == [41, 51]
    assert "title" not in mine.tables["requests_for_me"][0]
    await services.privacy.erase(act(BEN), everywhere=False)
    async with db.reading() as conn:
        lapsed, free = [await requests.get(conn, HERE, RequestId(number)) for number in (51, 41)]
    assert lapsed
    assert free
    assert (lapsed.state, lapsed.closed_at, lapsed.asked) == (RequestState.LAPSED, now, NOBODY)
    assert (lapsed.hold, lapsed.due) == (None, None)
    assert (free.state, free.hold) == (RequestState.OPEN, None)
    assert await rows(db, "request_files") == []


async def test_reports_stay_without_their_reporter_and_go_with_the_reported(
    services: Services, db: Database
) -> None:
    kudos, other = Piece(PieceKind.KUDOS, 31), act()
    what = await services.reports.piece(act(BEN), kudos, "It hurts")
    await services.reports.piece(act(NOBODY), kudos, "An earlier one")
    await services.privacy.erase(act(BEN), everywhere=False)
    # The kudos are gone with Ben, what was reported is not.
    async with db.reading() as conn:
        (left,) = await reports.open_ones(conn, HERE, 10)
    assert left.user_id == NOBODY
    assert left.said == "helping"
    assert left.reason == "An earlier one"
    idea = await services.reports.piece(act(BEN), Piece(PieceKind.IDEA, 44), "It hurts")
    await services.privacy.erase(act(BEN), everywhere=False)
    async with db.reading() as conn:
        kept = await reports.get(conn, HERE, idea.case.report.id)
        assert await reports.get(conn, HERE, what.case.report.id) is None
    assert kept
    assert (kept.user_id, kept.reason, kept.said) == (NOBODY, "", "Slow\nSlow is smooth")
    await services.privacy.erase(other, everywhere=False)
    assert await rows(db, "reports") == []


async def test_blocks_go_both_ways_and_acts_lose_the_name(services: Services, db: Database) -> None:
    await services.members.choose_block(act(), BEN, on=True)
    await services.members.choose_block(act(BEN), ANNA, on=True)
    what = await services.reports.piece(act(BEN), Piece(PieceKind.IDEA, 44), "It hurts")
    mona = act(BEN, manages_server=True)
    await services.moderation.decide(mona, what.case.report.id, ActKind.HID, Subject(ANNA))
    await services.privacy.erase(act(), everywhere=False)
    async with db.reading() as conn:
        assert await blocks.apart(conn, HERE, BEN) == frozenset()
    (noted,) = await services.moderation.acts(act(BEN, manages_server=True))
    assert (noted.by, noted.about) == (BEN, NOBODY)
    # Nothing is left to be hidden.
    assert await rows(db, "hidden_pieces") == []


async def test_an_export_tells_nothing_about_others(services: Services) -> None:
    await services.members.choose_block(act(), BEN, on=True)
    await services.reports.piece(act(BEN), Piece(PieceKind.REQUEST, 41), "It hurts")
    (bens,) = (await services.privacy.export(act(BEN), everywhere=False)).communities
    (given,) = bens.tables["feedback_given"]
    assert "asked_by" not in given
    assert given["useful"] == 3
    assert given["rated_at"]
    (level,) = bens.tables["feedback_levels"]
    assert level["level"] == 3
    (report,) = bens.tables["reports"]
    assert "reported_user_id" not in report
    assert bens.tables["blocks"] == ()
    (annas,) = (await services.privacy.export(act(), everywhere=False)).communities
    assert annas.tables["reports"] == ()
    (asked,) = annas.tables["requests"]
    assert asked["anonymous"] is True
    (block,) = annas.tables["blocks"]
    assert block["blocked_user_id"] == BEN
