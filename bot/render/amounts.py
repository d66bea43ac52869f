"""Amounts, standards and schedules in words, and what is wrong with one that was typed.

``say_…`` is for cards: what members typed is inert. ``plain_…`` is for labels, options and forms,
where Discord shows text as it is; it reads back as the same value.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bot.domain.amounts import (
    UNIT,
    MetresOrMinutes,
    MinutesOver59,
    MoreThanTime,
    NotAnAmount,
    NotPositive,
    PerWeek,
    SmallerThanMinutes,
    TooLarge,
    WrongUnit,
)
from bot.domain.schedules import NotOneToSeven, TimesAWeek, UnknownSchedule, Weekdays
from bot.domain.units import DONE, MINUTE, TIMES
from bot.render.days import WEEKDAYS
from bot.render.text import inert, typed

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from bot.domain.amounts import Standard
    from bot.domain.schedules import Schedule

_SETS = {
    frozenset(range(7)): "every day",
    frozenset(range(5)): "weekdays",
    frozenset({5, 6}): "weekends",
}
_TIMES = {1: "once a week", 2: "twice a week"}
# Units are any word of any language; only words known here follow the number.
_PLURALS = {
    "article": "articles",
    "block": "blocks",
    "book": "books",
    "call": "calls",
    "card": "cards",
    "chapter": "chapters",
    "commit": "commits",
    "draft": "drafts",
    "drawing": "drawings",
    "drill": "drills",
    "email": "emails",
    "exercise": "exercises",
    "game": "games",
    "lap": "laps",
    "lesson": "lessons",
    "letter": "letters",
    "line": "lines",
    "mile": "miles",
    "page": "pages",
    "paragraph": "paragraphs",
    "photo": "photos",
    "piece": "pieces",
    "poem": "poems",
    "problem": "problems",
    "puzzle": "puzzles",
    "question": "questions",
    "rep": "reps",
    "round": "rounds",
    "scale": "scales",
    "script": "scripts",
    "sentence": "sentences",
    "session": "sessions",
    "set": "sets",
    "sketch": "sketches",
    "song": "songs",
    "step": "steps",
    "task": "tasks",
    "test": "tests",
    "time": "times",
    "video": "videos",
    "word": "words",
}
_SINGULARS = {plural: singular for singular, plural in _PLURALS.items()}


def say_amount(amount: int, unit: str) -> str:
    """Say hundredths of a unit on a card: "25 min", "1 h 30 min", "2.5 km", "done"."""
    return inert(plain_amount(amount, unit))


def say_week(amount: int, unit: str) -> str:
    """Say what a week came to, or does on average: "2 h 5 min", "3 times"; small parts left out."""
    if unit == DONE:
        unit = TIMES
    step = UNIT if unit == TIMES or amount >= 10 * UNIT else UNIT // 10
    return say_amount(round(amount / step) * step, unit)


def say_standard(standard: Standard) -> str:
    """Say a standard on a card: "20 min", "1 problem", "done"."""
    return say_amount(standard.minimum, standard.unit)


def say_schedule(schedule: Schedule) -> str:
    """Say a schedule: "every day", "Mon, Wed, Fri", "3 times a week"."""
    if isinstance(schedule, TimesAWeek):
        return _TIMES.get(schedule.times, f"{schedule.times} times a week")
    return _SETS.get(schedule.days) or ", ".join(WEEKDAYS[day] for day in sorted(schedule.days))


def say_planned(schedule: Schedule) -> str:
    """Say a schedule within a sentence: "on weekdays", "on Mon, Wed, Fri", "3 times a week"."""
    by_names = isinstance(schedule, Weekdays) and len(schedule.days) < len(WEEKDAYS)
    return f"{'on ' if by_names else ''}{say_schedule(schedule)}"


def plain_amount(amount: int, unit: str) -> str:
    """Say hundredths of a unit where Discord shows text as it is."""
    if unit == DONE:
        return DONE
    hours, minutes = divmod(amount, 60 * UNIT)
    if unit == MINUTE and hours:
        return f"{hours} h {_number(minutes)} min" if minutes else f"{hours} h"
    forms = _SINGULARS if amount == UNIT else _PLURALS
    return f"{_number(amount)} {forms.get(unit, unit)}"


def _number(hundredths: int) -> str:
    return f"{hundredths / UNIT:.2f}".rstrip("0").rstrip(".")


def plain_standard(standard: Standard) -> str:
    """Say a standard where Discord shows text as it is."""
    return plain_amount(standard.minimum, standard.unit)


# Units that are read from many words; the others stay as they were typed.
_GIVEN = {TIMES: "a plain count", MINUTE: "minutes"}


def _wrong_unit(refusal: WrongUnit) -> str:
    if refusal.wanted == DONE:
        return 'This practice is yes or no: log it with "done".'
    given = _GIVEN.get(refusal.given) or typed(refusal.given)
    wanted = "minutes" if refusal.wanted == MINUTE else inert(refusal.wanted)
    return f"This practice counts {wanted}, and you gave {given}. A number alone is enough."


REFUSALS: Mapping[type[Exception], Callable[[Any], str]] = {
    NotAnAmount: lambda refusal: (
        f"I could not read {typed(refusal.text)} as an amount. "
        'Try "25", "25 min", "1h30", "400 words", or "done".'
    ),
    NotPositive: lambda refusal: (
        f"{typed(refusal.text)} is nothing to count. Any amount above zero is welcome, "
        "however small."
    ),
    TooLarge: lambda refusal: (
        f"{typed(refusal.text)} is more than one day holds here: "
        f"at most {say_amount(refusal.limit, refusal.unit)}."
    ),
    MinutesOver59: lambda refusal: (
        f"In {typed(refusal.text)} the minutes go past 59. "
        'Write the hours and what is left over, as in "2h30", or minutes alone.'
    ),
    WrongUnit: _wrong_unit,
    SmallerThanMinutes: lambda refusal: (
        f"{typed(refusal.text)} is in seconds, and minutes are the smallest I keep. "
        'Write "1 min" or "0.5 min", or count repetitions.'
    ),
    MetresOrMinutes: lambda refusal: (
        f"In {typed(refusal.text)}, “m” could be metres or minutes. "
        'Write it out, as in "400 metres" or "40 min".'
    ),
    MoreThanTime: lambda refusal: (
        f"In {typed(refusal.text)} I can keep the time alone. "
        'Write just "20 min" or "1h30"; what you do stands in the practice\'s name.'
    ),
    PerWeek: lambda refusal: (
        f"{typed(refusal.text)} is more than one day's amount. "
        'Write what one day asks for, as in "20 min"; how often stands in the practice\'s days.'
    ),
    NotOneToSeven: lambda refusal: (
        f"{typed(refusal.text)} does not fit into a week: it takes 1 to 7 times. "
        'Try "3x a week" or "every day".'
    ),
    UnknownSchedule: lambda refusal: (
        f"I could not read {typed(refusal.text)} as days. "
        'Try "every day", "weekdays", "mon wed fri" or "3x a week".'
    ),
}
