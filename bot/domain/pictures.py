"""Pictures before they are drawn: plain descriptions, equal where the pictures are equal."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import TypeAlias

from bot.domain.errors import Refusal


class WorkFailed(Refusal):
    """Heavy work came to no end: its process died or took too long. Nothing was changed."""


class PictureFailed(Refusal):
    """A picture could not be drawn; what it shows is still there as numbers."""


class Form(Enum):
    """How a panel shows its numbers."""

    BARS = "bars"
    LINES = "lines"


@dataclass(frozen=True, slots=True)
class Series:
    """Numbers that belong together, one for each of the panel's labels; None where there is none.

    The ``name`` stands in the legend, unless the panel has this one series only.
    """

    name: str
    values: tuple[float | None, ...]


@dataclass(frozen=True, slots=True)
class Marks:
    """Labels that stand out, by their number from 0 on; the ``name`` stands in the legend."""

    name: str
    places: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Panel:
    """One chart.

    In ``percent`` the numbers are whole percent, and the axis ends at 100. Where no series has a
    number, ``empty`` says why. The ``baseline`` is what each number is to be compared with, a dash
    across its bar; the room of ``shaded`` labels has another ground; ``marks`` are small signs
    above the line.
    """

    title: str
    form: Form
    labels: tuple[str, ...]
    series: tuple[Series, ...]
    percent: bool = False
    empty: str = ""
    baseline: Series | None = None
    shaded: Marks | None = None
    marks: tuple[Marks, ...] = ()

    def __post_init__(self) -> None:
        """Hold every series to the labels."""
        compared = (self.baseline,) if self.baseline else ()
        if any(len(each.values) != len(self.labels) for each in (*self.series, *compared)):
            raise ValueError("a series has as many values as the panel has labels")

    @property
    def numbers(self) -> tuple[float, ...]:
        """All numbers that there are."""
        return tuple(
            value for series in self.series for value in series.values if value is not None
        )


class Tone(Enum):
    """What the colour of a cell says; `bot.pictures.style` has the colours.

    From NOTHING to MOST the cells grow brighter; a HOLLOW one is a frame.
    """

    NOTHING = "nothing"
    SOME = "some"
    ENOUGH = "enough"
    MOST = "most"
    HOLLOW = "hollow"
    GOOD = "good"
    CALM = "calm"
    SMALL = "small"
    KIND = "kind"
    MISSED = "missed"


@dataclass(frozen=True, slots=True)
class Key:
    """What a cell may be: a colour, a sign that tells equal colours apart, and its name."""

    tone: Tone
    name: str
    sign: str = ""


@dataclass(frozen=True, slots=True)
class Calendar:
    """Cells in columns, each of them as long as there are ``rows``.

    ``cells`` are numbers of ``keys``, column by column from the top down, None where there is no
    cell. ``columns`` and ``rows`` are labels and may be empty words. Columns that have no room
    beside each other go on below. Where there is no cell at all, ``empty`` says why.
    """

    title: str
    columns: tuple[str, ...]
    rows: tuple[str, ...]
    keys: tuple[Key, ...]
    cells: tuple[int | None, ...]
    empty: str = ""

    def __post_init__(self) -> None:
        """Hold the cells to the labels."""
        if len(self.cells) != len(self.columns) * len(self.rows):
            raise ValueError("a calendar has a cell for each row of each column")


Chart: TypeAlias = Panel | Calendar


@dataclass(frozen=True, slots=True)
class Picture:
    """Charts under each other, as wide as a phone.

    ``alt`` is the picture in words, for those who do not see it.
    """

    title: str
    panels: tuple[Chart, ...]
    alt: str
