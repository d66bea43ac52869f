"""The one button that every card with somebody's words carries."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bot.domain.pieces import PieceKind
from bot.render.card import button
from bot.render.presses import Count, Press

if TYPE_CHECKING:
    from discord import ui


class ReportPiece(Press, tag="report"):
    """Tell moderators that something is not right with a piece."""

    kind: PieceKind
    piece_id: Count


def report_button(kind: PieceKind, piece_id: int) -> ui.Button[Any]:
    """Offer to tell the moderators."""
    return button("Report", ReportPiece(kind=kind, piece_id=piece_id))
