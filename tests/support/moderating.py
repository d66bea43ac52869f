"""Members who report, and moderators who decide, on services alone."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bot.domain.ids import UserId
from bot.domain.moderation import Subject
from bot.domain.pieces import Piece, PieceKind
from bot.domain.places import Place
from bot.domain.settings import Visibility
from bot.services.container import Services
from tests.support.callers import ANNA, BEN, act
from tests.support.written import write_one_of_each

if TYPE_CHECKING:
    from bot.domain.callers import Caller
    from bot.domain.moderation import ActKind, Moderated
    from bot.domain.reports import Reported
    from storage.database import Database
    from tests.support.clock import FakeClock

MONA, MAX, CARL = UserId(21), UserId(22), UserId(13)
KUDOS = Piece(PieceKind.KUDOS, 31)
CARD = Place(70, 80)


async def open_services(db: Database, clock: FakeClock) -> Services:
    """Let Anna have written one of everything, and Ben have answered her."""
    made = Services(db, clock)
    for user in (ANNA, BEN):
        await made.members.choose_visibility(act(user), Visibility.OPEN)
    await write_one_of_each(db)
    return made


def moderator(user: UserId = MONA) -> Caller:
    """Return a moderator, acting anew."""
    return act(user, manages_server=True)


async def told(services: Services, piece: Piece = KUDOS, user: UserId = BEN) -> Reported:
    """Let somebody report a piece."""
    return await services.reports.piece(act(user), piece, "It hurts")


async def decide(
    services: Services, what: Reported, kind: ActKind, by: UserId = MONA, **rights: Any
) -> Moderated:
    """Let a moderator decide on a report."""
    subject = Subject(what.case.report.reported, **rights)
    return await services.moderation.decide(moderator(by), what.case.report.id, kind, subject)
