"""What a member types to log: the rules for its words, its link and its file."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING
from urllib.parse import quote, urlsplit

from bot.domain.errors import Refusal
from bot.domain.names import clean_name, clean_text

if TYPE_CHECKING:
    from bot.domain.logs import Felt, Log

LONGEST_NOTE = 500
LONGEST_WHERE = 60
LONGEST_FOCUS = 100
LONGEST_LESSON = 500
LONGEST_LINK = 300
LONGEST_FILE_NAME = 60
LARGEST_PROOF_MIB = 10
PICTURES = frozenset({"gif", "jpeg", "jpg", "png", "webp"})

_HOST = re.compile(r"(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+[a-z][a-z0-9-]*[a-z0-9](?::\d{1,5})?")
_UNSAFE = re.compile(r"[^A-Za-z0-9_-]+")


@dataclass(frozen=True, slots=True)
class Entry:
    """One log as it was typed; only ``felt`` and ``proof``, a clean file name, are no free text.

    Without a practice the only active one is meant, or the one whose block is open; without a day,
    today. ``applied`` is the idea that was tried, by its id or title.
    """

    amount: str
    practice: str = ""
    day: str = ""
    note: str = ""
    where: str = ""
    focus: str = ""
    felt: Felt | None = None
    link: str = ""
    proof: str | None = None
    applied: str = ""


@dataclass(eq=False)
class NotALink(Refusal):
    """The text is no http or https address that can be opened."""

    text: str


@dataclass(eq=False)
class ProofTooLarge(Refusal):
    """The file has more than `largest_mib` MiB."""

    largest_mib: int


def with_words(log: Log, entry: Entry) -> Log:
    """Put an entry's words into a log; what is blank becomes None.

    Raises:
        EmptyName, NameTooLong, HiddenCharacters: for words that cannot be kept.
    """
    return replace(
        log,
        note=clean_text(entry.note, "note", LONGEST_NOTE) if entry.note.strip() else None,
        where=clean_name(entry.where, "place", LONGEST_WHERE) if entry.where.strip() else None,
        focus=clean_name(entry.focus, "focus", LONGEST_FOCUS) if entry.focus.strip() else None,
        felt=entry.felt,
    )


def clean_link(text: str) -> str | None:
    """Give the address in plain ASCII, or None where nothing was typed.

    Raises:
        NotALink: for anything but http and https, and for an address with a user name, which can
            pass for another site's.
    """
    typed = text.strip()
    if not typed:
        return None
    try:
        parts = urlsplit(typed)
        host = parts.netloc.encode("idna").decode().lower()
    except ValueError:
        raise NotALink(text) from None
    if parts.scheme.lower() not in {"http", "https"} or not _HOST.fullmatch(host):
        raise NotALink(text)
    rest = quote(parts._replace(scheme="", netloc="").geturl(), safe="/?#[]@!$&'()*+,;=:%~")
    link = f"{parts.scheme.lower()}://{host}{rest}"
    if len(link) > LONGEST_LINK:
        raise NotALink(text)
    return link


def host_of(link: str) -> str:
    """Give the site that a clean link leads to."""
    return urlsplit(link).netloc


def clean_file_name(name: str) -> str:
    """Give a file name of plain letters, digits, dashes and one dot, at most 60 characters."""
    stem, _, ending = re.split(r"[/\\]", name)[-1].rpartition(".")
    plain = _UNSAFE.sub("_", stem or ending).strip("_") or "proof"
    kind = _UNSAFE.sub("", ending).lower()[:8] if stem else ""
    kept = plain[: LONGEST_FILE_NAME - len(kind) - 1]
    return f"{kept}.{kind}" if kind else kept


def is_picture(file_name: str) -> bool:
    """Tell by a file's name whether Discord shows it as a picture."""
    stem, _, kind = file_name.rpartition(".")
    return bool(stem) and kind in PICTURES


def check_proof(size: int) -> None:
    """Refuse a file that is too large to be shown with the card; ``size`` in bytes.

    Raises:
        ProofTooLarge: for more than 10 MiB.
    """
    if size > LARGEST_PROOF_MIB * 1024 * 1024:
        raise ProofTooLarge(LARGEST_PROOF_MIB)
