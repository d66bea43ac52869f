"""What became of requests for feedback, without telling whose the private ones are."""

from __future__ import annotations

import statistics
from typing import TYPE_CHECKING

from bot.domain.health import (
    STEP_PERCENT,
    Answers,
    Group,
    Share,
    Tally,
    Trend,
    Waiting,
    compare,
)
from bot.domain.requests import RequestState
from bot.domain.sums import FEWEST, whole_fives

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import datetime

    from bot.domain.health_facts import Asked
    from bot.domain.ids import UserId

ENDED = (RequestState.ANSWERED, RequestState.LAPSED)
_HOUR_S = 3_600


def answers(requests: Iterable[Asked]) -> Answers:
    """Sum up requests that ended, with private ones where five of their authors were answered."""
    ended = list(requests)
    shown = ended if _is_enough(_answered(ended)) else _open(ended)
    if len(_authors(shown)) < FEWEST:
        return Answers()
    return Answers(_share(shown), _number(shown), _median_wait(_answered(shown)))


def ended_between(requests: Iterable[Asked], since: datetime, until: datetime) -> tuple[Asked, ...]:
    """Return those that were answered or closed unanswered from `since` to before `until`."""
    return tuple(
        each
        for each in requests
        if each.state in ENDED and each.closed_at and since <= each.closed_at < until
    )


def groups(ended: Sequence[Asked]) -> tuple[Group, ...]:
    """List the authors of requests that were answered, and of those that were not."""
    return tuple(
        Group(state.value, _tally([each for each in ended if each.state is state]))
        for state in ENDED
    )


def waiting_at(requests: Iterable[Asked], at: datetime) -> tuple[Asked, ...]:
    """Return the requests that waited at an instant."""
    return tuple(
        each
        for each in requests
        if each.asked_at <= at and (each.closed_at is None or each.closed_at > at)
    )


def waiting(waits: Sequence[Asked]) -> Waiting:
    """Sum up requests that wait, with private ones where five and more of their authors do."""
    shown = waits if _is_enough(waits) else _open(waits)
    oldest = min((each.asked_at for each in _open(waits)), default=None)
    return Waiting(_number(shown), oldest, _tally(waits))


def trend(now: Sequence[Asked], before: Sequence[Asked], *, is_share: bool) -> Trend | None:
    """Compare requests on the same footing: how many, or the share of answered ones."""
    both = (now, before)
    if not all(_is_enough(_answered(each) if is_share else each) for each in both):
        both = (_open(now), _open(before))
    return compare(*(_share(each).percent if is_share else _number(each) for each in both))


def _is_enough(requests: Iterable[Asked]) -> bool:
    return len(_authors(_private(requests))) >= FEWEST


def _answered(requests: Iterable[Asked]) -> list[Asked]:
    return [each for each in requests if each.state is RequestState.ANSWERED]


def _share(requests: Sequence[Asked]) -> Share:
    step = STEP_PERCENT if _private(requests) else 1
    return Share(len(_answered(requests)), len(requests), step)


def _number(requests: Sequence[Asked]) -> int:
    return len(_open(requests)) + whole_fives(len(_private(requests)))


def _median_wait(answered: Sequence[Asked]) -> float | None:
    """Return the median wait in hours, to the hour where private requests are among them."""
    if len(_authors(answered)) < FEWEST:
        return None
    waits = ((each.closed_at or each.asked_at) - each.asked_at for each in answered)
    hours = statistics.median(wait.total_seconds() / _HOUR_S for wait in waits)
    return float(round(hours)) if _private(answered) else hours


def _tally(requests: Sequence[Asked]) -> Tally:
    named = _authors(_open(requests))
    # Whoever asked openly as well is named already.
    others = len(_authors(_private(requests)) - named)
    return Tally(tuple(sorted(named)), whole_fives(others))


def _open(requests: Iterable[Asked]) -> list[Asked]:
    return [each for each in requests if each.is_open]


def _private(requests: Iterable[Asked]) -> list[Asked]:
    return [each for each in requests if not each.is_open]


def _authors(requests: Iterable[Asked]) -> set[UserId]:
    return {each.user_id for each in requests}
