"""Progress in words: the same numbers as in the picture, for the card and for who does not see it.

Nothing is marked up: what members typed is made inert where it stands on a card.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain.amounts import DONE, UNIT
from bot.domain.progress import Period
from bot.domain.units import TIMES
from bot.render.amounts import plain_amount
from bot.render.days import MONTHS
from bot.render.streaks import say_comebacks, say_numbers
from bot.render.text import count

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from bot.domain.progress import Progress, ProgressShown, Total, WeekAmount

# From this many units on, a mean is said without decimals.
_WHOLE_FROM = 10
MOST_LINES = 14


def say_period(shown: ProgressShown) -> str:
    """Say how far it reaches back: "a year", or less where the practice is younger."""
    weeks = len(shown.progress.weeks)
    if shown.period is Period.ALL:
        return "the whole way"
    return "a year" if weeks > 52 else count(weeks, "week")  # noqa: PLR2004 - a year's weeks


def say_words(shown: ProgressShown) -> Iterator[str]:
    """Say all numbers of a period, a line each."""
    yield from say_sums(shown)
    yield from say_rows(shown)


def say_sums(shown: ProgressShown) -> Iterator[str]:
    """Say what holds for the whole period."""
    found = shown.progress
    yield say_numbers(found.summary)
    yield f"Strength: {round(found.summary.strength * 100)} %"
    if found.summary.comebacks:
        yield say_comebacks(found.summary.comebacks)
    yield f"{_since(shown)}: {count(found.days_reached, 'day')} reached the minimum"
    if shown.period is Period.ALL:
        yield _along_the_way(shown)


def say_rows(shown: ProgressShown) -> Iterator[str]:
    """Say its weeks, months or years, the newest first."""
    found = shown.progress
    if shown.period in {Period.FOUR_WEEKS, Period.TWELVE_WEEKS}:
        yield from (_say_week(week, found) for week in found.weeks[::-1])
    else:
        if found.weeks[-1].baseline is not None:
            yield _say_week(found.weeks[-1], found)
        yield from (_say_total(total, found) for total in found.totals[::-1][:MOST_LINES])
        # Amounts of another unit do not add up with these; their days still count.
        if before := found.days_reached - sum(total.days for total in found.totals):
            yield f"Before, in another unit: {count(before, 'day')}"


def _since(shown: ProgressShown) -> str:
    found = shown.progress
    if shown.period is Period.ALL and found.first_logged:
        return f"Since {_day(found.first_logged)} {found.first_logged.year}"
    return f"In {count(len(found.weeks), 'week')}"


def _along_the_way(shown: ProgressShown) -> str:
    found = shown.progress
    marks = {"setback": shown.setbacks, "rest": found.rests, "comeback": found.comebacks}
    said = [count(len(days), name) for name, days in marks.items() if days]
    best = f"a best streak of {count(found.summary.streak.best, 'day')}"
    return f"Along the way: {', '.join((*said, best))}"


def _say_week(week: WeekAmount, found: Progress) -> str:
    is_current = week is found.weeks[-1]
    name = "This week so far" if is_current else f"Week of {_day(week.monday)}"
    if week.amount is None:
        return f"{name}: archived then, or in another unit"
    said = f"{name}: {_say_amount(week.amount, found.unit)}"
    if week.is_rest:
        return f"{said}, rest"
    if week.baseline is None:
        return said
    return f"{said}, own baseline {_say_amount(week.baseline, found.unit)}"


def _say_total(total: Total, found: Progress) -> str:
    name = f"{MONTHS[total.month - 1]} {total.year}" if total.month else str(total.year)
    return f"{name}: {count(total.days, 'day')}, {_say_amount(total.amount, found.unit)}"


def _say_amount(hundredths: float, unit: str) -> str:
    """Say an amount or a mean of some, with as many decimals as tell something."""
    step = UNIT if hundredths >= _WHOLE_FROM * UNIT else UNIT // 10
    rough = hundredths if isinstance(hundredths, int) else round(hundredths / step) * step
    return plain_amount(rough, TIMES if unit == DONE else unit)


def _day(day: date) -> str:
    return f"{day.day} {MONTHS[day.month - 1]}"
