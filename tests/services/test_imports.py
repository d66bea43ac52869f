from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from bot.domain.amounts import Standard
from bot.domain.days import Span
from bot.domain.entries import Entry
from bot.domain.import_refusals import (
    ImportGone,
    NothingToExport,
    NothingToImport,
)
from bot.domain.imports import DayOrder, Source, Why
from bot.domain.members import NotStarted
from bot.domain.practice_details import PracticeWords
from bot.domain.schedules import TimesAWeek
from bot.domain.verdicts import Verdict
from tests.support.callers import ELSEWHERE, act
from tests.support.importing import (
    HEAD,
    bring_in,
    left,
    logs,
    loop,
    numbers,
    practices,
    silent,
)

if TYPE_CHECKING:
    from bot.services.container import Services
    from storage.database import Database
    from tests.support.clock import FakeClock

# The clock stands at Wednesday, 18 November 2026.
TODAY = date(2026, 11, 18)


async def test_a_dry_run_changes_nothing(services: Services, db: Database) -> None:
    waiting = await services.imports.begin(act(), loop(), "Loop.zip")
    found = waiting.kept.dry_run
    assert found
    assert found.source is Source.LOOP
    assert [(each.name, each.logs, each.rest_days) for each in found.practices] == [
        ("Meditate", 2, 2),
        ("Run", 2, 0),
        ("Read", 1, 0),
    ]
    assert [(each.why, each.text) for each in found.skipped] == [(Why.LIMIT, "Smoking")]
    assert await services.practices.of(act()) == ()
    assert await logs(db) == 0
    assert await left(db) == (1, 0)


async def test_what_loop_knows_comes_in(services: Services, db: Database) -> None:
    done = await bring_in(services, loop(), "Loop.zip")
    assert done.logs == 5
    found = await practices(services)
    meditate, run, read = found["Meditate"], found["Run"], found["Read"]
    assert meditate.started_on == date(2026, 11, 12)
    assert meditate.rests == (Span(date(2026, 11, 15), date(2026, 11, 16)),)
    assert run.standard_on(TODAY) == Standard(500, "km")
    assert run.schedule_on(TODAY) == TimesAWeek(3)
    assert read.is_archived
    assert not run.is_archived
    assert await left(db) == (0, 0)
    latest = await services.logs.latest(act())
    assert latest[0].log.backfilled
    assert latest[0].log.logged_at <= datetime(2026, 11, 17, 12, tzinfo=UTC)


async def test_the_audit_counts_what_came_in(services: Services) -> None:
    await bring_in(services, loop(), "Loop.zip")
    meditate = (await practices(services))["Meditate"]
    audit = await services.streaks.audit(act(), str(meditate.id), 2)
    days = [each.judged for week in audit.weeks for each in week.days]
    verdicts = {day.day: day.verdict for day in days}
    assert verdicts[date(2026, 11, 17)] is Verdict.DONE
    assert verdicts[date(2026, 11, 16)] is Verdict.REST


async def test_two_times_adds_nothing(services: Services, db: Database) -> None:
    await bring_in(services, loop(), "Loop.zip")
    waiting = await services.imports.begin(act(), loop(), "Loop.zip")
    assert waiting.kept.dry_run
    assert not waiting.kept.dry_run.adds
    assert waiting.kept.dry_run.there == 5
    with pytest.raises(NothingToImport):
        await services.imports.bring_in(act(), waiting.import_id, silent)
    assert await logs(db) == 5


async def test_as_many_alike_as_the_file_has(services: Services, db: Database) -> None:
    row = "2026-11-10,Guitar,20,min,20,every day,,\n"
    await bring_in(services, (HEAD + row).encode())
    done = await bring_in(services, (HEAD + row * 3).encode())
    assert (done.logs, done.there) == (2, 1)
    assert await logs(db) == 3


async def test_one_taken_back_comes_in_again(services: Services, db: Database) -> None:
    row = "2026-11-10,Guitar,20,min,20,every day,,\n"
    await bring_in(services, (HEAD + row * 2).encode())
    taken = (await services.logs.latest(act()))[-1].log
    await services.logs.undo(act(), str(taken.id))
    assert (await bring_in(services, (HEAD + row * 2).encode())).logs == 1
    assert await logs(db) == 2


async def test_a_practice_begins_with_its_first_import(services: Services) -> None:
    await services.practices.add(act(), PracticeWords(name="Guitar", minimum="20 min"))
    await services.logs.add(act(), Entry("25"))
    before = await numbers(services)
    rows = "".join(f"2026-11-{day:02d},guitar,20,min,30,every day,,\n" for day in range(10, 18))
    done = await bring_in(services, (HEAD + rows).encode())
    assert done.practices[0].starts_earlier
    assert (await practices(services))["Guitar"].started_on == date(2026, 11, 10)
    after = await numbers(services)
    assert (before[0].streak.current, after[0].streak.current) == (1, 9)


async def test_habits_beyond_three_arrive_archived(services: Services) -> None:
    rows = "".join(f"2026-11-1{n},Practice {n},20,min,20,every day,,\n" for n in range(5))
    await bring_in(services, (HEAD + rows).encode())
    found = await practices(services)
    assert [found[f"Practice {n}"].is_archived for n in range(5)] == [False] * 3 + [True] * 2
    assert found["Practice 4"].archives[0].archived_on == date(2026, 11, 14)


async def test_rows_that_cannot_be_are_left_out(services: Services) -> None:
    await services.practices.add(act(), PracticeWords(name="Guitar", minimum="20 min"))
    rows = (
        "2026-11-10,Guitar,20,min,20,every day,,\n"
        "2026-11-19,Guitar,20,min,20,every day,,\n"
        "1999-11-10,Guitar,20,min,20,every day,,\n"
        "2026-11-31,Guitar,20,min,20,every day,,\n"
        "2026-11-10,Guitar,a lot,min,20,every day,,\n"
        "2026-11-10,Guitar,2,pages,20,every day,,\n"
        "2026-11-10,Guitar,90000,min,20,every day,,\n"
        "2026-11-10,\u202e,20,min,20,every day,,\n"
    )
    waiting = await services.imports.begin(act(), (HEAD + rows).encode(), "logs.csv")
    assert waiting.kept.dry_run
    assert waiting.kept.dry_run.logs == 1
    assert [(each.line, each.why) for each in waiting.kept.dry_run.skipped] == [
        (3, Why.FUTURE),
        (4, Why.TOO_OLD),
        (5, Why.WRONG_DAY),
        (6, Why.WRONG_AMOUNT),
        (7, Why.WRONG_UNIT),
        (8, Why.WRONG_AMOUNT),
        (9, Why.NO_NAME),
    ]


async def test_days_of_an_archive_are_left_out(services: Services, clock: FakeClock) -> None:
    await services.practices.add(act(), PracticeWords(name="Guitar", minimum="20 min"))
    await services.practices.archive(act(), "Guitar")
    clock.advance(timedelta(days=3))
    rows = "2026-11-18,Guitar,20,min,20,every day,,\n2026-11-20,Guitar,20,min,20,every day,,\n"
    done = await bring_in(services, (HEAD + rows).encode())
    assert done.logs == 1
    assert done.reasons == ((Why.ARCHIVED_THEN, 1),)


async def test_a_table_of_anybodys(services: Services) -> None:
    content = b"Date;Activity;Minutes;Place\n03/04/2026;Piano;12,5;home\n05/04/2026;Piano;0;home\n"
    waiting = await services.imports.begin(act(), content, "my logs.csv")
    layout = waiting.kept.layout
    assert layout
    assert (layout.guess.day, layout.guess.practice, layout.guess.amount) == (0, 1, 2)
    asked = await services.imports.name_columns(act(), waiting.import_id, layout.guess)
    assert asked.kept.asks_order == "03/04/2026"
    with pytest.raises(ImportGone):
        await services.imports.bring_in(act(), waiting.import_id, silent)
    told = await services.imports.choose_order(act(), waiting.import_id, DayOrder.DAY_FIRST)
    assert told.kept.dry_run
    assert told.kept.dry_run.reasons == ((Why.NOTHING, 1),)
    await services.imports.bring_in(act(), waiting.import_id, silent)
    piano = (await practices(services))["Piano"]
    assert piano.started_on == date(2026, 4, 3)
    assert piano.standard_on(TODAY) == Standard(1250, "min")
    (line,) = await services.logs.latest(act())
    assert (line.log.amount, line.log.where) == (1250, "home")


async def test_all_rows_into_one_practice(services: Services) -> None:
    added = await services.practices.add(act(), PracticeWords(name="Guitar", minimum="20 min"))
    waiting = await services.imports.begin(act(), b"Date\n2026-11-16\n2026-11-17\n", "x.csv")
    assert waiting.kept.layout
    columns = waiting.kept.layout.guess.model_copy(update={"into": str(added.practice.id)})
    await services.imports.name_columns(act(), waiting.import_id, columns)
    done = await services.imports.bring_in(act(), waiting.import_id, silent)
    assert [(each.name, each.logs) for each in done.practices] == [("Guitar", 2)]
    assert (await services.logs.latest(act()))[0].log.amount == 2000


async def test_the_order_is_asked_only_where_there_is_a_table(services: Services) -> None:
    waiting = await services.imports.begin(act(), loop(), "Loop.zip")
    with pytest.raises(ImportGone):
        await services.imports.choose_order(act(), waiting.import_id, DayOrder.DAY_FIRST)


async def test_out_and_in_again_is_the_same(services: Services, clock: FakeClock) -> None:
    await services.practices.add(
        act(), PracticeWords(name="=Guitar", minimum="20 min", days="mon wed fri")
    )
    await services.logs.add(act(), Entry("25", note="-a\n'b", where="home", focus="barre"))
    clock.advance(timedelta(days=5))
    await services.practices.edit(act(), "=Guitar", PracticeWords(minimum="10 min"))
    await services.logs.add(act(), Entry("12.5 min", link="https://example.org/a"))
    content = await services.imports.export(act())
    again = await services.imports.begin(act(), content, "practices.csv")
    assert again.kept.dry_run
    assert (again.kept.dry_run.there, again.kept.dry_run.adds) == (2, False)
    there = act(community=ELSEWHERE)
    waiting = await services.imports.begin(there, content, "practices.csv")
    await services.imports.bring_in(act(community=ELSEWHERE), waiting.import_id, silent)
    (mine,) = await services.practices.of(act())
    (copy,) = await services.practices.of(there)
    assert (copy.name, copy.standards, copy.schedules) == (
        mine.name,
        mine.standards,
        mine.schedules,
    )
    theirs = [each.log for each in await services.logs.latest(there)]
    for one, other in zip(
        [each.log for each in await services.logs.latest(act())], theirs, strict=True
    ):
        assert (one.day, one.amount, one.note, one.where, one.focus, one.link, one.backfilled) == (
            *(other.day, other.amount, other.note, other.where, other.focus, other.link),
            other.backfilled,
        )


async def test_nothing_to_take_along(services: Services) -> None:
    with pytest.raises(NotStarted):
        await services.imports.export(act())
    await services.imports.begin(act(), loop(), "Loop.zip")
    with pytest.raises(NothingToExport):
        await services.imports.export(act())
