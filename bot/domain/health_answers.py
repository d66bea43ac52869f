"""What became of requests for feedback, without telling whose the private ones are."""

from __future__ import annotations

import statistics
from typing import TYPE_CHECKING

from bot.domain.health import FEWEST, Answers, Group, Share, Tally, Trend, Waiting, compare
from bot.domain.requests import RequestState

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import datetime

    from bot.domain.health_facts import Asked
    from bot.domain.ids import UserId

ENDED = (RequestState.ANSWERED, RequestState.LAPSED)
_HOUR_S = 3_600


def answers(requests: Iterable[Asked]) -> Answers:
    """Sum up requests that ended, with private authors' where five and more of them asked."""
    shown = _shown(list(requests))
    if len(_authors(shown)) < FEWEST:
        return Answers(None, None)
    done = [each for each in shown if each.state is RequestState.ANSWERED]
    waits = [
        (each.closed_at - each.asked_at).total_seconds() / _HOUR_S
        for each in done
        if each.closed_at
    ]
    return Answers(Share(len(done), len(shown)), statistics.median(waits) if waits else None)


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
    """Sum up requests that wait, with private authors' where five and more of them do."""
    shown = _shown(waits)
    oldest = min((each.asked_at for each in shown), default=None)
    return Waiting(len(shown), oldest, _tally(waits))


def trend(now: Sequence[Asked], before: Sequence[Asked], *, is_share: bool) -> Trend | None:
    """Compare requests on the same footing: how many, or the share of answered ones."""
    footing = [_open(each) for each in (now, before)]
    if all(len(_authors(_private(each))) >= FEWEST for each in (now, before)):
        footing = [list(now), list(before)]
    if not is_share:
        return compare(*(len(each) for each in footing))
    shares = (
        Share(sum(each.state is RequestState.ANSWERED for each in asked), len(asked))
        for asked in footing
    )
    return compare(*(share.percent for share in shares))


def _shown(requests: Sequence[Asked]) -> list[Asked]:
    private = _private(requests)
    return list(requests) if len(_authors(private)) >= FEWEST else _open(requests)


def _tally(requests: Sequence[Asked]) -> Tally:
    named = _authors(_open(requests))
    # Whoever asked openly as well is named already.
    others = len(_authors(_private(requests)) - named)
    return Tally(tuple(sorted(named)), others if others >= FEWEST else 0)


def _open(requests: Iterable[Asked]) -> list[Asked]:
    return [each for each in requests if each.is_open]


def _private(requests: Iterable[Asked]) -> list[Asked]:
    return [each for each in requests if not each.is_open]


def _authors(requests: Iterable[Asked]) -> set[UserId]:
    return {each.user_id for each in requests}
