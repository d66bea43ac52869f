"""A smaller or a harder minimum, in numbers that people say: 15 min, 300 words, 2 km."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain.amounts import UNIT, limit
from bot.domain.names import name_key
from bot.domain.units import DONE, MEASURES, MINUTE

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bot.domain.amounts import Standard

# In percent of the minimum: three quarters, or what is near; then whatever is smaller.
_SMALLER = ((65, 85, 75), (50, 99, 75))
_HARDER = ((110, 125, 110),)
_MINUTES = (60, 30, 15, 10, 5, 2, 1)


def smaller(standard: Standard) -> int | None:
    """Give about three quarters of a minimum, in hundredths; None where nothing fits."""
    return _step(standard, _SMALLER)


def harder(standard: Standard) -> int | None:
    """Give a tenth to a quarter more than a minimum, in hundredths; None where nothing fits."""
    found = _step(standard, _HARDER)
    return found if found is None or found <= limit(standard.unit) else None


def _step(standard: Standard, ranges: tuple[tuple[int, int, int], ...]) -> int | None:
    """Give the roundest number in the first range that has one, the nearest to what is aimed at."""
    if standard.unit == DONE:
        return None
    minimum = standard.minimum
    for lowest, highest, aim in ranges:
        for size in _sizes(standard):
            first = -(-minimum * lowest // (100 * size)) * size
            last = minimum * highest // 100
            found = [each for each in range(first, last + 1, size) if each > 0]
            if found:
                return min(found, key=lambda each: abs(100 * each - aim * minimum))
    return None


def _sizes(standard: Standard) -> Iterable[int]:
    """Give what a round number is a multiple of, the roundest first, in hundredths."""
    if standard.unit == MINUTE:
        return [UNIT * minutes for minutes in _MINUTES]
    is_measured = name_key(standard.unit) in MEASURES or standard.minimum % UNIT != 0
    smallest = UNIT // 10 if is_measured else UNIT
    sizes, power = list[int](), 1
    while power <= standard.minimum:
        sizes += [power, 2 * power, 5 * power]
        power *= 10
    return [size for size in reversed(sizes) if smallest <= size <= standard.minimum]
