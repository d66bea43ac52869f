"""What thirty members did, of whom the first twelve are open: two weeks of a report."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

from bot.domain.health_facts import Asked, Counted, HealthFacts, HealthSpan, Tried
from bot.domain.ids import UserId
from bot.domain.requests import RequestState

NOW = datetime(2026, 11, 18, 12, tzinfo=UTC)  # a Wednesday
SPAN = HealthSpan(NOW, "Europe/Berlin", 2)
LAST, BEFORE = date(2026, 11, 9), date(2026, 10, 26)
LONG_AGO = datetime(2026, 3, 1, tzinfo=UTC)
EVERYBODY = tuple(UserId(number) for number in range(1, 31))
OPEN = frozenset(EVERYBODY[:12])


def people(*numbers: int) -> frozenset[UserId]:
    return frozenset(UserId(number) for number in numbers)


def facts(**changes: Any) -> HealthFacts:
    nothing = HealthFacts(
        span=SPAN,
        members={who: Counted(who in OPEN, LONG_AGO) for who in EVERYBODY},
        kept={},
        practised={},
        reflected={},
        gave={},
        came_back={},
        received={},
        requests=(),
        tried=Tried(frozenset(), frozenset()),
        tried_before=Tried(frozenset(), frozenset()),
        broke={},
    )
    return replace(nothing, **changes)


def asked(who: int, *, state: RequestState, hours: int = 10, is_open: bool = True) -> Asked:
    at = datetime(2026, 11, 10, 12, tzinfo=UTC)
    closed = None if state is RequestState.OPEN else at + timedelta(hours=hours)
    return Asked(UserId(who), is_open, state, at, closed)
