"""Pictures of one practice; every number of them also stands on the card or in the words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain.amounts import DONE, UNIT
from bot.domain.days import DAY, WEEK
from bot.domain.pictures import Calendar, Form, Key, Marks, Panel, Picture, Series, Tone
from bot.domain.progress import Heat, Period
from bot.domain.verdicts import Verdict
from bot.render.days import MONTHS, WEEKDAYS
from bot.render.progress_words import say_period, say_words
from bot.render.text import count

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date

    from bot.domain.audits import Audit
    from bot.domain.practices import Practice
    from bot.domain.progress import Progress, ProgressShown

# So few weeks stand under each other, as on a wall.
FEW_WEEKS = 6
_DAYS = 7
_NOTHING_YET = "Nothing is logged yet; the first log begins this picture."

_HEAT: Mapping[Heat, Key] = {
    Heat.NOTHING: Key(Tone.NOTHING, "nothing"),
    Heat.SOME: Key(Tone.SOME, "something"),
    Heat.REACHED: Key(Tone.ENOUGH, "minimum"),
    Heat.BRIGHTEST: Key(Tone.MOST, "twice that"),
    Heat.REST: Key(Tone.HOLLOW, "rest"),
}
_VERDICTS: Mapping[Verdict, Key] = {
    Verdict.DONE: Key(Tone.GOOD, "done", "✓"),
    Verdict.MOVED: Key(Tone.GOOD, "moved", "→"),
    Verdict.EXTRA: Key(Tone.GOOD, "extra", "+"),
    Verdict.SMALL: Key(Tone.SMALL, "small", "~"),
    Verdict.FORGIVEN: Key(Tone.KIND, "forgiven", "○"),
    Verdict.OWED: Key(Tone.KIND, "owed", "?"),
    Verdict.MISSED: Key(Tone.MISSED, "missed", "✗"),
    Verdict.REST: Key(Tone.CALM, "rest", "z"),
    Verdict.TRAVEL: Key(Tone.CALM, "travel", "»"),
    Verdict.OPEN: Key(Tone.NOTHING, "open", "…"),
    Verdict.FREE: Key(Tone.NOTHING, "free", "·"),
}


def progress_picture(shown: ProgressShown) -> Picture:
    """Describe the picture of a period; all of it is one long line with marks."""
    found = shown.progress
    if shown.period is Period.ALL:
        panels = (_long_line(shown), _strength(found, _months(found)))
    else:
        labels = tuple(_short(week.monday) for week in found.weeks)
        panels = (_heat(found), _weekly(found, labels), _strength(found, labels))
    title = _title(say_period(shown), shown.practice)
    return Picture(title, panels, "\n".join(say_words(shown)))


def audit_picture(shown: Audit) -> Picture:
    """Describe the calendar of an audit's verdicts, each with a colour and a sign."""
    days = [day.judged for week in reversed(shown.weeks) for day in week.days]
    keys = list(_VERDICTS)
    cells = {day.day: keys.index(day.verdict) for day in days if day.verdict}
    first = shown.weeks[-1].week.monday
    calendar = _calendar(
        "Every day's verdict",
        tuple(_VERDICTS.values()),
        [cells.get(first + DAY * step) for step in range((shown.today - first) // DAY + 1)],
        first,
    )
    weeks = count(len(shown.weeks), "week")
    counted = {verdict: sum(day.verdict is verdict for day in days) for verdict in keys}
    told = ", ".join(f"{number} {verdict}" for verdict, number in counted.items() if number)
    alt = (
        f"A calendar of {weeks} to today with the verdict of each day: {told}. "
        "The card under which it was asked for says the reason of each."
    )
    return Picture(_title(weeks, shown.practice), (calendar,), alt)


def _title(period: str, practice: Practice) -> str:
    # The name comes last: one that is written from right to left turns nothing else around.
    return f"{period[:1].upper()}{period[1:]}: {practice.name}"


def _heat(found: Progress) -> Calendar:
    keys = list(_HEAT)
    cells = [None if heat is None else keys.index(heat) for heat in found.heat]
    return _calendar("Each day", tuple(_HEAT.values()), cells, found.first)


def _calendar(
    title: str, keys: tuple[Key, ...], cells: Sequence[int | None], first: date
) -> Calendar:
    """Make columns of weeks, or of weekdays where the weeks are few; ``first`` is a Monday."""
    weeks = -(-len(cells) // _DAYS)
    full = (*cells, *(None,) * (weeks * _DAYS - len(cells)))
    mondays = [first + WEEK * number for number in range(weeks)]
    if weeks <= FEW_WEEKS:
        turned = tuple(full[week * _DAYS + day] for day in range(_DAYS) for week in range(weeks))
        return Calendar(title, WEEKDAYS, tuple(_short(day) for day in mondays), keys, turned)
    rows = tuple(name if number % 3 == 0 else "" for number, name in enumerate(WEEKDAYS))
    return Calendar(title, tuple(_months_above(mondays)), rows, keys, full)


def _months_above(mondays: Iterable[date]) -> Iterable[str]:
    """Name each month above the first week that begins in it."""
    before = 0
    for monday in mondays:
        yield MONTHS[monday.month - 1] if monday.month != before else ""
        before = monday.month


def _weekly(found: Progress, labels: tuple[str, ...]) -> Panel:
    resting = (number for number, week in enumerate(found.weeks) if week.is_rest)
    baselines = tuple(_in_units(week.baseline) for week in found.weeks)
    return Panel(
        f"Each week, in {_unit(found.unit)}",
        Form.BARS,
        labels,
        (Series("week", _amounts(found)),),
        empty=_NOTHING_YET,
        baseline=Series("own baseline", baselines) if any(baselines) else None,
        shaded=Marks("rest", tuple(resting)),
    )


def _strength(found: Progress, labels: tuple[str, ...]) -> Panel:
    values = tuple(round(100 * week.strength) for week in found.weeks)
    return Panel("Strength", Form.LINES, labels, (Series("strength", values),), percent=True)


def _long_line(shown: ProgressShown) -> Panel:
    found = shown.progress

    def marks(name: str, days: Iterable[date]) -> Marks:
        return Marks(name, tuple(sorted({(day - found.first) // WEEK for day in days})))

    return Panel(
        f"Each week, in {_unit(found.unit)}",
        Form.LINES,
        _months(found),
        (Series("week", _amounts(found)),),
        empty=_NOTHING_YET,
        marks=(
            marks("rest", found.rests),
            marks("setback", shown.setbacks),
            marks("comeback", found.comebacks),
        ),
    )


def _amounts(found: Progress) -> tuple[float | None, ...]:
    return tuple(_in_units(week.amount) for week in found.weeks)


def _in_units(hundredths: float | None) -> float | None:
    return None if hundredths is None else hundredths / UNIT


def _unit(unit: str) -> str:
    return "times done" if unit == DONE else unit


def _months(found: Progress) -> tuple[str, ...]:
    days = (week.monday for week in found.weeks)
    return tuple(f"{MONTHS[day.month - 1]} {day.year}" for day in days)


def _short(day: date) -> str:
    return f"{day.day} {MONTHS[day.month - 1]}"
