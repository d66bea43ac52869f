"""How one week is judged: the rules in which one day depends on others."""

from __future__ import annotations

import math
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from bot.domain.days import Week, week_of

if TYPE_CHECKING:
    from datetime import date

    from bot.domain.amounts import Standard
    from bot.domain.schedules import TimesAWeek

# From this many planned blocks a week on, the mercy of one miss is by the week, else by the block.
OFTEN = 3


class Verdict(StrEnum):
    """What a day came to, or a week of n times a week."""

    DONE = "done"
    REST = "rest"
    TRAVEL = "travel"
    MOVED = "moved"
    SMALL = "small"
    FORGIVEN = "forgiven"
    OWED = "owed"
    MISSED = "missed"
    OPEN = "open"
    FREE = "free"
    EXTRA = "extra"
    KEPT = "kept"


@dataclass(frozen=True, slots=True)
class DayLog:
    """What the logs of one day add up to; `same_day`: not all of them were backfilled."""

    amount: int
    same_day: bool
    backfilled: bool


class JudgedWeek(NamedTuple):
    """One week of n times a week: the done days and those that were needed."""

    week: Week
    verdict: Verdict
    done: int
    needed: int


class Facts(NamedTuple):
    """What is known of a day before it is judged."""

    day: date
    log: DayLog | None
    standard: Standard
    covered: bool
    planned: bool
    reached: bool
    resting: bool
    travelling: bool


class Mercy(NamedTuple):
    """What a four-week block may still forgive where fewer than three blocks a week are planned."""

    day: bool = True
    week: bool = True


def judge_weekdays(
    week: list[Facts], today: date, mercy: Mercy, *, often: bool
) -> tuple[dict[date, Verdict], dict[date, date], Mercy]:
    """Give the verdicts, for each moved day the one that makes up for it, and what mercy is left.

    `often`: one miss is forgiven every week, whatever the block has forgiven.
    """
    verdicts: dict[date, Verdict] = {}
    misses: list[Facts] = []
    for facts in week:
        if verdict := _settled(facts, today):
            verdicts[facts.day] = verdict
        elif facts.planned:
            misses.append(facts)
    if not misses:
        return verdicts, {}, mercy
    spare = [facts for facts in week if facts.covered and not facts.planned]
    made_up_by = _make_up(misses, spare)
    verdicts.update(dict.fromkeys(made_up_by, Verdict.MOVED))
    left = [facts for facts in misses if facts.day not in made_up_by]
    verdicts.update((facts.day, Verdict.SMALL) for facts in left if _is_small(facts))
    empty = [facts.day for facts in left if not _is_small(facts)]
    chances = sum(facts.day >= today and not facts.reached for facts in spare)
    is_forgiven = bool(empty) and (often or mercy.day)
    verdicts.update(_judge_misses(empty, chances, is_forgiven=is_forgiven))
    left_over = mercy._replace(day=mercy.day and (often or not is_forgiven))
    return verdicts, made_up_by, left_over


def _settled(facts: Facts, today: date) -> Verdict | None:
    """Give the verdict of a day that needs no other day, if it has one."""
    if not facts.planned:
        return _unplanned(facts)
    if facts.reached:
        return Verdict.DONE
    if facts.day >= today:
        return Verdict.OPEN
    if facts.resting:
        return Verdict.REST
    return Verdict.TRAVEL if facts.travelling else None


def _unplanned(facts: Facts) -> Verdict | None:
    if not facts.covered:
        return None
    return Verdict.EXTRA if facts.log else Verdict.FREE


def _is_small(facts: Facts) -> bool:
    return facts.log is not None and facts.log.same_day


def _make_up(misses: list[Facts], spare: list[Facts]) -> dict[date, date]:
    """Assign each unplanned day that reached the minimum: empty misses first, newest first."""
    newest_first = misses[::-1]
    waiting = sorted(newest_first, key=_is_small)
    reached = [facts.day for facts in spare if facts.reached]
    return {miss.day: day for miss, day in zip(waiting, reached, strict=False)}


def _judge_misses(empty: list[date], chances: int, *, is_forgiven: bool) -> dict[date, Verdict]:
    """Judge empty days, oldest first; `chances` are days left to make up for one each."""
    verdicts = dict.fromkeys(empty, Verdict.MISSED)
    if is_forgiven:
        verdicts[empty[0]] = Verdict.FORGIVEN
        empty = empty[1:]
    verdicts.update(dict.fromkeys(empty[max(0, len(empty) - chances) :], Verdict.OWED))
    return verdicts


def judge_times(
    week: list[Facts], schedule: TimesAWeek, today: date, mercy: Mercy
) -> tuple[list[JudgedWeek], Mercy]:
    """Judge a week of n times a week, and give what mercy is left.

    There is no week where the practice was archived all along.
    """
    covered = [facts for facts in week if facts.covered]
    if not covered:
        return [], mercy
    eligible = sum(facts.reached or not facts.resting for facts in covered)
    needed = math.ceil(schedule.times * eligible / 7)
    done = sum(facts.reached for facts in covered)
    if week[-1].day >= today:
        verdict = Verdict.OPEN
    elif needed == 0:
        verdict = Verdict.REST
    elif done >= needed:
        verdict = Verdict.KEPT
    elif any(facts.travelling for facts in week):
        verdict = Verdict.TRAVEL
    else:
        is_often = schedule.times >= OFTEN
        is_forgiven = (needed > 1 and done == needed - 1) if is_often else mercy.week
        verdict = Verdict.FORGIVEN if is_forgiven else Verdict.MISSED
        mercy = mercy if is_often else mercy._replace(week=False)
    return [JudgedWeek(week_of(week[0].day), verdict, done, needed)], mercy


def judge_days_of_times(
    week: list[Facts], weeks: list[JudgedWeek], today: date
) -> dict[date, Verdict]:
    """Judge the days in a week of n times a week; none of them is missed by itself."""
    is_met = any(judged.done >= judged.needed for judged in weeks)
    return {
        facts.day: _verdict_in_times(facts, today, is_met=is_met) for facts in week if facts.covered
    }


def _verdict_in_times(facts: Facts, today: date, *, is_met: bool) -> Verdict:
    if facts.reached:
        return Verdict.DONE
    if facts.day == today and not is_met:
        return Verdict.OPEN
    if facts.resting or facts.travelling:
        return Verdict.REST if facts.resting else Verdict.TRAVEL
    return Verdict.SMALL if facts.log else Verdict.FREE
