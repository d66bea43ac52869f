"""Legends: names behind their colours and signs, in as many lines as they take."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from bot.pictures import style
from bot.pictures.lettering import fit, width_of

if TYPE_CHECKING:
    from collections.abc import Sequence

_ROOM = style.WIDTH - 2 * style.MARGIN
# Between the colour and its name, and between two entries.
BEFORE, BETWEEN = style.SMALL, style.SMALL


class Entry(NamedTuple):
    """A name in a colour: behind a mark of matplotlib's or, where there is one, a cell's sign."""

    name: str
    colour: str
    mark: str = "s"
    sign: str = ""
    is_hollow: bool = False


class Placed(NamedTuple):
    """An entry, its name cut where it is too long, so many pixels from the left."""

    entry: Entry
    shown: str
    left: float


def lines_of(entries: Sequence[Entry]) -> list[list[Placed]]:
    """Put entries into lines, one after the other."""
    lines: list[list[Placed]] = [[]]
    left = 0.0
    for entry in entries:
        shown = fit(entry.name, _ROOM - BEFORE, style.SMALL)
        width = BEFORE + width_of(shown, style.SMALL)
        if lines[-1] and left + width > _ROOM:
            lines.append([])
            left = 0.0
        lines[-1].append(Placed(entry, shown, style.MARGIN + left))
        left += width + BETWEEN
    return [line for line in lines if line]


def height_of(entries: Sequence[Entry]) -> float:
    """Return how many pixels the legend takes."""
    return len(lines_of(entries)) * style.SMALL * style.LINE
