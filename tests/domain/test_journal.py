from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from bot.domain.days import Span
from bot.domain.ids import CommunityId, EntryId, UserId
from bot.domain.journal import (
    LONGEST_LESSON,
    LONGEST_TEXT,
    Entry,
    EntryKind,
    EntryWords,
    clean_entry,
)
from bot.domain.journal_days import logged_lately, next_step
from bot.domain.journal_pages import Mark, Note, Source, matching, year_in_wins
from bot.domain.names import EmptyName, HiddenCharacters, NameTooLong
from tests.domain.advising import amounts, facts
from tests.domain.drawing import day, practice

TODAY = date(2026, 11, 18)


@pytest.mark.parametrize("kind", EntryKind)
def test_an_entry_is_kept_as_typed_but_for_its_edges(kind: EntryKind) -> None:
    cleaned = clean_entry(EntryWords(kind, "  two\nlines ", " learnt "))
    assert cleaned.text == "two\nlines"
    assert cleaned.lesson == ("learnt" if kind is EntryKind.SETBACK else "")


@pytest.mark.parametrize(
    ("text", "lesson", "refusal", "field"),
    [
        (" ", "x", EmptyName, "setback"),
        ("x", " ", EmptyName, "lesson"),
        ("x" * (LONGEST_TEXT + 1), "x", NameTooLong, "setback"),
        ("x", "x" * (LONGEST_LESSON + 1), NameTooLong, "lesson"),
        ("x\u202e", "x", HiddenCharacters, "setback"),
    ],
)
def test_words_that_cannot_be_kept(
    text: str, lesson: str, refusal: type[Exception], field: str
) -> None:
    with pytest.raises(refusal) as caught:
        clean_entry(EntryWords(EntryKind.SETBACK, text, lesson))
    assert getattr(caught.value, "field", "") == field


def entry(kind: EntryKind, day: date) -> Entry:
    noon = datetime(day.year, day.month, day.day, 12, tzinfo=UTC)
    return Entry(EntryId(1), CommunityId(1), UserId(1), kind, "x", day, noon)


def note(*texts: str) -> Note:
    return Note(Source.ENTRY, Mark(1, 1), TODAY, texts)


@pytest.mark.parametrize(
    ("texts", "words", "is_found"),
    [
        (("Slow Scales",), ["scale", "slow"], True),
        (("slow", "scales"), ["slow", "scales"], True),
        (("slow",), ["slow", "scales"], False),
        (("die  Straße",), ["strasse"], True),
        (("Ünter",), ["unter"], True),
        (("100%",), ["%"], True),
        (("100",), ["%"], False),
        (("any",), ["_"], False),
    ],
)
def test_all_words_must_be_there_and_signs_are_signs(
    texts: tuple[str, ...], words: list[str], *, is_found: bool
) -> None:
    assert bool(matching([note(*texts)], words)) is is_found


def test_a_year_in_wins_names_the_years_beside_it() -> None:
    days = [date(2024, 3, 1), date(2025, 5, 1), date(2025, 6, 1), date(2027, 1, 1)]
    wins = [entry(EntryKind.WIN, day) for day in days]
    shown = year_in_wins(wins, 2025)
    assert [win.day for win in shown.wins] == days[1:3]
    assert (shown.before, shown.after) == (2024, 2027)
    empty = year_in_wins(wins, 2026)
    assert (empty.wins, empty.before, empty.after) == ((), 2025, 2027)
    alone = year_in_wins([], 2026)
    assert (alone.before, alone.after) == (None, None)


# Every second day for four weeks: the rhythm breaks once seven days without a log are over.
def test_the_next_step_is_what_is_open_and_does_not_rest() -> None:
    open_, done = amounts(0, 0, today=8), amounts(10_000, 10_000, today=8)
    assert next_step(facts(done, open_)) is open_.practice
    assert next_step(facts(done)) is None
    resting = amounts(0, 0, today=8, of=practice(rests=(Span(day(8), day(8)),)))
    assert next_step(facts(resting)) is None
    assert next_step(facts(resting, open_)) is open_.practice


def test_what_was_logged_lately_breaks_no_rhythm() -> None:
    assert logged_lately(facts(amounts(100, 0, today=13)))
    assert not logged_lately(facts(amounts(100, 0, today=14)))
    assert not logged_lately(facts(amounts(0, 0, today=13)))
