"""Advice through its doors: on /today, on the cards of practices, and in the look back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain.days import DAY, WEEK
from bot.domain.logs import Felt
from bot.render.advice import ChangeMinimum, TakeDayOff, WaveOffAdvice, WhatHelpsHere
from bot.render.practice_presses import EditPractice
from tests.support.advising import be_level, each_day, find_it_hard, lived, today
from tests.support.practising import begin
from tests.support.reflecting import write

if TYPE_CHECKING:
    from tests.support.world import World


async def test_a_smaller_minimum_in_one_tap(world: World) -> None:
    anna = await begin(world)
    await find_it_hard(world, anna)
    home = await anna.slash("today")
    assert "felt too hard in 4 of the 4 logs that tell" in home.text
    assert "15 min instead of 20 min may hold better" in home.text
    stale = await anna.slash("today")
    done = await anna.click(home, ChangeMinimum)
    assert done.private
    assert "15 min from today" in done.text
    assert "too hard" not in (await anna.slash("today")).text
    # On the card that was there before, it has had its day.
    gone = await anna.click(stale, ChangeMinimum)
    assert "has had its day" in gone.text
    edit = await anna.click(done, EditPractice)
    assert edit.fields["minimum"] == "15 min"


async def test_waved_off_it_is_silent_for_two_weeks(world: World) -> None:
    anna = await begin(world)
    await find_it_hard(world, anna)
    home = await anna.slash("today")
    waved = await anna.click(home, WaveOffAdvice)
    assert waved.message.id == home.message.id
    assert "too hard" not in waved.text
    assert "Guitar" in waved.text
    await lived(world, anna, {today(world): 2000})
    await world.advance(days=1)
    assert "too hard" not in (await anna.slash("today")).text


async def test_a_free_day_after_six_weeks_without_one(world: World) -> None:
    anna = await begin(world)
    first = today(world)
    await world.advance(days=44)
    await lived(world, anna, each_day(first, today(world) - DAY))
    home = await anna.slash("today")
    assert "on each of the last 44 days" in home.text
    assert "Take tomorrow off" in home.labels
    done = await anna.click(home, TakeDayOff)
    assert "Guitar rests tomorrow" in done.text
    audit = await anna.slash("today")
    assert "on each of the last" not in audit.text
    await lived(world, anna, {today(world): 2000})
    await world.advance(days=1)
    assert "resting" in (await anna.slash("today")).text
    await world.advance(days=1)
    assert "45 days" in (await anna.slash("streak show")).text


async def test_too_much_in_one_week_names_the_next_planned_day(world: World) -> None:
    anna = world.home.member("anna")
    await anna.slash("practice add", name="Guitar", minimum="20 min", days="mon wed fri")
    first = today(world)
    await world.advance(days=32)  # a Friday
    weeks = (first + week * WEEK + step * DAY for week in range(4) for step in (0, 2, 4))
    heavy = {today(world) - back * DAY: 6000 for back in (0, 2, 4)}
    await lived(world, anna, dict.fromkeys(weeks, 2000) | heavy)
    home = await anna.slash("today")
    assert "is at 3 h this week, and 1 h is usual for you" in home.text
    assert "Take Mon off" in home.labels
    await anna.click(home, TakeDayOff)
    assert "Guitar" in (await anna.slash("rest show")).text


async def test_easy_for_four_weeks_without_a_number_to_raise(world: World) -> None:
    anna = world.home.member("anna")
    await anna.slash("practice add", name="Letters", minimum="done", days="weekdays")
    first = today(world)
    await world.advance(days=28)
    days = each_day(first, first + 26 * DAY, 100)
    await lived(world, anna, {day: 100 for day in days if day.weekday() < 5}, Felt.EASY)
    home = await anna.slash("today")
    assert "has felt easy for four weeks, in all 20 logs" in home.text
    assert "another spot to work on would be one step harder" in home.text
    form = await anna.click(home, "Change it")
    assert form.fields["minimum"] == "done"


async def test_what_helps_on_a_plateau(world: World) -> None:
    anna = await begin(world)
    await be_level(world, anna)
    home = await anna.slash("today")
    assert "has stayed at about 2 h a week for eight weeks" in home.text
    helps = await anna.click(home, WhatHelpsHere)
    assert helps.private
    assert "that is a plateau" in helps.text
    assert "Less intensity before more time" in helps.text
    assert "It would be the first one" in helps.text
    assert "people here are in one" not in helps.text
    assert "What helps" not in (await anna.slash("today")).labels
    logged = await anna.click(helps, "Log it elsewhere")
    assert "where" in logged.fields
    edit = await anna.click(helps, EditPractice)
    assert edit.fields["minimum"] == "20 min"


async def test_a_practice_raised_or_swapped_early_gets_one_sentence(world: World) -> None:
    anna = await begin(world)
    raised = await anna.slash("practice edit", practice="Guitar", minimum="30 min")
    assert "The minimum is 30 min from tomorrow." in raised.text
    assert "A quick rise can fool" in raised.text
    await anna.slash("practice archive", practice="Guitar")
    added = await anna.slash("practice add", name="Piano", minimum="10 min")
    assert "Piano is set" in added.text
    assert "short wins can fool" in added.text


async def test_the_look_back_tells_before_and_since(world: World) -> None:
    anna = await begin(world)
    first = today(world)
    await world.advance(days=28)
    odd = {first + 2 * step * DAY: 2000 for step in range(14)}
    await lived(world, anna, odd | each_day(first + 28 * DAY, first + 34 * DAY))
    await write(anna, conditions="early", adjustment="phone away")
    await world.advance(days=7)
    card = await anna.slash("reflect")
    assert "Guitar: 50 % of the plan kept before, 100 % since" in card.text
    assert "1 h 10 min a week before, 2 h 20 min since" in card.text
