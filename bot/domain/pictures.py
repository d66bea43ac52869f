"""Pictures before they are drawn: plain descriptions, equal where the pictures are equal."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

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
class Panel:
    """One chart.

    In ``percent`` the numbers are whole percent, and the axis ends at 100. Where no series has a
    number, ``empty`` says why.
    """

    title: str
    form: Form
    labels: tuple[str, ...]
    series: tuple[Series, ...]
    percent: bool = False
    empty: str = ""

    def __post_init__(self) -> None:
        """Hold every series to the labels."""
        if any(len(each.values) != len(self.labels) for each in self.series):
            raise ValueError("a series has as many values as the panel has labels")

    @property
    def numbers(self) -> tuple[float, ...]:
        """All numbers that there are."""
        return tuple(
            value for series in self.series for value in series.values if value is not None
        )


@dataclass(frozen=True, slots=True)
class Picture:
    """Charts under each other, as wide as a phone.

    ``alt`` is the picture in words, for those who do not see it.
    """

    title: str
    panels: tuple[Panel, ...]
    alt: str
