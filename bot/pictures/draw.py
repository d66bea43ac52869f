"""Draws what a description says, with matplotlib, for the worker process alone."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import matplotlib as mpl

from bot.domain.pictures import Form
from bot.pictures import style
from bot.pictures.charts import LABELS_HEIGHT, draw_chart
from bot.pictures.sheet import Sheet

if TYPE_CHECKING:
    from bot.domain.pictures import Panel, Picture

# What members typed is text, never a formula between dollar signs.
mpl.rcParams["text.parse_math"] = False


def png(picture: Picture) -> bytes:
    """Draw the picture as a PNG file."""
    return laid_out(picture).png()


def laid_out(picture: Picture) -> Sheet:
    """Put everything of the picture in its place."""
    heights = (style.GAP + _height_of(panel) for panel in picture.panels)
    sheet = Sheet(math.ceil(2 * style.MARGIN + style.TITLE * style.LINE + sum(heights)))
    sheet.line(picture.title, style.TITLE, bold=True)
    for panel in picture.panels:
        sheet.skip(style.GAP)
        _draw(panel, sheet)
    return sheet


def _draw(panel: Panel, sheet: Sheet) -> None:
    sheet.line(panel.title, style.HEADING, bold=True)
    if not panel.numbers:
        sheet.line(panel.empty, style.SMALL, style.QUIET)
        return
    if len(panel.series) > 1:
        marks = ("s",) * len(panel.series) if panel.form is Form.BARS else style.MARKS
        sheet.legend([series.name for series in panel.series], marks)
    sheet.skip(_headroom(panel))
    draw_chart(panel, sheet)
    sheet.skip(LABELS_HEIGHT)


def _height_of(panel: Panel) -> float:
    """Return how many pixels `_draw` takes."""
    lines = style.HEADING * style.LINE
    if not panel.numbers:
        return lines + style.SMALL * style.LINE
    if len(panel.series) > 1:
        lines += style.SMALL * style.LINE
    return lines + _headroom(panel) + style.CHART_HEIGHT + LABELS_HEIGHT


def _headroom(panel: Panel) -> float:
    """Return the room above a chart, where bars carry numbers and lines half a mark."""
    return style.SMALL * style.LINE if panel.form is Form.BARS else style.SMALL / 2
