"""An import is written whole or not at all, whatever happens meanwhile."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any, TypeVar

import pytest

from bot.domain.import_refusals import (
    ImportGone,
    ImportStale,
    ImportUnderWay,
)
from bot.domain.imports import Columns
from bot.domain.members import NotStarted
from bot.domain.practice_details import PracticeWords
from bot.services import import_work
from bot.services.container import Services
from bot.services.import_steps import Steps
from storage import imports as stored_imports
from tests.support.callers import ANNA, BEN, ELSEWHERE, HERE, act
from tests.support.importing import (
    HEAD,
    bring_in,
    left,
    logs,
    loop,
    numbers,
    practices,
    silent,
    table,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from storage.database import Database
    from tests.support.clock import FakeClock

T = TypeVar("T")

# The clock stands at Wednesday, 18 November 2026.
TODAY = date(2026, 11, 18)


async def test_a_file_waits_for_an_hour(services: Services, db: Database, clock: FakeClock) -> None:
    waiting = await services.imports.begin(act(), loop(), "Loop.zip")
    clock.advance(timedelta(hours=1))
    with pytest.raises(ImportGone):
        await services.imports.look(act(), waiting.import_id)
    await services.maintenance.tidy_up()
    assert await left(db) == (0, 0)


async def test_a_new_file_takes_the_place_of_the_last(services: Services, db: Database) -> None:
    caller = act()
    first = await services.imports.begin(caller, loop(), "Loop.zip")
    assert await services.imports.begin(caller, loop(), "Loop.zip") == first
    await services.imports.begin(act(), table(3), "own.csv")
    assert await left(db) == (1, 0)
    with pytest.raises(ImportGone):
        await services.imports.look(act(), first.import_id)


async def test_never_mind(services: Services, db: Database) -> None:
    waiting = await services.imports.begin(act(), loop(), "Loop.zip")
    await services.imports.put_away(act(), waiting.import_id)
    await services.imports.put_away(act(), waiting.import_id)
    assert await left(db) == (0, 0)


async def test_a_file_is_its_authors_alone(services: Services) -> None:
    waiting = await services.imports.begin(act(), loop(), "Loop.zip")
    await services.imports.begin(act(BEN), table(3), "own.csv")
    for stranger in (act(BEN), act(community=ELSEWHERE)):
        with pytest.raises((ImportGone, NotStarted)):
            await services.imports.look(stranger, waiting.import_id)
        with pytest.raises((ImportGone, NotStarted)):
            await services.imports.bring_in(stranger, waiting.import_id, silent)


async def test_it_comes_in_once(services: Services, db: Database) -> None:
    waiting = await services.imports.begin(act(), table(1200), "own.csv")
    told: list[tuple[int, int]] = []

    async def progress(done: int, total: int, /) -> None:
        told.append((done, total))
        with pytest.raises(ImportUnderWay):
            await services.imports.bring_in(act(), waiting.import_id, silent)
        with pytest.raises(ImportUnderWay):
            await services.imports.put_away(act(), waiting.import_id)
        with pytest.raises(ImportUnderWay):
            await services.imports.begin(act(), loop(), "Loop.zip")
        await services.imports.tidy_up()

    await services.imports.bring_in(act(), waiting.import_id, progress)
    assert [done for done, _ in told] == [500, 1000, 1200, 1700, 2200, 2400]
    assert await logs(db) == 1200
    with pytest.raises(ImportGone):
        await services.imports.bring_in(act(), waiting.import_id, silent)


async def test_nothing_of_it_counts_before_all_does(services: Services) -> None:
    await services.practices.add(act(), PracticeWords(name="Guitar 0", minimum="20 min"))
    waiting = await services.imports.begin(act(), table(2600), "own.csv")
    before = await numbers(services)

    async def progress(_done: int, _total: int, /) -> None:
        assert await numbers(services) == before
        new = [each for each in await services.practices.of(act()) if each.name == "Guitar 1"]
        assert all(each.is_archived and not each.covers(each.started_on) for each in new)

    await services.imports.bring_in(act(), waiting.import_id, progress)
    assert await numbers(services) != before


class Broke(Exception):
    """Something unforeseen, half way."""


async def test_a_failure_half_way_leaves_nothing(services: Services, db: Database) -> None:
    waiting = await services.imports.begin(act(), table(2400), "own.csv")

    async def breaks(done: int, total: int, /) -> None:
        if done * 4 > total * 3:
            raise Broke

    with pytest.raises(Broke):
        await services.imports.bring_in(act(), waiting.import_id, breaks)
    assert await services.practices.of(act()) == ()
    assert await logs(db) == 0
    assert await left(db) == (1, 0)
    await services.imports.bring_in(act(), waiting.import_id, silent)
    assert await logs(db) == 2400


@pytest.mark.parametrize("again", [True, False])
async def test_a_restart_half_way_leaves_nothing(
    services: Services,
    db: Database,
    clock: FakeClock,
    monkeypatch: pytest.MonkeyPatch,
    *,
    again: bool,
) -> None:
    waiting = await services.imports.begin(act(), table(2400), "own.csv")

    async def dies(*_: Any) -> None:
        raise Broke

    async def stops(done: int, total: int, /) -> None:
        if done * 4 > total * 3:
            raise Broke

    with monkeypatch.context() as patch:
        patch.setattr(Steps, "roll_back", dies)  # as a killed process would not
        with pytest.raises(Broke):
            await services.imports.bring_in(act(), waiting.import_id, stops)
    assert await logs(db) > 0
    restarted = Services(db, clock)
    if again:
        await restarted.imports.bring_in(act(), waiting.import_id, silent)
        assert await logs(db) == 2400
        assert len(await restarted.practices.of(act())) == 2
    else:
        clock.advance(timedelta(hours=1))
        await restarted.maintenance.tidy_up()
        assert await logs(db) == 0
        assert await restarted.practices.of(act()) == ()
    assert await left(db) == (0, 0)


async def test_changed_practices_stop_it(services: Services, db: Database) -> None:
    waiting = await services.imports.begin(act(), table(600), "own.csv")

    async def adds(_done: int, _total: int, /) -> None:
        if not any(each.name == "Piano" for each in await services.practices.of(act())):
            await services.practices.add(act(), PracticeWords(name="Piano", minimum="1 piece"))

    with pytest.raises(ImportStale):
        await services.imports.bring_in(act(), waiting.import_id, adds)
    assert list(await practices(services)) == ["Piano"]
    assert await logs(db) == 0


async def test_deleted_data_stay_deleted(services: Services, db: Database) -> None:
    waiting = await services.imports.begin(act(), table(1200), "own.csv")

    async def erases(done: int, _total: int, /) -> None:
        if done > 1200:
            await services.privacy.erase(act(), everywhere=True)

    with pytest.raises(ImportGone):
        await services.imports.bring_in(act(), waiting.import_id, erases)
    assert await logs(db) == 0
    assert await left(db) == (0, 0)


async def test_rows_within_what_is_known_come_last(services: Services, db: Database) -> None:
    await bring_in(services, table(100))
    content = table(200).replace(b",20,min", b",21,min")
    seen: list[int] = []

    async def progress(_done: int, _total: int, /) -> None:
        seen.append(await logs(db))

    waiting = await services.imports.begin(act(), content, "own.csv")
    await services.imports.bring_in(act(), waiting.import_id, progress)
    assert set(seen) == {100}
    assert await logs(db) > 200


async def test_stored_rows_read_back(services: Services, db: Database) -> None:
    waiting = await services.imports.begin(act(), table(3), "own.csv")
    async with db.reading() as conn:
        (found,) = await stored_imports.of_member(conn, HERE, ANNA)
        assert found.id == waiting.import_id
        assert await stored_imports.file_of(conn, replace(found, user_id=BEN)) == ""


async def test_numbers_of_a_known_practice_are_counted_anew(
    services: Services, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(import_work, "MOST_AT_ONCE", 1)
    rows = "".join(f"2026-11-{day:02d},Guitar,20,min,20,every day,,\n" for day in (2, 10, 12))
    await bring_in(services, (HEAD + rows).encode())
    assert (await numbers(services))[0].streak.current == 0
    more = "".join(f"2026-11-{day:02d},Guitar,20,min,20,every day,,\n" for day in range(3, 18))
    assert (await bring_in(services, (HEAD + more).encode())).logs == 13
    assert (await numbers(services))[0].streak.current == 16


async def test_another_file_does_not_push_one_aside_that_is_coming_in(
    db: Database, clock: FakeClock
) -> None:
    """Two windows: in one a file is handed in, while in the other an earlier one comes in."""
    looked, reading, halfway = asyncio.Event(), asyncio.Event(), asyncio.Event()

    async def offload(function: Callable[..., T], /, *args: object) -> T:
        done = await asyncio.to_thread(function, *args)
        if looked.is_set() and function is import_work.take_in:
            reading.set()
            await halfway.wait()
        return done

    async def waits(done: int, _total: int, /) -> None:
        if done > 1200 and not halfway.is_set():
            halfway.set()
            await refused.wait()

    services, refused = Services(db, clock, offload), asyncio.Event()
    await services.practices.add(act(), PracticeWords(name="Guitar 0", minimum="20 min"))
    first = await services.imports.begin(act(), table(1200), "own.csv")
    looked.set()
    other = asyncio.create_task(services.imports.begin(act(), table(3), "more.csv"))
    await reading.wait()
    coming = asyncio.create_task(services.imports.bring_in(act(), first.import_id, waits))
    with pytest.raises(ImportUnderWay):
        await other
    refused.set()
    assert (await coming).logs == 1200
    assert await logs(db) == 1200


async def test_its_columns_stay_while_it_comes_in(services: Services, db: Database) -> None:
    content = b"When,Minutes\n2026-11-17,20\n2026-11-16,25\n"
    waiting = await services.imports.begin(act(), content, "other.csv")
    named, other = Columns(day=0, amount=1, into="Guitar"), Columns(day=0, into="Piano")
    await services.imports.name_columns(act(), waiting.import_id, named)

    async def names_again(_done: int, _total: int, /) -> None:
        with pytest.raises(ImportUnderWay):
            await services.imports.name_columns(act(), waiting.import_id, other)

    await services.imports.bring_in(act(), waiting.import_id, names_again)
    assert list(await practices(services)) == ["Guitar"]
    assert await logs(db) == 2
