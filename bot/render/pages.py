"""Long lists, a page at a time."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Generic, TypeVar

from bot.domain.paging import nearest_page
from bot.render.card import button, buttons

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from bot.render.card import Block
    from bot.render.presses import Press

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Page(Generic[T]):
    """One part of a list; pages are numbered from 0 to ``last``."""

    items: Sequence[T]
    number: int
    last: int


def page_of(items: Sequence[T], number: int, size: int) -> Page[T]:
    """Give one page of a list, the nearest one where the list has grown shorter since."""
    nearest, last = nearest_page(number, len(items), size)
    return Page(items[nearest * size : (nearest + 1) * size], nearest, last)


def pager(
    page: Page[T], turn: Callable[[int], Press], *, back: str = "Previous", on: str = "Next"
) -> Block | None:
    """Give the buttons to the pages before and after; none where there is one page only."""
    if not page.last:
        return None
    before = button(back, turn(page.number - 1)) if page.number else None
    after = button(on, turn(page.number + 1)) if page.number < page.last else None
    return buttons(before, after)
