"""The way in, step by step."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.render.safety import SAFETY_NOTE
from bot.render.start import (
    SkipStep,
    Start,
    StartConditions,
    StartCounted,
    StartGoal,
    StartPractice,
    StartVisibility,
    StartZone,
)

if TYPE_CHECKING:
    from tests.support.members import Member, Reply
    from tests.support.world import World


async def begin(member: Member) -> Reply:
    """Take the first step; the second one is asked for next."""
    form = await member.click(await member.slash("start"), StartPractice)
    return await member.submit(form, name="Guitar", why="joy")


async def test_the_whole_way_step_by_step(world: World) -> None:
    anna = world.home.member("anna")
    welcome = await anna.slash("start")
    assert welcome.private
    assert SAFETY_NOTE in welcome.text
    form = await anna.click(welcome, StartPractice)
    assert (form.fields["minimum"], form.fields["days"]) == ("10 min", "every day")
    second = await anna.submit(form, name="Guitar", why="joy")
    assert "**Guitar** is set" in second.text
    assert "Step 2 of 6" in second.text
    form = await anna.click(second, StartConditions)
    third = await anna.submit(form, since="2 years", weekly_hours="2.5", level="38")
    assert "Step 3 of 6" in third.text
    form = await anna.click(third, StartZone)
    assert form.fields["zone"] == "UTC"
    fourth = await anna.submit(form, zone="berlin")
    assert "Your days follow Europe/Berlin." in fourth.text
    assert "Step 4 of 6" in fourth.text
    fifth = await anna.click(fourth, StartVisibility)
    assert "Step 5 of 6" in fifth.text
    assert "counted only in sums of five or more people" in fifth.text
    sixth = await anna.click(fifth, StartCounted)
    assert "The moderators' report may count you from now on." in sixth.text
    assert "Step 6 of 6" in sixth.text
    form = await anna.click(sixth, StartGoal)
    arrived = await anna.submit(form, better="Clean changes", hands="yes")
    assert "Better next week: Clean changes" in arrived.text
    assert "That is all it takes" in arrived.text
    assert "Log now" in arrived.labels
    await at_the_end(anna)


async def at_the_end(anna: Member) -> None:
    """See that nothing is open any more."""
    again = await anna.slash("start")
    assert "Where you stand" in again.text
    assert "Still open" not in again.text
    assert "Goal: Clean changes" in again.text
    assert "The moderators' report counts you." in again.text
    assert SAFETY_NOTE in again.text


async def test_everything_but_the_practice_can_be_skipped(world: World) -> None:
    anna = world.home.member("anna")
    assert "Skip" not in (await anna.slash("start")).labels
    shown = await begin(anna)
    for number in (3, 4, 5, 6):
        shown = await anna.click(shown, SkipStep)
        assert f"Step {number} of 6" in shown.text
    shown = await anna.click(shown, SkipStep)
    assert "That is all it takes" in shown.text
    again = await anna.slash("start")
    assert "Still open" in again.text
    assert again.labels[:5] == [
        "Say where you start",
        "Set my time zone",
        "Show my logs here",
        "Count me",
        "Set a goal",
    ]


async def test_a_step_that_was_taken_is_not_asked_again(world: World) -> None:
    anna = world.home.member("anna")
    await anna.slash("settings timezone", zone="Europe/Berlin")
    third = await anna.click(await begin(anna), SkipStep)
    assert "Step 4 of 6" in third.text


async def test_a_step_that_is_filled_in_wrong_can_be_mended(world: World) -> None:
    anna = world.home.member("anna")
    form = await anna.click(await begin(anna), StartConditions)
    refused = await anna.submit(form, since="long ago", level="38")
    assert "could not read “long ago”" in refused.text
    form = await anna.click(refused, "Open it again")
    assert form.fields == {"since": "long ago", "weekly_hours": "", "level": "38"}
    third = await anna.submit(form, since="")
    form = await anna.click(third, StartZone)
    refused = await anna.submit(form, zone="Berlni")
    assert "Europe/Berlin" in refused.text


async def test_the_button_of_a_refusal_leads_in(world: World) -> None:
    anna = world.home.member("anna")
    refused = await anna.slash("practice list")
    welcome = await anna.click(refused, Start)
    assert "Small corrections" in welcome.text
    # The panel's button is the same: its card stays where it is, for everybody.
    assert welcome.private
    assert welcome.message.id != refused.message.id


async def test_a_step_after_the_practice_was_archived_begins_anew(world: World) -> None:
    anna = world.home.member("anna")
    second = await begin(anna)
    await anna.slash("practice archive", practice="Guitar")
    assert "Begin with one practice" in (await anna.click(second, SkipStep)).text


async def test_steps_go_on_after_a_restart(world: World) -> None:
    anna = world.home.member("anna")
    second = await begin(anna)
    await world.restart()
    assert "Step 3 of 6" in (await anna.click(second, SkipStep)).text
