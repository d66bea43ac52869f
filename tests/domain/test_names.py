"""Names and notes in every script, and what they may not hide."""

from __future__ import annotations

import pytest

from bot.domain.names import (
    EmptyName,
    HiddenCharacters,
    NameTooLong,
    clean_name,
    clean_text,
    same_name,
)

FAMILY = "\U0001f468\u200d\U0001f469\u200d\U0001f467"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Scales", "Scales"),
        ("  Slow \u00a0 scales ", "Slow scales"),
        ("Cafe\u0301", "Caf\u00e9"),
        ("كتابة", "كتابة"),
        ("כתיבה", "כתיבה"),
        ("नमस्ते", "नमस्ते"),
        ("نیم\u200cروز", "نیم\u200cروز"),
        (f"{FAMILY} time", f"{FAMILY} time"),
        ("\u200fשלם\u200f", "\u200fשלם\u200f"),
        ("**bold** @everyone", "**bold** @everyone"),
        ("!", "!"),
        ("\U0001fae9", "\U0001fae9"),  # newer than Python 3.11's tables
        ("x" * 40, "x" * 40),
        ("e\u0301" * 40, "\u00e9" * 40),
        ("a" + " " * 50 + "b", "a b"),
    ],
)
def test_names_that_are_fine(text: str, expected: str) -> None:
    assert clean_name(text, "name") == expected


@pytest.mark.parametrize(
    "text",
    ["", "   ", "\n", "\u200b", "\u200d\u200c", "\u3164", "\u2800", "\u0301", "\ufe0f", "\u00ad"],
)
def test_nothing_to_see(text: str) -> None:
    with pytest.raises(EmptyName) as refused:
        clean_name(text, "name")
    assert refused.value.field == "name"


@pytest.mark.parametrize(
    "text",
    [
        *(f"a{char}b" for char in "\x00\x07\x1b\x7f\x85\n\t"),
        *(f"a{char}b" for char in "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"),
        "a\ud800b",
    ],
)
def test_hidden_characters(text: str) -> None:
    with pytest.raises(HiddenCharacters) as refused:
        clean_name(text, "skill")
    assert (refused.value.field, refused.value.text) == ("skill", text)


def test_a_name_too_long() -> None:
    with pytest.raises(NameTooLong) as refused:
        clean_name("x" * 41, "name")
    assert (refused.value.field, refused.value.longest) == ("name", 40)
    with pytest.raises(NameTooLong):
        clean_name("word", "unit", 3)


def test_notes_keep_their_lines() -> None:
    assert clean_text(" one\r\ntwo\n\n\tthree ", "note", 100) == "one\ntwo\n\n\tthree"
    assert clean_text("x" * 100, "note", 100) == "x" * 100


@pytest.mark.parametrize(
    ("text", "refusal"),
    [
        (" \n ", EmptyName),
        ("x" * 101, NameTooLong),
        ("one\rtwo", HiddenCharacters),
        ("one\x00two", HiddenCharacters),
        ("one\u202etwo", HiddenCharacters),
    ],
)
def test_notes_that_are_refused(text: str, refusal: type[Exception]) -> None:
    with pytest.raises(refusal):
        clean_text(text, "note", 100)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Scales", "scales", True),
        ("Slow scales", "slow  SCALES", True),
        ("Straße", "STRASSE", True),
        ("Caf\u00e9", "Cafe\u0301", True),
        ("Sca\u200bles", "Scales", True),
        ("\uff33cales", "Scales", True),
        ("\u2764", "\u2764\ufe0f", True),
        ("Cafe\u0301", "Cafe\u034f\u0301", True),
        ("\u845b\U000e0100", "\u845b", True),
        ("\u0390", "\u03aa\u0301", True),  # a small letter that has no capital in one piece
        ("\u1d2e", "b", True),
        ("Scales", "Scale", False),
    ],
)
def test_same_name(one: str, other: str, same: bool) -> None:  # noqa: FBT001
    assert same_name(one, other) is same
