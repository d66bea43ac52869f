"""Our own CSV: one line for each log and for each day of rest, with the rules of that day.

`bot.domain.import_own` reads it back as it was.
"""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

from bot.domain.days import DAY, WEEKDAY_NAMES
from bot.domain.exports import harmless
from bot.domain.schedules import EVERY_DAY, Schedule, TimesAWeek

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from bot.domain.logs import Log
    from bot.domain.practices import Practice

HEADER = (
    "day", "practice", "amount", "unit", "minimum", "days", "note", "where", "focus", "felt",
    "lesson", "link", "backfilled", "archived",
)  # fmt: skip
REST = "rest"
NO = "no"


def write_own(practices: Iterable[Practice], logs: Iterable[Log], today: date) -> bytes:
    """Give all logs and days of rest up to today as a table, oldest first.

    The order follows from what the lines say, so that a copy elsewhere gives the same file.
    """
    known = {practice.id: practice for practice in practices}
    lines = [_log_line(known[log.practice_id], log) for log in logs]
    for practice in known.values():
        lines += [_rest_line(practice, day) for day in _rest_days(practice) if day <= today]
    lines.sort()
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(HEADER)
    writer.writerows([_guarded(cell) for cell in cells] for cells in lines)
    # A spreadsheet takes a file without the mark for one of its own old encodings.
    return text.getvalue().encode("utf-8-sig")


def _log_line(practice: Practice, log: Log) -> list[str]:
    unit = practice.standard_on(log.day).unit
    return [
        *(log.day.isoformat(), practice.name, _plain(log.amount), unit),
        *_rules(practice, log.day),
        *(log.note or "", log.where or "", log.focus or "", log.felt or "", log.lesson or ""),
        *(log.link or "", "yes" if log.backfilled else NO, _archived(practice)),
    ]


def _rest_line(practice: Practice, day: date) -> list[str]:
    unit = practice.standard_on(day).unit
    rules = [*_rules(practice, day), *[""] * 7, _archived(practice)]
    return [day.isoformat(), practice.name, REST, unit, *rules]


def _rules(practice: Practice, day: date) -> tuple[str, str]:
    return _plain(practice.standard_on(day).minimum), _say(practice.schedule_on(day))


def _rest_days(practice: Practice) -> Iterator[date]:
    days = {span.first + DAY * step for span in practice.rests for step in range(span.length)}
    return (day for day in days if practice.covers(day))


def _archived(practice: Practice) -> str:
    return "yes" if practice.is_archived else NO


def _say(schedule: Schedule) -> str:
    if isinstance(schedule, TimesAWeek):
        return f"{schedule.times}x a week"
    if schedule.days == EVERY_DAY:
        return "every day"
    return " ".join(WEEKDAY_NAMES[day][:3] for day in sorted(schedule.days))


def _plain(amount: int) -> str:
    whole, part = divmod(amount, 100)
    return f"{whole}.{part:02d}".rstrip("0") if part else str(whole)


def _guarded(cell: str) -> str:
    # Quotation marks at the beginning are doubled, so that `unguarded` can tell them apart.
    return f"'{cell}" if cell.startswith("'") else str(harmless(cell))


def unguarded(cell: str) -> str:
    """Give a cell back as it was before it was kept from running as a formula."""
    bare = cell.removeprefix("'")
    return bare if bare != cell and _guarded(bare) == cell else cell
