"""Why Discord did not take a message, in words that end a sentence."""

from __future__ import annotations

from bot.domain.deliveries import Trouble

_WORDS = {
    Trouble.GONE: "it is not there any more",
    Trouble.FORBIDDEN: "I lack a permission there",
    Trouble.REFUSED: "Discord did not accept it there",
    Trouble.CROWDED: "this server has as many active threads as Discord allows",
    Trouble.WORN: "it was edited too often lately",
    Trouble.UNREACHABLE: "Discord did not answer",
}


def say_trouble(trouble: Trouble) -> str:
    """Say what stood in the way: "…could not be posted: I lack a permission there"."""
    return _WORDS[trouble]
