"""Choosing levels of a rubric: one drop-down for each criterion."""

from __future__ import annotations

from typing import TYPE_CHECKING

from discord import SelectOption

from bot.render.card import choice
from bot.render.text import shorten

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from bot.domain.rubrics import RubricVersion
    from bot.render.card import Block
    from bot.render.presses import Press

LEVELS = 4
_LONGEST = 100  # characters of an option's description, and of a placeholder


def level_rows(
    version: RubricVersion, chosen: Mapping[int, int], press: Callable[[int], Press]
) -> Iterator[Block]:
    """Offer four levels for each criterion; ``chosen`` and ``press`` go by its position."""
    for position, criterion in enumerate(version.criteria):
        options = [
            SelectOption(
                label=f"{criterion.name}: {level} of {LEVELS}",
                value=str(level),
                description=shorten(description, _LONGEST),
                default=chosen.get(position) == level,
            )
            for level, description in enumerate(criterion.levels, start=1)
        ]
        yield choice(press(position), options, placeholder=criterion.name)
