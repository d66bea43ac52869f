"""What moderators do: every act once, noted, and only by those who may."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.domain.communities import Community, ModeratorsOnly
from bot.domain.entries import Entry
from bot.domain.ids import RequestId
from bot.domain.log_cards import PostedCard
from bot.domain.moderation import (
    ActKind,
    AlreadyDone,
    ModeratorStays,
    NotHideable,
    OwnCase,
    OwnSuspension,
    Subject,
    Suspended,
)
from bot.domain.pieces import Piece, PieceKind
from bot.domain.places import Place
from bot.domain.practice_details import PracticeWords
from bot.domain.reports import (
    NothingToReport,
    ReportState,
    UnknownReport,
)
from bot.domain.requests import Hold, Request, RequestKind
from storage import communities, log_cards, requests
from tests.support.callers import ANNA, BEN, ELSEWHERE, HERE, act
from tests.support.moderating import (
    CARD,
    CARL,
    KUDOS,
    MAX,
    MONA,
    decide,
    moderator,
    open_services,
    told,
)

if TYPE_CHECKING:
    from bot.services.container import Services
    from storage.database import Database
    from tests.support.clock import FakeClock


@pytest.fixture
async def services(db: Database, clock: FakeClock) -> Services:
    return await open_services(db, clock)


async def test_keeping_somebody_out_and_letting_them_in_again(
    services: Services, db: Database, clock: FakeClock
) -> None:
    what = await told(services)
    request = Request(RequestId(51), HERE, BEN, RequestKind.WORK, "x", clock.now())
    held = Hold(ANNA, clock.now())
    async with db.transaction() as tx:
        await requests.add(tx, request)
        await tx.execute(
            "UPDATE requests SET held_by = 11, held_until = :until WHERE request_id = 51",
            {"until": int(held.until.timestamp())},
        )
    done = await decide(services, what, ActKind.SUSPENDED)
    assert done.case.is_suspended
    assert done.case.report.state is ReportState.ACTED
    async with db.reading() as conn:
        kept = await requests.get(conn, HERE, RequestId(51))
        assert kept
        assert kept.hold is None
    with pytest.raises(AlreadyDone) as late:
        await decide(services, what, ActKind.SUSPENDED, MAX)
    assert late.value.act
    assert late.value.act.kind is ActKind.SUSPENDED
    assert (await services.moderation.desk(moderator())).suspended == (ANNA,)
    back = await decide(services, what, ActKind.READMITTED, MAX)
    assert not back.case.is_suspended
    with pytest.raises(AlreadyDone):
        await decide(services, what, ActKind.READMITTED)


async def test_by_command_twice_changes_nothing(services: Services) -> None:
    subject = Subject(CARL)
    first = await services.moderation.suspend(moderator(), subject)
    assert first.is_suspended
    again = await services.moderation.suspend(moderator(MAX), subject)
    assert again == first
    assert [each.by for each in first.acts] == [MONA]
    back = await services.moderation.readmit(moderator(MAX), subject)
    assert not back.is_suspended
    assert (await services.moderation.readmit(moderator(), subject)) == back


async def test_moderators_and_oneself_stay(services: Services, db: Database) -> None:
    async with db.transaction() as tx:
        community = await communities.get(tx, HERE)
        assert community
        named = Community(HERE, moderator_role_id=5)
        await communities.save(tx, named)
    for subject, refusal in (
        (Subject(MONA), OwnSuspension),
        (Subject(MAX, manages_server=True), ModeratorStays),
        (Subject(MAX, role_ids=frozenset({5})), ModeratorStays),
    ):
        with pytest.raises(refusal):
            await services.moderation.suspend(moderator(), subject)
    what = await told(services)
    with pytest.raises(ModeratorStays):
        await decide(services, what, ActKind.SUSPENDED, manages_server=True)
    with pytest.raises(OwnCase):
        await decide(services, what, ActKind.DISMISSED, ANNA)
    assert (await services.moderation.acts(moderator())) == ()


async def test_nobody_else_may(services: Services) -> None:
    what = await told(services)
    report_id, subject = what.case.report.id, Subject(CARL)
    moderation = services.moderation
    for attempt in (
        moderation.desk,
        moderation.acts,
        lambda who: moderation.case(who, report_id),
        lambda who: moderation.decide(who, report_id, ActKind.HID, subject),
        lambda who: moderation.hide(who, CARD),
        lambda who: moderation.restore(who, KUDOS),
        lambda who: moderation.suspend(who, subject),
        lambda who: moderation.readmit(who, subject),
    ):
        with pytest.raises(ModeratorsOnly):
            await attempt(act(BEN))
    elsewhere = act(MONA, ELSEWHERE, manages_server=True)
    for gone in (
        moderation.case(elsewhere, report_id),
        moderation.decide(elsewhere, report_id, ActKind.HID, subject),
    ):
        with pytest.raises(UnknownReport):
            await gone
    with pytest.raises(NotHideable):
        await moderation.hide(elsewhere, CARD)
    with pytest.raises(NotHideable):
        await moderation.restore(elsewhere, KUDOS)


async def test_the_same_click_acts_once(services: Services) -> None:
    what = await told(services)
    click, report_id = moderator(), what.case.report.id
    for _ in range(2):
        done = await services.moderation.decide(click, report_id, ActKind.HID, Subject(ANNA))
        assert done.case.can_restore
    again = moderator()
    for _ in range(2):
        written = await services.moderation.restore(again, KUDOS)
        assert not written.hidden
    third = moderator()
    for _ in range(2):
        assert await services.moderation.hide(third, CARD) == KUDOS
    assert len(await services.moderation.acts(moderator())) == 3


async def test_a_logs_card_and_a_reflection_are_hidden_where_they_live(
    services: Services, db: Database
) -> None:
    await services.practices.add(act(), PracticeWords(name="Guitar", minimum="20 min"))
    logged = await services.logs.add(act(), Entry("25", note="Loud"))
    log_id = logged.card.log.id
    piece, place = Piece(PieceKind.LOG, log_id), Place(70, 90)
    with pytest.raises(NothingToReport):
        await told(services, piece)
    assert await services.log_cards.stands(HERE, log_id, place)
    what = await told(services, piece)
    assert what.case.report.said == "Guitar\nLoud"
    assert await services.moderation.hide(moderator(), place) == piece
    async with db.reading() as conn:
        assert await log_cards.get(conn, HERE, log_id) == PostedCard(place, hidden=True)
    with pytest.raises(AlreadyDone):
        await services.moderation.hide(moderator(), place)
    assert not (await services.moderation.restore(moderator(), piece)).hidden
    async with db.reading() as conn:
        assert await log_cards.get(conn, HERE, log_id) == PostedCard(place, hidden=False)
    assert (await services.logs.undo(act())).posted
    case = await services.moderation.case(moderator(), what.case.report.id)
    assert case.written is None
    assert case.report.said == "Guitar\nLoud"


async def test_a_suspended_member_logs_and_shares_nothing_in_public(
    services: Services, db: Database, clock: FakeClock
) -> None:
    async with db.transaction() as tx:
        await communities.save(tx, Community(HERE, set_up_at=clock.now()))
    await services.practices.add(act(), PracticeWords(name="Guitar", minimum="20 min"))
    assert (await services.logs.add(act(), Entry("25"))).public
    await services.moderation.suspend(moderator(), Subject(ANNA))
    assert not (await services.logs.add(act(), Entry("25"))).public
    with pytest.raises(Suspended):
        await services.kudos.give(act(), BEN, "helping")
    await services.moderation.readmit(moderator(), Subject(ANNA))
    assert (await services.logs.add(act(), Entry("25"))).public
