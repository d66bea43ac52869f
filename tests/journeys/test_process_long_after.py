"""Every card of somebody's own process, a month and a restart later: all of it answers."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.render.advice import WhatHelpsHere
from bot.render.imports import NameColumns
from bot.render.journal import ShareEntry
from tests.support import practising
from tests.support.advising import be_level, find_it_hard
from tests.support.importing import table
from tests.support.long_after import SPANS, press_long_after
from tests.support.peers import card_in

if TYPE_CHECKING:
    from tests.support.long_after import Make, People
    from tests.support.members import Seen
    from tests.support.world import World

# Rows that are left out, on more than one page.
WRONG_ROWS = b"\nsoon,Guitar,20,min,20,every day" * 12


async def advised(world: World, who: People) -> Seen:
    await find_it_hard(world, who.anna)
    return await who.anna.slash("today")


async def plateau(world: World, who: People) -> Seen:
    await be_level(world, who.anna)
    return await who.anna.click(await who.anna.slash("today"), WhatHelpsHere)


async def progress(_world: World, who: People) -> Seen:
    await who.anna.slash("log", amount="25")
    return await who.anna.slash("progress")


async def progress_of_others(world: World, who: People) -> Seen:
    await progress(world, who)
    await who.ben.slash("journal outcome", what="It is done.", kind="celebrate")
    return await who.ben.slash("progress", member=who.anna.actor)


async def entry(world: World, who: People) -> Seen:
    await practising.set_up(world)
    await who.anna.slash("journal setback", what="A string broke", lesson="Carry a spare")
    shown = await who.anna.slash("journal outcome", what="Passed", kind="celebrate")
    return await who.anna.click(shown, ShareEntry)


async def shared_entry(world: World, who: People) -> Seen:
    await entry(world, who)
    return card_in(world)


async def journal(world: World, who: People) -> Seen:
    await who.anna.slash("journal why", text="For the songs")
    await who.anna.slash("journal why", text="For my daughter")
    for number in range(6):
        await who.anna.slash("journal win", text=f"Win {number}")
        await world.advance(minutes=1)
    return await who.anna.slash("journal search", text="win")


async def whys(world: World, who: People) -> Seen:
    await journal(world, who)
    return await who.anna.slash("journal why")


async def quiet_day(world: World, who: People) -> Seen:
    await entry(world, who)
    return await who.anna.slash("streak show", member=who.ben.actor)


async def checkin(_world: World, who: People) -> Seen:
    return await who.anna.submit(await who.anna.slash("checkin"), works="Mornings")


async def audit(_world: World, who: People) -> Seen:
    return await who.anna.slash("streak audit")


async def reminders(_world: World, who: People) -> Seen:
    return await who.anna.slash("remind set", at="20:00", cue="After coffee, I play")


async def reminder(world: World, who: People) -> Seen:
    await reminders(world, who)
    return world.user("anna").dm_channel.history()[-1]


async def file_seen(_world: World, who: People) -> Seen:
    return await who.anna.slash("practice import", file=("own.csv", table(30) + WRONG_ROWS))


async def file_of_columns(_world: World, who: People) -> Seen:
    return await who.anna.slash("practice import", file=("x.csv", b"Date,Minutes\n03/04/2025,5\n"))


async def file_of_days(world: World, who: People) -> Seen:
    form = await who.anna.click(await file_of_columns(world, who), NameColumns)
    return await who.anna.submit(form)


async def settings(_world: World, who: People) -> Seen:
    return await who.anna.slash("settings show")


async def blocked(_world: World, who: People) -> Seen:
    return await who.anna.slash("settings block", member=who.ben.actor)


CARDS = (
    *(advised, plateau, settings, blocked, entry, shared_entry, journal),
    *(whys, quiet_day, checkin, audit, progress, progress_of_others, reminders),
    *(reminder, file_seen, file_of_columns, file_of_days),
)


@pytest.mark.parametrize("days", SPANS)
@pytest.mark.parametrize("make", CARDS, ids=lambda make: make.__name__)
async def test_long_after_a_restart(world: World, make: Make, days: int) -> None:
    assert not await press_long_after(world, make, days)
