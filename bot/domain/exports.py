"""A community's data as its moderators take it along: tables, files, and what is not handed out."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

from bot.domain.errors import Refusal

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

Cell: TypeAlias = str | int | float | None
Progress: TypeAlias = Callable[[int, int], None]
"""Is told again and again how much is done, and of how much."""

# What a spreadsheet takes for the beginning of a formula; some take the wide signs of East Asian
# keyboards, too.
_FORMULAS = tuple("=+-@\t\r\n\uff0b\uff0d\uff1d\uff20")


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
