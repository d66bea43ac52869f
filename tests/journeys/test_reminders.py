"""Reminders: set where Discord takes messages, used from the message, ended in one tap."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from bot.render.reminders import (
    ChooseReminding,
    DropReminder,
    ListReminders,
    ReopenReminders,
    SetReminder,
)
from tests.support.members import text_of
from tests.support.practising import begin
from tests.support.reminded import EIGHT, reminded, run_at, written

if TYPE_CHECKING:
    from tests.support.world import World

MINUTE = timedelta(minutes=1)
SECTION = 9


async def test_set_confirmed_and_heard(world: World) -> None:
    anna = await begin(world)
    done = await anna.slash("remind set", at="8pm", practice="Guitar", cue="After coffee, I *play*")
    assert done.private
    assert "Set: Guitar at 20:00, for the first time today at 20:00." in done.text
    (first,) = written(world)
    assert "I will write to you here at 20:00 by your own clock" in text_of(first)
    message = await reminded(world)
    assert "**Guitar** · 20 min to go" in text_of(message)
    assert "> After coffee, I \\*play\\*" in text_of(message)
    await run_at(world, EIGHT + MINUTE)
    assert len(written(world)) == 2


async def test_everything_from_the_list(world: World) -> None:
    anna = await begin(world)
    shown = await anna.slash("remind list")
    assert "None is set. I write only where you ask for it." in shown.text
    form = await anna.click(shown, SetReminder)
    assert form.fields == {"at": "", "cue": ""}
    shown = await anna.submit(form, at="19:30", cue="After tea, I play")
    assert "Set: Everything that is open at 19:30" in shown.text
    form = await anna.click(shown, ChooseReminding)
    assert form.fields == {"from": "", "to": "", "snooze": "30 min"}
    shown = await anna.submit(form, **{"from": "22:00", "to": "7am", "snooze": "1 h"})
    assert "Quiet hours: 22:00 to 07:00 · Snooze: 60 min" in shown.text
    form = await anna.click(shown, ChooseReminding)
    assert form.fields == {"from": "22:00", "to": "07:00", "snooze": "60 min"}
    refused = await anna.submit(form, **{"from": "25:61"})
    assert "could not read “25:61” as a time of day" in refused.text
    form = await anna.click(refused, "Open it again")
    assert form.fields["from"] == "25:61"
    shown = await anna.click(shown, DropReminder)
    assert "Switched off." in shown.text
    assert "None is set" in shown.text


@pytest.mark.parametrize("typed", ["25:61", "soon", "13pm"])
async def test_no_time(world: World, typed: str) -> None:
    anna = await begin(world)
    refused = await anna.slash("remind set", at=typed)
    assert f"could not read “{typed}” as a time of day" in refused.text
    assert f"at:{typed}" in refused.text
    assert not written(world)


async def test_closed_direct_messages_keep_nothing(world: World) -> None:
    anna = await begin(world)
    world.env.inject_error("POST", "/channels/*/messages", status=403, code=50007, message="no")
    refused = await anna.slash("remind set", at="20:00")
    assert "Privacy Settings" in refused.text
    assert "Nothing was kept" in refused.text
    assert "None is set" in (await anna.slash("remind list")).text


@pytest.mark.parametrize("where", ["/users/@me/channels", "/channels/*/messages"])
async def test_nothing_is_kept_without_an_answer(world: World, where: str) -> None:
    anna = await begin(world)
    form = await anna.click(await anna.slash("remind list"), SetReminder)
    world.env.inject_error("POST", where, status=429, code=0, message="no", times=None)
    silent = await anna.submit(form, at="20:00")
    assert "Discord did not answer just now" in silent.text
    assert "None is set" in (await anna.slash("remind list")).text


async def test_tried_once_then_off_and_on_again(world: World) -> None:
    anna = await begin(world)
    await anna.slash("remind set", at="20:00")
    world.env.inject_error("POST", "/channels/*/messages", status=403, code=50007, message="no")
    await run_at(world, EIGHT)
    shown = await anna.slash("remind list")
    assert "Off, since Discord refused a message" in shown.text
    world.env.inject_error("POST", "/channels/*/messages", status=403, code=50007, message="no")
    refused = await anna.click(shown, ReopenReminders)
    assert "Privacy Settings" in refused.text
    again = await anna.click(shown, ReopenReminders)
    assert "your reminders are back on" in again.text
    assert "Next: tomorrow at 20:00" in again.text


async def test_set_again_replaces_and_off_by_name(world: World) -> None:
    anna = await begin(world)
    await anna.slash("remind set", at="20:00", practice="Guitar")
    await anna.slash("remind set", at="21:00", practice="guitar")
    await anna.slash("remind set", at="22:00")
    shown = await anna.slash("remind list")
    assert "20:00" not in shown.text
    offered = await anna.complete("remind off", "practice")
    assert offered == ["everything · 22:00", "Guitar · 21:00"]
    assert await anna.complete("remind set", "practice") == ["Guitar · 20 min · every day"]
    gone = await anna.slash("remind off", practice="everything")
    assert "Switched off: Everything that is open at 22:00." in gone.text
    refused = await anna.slash("remind off", practice="Chess")
    assert "You have one for: Guitar." in refused.text
    assert "Switched off: Guitar at 21:00." in (await anna.slash("remind off")).text
    assert "None is set" in (await anna.slash("remind off")).text
    nothing = await anna.slash("remind off", practice="Guitar")
    assert "No reminder is set" in nothing.text


async def test_in_quiet_hours_until_the_day_is_over(world: World) -> None:
    anna = await begin(world)
    form = await anna.click(await anna.slash("remind list"), ChooseReminding)
    await anna.submit(form, **{"from": "22:00", "to": "07:00", "snooze": "30"})
    refused = await anna.slash("remind set", at="23:00")
    assert "23:00 lies in your quiet hours, from 22:00 to 07:00" in refused.text
    early = await anna.slash("remind set", at="6:00")
    assert "for the first time tomorrow at 07:00" in early.text


async def test_a_long_list_has_pages(world: World) -> None:
    anna = await begin(world)
    await anna.slash("remind set", at="20:00", practice="Guitar")
    await anna.slash("practice archive", practice="Guitar")
    for number in range(7):
        name = f"Practice {number}"
        await anna.slash("practice add", name=name, minimum="20 min")
        await anna.slash("remind set", at="20:00", practice=name)
        await anna.slash("practice archive", practice=name)
    shown = await anna.slash("remind list")
    assert "Silent while the practice is archived" in shown.text
    assert "Practice 6" not in shown.text
    more = await anna.click(shown, ListReminders)
    assert "Practice 6" in more.text


async def test_nothing_to_be_reminded_of(world: World) -> None:
    cleo = world.home.member("cleo")
    refused = await cleo.slash("remind set", at="20:00")
    assert refused.private
    assert not written(world, "cleo")
