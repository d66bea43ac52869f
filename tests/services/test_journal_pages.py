from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from bot.domain.entries import Entry as LogEntry
from bot.domain.journal import EntryKind, EntryWords
from bot.domain.journal_pages import MOST_FOUND, MOST_RECENT, Source
from bot.domain.logs import Felt
from bot.domain.names import EmptyName, NameTooLong
from bot.domain.practice_details import PracticeWords
from bot.domain.reflections import ReflectionWords
from bot.domain.searches import TooManyWords
from tests.support.callers import BEN, act

if TYPE_CHECKING:
    from bot.services.container import Services
    from tests.support.clock import FakeClock


async def win(services: Services, clock: FakeClock, text: str) -> None:
    await services.journal.write(act(), EntryWords(EntryKind.WIN, text))
    clock.advance(timedelta(minutes=1))


async def write_everywhere(services: Services, clock: FakeClock) -> None:
    await services.practices.add(act(), PracticeWords(name="Guitar", minimum="20 min"))
    await services.logs.add(act(), LogEntry(amount="20 min", note="Scales, slowly"))
    await services.logs.add(act(), LogEntry(amount="20 min"))
    clock.advance(timedelta(minutes=1))
    week = (await services.look_backs.open(act())).week
    await services.reflections.write(act(), week, ReflectionWords("x", "SCALES first"))
    clock.advance(timedelta(minutes=1))
    await win(services, clock, "All twelve scales")


async def test_recent_and_search_cover_all_that_was_written(
    services: Services, clock: FakeClock
) -> None:
    await write_everywhere(services, clock)
    expected = [Source.ENTRY, Source.REFLECTION, Source.LOG]
    notes = await services.journal_pages.recent(act())
    assert [note.source for note in notes] == expected
    assert notes[-1].practice == "Guitar"
    found = await services.journal_pages.search(act(), "scales")
    assert ([note.source for note in found.notes], found.more) == (expected, False)
    assert (await services.journal_pages.search(act(BEN), "scales")).notes == ()
    assert await services.journal_pages.recent(act(BEN)) == ()


async def test_lessons_of_logs_and_setbacks_are_found(services: Services, clock: FakeClock) -> None:
    await services.practices.add(act(), PracticeWords(name="Guitar", minimum="20 min"))
    entry = LogEntry(amount="20 min", felt=Felt.WENT_BADLY)
    logged = await services.logs.add(act(), entry)
    await services.logs.learn(act(), logged.card.log.id, "Tune it before")
    clock.advance(timedelta(minutes=1))
    words = EntryWords(EntryKind.SETBACK, "A string broke", "Tune it before")
    await services.journal.write(act(), words)
    found = await services.journal_pages.search(act(), "tune before")
    assert [note.source for note in found.notes] == [Source.ENTRY, Source.LOG]


async def test_notes_of_a_plan_are_found(services: Services, clock: FakeClock) -> None:
    await services.practices.add(act(), PracticeWords(name="Guitar", minimum="20 min"))
    await services.month_plans.start(act(), "")
    plan_id = await services.month_plans.running(act())
    await services.month_plans.note(act(), plan_id, "The bridge is stiff")
    clock.advance(timedelta(minutes=1))
    (note,) = (await services.journal_pages.search(act(), "BRIDGE")).notes
    assert (note.source, note.practice) == (Source.PLAN, "Guitar")
    assert note.texts == ("The bridge is stiff",)


async def test_a_search_goes_back_as_far_as_there_is_something(
    services: Services, clock: FakeClock
) -> None:
    await win(services, clock, "The first one")
    for number in range(MOST_RECENT + 105):
        await win(services, clock, f"Scale {number}")
    assert len(await services.journal_pages.recent(act())) == MOST_RECENT
    found = await services.journal_pages.search(act(), "first")
    assert ([note.texts for note in found.notes], found.more) == ([("The first one",)], False)
    many = await services.journal_pages.search(act(), "scale")
    assert (len(many.notes), many.more) == (MOST_FOUND, True)
    assert many.notes[0].texts == (f"Scale {MOST_RECENT + 104}",)


@pytest.mark.parametrize(
    ("text", "refusal"),
    [("  ", EmptyName), ("x" * 101, NameTooLong), ("a b c d e f g h i j k", TooManyWords)],
)
async def test_what_cannot_be_looked_for(
    services: Services, text: str, refusal: type[Exception]
) -> None:
    with pytest.raises(refusal):
        await services.journal_pages.search(act(), text)


async def test_weeks_and_wins(services: Services, clock: FakeClock) -> None:
    assert await services.journal_pages.weeks(act()) == ()
    assert (await services.journal_pages.wins(act())).year == clock.now().year
    await write_everywhere(services, clock)
    assert [each.behaviour for each in await services.journal_pages.weeks(act())] == ["x"]
    clock.advance(timedelta(days=60))
    await win(services, clock, "Another year")
    wins = await services.journal_pages.wins(act())
    assert (wins.year, [each.text for each in wins.wins]) == (2027, ["Another year"])
    assert wins.before == 2026
    before = await services.journal_pages.wins(act(), 2026)
    assert ([each.text for each in before.wins], before.after) == (["All twelve scales"], 2027)
