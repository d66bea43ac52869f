"""Days as people type them."""

from __future__ import annotations

from datetime import date

import pytest

from bot.domain.days import UnknownDay, parse_day

TODAY = date(2026, 11, 21)  # a Saturday


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("today", "2026-11-21"),
        (" Yesterday ", "2026-11-20"),
        ("0 days ago", "2026-11-21"),
        ("1 day ago", "2026-11-20"),
        ("12 days  ago", "2026-11-09"),
        ("Friday", "2026-11-20"),
        ("sun", "2026-11-15"),
        ("thurs", "2026-11-19"),
        ("saturday", "2026-11-21"),
        ("sat", "2026-11-21"),
        ("last saturday", "2026-11-14"),
        ("last friday", "2026-11-20"),
        ("Last  Fri.", "2026-11-20"),
        ("2026-3-10", "2026-03-10"),
        ("2026-03-1", "2026-03-01"),
        ("2026-11-02", "2026-11-02"),
        ("2027-01-01", "2027-01-01"),
    ],
)
def test_parse_day(text: str, expected: str) -> None:
    assert parse_day(text, TODAY) == date.fromisoformat(expected)


@pytest.mark.parametrize(
    "text",
    [
        *("", "t", "tomorrow", "s", "mo", "last", "last mo", "last yesterday", "last week"),
        *("fridays ago", "-1 days ago", "99999 days ago"),
        *("2026-02-30", "2026-2-30", "2026-13-1", "26-3-10", "0000-1-1"),
    ],
)
def test_texts_that_name_no_day(text: str) -> None:
    with pytest.raises(UnknownDay) as refused:
        parse_day(text, TODAY)
    assert refused.value.text == text
