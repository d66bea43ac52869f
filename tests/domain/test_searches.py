from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.names import HiddenCharacters, NameTooLong
from bot.domain.searches import LONGEST_SEARCH, TooManyWords, search_key, search_words


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Café", "cafe"),
        ("STRASSE", "straße"),
        ("ΟΔΟΣ", "οδός"),  # a final sigma, and a tonos
        ("İSTANBUL", "istanbul"),
        ("ISPARTA", "\u0131sparta"),
        ("Łódź", "lodz"),
        ("ЁЛКА", "елка"),
        ("كِتَابٌ", "كتاب"),  # with its vowel points
        ("كتـــاب", "كتاب"),
        ("أحمد", "احمد"),
        ("שָׁלוֹם", "שלום"),
        ("tiếng Việt", "TIENG VIET"),
        ("ﬁne", "fine"),
        ("\uff37ide\u3000\uff4f", "wide o"),
        ("a\u200bb", "ab"),
        ("e\u0301", "é"),
        ("  two\n words ", "Two words"),
    ],
)
def test_texts_that_read_alike(one: str, other: str) -> None:
    assert search_key(one) == search_key(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("か", "が"),  # a voiced sound is another word
        ("คน", "คืน"),  # so is another vowel
        ("कल", "कुल"),
        ("한글", "한국"),
        ("cat", "cut"),
    ],
)
def test_marks_that_make_another_word_are_kept(one: str, other: str) -> None:
    assert search_key(one) != search_key(other)


@given(st.text())
def test_a_key_is_its_own_key(text: str) -> None:
    key = search_key(text)
    assert search_key(key) == key
    assert key == " ".join(key.split())


def test_words_are_looked_for_once_each() -> None:
    assert search_words("Slow  scales, SLOW") == ("slow", "scales,")
    assert search_words("100 % _x_") == ("100", "%", "_x_")


@pytest.mark.parametrize("nothing", ["", "  ", "\n", "\u200b", "\u0640"])
def test_nothing_typed_is_nothing_to_look_for(nothing: str) -> None:
    assert search_words(nothing) == ()


def test_what_cannot_be_looked_for_is_refused() -> None:
    with pytest.raises(NameTooLong):
        search_words("x" * 5_000)
    assert search_words("x" * LONGEST_SEARCH) == ("x" * LONGEST_SEARCH,)
    with pytest.raises(HiddenCharacters):
        search_words("a\u202eb")
    assert len(search_words("a b c d e f g h i j")) == 10
    with pytest.raises(TooManyWords) as refused:
        search_words("a b c d e f g h i j k")
    assert refused.value.limit == 10
