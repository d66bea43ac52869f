"""The weekly look back through its doors: the command, buttons, forms and the public card."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.render.practices import SetGoal
from bot.render.reflections import (
    GoalFor,
    KeepAdjustment,
    LookBackForm,
    NameConditions,
    SwitchAdjustment,
    UnknownConditions,
    WhatHelps,
    WriteReflection,
)
from tests.support.reflecting import write

if TYPE_CHECKING:
    from tests.support.members import Member, Reply
    from tests.support.world import World


async def look_back(member: Member, card: Reply, **answers: str) -> Reply:
    return await member.submit(await member.click(card, LookBackForm), **answers)


async def test_a_first_reflection_without_a_practice(world: World) -> None:
    anna = world.home.member("anna")
    card = await anna.slash("reflect")
    assert card.private
    assert "Looking back, week 2" in card.text
    assert "Question of the week" in card.text
    assert "look back first, then write" in card.text
    card = await look_back(anna, card, answer="*Ben* did")
    assert "\\*Ben\\* did" in card.text
    done = await write(anna, card, conditions="early, at the desk", adjustment="phone away")
    assert done.private
    assert "> early, at the desk" in done.text
    assert "Trying next" in done.text
    assert "only you see it" in done.text
    helps = await anna.click(done, WhatHelps)
    assert helps.private
    assert helps.message.id != done.message.id
    assert "> early, at the desk" in helps.text
    assert "Week 2" in helps.text


async def test_what_helps_has_pages_of_its_own(world: World) -> None:
    anna = world.home.member("anna")
    for number in range(1, 7):
        await write(anna, conditions=f"condition {number}")
        await world.advance(days=7)
    done = await write(anna, conditions="condition 7")
    helps = await anna.click(done, WhatHelps)
    assert "condition 7" in helps.text
    older = await anna.click(helps, "Next")
    assert older.message.id == helps.message.id
    assert "condition 1" in older.text
    assert "condition 7" in (await anna.click(older, "Previous")).text
    # What is still open about the reflection can still be chosen.
    assert "Revise" in done.labels


async def test_conditions_are_asked_for_once_more_with_facts(world: World) -> None:
    anna = world.home.member("anna")
    await anna.slash("practice add", name="Writing", minimum="10 min")
    for _ in range(6):
        await anna.slash("log", amount="10 min", where="library")
        await world.advance(days=1)
    done = await write(anna)
    assert "Your own logs of Writing" in done.text
    assert "6 of your 6 kept days were logged in the morning." in done.text
    assert "logged at “library”" in done.text
    form = await anna.click(done, NameConditions)
    refused = await anna.submit(form, conditions="quiet\u202eness")
    assert "hidden characters" in refused.text
    again = await anna.click(refused, "Open it again")
    assert again.fields == {"conditions": "quiet\u202eness"}
    named = await anna.submit(again, conditions="a quiet hour")
    assert "> a quiet hour" in named.text
    assert "I do not know yet" not in named.labels


async def test_i_do_not_know_yet(world: World) -> None:
    anna = world.home.member("anna")
    done = await write(anna)
    assert "There are too few logs to tell yet" in done.text
    unknown = await anna.click(done, UnknownConditions)
    assert "the story has improved, not yet the skill" in unknown.text
    empty = await anna.click(unknown, WhatHelps)
    assert "Nothing named yet" in empty.text


async def test_a_second_time_it_opens_filled(world: World) -> None:
    anna = world.home.member("anna")
    await write(anna, conditions="early", adjustment="phone away", goal="both hands")
    card = await anna.slash("reflect")
    assert "You have written for this week already" in card.text
    form = await anna.click(card, WriteReflection)
    assert form.fields == {
        "behaviour": "slow scales",
        "conditions": "early",
        "adjustment": "phone away",
        "goal": "both hands",
    }
    revised = await anna.submit(form, adjustment="phone in the hall")
    assert "phone in the hall" in revised.text
    assert "One change at a time" not in revised.text


async def test_the_next_week_asks_what_came_of_it(world: World) -> None:
    anna = world.home.member("anna")
    await anna.slash("practice add", name="Writing", minimum="10 min")
    done = await write(anna, conditions="early", adjustment="phone away", goal="one page a day")
    assert "now the goal of Writing" in done.text
    await world.advance(days=7)
    card = await anna.slash("reflect")
    assert "Kept, dropped, or still running?" in card.text
    assert "Your goal for Writing" in card.text
    assert "How did it go?" in card.text
    form = await anna.click(card, LookBackForm)
    (goal,) = (
        each["custom_id"] for each in form.components if "goal:" in each.get("custom_id", "")
    )
    said = await anna.submit(form, outcome="kept", **{goal: "partly"})
    assert "Kept: it stays" in said.text
    assert "Partly" in said.text
    done = await write(anna, said, conditions="early", adjustment="metronome first")
    assert "metronome first" in done.text
    assert "phone away" not in done.text


async def test_only_one_adjustment_runs(world: World) -> None:
    anna = world.home.member("anna")
    await write(anna, conditions="early", adjustment="phone away")
    await world.advance(days=7)
    card = await anna.slash("reflect")
    form = await anna.click(card, WriteReflection)
    assert "Empty goes on with: phone away" in str(form.components)
    both = await anna.submit(form, behaviour="x", conditions="y", adjustment="metronome first")
    assert "One change at a time" in both.text
    assert {"Keep: phone away", "Switch to: metronome first"} <= set(both.labels)
    kept = await anna.click(both, KeepAdjustment)
    assert "Still trying" in kept.text
    assert "metronome first" not in kept.text
    both = await write(anna, kept, conditions="y", adjustment="metronome first")
    switched = await anna.click(both, SwitchAdjustment)
    assert "Trying next" in switched.text
    assert "phone away" not in switched.text


async def test_a_goal_finds_its_practice(world: World) -> None:
    anna = world.home.member("anna")
    await anna.slash("practice add", name="Writing", minimum="10 min")
    piano = await anna.slash("practice add", name="Piano", minimum="10 min")
    done = await write(anna, conditions="early", goal="both hands")
    (select,) = (each for each in done.components if "reflect-goal" in each.get("custom_id", ""))
    options = {option["label"]: option["value"] for option in select["options"]}
    chosen = await anna.choose(done, GoalFor, options["Piano"])
    assert "now the goal of Piano" in chosen.text
    form = await anna.click(piano, SetGoal)
    assert "both hands" in form.fields.values()


async def test_a_form_sent_after_midnight_belongs_to_the_week_it_was_opened_in(
    world: World,
) -> None:
    anna = world.home.member("anna")
    await anna.slash("practice add", name="Writing", minimum="10 min")
    await world.advance(days=6, hours=14, minutes=59)
    form = await anna.click(await anna.slash("reflect"), WriteReflection)
    await world.advance(minutes=5)
    done = await anna.submit(form, behaviour="slow scales", conditions="early")
    assert "Your reflection, week 2" in done.text
    assert "Looking back, week 3" in (await anna.slash("reflect")).text


async def test_a_click_after_everything_was_deleted(world: World) -> None:
    anna = world.home.member("anna")
    done = await write(anna)
    async with world.db.transaction() as tx:
        whose = {"community_id": world.home.id, "user_id": anna.id}
        await tx.execute(
            "DELETE FROM members WHERE community_id = :community_id AND user_id = :user_id", whose
        )
    gone = await anna.click(done, UnknownConditions)
    assert "not here any more" in gone.text


async def test_an_empty_behaviour_comes_back_filled(world: World) -> None:
    anna = world.home.member("anna")
    refused = await write(anna, behaviour="   ", conditions="early")
    assert "The behaviour needs at least one character" in refused.text
    again = await anna.click(refused, "Open it again")
    assert again.fields["conditions"] == "early"
    assert "Your reflection" in (await anna.submit(again, behaviour="scales")).text
