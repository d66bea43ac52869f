"""Text that people type: what names and notes may contain, in every script."""

import unicodedata
from dataclasses import dataclass

from bot.domain.errors import Refusal

LONGEST_NAME = 40
# Embeddings, overrides and isolates reorder what stands around them; plain marks (LRM, RLM) do not.
BIDI = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
# Letters and symbols by category, yet nothing to see.
BLANK = frozenset("\u115f\u1160\u2800\u3164\uffa0")
# Chosen shapes of a character, and the joiner of graphemes: marks that change no reading.
SHAPES = frozenset(
    {"\u034f", "\u180b", "\u180c", "\u180d", "\u180f"}
    | {chr(code) for code in (*range(0xFE00, 0xFE10), *range(0xE0100, 0xE01F0))}
)


@dataclass(eq=False)
class EmptyName(Refusal):
    """Nothing in the text can be seen."""

    field: str
    text: str


@dataclass(eq=False)
class NameTooLong(Refusal):
    """The text has more than `longest` characters."""

    field: str
    text: str
    longest: int


@dataclass(eq=False)
class HiddenCharacters(Refusal):
    """The text holds control characters, or such as turn the direction of writing."""

    field: str
    text: str


def clean_name(text: str, field: str, longest: int = LONGEST_NAME) -> str:
    """Give the text on one line, in NFC, with single spaces; `field` names it in a refusal.

    Raises EmptyName, NameTooLong, HiddenCharacters.
    """
    line = text.strip()
    _check_visible(line, field)
    return _fit(" ".join(line.split()), field, longest)


def clean_text(text: str, field: str, longest: int) -> str:
    """Give a note in NFC, stripped; lines and tabs stay. Raises what `clean_name` raises."""
    lines = text.replace("\r\n", "\n").strip()
    _check_visible(lines, field, allowed="\n\t")
    return _fit(lines, field, longest)


def name_key(name: str) -> str:
    """Give what two names that read the same have in common, to compare and look up by."""
    seen = "".join(char for char in name if not _is_unseen(char))
    folded = unicodedata.normalize("NFKC", seen).casefold()
    # Folding takes some characters apart, and a second time puts them together again.
    return " ".join(unicodedata.normalize("NFKC", folded).split())


def strip_unseen(text: str) -> str:
    """Take spaces and invisible characters away from both ends."""
    seen = [place for place, char in enumerate(text) if not (char.isspace() or _is_unseen(char))]
    return text[seen[0] : seen[-1] + 1] if seen else ""


def same_name(one: str, other: str) -> bool:
    """Whether two names read the same: case, spaces and invisible marks make no difference."""
    return name_key(one) == name_key(other)


def _fit(text: str, field: str, longest: int) -> str:
    composed = unicodedata.normalize("NFC", text)
    if len(composed) > longest:
        raise NameTooLong(field, text, longest)
    return composed


def _check_visible(text: str, field: str, allowed: str = "") -> None:
    if any(_is_hidden(char) and char not in allowed for char in text):
        raise HiddenCharacters(field, text)
    if not any(_is_seen(char) for char in text):
        raise EmptyName(field, text)


def _is_unseen(char: str) -> bool:
    return char in SHAPES or unicodedata.category(char) == "Cf"


def _is_hidden(char: str) -> bool:
    # Cs: half a surrogate pair, which no database takes.
    return char in BIDI or unicodedata.category(char) in {"Cc", "Cs"}


def _is_seen(char: str) -> bool:
    category = unicodedata.category(char)
    # Cn: emoji newer than Python's tables count as seen.
    return char not in BLANK and (category[0] in "LNPS" or category in {"Cn", "Co"})
