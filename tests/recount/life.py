"""Four weeks in a community of two hundred, written down before anybody lives them.

Plain data: whoever counts it anew (``count``) shares nothing with the bot. The weeks hold the end
of summer time in Europe and in America, and its beginning in Australia lies in the baseline.
"""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

DAY = timedelta(days=1)
FIRST, LAST = date(2026, 10, 5), date(2026, 11, 1)
BEGIN = datetime(2026, 8, 31, 12, 0, tzinfo=UTC)
JOIN_UNTIL = date(2026, 10, 21)
PEOPLE = 200
ZONES = (
    "Europe/Berlin",
    "America/New_York",
    "Asia/Kolkata",
    "Pacific/Auckland",
    "America/Bogota",
    "Australia/Lord_Howe",
    "Pacific/Honolulu",
    "Africa/Cairo",
)
LAST_ZONE = "Pacific/Honolulu"
# Every day, weekdays, some days, rare days, and n times a week.
PLANS: tuple[tuple[str, frozenset[int] | int], ...] = (
    ("every day", frozenset(range(7))),
    ("weekdays", frozenset(range(5))),
    ("mon wed fri", frozenset({0, 2, 4})),
    ("tue sat", frozenset({1, 5})),
    ("3x a week", 3),
    ("5x a week", 5),
)
WORK = (("Guitar", "min", 20), ("Reading", "pages", 10), ("Piano", "min", 30))
PLACES = ("home", "Home ", "library", "train", "park", "")


class Event(NamedTuple):
    """Somebody does something; ``of`` is what is needed to do it."""

    at: datetime
    who: int
    does: str
    of: dict[str, Any]


@dataclass
class Person:
    """One member: when they arrive, and how they live."""

    id: int
    zone: str
    day_start: int
    arrives: datetime
    habits: list[tuple[str, str, int, str, frozenset[int] | int]]
    keeps: float
    years: float | None
    events: list[Event] = field(default_factory=list)

    def do(self, at: datetime, does: str, **of: Any) -> None:
        self.events.append(Event(at, self.id, does, of))


@dataclass(frozen=True)
class Plan:
    """A challenge as its moderators would write it."""

    name: str
    measure: str
    mode: str
    ranking: str
    target: int
    breaks: int = 0
    grace: int = 1
    unit: str = ""
    teams: int = 0


CHALLENGES = (
    Plan("Better than before", "blocks", "alone", "improvement", 80, breaks=1),
    Plan("Keep the plan", "blocks", "teams", "target", 80, breaks=1, grace=2, teams=6),
    Plan("Minutes", "amount", "alone", "improvement", 500, unit="min", grace=3),
    Plan("Days together", "days", "together", "target", 2_500),
    Plan("Four places", "places", "alone", "target", 4, breaks=2),
)


def live() -> list[Event]:
    """Return everything that happens, in order; the same at every call."""
    chance = random.Random(20261005)  # noqa: S311 - lives, not secrets
    people = [_person(chance, number) for number in range(1, PEOPLE + 1)]
    # Their own, so that who rests changes nothing of what else happens.
    rests = random.Random(7)  # noqa: S311
    for person in people:
        _practise(chance, person)
        _take_part(chance, person)
        _rest(rests, person)
    events = [event for person in people for event in person.events]
    moderator = 0
    created = datetime.combine(FIRST - 6 * DAY, time(10), UTC)
    events += [
        *(Event(created, moderator, "create", {"challenge": plan.name}) for plan in CHALLENGES),
        # Easier for everybody from the next day on, later harder for those who renew.
        Event(_noon(12), moderator, "edit", {"challenge": "Minutes", "target": 400}),
        Event(_noon(18), moderator, "edit", {"challenge": "Minutes", "target": 650}),
        Event(_noon(14), moderator, "edit", {"challenge": "Four places", "target": 5}),
        Event(_noon(9), moderator, "edit", {"challenge": "Days together", "target": 2_400}),
        # Not everybody renews what all walk towards.
        Event(_noon(11), moderator, "edit", {"challenge": "Days together", "target": 3_000}),
        Event(_noon(16), moderator, "remove", {"challenge": "Four places", "person": 6}),
        *(Event(_noon(day) + timedelta(hours=3), 0, "restart", {}) for day in (1, 9, 20, 27)),
    ]
    return sorted(events, key=lambda event: (event.at, event.who))


def _noon(day: int) -> datetime:
    return datetime.combine(FIRST + day * DAY, time(12), UTC)


def _person(chance: random.Random, number: int) -> Person:
    # Some arrive too late to have four weeks before, some in the middle.
    days = chance.choices((0, 14, 30, 41), (70, 15, 10, 5))[0] + chance.random() * 5
    kinds = chance.sample(WORK, chance.choice((1, 1, 1, 2)))
    return Person(
        id=number,
        zone=chance.choice(ZONES),
        day_start=chance.choice((0, 0, 3, 5)),
        arrives=BEGIN + timedelta(days=days),
        habits=[(*kind, *chance.choice(PLANS)) for kind in kinds],
        keeps=chance.choice((0.1, 0.5, 0.7, 0.9, 1.0)),
        years=chance.choice((None, None, 0.2, 2.0, 6.0)),
    )


def _practise(chance: random.Random, person: Person) -> None:
    person.do(person.arrives, "arrive", person=person)
    zone, at = ZoneInfo(person.zone), person.arrives + timedelta(hours=1)
    last = datetime.combine(LAST + 4 * DAY, time(12), UTC)
    moves = chance.random() < 0.1
    while at < last:
        if moves and at.date() == date(2026, 10, 14):
            moves = False
            person.do(at, "move", zone=chance.choice(ZONES))
        for name, unit, minimum, _, _ in person.habits:
            if chance.random() < person.keeps:
                _log(chance, person, at, name, unit, minimum)
        if chance.random() < 0.02:
            person.do(at + timedelta(minutes=40), "undo")
        # At any hour of the local day, around its beginning too.
        at = datetime.combine((at + DAY).astimezone(zone).date(), time(), zone).astimezone(UTC)
        at += timedelta(minutes=chance.choice((5, 170, 320, 700, 1100, 1380)))


def _log(
    chance: random.Random, person: Person, at: datetime, name: str, unit: str, minimum: int
) -> None:
    amount = minimum * chance.choice((1, 1, 1, 2, 3)) if chance.random() < 0.8 else minimum // 2
    person.do(
        at + timedelta(minutes=chance.randrange(30)),
        "log",
        habit=name,
        amount=amount,
        unit=unit,
        back=chance.choice((0,) * 12 + (1, 2, 5)),
        where=chance.choice(PLACES),
    )


def _rest(chance: random.Random, person: Person) -> None:
    """Let every third one rest: some from everything, some from one habit, some twice."""
    if chance.random() > 0.35:
        return
    # In the weeks before, and in the four weeks themselves.
    for week in chance.sample((-3, -2, 0, 1, 2), 2):
        at = max(person.arrives + DAY, _noon(7 * week + chance.randrange(4)))
        name = None if chance.random() < 0.6 else person.habits[0][0]
        ahead, days = chance.randrange(3), chance.randint(1, 5)
        person.do(at, "rest", habit=name, ahead=ahead, days=days)


def _take_part(chance: random.Random, person: Person) -> None:
    for plan in CHALLENGES:
        if chance.random() > 0.8:
            continue
        early = datetime.combine(FIRST - 5 * DAY, time(8), UTC)
        # For some it is too late by then.
        late = datetime.combine(JOIN_UNTIL, time(20), UTC)
        opens = max(early, person.arrives + timedelta(minutes=30))
        if opens > late:
            continue
        joins = opens if chance.random() < 0.7 else opens + (late - opens) * chance.random()
        person.do(joins, "join", challenge=plan.name, grouped=chance.random() < 0.4)
        if plan.name == "Minutes" and chance.random() < 0.5:
            person.do(_noon(19) + timedelta(minutes=person.id), "renew", challenge=plan.name)
        if chance.random() < 0.12:
            leaves = max(joins, _noon(3)) + timedelta(days=chance.random() * 9)
            person.do(leaves, "leave", challenge=plan.name)
            if chance.random() < 0.6:
                returns = leaves + timedelta(days=chance.random() * 6)
                person.do(returns, "join", challenge=plan.name, grouped=False)
        if plan.name == "Four places" and person.zone == LAST_ZONE:
            # So that it is over when those further east are done: nobody waits for who left.
            person.do(_noon(23), "leave", challenge=plan.name)
