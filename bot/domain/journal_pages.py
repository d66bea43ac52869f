"""Reading one's own words again: the newest, those with certain words, and the wins of a year."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from bot.domain.searches import search_key

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from bot.domain.journal import Entry, EntryKind

MOST_RECENT = 100
MOST_FOUND = 100
"""So many are plenty to read; what is searched for beyond that needs another word."""


class Source(StrEnum):
    """Where a member wrote something."""

    ENTRY = "entry"
    REFLECTION = "reflection"
    LOG = "log"
    PLAN = "plan"


class Mark(NamedTuple):
    """How far back somebody has read: an instant in whole seconds, and an id within it."""

    at: int
    id: int


@dataclass(frozen=True, slots=True)
class Note:
    """One thing that a member wrote; ``day`` is their own, of a reflection the Monday of its week.

    ``kind`` is that of an entry; ``practice`` the name of what a log or a plan is about.
    """

    source: Source
    mark: Mark
    day: date
    texts: tuple[str, ...]
    kind: EntryKind | None = None
    practice: str = ""


@dataclass(frozen=True, slots=True)
class Found:
    """Notes with the words looked for, newest first; ``more`` where there are older ones."""

    notes: tuple[Note, ...]
    more: bool


class Aspect(StrEnum):
    """What is read of all weeks, side by side."""

    ALL = "all"
    BEHAVIOUR = "behaviour"
    CONDITIONS = "conditions"
    ADJUSTMENT = "adjustment"
    GOAL = "goal"
    ANSWER = "answer"


@dataclass(frozen=True, slots=True)
class YearInWins:
    """The wins of one calendar year, oldest first, and the years with wins beside it."""

    year: int
    wins: tuple[Entry, ...]
    before: int | None
    after: int | None


def matching(notes: Iterable[Note], words: Sequence[str]) -> list[Note]:
    """Keep the notes in which every word stands, wherever in them; words are search keys."""
    return [note for note in notes if _has(note, words)]


def year_in_wins(wins: Sequence[Entry], wanted: int) -> YearInWins:
    """Pick one year of all wins, which come oldest first."""
    years = sorted({win.day.year for win in wins})
    return YearInWins(
        year=wanted,
        wins=tuple(win for win in wins if win.day.year == wanted),
        before=max((year for year in years if year < wanted), default=None),
        after=min((year for year in years if year > wanted), default=None),
    )


def _has(note: Note, words: Sequence[str]) -> bool:
    text = " ".join(note.texts)
    # A key of plain letters is no more than their case folded, and most notes are plain.
    key = " ".join(text.casefold().split()) if text.isascii() else search_key(text)
    return all(word in key for word in words)
