from __future__ import annotations

from datetime import date

import pytest

from bot.domain.conditions import NotANumber, UnknownSince, parse_number, parse_since

TODAY = date(2026, 11, 18)


@pytest.mark.parametrize(
    ("text", "since"),
    [
        ("", None),
        ("  ", None),
        ("New", TODAY),
        ("just  started", TODAY),
        ("3 days", date(2026, 11, 15)),
        ("1 week ago", date(2026, 11, 11)),
        ("for 2 months", date(2026, 9, 19)),
        ("2 YEARS ago", date(2024, 11, 18)),
        ("2021", date(2021, 1, 1)),
        ("2021-05", date(2021, 5, 1)),
        ("May 2023", date(2023, 5, 1)),
        ("sept 2023", date(2023, 9, 1)),
    ],
)
def test_times_since_when(text: str, since: date | None) -> None:
    assert parse_since(text, TODAY) == since


@pytest.mark.parametrize(
    "text",
    ["long ago", "0000", "1899", "2027", "2026-12", "2021-13", "2021-00", "xyz 2020", "-3 years"],
)
def test_what_is_no_time_since_when(text: str) -> None:
    with pytest.raises(UnknownSince) as caught:
        parse_since(text, TODAY)
    assert caught.value.text == text


@pytest.mark.parametrize(
    ("text", "hundredths"),
    [("", None), ("0", 0), ("2.5", 250), ("2,05", 205), (" 168 ", 16_800)],
)
def test_numbers(text: str, hundredths: int | None) -> None:
    assert parse_number(text, "hours", 168) == hundredths


@pytest.mark.parametrize("text", ["168.01", "-1", "many", "1.234", "1e3", "99999999999"])
def test_what_is_no_number(text: str) -> None:
    with pytest.raises(NotANumber) as caught:
        parse_number(text, "hours", 168)
    assert (caught.value.field, caught.value.text, caught.value.most) == ("hours", text, 168)
