"""Every card of a 30-day plan, a month and a restart later: all of it answers."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.render.month_plan_presses import ShowPlanNotes
from tests.support.practising import begin
from tests.support.pressing import Shown, press_everything

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from tests.support.members import Member, Seen
    from tests.support.world import World

    Make = Callable[[World, Member], Awaitable[Seen]]


async def plan(_world: World, anna: Member) -> Seen:
    return await anna.slash("plan start")


async def offer(_world: World, anna: Member) -> Seen:
    await anna.slash("practice add", name="Essays", minimum="1 page")
    return await anna.slash("plan start")


async def late(world: World, anna: Member) -> Seen:
    await plan(world, anna)
    await world.advance(days=28)
    return await anna.slash("plan show")


async def refused(world: World, anna: Member) -> Seen:
    await plan(world, anna)
    return await anna.slash("plan start")


async def today(world: World, anna: Member) -> Seen:
    await plan(world, anna)
    return await anna.slash("today")


async def notes(world: World, anna: Member) -> Seen:
    await plan(world, anna)
    for number in range(4):
        await anna.slash("plan note", text=f"Note {number}")
    return await anna.click(await anna.slash("plan note", text="The last one"), ShowPlanNotes)


async def report(world: World, anna: Member) -> Seen:
    await notes(world, anna)
    await world.advance(days=30)
    return await anna.slash("plan show")


async def stopped(world: World, anna: Member) -> Seen:
    await plan(world, anna)
    return await anna.submit(await anna.slash("plan stop"), learnt="Slow first")


CARDS = (plan, offer, late, refused, today, notes, report, stopped)


@pytest.mark.parametrize("days", [2, 45])
@pytest.mark.parametrize("make", CARDS, ids=lambda make: make.__name__)
async def test_long_after_a_restart(world: World, make: Make, days: int) -> None:
    anna, ben = await begin(world), world.home.member("ben")
    shown = Shown.of(await make(world, anna))
    await world.advance(days=days)
    await world.restart()
    assert not await press_everything(world, shown, (ben, anna))
