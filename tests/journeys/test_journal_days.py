"""What the journal brings up on a day: quiet on an outcome's, a step after it, the why, love."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.render.challenge_presses import JoinChallenge, SeeEveryone
from bot.render.journal import ChallengeAnyway, EveryoneAnyway, NumbersAnyway, WriteWhy
from bot.render.reflections import WhatHelps
from tests.support.challenge_walks import TITLE, board, open_challenge
from tests.support.practising import begin
from tests.support.reflecting import write

if TYPE_CHECKING:
    from tests.support.world import World


async def test_on_an_outcomes_day_others_wait_until_they_are_asked_for(world: World) -> None:
    anna, ben = await begin(world), await begin(world, "ben")
    await open_challenge(world)
    await anna.click(board(world), JoinChallenge)
    hard = await anna.slash("journal outcome", what="The audition went to another", kind="grieve")
    assert "I am quiet about the process until your day is over." in hard.text
    assert "Pause" in hard.labels
    shown = await anna.slash("challenge show", challenge=TITLE)
    assert "can wait until tomorrow" in shown.text
    assert TITLE in (await anna.click(shown, ChallengeAnyway)).text
    everyone = await anna.click(board(world), SeeEveryone)
    assert "can wait until tomorrow" in everyone.text
    assert "can wait" not in (await anna.click(everyone, EveryoneAnyway)).text
    numbers = await anna.slash("streak show", member=ben.actor)
    assert "can wait until tomorrow" in numbers.text
    assert "Guitar" in (await anna.click(numbers, NumbersAnyway)).text
    # One's own numbers, and other people's days, are as ever.
    assert "can wait" not in (await anna.slash("streak show")).text
    assert "can wait" not in (await ben.slash("challenge show", challenge=TITLE)).text
    await world.advance(days=1)
    assert "can wait" not in (await anna.slash("challenge show", challenge=TITLE)).text


async def test_the_day_after_brings_the_next_small_step(world: World) -> None:
    anna = await begin(world)
    await anna.slash("log", amount="20 min")
    await anna.slash("journal outcome", what="Passed the *exam*", kind="celebrate")
    today = await anna.slash("today")
    assert "Today is for celebrating: Passed the \\*exam\\*" in today.text
    assert "Log" in today.labels
    await world.advance(days=1)
    today = await anna.slash("today")
    assert "Yesterday was for celebrating. The next small step: 20 min of Guitar." in today.text
    await world.advance(days=1)
    assert "celebrating" not in (await anna.slash("today")).text


async def test_the_why_and_what_helps_come_up_when_a_rhythm_breaks(world: World) -> None:
    anna = await begin(world)
    for _ in range(14):
        await anna.slash("log", amount="20 min")
        await world.advance(days=2)
    await world.advance(days=7)
    today = await anna.slash("today")
    assert "Your rhythm has paused." in today.text
    form = await anna.click(today, WriteWhy)
    await anna.submit(form, text="To play for my daughter")
    await write(anna, conditions="early, at the desk")
    today = await anna.slash("today")
    assert "Why you do this: To play for my daughter" in today.text
    assert "What helped you before: early, at the desk" in today.text
    assert "early, at the desk" in (await anna.click(today, WhatHelps)).text
    await anna.slash("log", amount="5 min")
    assert "rhythm has paused" not in (await anna.slash("today")).text


async def test_every_fourth_reflection_asks_what_is_loved(world: World) -> None:
    anna = world.home.member("anna")
    asked: list[bool] = []
    for _ in range(8):
        card = await anna.slash("reflect")
        asked.append("What do you love about it?" in card.text)
        await write(anna, card)
        # Written, it keeps its question.
        again = await anna.slash("reflect")
        assert ("What do you love about it?" in again.text) is asked[-1]
        await world.advance(days=7)
    assert asked == [False, False, False, True] * 2
