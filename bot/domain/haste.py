"""Changes made in haste: fundamentals first. They are accepted, with one sentence."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from bot.domain.days import WEEK
from bot.domain.units import same_unit

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from bot.domain.practices import Practice

KEPT_DAYS = 14
SOON = 4 * WEEK


class Haste(StrEnum):
    """What was done early."""

    RAISED = "raised"
    """A minimum raised by more than a quarter before 14 days were kept with it."""
    SWAPPED = "swapped"
    """A practice put aside within four weeks, and another one begun within four weeks of that."""


def is_raise(before: Practice, after: Practice, today: date) -> bool:
    """Tell whether an edit raises the minimum that holds today by more than a quarter."""
    held, wanted = before.standard_on(today), after.standards[-1].standard
    if after.standards == before.standards or not same_unit(held.unit, wanted.unit):
        return False
    return 4 * wanted.minimum > 5 * held.minimum


def held_since(practice: Practice, today: date) -> date:
    """Give the first day of the minimum that holds today."""
    begun = [each.valid_from for each in practice.standards[1:] if each.valid_from <= today]
    return max((practice.started_on, *begun))


def is_swap(others: Iterable[Practice], today: date) -> bool:
    """Tell whether a practice that begins today takes the place of one that had hardly begun."""
    return any(
        each.is_archived
        and each.archives[-1].archived_on - each.started_on < SOON
        and today - each.archives[-1].archived_on <= SOON
        for each in others
    )
