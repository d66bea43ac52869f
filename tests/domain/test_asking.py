from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.asking import (
    MIB,
    Words,
    anonymous_file,
    check_file,
    open_limit,
    parse_counted,
    read_words,
)
from bot.domain.entries import NotALink, ProofTooLarge
from bot.domain.names import EmptyName, HiddenCharacters, NameTooLong
from bot.domain.requests import Counted, NotACount, NothingToShow
from bot.render.versions import plain_counted


@pytest.mark.parametrize(
    ("text", "counted"),
    [
        ("errors 6", Counted("errors", 600)),
        ("errors: 6", Counted("errors", 600)),
        ("errors = 6", Counted("errors", 600)),
        ("6 errors", Counted("errors", 600)),
        ("6errors", Counted("errors", 600)),
        ("filler words 1,5", Counted("filler words", 150)),
        ("typos 0", Counted("typos", 0)),
        ("  Fehler   12 ", Counted("Fehler", 1200)),
        ("ошибки 6", Counted("ошибки", 600)),
        ("1,000 words", Counted("words", 100_000)),
        ("", None),
        ("   ", None),
    ],
)
def test_reads_a_count(text: str, counted: Counted | None) -> None:
    assert parse_counted(text) == counted


@pytest.mark.parametrize(
    "text",
    ["6", "errors", "errors -1", "errors six", "errors 6 7", "-3 errors", "9999999 errors", "?"],
)
def test_refuses_what_is_no_count(text: str) -> None:
    with pytest.raises(NotACount):
        parse_counted(text)


def test_refuses_a_count_with_too_long_a_word() -> None:
    with pytest.raises(NameTooLong):
        parse_counted("x" * 31 + " 6")


@given(st.integers(0, 10_000_000), st.sampled_from(["errors", "filler words", "Fehler", "ошибки"]))
def test_a_count_reads_back_as_it_is_shown(amount: int, what: str) -> None:
    assert parse_counted(plain_counted(Counted(what, amount))) == Counted(what, amount)


@pytest.mark.parametrize(
    "link", ["https://example.org/a?b=1", "http://example.org", "HTTPS://a.eu"]
)
def test_a_single_address_is_the_link(link: str) -> None:
    read = read_words(Words("Essay", f"  {link} "), with_file=False)
    assert read.link.lower().startswith("http")
    assert not read.work


@pytest.mark.parametrize(
    "text",
    [
        "ftp://example.org/x",
        "javascript:alert(1)",
        "file:///etc/passwd",
        "data:text/html,hi",
        "www.example.org",
        "https://user@example.org",
        "https://",
        f"https://example.org/{'x' * 300}",
    ],
)
def test_refuses_an_address_that_cannot_be_opened(text: str) -> None:
    with pytest.raises(NotALink):
        read_words(Words("Essay", text), with_file=False)


@pytest.mark.parametrize(
    "text", ["Once upon a time", "see https://example.org please", "Note: it rained.", "12:30"]
)
def test_all_else_is_the_work_itself(text: str) -> None:
    read = read_words(Words("Essay", text), with_file=False)
    assert (read.work, read.link) == (text, "")


def test_there_must_be_something_to_look_at() -> None:
    with pytest.raises(NothingToShow):
        read_words(Words("Essay", "  "), with_file=False)
    assert not read_words(Words("Essay", ""), with_file=True).work
    assert not read_words(Words("Essay", ""), with_file=False, needs_work=False).work


@pytest.mark.parametrize(
    "words",
    [
        Words("x" * 81, "text"),
        Words("Essay", "x" * 1_001),
        Words("Essay", "x" * 5_000),
        Words("Essay", "text", question="x" * 301),
    ],
)
def test_refuses_what_does_not_fit(words: Words) -> None:
    with pytest.raises(NameTooLong):
        read_words(words, with_file=False)


def test_the_longest_words_fit() -> None:
    read = read_words(Words("x" * 80, "x" * 1_000, "x" * 300), with_file=False)
    assert (len(read.title), len(read.work), len(read.question)) == (80, 1_000, 300)


def test_refuses_hidden_and_empty_words() -> None:
    with pytest.raises(EmptyName):
        read_words(Words(" ", "text"), with_file=False)
    with pytest.raises(HiddenCharacters):
        read_words(Words("Essay", "a\u202eb"), with_file=False)


@pytest.mark.parametrize(
    ("helpful", "limit"), [(0, 2), (4, 2), (5, 4), (9, 4), (10, 5), (15, 5), (100, 5)]
)
def test_who_gives_may_ask_more(helpful: int, limit: int) -> None:
    assert open_limit(helpful) == limit


def test_a_file_may_be_as_large_as_the_server_takes() -> None:
    check_file(10 * MIB, 10 * MIB)
    with pytest.raises(ProofTooLarge) as refused:
        check_file(10 * MIB + 1, 10 * MIB)
    assert refused.value.largest_mib == 10


@pytest.mark.parametrize(
    ("name", "shown"), [("anna_essay.png", "work.png"), ("notes", "work"), ("a.b.pdf", "work.pdf")]
)
def test_a_file_tells_nothing_about_whose_it_is(name: str, shown: str) -> None:
    assert anonymous_file(name) == shown
