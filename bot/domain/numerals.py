"""Numbers as people type them: "1,5", "1,000", "1 000", "1½", "10k", "1h30", "1:30"."""

import re
import unicodedata
from fractions import Fraction
from typing import NamedTuple

_FRACTIONS = {
    sign: Fraction(unicodedata.numeric(sign)).limit_denominator(10)
    for sign in "\u00bc\u00bd\u00be\u2150\u2151\u2152"
    "\u2153\u2154\u2155\u2156\u2157\u2158\u2159\u215a\u215b\u215c\u215d\u215e"
}
_ANY_FRACTION = "[" + "".join(_FRACTIONS) + "]"
_NUMBER = re.compile(
    r"(?P<sign>[+\-\u2212]?)(?:"
    r"(?P<grouped>[1-9]\d{0,2}[.,'\u2019 \u00a0\u2009\u202f]\d{3})"
    rf"|(?=[.,]?\d|{_ANY_FRACTION})"
    rf"(?P<whole>\d*)(?:[.,](?P<decimals>\d{{1,2}})|\s?(?P<fraction>{_ANY_FRACTION}))?"
    r")(?![\d.,])(?P<rest>.*)",
    re.DOTALL,
)
_HOURS = r"(?:h|hr|hrs|hour|hours)\.?"
_CLOCK = re.compile(
    rf"(?P<hours>\d+)\s*{_HOURS}\s*(?:(?:,|&|and)\s*)?"
    r"(?P<minutes>\d+)(?:[.,](?P<part>\d{1,2})(?=\s*m))?\s*(?:m|min|mins|minute|minutes)?\.?"
    rf"|(?P<full>\d+):(?P<past>\d\d)(?:\s*{_HOURS})?"
)


class Numeral(NamedTuple):
    """A number, and what was typed after it.

    `grouped` is true where one separator stands before exactly three digits: "1,000", "1.000" and
    "1 000" are thousands, while "1,5" and "1.50" are decimals.
    """

    value: Fraction
    grouped: bool
    rest: str


def read_numeral(text: str) -> Numeral | None:
    """Read the number that the text begins with; None for none, or for more than two decimals."""
    found = _NUMBER.fullmatch(text)
    if found is None:
        return None
    if found["grouped"]:
        value = Fraction("".join(char for char in found["grouped"] if char.isdecimal()))
    else:
        value = Fraction(whole(found["whole"]))
        value += _decimals(found["decimals"])
        value += _FRACTIONS.get(found["fraction"] or "", Fraction())
    signed = value if found["sign"] in {"", "+"} else -value
    return Numeral(signed, bool(found["grouped"]), found["rest"])


def read_clock(text: str) -> tuple[int, Fraction] | None:
    """Read hours and minutes ("1h30", "1 hour and 30.5 minutes", "1:30"); minutes may exceed 59."""
    found = _CLOCK.fullmatch(text.casefold())
    if found is None:
        return None
    minutes = whole(found["minutes"] or found["past"]) + _decimals(found["part"])
    return whole(found["hours"] or found["full"]), minutes


def _decimals(digits: str | None) -> Fraction:
    return Fraction(int((digits or "").ljust(2, "0")), 100)


def whole(digits: str) -> int:
    """Give the number; what is too large for any amount may come out smaller, and too large still.

    Python refuses to read more than 4 300 digits.
    """
    return int(digits.lstrip("0")[:11] or "0")
