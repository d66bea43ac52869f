"""Facts about kept days, one sentence each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain.facts import FactKind, Part
from bot.render.text import inert

if TYPE_CHECKING:
    from bot.domain.facts import Fact

_WEEKDAYS = (
    "Mondays",
    "Tuesdays",
    "Wednesdays",
    "Thursdays",
    "Fridays",
    "Saturdays",
    "Sundays",
)
_PARTS = {
    Part.NIGHT: "at night",
    Part.MORNING: "in the morning",
    Part.AFTERNOON: "in the afternoon",
    Part.EVENING: "in the evening",
}


def say_fact(fact: Fact) -> str:
    """Say a fact, with the days that it was counted from."""
    return _weekday(fact) if fact.kind is FactKind.WEEKDAY else _shared(fact)


def _weekday(fact: Fact) -> str:
    if not fact.is_telling:
        kept, days = fact.hits + fact.other_hits, fact.total + fact.other_total
        return f"No weekday stands out: you kept {kept} of {days} days."
    return (
        f"On {_WEEKDAYS[int(fact.value)]} you kept {fact.hits} of {fact.total} days, "
        f"on the other weekdays {fact.other_hits} of {fact.other_total}."
    )


def _shared(fact: Fact) -> str:
    at = _PARTS[Part(fact.value)] if fact.kind is FactKind.HOUR else f"at “{inert(fact.value)}”"
    said = f"{fact.hits} of your {fact.total} kept days were logged {at}"
    if not fact.other_total:
        return f"{said}."
    but = "and" if fact.is_telling else "but so were"
    return f"{said}, {but} {fact.other_hits} of the {fact.other_total} other days with a log."
