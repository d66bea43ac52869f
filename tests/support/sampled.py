"""Practices and cards without a database, for tests of words."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from bot.domain.amounts import Standard
from bot.domain.days import DAY
from bot.domain.ids import CommunityId, PracticeId, UserId
from bot.domain.practices import Practice, ScheduleFrom, StandardFrom
from bot.domain.schedules import Weekdays
from bot.domain.verdicts import DayLog, History
from tests.support.members import readable, walk

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bot.domain.schedules import Schedule
    from bot.render.card import Card

TODAY = date(2026, 11, 18)  # a Wednesday
ANNA = UserId(11)
EVERY_DAY = Weekdays(frozenset(range(7)))
TWENTY_MINUTES = Standard(2000, "min")


def practice(
    name: str = "Guitar",
    standard: Standard = TWENTY_MINUTES,
    plan: Schedule = EVERY_DAY,
    *,
    days_old: int = 30,
) -> Practice:
    start = TODAY - timedelta(days=days_old)
    return Practice(
        id=PracticeId(5),
        community_id=CommunityId(1),
        user_id=ANNA,
        name=name,
        why="",
        skill_id=None,
        started_on=start,
        standards=(StandardFrom(start, standard),),
        schedules=(ScheduleFrom(start, plan),),
        archives=(),
    )


def history(of: Practice, done: Iterable[int], *, amount: int | None = None) -> History:
    """Let a practice be done on these days before today."""
    reached = of.standards[0].standard.minimum if amount is None else amount
    log = DayLog(reached, same_day=True, backfilled=False)
    return History(of, {TODAY - DAY * ago: log for ago in done}, (), frozenset(), TODAY)


def read(card: Card) -> str:
    """Return all that can be read on a card."""
    return readable(list(walk(card.to_components())))


def labels(card: Card) -> list[str]:
    """Return the labels of a card's buttons."""
    return [each["label"] for each in walk(card.to_components()) if each.get("label")]
