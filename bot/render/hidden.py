"""The short line that stands where a moderator hid a card."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain.pieces import AUTHORS_OWN, PieceKind
from bot.render import answered, logs, reflected
from bot.render.card import card, text

if TYPE_CHECKING:
    from bot.render.card import Card


def hidden(kind: PieceKind) -> Card:
    """Stand where a card was."""
    if kind is PieceKind.LOG:
        return logs.hidden()
    if kind in AUTHORS_OWN:
        return reflected.hidden()
    if kind is PieceKind.FEEDBACK:
        return answered.hidden()
    return card(text("-# A moderator hid this."))
