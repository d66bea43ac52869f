"""Pictures to draw."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

from matplotlib.text import Text
from PIL import Image

from bot.domain.pictures import Form, Panel, Picture, Series
from bot.pictures.draw import laid_out

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.domain.pictures import Chart

WEEKS = ("26 Oct", "2 Nov", "9 Nov", "16 Nov")


def panel(
    form: Form,
    *series: tuple[float | None, ...],
    labels: tuple[str, ...] = WEEKS,
    percent: bool = False,
    name: str = "practised",
) -> Panel:
    """A chart of so many series."""
    named = tuple(Series(f"{name} {number}", values) for number, values in enumerate(series))
    return Panel("Members", form, labels, named, percent=percent, empty="Too few.")


def picture(*panels: Chart, title: str = "How we are doing") -> Picture:
    """A picture of these charts, or of a line."""
    return Picture(title, panels or (panel(Form.LINES, (1, 2, None, 4)),), "In words.")


def opened(content: bytes) -> Image.Image:
    """Read a drawn picture, which is none too large."""
    assert len(content) < 200_000
    return Image.open(io.BytesIO(content))


def texts(described: Picture) -> Iterator[tuple[str, tuple[float, float, float, float]]]:
    """Give every text that is drawn, with its left, bottom, right and top."""
    figure = laid_out(described)._figure
    figure.canvas.draw()
    for text in figure.findobj(Text):
        if text.get_text() and text.get_visible():
            box = text.get_window_extent()
            yield text.get_text(), (box.x0, box.y0, box.x1, box.y1)
