"""Every card that members make for each other, a month and a restart later: all of it answers."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.render.ratings import RateFeedback
from bot.render.showcase import MENU
from tests.support.exchanging import help_, read
from tests.support.long_after import SPANS, idea, press_long_after
from tests.support.members import text_of
from tests.support.peers import answer, ask, card_in, choose_levels, thread_of
from tests.support.weekly_posts import SUNDAY, run, set_up

if TYPE_CHECKING:
    from tests.support.long_after import Make, People
    from tests.support.members import Seen
    from tests.support.world import World


async def request_card(world: World, who: People) -> Seen:
    await ask(who.anna)
    return card_in(world)


async def asked(_world: World, who: People) -> Seen:
    return await ask(who.anna, audience=who.ben.actor)


async def stuck(world: World, who: People) -> Seen:
    form = await who.anna.slash("feedback stuck", hard="doubt", wants="advice", anonymous=True)
    await who.anna.submit(form, sentence="I do not get better.")
    return card_in(world)


async def queue(_world: World, who: People) -> Seen:
    await ask(who.anna)
    return await who.ben.slash("feedback queue")


async def desk(world: World, who: People) -> Seen:
    await ask(who.anna)
    return await who.ben.click(card_in(world), "Take it")


async def faster(world: World, who: People) -> Seen:
    await desk(world, who)
    return await who.cleo.click(card_in(world), "Take it")


async def thread_answer(world: World, who: People) -> Seen:
    await ask(who.anna)
    await answer(world, who.ben)
    (posted,) = thread_of(world).history()
    return posted


async def private_answer(_world: World, who: People) -> Seen:
    await help_(who.anna, who.ben, anonymous=True)
    return await read(who.anna)


async def rated(_world: World, who: People) -> Seen:
    await help_(who.anna, who.ben)
    form = await who.anna.click(await read(who.anna), RateFeedback)
    return await who.anna.submit(form, encouraging="3", useful="3")


async def no_help(_world: World, who: People) -> Seen:
    await help_(who.anna, who.ben)
    form = await who.anna.click(await read(who.anna), RateFeedback)
    return await who.anna.submit(form, problematic="yes")


async def mine(_world: World, who: People) -> Seen:
    await help_(who.anna, who.ben)
    await ask(who.anna)
    return await who.anna.slash("feedback mine")


async def given(_world: World, who: People) -> Seen:
    await rated(_world, who)
    return await who.ben.slash("feedback mine")


async def today(_world: World, who: People) -> Seen:
    await help_(who.anna, who.ben)
    return await who.anna.slash("today")


async def self_scored(_world: World, who: People) -> Seen:
    return await choose_levels(who.anna, await who.anna.slash("feedback self", rubric="Writing"))


async def kudos(_world: World, who: People) -> Seen:
    return await who.anna.slash("kudos", member=who.ben.actor, for_what="reading it twice")


async def example(_world: World, who: People) -> Seen:
    form = await who.anna.slash("showcase add", practice="Guitar", skill="Music")
    return await who.anna.submit(form, title="A waltz", work="la la la", look_at="the end")


async def examples(world: World, who: People) -> Seen:
    await example(world, who)
    return await who.ben.slash("showcase browse")


async def consent(world: World, who: People) -> Seen:
    said = await who.anna.actor.send(world.home.channel, "I listen once to every take.")
    return await who.ben.submit(await who.ben.menu(MENU, said), look_at="the habit")


async def ideas(world: World, who: People) -> Seen:
    await idea(world, who)
    return await who.ben.slash("wisdom search")


async def weekly(world: World, who: People) -> Seen:
    _, channel = await set_up(world.home)
    await idea(world, who)
    await ask(who.ben)
    await world.advance_to(SUNDAY)
    await run(world)
    assert "Needs eyes" in text_of(channel.history()[-1])
    return channel.history()[-1]


CARDS = (
    *(request_card, asked, stuck, queue, desk, faster, thread_answer),
    *(private_answer, rated, no_help, mine, given, today, self_scored),
    *(kudos, example, examples, consent, idea, ideas, weekly),
)


@pytest.mark.parametrize("days", SPANS)
@pytest.mark.parametrize("make", CARDS, ids=lambda make: make.__name__)
async def test_long_after_a_restart(world: World, make: Make, days: int) -> None:
    assert not await press_long_after(world, make, days)
