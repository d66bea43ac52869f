"""Taking ten, limits of one's own and the steps that fill a mark, through their doors."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.jobs import recoveries
from bot.render.drafts import ReopenDraft
from bot.render.logs import LogNow
from bot.render.marks import FillMark
from bot.render.recoveries import StartNow, TakeTen
from bot.render.restarts import StartSmall
from bot.render.thresholds import SetLimits
from tests.support.exchanging import answer_latest
from tests.support.members import text_of
from tests.support.practising import begin, set_up
from tests.support.pressing import Shown, press_copy, press_everything

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from tests.support.members import Member, Reply
    from tests.support.world import World

    Make = Callable[[Member], Awaitable[Reply]]


async def minutes_over(world: World) -> None:
    await recoveries.run_due(world.bot.services, world.bot.delivery, world.clock.now())


async def went_badly(anna: Member) -> Reply:
    return await anna.slash("log", amount="5", felt="went_badly")


async def take_ten(anna: Member) -> Reply:
    return await anna.click(await went_badly(anna), TakeTen)


async def test_the_card_that_counts_becomes_the_restart(world: World) -> None:
    anna = await begin(world, is_open=False)
    card = await take_ten(anna)
    assert card.private
    assert "10 minutes for yourself" in card.text
    assert f"<t:{int(world.clock.now().timestamp()) + 600}:R>" in card.text
    await world.advance(minutes=9)
    await minutes_over(world)
    assert "10 minutes for yourself" in card.text
    await world.advance(minutes=1)
    await minutes_over(world)
    assert "A small restart: Guitar" in card.text
    assert "The next small step: 10 min." in card.text
    form = await anna.click(card, LogNow)
    assert "How much?" in form.text
    logged = await anna.submit(form, amount="5")
    assert "**Guitar** · 5 min" in logged.text


async def test_it_survives_a_restart_of_the_bot(world: World) -> None:
    anna = await begin(world, is_open=False)
    card = await take_ten(anna)
    await world.advance(minutes=11)
    await world.restart()
    await minutes_over(world)
    assert "A small restart: Guitar" in card.text


async def test_too_late_the_card_stays_and_its_button_answers(world: World) -> None:
    anna = await begin(world, is_open=False)
    card = await take_ten(anna)
    await world.advance(minutes=20)
    await minutes_over(world)
    assert "10 minutes for yourself" in card.text
    assert await world.bot.services.recoveries.due() == ()
    assert "A small restart: Guitar" in (await anna.click(card, StartNow)).text


async def test_starting_before_the_minutes_are_over(world: World) -> None:
    anna = await begin(world, is_open=False)
    started = await anna.click(await take_ten(anna), "Start now")
    assert "A small restart: Guitar" in started.text
    await world.advance(minutes=10)
    assert await world.bot.services.recoveries.due() == ()


async def test_a_card_that_discord_does_not_change_is_tried_again(world: World) -> None:
    anna = await begin(world, is_open=False)
    card = await take_ten(anna)
    await world.advance(minutes=10)
    world.env.inject_error("PATCH", "/webhooks/*/*/messages/*", status=501)
    await minutes_over(world)
    assert "10 minutes for yourself" in card.text
    await world.advance(minutes=1)
    await minutes_over(world)
    assert "A small restart: Guitar" in card.text


async def test_a_pause_meanwhile_asks_for_nothing(world: World) -> None:
    anna = await begin(world, is_open=False)
    card = await take_ten(anna)
    await anna.slash("pause")
    await world.advance(minutes=10)
    await minutes_over(world)
    assert "Guitar rests" in card.text
    assert not card.labels


async def test_minutes_of_ones_own(world: World) -> None:
    anna = await begin(world, is_open=False)
    await anna.slash("practice edit", practice="Guitar", recovery=3)
    card = await take_ten(anna)
    assert "3 minutes for yourself" in card.text
    await world.advance(minutes=3)
    await minutes_over(world)
    assert "A small restart" in card.text


async def test_what_stands_beside_a_public_card_is_for_its_author(world: World) -> None:
    anna = await begin(world)
    await set_up(world)
    await anna.slash("practice edit", practice="Guitar", sign="I skip lunch")
    beside = await went_badly(anna)
    public, *private = [beside.result.response, *beside.result.followups]
    assert public
    assert not public.ephemeral
    assert [each.ephemeral for each in private] == [True]
    assert "I skip lunch" in beside.text
    assert beside.labels == ["Take ten"]
    # Too hard: the sign alone; well: nothing beside.
    hard = await anna.slash("log", amount="5", felt="too_hard")
    assert "I skip lunch" in hard.text
    assert not hard.labels
    assert not (await anna.slash("log", amount="5", felt="stretch")).result.followups
    shown = [text_of(message) for message in world.home.channel.history()]
    assert len(shown) == 3
    assert not any("lunch" in each or "Take ten" in each for each in shown)


async def test_limits_as_options_and_in_a_form(world: World) -> None:
    anna = await begin(world)
    edited = await anna.slash(
        "practice edit", practice="Guitar", recovery=5, cancelled=2, sign="*sore* fingers"
    )
    assert edited.private
    assert "You restart after 5 minutes of recovery at most." in edited.text
    assert "More than 2 cancelled blocks in a week" in edited.text
    assert "Your own sign to pause: “\\*sore\\* fingers”" in edited.text
    form = await anna.click(edited, SetLimits)
    assert form.fields == {"recovery": "5", "cancelled": "2", "sign": "*sore* fingers"}
    changed = await anna.submit(form, recovery="10", sign="")
    assert "You restart after 10 minutes" in changed.text
    assert "No sign to pause any more." in changed.text
    assert "cancelled" not in changed.text


@pytest.mark.parametrize(
    ("field", "typed", "said"),
    [
        ("recovery", "30", "“30” is no limit here: a whole number from 1 to 10 is meant."),
        ("cancelled", "all", "“all” is no limit here: a whole number from 0 to 7 is meant."),
    ],
)
async def test_a_limit_that_is_none_comes_back(
    world: World, field: str, typed: str, said: str
) -> None:
    anna = await begin(world)
    form = await anna.click(
        await anna.slash("practice edit", practice="Guitar", cancelled=2), SetLimits
    )
    refused = await anna.submit(form, **{field: typed})
    assert said in refused.text
    again = await anna.click(refused, ReopenDraft)
    assert again.fields[field] == typed


async def test_the_first_empty_mark_opens_its_step(world: World) -> None:
    anna = await begin(world)
    listed = await anna.slash("practice list")
    assert "○ behaviour ○ feedback ○ recovery ○ transfer" in listed.text
    assert "How much?" in (await anna.click(listed, "Log a first block")).text
    await anna.slash("log", amount="20")
    listed = await anna.slash("practice list")
    assert "● behaviour ○ feedback" in listed.text
    form = await anna.click(listed, FillMark)
    asked = await anna.submit(form, title="My waltz", work="la la la", question="Too fast?")
    assert "My waltz" in asked.text
    ben = await begin(world, "ben")
    await answer_latest(anna, ben)
    listed = await anna.slash("practice list")
    assert "● behaviour ● feedback ○ recovery" in listed.text
    assert "Until when" in (await anna.click(listed, "Plan a rest")).text
    await world.advance(days=1)
    await anna.slash("pause")
    await world.advance(days=1)
    listed = await anna.slash("practice list")
    assert "● recovery ○ transfer" in listed.text
    form = await anna.click(listed, "Log it elsewhere")
    await anna.submit(form, amount="20", where="park")
    await anna.slash("log", amount="20", where="kitchen")
    listed = await anna.slash("practice list")
    assert "● behaviour ● feedback ● recovery ● transfer" in listed.text
    assert listed.labels == ["Edit", "Goal", "Trusted source", "Archive"]


async def test_where_little_is_kept_a_smaller_minimum_is_offered(world: World) -> None:
    anna = await begin(world)
    await world.advance(days=5)
    form = await anna.click(await anna.slash("practice list"), "A smaller minimum")
    assert form.fields["minimum"] == "20 min"


async def test_a_comeback_is_celebrated_on_both_cards(world: World) -> None:
    anna = await begin(world)
    logs = world.home.guild.create_text_channel("logs")
    await set_up(world, logs)
    await world.advance(days=4)
    logged = await anna.slash("log", amount="5")
    words = "A comeback after 3 days: starting again is the skill, and you just used it."
    assert words in logged.text
    assert words in text_of(logs.history()[-1])


async def test_a_day_after_a_miss_begins_with_a_small_restart(world: World) -> None:
    anna = await begin(world, is_open=False)
    assert "A small restart" not in (await anna.slash("today")).text
    await world.advance(days=2)
    await anna.slash("practice edit", practice="Guitar", cancelled=0, recovery=5)
    home = await anna.slash("today")
    assert "**A small restart.** Guitar: 10 min." in home.text
    assert "Take 5 minutes" in home.labels
    assert "Guitar: 2 blocks cancelled this week, and your own limit is 0." in home.text
    assert (await anna.click(home, SetLimits)).fields["cancelled"] == "0"
    assert "○ behaviour ○ feedback" in home.text
    form = await anna.click(home, StartSmall)
    await anna.submit(form, amount="5")
    assert "A small restart" not in (await anna.slash("today")).text


async def test_a_put_aside_practice_and_others_take_no_ten(world: World) -> None:
    anna, ben = await begin(world, is_open=False), await begin(world, "ben")
    badly = await went_badly(anna)
    shown = Shown.of(badly)
    (press,) = [part for part in shown.parts if part["custom_id"].startswith(f"{TakeTen.tag}:")]
    (refused,) = await press_copy(world, ben, press)
    assert "not yours" in refused.text
    await anna.slash("practice archive", practice="Guitar")
    assert "is archived already" in (await anna.click(badly, TakeTen)).text
    cleo = world.home.member("cleo")
    (stranger,) = await press_copy(world, cleo, press)
    assert stranger.private


async def limited(anna: Member) -> Reply:
    return await anna.slash("practice edit", practice="Guitar", sign="sore fingers")


async def listed(anna: Member) -> Reply:
    await anna.slash("log", amount="20")
    return await anna.slash("practice list")


@pytest.mark.parametrize("days", [2, 30])
@pytest.mark.parametrize(
    "make", [went_badly, take_ten, limited, listed], ids=lambda make: make.__name__
)
async def test_long_after_a_restart(world: World, make: Make, days: int) -> None:
    anna, ben = await begin(world, is_open=False), await begin(world, "ben")
    shown = Shown.of(await make(anna))
    await world.advance(days=days)
    await world.restart()
    await minutes_over(world)
    cleo = world.home.member("cleo")
    assert not await press_everything(world, shown, (cleo, ben, anna))
