from __future__ import annotations

from datetime import date

import pytest

from bot.domain.coming_days import parse_coming_day
from bot.domain.days import UnknownDay

TODAY = date(2026, 11, 18)  # a Wednesday


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("today", TODAY),
        ("Tomorrow.", date(2026, 11, 19)),
        ("in 1 day", date(2026, 11, 19)),
        ("in 2 weeks", date(2026, 12, 2)),
        ("monday", date(2026, 11, 23)),
        ("wed", TODAY),
        ("wednesday", TODAY),
        ("next wednesday", date(2026, 11, 25)),
        ("next mon", date(2026, 11, 23)),
        ("2026-11-30", date(2026, 11, 30)),
        ("2026-12-1", date(2026, 12, 1)),
        ("yesterday", date(2026, 11, 17)),
        ("last friday", date(2026, 11, 13)),
    ],
)
def test_days_ahead(text: str, day: date) -> None:
    assert parse_coming_day(text, TODAY) == day


@pytest.mark.parametrize(
    "text", ["", "next", "next week", "t", "next t", "2026-13-01", "in x days"]
)
def test_what_is_no_day(text: str) -> None:
    with pytest.raises(UnknownDay):
        parse_coming_day(text, TODAY)
