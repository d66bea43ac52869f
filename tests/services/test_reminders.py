"""Setting reminders: one for each practice and one for all, each act once, each member alone."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from bot.domain.ids import ReminderId, UserId
from bot.domain.log_cards import NoPractice
from bot.domain.members import NotStarted
from bot.domain.practices import UnknownPractice
from bot.domain.reminder_cards import Message, NoSuchReminder
from bot.domain.reminders import ChoiceWords, NeverHeard, ReminderGone, ReminderWords
from storage import reminders
from tests.support.callers import HERE, act
from tests.support.day_facts import facts_of
from tests.support.reminding import run_at, set_at, stored
from tests.support.weeks import DAY, MINUTE

if TYPE_CHECKING:
    from bot.domain.callers import Caller
    from bot.services.reminders import Reminders
    from tests.support.weeks import Scene

ANNA, BEN = 1, 2
TONIGHT = datetime(2026, 11, 18, 20, tzinfo=UTC)


@pytest.fixture(autouse=True)
async def guitar(scene: Scene) -> None:
    await scene.community()
    await scene.member(ANNA)
    await scene.member(BEN)


@pytest.fixture
def service(scene: Scene) -> Reminders:
    return scene.services.reminders


def anna() -> Caller:
    return act(UserId(ANNA), HERE)


async def test_one_for_each_practice_and_one_for_all(scene: Scene, service: Reminders) -> None:
    await set_at(scene, ANNA, "19:00", "guitar")
    await set_at(scene, ANNA, "20:00")
    await set_at(scene, ANNA, "21:00", "Guitar")
    await set_at(scene, ANNA, "22:00", "everything")
    shown = await service.overview(anna())
    assert [
        (each.practice and each.practice.name, each.reminder.minute) for each in shown.kept
    ] == [
        (None, 22 * 60),
        ("Guitar", 21 * 60),
    ]
    assert not (await service.overview(act(UserId(BEN), HERE))).kept


async def test_the_same_interaction_sets_it_once(scene: Scene, service: Reminders) -> None:
    who = anna()
    wanted = await service.plan(who, ReminderWords("20:00"))
    await service.keep(who, wanted, 5)
    later = await set_at(scene, ANNA, "21:00")
    shown = await service.keep(who, wanted, 5)
    assert [each.reminder.id for each in shown.kept] == [later.id]


async def test_nothing_to_set(scene: Scene, service: Reminders) -> None:
    with pytest.raises(NotStarted):
        await service.plan(act(UserId(9), HERE), ReminderWords("20:00"))
    with pytest.raises(UnknownPractice):
        await service.plan(anna(), ReminderWords("20:00", "Chess"))
    await scene.services.practices.archive(anna(), "Guitar")
    with pytest.raises(NoPractice):
        await service.plan(anna(), ReminderWords("20:00"))


async def test_a_time_that_would_never_be_heard(service: Reminders) -> None:
    await service.choose(anna(), ChoiceWords("22:00", "07:00", "30"))
    with pytest.raises(NeverHeard):
        await service.plan(anna(), ReminderWords("23:00"))
    early = await service.plan(anna(), ReminderWords("06:00"))
    assert early.kept.next_at == datetime(2026, 11, 19, 7, tzinfo=UTC)


async def test_choices_are_kept_and_replaced(service: Reminders) -> None:
    await service.choose(anna(), ChoiceWords("22:00", "07:00", "30"))
    shown = await service.choose(anna(), ChoiceWords("", "", "1h"))
    assert shown.choices.quiet.is_never
    assert shown.choices.snooze == 60 * MINUTE
    again = anna()
    await service.choose(again, ChoiceWords("", "", "45"))
    await service.choose(anna(), ChoiceWords("", "", "50"))
    late = await service.choose(again, ChoiceWords("", "", "45"))
    assert late.choices.snooze == 50 * MINUTE


async def test_off(scene: Scene, service: Reminders) -> None:
    kept = await set_at(scene, ANNA, "20:00")
    await set_at(scene, BEN, "20:00")
    # Somebody else's is out of reach.
    await service.off_one(act(UserId(BEN), HERE), kept.id)
    assert await stored(scene, ANNA)
    with pytest.raises(NoSuchReminder):
        await service.off(anna(), "Guitar")
    assert len(await service.off(anna(), "everything")) == 1
    assert await service.off(anna(), "") == ()
    assert len(await stored(scene, BEN)) == 1


async def test_snoozing_what_is_not_there(scene: Scene, service: Reminders) -> None:
    kept = await set_at(scene, ANNA, "20:00")
    message = Message(HERE, kept.id, kept.day, 0)
    with pytest.raises(ReminderGone):
        await service.snooze(act(UserId(BEN), HERE), message)
    with pytest.raises(ReminderGone):
        await service.ring(anna(), message._replace(reminder_id=ReminderId(99)))


async def test_a_second_delivery_snoozes_nothing(scene: Scene, service: Reminders) -> None:
    kept = await set_at(scene, ANNA, "20:00")
    await run_at(scene, TONIGHT)
    who, message = anna(), Message(HERE, kept.id, kept.day, 0)
    await service.snooze(who, message)
    scene.clock.advance(MINUTE)
    await service.snooze(who, message)
    (reminder,) = await stored(scene, ANNA)
    assert reminder.due_at == TONIGHT + 30 * MINUTE


async def test_what_a_message_says_by_now(scene: Scene, service: Reminders) -> None:
    kept = await set_at(scene, ANNA, "20:00")
    await run_at(scene, TONIGHT)
    message = Message(HERE, kept.id, kept.day, 0)
    ring = await service.ring(anna(), message)
    assert ring.message == message
    assert len(ring.still_open) == 1
    await scene.log(ANNA)
    assert not (await service.ring(anna(), message)).still_open


async def test_switched_off_by_discord_shows_until_it_is_opened(
    scene: Scene, service: Reminders
) -> None:
    await set_at(scene, ANNA, "20:00", "Guitar")
    facts = await facts_of(scene.db, scene.clock, UserId(ANNA))
    async with scene.db.reading() as conn:
        assert await service.today(conn, facts) is None
    await set_at(scene, ANNA, "23:00")
    open_one, reminder = await stored(scene, ANNA)
    async with scene.db.transaction() as tx:
        await reminders.save(tx, replace(reminder, due_at=None))
    async with scene.db.reading() as conn:
        today = await service.today(conn, facts)
    assert today
    assert today.closed == 1
    scene.clock.set(TONIGHT + MINUTE)
    shown = await service.reopen(anna(), 77)
    other, again = (each.reminder for each in shown.kept)
    assert (again.due_at, again.channel_id) == (TONIGHT + DAY, 77)
    assert other == open_one
    async with scene.db.reading() as conn:
        assert await service.today(conn, facts) is None


async def test_a_zone_follows_at_once(scene: Scene) -> None:
    await set_at(scene, ANNA, "20:00")
    await set_at(scene, BEN, "20:00")
    await scene.services.members.choose_zone(anna(), "Europe/Berlin")
    await scene.services.members.choose_day_start(anna(), "4")
    assert (await stored(scene, ANNA))[0].due_at == TONIGHT - 60 * MINUTE
    assert (await stored(scene, BEN))[0].due_at == TONIGHT
