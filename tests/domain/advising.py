"""Somebody's weeks, drawn or as amounts a day, and what `/today` knows of them."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING

from bot.domain.communities import Community
from bot.domain.day_facts import DayFacts, Reviewed
from bot.domain.days import ClockSetting
from bot.domain.members import Member
from bot.domain.profiles import Profile
from bot.domain.settings import Visibility
from bot.domain.summaries import summarise
from bot.domain.verdicts import DayLog, History, judge
from tests.domain.drawing import day, practice

if TYPE_CHECKING:
    from bot.domain.practices import Practice

LONG_AGO = datetime(2020, 1, 1, tzinfo=UTC)


def amounts(*weeks: int, today: int, of: Practice | None = None) -> History:
    """Give a history with this amount on each day of a week, 0 for none; day ``today`` is today."""
    made = of or practice()
    logs = {
        day(7 * week + step): DayLog(amount, same_day=True, backfilled=False)
        for week, amount in enumerate(weeks)
        for step in range(7)
        if amount and 7 * week + step <= today
    }
    return History(made, logs, made.rests, frozenset(), day(today))


def reviewed(history: History) -> Reviewed:
    """Judge a history as `/today` does."""
    return Reviewed(history.practice, summarise(history), judge(history))


def facts(*histories: History) -> DayFacts:
    """Give what is known on the day that is today in each of them."""
    (today,) = {history.today for history in histories}
    first = histories[0].practice
    member = Member(
        community_id=first.community_id,
        user_id=first.user_id,
        visibility=Visibility.PRIVATE,
        on_boards=False,
        share_conditions=False,
        joined_at=LONG_AGO,
        clock=(ClockSetting(LONG_AGO, "UTC", 0, zone_chosen=True),),
    )
    practices = tuple(history.practice for history in histories)
    profile = Profile(Community(first.community_id), member, practices)
    return DayFacts(profile, today, noon(today), tuple(map(reviewed, histories)))


def with_rests(history: History) -> History:
    """Let the practice carry the rests that were drawn, as it does where it is read."""
    return replace(history, practice=replace(history.practice, rests=history.rests))


def noon(on: date) -> datetime:
    """Give the middle of a day."""
    return datetime(on.year, on.month, on.day, tzinfo=UTC) + timedelta(hours=12)
