"""Asking: what a member typed for a request, how it is read, and how many may wait at once."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from pydantic import BaseModel, ConfigDict

from bot.domain.amounts import MOST, UNIT
from bot.domain.entries import ProofTooLarge, clean_link
from bot.domain.ids import (
    PracticeId,
    RequestId,
    RubricVersionId,
    SkillId,
    UserId,
)
from bot.domain.names import clean_name, clean_text
from bot.domain.numerals import read_numeral
from bot.domain.requests import (
    LONGEST_COUNTED,
    LONGEST_TEXT,
    LONGEST_TITLE,
    Counted,
    Hardship,
    NotACount,
    NothingToShow,
    RequestKind,
    Wish,
)

if TYPE_CHECKING:
    from datetime import datetime

    from bot.domain.feedback import Feedback
    from bot.domain.requests import Request
    from bot.domain.rubrics import RubricVersion
    from bot.domain.versions import Comparison

LONGEST_QUESTION = 300
LONGEST_SENTENCE = 300
LONGEST_NOTE = 300
LONGEST_WAIT_DAYS = 28
FIRST_OPEN = 2
MORE_OPEN = 2
HELPFUL_FOR_MORE = 5
MOST_OPEN = 5
# A form's drop-down holds 25.
MOST_VERSIONS = 24
MIB = 1024 * 1024
ANONYMOUS_FILE = "work"

_ADDRESS = re.compile(r"(?:[a-z][a-z0-9+.-]*:\S+|www\.\S+)", re.IGNORECASE | re.ASCII)


@dataclass(frozen=True, slots=True)
class Options:
    """The choices of a command as they were typed; ``rubric``, ``practice``, ``skill``: names.

    ``days`` is the author's own deadline, in days from now; ``file_url`` is where Discord keeps
    the attached file for now, ``file_name`` its clean name.
    """

    rubric: str = ""
    practice: str = ""
    skill: str = ""
    asked: UserId | None = None
    anonymous: bool = False
    days: int | None = None
    file_name: str = ""
    file_url: str = ""
    hardship: Hardship | None = None
    wish: Wish | None = None


class Plan(BaseModel):
    """Options that were understood; kept from the command until its form comes in.

    ``levels`` are what somebody chose for their own work, by the criterion's position.
    ``without_peer``: everybody is asked, since the practice's trusted peer cannot be by now.
    """

    model_config = ConfigDict(frozen=True)

    kind: RequestKind
    rubric_version_id: RubricVersionId | None = None
    practice_id: PracticeId | None = None
    skill_id: SkillId | None = None
    asked: UserId | None = None
    without_peer: bool = False
    anonymous: bool = False
    days: int | None = None
    file_name: str = ""
    file_url: str = ""
    hardship: Hardship | None = None
    wish: Wish | None = None
    earlier_id: RequestId | None = None
    levels: dict[int, int] = {}


@dataclass(frozen=True, slots=True)
class Prepared:
    """What a form of asking needs: the plan, and the versions that this may be the next of.

    ``draft_id`` is where the plan is kept; the request will have the same id. ``resources`` is the
    community's own help.
    """

    draft_id: int
    plan: Plan
    versions: tuple[Request, ...] = ()
    resources: str = ""


class Words(NamedTuple):
    """A form of asking as it was typed; ``earlier`` is the id of an earlier version."""

    title: str
    work: str
    question: str = ""
    earlier: str = ""
    counted: str = ""


class Read(NamedTuple):
    """A form of asking as it was understood."""

    title: str
    work: str
    link: str
    question: str
    counted: Counted | None


class Shown(NamedTuple):
    """All that the card of a request shows; ``held_until`` while a helper has it."""

    request: Request
    skill: str | None = None
    rubric: str | None = None
    comparison: Comparison | None = None
    hidden: bool = False
    held_until: datetime | None = None


class News(StrEnum):
    """What there is to tell its author of a request."""

    NEW = "new"
    KNOWN = "known"
    """The same form came in before."""
    WIDENED = "widened"


@dataclass(frozen=True, slots=True)
class Asked:
    """A request that waits now, and what its author wants to know about it.

    ``channel_id`` is the community's feedback channel; ``waiting`` counts the others' requests
    that wait for anyone, ``open`` the author's own. Its file, as long as it stands on no card, is
    ``file``, or can be fetched from ``file_url``.
    """

    shown: Shown
    news: News
    channel_id: int | None
    waiting: int
    open: int
    limit: int
    file: bytes | None = None
    file_url: str = ""


@dataclass(frozen=True, slots=True)
class Scoring:
    """A panel in which somebody scores their own work; ``levels`` by the criterion's position."""

    draft_id: int
    version: RubricVersion
    levels: dict[int, int]


@dataclass(frozen=True, slots=True)
class SelfScored:
    """A version that its author scored, beside the one before it."""

    request: Request
    feedback: Feedback
    version: RubricVersion
    comparison: Comparison | None


def read_words(words: Words, *, with_file: bool, needs_work: bool = True) -> Read:
    """Read a form of asking.

    Raises:
        NothingToShow: where work is needed and there is neither text nor link nor file.
        NotALink: for an address that is no http or https link.
        NotACount: for a count that cannot be read.
        EmptyName, NameTooLong, HiddenCharacters: for words that cannot be kept.
    """
    title = clean_name(words.title, "title", LONGEST_TITLE)
    work, link = _read_work(words.work)
    if needs_work and not (work or link or with_file):
        raise NothingToShow
    question = words.question.strip()
    return Read(
        title=title,
        work=work,
        link=link,
        question=clean_text(question, "question", LONGEST_QUESTION) if question else "",
        counted=parse_counted(words.counted),
    )


def _read_work(text: str) -> tuple[str, str]:
    """Tell text from link: a single address is a link, all else is the work itself."""
    typed = text.strip()
    if _ADDRESS.fullmatch(typed):
        return "", clean_link(typed) or ""
    return (clean_text(typed, "text", LONGEST_TEXT) if typed else ""), ""


def parse_counted(text: str) -> Counted | None:
    """Read "errors 6", "6 errors" or "errors: 6"; None where nothing was typed.

    Raises:
        NotACount: without a number, without a word, below zero or beyond any count.
        NameTooLong, HiddenCharacters: for a word that cannot be kept.
    """
    typed = " ".join(text.split())
    if not typed:
        return None
    ahead = re.fullmatch(r"(?P<what>\D*[^\W\d])\s*[:=]?\s+(?P<number>\S+)", typed)
    what, number = (ahead["what"], ahead["number"]) if ahead else ("", typed)
    numeral = read_numeral(number)
    if numeral is None or (ahead and numeral.rest.strip()):
        raise NotACount(text)
    what = what or numeral.rest.strip()
    amount = int(numeral.value * UNIT)
    if not what or amount < 0 or amount > MOST:
        raise NotACount(text)
    return Counted(clean_name(what, "count", LONGEST_COUNTED), amount)


def open_limit(helpful: int) -> int:
    """Return how many requests may wait at once, after so many helpful answers in 60 days."""
    return min(MOST_OPEN, FIRST_OPEN + MORE_OPEN * (helpful // HELPFUL_FOR_MORE))


def check_file(size: int, most: int) -> None:
    """Refuse a file larger than the server takes; both in bytes.

    Raises:
        ProofTooLarge: with the limit in whole MiB.
    """
    if size > most:
        raise ProofTooLarge(most // MIB)


def anonymous_file(name: str) -> str:
    """Give a file name that tells nothing about whose it is; ``name`` is clean."""
    _, dot, kind = name.rpartition(".")
    return f"{ANONYMOUS_FILE}{dot}{kind}" if dot else ANONYMOUS_FILE
