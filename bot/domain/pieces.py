"""Pieces: everything that members wrote for others, which can be reported and hidden."""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple


class PieceKind(StrEnum):
    """What a piece is; with its id it names one thing of a community."""

    REQUEST = "request"
    FEEDBACK = "feedback"
    KUDOS = "kudos"
    EXAMPLE = "example"
    IDEA = "idea"
    LOG = "log"
    REFLECTION = "reflection"
    MESSAGE = "message"
    """Any other message of a person, by its Discord id."""


class Piece(NamedTuple):
    """One thing that somebody wrote."""

    kind: PieceKind
    id: int
