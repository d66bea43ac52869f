"""Versions of one work beside each other, in words that stay with the work."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain.amounts import UNIT
from bot.render.text import inert, shorten

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.domain.requests import Counted
    from bot.domain.versions import Comparison, CountChange

LONGEST_TITLE = 60


def comparison(what: Comparison) -> list[str]:
    """Say how a version differs from the one before; what got fewer comes first."""
    changes = list(_changes(what))
    return [f"Beside the earlier version, {_earlier(what)}:", *changes] if changes else []


def lead(what: Comparison) -> str:
    """Say what got fewer since the version before, for the top of an answer; else nothing."""
    if not what.counted or not what.counted.is_fewer:
        return ""
    return f"**{_say_change(what.counted)}**: fewer than in {_earlier(what)}"


def before(what: Comparison) -> dict[str, int]:
    """Give the levels of the version before, by criterion."""
    return {change.criterion: change.before for change in what.levels}


def beside(what: Comparison) -> str:
    """Head the levels of an answer that stand beside earlier ones; nothing where none do."""
    counted = what.counted
    more = f" · {_say_change(counted)}" if counted and not counted.is_fewer else ""
    return f"-# Beside {_earlier(what)}{more}" if more or what.levels else ""


def _earlier(what: Comparison) -> str:
    return f"“{inert(shorten(what.earlier.title, LONGEST_TITLE))}”"


def _changes(what: Comparison) -> Iterator[str]:
    counted = what.counted
    if counted and counted.is_fewer:
        yield f"**{_say_change(counted)}**: fewer than before"
    for change in what.levels:
        levels = f"{change.before} → {change.after}"
        name = inert(change.criterion)
        yield f"- {name} {f'**{levels}**' if change.after > change.before else levels}"
    if counted and not counted.is_fewer:
        yield f"- {_say_change(counted)}"


def say_counted(counted: Counted) -> str:
    """Say what should get fewer: "errors 6"."""
    return f"{inert(counted.what)} {_number(counted.amount)}"


def plain_counted(counted: Counted) -> str:
    """Say it where Discord shows text as it is; it reads back as the same."""
    return f"{counted.what} {_number(counted.amount)}"


def _say_change(change: CountChange) -> str:
    return f"{inert(change.what)} {_number(change.before)} → {_number(change.after)}"


def _number(hundredths: int) -> str:
    return f"{hundredths / UNIT:.2f}".rstrip("0").rstrip(".")
