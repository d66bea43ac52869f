"""The sheet that a picture is drawn on: filled from the top down, measured in pixels."""

# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false
# matplotlib leaves its keyword arguments untyped.

from __future__ import annotations

import io
from typing import TYPE_CHECKING

from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.transforms import IdentityTransform
from PIL import Image

from bot.pictures import style
from bot.pictures.legends import BEFORE, lines_of
from bot.pictures.lettering import fit, font

if TYPE_CHECKING:
    from collections.abc import Sequence

    from matplotlib.axes import Axes

    from bot.pictures.legends import Entry

# A point is a pixel, so that every size is one of the file.
DPI = 72
_COLOURS = 128
_ROOM = style.WIDTH - 2 * style.MARGIN


class Sheet:
    """A figure with a place to go on at."""

    def __init__(self, height: int) -> None:
        self._height = height
        self._top = float(style.MARGIN)
        self._figure = Figure((style.WIDTH / DPI, height / DPI), DPI, facecolor=style.GROUND)
        self._canvas = FigureCanvasAgg(self._figure)

    def skip(self, pixels: float) -> None:
        """Leave so much room."""
        self._top += pixels

    def line(self, text: str, size: float, colour: str = style.TEXT, *, bold: bool = False) -> None:
        """Write one line, cut where it is too long."""
        shown = fit(text, _ROOM, size, bold=bold)
        self._write(style.MARGIN, shown, size, colour, bold=bold)
        self.skip(size * style.LINE)

    def legend(self, entries: Sequence[Entry]) -> None:
        """Write names, each behind its colour and mark."""
        for line in lines_of(entries):
            for entry, shown, left in line:
                if entry.sign:
                    self._write(left, entry.sign, style.SMALL, entry.colour, bold=True)
                else:
                    self._mark(left + BEFORE * 0.4, entry)
                self._write(left + BEFORE, shown, style.SMALL, style.QUIET)
            self.skip(style.SMALL * style.LINE)

    def chart(self, height: float, *, left: float, right: float) -> Axes:
        """Make room for a chart, with so much left and right of it."""
        self.skip(height)
        return self._figure.add_axes(
            (
                left / style.WIDTH,
                1 - self._top / self._height,
                1 - (left + right) / style.WIDTH,
                height / self._height,
            )
        )

    def png(self) -> bytes:
        """Return the whole as a file: the same bytes for the same picture."""
        self._canvas.draw()
        size = self._canvas.get_width_height()
        drawn = Image.frombytes("RGBA", size, bytes(self._canvas.buffer_rgba())).convert("RGB")
        file = io.BytesIO()
        # Flat colours and soft edges: a palette makes it a third as large, and nobody sees it.
        drawn.quantize(_COLOURS, Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE).save(
            file, format="png"
        )
        return file.getvalue()

    def _write(
        self, left: float, text: str, size: float, colour: str, *, bold: bool = False
    ) -> None:
        self._figure.text(
            left / style.WIDTH,
            1 - self._top / self._height,
            text,
            color=colour,
            fontproperties=font(size, bold=bold),
            verticalalignment="top",
        )

    def _mark(self, left: float, entry: Entry) -> None:
        middle = self._height - self._top - style.SMALL * 0.55
        self._figure.add_artist(
            Line2D(
                [left],
                [middle],
                color=entry.colour,
                linestyle="none",
                marker=entry.mark,
                markersize=style.SMALL / 2,
                markeredgewidth=style.FRAME,
                markerfacecolor=style.GROUND if entry.is_hollow else entry.colour,
                transform=IdentityTransform(),
            )
        )
