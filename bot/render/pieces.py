"""Pieces that members wrote: their names, and the one button that every card of one carries."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bot.domain.pieces import PieceKind
from bot.render.card import button
from bot.render.presses import Count, Press

if TYPE_CHECKING:
    from collections.abc import Mapping

    from discord import ui

NAMES: Mapping[PieceKind, str] = {
    PieceKind.REQUEST: "a request for feedback",
    PieceKind.FEEDBACK: "feedback",
    PieceKind.REPLY: "a reply to feedback",
    PieceKind.KUDOS: "kudos",
    PieceKind.EXAMPLE: "an example",
    PieceKind.IDEA: "an idea",
    PieceKind.APPLICATION: "what came of an idea",
    PieceKind.LOG: "a log",
    PieceKind.REFLECTION: "a reflection",
    PieceKind.ENTRY: "an entry of a journal",
    PieceKind.MESSAGE: "a message",
}


class ReportPiece(Press, tag="report"):
    """Tell moderators that something is not right with a piece, in a form."""

    kind: PieceKind
    piece_id: Count


def report_button(kind: PieceKind, piece_id: int) -> ui.Button[Any]:
    """Offer to tell the moderators."""
    return button("Report", ReportPiece(kind=kind, piece_id=piece_id))
