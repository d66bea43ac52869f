"""Every card of a session, a month and a restart later: all of it answers."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.domain.communities import ChannelUse
from bot.render.session_cards import ShowRota, ToggleRota, WriteSummary
from tests.support.meetings import card, plan, run
from tests.support.pressing import Shown, press_everything
from tests.support.weekly_posts import set_up

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from tests.support.members import Member, Seen
    from tests.support.world import World

    Make = Callable[[World, "People"], Awaitable[Seen]]


class People:
    """Anna is on the rota, Ben looks on, Mona moderates."""

    def __init__(self, world: World) -> None:
        self.anna, self.ben = world.home.member("anna"), world.home.member("ben")
        self.mona = world.home.member("mona", moderator=True)

    @property
    def all(self) -> tuple[Member, ...]:
        """Everybody, whoever may do most last."""
        return self.ben, self.anna, self.mona


async def meeting(world: World, who: People) -> Seen:
    await plan(world, who.mona)
    await who.anna.click(card(world), ToggleRota)
    return card(world)


async def meeting_over(world: World, who: People) -> Seen:
    await meeting(world, who)
    await world.advance(days=2)
    await run(world)
    return card(world)


async def summed_up(world: World, who: People) -> Seen:
    form = await who.anna.click(await meeting_over(world, who), WriteSummary)
    await who.anna.submit(form, agreed="Slower.")
    await run(world)
    return card(world)


async def rota(world: World, who: People) -> Seen:
    return await who.ben.click(await meeting(world, who), ShowRota)


async def session(world: World, who: People) -> Seen:
    return await plan(world, who.mona)


async def sessions(world: World, who: People) -> Seen:
    await session(world, who)
    return await who.mona.slash("community session")


async def no_event(world: World, who: People) -> Seen:
    await set_up(world.home, ChannelUse.MODERATORS)
    world.env.inject_error("POST", "/guilds/*/scheduled-events", status=403, code=50013)
    await plan(world, who.mona)
    return card(world)


CARDS = (meeting, meeting_over, summed_up, rota, session, sessions, no_event)


@pytest.mark.parametrize("days", [2, 30])
@pytest.mark.parametrize("make", CARDS, ids=lambda make: make.__name__)
async def test_long_after_a_restart(world: World, make: Make, days: int) -> None:
    who = People(world)
    shown = Shown.of(await make(world, who))
    await world.advance(days=days)
    await world.restart()
    await run(world)
    assert not await press_everything(world, shown, who.all)
