"""The showcase: examples of excellence, each with what to look at, and how it was made.

A member's own work is shown at once. What another member puts forward is shown when its author
agrees; until then nobody sees it, and after a week it is thrown away.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from bot.domain.adherence import adherence_over
from bot.domain.asking import Words, read_words
from bot.domain.errors import Refusal
from bot.domain.names import BIDI, clean_name, clean_text, strip_unseen
from bot.domain.requests import LONGEST_TEXT

if TYPE_CHECKING:
    from datetime import date

    from bot.domain.ids import CommunityId, ExampleId, PracticeId, SkillId, UserId
    from bot.domain.places import Place
    from bot.domain.practices import Practice
    from bot.domain.verdicts import Record

LONGEST_LOOK_AT = 200
LONGEST_FIRST = 500
PROPOSED_FOR = timedelta(days=7)


class ExampleState(StrEnum):
    """Whether others see it."""

    PROPOSED = "proposed"
    SHOWN = "shown"


@dataclass(frozen=True, slots=True)
class Example:
    """One example. ``work`` is the text itself; ``place`` our card of it.

    ``weeks`` and ``blocks`` tell how long its author had practised when it was added, and
    ``made_on`` is that day of theirs; None where no practice is shown with it. A message that was
    put forward has no title, and its ``link`` leads to it.
    """

    id: ExampleId
    community_id: CommunityId
    user_id: UserId
    state: ExampleState
    look_at: str
    added_at: datetime
    title: str = ""
    link: str = ""
    work: str = ""
    first_version: str = ""
    file_name: str = ""
    proposed_by: UserId | None = None
    skill_id: SkillId | None = None
    practice_id: PracticeId | None = None
    weeks: int | None = None
    blocks: int | None = None
    made_on: date | None = None
    place: Place | None = None

    @property
    def is_shown(self) -> bool:
        """Whether its author wants it to be seen."""
        return self.state is ExampleState.SHOWN


@dataclass(frozen=True, slots=True)
class Plan:
    """What was chosen before the form: kept until the form comes in.

    ``practice`` is the name of the practice to be shown with it; ``file_url`` is where Discord
    keeps the attached file for now.
    """

    skill_id: SkillId | None = None
    practice_id: PracticeId | None = None
    practice: str = ""
    file_name: str = ""
    file_url: str = ""


class ExampleWords(NamedTuple):
    """The form of one's own work as it was typed."""

    title: str
    work: str
    look_at: str
    first_version: str = ""


class ReadExample(NamedTuple):
    """The form as it was understood."""

    title: str
    work: str
    link: str
    look_at: str
    first_version: str


class Said(NamedTuple):
    """A message of a person, with the address that leads to it; a file alone has no text."""

    author: UserId
    link: str
    text: str

    @property
    def kept(self) -> str:
        """The text as far as it is kept; the rest is behind the link."""
        text = strip_unseen("".join(each for each in self.text if each not in BIDI))
        return text if len(text) <= LONGEST_TEXT else f"{text[: LONGEST_TEXT - 1].rstrip()}…"


@dataclass(frozen=True, slots=True)
class Exhibit:
    """All that the card of an example shows; ``practice`` is its author's, with its history."""

    example: Example
    skill: str | None = None
    practice: Practice | None = None


@dataclass(frozen=True, slots=True)
class Shelf:
    """One page of the showcase: one example, newest first; None where there is none at all.

    ``skill_id`` is the skill that was asked for, ``skill`` its name; ``last`` the last page.
    """

    exhibit: Exhibit | None
    number: int
    last: int
    skill_id: SkillId | None = None
    skill: str | None = None


class ExampleGone(Refusal):
    """The example was taken down, declined or hidden, or its week is over."""


class NotYourExample(Refusal):
    """Somebody else's example was to be taken down."""


@dataclass(eq=False)
class NotYoursToShow(Refusal):
    """Somebody answered for `author`, who alone can agree or decline."""

    author: UserId


class NothingToLookAt(Refusal):
    """One's own work was to be shown without text, link and file."""


class NotAPersonsMessage(Refusal):
    """A message of a bot was put forward."""


class NothingSaid(Refusal):
    """A message without text and files was put forward."""


class PutForwardAlready(Refusal):
    """The message is shown already, or waits for its author."""


class CannotPutForward(Refusal):
    """The caller cannot put this author's message forward; the reason stays theirs."""


@dataclass(eq=False)
class NoSuchSkill(Refusal):
    """Examples of a skill were wanted that the community's list does not have."""

    text: str


class FileLost(Refusal):
    """The file was all there was to look at, and it could not be fetched."""


def read_example(words: ExampleWords, *, with_file: bool) -> ReadExample:
    """Read the form of one's own work.

    Raises:
        NothingToLookAt: where there is neither text nor link nor file.
        NotALink: for an address that is no http or https link.
        EmptyName, NameTooLong, HiddenCharacters: for words that cannot be kept.
    """
    if not (words.work.strip() or with_file):
        raise NothingToLookAt
    read = read_words(Words(words.title, words.work), with_file=with_file)
    first = words.first_version
    return ReadExample(
        title=read.title,
        work=read.work,
        link=read.link,
        look_at=clean_look_at(words.look_at),
        first_version=clean_text(first, "first version", LONGEST_FIRST) if first.strip() else "",
    )


def clean_look_at(text: str) -> str:
    """Give on one line what there is to look at; raises what `clean_name` raises."""
    return clean_name(text, "part about what to look at", LONGEST_LOOK_AT)


def made_over(practice: Practice, record: Record, today: date) -> tuple[int, int]:
    """Return the weeks begun since a practice began, and the blocks kept in them.

    ``record`` holds every day of the practice up to ``today``.
    """
    days = (today - practice.started_on).days + 1
    kept = adherence_over(record, practice.started_on, today).kept
    return max(1, -(-days // 7)), kept
