"""Options of commands that are chosen from words, whose values are ours."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Generic, TypeVar

from discord import app_commands
from discord.app_commands import Choice

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from bot.views.caller import Interaction

V = TypeVar("V", bound=str)


class Chosen(app_commands.Transformer, Generic[V]):
    """Offers words, and gives the value behind the one that was chosen."""

    def __init__(self, words: Mapping[V, str], read: Callable[[str], V]) -> None:
        self._words = words
        self._read = read

    @property
    def choices(self) -> list[Choice[Any]]:
        """The words that are shown and the values behind them."""
        return [Choice(name=words, value=str(value)) for value, words in self._words.items()]

    async def transform(self, interaction: Interaction, value: str, /) -> V:
        """Turn what was chosen into a value."""
        del interaction
        return self._read(value)
