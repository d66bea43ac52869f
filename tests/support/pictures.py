"""Pictures to draw."""

from __future__ import annotations

from bot.domain.pictures import Form, Panel, Picture, Series

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


def picture(*panels: Panel, title: str = "How we are doing") -> Picture:
    """A picture of these charts, or of a line."""
    return Picture(title, panels or (panel(Form.LINES, (1, 2, None, 4)),), "In words.")
