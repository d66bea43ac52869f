"""What reminders hang on beside their members, for several of them in one trip."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from bot.domain.days import Span
from storage import journal, logs, reminders

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from bot.domain.ids import CommunityId, PracticeId, UserId
    from bot.domain.reminders import Choices
    from bot.domain.verdicts import DayLog
    from storage.connections import Connection, Parameters


class Asked(NamedTuple):
    """A member's day, and some of their practices, whose days are asked for from ``first`` on."""

    community_id: CommunityId
    user_id: UserId
    today: date
    first: date
    practice_ids: Sequence[PracticeId]


class Found(NamedTuple):
    """What holds on that day: whether it is the day of an outcome, and what was logged."""

    is_quiet: bool
    choices: Choices
    days: Mapping[PracticeId, Mapping[date, DayLog]]


async def read_each(conn: Connection, asked: Sequence[Asked]) -> list[Found]:
    """Return what was asked for, in the same order."""
    rows = iter(await conn.fetch_each(*(query for each in asked for query in _queries(each))))
    return [
        Found(
            is_quiet=bool(next(rows)),
            choices=reminders.choices_of(next(rows)),
            days={practice_id: logs.day_logs(next(rows)) for practice_id in each.practice_ids},
        )
        for each in asked
    ]


def _queries(asked: Asked) -> list[tuple[str, Parameters]]:
    whose = asked.community_id, asked.user_id
    theirs = {"community_id": asked.community_id, "user_id": asked.user_id}
    first = {"community_id": asked.community_id, "first": asked.first.isoformat()}
    return [
        (journal.LATEST_OUTCOME, journal.outcome_key(*whose, Span(asked.today, asked.today))),
        (reminders.GET_CHOICES, theirs),
        *((logs.DAYS, {**first, "practice_id": each}) for each in asked.practice_ids),
    ]
