"""What came of a message that nobody clicked for."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Sequence


class Trouble(StrEnum):
    """Why Discord did not take a message; the first three last until somebody mends something."""

    GONE = "gone"
    """The channel or the message is not there any more."""
    FORBIDDEN = "forbidden"
    """The bot lacks a permission there."""
    REFUSED = "refused"
    """Discord will not have this message, for one because the server's AutoMod blocks it."""
    CROWDED = "crowded"
    """The server has as many active threads as Discord allows."""
    WORN = "worn"
    """Discord allows no more edits of so old a message for now."""
    UNREACHABLE = "unreachable"
    """No answer came, so it is not known whether the message was posted. It may work later."""


class Pings(NamedTuple):
    """The only ones whom a message notifies."""

    users: Sequence[int] = ()
    roles: Sequence[int] = ()


NOBODY_PINGED = Pings()


@dataclass(frozen=True, slots=True)
class Sent:
    """The message stands in the channel."""

    message_id: int


@dataclass(frozen=True, slots=True)
class Undeliverable:
    """The message does not stand there, or nobody can tell."""

    trouble: Trouble


Outcome: TypeAlias = Sent | Undeliverable


def trouble_mending(outcome: Outcome) -> Trouble | None:
    """Say why a card was neither mended nor taken away; one that is gone needs neither."""
    if isinstance(outcome, Sent) or outcome.trouble is Trouble.GONE:
        return None
    return outcome.trouble
