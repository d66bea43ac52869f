"""Calendars: days as cells, told apart by colour and, where they have one, by a sign."""

# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false
# matplotlib leaves its keyword arguments untyped.

from __future__ import annotations

import math
from typing import TYPE_CHECKING, NamedTuple

from matplotlib.collections import PolyCollection

from bot.domain.pictures import Tone
from bot.pictures import style
from bot.pictures.legends import Entry
from bot.pictures.lettering import font, width_of

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from bot.domain.pictures import Calendar, Key
    from bot.pictures.sheet import Sheet

_HEAD = style.SMALL * style.LINE
# Between the labels of rows and their cells.
_PAD = 16


class _Grid(NamedTuple):
    """How cells are laid out: so many columns beside each other, the rest in blocks below."""

    per_block: int
    blocks: int
    left: float
    width: float
    height: float


def entries_of(calendar: Calendar) -> list[Entry]:
    """Give what the legend names: the keys of those cells that there are."""
    used = set(calendar.cells)
    return [
        Entry(key.name, _legend_colour(key), sign=key.sign, is_hollow=key.tone is Tone.HOLLOW)
        for number, key in enumerate(calendar.keys)
        if number in used
    ]


def _legend_colour(key: Key) -> str:
    """Return the colour behind a name; a sign by itself has to stand out from the ground."""
    return style.QUIET if key.sign and key.tone is Tone.NOTHING else style.TONES[key.tone]


def height_of(calendar: Calendar) -> float:
    """Return how many pixels `draw` takes."""
    grid = _grid_of(calendar)
    return grid.blocks * (_HEAD + len(calendar.rows) * grid.height + _PAD)


def draw(calendar: Calendar, sheet: Sheet) -> None:
    """Draw the cells, block under block."""
    grid = _grid_of(calendar)
    for block in range(grid.blocks):
        first = block * grid.per_block
        last = min(first + grid.per_block, len(calendar.columns))
        height = _HEAD + len(calendar.rows) * grid.height
        axes = sheet.chart(height, left=style.MARGIN, right=style.MARGIN)
        axes.set_axis_off()
        # One unit is a pixel, counted from the left and from the top.
        axes.set_xlim(0, style.WIDTH - 2 * style.MARGIN)
        axes.set_ylim(height, 0)
        _draw_rows(calendar, grid, axes)
        _draw_columns(_labels(calendar, first, last), grid, axes)
        _draw_cells(calendar, grid, axes, range(first, last))
        sheet.skip(_PAD)


def _grid_of(calendar: Calendar) -> _Grid:
    labels = (width_of(row, style.SMALL) for row in calendar.rows)
    left = max(labels, default=0) + _PAD
    least = style.LEAST_SIGNED if any(key.sign for key in calendar.keys) else style.LEAST_CELL
    room = style.WIDTH - 2 * style.MARGIN - left
    blocks = math.ceil(len(calendar.columns) / (room // least))
    per_block = math.ceil(len(calendar.columns) / blocks)
    width = min(style.MOST_CELL_WIDTH, room / per_block)
    return _Grid(per_block, blocks, left, width, min(style.MOST_CELL_HEIGHT, width))


def _draw_rows(calendar: Calendar, grid: _Grid, axes: Axes) -> None:
    for number, label in enumerate(calendar.rows):
        middle = _HEAD + (number + 0.5) * grid.height
        axes.text(
            0,
            middle,
            label,
            color=style.QUIET,
            fontproperties=font(style.SMALL),
            verticalalignment="center_baseline",
        )


def _labels(calendar: Calendar, first: int, last: int) -> list[str]:
    """Give the labels of a block; its first column stands under the last label there was."""
    before = next((label for label in calendar.columns[first::-1] if label), "")
    return [before, *calendar.columns[first + 1 : last]]


def _draw_columns(labels: list[str], grid: _Grid, axes: Axes) -> None:
    """Write labels above their columns, the newest first, as many as have room."""
    end = float(style.WIDTH - 2 * style.MARGIN)
    for number in reversed(range(len(labels))):
        width = width_of(labels[number], style.SMALL)
        left = grid.left + number * grid.width
        if not labels[number] or left + width > end:
            continue
        axes.text(
            left,
            _HEAD - _PAD,
            labels[number],
            color=style.QUIET,
            fontproperties=font(style.SMALL),
            verticalalignment="baseline",
        )
        end = left - _PAD


def _draw_cells(calendar: Calendar, grid: _Grid, axes: Axes, columns: range) -> None:
    places: dict[int, list[tuple[float, float]]] = {}
    for column in columns:
        for row in range(len(calendar.rows)):
            number = calendar.cells[column * len(calendar.rows) + row]
            if number is not None:
                left = grid.left + (column - columns.start) * grid.width
                places.setdefault(number, []).append((left, _HEAD + row * grid.height))
    for number, corners in places.items():
        _draw_key(calendar.keys[number], corners, grid, axes)


def _draw_key(key: Key, corners: list[tuple[float, float]], grid: _Grid, axes: Axes) -> None:
    """Draw all cells of one key."""
    colour, gap = style.TONES[key.tone], style.CELL_GAP / 2
    is_hollow = key.tone is Tone.HOLLOW
    edge = style.FRAME / 2 if is_hollow else 0
    inset = gap + edge
    right, bottom = grid.width - inset, grid.height - inset
    corner = ((inset, inset), (right, inset), (right, bottom), (inset, bottom))
    axes.add_collection(
        PolyCollection(
            [[(left + x, top + y) for x, y in corner] for left, top in corners],
            facecolor=style.GROUND if is_hollow else colour,
            edgecolor=colour if is_hollow else "none",
            linewidth=style.FRAME if is_hollow else 0,
        )
    )
    for left, top in corners if key.sign else ():
        axes.text(
            left + grid.width / 2,
            top + grid.height / 2,
            key.sign,
            color=style.TEXT if key.tone is Tone.NOTHING else style.GROUND,
            fontproperties=font(style.SMALL, bold=True),
            horizontalalignment="center",
            verticalalignment="center_baseline",
        )
