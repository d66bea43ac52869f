"""Summaries: all numbers of one practice, from its logs in one pass.

All that a verdict needs of the weeks before its own is what their four-week block has forgiven. So
what weeks long past add up to can be carried over, and an answer costs the same after ten weeks and
after ten years.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from bot.domain.adherence import Adherence, Blocks, blocks_of, count, window
from bot.domain.days import BLOCK_DAYS, DAY, monday_of
from bot.domain.streaks import Comeback, Streak, StreakTally
from bot.domain.strength import StrengthTally
from bot.domain.verdicts import (
    History,
    JudgedDay,
    JudgedWeek,
    Record,
    Verdict,
    judge_weeks,
)
from bot.domain.week_rules import Mercy


@dataclass(frozen=True, slots=True)
class Summary:
    """The numbers of one practice as of today, and today's own verdict.

    `strength` is from 0 to 1. `today` is None before the start; `week` is the current week of n
    times a week.
    """

    streak: Streak
    adherence: Adherence
    strength: float
    comebacks: tuple[Comeback, ...]
    today: JudgedDay | None
    week: JudgedWeek | None


@dataclass(frozen=True, slots=True)
class Carry:
    """What all days before `boundary`, a Monday, add up to: their logs are not needed again.

    It holds as long as nothing before the boundary changes: no log, rest, travel or restored day.
    `mercy` is what the four-week block of the boundary may still forgive.
    """

    boundary: date
    streak: StreakTally
    strength: StrengthTally
    recent: tuple[Blocks, ...]
    mercy: Mercy


def summarise(history: History, carry: Carry | None = None) -> Summary:
    """Sum a practice up. With a carry, the logs from its boundary on are enough."""
    today = history.today
    record, _ = _judge(history, today, carry)
    streak, strength = _fold(record, carry, today)
    last = record.days[-1] if record.days else None
    done_today = last is not None and last.verdict is Verdict.DONE
    first_shown, last_shown = window(
        history.practice.schedule_on(today), today, done_today=done_today
    )
    blocks = (*(carry.recent if carry else ()), *blocks_of(record))
    week = record.weeks[-1] if record.weeks else None
    return Summary(
        streak=streak.streak(),
        adherence=count(blocks, first_shown, last_shown),
        strength=strength.score,
        comebacks=streak.comebacks,
        today=last,
        week=week if week and week.verdict is Verdict.OPEN else None,
    )


def settle(history: History, boundary: date, carry: Carry | None = None) -> Carry:
    """Sum up all days before a boundary: a Monday, at most today.

    With the carry of an earlier boundary, the logs from that one on are enough.
    """
    record, mercy = _judge(history, boundary - DAY, carry)
    streak, strength = _fold(record, carry, boundary)
    earliest = boundary - timedelta(days=BLOCK_DAYS)
    known = (*(carry.recent if carry else ()), *blocks_of(record))
    recent = tuple(sorted(blocks for blocks in known if blocks.day >= earliest))
    return Carry(boundary, streak, strength, recent, mercy)


def _judge(history: History, last: date, carry: Carry | None) -> tuple[Record, Mercy]:
    monday = monday_of(history.practice.started_on)
    if carry is None:
        return judge_weeks(history, monday, last, Mercy())
    return judge_weeks(history, max(monday, carry.boundary), last, carry.mercy)


def _fold(record: Record, carry: Carry | None, today: date) -> tuple[StreakTally, StrengthTally]:
    streak = carry.streak if carry else StreakTally()
    strength = carry.strength if carry else StrengthTally()
    week_ending = {week.week.sunday: week for week in record.weeks}
    for day in record.days:
        streak = streak.after_day(day)
        if day.day < today or day.counted:
            strength = strength.after_day(day)
        if week := week_ending.get(day.day):
            streak = streak.after_week(week)
    return streak, strength
