"""Finding words in texts of every script: case, accents and invisible marks make no difference."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass

from bot.domain.errors import Refusal
from bot.domain.names import clean_name, name_key

LONGEST_SEARCH = 100
MOST_WORDS = 10
# Letters that Unicode takes for letters of their own, as they are often typed, and the dash that
# stretches Arabic words.
_ALIKE = str.maketrans({"\u0131": "i", "ł": "l", "ø": "o", "đ": "d", "\u0640": None})
# Marks that are written above, below or through a letter, by their combining class: accents, and
# the points of Hebrew and Arabic. Others are letters to those who read them, as in Thai or Hindi.
_POINTS = range(10, 37)
_ACCENTS = range(200, 241)


@dataclass(eq=False)
class TooManyWords(Refusal):
    """More than `limit` words were to be found at once."""

    limit: int


def search_key(text: str) -> str:
    """Give what texts that read alike have in common, on one line."""
    taken_apart = unicodedata.normalize("NFKD", name_key(text))
    bare = "".join(each for each in taken_apart if not _is_accent(each)).translate(_ALIKE)
    return " ".join(unicodedata.normalize("NFKC", bare).split())


def search_words(text: str) -> tuple[str, ...]:
    """Give the words to look for in search keys; none where nothing was typed.

    Raises:
        NameTooLong, HiddenCharacters: for what nobody can have written.
        TooManyWords: for more than ten.
    """
    if not search_key(text):
        return ()
    words = tuple(dict.fromkeys(search_key(clean_name(text, "search", LONGEST_SEARCH)).split()))
    if len(words) > MOST_WORDS:
        raise TooManyWords(MOST_WORDS)
    return words


def _is_accent(char: str) -> bool:
    kind = unicodedata.combining(char)
    return kind in _POINTS or kind in _ACCENTS
