"""A community's data as its moderators take it along: tables, files, and what is not handed out."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

from bot.domain.errors import Refusal

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

FEWEST_IN_A_SUM = 5
"""So many private members stand behind a sum, or it is left out."""

Cell: TypeAlias = str | int | float | None
Progress: TypeAlias = Callable[[int, int], None]
"""Is told again and again how much is done, and of how much."""

# What a spreadsheet takes for the beginning of a formula.
_FORMULAS = ("=", "+", "-", "@", "\t", "\r")


class ExportUnderWay(Refusal):
    """The community's data is just being packed."""


class NothingStored(Refusal):
    """Nobody has used the bot in the community yet."""


@dataclass(frozen=True, slots=True)
class Exported:
    """A packed export: the file, its size in bytes, and the number of rows of each table."""

    path: Path
    size: int
    rows: Mapping[str, int]


def harmless(cell: Cell) -> Cell:
    """Keep what somebody typed from running as a formula in a spreadsheet."""
    if isinstance(cell, str) and cell.startswith(_FORMULAS):
        return f"'{cell}"
    return cell
