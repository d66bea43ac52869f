"""Sixty people at random, as plain numbers, and the rows that they leave behind."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from random import Random

    from storage.connections import Connection
    from storage.database import Database

NOW = datetime(2026, 11, 18, 12, tzinfo=UTC)  # a Wednesday
TODAY = NOW.date()
MINIMUM = 100
USERS = range(101, 161)


@dataclass
class Request:
    user: int
    anonymous: bool
    person: bool
    asked_at: datetime
    state: str = "open"
    closed_at: datetime | None = None
    helper: int = 0


@dataclass
class Life:
    """What one of them did: logs are (amount, backfilled) by day."""

    user: int
    is_open: bool
    counted: bool
    suspended: bool
    joined_at: datetime
    logs: dict[date, list[tuple[int, bool]]] = field(default_factory=dict)
    weeks: set[date] = field(default_factory=set)
    thanked: list[tuple[int, datetime]] = field(default_factory=list)
    cheered: list[datetime] = field(default_factory=list)
    applied: list[datetime] = field(default_factory=list)


@dataclass
class Town:
    lives: list[Life]
    requests: list[Request]


def at_noon(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 12, tzinfo=UTC)


def make_town(random: Random) -> Town:
    lives = [_life(random, user) for user in USERS]
    for life in lives:
        days = (NOW - life.joined_at).days
        others = [user for user in USERS if user != life.user]
        if random.random() < 0.4:
            when = NOW - timedelta(days=random.randrange(max(days, 1)), hours=random.randrange(9))
            life.thanked.append((random.choice(others), when))
    return Town(lives, [_request(random) for _ in range(90)])


def _life(random: Random, user: int) -> Life:
    back = random.choice((random.randrange(3, 40), random.randrange(60, 160)))
    life = Life(
        user=user,
        is_open=random.random() < 0.45,
        counted=random.random() < 0.85,
        suspended=random.random() < 0.1,
        joined_at=NOW - timedelta(days=back),
    )
    stops = random.choice((0, 0, random.randrange(back)))
    zeal = random.random()
    for ago in range(back, stops - 1, -1):
        if random.random() < zeal:
            day = TODAY - timedelta(days=ago)
            each = (random.choice((30, 60, 100, 250)), random.random() < 0.2)
            again = [(50, False)] if random.random() < 0.2 else []
            life.logs[day] = [each, *again]
    mondays = [TODAY - timedelta(days=2 + 7 * each) for each in range(1, back // 7 + 1)]
    life.weeks = {monday for monday in mondays if random.random() < 0.2}
    if life.logs and random.random() < 0.3:
        life.cheered.append(at_noon(max(life.logs)))
    if random.random() < 0.4:
        life.applied.append(NOW - timedelta(days=random.randrange(60)))
    return life


def _request(random: Random) -> Request:
    user, helper = random.sample(USERS, 2)
    asked_at = NOW - timedelta(hours=random.randrange(1, 24 * 80))
    is_anonymous, to_one = random.random() < 0.2, random.random() < 0.1
    made = Request(user, is_anonymous, to_one and not is_anonymous, asked_at)
    closed = asked_at + timedelta(minutes=random.randrange(20, 8_000))
    if random.random() < 0.7 and closed < NOW:
        made.state = random.choice(("answered", "answered", "lapsed", "withdrawn"))
        made.closed_at, made.helper = closed, helper
    return made


async def settle(db: Database, town: Town) -> None:
    """Write down what they did."""
    async with db.transaction() as tx:
        rows = _Rows(tx)
        await rows.add("communities", community_id=1, zone="UTC", backfill_days=7)
        for life in town.lives:
            await _settle_life(rows, life)
        await rows.add("ideas", idea_id=1, user_id=USERS[0], kind="insight")
        for life in town.lives:
            for at in life.applied:
                await rows.add("applications", idea_id=1, user_id=life.user, applied_at=at)
        for request in town.requests:
            await _settle_request(rows, request)


class _Rows:
    """Adds rows; what is not said is 0 or empty."""

    def __init__(self, tx: Connection) -> None:
        self._tx = tx
        self._columns: dict[str, dict[str, int | str | None]] = defaultdict(dict)
        self._next = 1_000

    async def add(self, table: str, **given: int | str | bool | date | None) -> int:
        columns = self._columns[table] or await self._ask(table)
        self._next += 1
        values: dict[str, int | str | None] = {"community_id": 1}
        for name, value in given.items():
            if isinstance(value, datetime):
                values[name] = int(value.timestamp())
            else:
                values[name] = value.isoformat() if isinstance(value, date) else value
        key = next(iter(columns))
        row = {**columns, key: self._next, **values}
        names, places = ", ".join(row), ", ".join(f":{name}" for name in row)
        sql = f"INSERT INTO {table} ({names}) VALUES ({places})"  # noqa: S608 - our own names
        await self._tx.execute(sql, row)
        return self._next

    async def _ask(self, table: str) -> dict[str, int | str | None]:
        for row in await self._tx.fetch_all(f"PRAGMA table_info({table})", {}):
            is_key = row["pk"] == 1
            if is_key or (row["notnull"] and row["dflt_value"] is None):
                self._columns[table][row["name"]] = "" if row["type"] == "TEXT" else 0
        return self._columns[table]


async def _settle_life(rows: _Rows, life: Life) -> None:
    who, started = life.user, life.joined_at.date()
    await rows.add(
        "members",
        user_id=who,
        visibility="open" if life.is_open else "private",
        joined_at=life.joined_at,
        nudges="off",
        counted=life.counted,
    )
    await rows.add("clock_settings", user_id=who, since=life.joined_at, zone="UTC")
    if life.suspended:
        await rows.add("suspensions", user_id=who, suspended_at=NOW)
    practice = await rows.add("practices", user_id=who, name="Guitar", started_on=started)
    of_it = {"practice_id": practice, "valid_from": started}
    await rows.add("practice_standards", **of_it, minimum=MINIMUM, unit="min")
    await rows.add("practice_schedules", **of_it, schedule="days:0123456")
    log = 0
    for day, logs in life.logs.items():
        for amount, late in logs:
            whose = {"user_id": who, "practice_id": practice}
            made = {"day": day, "amount": amount, "backfilled": late}
            log = await rows.add("logs", **whose, **made, logged_at=min(at_noon(day), NOW))
    for at in life.cheered:
        await rows.add("cheers", log_id=log, user_id=who + 1_000, cheered_at=at)
    for monday in life.weeks:
        year, week, _ = monday.isocalendar()
        named = f"{year}-W{week:02}"
        at = at_noon(monday + timedelta(days=6))
        await rows.add("reflections", user_id=who, week=named, reflected_at=at)
    for other, at in life.thanked:
        await rows.add("kudos", user_id=who, thanked_user_id=other, given_at=at)


async def _settle_request(rows: _Rows, request: Request) -> None:
    number = await rows.add(
        "requests",
        user_id=request.user,
        kind="work",
        state=request.state,
        audience="person" if request.person else "anyone",
        anonymous=request.anonymous,
        asked_at=request.asked_at,
        closed_at=request.closed_at,
    )
    if request.state == "answered":
        both = {"asked_by": request.user, "given_by": request.helper}
        await rows.add("feedback", request_id=number, **both, given_at=request.closed_at)
