"""Words out of tables: cut and cleaned rather than refused, since nobody can type them again."""

from __future__ import annotations

import unicodedata

from bot.domain.errors import Refusal
from bot.domain.names import BIDI, LONGEST_NAME, clean_name, clean_text


def kept_text(typed: str, longest: int) -> str:
    """Give what can be kept of a note; nothing where nothing of it can be seen."""
    if not typed:
        return ""
    lines = typed.replace("\r\n", "\n").replace("\r", "\n")
    shown = unicodedata.normalize("NFC", "".join(each for each in lines if _is_plain(each)))
    try:
        return clean_text(shown.strip()[:longest], "note", longest)
    except Refusal:
        return ""


def kept_line(typed: str, longest: int) -> str:
    """Give what can be kept of a word or two, on one line."""
    return kept_text(" ".join(typed.split()), longest) if typed else ""


def kept_name(typed: str) -> str:
    """Give a practice's name, cut where it is too long; nothing where it cannot be a name."""
    try:
        return clean_name(kept_line(typed, LONGEST_NAME), "name")
    except Refusal:
        return ""


def _is_plain(character: str) -> bool:
    if character in "\n\t":
        return True
    return character not in BIDI and unicodedata.category(character) not in {"Cc", "Cs"}
