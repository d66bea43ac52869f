"""A year of one member's life: every number on every surface agrees with the audit.

The bot lives the year by its real services on a real file. Every day's verdict is held to an
oracle that shares no rule with the bot; every number that a surface tells is counted anew from the
rows that `/streak audit` shows.
"""

from __future__ import annotations

import csv
import io
from collections import Counter
from datetime import UTC, date, datetime, timedelta
from itertools import count
from typing import TYPE_CHECKING

from bot.domain.days import week_of
from bot.domain.progress import Period, ProgressShown
from bot.render.progress_words import say_words
from bot.render.streak_posts import own_week
from bot.render.streaks import MOST_WEEKS, WEEKS_ON_A_PAGE
from bot.render.streaks import audit as audit_card
from tests.domain.test_oracle import Oracle
from tests.year import audit as audits
from tests.year.life import AMOUNTS, LAST, live
from tests.year.lived import Lived, words_of
from tests.year.surfaces import about, told

if TYPE_CHECKING:
    from tests.support.world import World
    from tests.year.audit import Audit, Numbers

DAY, HOUR = timedelta(days=1), timedelta(hours=1)
NAMES = tuple(AMOUNTS)
PLANNED, REPORTED = date(2026, 9, 28), date(2026, 11, 3)
# Every third week at a changing hour, and where something special just happened.
LOOKS = (
    *(datetime(2026, 1, 15, 20, tzinfo=UTC) + number * (23 * DAY + HOUR) for number in range(15)),
    datetime(2026, 2, 20, 20, tzinfo=UTC),
    datetime(2026, 3, 29, 20, tzinfo=UTC),
    datetime(2026, 4, 20, 18, tzinfo=UTC),
    datetime(2026, 6, 9, 20, tzinfo=UTC),
    datetime(2026, 7, 3, 0, 30, tzinfo=UTC),
    datetime(2026, 8, 21, 20, tzinfo=UTC),
    datetime(2026, 9, 2, 20, tzinfo=UTC),
    datetime(2026, 10, 13, 20, tzinfo=UTC),
    datetime(2026, 10, 25, 22, tzinfo=UTC),
    datetime(2026, 11, 3, 20, tzinfo=UTC),
    datetime(2026, 12, 13, 22, tzinfo=UTC),
)


async def test_every_number_agrees_with_the_audit(world: World) -> None:
    lived = Lived(world, world.home.member("mira"))
    looks, seen, logged = sorted(LOOKS), Counter[str](), count(1)
    for event in live():
        while looks and looks[0] < event.at:
            await _look(lived, looks.pop(0), seen)
        await world.advance_to(event.at)
        await lived.go_on(event)
        if event.does in {"import", "restore"}:
            await world.restart()
        if event.does == "log" and not next(logged) % 25:
            await _logged(lived, event.of["name"], lived.books.today(event.at))
    for at in looks:
        await _look(lived, at, seen)
    assert seen["comebacks"] > 3
    assert seen["plan"]
    verdicts = {"done", "rest", "travel", "small", "forgiven", "missed", "moved", "extra", "free"}
    assert verdicts <= set(seen), "the year has lost one of its verdicts"


async def _look(lived: Lived, at: datetime, seen: Counter[str]) -> None:
    """Hold every surface to the audit, and the audit to the oracle."""
    await lived.world.advance_to(at)
    today = lived.books.today(at)
    home = (await lived.member.slash("today")).text
    shown = (await lived.member.slash("streak show")).text
    reads: dict[str, Audit] = {}
    exported = await lived.services.imports.export(lived.caller())
    for name in NAMES:
        read = await _audit(lived, name, today)
        _judged_rightly(lived, name, at, read)
        seen.update(row.verdict for row in read.rows)
        numbers = _count(lived, name, today, read)
        seen["comebacks"] += len(numbers.comebacks)
        _exported_rightly(exported, name, read)
        await _progress(lived, name, numbers, read)
        reads[name] = read
        if (await lived.practice(name)).is_archived:
            continue
        where = f"{name} at {at}"
        _agree(numbers, about(name, shown, NAMES), where)
        if "resting" not in about(name, home, NAMES).splitlines()[0]:
            _agree(numbers, about(name, home, NAMES), where)
            _marked(about(name, home, NAMES), numbers, read, where)
    await _own_week(lived, reads, today)
    if at.date() == REPORTED:
        await _plan(lived, reads["Guitar"])
        seen["plan"] += 1


def _count(lived: Lived, name: str, today: date, read: Audit) -> Numbers:
    def minimum(day: date) -> int:
        return lived.books.minimum(name, day)

    def blocks(day: date) -> int:
        return lived.books.blocks_a_week(name, day)

    return audits.numbers(read, today, minimum, blocks)


async def _audit(lived: Lived, name: str, today: date) -> Audit:
    """Read all pages of the audit, as its card has them."""
    practice = await lived.practice(name)
    found = await lived.services.streaks.audit(lived.caller(), str(practice.id), MOST_WEEKS)
    assert len(found.weeks) <= MOST_WEEKS
    pages = [
        words_of(audit_card(found, MOST_WEEKS, number, own=True))
        for number in range(-(-len(found.weeks) // WEEKS_ON_A_PAGE))
    ]
    read = audits.read(pages, today)
    assert read.rows[0].day == lived.books.habits[name].started
    assert read.rows[-1].day == today
    first = words_of(audit_card(found, MOST_WEEKS, 0, own=True))
    assert f"a streak of {audits.streak_of(read)} day" in first
    return read


def _judged_rightly(lived: Lived, name: str, at: datetime, read: Audit) -> None:
    """Hold each row to what the oracle says of its day."""
    oracle = Oracle(lived.books.history(name, at))
    for row in read.rows:
        log = oracle.of.logs.get(row.day)
        where = f"{name}, {row.day}, seen {at}"
        assert row.amount == (log.amount if log else 0), where
        assert row.counted == oracle.done(row.day), where
        if oracle.plan(row.day)[0] == "days":
            assert row.verdict == (oracle.verdict(row.day) or "not judged"), where
    for week in read.weeks:
        assert week.verdict == oracle.week_verdict(week.sunday - 6 * DAY), f"{name}, {week}"
    assert (audits.streak_of(read), audits.best_of(read)) == oracle.streak(), name


def _exported_rightly(exported: bytes, name: str, read: Audit) -> None:
    """Hold the file that goes out to the amounts of the audit."""
    sums: Counter[str] = Counter()
    for line in csv.DictReader(io.StringIO(exported.decode("utf-8-sig"))):
        if line["practice"] == name and line["amount"] and line["amount"] != "rest":
            sums[line["day"]] += round(float(line["amount"]) * 100)
    assert sums == {row.day.isoformat(): row.amount for row in read.rows if row.amount}


async def _progress(lived: Lived, name: str, numbers: Numbers, read: Audit) -> None:
    """Hold progress to the audit: its numbers, and the sum of each week."""
    who, practice = lived.caller(), await lived.practice(name)
    for period in (Period.FOUR_WEEKS, Period.ALL):
        shown = await lived.services.progress.show(who, str(practice.id), who.user_id, period)
        assert isinstance(shown, ProgressShown)
        _agree(numbers, "\n".join(say_words(shown)), f"progress of {name}")
        for week in shown.progress.weeks:
            if week.amount is not None:
                days = {week.monday + DAY * step for step in range(7)}
                assert week.amount == sum(row.amount for row in read.rows if row.day in days)


async def _own_week(lived: Lived, reads: dict[str, Audit], today: date) -> None:
    """Hold the seven days behind the last weekly post to the rows of those days."""
    week = week_of(today - 7 * DAY)
    shown = await lived.services.streak_posts.own(lived.caller(), week)
    words = words_of(own_week(shown))
    for each in shown.practices:
        name = each.practice.name
        read = reads[name]
        if read.weeks and read.weeks[0].sunday <= each.last + 7 * DAY:
            continue  # judged by the week
        rows = [row for row in read.rows if each.first <= row.day <= each.last]
        kept, planned = audits.adherence_of(rows)
        assert told(about(name, words, NAMES)).kept == (kept, planned), f"{name}, {week}"


async def _plan(lived: Lived, read: Audit) -> None:
    """Hold the report of the thirty days to the rows of its weeks."""
    shown = (await lived.member.slash("plan show")).text
    for number in range(1, 5):
        first = PLANNED + 7 * (number - 1) * DAY
        rows = [row for row in read.rows if first <= row.day < first + 7 * DAY]
        kept, planned = audits.adherence_of(rows)
        logged = sum(row.amount > 0 for row in rows)
        percent = round(100 * kept / planned + 1e-9)
        assert f"Week {number}: {percent} % ({kept} of {planned}); {logged} days logged" in shown


def _agree(numbers: Numbers, words: str, where: str) -> None:
    """Hold what a surface says to what the audit's rows come to."""
    said = told(words)
    assert said.streak == numbers.streak, where
    assert said.kept == (numbers.kept, numbers.planned), where
    percent = round(100 * numbers.kept / numbers.planned + 1e-9) if numbers.planned else None
    assert said.percent == percent, where
    assert said.strength in {None, numbers.strength}, where
    assert said.best in {None, numbers.best}, where
    if said.comebacks:
        assert said.comebacks == (len(numbers.comebacks), audits.median(numbers.comebacks)), where


def _marked(words: str, numbers: Numbers, read: Audit, where: str) -> None:
    """Hold two of the marks to the rows: behaviour, and recovery."""
    is_kept = bool(numbers.planned) and round(100 * numbers.kept / numbers.planned + 1e-9) >= 50
    assert ("● behaviour" in words) == is_kept, where
    rested = any(row.verdict in {"rest", "free"} for row in read.rows[-15:-1])
    assert ("● recovery" in words) == rested, where


async def _logged(lived: Lived, name: str, today: date) -> None:
    """Hold the card of a log that was just made to the audit."""
    numbers = _count(lived, name, today, await _audit(lived, name, today))
    _agree(numbers, lived.card, f"the card of {name} on {today}")


def test_the_year_holds_what_it_promises() -> None:
    events = live()
    done = Counter(event.does for event in events)
    assert done["log"] > 500
    assert {"import", "plan", "pause", "rest", "extend", "end", "archive", "undo"} <= set(done)
    assert max(event.at for event in events).date() <= LAST + DAY
    late = [event.of["day"] for event in events if event.does == "log"]
    assert late.count("yesterday") > 10
