"""Text in pictures: in the one font that comes with matplotlib, whatever was typed."""

# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false
# matplotlib leaves its keyword arguments untyped.

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from functools import cache

from matplotlib.font_manager import FontProperties, findfont, get_font
from matplotlib.textpath import text_to_path

FAMILY = "DejaVu Sans"
MISSING = "\N{WHITE SQUARE}"
ELLIPSIS = "…"
# Longer than any line; measuring more would be for nothing.
LONGEST = 100

_MISSING_IN_A_ROW = re.compile(f"{MISSING}+(?: +{MISSING}+)*")


def font(size: float, *, bold: bool = False) -> FontProperties:
    """Return the font in a size of pixels."""
    return FontProperties(family=FAMILY, size=size, weight="bold" if bold else "normal")


def drawable(text: str) -> str:
    """Return the text in one line, with a square for what the font has no glyphs for, as emoji."""
    known = _known()
    letters = (
        each if ord(each) in known else _instead_of(each)
        for each in unicodedata.normalize("NFC", text[:LONGEST])
    )
    return " ".join(_MISSING_IN_A_ROW.sub(MISSING, "".join(letters)).split())


def title(text: str) -> str:
    """Return a title without what cannot be drawn: the card names in full what it is of."""
    shown = drawable(text)
    return " ".join(shown.replace(MISSING, "").split()).rstrip(" :") or shown


def fit(text: str, width: float, size: float, *, bold: bool = False) -> str:
    """Return the text as it can be drawn, cut where it is wider than so many pixels."""
    shown = drawable(text)
    if width_of(shown, size, bold=bold) <= width:
        return shown
    starts = [shown[:length].rstrip() + ELLIPSIS for length in range(len(shown))]
    fitting = bisect_right(starts, width, key=lambda start: width_of(start, size, bold=bold))
    return starts[max(0, fitting - 1)]


def width_of(text: str, size: float, *, bold: bool = False) -> float:
    """Return how many pixels wide the text is."""
    width, _, _ = text_to_path.get_text_width_height_descent(
        text, font(size, bold=bold), ismath=False
    )
    return width


def _instead_of(letter: str) -> str:
    # What is invisible anyway (joiners, directions, variants of emoji) leaves nothing behind.
    if letter.isspace():
        return " "
    return "" if unicodedata.category(letter) in {"Cc", "Cf", "Mn", "Me"} else MISSING


@cache
def _known() -> frozenset[int]:
    """Return what both weights of the font can draw, apart from what steers directions."""
    regular, bold = (
        get_font(findfont(font(1, bold=heavy), fallback_to_default=False)).get_charmap()
        for heavy in (False, True)
    )
    return frozenset(
        code for code in regular.keys() & bold.keys() if unicodedata.category(chr(code)) != "Cf"
    )
