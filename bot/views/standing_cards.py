"""The public card of a piece as it belongs there now, to put back what moderators hid."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from bot.domain.errors import Refusal
from bot.domain.ids import FeedbackId, LogId, RequestId
from bot.domain.pieces import PieceKind
from bot.render import answered, kudos, logs, showcase, wisdom
from bot.render.request_cards import request_card

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.domain.ids import CommunityId
    from bot.domain.pieces import Piece
    from bot.render.card import Card
    from bot.services.container import Services

Make = Callable[["Services", "CommunityId", int], Awaitable["Card | None"]]


async def standing_card(services: Services, community_id: CommunityId, piece: Piece) -> Card | None:
    """Return the card of a piece, or None where it has none any more."""
    make = MAKERS.get(piece.kind)
    if make is None:
        return None
    try:
        return await make(services, community_id, piece.id)
    except Refusal:  # it is gone, each kind with a refusal of its own
        return None


async def _request(services: Services, community_id: CommunityId, request_id: int) -> Card:
    return request_card(await services.requests.shown(community_id, RequestId(request_id)))


async def _feedback(services: Services, community_id: CommunityId, feedback_id: int) -> Card:
    found = await services.answered.shown(community_id, FeedbackId(feedback_id))
    return answered.answered(found)


async def _reply(services: Services, community_id: CommunityId, feedback_id: int) -> Card:
    found = await services.answered.shown(community_id, FeedbackId(feedback_id))
    return answered.reply(found)


async def _kudos(services: Services, community_id: CommunityId, kudos_id: int) -> Card | None:
    found = await services.kudos.find(community_id, kudos_id)
    return kudos.given(found) if found else None


async def _example(services: Services, community_id: CommunityId, example_id: int) -> Card | None:
    found = await services.showcase.find(community_id, example_id)
    return showcase.standing(found) if found else None


async def _idea(services: Services, community_id: CommunityId, idea_id: int) -> Card:
    return wisdom.idea_card(await services.wisdom.get(community_id, idea_id))


async def _application(services: Services, community_id: CommunityId, application_id: int) -> Card:
    """Make the card of the idea, on which it stands with others."""
    return wisdom.idea_card(await services.wisdom.applied_idea(community_id, application_id))


async def _log(services: Services, community_id: CommunityId, log_id: int) -> Card:
    shown = await services.log_cards.of(community_id, LogId(log_id))
    # Its file went when the card was hidden.
    return logs.public(replace(shown, log=replace(shown.log, proof=None)))


MAKERS: Mapping[PieceKind, Make] = {
    PieceKind.REQUEST: _request,
    PieceKind.FEEDBACK: _feedback,
    PieceKind.REPLY: _reply,
    PieceKind.KUDOS: _kudos,
    PieceKind.EXAMPLE: _example,
    PieceKind.IDEA: _idea,
    PieceKind.APPLICATION: _application,
    PieceKind.LOG: _log,
}
