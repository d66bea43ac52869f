"""Making a change one's own: from an answer, an idea and a lesson, one at a time."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.render.adjustments import AdoptChange, KeepMine, SayChange, SwitchChange
from bot.render.logs import LearnFromLog
from bot.render.ratings import RateFeedback
from bot.render.reflections import LookBackForm
from tests.support.exchanging import CHANGE, help_, read
from tests.support.practising import begin, set_up
from tests.support.reflecting import write

if TYPE_CHECKING:
    from tests.support.members import Member, Reply, Seen
    from tests.support.world import World


async def learn(member: Member, card: Seen, lesson: str) -> Reply:
    return await member.submit(await member.click(card, LearnFromLog), lesson=lesson)


async def test_the_change_of_an_answer_a_month_and_a_restart_later(world: World) -> None:
    anna, ben = world.home.member("anna"), world.home.member("ben")
    await help_(anna, ben)
    opened = await read(anna)
    await world.advance(days=30)
    await world.restart()
    adopted = await anna.click(opened, AdoptChange)
    assert adopted.private
    assert f"> {CHANGE}" in adopted.text
    assert "Trying next" in (await anna.click(opened, AdoptChange)).text
    await anna.slash("practice add", name="Writing", minimum="10 min")
    assert CHANGE in (await anna.slash("today")).text


async def test_one_that_runs_is_kept_or_dropped(world: World) -> None:
    anna, ben = world.home.member("anna"), world.home.member("ben")
    await help_(anna, ben)
    await write(anna, conditions="early", adjustment="phone away")
    opened = await read(anna)
    both = await anna.click(opened, AdoptChange)
    assert "One change at a time" in both.text
    assert "> phone away" in both.text
    kept = await anna.click(both, KeepMine)
    assert "Still trying" in kept.text
    assert "> phone away" in kept.text
    both = await anna.click(opened, AdoptChange)
    switched = await anna.click(both, SwitchChange)
    assert "Trying next" in switched.text
    assert f"> {CHANGE}" in switched.text
    assert switched.message.id == both.message.id


async def test_a_stale_question_asks_anew(world: World) -> None:
    anna, ben = world.home.member("anna"), world.home.member("ben")
    await help_(anna, ben)
    await write(anna, conditions="early", adjustment="phone away")
    opened = await read(anna)
    first, second, third = [await anna.click(opened, AdoptChange) for _ in range(3)]
    await anna.click(first, SwitchChange)
    # It runs by now: nothing is asked again, whichever card is clicked.
    assert "Trying next" in (await anna.click(second, SwitchChange)).text
    kept = await anna.click(third, KeepMine)
    assert f"> {CHANGE}" in kept.text


async def test_a_long_change_is_said_in_one_line(world: World) -> None:
    anna, ben = world.home.member("anna"), world.home.member("ben")
    await help_(anna, ben, "Cut the second paragraph. " * 20)
    opened = await read(anna)
    form = await anna.click(opened, AdoptChange)
    assert form.fields["change"].startswith("Cut the second paragraph.")
    assert len(form.fields["change"]) <= 100
    await world.restart()
    refused = await anna.submit(form, change="   ")
    assert "at least one character" in refused.text
    again = await anna.click(refused, "Open it again")
    adopted = await anna.submit(again, change="cut it by half")
    assert "> cut it by half" in adopted.text


async def test_a_long_change_in_the_place_of_another(world: World) -> None:
    anna, ben = world.home.member("anna"), world.home.member("ben")
    await help_(anna, ben, "Cut the second paragraph. " * 20)
    opened = await read(anna)
    early = await anna.click(opened, AdoptChange)
    assert early.result.modal
    assert early.result.modal["custom_id"].startswith(SayChange.tag)
    await write(anna, conditions="early", adjustment="phone away")
    both = await anna.submit(early, change="cut it by half")
    assert "> phone away" in both.text
    assert "> cut it by half" in both.text
    form = await anna.click(both, SwitchChange)
    adopted = await anna.submit(form, change="cut it by half")
    assert "> cut it by half" in adopted.text


async def test_nothing_of_somebody_elses(world: World) -> None:
    anna, ben = world.home.member("anna"), world.home.member("ben")
    await help_(anna, ben)
    (thread,) = anna.channel.threads
    posted = thread.last_message
    assert posted
    refused = await ben.click(posted, AdoptChange)
    assert "no change to make yours" in refused.text


async def test_its_outcome_prefills_whether_the_answer_was_applied(world: World) -> None:
    anna, ben = world.home.member("anna"), world.home.member("ben")
    await help_(anna, ben)
    opened = await read(anna)
    await anna.click(opened, AdoptChange)
    await world.advance(days=7)
    card = await anna.slash("reflect")
    card = await anna.submit(await anna.click(card, LookBackForm), outcome="kept")
    await write(anna, card, conditions="early")
    form = await anna.click(opened, RateFeedback)
    rated = await anna.submit(form, encouraging="3", useful="3")
    assert "Applied: yes" in rated.text


async def test_a_lesson_from_a_private_log(world: World) -> None:
    anna = await begin(world, is_open=False)
    card = await anna.slash("log", amount="5 min", felt="went_badly")
    assert "Make it my adjustment" not in card.labels
    learnt = await learn(anna, card, "sleep first")
    adopted = await anna.click(learnt, AdoptChange)
    assert "> sleep first" in adopted.text


async def test_a_lesson_from_a_public_log(world: World) -> None:
    anna = await begin(world)
    await set_up(world)
    await anna.slash("log", amount="5 min", felt="went_badly")
    card = world.home.channel.last_message
    assert card
    offered = await learn(anna, card, "sleep first")
    assert offered.private
    assert "> sleep first" in (await anna.click(offered, AdoptChange)).text
    assert "Make it my adjustment" not in (await learn(anna, card, " ")).labels
