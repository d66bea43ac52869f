"""Unit words: which mean the same."""

from __future__ import annotations

import pytest

from bot.domain.units import same_unit


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("word", "words", True),
        ("PAGE", "pages", True),
        ("box", "boxes", True),
        ("story", "stories", True),
        ("Seite", "Seiten", True),
        ("Übung", "u\u0308bungen", True),
        ("problem", "Probleme", True),
        ("km", "km", True),
        ("k", "ks", False),
        ("mi", "min", False),
        ("day", "dies", False),
        ("page", "word", False),
        ("card", "cardio", False),
        ("pages", "paging", False),
        ("pages\u200b", "Page", True),
        ("\uff4d\uff49\uff4e", "min", True),
    ],
)
def test_same_unit(one: str, other: str, same: bool) -> None:  # noqa: FBT001
    assert same_unit(one, other) is same
    assert same_unit(other, one) is same
