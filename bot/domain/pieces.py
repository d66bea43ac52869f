"""Pieces: everything that members wrote for others, which can be reported and hidden."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from bot.domain.ids import UserId
    from bot.domain.places import Place


class PieceKind(StrEnum):
    """What a piece is; with its id it names one thing of a community."""

    REQUEST = "request"
    FEEDBACK = "feedback"
    REPLY = "reply"
    """What came back for feedback, by the feedback's id: reply, remark, what happened."""
    KUDOS = "kudos"
    EXAMPLE = "example"
    IDEA = "idea"
    APPLICATION = "application"
    """What came of an idea, in the words of whoever tried it; it stands on the idea's card."""
    LOG = "log"
    REFLECTION = "reflection"
    ENTRY = "entry"
    """An entry of a journal, which its author shared."""
    MESSAGE = "message"
    """Any other message of a person, by its Discord id."""


AUTHORS_OWN = frozenset({PieceKind.REFLECTION, PieceKind.ENTRY})
"""What is private again once it is hidden: only its author may share it anew."""


class Piece(NamedTuple):
    """One thing that somebody wrote."""

    kind: PieceKind
    id: int


@dataclass(frozen=True, slots=True)
class Written:
    """A piece as moderators read it; ``place`` is the public card on which it stands, if any."""

    piece: Piece
    author: UserId
    text: str
    place: Place | None
    hidden: bool
    anonymous: bool = False
