"""What is wrong with a starting condition that was typed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bot.domain.conditions import NotANumber, UnknownSince
from bot.render.text import typed

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

REFUSALS: Mapping[type[Exception], Callable[[Any], str]] = {
    UnknownSince: lambda refusal: (
        f"I could not read {typed(refusal.text)} as a time since when. "
        'Try "new", "3 months", "2 years", "2021" or "May 2023", or leave it empty.'
    ),
    NotANumber: lambda refusal: (
        f"I could not read {typed(refusal.text)} as the {refusal.field}. One number from 0 to "
        f'{refusal.most} will do, as in "2.5", or leave it empty.'
    ),
}
