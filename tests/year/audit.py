"""The audit as it is read, and every number counted anew from its rows alone."""

from __future__ import annotations

import re
import statistics
from dataclasses import dataclass
from datetime import date, timedelta
from math import sqrt
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

DAY = timedelta(days=1)
_ROW = re.compile(r"^[^:]+: \*\*(?P<verdict>[a-z ]+)\*\*(?P<rest>.*)$")
_WEEK = re.compile(
    r"^\*\*Week \d+\*\*(?: · (?P<verdict>[a-z]+), (?P<done>\d+) of (?P<needed>\d+) done)?"
)
_AMOUNT = re.compile(r" · (?:(\d+) h ?)?(?:([\d.]+) (?:min|pages?|km))?(?: of [^·]+)?(?= ·|$)")
_STREAK = re.compile(r"streak (\d+)$")
KEPT, NOT_KEPT = {"done", "moved"}, {"small", "forgiven", "missed"}
EXEMPT = {"rest", "travel", "not judged"}


@dataclass(frozen=True)
class Row:
    """One day as the audit tells it; the amount in hundredths, away where strength stays."""

    day: date
    verdict: str
    amount: int
    streak: int | None
    is_away: bool

    @property
    def counted(self) -> bool:
        """Whether it reached the minimum."""
        return self.streak is not None


@dataclass(frozen=True)
class WeekRow:
    """One week of n times a week."""

    sunday: date
    verdict: str
    done: int
    needed: int


@dataclass(frozen=True)
class Audit:
    """All rows, oldest first."""

    rows: Sequence[Row]
    weeks: Sequence[WeekRow]


@dataclass(frozen=True)
class Numbers:
    """What a member is told of a practice."""

    streak: int
    best: int
    kept: int
    planned: int
    strength: int
    comebacks: tuple[int, ...]


def read(pages: Sequence[str], today: date) -> Audit:
    """Read pages of an audit, the newest first; their days follow each other without a gap."""
    rows: list[Row] = []
    weeks: list[WeekRow] = []
    day = today
    for line in "\n".join(pages).splitlines():
        if found := _WEEK.match(line):
            if found["verdict"]:
                sunday = day + DAY * (6 - day.weekday())
                numbers = int(found["done"]), int(found["needed"])
                weeks.append(WeekRow(sunday, found["verdict"], *numbers))
        elif found := _ROW.match(line):
            streak = _STREAK.search(found["rest"])
            rows.append(
                Row(
                    day,
                    found["verdict"],
                    _amount(found["rest"]),
                    int(streak[1]) if streak else None,
                    found["verdict"] in EXEMPT or "the strength stays" in found["rest"],
                )
            )
            day -= DAY
    return Audit(rows[::-1], weeks[::-1])


def numbers(
    audit: Audit, today: date, minimum: Callable[[date], int], blocks: Callable[[date], int]
) -> Numbers:
    """Count everything from the rows; minimums (hundredths) and blocks a week are the member's."""
    best, comebacks = _walk(audit)
    kept, planned = _adherence(audit, today)
    return Numbers(
        streak=streak_of(audit),
        best=best,
        kept=kept,
        planned=planned,
        strength=_strength(audit, today, minimum, blocks),
        comebacks=comebacks,
    )


def _amount(words: str) -> int:
    found = _AMOUNT.match(words)
    if found is None:
        return 0
    return round(int(found[1] or 0) * 60 * 100 + float(found[2] or 0) * 100)


def streak_of(audit: Audit) -> int:
    """Count the days that reached the minimum since the last miss."""
    count = 0
    missed_weeks = {week.sunday for week in audit.weeks if week.verdict == "missed"}
    for row in reversed(audit.rows):
        if row.verdict == "missed" or row.day in missed_weeks:
            break
        count += row.counted
    return count


def best_of(audit: Audit) -> int:
    """Give the longest streak there ever was."""
    return _walk(audit)[0]


def _walk(audit: Audit) -> tuple[int, tuple[int, ...]]:
    """Give the best streak, and after how many days each comeback came."""
    best = count = 0
    absent: date | None = None
    comebacks: list[int] = []
    missed_weeks = {week.sunday for week in audit.weeks if week.verdict == "missed"}
    for row in audit.rows:
        if absent and row.amount:
            comebacks.append((row.day - absent).days)
            absent = None
        count = 0 if row.verdict == "missed" else count + row.counted
        best = max(best, count)
        if row.day in missed_weeks:
            count = 0
        if row.verdict == "missed" or row.day in missed_weeks:
            absent = absent or row.day
    return best, tuple(comebacks)


def _adherence(audit: Audit, today: date) -> tuple[int, int]:
    if audit.weeks and audit.weeks[-1].sunday >= today:
        first = today - DAY * (today.weekday() + 28)
        told = [week for week in audit.weeks if first <= week.sunday < today]
        judged = [week for week in told if week.verdict in {"kept", "forgiven", "missed"}]
        return sum(min(w.done, w.needed) for w in judged), sum(w.needed for w in judged)
    last = today if audit.rows[-1].verdict == "done" else today - DAY
    return adherence_of([row for row in audit.rows if last - DAY * 28 < row.day <= last])


def adherence_of(rows: Sequence[Row]) -> tuple[int, int]:
    """Count the blocks kept and planned among some days."""
    kept = sum(row.verdict in KEPT for row in rows)
    return kept, kept + sum(row.verdict in NOT_KEPT for row in rows)


def _strength(
    audit: Audit, today: date, minimum: Callable[[date], int], blocks: Callable[[date], int]
) -> int:
    score, lately = 0.0, list[bool]()
    for row in audit.rows:
        is_over = row.day < today or row.counted
        if not is_over or (row.is_away and not row.counted):
            continue
        lately = [*lately, row.counted][-7:]
        planned = blocks(row.day)
        if planned == 7:
            value = min(1.0, row.amount / minimum(row.day))
        else:
            value = min(1.0, sum(lately) / planned)
        memory = 0.5 ** (sqrt(planned / 7) / 13)
        score = score * memory + value * (1 - memory)
    return round(score * 100)


def median(days: tuple[int, ...]) -> float:
    """Give the median of the days it took to come back."""
    return statistics.median(days)
