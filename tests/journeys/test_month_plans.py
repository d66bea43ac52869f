"""Thirty days with one practice, by commands, clicks and forms."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.render.month_plan_presses import (
    ChoosePlan,
    NotePlan,
    PutPlanAway,
    SayConfidence,
    SayOutcome,
    ShowPlan,
    ShowPlanNotes,
    ShowPlanReport,
    StartPlan,
    StopPlan,
)
from bot.render.presses import Press
from bot.render.requests import WriteOwn
from bot.render.rest_presses import TakePause
from tests.journeys.test_self_scores import choose_all
from tests.support.members import BUTTON
from tests.support.practising import begin
from tests.support.reflecting import write

if TYPE_CHECKING:
    from tests.support.members import Member, Reply
    from tests.support.world import World


def press_of(reply: Reply, kind: type[Press], nth: int = 0) -> Press:
    """Return one of several buttons of a kind."""
    ids = [each.get("custom_id", "") for each in reply.components if each["type"] == BUTTON]
    found = [each for each in map(Press.parse, ids) if isinstance(each, kind)]
    return found[nth]


async def live(world: World, member: Member, drawn: str, where: str = "home") -> None:
    """Live through days: # done, . nothing; then it is morning."""
    for mark in drawn.replace(" ", ""):
        if mark == "#":
            await member.slash("log", amount="20 min", practice="Guitar", where=where)
        await world.advance(days=1)


async def score_alone(member: Member) -> None:
    """Score one's own work with the guitar, which is a look from outside."""
    panel = await member.slash("feedback self", rubric="Writing", practice="Guitar")
    form = await member.click(await choose_all(member, panel, 2), WriteOwn)
    assert "Kept as a version" in (await member.submit(form, title="A waltz")).text


def has_picture(reply: Reply) -> bool:
    return any("media" in str(each.get("items", "")) for each in reply.components)


async def test_a_month_from_the_start_to_the_next_one(world: World) -> None:
    anna = await begin(world, is_open=False)
    plan = await anna.slash("plan start")
    assert plan.private
    assert "30 days with Guitar · day 1 of 30" in plan.text
    assert "never replace care" in plan.text
    assert "0 of 3 days logged" in plan.text
    sure = await anna.click(plan, press_of(plan, SayConfidence, 1))
    assert "How sure at the start: 2 of 5" in sure.text
    assert "How sure are you" not in sure.text
    assert "week 1. 0 of 3 days logged" in (await anna.slash("today")).text
    await the_first_weeks(world, anna)
    await the_last_weeks(world, anna)
    await the_report(anna)
    await the_next_plan(world, anna)


async def the_first_weeks(world: World, anna: Member) -> None:
    await live(world, anna, "##.")
    noted = await anna.slash("plan note", text="Slow *first*")
    assert noted.private
    assert r"> Slow \*first\*" in noted.text
    await world.restart()
    # A pause holds two days, and the plan ends so much later.
    assert (await anna.click(await anna.slash("plan show"), TakePause)).private
    assert "30 days with" not in (await anna.slash("today")).text
    await live(world, anna, ".")
    await anna.slash("rest take", until="today", practice="Guitar")
    assert "the plan waits" in (await anna.slash("plan show")).text
    await live(world, anna, ".#...")
    shown = (await anna.slash("plan show")).text
    assert "day 8 of 30" in shown
    assert "3 days logged: that is a baseline." in shown
    assert "Baseline: 20 min a day, the mean of 3 done days." in shown
    await live(world, anna, "####...")
    assert "4 blocks kept." in (await anna.slash("plan show")).text


async def the_last_weeks(world: World, anna: Member) -> None:
    await score_alone(anna)
    await write(anna, conditions="before breakfast", adjustment="phone away")
    shown = (await anna.slash("plan show")).text
    assert "A look from outside is there." in shown
    assert "One change adopted." in shown
    await live(world, anna, "##.....")
    await live(world, anna, "#", where="the park")
    plan = await anna.slash("plan show")
    assert "Tried somewhere new." in plan.text
    form = await anna.click(plan, SayOutcome)
    told = await anna.submit(form, outcome="It held", learnt="Places matter")
    assert "Its outcome is noted." in told.text
    await live(world, anna, "......")
    said = await anna.slash("today")
    assert "day 29, week 4 is ticked. How sure are you by now?" in said.text
    plan = await anna.click(said, ShowPlan)
    told = await anna.click(plan, press_of(plan, SayConfidence, 3))
    assert "How sure are you" not in told.text
    await live(world, anna, "..")


async def the_report(anna: Member) -> None:
    said = await anna.slash("today")
    assert "Your 30 days with Guitar are over." in said.text
    report = await anna.click(said, ShowPlan)
    assert report.private
    assert has_picture(report)
    for words in (
        "Week 1: 20 min a day, the mean of 3 done days",
        "Week 4: 20 min a day, on one done day, the same as at the start",
        "> It held",
        "> Places matter",
        "> before breakfast",
        "2 of 5 at the start, 4 of 5 at the end",
        r"Slow \*first\*",
    ):
        assert words in report.text
    notes = await anna.click(report, ShowPlanNotes)
    assert r"> Slow \*first\*" in notes.text


async def the_next_plan(world: World, anna: Member) -> None:
    report = await anna.slash("plan show")
    away = await anna.click(report, PutPlanAway)
    assert "put away" in away.text
    assert "30 days" not in (await anna.slash("today")).text
    again = await anna.click(away, ShowPlanReport)
    assert "What 30 days with Guitar came to" in again.text
    assert "Put it away" not in again.labels
    offer = await anna.slash("plan show")
    assert "My last plan" in offer.labels
    await world.restart()
    following = await anna.click(again, StartPlan)
    assert "day 1 of 30" in following.text


async def test_one_of_several_practices(world: World) -> None:
    anna = await begin(world)
    await anna.slash("practice add", name="Essays", minimum="done")
    assert await anna.complete("plan start", "practice", "ess") == ["Essays · done · every day"]
    offer = await anna.slash("plan start")
    assert offer.private
    options = next(each for each in offer.components if each.get("options"))["options"]
    plan = await anna.choose(offer, ChoosePlan, options[1]["value"])
    assert "30 days with Essays" in plan.text
    refused = await anna.slash("plan start", practice="Guitar")
    assert "“Essays” are still running" in refused.text
    assert "30 days with Essays" in (await anna.click(refused, ShowPlan)).text


async def test_stopping_asks_what_was_learnt(world: World) -> None:
    anna = await begin(world)
    plan = await anna.slash("plan start")
    await live(world, anna, "##")
    form = await anna.click(plan, StopPlan)
    too_long = await anna.submit(form, learnt="\u202eevil")
    assert "hidden characters" in too_long.text
    report = await anna.submit(await anna.slash("plan stop"), learnt="Ten minutes are enough")
    assert "stopped today, on day 3" in report.text
    assert "> Ten minutes are enough" in report.text
    refused = await anna.slash("plan stop")
    assert "No such plan" in refused.text
    # A card of long ago says the same.
    assert "No such plan" in (await anna.click(plan, NotePlan)).text
    assert "A 30-day plan" in (await anna.click(refused, ShowPlan)).text


async def test_a_practice_put_aside(world: World) -> None:
    anna = await begin(world)
    await anna.slash("practice add", name="Essays", minimum="1 page")
    await anna.slash("plan start", practice="Guitar")
    await live(world, anna, "#")
    await anna.slash("practice archive", practice="Guitar")
    assert "ended when you put it aside" in (await anna.slash("today")).text
    report = await anna.slash("plan show")
    assert "You put the practice aside today" in report.text
    assert "its report waits" in (await anna.slash("plan note", text="Late")).text
    refused = await anna.slash("plan start", practice="Guitar")
    assert "“Guitar” is archived" in refused.text
    assert "/practice restore" in refused.text
    following = await anna.click(report, StartPlan)
    assert "30 days with Essays" in following.text


async def test_notes_by_form(world: World) -> None:
    anna = await begin(world)
    assert "No such plan" in (await anna.slash("plan note", text="Early")).text
    plan = await anna.slash("plan start")
    noted = plan
    for number in range(4):
        noted = await anna.submit(await anna.slash("plan note"), note=f"Note {number}")
        assert f"> Note {number}" in noted.text
    assert "4 notes so far" in (await anna.slash("plan show")).text
    notes = await anna.click(noted, ShowPlanNotes)
    assert "Note 0" not in notes.text
    older = await anna.click(notes, "Next")
    assert "> Note 0" in older.text
    form = await anna.click(plan, NotePlan)
    refused = await anna.submit(form, note="\u2800")
    assert "at least one character" in refused.text


async def test_after_the_end(world: World) -> None:
    anna = await begin(world)
    plan = await anna.slash("plan start")
    shown = await anna.slash("plan show")
    said = await anna.click(plan, press_of(plan, SayConfidence, 4))
    assert "5 of 5" in said.text
    await world.advance(days=8)
    late = await anna.click(shown, press_of(shown, SayConfidence))
    assert "belongs to the first week" in late.text
    await world.advance(days=30)
    report = await anna.slash("plan show")
    assert "nothing logged, so no baseline" in report.text
    told = await anna.click(report, press_of(report, SayConfidence, 1))
    assert "stands in the report" in told.text
    told = await anna.submit(await anna.click(report, SayOutcome), outcome="Life came first")
    again = await anna.click(told, ShowPlanReport)
    assert "> Life came first" in again.text
    assert "5 of 5 at the start, 2 of 5 at the end" in again.text
    assert "came to its end by itself" in (await anna.slash("plan stop")).text


async def test_strangers_are_shown_the_way_in(world: World) -> None:
    ben = world.home.member("ben")
    for refused in (await ben.slash("plan show"), await ben.slash("plan start")):
        assert refused.private
        assert refused.labels == ["Start"]
