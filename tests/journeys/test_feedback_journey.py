"""The whole way of feedback, from asking to the weekly post, across a restart in the middle."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from bot.domain.communities import ChannelUse
from bot.domain.generosity import Side
from bot.render.adjustments import AdoptChange
from bot.render.answered import OpenFeedback
from bot.render.generosity import ShowMine
from bot.render.queues import TakeRequest
from bot.render.ratings import RateFeedback, SayApplied, WhatCame
from bot.render.wisdom import MarkIdea, OpenIdea
from tests.support.exchanging import help_
from tests.support.members import text_of
from tests.support.peers import (
    ANSWER,
    ask,
    bodies,
    card_in,
    choose_levels,
    thread_of,
    write,
)
from tests.support.practising import begin
from tests.support.weekly_posts import SUNDAY, run, set_up

if TYPE_CHECKING:
    from tests.support.members import Member, Reply
    from tests.support.world import World

HELPFUL = {"encouraging": "3", "useful": "3"}


async def test_from_asking_to_the_weekly_post(world: World) -> None:
    _, weekly = await set_up(world.home, ChannelUse.FEEDBACK)
    anna = await begin(world)
    ben, cleo, dan = (world.home.member(name) for name in ("ben", "cleo", "dan"))
    answered = await _ask_race_and_give(world, anna, ben, cleo)
    await _rate_and_apply(world, anna, ben, answered)
    await _four_more_helpful_answers(anna, ben)
    await _others_bring_something(world, cleo, dan)
    await world.advance_to(SUNDAY + timedelta(days=7))
    await world.restart()
    await run(world)
    streaks, prompt = weekly.history()[-2:]
    assert f"<@{cleo.id}> thanked <@{ben.id}>: you read it twice" in text_of(streaks)
    posted = text_of(prompt)
    _, _, waiting = posted.partition("**Needs eyes**")
    assert "A talk" in waiting
    assert "My essay" not in posted
    assert "Slow first" in posted
    assert "1 can now" in posted
    opened = await ben.click(prompt, OpenIdea)
    assert opened.private
    assert "> Half the speed, then faster." in opened.text


async def _ask_race_and_give(world: World, anna: Member, ben: Member, cleo: Member) -> Reply:
    """Let two be after the same request, and the faster one answer it after a restart."""
    waits = await ask(anna)
    assert waits.private
    card = card_in(world)
    desk = await ben.click(card, TakeRequest)
    late = await cleo.click(card, TakeRequest)
    assert f"<@{ben.id}> was faster" in late.text
    assert "It was a dark and stormy night." not in late.text
    await choose_levels(ben, desk, 2)
    await world.restart()
    again = await ben.slash("feedback give")
    done = await write(ben, await choose_levels(ben, again, 2, 3, 3, 3, 3))
    thread = thread_of(world)
    assert f"It stands in <#{thread.id}>, and <@{anna.id}> is told." in done.text
    (posted,) = thread.history()
    assert "**2 of 4**" in text_of(posted)
    assert ANSWER["change"] in text_of(posted)
    (sent,) = bodies(world, "POST", f"/channels/{thread.id}/messages")
    assert sent["allowed_mentions"]["users"] == [anna.id]
    assert "Take it" not in text_of(card_in(world))
    home = await anna.slash("today")
    assert "An answer waits to be read." in home.text
    return await anna.click(home, OpenFeedback)


async def _rate_and_apply(world: World, anna: Member, ben: Member, answered: Reply) -> None:
    """Let the author rate, try the change, be asked a week later, and say what came of it."""
    rated = await anna.submit(await anna.click(answered, RateFeedback), **HELPFUL)
    assert "Encouraging 3 of 3 · useful 3 of 3" in rated.text
    adopted = await anna.click(rated, AdoptChange)
    assert f"> {ANSWER['change']}" in adopted.text
    home = await anna.slash("today")
    assert f"Trying this week: {ANSWER['change']}" in home.text
    assert "Did you try it?" not in home.text
    assert "1 answer given, 1 of them rated helpful" in (await ben.slash("feedback mine")).text
    await world.advance(days=7)
    home = await anna.slash("today")
    assert "Did you try it?" in home.text
    form = await anna.click(home, SayApplied)
    told = await anna.submit(form, applied="yes", note="It reads faster now.")
    assert "Applied: yes" in told.text
    assert "Did you try it?" not in (await anna.slash("today")).text
    came = await ben.click(await ben.slash("feedback mine"), WhatCame)
    assert "> It reads faster now." in came.text


async def _four_more_helpful_answers(anna: Member, ben: Member) -> None:
    """Let what was given be seen as more open requests."""
    assert "0 of 2 open requests in use" in (await ben.slash("feedback mine")).text
    for _ in range(4):
        await help_(anna, ben)
        await anna.submit(await anna.slash("feedback rate"), **HELPFUL)
    given = await ben.slash("feedback mine")
    assert "5 answers given, 5 of them rated helpful. Applied: 1 of 1 so far." in given.text
    asked = await ben.click(given, ShowMine(side=Side.ASKED, page=0))
    assert "0 of 4 open requests in use" in asked.text
    for number in range(4):
        asked = await ask(ben, f"Mine {number}")
    assert "4 of your 4 open requests in use" in asked.text
    refused = await ben.slash("feedback ask")
    assert refused.private
    assert not refused.result.modal


async def _others_bring_something(world: World, cleo: Member, dan: Member) -> None:
    """Let there be thanks, an idea, and a request that nobody answers for two days."""
    await ask(dan, "A talk")
    form = await cleo.slash("wisdom share", kind="insight")
    await cleo.submit(form, title="Slow first", text="Half the speed, then faster.")
    idea = world.home.channel.last_message
    assert idea
    await dan.click(idea, MarkIdea)
    await world.advance(days=3)
    ben = world.home.member("ben")
    await cleo.slash("kudos", member=ben.actor, for_what="you read it twice")
