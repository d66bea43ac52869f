"""Every card of the moderators' desk, a month and a restart later: all of it answers."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.render.challenge_desk import ChooseThemes, OpenThemes
from bot.render.norms import ShowNorms, WriteNorms
from bot.render.setting_changes import ShowChanges
from tests.support import challenge_desk
from tests.support.long_after import SPANS, idea, press_long_after
from tests.support.reporting import Scene
from tests.support.setting_up import PEOPLE, POSTS

if TYPE_CHECKING:
    from tests.support.long_after import Make, People
    from tests.support.members import Seen
    from tests.support.world import World


async def report(world: World, who: People) -> Seen:
    scene = Scene(world, who.anna)
    await scene.use_channel(scene.moderators.id)
    await idea(world, who)
    await scene.tell(who.ben)
    return scene.told


async def decided(world: World, who: People) -> Seen:
    return await who.mona.click(await report(world, who), "Hide")


async def reports(world: World, who: People) -> Seen:
    await report(world, who)
    return await who.mona.slash("moderate reports")


async def suspension(_world: World, who: People) -> Seen:
    return await who.mona.slash("moderate block", member=who.ben.actor)


async def rubrics(_world: World, who: People) -> Seen:
    return await who.mona.slash("rubric edit", rubric="Writing")


async def community(_world: World, who: People) -> Seen:
    return await who.mona.slash("community settings")


async def times(_world: World, who: People) -> Seen:
    return await who.mona.click(await who.mona.slash("community settings"), PEOPLE)


async def posts(_world: World, who: People) -> Seen:
    await who.mona.slash("community setup", zone="Berlin")
    return await who.mona.click(await who.mona.slash("community settings"), POSTS)


async def changes(_world: World, who: People) -> Seen:
    return await who.mona.click(await posts(_world, who), ShowChanges)


async def zone_meant(_world: World, who: People) -> Seen:
    return await who.mona.slash("community setup", zone="EST")


async def norms_desk(_world: World, who: People) -> Seen:
    form = await who.mona.click(await who.mona.slash("community norms"), WriteNorms)
    return await who.mona.submit(form, norms="Be kind.")


async def norms_asked(world: World, who: People) -> Seen:
    await norms_desk(world, who)
    return await who.cleo.slash("start")


async def norms_step(world: World, who: People) -> Seen:
    await norms_desk(world, who)
    return await who.anna.click(await who.anna.slash("start"), ShowNorms)


async def challenge_made(world: World, who: People) -> Seen:
    await challenge_desk.choose_channel(who.mona, world.home.channel)
    return await challenge_desk.make(who.mona, template="show-up")


async def challenge_changed(world: World, who: People) -> Seen:
    await challenge_made(world, who)
    return await who.mona.slash("challenge edit", challenge="Show-up week", target="4")


async def challenge_end(world: World, who: People) -> Seen:
    await challenge_made(world, who)
    return await who.mona.slash("challenge end", challenge="Show-up week")


async def challenge_list(world: World, who: People) -> Seen:
    await challenge_made(world, who)
    return await who.mona.slash("challenge list")


async def challenge_themes(world: World, who: People) -> Seen:
    panel = await who.mona.click(await challenge_list(world, who), OpenThemes)
    return await who.mona.choose(panel, ChooseThemes, "quiet", "show-up")


async def health(_world: World, who: People) -> Seen:
    await who.anna.slash("settings counted", choice="on")
    return await who.mona.slash("community health")


CARDS = (
    *(report, decided, reports, suspension, rubrics, challenge_made, challenge_changed),
    *(challenge_end, challenge_list, challenge_themes, health, community, times, posts),
    *(changes, zone_meant, norms_desk, norms_asked, norms_step),
)


@pytest.mark.parametrize("days", SPANS)
@pytest.mark.parametrize("make", CARDS, ids=lambda make: make.__name__)
async def test_long_after_a_restart(world: World, make: Make, days: int) -> None:
    assert not await press_long_after(world, make, days)
