"""Rests, through every door of theirs, with the words that people mistype."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from bot.render.drafts import ReopenDraft
from bot.render.rest_presses import (
    AnswerRest,
    ChooseEndedRest,
    EndRest,
    EndRests,
    ExtendRest,
    RestForm,
    ShowRests,
    TellRestEnd,
    WaveOffRest,
)
from tests.support.members import text_of
from tests.support.practising import begin
from tests.support.pressing import Shown, press_everything

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from tests.support.members import Member, Reply
    from tests.support.world import World

    Make = Callable[[World, Member], Awaitable[Reply]]

DIRECTLY = "Write to me when it ends"


async def take(anna: Member, until: str, *, start: str) -> Reply:
    typed: dict[str, Any] = {"until": until, "from": start}
    return await anna.slash("rest take", **typed)


async def test_a_rest_is_taken_shown_and_ended(world: World) -> None:
    anna = await begin(world)
    taken = await anna.slash("rest take", until="friday", practice="Guitar", reason="a *cold*")
    assert taken.private
    assert "### Resting until Fri 9 Jan" in taken.text
    assert "Guitar rests, today to Fri 9 Jan: 5 days." in taken.text
    assert "5 planned blocks in it, and none can be missed" in taken.text
    assert "> a \\*cold\\*" in taken.text
    assert taken.labels == [DIRECTLY, "End it", "All rests"]
    await take(anna, "in 20 days", start="in 12 days")
    shown = await anna.click(taken, ShowRests)
    assert "**Guitar** · today to Fri 9 Jan\n-# a \\*cold\\*" in shown.text
    assert "**Everything** · Sat 17 Jan to Sun 25 Jan" in shown.text
    assert "One miss this week is still forgiven." in shown.text
    assert "Tomorrow rests." in shown.text
    await world.advance(days=1)
    home = await anna.slash("today")
    assert "**Resting until Fri 9 Jan** (Guitar)." in home.text
    ended = await anna.click(home, EndRests)
    assert "The rest (Guitar) ended yesterday." in ended.text
    assert "Ten minutes are a good first step." in ended.text
    left = await anna.click(ended, ShowRests)
    back = await anna.click(left, EndRest)
    assert "The rest (everything) is taken back" in back.text
    none = await anna.slash("rest show")
    assert "Nothing rests, and nothing is planned." in none.text
    assert "Skip tomorrow? If today is kept, it would be forgiven" in none.text
    audit = await anna.slash("streak audit")
    assert "yesterday: **rest** · planned recovery keeps the streak" in audit.text


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"until": "yesterday"}, "type `from: yesterday` as well"),
        ({"until": "friday", "from": "2 days ago"}, "can begin yesterday at the earliest"),
        ({"until": "tomorrow", "from": "friday"}, "before it begins (Fri 9 Jan)"),
        ({"until": "in 30 days"}, "Until Tue 3 Feb is possible"),
        ({"until": "2027-03-01", "from": "2027-02-20"}, "more than a year ahead"),
        ({"until": "whenever"}, 'could not read “whenever” as a day. Try "tomorrow"'),
        ({"until": "friday", "practice": "Flute"}, "no practice of yours called “Flute”"),
    ],
)
async def test_what_cannot_be_a_rest_is_refused_kindly(
    world: World, typed: dict[str, Any], said: str
) -> None:
    anna = await begin(world)
    refused = await anna.slash("rest take", **typed)
    assert said in refused.text
    assert f"until:{typed['until']}" in refused.text
    assert "Nothing rests, and nothing is planned." in (await anna.slash("rest show")).text


async def test_a_rest_over_a_rest_can_be_made_longer(world: World) -> None:
    anna = await begin(world)
    await anna.slash("rest take", until="tomorrow")
    refused = await anna.slash("rest take", until="friday")
    assert "Everything rests already, today to tomorrow. It can be made longer" in refused.text
    assert refused.labels == ["Rest until Fri 9 Jan instead"]
    longer = await anna.click(refused, ExtendRest)
    assert "### Resting until Fri 9 Jan" in longer.text
    assert "smaller plan" not in longer.text
    again = await anna.click(await anna.slash("rest take", until="saturday"), ExtendRest)
    assert "Made longer 2 times now. Would a smaller plan suit you better?" in again.text
    assert "A smaller plan" in again.labels
    smaller = await anna.click(again, "A smaller plan")
    assert "### Your practices" in smaller.text
    own = await anna.slash("rest take", until="tomorrow", practice="Guitar")
    assert own.labels == ["All rests"]
    assert "Choose days that are still free" in own.text
    await anna.slash("rest end")
    for until in ("tomorrow", "wednesday", "thursday"):
        own = await anna.slash("rest take", until=until, practice="Guitar")
        if until != "tomorrow":
            own = await anna.click(own, ExtendRest)
    form = await anna.click(own, "A smaller plan")
    assert form.fields["name"] == "Guitar"


async def test_whoever_rests_from_several_practices_is_asked_which(world: World) -> None:
    anna = await begin(world)
    await anna.slash("practice add", name="Piano", minimum="done", days="3x a week")
    await anna.slash("rest take", until="friday", practice="Guitar")
    cut = await anna.slash("rest take", until="friday", practice="Piano")
    assert (
        "**Piano**, week 2: 1 needed instead of 3, 0 done so far, 2 days left for it." in cut.text
    )
    asked = await anna.slash("rest end")
    assert "### Which rest is over?" in asked.text
    option = next(each for each in asked.components if each["type"] == 3)["options"][1]
    ended = await anna.choose(asked, ChooseEndedRest, option["value"])
    assert f"The rest ({option['label']}) is taken back" in ended.text
    assert "rests until Fri 9 Jan." in ended.text
    await anna.slash("rest end")
    nothing = await anna.slash("rest end")
    assert "Nothing rests today, so there is nothing to end." in nothing.text
    await take(anna, "friday", start="thursday")
    planned = await anna.slash("rest end")
    assert "The next rest is planned for Thu 8 Jan to Fri 9 Jan" in planned.text
    listed = await anna.click(planned, ShowRests)
    assert "Take it back" in listed.labels
    soon = await anna.slash("today")
    assert "A rest comes (everything): Thu 8 Jan to Fri 9 Jan." in soon.text


async def test_a_rest_from_a_form(world: World) -> None:
    anna = await begin(world)
    form = await anna.click(await anna.slash("rest show"), RestForm)
    refused = await anna.submit(form, until="yesterday", reason="tired")
    assert "`from: yesterday`" in refused.text
    again = await anna.click(refused, ReopenDraft)
    assert (again.fields["until"], again.fields["reason"]) == ("yesterday", "tired")
    taken = await anna.submit(again, until="yesterday", **{"from": "yesterday"})
    assert "### That day rests" in taken.text
    assert taken.labels == ["All rests"]
    form = await anna.click(await anna.slash("rest show"), RestForm)
    options = next(each for each in form.components if each.get("options"))["options"]
    assert [each["label"] for each in options] == ["Everything", "Guitar"]
    taken = await anna.submit(form, until="in 2 days", practice=options[1]["value"])
    assert "Guitar rests, today to Wed 7 Jan: 3 days." in taken.text


async def test_one_question_when_a_rest_is_over(world: World) -> None:
    anna = await begin(world)
    await anna.slash("rest take", until="tomorrow")
    await world.advance(days=2)
    home = await anna.slash("today")
    assert "Your rest is over (everything, until yesterday)." in home.text
    form = await anna.click(home, AnswerRest)
    told = await anna.submit(form, gave_back="Sleep", stays="Early nights")
    assert "> Sleep" in told.text
    assert "> Early nights" in told.text
    assert "Your rest is over" not in (await anna.slash("today")).text
    await anna.slash("rest take", until="today")
    await world.advance(days=1)
    waved = await anna.click(await anna.slash("today"), WaveOffRest)
    assert "A rest needs no reasons." in waved.text
    assert "Your rest is over" not in (await anna.slash("today")).text


async def test_the_end_is_written_only_where_discord_takes_it(world: World) -> None:
    anna = await begin(world)
    taken = await anna.slash("rest take", until="tomorrow")
    told = await anna.click(taken, TellRestEnd)
    assert "I will write to you directly" in told.text
    assert told.labels == ["Do not write to me", "End it", "All rests"]
    (written,) = world.user("anna").dm_channel.history()
    assert "I will write to you here when your rest is over. Its last day is tomorrow." in (
        text_of(written)
    )
    off = await anna.click(told, TellRestEnd)
    assert off.labels == [DIRECTLY, "End it", "All rests"]
    world.env.inject_error("POST", "/channels/*/messages", status=403, code=50007, message="no")
    refused = await anna.click(off, TellRestEnd)
    assert "Discord did not let me write to you, so nothing will be sent." in refused.text
    assert refused.labels == [DIRECTLY, "End it", "All rests"]


async def test_others_see_only_that_somebody_rests(world: World) -> None:
    anna, ben = await begin(world), await begin(world, "ben")
    await anna.slash("rest take", until="friday", reason="a cold")
    shown = await ben.slash("streak show", member=anna.actor)
    assert "· resting" in shown.text
    for secret in ("cold", "9 Jan", "until"):
        assert secret not in shown.text
    assert "resting" not in (await ben.slash("streak show")).text


async def test_strangers_are_led_in(world: World) -> None:
    cleo = world.home.member("cleo")
    for command in ("rest show", "rest end"):
        assert "You have not begun here yet." in (await cleo.slash(command)).text
    assert await cleo.complete("rest take", "practice", "", until="tomorrow") == []
    anna = await begin(world)
    assert len(await anna.complete("rest take", "practice", "gui", until="tomorrow")) == 1


async def taken(_world: World, anna: Member) -> Reply:
    return await anna.slash("rest take", until="tomorrow")


async def listed(_world: World, anna: Member) -> Reply:
    for number in range(6):
        day = f"in {2 * number} days"
        await take(anna, day, start=day)
    return await anna.slash("rest show")


async def overlapping(world: World, anna: Member) -> Reply:
    await taken(world, anna)
    return await anna.slash("rest take", until="friday")


async def paused(_world: World, anna: Member) -> Reply:
    return await anna.slash("pause")


async def home(world: World, anna: Member) -> Reply:
    await taken(world, anna)
    return await anna.slash("today")


async def asking(world: World, anna: Member) -> Reply:
    await taken(world, anna)
    await world.advance(days=2)
    return await anna.slash("today")


async def which(world: World, anna: Member) -> Reply:
    await anna.slash("practice add", name="Piano", minimum="done")
    for name in ("Guitar", "Piano"):
        await anna.slash("rest take", until="friday", practice=name)
    del world
    return await anna.slash("rest end")


@pytest.mark.parametrize(
    "make",
    [taken, listed, overlapping, paused, home, asking, which],
    ids=lambda make: make.__name__,
)
async def test_long_after_a_restart(world: World, make: Make) -> None:
    anna, ben = await begin(world), world.home.member("ben")
    shown = Shown.of(await make(world, anna))
    await world.advance(days=30)
    await world.restart()
    assert not await press_everything(world, shown, (ben, anna))


async def test_a_rest_that_is_over_offers_the_first_step_before_its_question(world: World) -> None:
    anna = await begin(world)
    await anna.slash("rest take", until="in 3 days")
    await world.advance(days=4)
    home = await anna.slash("today")
    assert 0 < home.text.index("**Back from rest.**") < home.text.index("Your rest is over")
