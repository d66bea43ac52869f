"""Reporting: each kind of piece, once, and by whom it may be."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.domain.ids import FeedbackId, IdeaId, KudosId
from bot.domain.moderation import (
    ActKind,
    AlreadyDone,
    NotHideable,
)
from bot.domain.pieces import Piece, PieceKind
from bot.domain.places import Place
from bot.domain.reports import (
    Message,
    NothingToReport,
    OwnPiece,
    ReportState,
)
from storage import pieces, suspensions
from tests.support.callers import ANNA, BEN, ELSEWHERE, HERE, act
from tests.support.moderating import (
    CARL,
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


async def test_a_files_name_and_a_practices_are_words_as_well(
    services: Services, db: Database
) -> None:
    async with db.transaction() as tx:
        await tx.execute("UPDATE requests SET file_name = 'rude.png' WHERE request_id = 41")
        await tx.execute(
            "INSERT INTO practices (practice_id, community_id, user_id, name, why, started_on, "
            "created_at) VALUES (9, 1, 11, 'Rude scales', '', '2026-01-05', 1)"
        )
        await tx.execute("UPDATE examples SET practice_id = 9 WHERE example_id = 43")
    asked = await told(services, Piece(PieceKind.REQUEST, 41))
    shown = await told(services, Piece(PieceKind.EXAMPLE, 43))
    assert asked.case.report.said.endswith("rude.png")
    assert shown.case.report.said.endswith("Rude scales")


@pytest.mark.parametrize(
    ("kind", "number", "message", "text"),
    [
        (PieceKind.REQUEST, 41, 81, "My essay\nWords\nClear?"),
        (PieceKind.KUDOS, 31, 80, "helping"),
        (PieceKind.REPLY, 42, 85, "Go away\nNonsense"),
        (PieceKind.EXAMPLE, 43, 83, "Etude\nNotes\nRhythm"),
        (PieceKind.IDEA, 44, 84, "Slow\nSlow is smooth"),
    ],
)
async def test_each_kind_is_found_reported_hidden_and_shown_again(
    services: Services, kind: PieceKind, number: int, message: int, text: str
) -> None:
    piece, place = Piece(kind, number), Place(70, message)
    assert await services.reports.at(act(BEN), place) == piece
    assert await services.reports.at(act(BEN, ELSEWHERE), place) is None
    assert await services.reports.at(act(BEN), Place(71, message)) is None
    await services.reports.check(act(BEN), piece)
    for wrong, refusal in ((act(ANNA), OwnPiece), (act(BEN, ELSEWHERE), NothingToReport)):
        with pytest.raises(refusal):
            await services.reports.check(wrong, piece)
        with pytest.raises(refusal):
            await services.reports.piece(wrong, piece, "It hurts")
    what = await told(services, piece)
    assert what.is_new
    assert what.channel_id is None
    report = what.case.report
    assert (report.reported, report.said, report.link) == (ANNA, text, place)
    assert what.case.can_hide
    assert what.case.written
    assert what.case.written.anonymous is (kind in {PieceKind.REQUEST, PieceKind.REPLY})
    done = await decide(services, what, ActKind.HID)
    assert done.case.report.state is ReportState.ACTED
    assert (done.case.can_hide, done.case.can_restore) == (False, True)
    with pytest.raises(AlreadyDone) as late:
        await decide(services, what, ActKind.HID, MAX)
    assert late.value.act
    assert late.value.act.by == MONA
    back = await decide(services, what, ActKind.RESTORED, MAX)
    assert (back.case.can_hide, back.case.can_restore) == (True, False)
    with pytest.raises(AlreadyDone):
        await decide(services, what, ActKind.RESTORED)
    noted = await services.moderation.acts(moderator())
    assert [(each.kind, each.by, each.about) for each in noted] == [
        (ActKind.RESTORED, MAX, ANNA),
        (ActKind.HID, MONA, ANNA),
    ]


async def test_feedback_is_reported_by_either_side(services: Services) -> None:
    piece = Piece(PieceKind.FEEDBACK, 42)
    asked = await told(services, piece, ANNA)
    assert (asked.case.report.reported, asked.case.report.said) == (BEN, "Good\nCut it")
    gave = await told(services, piece, BEN)
    # To whoever gave it, its card shows what came back.
    assert gave.case.report.piece == Piece(PieceKind.REPLY, 42)
    assert (gave.case.report.reported, gave.case.report.said) == (ANNA, "Go away\nNonsense")
    with pytest.raises(OwnPiece):
        await told(services, Piece(PieceKind.REPLY, 42), ANNA)
    # Each of the two is a case of its own.
    done = await decide(services, gave, ActKind.DISMISSED)
    assert done.others == ()
    (left,) = (await services.moderation.desk(moderator())).cases
    assert left.report.id == asked.case.report.id


async def test_hidden_words_that_came_back_are_left_out_until_shown_again(
    services: Services,
) -> None:
    what = await told(services, Piece(PieceKind.REPLY, 42))
    opened = await services.answered.open(act(BEN), FeedbackId(42))
    assert opened.feedback.reply == "Go away"
    await decide(services, what, ActKind.HID)
    hidden = await services.answered.open(act(BEN), FeedbackId(42))
    assert (hidden.feedback.reply, hidden.feedback.works) == ("", "Good")
    await decide(services, what, ActKind.RESTORED)
    back = await services.answered.open(act(BEN), FeedbackId(42))
    assert back.feedback.reply == "Go away"


async def test_words_that_are_gone_are_nothing_to_report(services: Services, db: Database) -> None:
    async with db.transaction() as tx:
        await tx.execute("UPDATE kudos SET for_what = '' WHERE community_id = 1")
    with pytest.raises(NothingToReport):
        await told(services)


async def test_where_nobody_has_used_anything_yet(services: Services) -> None:
    message = Message(Place(70, 99), ANNA, "")
    what = await services.reports.message(act(BEN, ELSEWHERE), message, "It hurts")
    assert what.is_new
    assert what.case.report.said == ""


async def test_a_piece_is_reported_once_and_in_time(services: Services) -> None:
    first = await told(services)
    again = await told(services)
    assert not again.is_new
    assert again.case.report == first.case.report
    assert (await told(services, user=CARL)).is_new
    done = await decide(services, first, ActKind.DISMISSED)
    assert [each.report.user_id for each in done.others] == [CARL]
    assert {each.report.state for each in done.others} == {ReportState.DISMISSED}
    with pytest.raises(AlreadyDone):
        await decide(services, first, ActKind.DISMISSED, MAX)
    # Hidden after all: a closed report can still be acted on.
    assert (await decide(services, first, ActKind.HID)).case.can_restore
    assert (await services.moderation.desk(moderator())).cases == ()


async def test_any_message_can_be_reported_and_none_hidden(services: Services) -> None:
    message = Message(Place(70, 99), ANNA, "words " * 300)
    with pytest.raises(OwnPiece):
        await services.reports.message(act(ANNA), message, "It hurts")
    what = await services.reports.message(act(BEN), message, "It hurts")
    assert len(what.case.report.said) == 1000
    assert what.case.written is None
    assert not what.case.can_hide
    for kind in (ActKind.HID, ActKind.RESTORED):
        with pytest.raises(NotHideable):
            await decide(services, what, kind)
    assert (await decide(services, what, ActKind.SUSPENDED)).case.is_suspended


async def test_what_is_unknown_is_no_piece(services: Services, db: Database) -> None:
    for piece in (
        Piece(PieceKind.MESSAGE, 1),
        Piece(PieceKind.IDEA, IdeaId(999)),
        Piece(PieceKind.FEEDBACK, FeedbackId(999)),
    ):
        with pytest.raises(NothingToReport):
            await told(services, piece)
    async with db.reading() as conn:
        assert await pieces.read(conn, ELSEWHERE, Piece(PieceKind.KUDOS, KudosId(31))) is None
        assert not await suspensions.is_suspended(conn, HERE, ANNA)
