"""Bars and lines, each number where the eye looks for it."""

# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false
# matplotlib leaves its keyword arguments untyped.

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from matplotlib.patheffects import withStroke
from matplotlib.ticker import MaxNLocator

from bot.domain.pictures import Form
from bot.pictures import style
from bot.pictures.legends import Entry
from bot.pictures.lettering import fit, font, width_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from matplotlib.axes import Axes

    from bot.domain.pictures import Marks, Panel, Series
    from bot.pictures.sheet import Sheet

LABELS_HEIGHT = style.SMALL * style.LINE + 14
_SHEET_WIDTH = style.WIDTH - 2 * style.MARGIN
_WHOLE_FROM, _THOUSANDS_FROM = 10, 10_000
# What stands where a number is missing among bars.
_NONE = "-"


def say(value: float) -> str:
    """Write a number as short as the eye can take in: 0.5, 12, 340, 12k."""
    if value >= _THOUSANDS_FROM:
        return f"{value / 1000:.0f}k"
    return f"{value:.0f}" if value >= _WHOLE_FROM else f"{round(value, 1):g}"


def entries_of(panel: Panel) -> list[Entry]:
    """Give what the legend names; one series alone needs no name."""
    is_bars = panel.form is Form.BARS
    marks = ("s",) * len(panel.series) if is_bars else style.MARKS
    named = zip(panel.series, style.COLOURS, marks, strict=False)
    entries = [Entry(series.name, colour, mark) for series, colour, mark in named]
    if len(panel.series) == 1 and not panel.baseline:
        entries = []
    if panel.baseline:
        entries.append(Entry(panel.baseline.name, style.COLOURS[1], "_"))
    if panel.shaded and panel.shaded.places:
        entries.append(Entry(panel.shaded.name, style.SHADE))
    return entries + [Entry(each.name, colour, mark) for each, colour, mark in _marks(panel)]


def _marks(panel: Panel) -> list[tuple[Marks, str, str]]:
    """Give those marks that there are, each kind with its colour and its shape."""
    kinds = zip(panel.marks, style.COLOURS[1:], style.MARKS[1:], strict=False)
    return [(each, colour, mark) for each, colour, mark in kinds if each.places]


def height_of(panel: Panel) -> float:
    """Return how many pixels `draw` takes."""
    return _headroom(panel) + _chart_height(panel) + LABELS_HEIGHT


def draw(panel: Panel, sheet: Sheet) -> None:
    """Draw a panel that has numbers."""
    sheet.skip(_headroom(panel))
    _draw_chart(panel, sheet)
    sheet.skip(LABELS_HEIGHT)


def _headroom(panel: Panel) -> float:
    """Return the room above a chart, where bars carry numbers and lines half a mark."""
    room = style.SMALL * style.LINE if panel.form is Form.BARS else style.SMALL / 2
    return room + len(_marks(panel)) * style.LANE


def _chart_height(panel: Panel) -> float:
    """Return the height of the chart itself: a line with marks is one to look at closely."""
    return 2 * style.CHART_HEIGHT if panel.marks else style.CHART_HEIGHT


def _draw_chart(panel: Panel, sheet: Sheet) -> None:
    is_bars = panel.form is Form.BARS
    # Bars that carry their numbers need no axis.
    has_axis = not (is_bars and _have_room(panel))
    left = style.AXIS_ROOM if has_axis else style.MARGIN
    right = style.MARGIN if is_bars else style.END_ROOM
    axes = sheet.chart(_chart_height(panel), left=left, right=right)
    axes.set_facecolor(style.GROUND)
    for side in ("left", "right", "top"):
        axes.spines[side].set_visible(False)
    axes.spines["bottom"].set(color=style.GRID, linewidth=2)
    axes.set_xlim(-0.5, len(panel.labels) - 0.5)
    _scale(panel, axes, has_axis=has_axis)
    _label(panel.labels, axes, right=right)
    for place in panel.shaded.places if panel.shaded else ():
        axes.axvspan(place - 0.5, place + 0.5, color=style.SHADE, linewidth=0, zorder=0)
    if is_bars:
        _draw_bars(panel, axes, has_numbers=not has_axis)
    else:
        _draw_lines(panel, axes)
    if panel.baseline:
        _draw_baseline(panel.baseline, axes)
    _draw_marks(panel, axes)


def _have_room(panel: Panel) -> bool:
    """Tell whether every number fits above its bar."""
    bar = _SHEET_WIDTH / len(panel.labels) * style.BARS / len(panel.series)
    return max(width_of(_with_unit(panel, value), style.SMALL) for value in panel.numbers) <= bar


def _with_unit(panel: Panel, value: float) -> str:
    return f"{say(value)} %" if panel.percent else say(value)


def _scale(panel: Panel, axes: Axes, *, has_axis: bool) -> None:
    """Let the axis go from nothing to the highest number, with two or three lines across."""
    compared = panel.baseline.values if panel.baseline else ()
    numbers = (*panel.numbers, *(value for value in compared if value is not None))
    top = 100 if panel.percent else max(1, *numbers)
    ticks = [0, 50, 100] if panel.percent else _round_numbers(top)
    axes.set_ylim(0, top)
    axes.set_yticks(
        ticks if has_axis else [], [_with_unit(panel, tick) for tick in ticks if has_axis]
    )
    axes.tick_params(axis="y", length=0, pad=14)
    axes.grid(axis="y", color=style.GRID, linewidth=2)
    axes.set_axisbelow(True)
    for label in axes.get_yticklabels():
        label.set(fontproperties=font(style.SMALL), color=style.QUIET)


def _round_numbers(top: float) -> list[float]:
    locator = MaxNLocator(nbins=2, steps=[1, 2, 5, 10], integer=True)
    return [float(tick) for tick in locator.tick_values(0, top) if 0 <= tick <= top]


def _label(labels: Sequence[str], axes: Axes, *, right: float) -> None:
    """Write under the chart as many labels as have room, the newest first."""
    width = axes.bbox.width
    fitted = {label: fit(label, width / 2, style.SMALL) for label in set(labels)}
    shown = [fitted[label] for label in labels]
    half = max(width_of(label, style.SMALL) for label in set(shown)) / 2
    place = width / len(labels)
    fitting = [
        number
        for number in range(len(labels))
        if half - style.MARGIN / 2 <= (number + 0.5) * place <= width + right / 2 - half
    ]
    step = math.ceil((2 * half + style.SMALL / 3) / place)
    places = fitting[::-step]
    axes.set_xticks(places, [shown[number] for number in places])
    axes.tick_params(axis="x", length=0, pad=12)
    for label in axes.get_xticklabels():
        label.set(fontproperties=font(style.SMALL), color=style.QUIET)


def _draw_bars(panel: Panel, axes: Axes, *, has_numbers: bool) -> None:
    width = style.BARS / len(panel.series)
    for number, (series, colour) in enumerate(zip(panel.series, style.COLOURS, strict=False)):
        offset = (number - (len(panel.series) - 1) / 2) * width
        places = [place + offset for place in range(len(series.values))]
        axes.bar(places, [value or 0 for value in series.values], width * 0.92, color=colour)
        for place, value in zip(places, series.values, strict=True) if has_numbers else ():
            shown = _NONE if value is None else _with_unit(panel, value)
            _write_above(axes, (place, value or 0), shown)


def _write_above(axes: Axes, place: tuple[float, float], shown: str) -> None:
    axes.annotate(
        shown,
        place,
        (0, 6),
        textcoords="offset pixels",
        color=style.TEXT,
        fontproperties=font(style.SMALL),
        horizontalalignment="center",
        verticalalignment="bottom",
        annotation_clip=False,
        # A baseline may cross it.
        path_effects=[withStroke(linewidth=8, foreground=style.GROUND)],
        zorder=5,
    )


def _draw_baseline(baseline: Series, axes: Axes) -> None:
    """Draw a dash as wide as a bar's room for each number, so that no gap is bridged."""
    known = [(at, value) for at, value in enumerate(baseline.values) if value is not None]
    axes.hlines(
        [value for _, value in known],
        [at - 0.5 for at, _ in known],
        [at + 0.5 for at, _ in known],
        colors=style.COLOURS[1],
        linewidth=style.LINE_WIDTH,
        zorder=3,
    )


def _draw_marks(panel: Panel, axes: Axes) -> None:
    """Put each kind of marks in a lane of its own above the chart, where the line stays free."""
    for lane, (marks, colour, mark) in enumerate(_marks(panel)):
        height = 1 + (lane + 1) * style.LANE / axes.bbox.height
        axes.plot(
            marks.places,
            [height] * len(marks.places),
            color=colour,
            linestyle="none",
            marker=mark,
            markersize=style.MARK_SIZE,
            transform=axes.get_xaxis_transform(),
            clip_on=False,
        )


def _draw_lines(panel: Panel, axes: Axes) -> None:
    every = math.ceil(len(panel.labels) / style.MOST_MARKED)
    is_alone = len(panel.series) == 1
    ends: list[tuple[float, str]] = []
    for series, colour, mark in zip(panel.series, style.COLOURS, style.MARKS, strict=False):
        axes.plot(
            range(len(series.values)),
            [math.nan if value is None else value for value in series.values],
            color=colour,
            linewidth=style.LINE_WIDTH if every <= style.FINE_FROM else style.LINE_WIDTH / 2,
            # Many points are one line; marks tell it from other lines alone.
            marker="" if is_alone and every > 1 else mark,
            markevery=every,
            markersize=style.MARK_SIZE,
            clip_on=False,
        )
        if (newest := series.values[-1]) is not None:
            ends.append((newest, colour))
    _write_ends(ends, axes)


def _write_ends(ends: list[tuple[float, str]], axes: Axes) -> None:
    """Write the newest numbers right of their lines, apart where the lines meet."""
    pixel = axes.get_ylim()[1] / axes.bbox.height
    # Of nothing, it stands above the axis: labels are below.
    free_from = style.SMALL / 2 * pixel
    for value, colour in sorted(ends):
        at = max(value, free_from)
        free_from = at + style.SMALL * pixel
        axes.annotate(
            say(value),
            (1, at),
            (20, 0),
            xycoords=("axes fraction", "data"),
            textcoords="offset pixels",
            color=colour,
            fontproperties=font(style.SMALL),
            verticalalignment="center_baseline",
            annotation_clip=False,
        )
