"""Rating an answer through its doors: by whom, when, once, and what follows from it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain.generosity import Side
from bot.render.generosity import ShowMine
from bot.render.ratings import RateFeedback, Requeue, SayApplied, WhatCame
from tests.support.exchanging import ESSAY, answer, answer_latest, help_, read

if TYPE_CHECKING:
    from tests.support.members import Member, Reply, Seen
    from tests.support.world import World

GOOD = {"encouraging": "3", "useful": "2"}


async def rate(member: Member, seen: Seen, **answers: str) -> Reply:
    return await member.submit(await member.click(seen, RateFeedback), **answers)


async def test_from_the_answer_to_what_came_of_it(world: World) -> None:
    anna, ben = world.home.member("anna"), world.home.member("ben")
    await help_(anna, ben)
    opened = await read(anna)
    await world.restart()
    await world.advance(days=7)
    form = await anna.click(opened, RateFeedback)
    assert "Feedback on the feedback" in form.text
    rated = await anna.submit(form, **GOOD, remark="I *knew* it", applied="not_yet")
    assert rated.private
    assert "Encouraging 3 of 3 · useful 2 of 3" in rated.text
    assert "Applied: not yet" in rated.text
    assert "> I \\*knew\\* it" in rated.text
    mine = await ben.slash("feedback mine")
    assert "1 answer given, 1 of them rated helpful" in mine.text
    came = await ben.click(mine, WhatCame)
    assert "> I \\*knew\\* it" in came.text
    again = await anna.slash("feedback mine")
    assert "1 of 1 request answered" in again.text


async def test_a_month_and_a_restart_later(world: World) -> None:
    anna, ben = world.home.member("anna"), world.home.member("ben")
    await help_(anna, ben)
    opened = await read(anna)
    await world.advance(days=30)
    await world.restart()
    assert "Thank you for rating My essay" in (await rate(anna, opened, **GOOD)).text


async def test_rating_twice_says_what_was_said(world: World) -> None:
    anna, ben = world.home.member("anna"), world.home.member("ben")
    await help_(anna, ben)
    opened = await read(anna)
    form, twin = [await anna.click(opened, RateFeedback) for _ in range(2)]
    await anna.submit(form, **GOOD)
    for late in (
        await anna.submit(twin, encouraging="1", useful="1", remark="no"),
        await anna.click(opened, RateFeedback),
    ):
        assert "rated that answer already" in late.text
        assert "Encouraging 3 of 3 · useful 2 of 3" in late.text
    applied = await anna.submit(
        await anna.click(late, SayApplied), applied="yes", note="it reads well"
    )
    assert "Applied: yes" in applied.text
    assert "> it reads well" in applied.text
    told = await anna.click(late, SayApplied)
    assert told.fields == {"note": "it reads well"}


async def test_numbers_that_are_missing_come_back_with_the_rest(world: World) -> None:
    anna, ben = world.home.member("anna"), world.home.member("ben")
    await help_(anna, ben)
    refused = await rate(anna, await read(anna), encouraging="3", remark="thank you")
    assert "Choose both" in refused.text
    form = await anna.click(refused, "Open it again")
    assert form.fields == {"remark": "thank you"}
    assert "Thank you for rating" in (await anna.submit(form, useful="3")).text


async def test_only_whoever_asked_rates(world: World) -> None:
    anna, ben, caro = (world.home.member(name) for name in ("anna", "ben", "caro"))
    await help_(anna, ben)
    (thread,) = anna.channel.threads
    posted = thread.last_message
    assert posted
    assert "your own answer" in (await ben.click(posted, RateFeedback)).text
    assert "for whoever asked" in (await caro.click(posted, RateFeedback)).text
    assert (await rate(anna, posted, **GOOD)).private
    assert "No answer waits" in (await caro.slash("feedback rate")).text


async def test_the_command_offers_what_is_not_rated(world: World) -> None:
    anna, ben = world.home.member("anna"), world.home.member("ben")
    await help_(anna, ben)
    assert await anna.complete("feedback rate", "answer", "essay") == ["My essay"]
    assert await ben.complete("feedback rate", "answer") == []
    form = await anna.slash("feedback rate")
    assert "Thank you for rating" in (await anna.submit(form, **GOOD)).text
    assert "No answer waits" in (await anna.slash("feedback rate")).text
    assert "not there any more" in (await anna.slash("feedback rate", answer="essay")).text
    for number in ("5", "9" * 30):
        assert "not there any more" in (await anna.slash("feedback rate", answer=number)).text


async def test_a_problem_keeps_apart_and_the_request_waits_again(world: World) -> None:
    anna, ben, caro = (world.home.member(name) for name in ("anna", "ben", "caro"))
    await help_(anna, ben)
    rated = await rate(anna, await read(anna), problematic="yes", remark="rude", useful="3")
    assert "kept apart" in rated.text
    assert "useful" not in rated.text
    assert {"Back to the queue", "Report"} <= set(rated.labels)
    await world.restart()
    again = await anna.click(rated, Requeue)
    assert "It waits again: My essay" in again.text
    assert "My essay" not in (await ben.slash("feedback queue")).text
    assert "My essay" in (await caro.slash("feedback queue")).text
    came = await ben.slash("feedback mine")
    given = await ben.click(came, ShowMine(side=Side.GIVEN, page=0))
    assert "not rated yet" in given.text
    assert "rude" not in (await ben.click(given, WhatCame)).text
    await answer_latest(anna, caro)
    assert "2 answers received" in (await anna.slash("feedback mine")).text


async def test_a_problem_with_the_one_person_who_was_asked(world: World) -> None:
    anna, ben = world.home.member("anna"), world.home.member("ben")
    form = await anna.slash("feedback ask", audience=ben.actor)
    await anna.submit(form, **ESSAY)
    await answer(ben, await ben.slash("feedback queue"))
    rated = await rate(anna, await read(anna), problematic="yes")
    assert "Back to the queue" not in rated.labels
    assert "asks anew" in rated.text


async def test_a_week_later_it_is_asked_again_once(world: World) -> None:
    anna, ben = world.home.member("anna"), world.home.member("ben")
    await help_(anna, ben)
    await rate(anna, await read(anna), **GOOD)
    await world.advance(days=7)
    mine = await anna.slash("feedback mine")
    form = await anna.click(mine, "Applied?")
    assert "Noted" in (await anna.submit(form, applied="not_yet")).text
    received = await anna.click(
        await anna.slash("feedback mine"), ShowMine(side=Side.RECEIVED, page=0)
    )
    assert "Applied: not yet" in received.text
    assert "Applied?" not in received.labels
