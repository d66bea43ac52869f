"""Sums in which private members stand without being told."""

from __future__ import annotations

FEWEST = 5
"""Among fewer people a number tells who it is about."""


def whole_fives(number: int) -> int:
    """Leave out of a number of private members what is over.

    Then taking names away from a sum, or one sum from another, never leaves one to four of them.
    """
    return number - number % FEWEST
