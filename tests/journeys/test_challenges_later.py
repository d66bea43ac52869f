"""Cards of challenges, a month and a restart later: all of it answers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from bot.render.challenge_presses import JoinChallenge, LeaveChallenge, ShowChallenge
from tests.support import challenge_desk
from tests.support.practising import begin
from tests.support.pressing import Shown, press_everything
from tests.support.weekly_posts import run

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from tests.support.members import Member, Seen
    from tests.support.world import World

    Make = Callable[[World, "People"], Awaitable[Seen]]


class People:
    """Anna takes part, Ben looks on, Mona moderates."""

    def __init__(self, world: World, anna: Member) -> None:
        self.anna = anna
        self.ben = world.home.member("ben")
        self.mona = world.home.member("mona", moderator=True)


async def challenge_made(world: World, who: People) -> None:
    await challenge_desk.choose_channel(who.mona, world.home.channel)
    await challenge_desk.make(who.mona, template="show-up")


async def challenge_board(world: World, who: People) -> Seen:
    await challenge_made(world, who)
    return await challenge_post(world)


async def challenge_joined(world: World, who: People) -> Seen:
    return await who.anna.click(await challenge_board(world, who), JoinChallenge)


async def challenge_own(world: World, who: People) -> Seen:
    return await who.anna.click(await challenge_joined(world, who), ShowChallenge)


async def challenge_left(world: World, who: People) -> Seen:
    return await who.anna.click(await challenge_joined(world, who), LeaveChallenge)


async def challenge_terms(world: World, who: People) -> Seen:
    await challenge_joined(world, who)
    await who.mona.slash("challenge edit", challenge="Show-up week", target="6")
    return await challenge_post(world)


async def challenge_results(world: World, who: People) -> Seen:
    await challenge_joined(world, who)
    await world.advance(days=20)
    return await challenge_post(world)


async def challenge_teams(world: World, who: People) -> Seen:
    await challenge_desk.choose_channel(who.mona, world.home.channel)
    teams: Any = {"with": "teams", "draw": "chosen"}
    await challenge_desk.make(who.mona, template="show-up", **teams)
    return await who.anna.click(await challenge_post(world), JoinChallenge)


async def challenge_post(world: World) -> Seen:
    await run(world)
    return world.home.channel.history()[-1]


CARDS = (
    *(challenge_board, challenge_joined, challenge_own, challenge_left),
    *(challenge_terms, challenge_results, challenge_teams),
)


@pytest.mark.parametrize("days", [2, 30])
@pytest.mark.parametrize("make", CARDS, ids=lambda make: make.__name__)
async def test_long_after_a_restart(world: World, make: Make, days: int) -> None:
    who = People(world, await begin(world))
    shown = Shown.of(await make(world, who))
    await world.advance(days=days)
    await world.restart()
    await run(world)
    assert not await press_everything(world, shown, (who.ben, who.anna, who.mona))
