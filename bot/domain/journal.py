"""The journal: why somebody practises, wins, setbacks, and the outcomes of a day."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from bot.domain.errors import Refusal
from bot.domain.names import clean_text

if TYPE_CHECKING:
    from datetime import date, datetime

    from bot.domain.ids import CommunityId, EntryId, UserId
    from bot.domain.places import Place
    from bot.domain.practices import Practice

# With these lengths a shared entry fits into one message, whatever is typed.
LONGEST_TEXT = 800
LONGEST_LESSON = 400


class EntryKind(StrEnum):
    """What an entry is; the last two are outcomes, which have a day to themselves."""

    WHY = "why"
    WIN = "win"
    SETBACK = "setback"
    CELEBRATE = "celebrate"
    GRIEVE = "grieve"


@dataclass(eq=False)
class EntryGone(Refusal):
    """The entry is not there, or not any more."""


@dataclass(frozen=True, slots=True)
class Entry:
    """What a member wrote on one of their own local days; their own unless ``shared``.

    ``lesson`` is what a setback taught, else "". ``card`` is the public message, where there is
    one.
    """

    id: EntryId
    community_id: CommunityId
    user_id: UserId
    kind: EntryKind
    text: str
    day: date
    written_at: datetime
    lesson: str = ""
    shared: bool = False
    card: Place | None = None


@dataclass(frozen=True, slots=True)
class EntryWords:
    """What was typed for an entry."""

    kind: EntryKind
    text: str
    lesson: str = ""


@dataclass(frozen=True, slots=True)
class Written:
    """An entry as its author sees it; ``practices`` are their active ones.

    Nothing is posted before ``is_set_up``; without a channel, the one at hand is used.
    """

    entry: Entry
    practices: tuple[Practice, ...]
    is_set_up: bool
    channel_id: int | None


@dataclass(frozen=True, slots=True)
class JournalToday:
    """What the journal has to say on `/today`.

    ``outcome`` is what the day is for; ``after`` was yesterday's, and ``step`` the practice that is
    the next small step. Where the rhythm has ``broken``, ``why`` is the member's newest, and
    ``helps`` the conditions they named last; each "" where nothing was ever said.
    """

    outcome: Entry | None = None
    after: Entry | None = None
    step: Practice | None = None
    broken: bool = False
    why: str = ""
    helps: str = ""


def clean_entry(words: EntryWords) -> EntryWords:
    """Give the words as they are kept.

    Raises:
        EmptyName: without a text, or without a lesson for a setback.
        NameTooLong, HiddenCharacters: for words that cannot be kept.
    """
    is_setback = words.kind is EntryKind.SETBACK
    return EntryWords(
        kind=words.kind,
        text=clean_text(words.text, words.kind.value, LONGEST_TEXT),
        lesson=clean_text(words.lesson, "lesson", LONGEST_LESSON) if is_setback else "",
    )
