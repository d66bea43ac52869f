"""A year of one member's life, written down before it is lived: plain data, nothing of the bot.

It holds two journeys across the world, both changes of Europe's clocks, nights that belong to the
day before, a planned holiday, an illness told a day late, weeks of silence and the way back, a
pause, a plan, an import, and changes of mind about what to practise and how much.
"""

from __future__ import annotations

import random
from datetime import UTC, date, datetime, time, timedelta
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

DAY, HOUR = timedelta(days=1), timedelta(hours=1)
HOME = "Europe/Berlin"
FIRST, LAST = date(2026, 1, 12), date(2026, 12, 13)
IMPORTED_FROM = date(2025, 12, 29)
# Local days on which another zone is chosen, at noon there.
JOURNEYS = (
    (date(2026, 4, 20), "America/New_York"),
    (date(2026, 5, 11), HOME),
    (date(2026, 9, 1), "Asia/Tokyo"),
    (date(2026, 9, 21), HOME),
)
NIGHTS_FROM, NIGHTS_END = date(2026, 5, 18), date(2026, 8, 1)
DAY_START = 4
ARCHIVED = (date(2026, 9, 25), date(2026, 10, 12))
SILENCE = (date(2026, 8, 3), date(2026, 8, 18))
AMOUNTS = {
    "Guitar": (("20 min", 20), ("25 min", 25), ("35 min", 35), ("5 min", 5), ("12 min", 12)),
    "Reading": (("10 pages", 10), ("14 pages", 14), ("4 pages", 4)),
    "Running": (("3 km", 3), ("5 km", 5), ("1 km", 1)),
}
WEIGHTS = {"Guitar": (6, 5, 3, 1, 1), "Reading": (6, 4, 1), "Running": (5, 3, 1)}
CHANCES = {"Guitar": 0.86, "Reading": 0.5, "Running": 0.42}
PLACES = ("home", "park", "train", "")


class Event(NamedTuple):
    """Something is done at an instant; ``of`` is what it takes."""

    at: datetime
    does: str
    of: dict[str, Any]


def live() -> list[Event]:
    """Write the year down, in its order."""
    chance = random.Random(11)  # noqa: S311 - a story, not a secret
    events = [*_practices(), *_turns(), *_rests()]
    day = FIRST
    while day <= LAST:
        events += (_logged(chance, day, name) for name in AMOUNTS if _is_kept(chance, day, name))
        if chance.random() < 0.03:
            events.append(Event(_at(day, time(22, 50)), "undo", {}))
        day += DAY
    return sorted(events, key=lambda event: event.at)


def zone_on(day: date) -> str:
    """Tell where the member is on a day."""
    return [HOME, *(zone for since, zone in JOURNEYS if since <= day)][-1]


def _at(day: date, clock: time) -> datetime:
    return datetime.combine(day, clock, ZoneInfo(zone_on(day))).astimezone(UTC)


def _practices() -> list[Event]:
    added = (
        ("Guitar", "20 min", "every day"),
        ("Reading", "10 pages", "mon wed fri"),
        ("Running", "3 km", "3x a week"),
    )
    begin = _at(FIRST, time(7))
    return [
        Event(begin, "zone", {"zone": HOME}),
        *(
            Event(
                begin + number * HOUR / 60, "add", {"name": name, "minimum": minimum, "days": days}
            )
            for number, (name, minimum, days) in enumerate(added, 1)
        ),
        Event(_at(FIRST + 2 * DAY, time(7)), "import", {"name": "Guitar", "from": IMPORTED_FROM}),
        Event(_at(date(2026, 2, 10), time(7)), "minimum", {"name": "Guitar", "minimum": "15 min"}),
        Event(_at(date(2026, 10, 5), time(7)), "minimum", {"name": "Guitar", "minimum": "25 min"}),
        Event(_at(date(2026, 3, 4), time(7)), "days", {"name": "Reading", "days": "weekdays"}),
        Event(_at(date(2026, 11, 5), time(7)), "days", {"name": "Reading", "days": "tue sat"}),
        Event(_at(date(2026, 6, 24), time(7)), "days", {"name": "Running", "days": "2x a week"}),
        Event(_at(ARCHIVED[0], time(21)), "archive", {"name": "Running"}),
        Event(_at(ARCHIVED[1], time(7)), "restore", {"name": "Running"}),
        Event(_at(date(2026, 9, 28), time(7)), "plan", {"name": "Guitar"}),
    ]


def _turns() -> list[Event]:
    return [
        *(Event(_at(day, time(12)), "zone", {"zone": zone}) for day, zone in JOURNEYS),
        Event(_at(NIGHTS_FROM, time(12)), "day_start", {"hour": DAY_START}),
        Event(_at(NIGHTS_END, time(12)), "day_start", {"hour": 0}),
    ]


def _rests() -> list[Event]:
    return [
        Event(
            _at(date(2026, 2, 10), time(8)), "rest", {"from": "2026-02-14", "until": "2026-02-20"}
        ),
        # An illness, told on its second day, and longer than it seemed; then ended early.
        Event(_at(date(2026, 6, 4), time(9)), "rest", {"from": "yesterday", "until": "2026-06-09"}),
        Event(_at(date(2026, 6, 9), time(9)), "extend", {"until": date(2026, 6, 16)}),
        Event(_at(date(2026, 6, 14), time(9)), "end", {}),
        Event(
            _at(date(2026, 7, 2), time(9)),
            "rest",
            {"from": "2026-07-08", "until": "2026-07-19", "practice": "Running"},
        ),
        Event(_at(date(2026, 11, 2), time(8)), "pause", {"days": 3}),
    ]


def _is_kept(chance: random.Random, day: date, name: str) -> bool:
    is_away = name == "Running" and ARCHIVED[0] < day < ARCHIVED[1]
    if is_away or SILENCE[0] <= day <= SILENCE[1]:
        return False
    # Holidays and illness: little is done in them.
    is_holiday = date(2026, 2, 14) <= day <= date(2026, 2, 20)
    is_ill = date(2026, 6, 3) <= day <= date(2026, 6, 13)
    return chance.random() < (0.12 if is_holiday or is_ill else CHANCES[name])


def _logged(chance: random.Random, day: date, name: str) -> Event:
    typed, units = chance.choices(AMOUNTS[name], WEIGHTS[name])[0]
    of = {"name": name, "typed": typed, "units": units, "where": chance.choice(PLACES), "day": ""}
    late = chance.random()
    if late < 0.05:
        return Event(_at(day + DAY, time(9, 30)), "log", {**of, "day": "yesterday"})
    if NIGHTS_FROM < day < NIGHTS_END - DAY and late < 0.4:
        # Half past one at night is still the day before.
        return Event(_at(day + DAY, time(1, 30)), "log", of)
    return Event(_at(day, time(chance.randint(8, 22), chance.randint(0, 40))), "log", of)
