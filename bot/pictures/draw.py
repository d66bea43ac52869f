"""Draws what a description says, with matplotlib, for the worker process alone."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import matplotlib as mpl

from bot.domain.pictures import Calendar
from bot.pictures import calendars, charts, legends, style
from bot.pictures.lettering import title
from bot.pictures.sheet import Sheet

if TYPE_CHECKING:
    from bot.domain.pictures import Chart, Picture

# What members typed is text, never a formula between dollar signs.
mpl.rcParams["text.parse_math"] = False


def png(picture: Picture) -> bytes:
    """Draw the picture as a PNG file."""
    return laid_out(picture).png()


def laid_out(picture: Picture) -> Sheet:
    """Put everything of the picture in its place."""
    heights = (style.GAP + _height_of(panel) for panel in picture.panels)
    sheet = Sheet(math.ceil(2 * style.MARGIN + style.TITLE * style.LINE + sum(heights)))
    sheet.line(title(picture.title), style.TITLE, bold=True)
    for panel in picture.panels:
        sheet.skip(style.GAP)
        _draw(panel, sheet)
    return sheet


def _draw(panel: Chart, sheet: Sheet) -> None:
    if panel.title:
        sheet.line(panel.title, style.HEADING, bold=True)
    if _is_empty(panel):
        sheet.line(panel.empty, style.SMALL, style.QUIET)
    elif isinstance(panel, Calendar):
        sheet.legend(calendars.entries_of(panel))
        calendars.draw(panel, sheet)
    else:
        sheet.legend(charts.entries_of(panel))
        charts.draw(panel, sheet)


def _height_of(panel: Chart) -> float:
    """Return how many pixels `_draw` takes."""
    heading = style.HEADING * style.LINE if panel.title else 0
    if _is_empty(panel):
        return heading + style.SMALL * style.LINE
    if isinstance(panel, Calendar):
        return heading + legends.height_of(calendars.entries_of(panel)) + calendars.height_of(panel)
    return heading + legends.height_of(charts.entries_of(panel)) + charts.height_of(panel)


def _is_empty(panel: Chart) -> bool:
    if isinstance(panel, Calendar):
        return all(cell is None for cell in panel.cells)
    return not panel.numbers
