"""Discord may deliver an interaction again: whatever the long process writes is written once."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, TypeAlias

import pytest

from bot.domain.checkins import CheckinWords
from bot.domain.ids import EntryId, PlanId, RestId
from bot.domain.journal import EntryKind, EntryWords
from bot.domain.month_plans import Moment
from bot.domain.reminders import ChoiceWords, ReminderWords
from bot.domain.rest_rules import RestWords
from tests.support.callers import act
from tests.support.importing import loop
from tests.support.lives import schema

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from bot.domain.callers import Caller
    from bot.domain.ids import PracticeId
    from bot.services.container import Services
    from storage.database import Database
    from tests.support.clock import FakeClock

    Write: TypeAlias = Callable[["Scene", Caller], Awaitable[object]]

WIN = EntryWords(EntryKind.WIN, "First gig")
# A note of when; what counts is what was kept.
NOT_KEPT = frozenset({"receipts"})


class Scene:
    """Anna rests, plans, writes and is reminded."""

    def __init__(self, services: Services, guitar: PracticeId) -> None:
        self.services = services
        self.guitar = guitar
        self.rest = RestId(0)
        self.plan = PlanId(0)
        self.entry = EntryId(0)

    async def begin(self) -> None:
        services = self.services
        taken = await services.rests.take(act(), RestWords("in 2 days", practice="Guitar"))
        self.rest = taken.named.rest.id
        start = act()
        await services.month_plans.start(start, "Guitar")
        self.plan = PlanId(start.interaction_id)
        self.entry = (await services.journal.write(act(), WIN)).entry.id


async def set_reminder(scene: Scene, who: Caller) -> None:
    wanted = await scene.services.reminders.plan(who, ReminderWords("20:00"))
    await scene.services.reminders.keep(who, wanted, 7)


async def take_ten(scene: Scene, who: Caller) -> None:
    begun = await scene.services.recoveries.begin(who, scene.guitar)
    await scene.services.recoveries.stands(who, begun, "token", 7)


WRITES: dict[str, Write] = {
    "rest": lambda on, who: on.services.rests.take(who, RestWords("tomorrow")),
    "longer": lambda on, who: on.services.rests.extend(who, on.rest, date(2026, 12, 5)),
    "tell": lambda on, who: on.services.rests.tell(who, on.rest, wanted=True),
    "end": lambda on, who: on.services.rests.end(who),
    "end one": lambda on, who: on.services.rests.end_one(who, on.rest),
    "pause": lambda on, who: on.services.pauses.take(who, 3),
    "end pause": lambda on, who: on.services.pauses.end(who),
    "entry": lambda on, who: on.services.journal.write(who, WIN),
    "share": lambda on, who: on.services.journal.share(who, on.entry, shared=True),
    "check-in": lambda on, who: on.services.checkins.save(who, CheckinWords("a", "b", "c")),
    "note": lambda on, who: on.services.month_plans.note(who, on.plan, "Slow"),
    "sure": lambda on, who: on.services.month_plans.say_confidence(who, on.plan, Moment.BEFORE, 3),
    "stop": lambda on, who: on.services.month_plans.stop(who, on.plan, "Less"),
    "reminder": set_reminder,
    "quiet": lambda on, who: on.services.reminders.choose(who, ChoiceWords("22:00", "7:00", "20")),
    "take ten": take_ten,
    "file": lambda on, who: on.services.imports.begin(who, loop(), "Loop.zip"),
}


@pytest.mark.parametrize("name", WRITES)
async def test_a_second_delivery_changes_nothing(
    services: Services, db: Database, clock: FakeClock, guitar: PracticeId, name: str
) -> None:
    scene, who = Scene(services, guitar), act()
    await scene.begin()
    before = await kept(db)
    await WRITES[name](scene, who)
    once = await kept(db)
    assert once != before or name in {"share", "end pause"}
    clock.advance(timedelta(seconds=3))
    await WRITES[name](scene, who)
    assert await kept(db) == once


async def kept(db: Database) -> dict[str, list[tuple[object, ...]]]:
    async with db.reading() as conn:
        tables = set(await schema(conn)) - NOT_KEPT
        found = {name: await conn.fetch_all(f"SELECT * FROM {name}") for name in tables}  # noqa: S608
    return {name: sorted((tuple(row) for row in rows), key=str) for name, rows in found.items()}
