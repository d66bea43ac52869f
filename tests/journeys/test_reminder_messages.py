"""Messages of reminders: logging, snoozing and ending them in direct messages."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from bot.domain.ids import CommunityId, UserId
from bot.render.logs import Cheer
from bot.render.presses import Press
from bot.render.reminder_rings import LogReminded, ReminderOff, SnoozeReminder
from storage import reminders
from tests.support.members import parts_of, readable, text_of, walk
from tests.support.practising import begin, set_up
from tests.support.reminded import EIGHT, at_home, reminded, run_at, written

if TYPE_CHECKING:
    import discord

    from tests.support.world import World

MINUTE = timedelta(minutes=1)
SECTION = 9


async def test_logged_from_the_message(world: World) -> None:
    anna = await begin(world)
    await anna.slash("practice add", name="Essays", minimum="400 words")
    await anna.slash("remind set", at="20:00")
    message, there = await reminded(world), at_home(world)
    form = await there.click(message, button_of(message, "Guitar"))
    refused = await there.submit(form, amount="a bit", note="Slow and clean")
    assert "could not read" in refused.text
    assert "Slow and clean" in refused.text
    form = await there.click(message, button_of(message, "Guitar"))
    await there.submit(form, amount="25", note="Slow and clean")
    message = written(world)[-1]
    assert "Logged: Guitar, 25 min" in text_of(message)
    assert "**Essays** · 400 words to go" in text_of(message)
    form = await there.click(message, LogReminded)
    await there.submit(form, amount="400")
    message = written(world)[-1]
    assert "Nothing else is open" in text_of(message)
    assert "1 day" in (await anna.slash("streak show")).text


def button_of(message: discord.Message, name: str) -> Press:
    """Return the Log button beside a practice."""
    for part in parts_of(message):
        if part["type"] == SECTION and name in readable(list(walk([part]))):
            press = Press.parse(part["accessory"]["custom_id"])
            assert press
            return press
    raise AssertionError(name)


async def test_an_open_members_card_is_posted_where_logs_go(world: World) -> None:
    anna = await begin(world)
    logs = world.home.guild.create_text_channel("logs")
    await set_up(world, logs)
    await anna.slash("remind set", at="20:00")
    form = await at_home(world).click(await reminded(world), LogReminded)
    await at_home(world).submit(form, amount="25")
    (posted,) = logs.history()
    assert "Guitar" in text_of(posted)
    cheered = await world.home.member("ben").click(posted, Cheer)
    assert "Cheered on by" in cheered.text


async def test_whoever_left_the_community_posts_nothing_there(world: World) -> None:
    """A message in somebody's own channel outlives their membership, and so do its buttons."""
    anna = await begin(world)
    logs = world.home.guild.create_text_channel("logs")
    await set_up(world, logs)
    await anna.slash("remind set", at="20:00")
    form = await at_home(world).click(await reminded(world), LogReminded)
    world.home.guild.remove_member(anna.actor)
    await at_home(world).submit(form, amount="25", note="You will all hear from me")
    assert not logs.history()
    assert "Logged: Guitar, 25 min" in text_of(written(world)[-1])


async def test_a_card_that_cannot_be_posted_is_told_of(world: World) -> None:
    anna = await begin(world)
    logs = world.home.guild.create_text_channel("logs")
    await set_up(world, logs)
    await anna.slash("remind set", at="20:00")
    form = await at_home(world).click(await reminded(world), LogReminded)
    world.env.inject_error(
        "POST", f"/channels/{logs.id}/messages", status=403, code=50013, message="no"
    )
    await at_home(world).submit(form, amount="25")
    assert "Its public card could not be posted" in text_of(written(world)[-1])


async def test_snoozed_after_a_restart(world: World) -> None:
    anna = await begin(world)
    await anna.slash("remind set", at="20:00")
    message = await reminded(world)
    await world.restart()
    await at_home(world).click(message, SnoozeReminder)
    assert "Later, then: today at 20:30" in text_of(written(world)[-1])
    await run_at(world, EIGHT + 29 * MINUTE)
    assert len(written(world)) == 2
    await run_at(world, EIGHT + 30 * MINUTE)
    assert "Still open today" in text_of(written(world)[-1])
    assert len(written(world)) == 3


async def test_no_snooze_beyond_the_day(world: World) -> None:
    anna = await begin(world)
    await anna.slash("remind set", at="20:00")
    message = await reminded(world)
    await world.advance_to(EIGHT + timedelta(hours=3, minutes=45))
    refused = await at_home(world).click(message, SnoozeReminder)
    assert "30 min from now your day is over" in refused.text
    await world.advance(days=1)
    over = await at_home(world).click(message, SnoozeReminder)
    assert "That day is over" in over.text


async def test_off_in_one_tap(world: World) -> None:
    anna = await begin(world)
    await anna.slash("remind set", at="20:00")
    message = await reminded(world)
    await at_home(world).click(message, ReminderOff)
    assert "This reminder is off" in text_of(written(world)[-1])
    await run_at(world, EIGHT + timedelta(days=1))
    assert len(written(world)) == 2
    assert "None is set" in (await anna.slash("remind list")).text
    gone = await at_home(world).click(written(world)[0], ReminderOff)
    assert "This reminder is off" in (gone.text or text_of(written(world)[0]))


@pytest.mark.parametrize(("turn", "more"), [(0, 0), (5, 1)])
async def test_after_a_crash_the_direct_channel_tells(world: World, turn: int, more: int) -> None:
    anna = await begin(world)
    await anna.slash("remind set", at="20:00")
    await reminded(world)
    here = CommunityId(world.home.id), UserId(anna.id)
    async with world.db.transaction() as tx:
        (sent,) = await reminders.of_member(tx, *here)
        claimed = replace(sent, day=EIGHT.date(), turn=turn, due_at=EIGHT, claimed_at=EIGHT)
        await reminders.save(tx, claimed)
    # By then nobody relies on nonces any more.
    await world.advance_to(EIGHT + 5 * MINUTE)
    await world.restart()
    await run_at(world, EIGHT + 6 * MINUTE)
    assert len(written(world)) == 2 + more
    async with world.db.reading() as conn:
        (settled,) = await reminders.of_member(conn, *here)
    assert settled.due_at == EIGHT + timedelta(days=1)


async def test_logged_from_a_message_whose_reminder_is_off(world: World) -> None:
    anna = await begin(world)
    await anna.slash("remind set", at="20:00")
    message = await reminded(world)
    await anna.slash("remind off")
    gone = await at_home(world).click(message, SnoozeReminder)
    assert "This reminder is off" in gone.text
    form = await at_home(world).click(message, LogReminded)
    await at_home(world).submit(form, amount="25")
    assert "Logged: Guitar, 25 min" in next(
        text_of(each) for each in written(world) if each.id == message.id
    )
