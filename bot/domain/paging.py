"""Which page of a long list is meant."""

from __future__ import annotations


def nearest_page(number: int, items: int, size: int) -> tuple[int, int]:
    """Return a page, the nearest one where the list has grown shorter since, and the last one.

    Pages are numbered from 0; a list without items has one page.
    """
    last = max(0, (items - 1) // size)
    return min(max(number, 0), last), last
