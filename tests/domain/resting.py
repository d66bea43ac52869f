"""Rests around one Wednesday, for tests."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

from bot.domain.days import Span
from bot.domain.ids import CommunityId, PracticeId, RestId, UserId
from bot.domain.rests import Rest

TODAY = date(2026, 11, 18)  # a Wednesday
NOW = datetime(2026, 11, 18, 12, tzinfo=UTC)
GUITAR, PIANO = PracticeId(1), PracticeId(2)


def day(number: int) -> date:
    """Give the day that is so many days after today."""
    return TODAY + timedelta(days=number)


def rest(first: int, last: int, of: PracticeId | None = None, **more: Any) -> Rest:
    made = Rest(
        id=RestId(more.pop("id", 100 + first)),
        community_id=CommunityId(2),
        user_id=UserId(3),
        practice_id=of,
        days=Span(day(first), day(last)),
        is_pause=False,
        taken_at=NOW,
    )
    return replace(made, **more)
