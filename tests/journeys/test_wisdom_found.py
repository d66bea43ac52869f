"""Finding ideas, and saying that they were tried: by command, from a list, with a log."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from discord import SelectOption

from bot.domain.callers import Caller
from bot.domain.ids import CommunityId, InteractionId, UserId
from bot.domain.pieces import PieceKind
from bot.domain.wisdom import IdeaKind
from bot.render.card import buttons, card, choice, text
from bot.render.wisdom import (
    ApplyIdea,
    ChooseApplied,
    ChooseIdeaKind,
    MarkIdea,
    OpenIdea,
    TakeBackApplied,
    TurnIdeas,
    of_week,
    open_button,
)
from tests.support.hiding import hide
from tests.support.members import text_of
from tests.support.practising import begin, set_up

if TYPE_CHECKING:
    from tests.support.members import Member, Reply
    from tests.support.world import World


async def share(member: Member, title: str, text: str = "Try it for a week.") -> Reply:
    form = await member.slash("wisdom share", kind=IdeaKind.INSIGHT.value)
    return await member.submit(form, title=title, text=text)


def shown(world: World) -> str:
    """Return what can be read on the cards of the channel."""
    return "\n".join(text_of(message) for message in world.home.channel.history())


@pytest.mark.parametrize(
    ("title", "typed"),
    [
        ("كِتَابُ الصباح", "كتاب"),
        ("Αργές αλλαγές", "ΑΛΛΑΓΕΣ"),
        ("Isparta'da \u0131ş\u0131k", "ISPARTA IŞIK"),
        ("100% effort", "%"),
    ],
)
async def test_words_are_found_in_every_script(world: World, title: str, typed: str) -> None:
    anna = world.home.member("anna")
    await share(anna, "Decoy")
    await share(anna, title)
    found = await anna.slash("wisdom search", text=typed)
    assert found.private
    assert title.rsplit(maxsplit=1)[-1] in found.text
    assert "Decoy" not in found.text


async def test_results_come_in_pages_that_remember_the_words(world: World) -> None:
    anna, ben = world.home.member("anna"), world.home.member("ben")
    for number in range(4):
        await share(anna, f"Speed {number}")
        await share(anna, f"Other {number}")
        await world.advance(minutes=1)
    found = await ben.slash("wisdom search", text="speed")
    assert "Speed 3" in found.text
    assert "Speed 0" not in found.text
    await world.restart()
    turned = await ben.click(found, TurnIdeas)
    assert "Speed 0" in turned.text
    assert "Other" not in turned.text
    back = await ben.click(turned, "Previous")
    assert "Speed 3" in back.text
    newest = await ben.slash("wisdom search")
    assert "Other 3" in newest.text
    assert "Speed 2" in (await ben.click(newest, "Next")).text
    await world.advance(days=2)
    assert "Open it again" not in (gone := await ben.click(back, "Next")).labels
    assert gone.private


async def test_what_cannot_be_looked_for(world: World) -> None:
    anna = world.home.member("anna")
    many = await anna.slash("wisdom search", text="a b c d e f g h i j k")
    assert "more than 10 words" in many.text
    turned = await anna.slash("wisdom search", text="a\u202eb")
    assert "hidden characters" in turned.text


async def test_results_say_what_came_of_it_and_how_many_try(world: World) -> None:
    anna = world.home.member("anna")
    await share(anna, "Slow first")
    for name in ("ben", "cara", "dan", "eve"):
        member = world.home.member(name)
        await member.slash("wisdom applied", idea="slow first", happened=f"Good for {name}")
    few = await anna.slash("wisdom search")
    assert "4 applied it: “Good for eve”, “Good for dan”" in few.text
    assert "of us" not in few.text
    await anna.slash("practice add", name="Guitar", minimum="20 min")
    await anna.slash("log", amount="25")
    assert "This month 4 of 5 of us (80 %)" in (await anna.slash("wisdom search")).text


async def test_an_idea_is_applied_by_command(world: World) -> None:
    anna, ben = world.home.member("anna"), world.home.member("ben")
    await share(anna, "Café première")
    await share(ben, "Mine")
    assert await ben.complete("wisdom applied", "idea", "CAFE") == ["Café première"]
    assert await ben.complete("wisdom applied", "idea") == ["Café première"]
    assert await ben.complete("wisdom applied", "idea", "%") == []
    noted = await ben.slash("wisdom applied", idea="cafe premiere")
    assert noted.private
    assert "Noted: you applied **Café première**" in noted.text
    assert "1 applied it" in shown(world)
    said = await ben.submit(await ben.click(noted, ApplyIdea), happened="Warm and awake")
    assert "Warm and awake" in said.text
    assert "1 applied it: “Warm and awake”" in shown(world)
    twice = await ben.slash("wisdom applied", idea="cafe premiere")
    assert "noted this idea for today already" in twice.text
    await ben.click(said, TakeBackApplied)
    assert "applied it" not in shown(world)


async def test_an_unknown_idea_is_refused_with_what_was_typed(world: World) -> None:
    anna = world.home.member("anna")
    refused = await anna.slash("wisdom applied", idea="x" * 80, happened="It worked")
    assert "There is no idea called" in refused.text
    assert "It worked" in refused.text


async def test_which_idea_is_chosen_from_a_list(world: World) -> None:
    anna, ben = world.home.member("anna"), world.home.member("ben")
    assert "Nobody else has shared" in (await ben.slash("wisdom applied", happened="x")).text
    await share(anna, "Slow first")
    idea_id = await _idea_id(ben, "Slow first")
    for happened in ("It worked", None):
        given: dict[str, Any] = {"happened": happened} if happened else {}
        asked = await ben.slash("wisdom applied", **given)
        assert "Which idea did you try?" in asked.text
        form = await ben.choose(asked, ChooseApplied, idea_id)
        assert form.fields["happened"] == (happened or "")
    assert "Noted" in (await ben.submit(form, happened="Fine")).text
    assert "1 applied it: “Fine”" in shown(world)


async def test_a_log_tells_of_an_idea_and_undo_takes_it_back(world: World) -> None:
    anna, ben = world.home.member("anna"), await begin(world, "ben")
    await set_up(world)
    await share(anna, "Slow first")
    assert await ben.complete("log", "applied", "SLOW", amount="25") == ["Slow first"]
    logged = await ben.slash("log", amount="25", applied="slow first")
    assert "Noted: you applied **Slow first**" in logged.text
    assert "1 applied it" in shown(world)
    assert "**Guitar** · 25 min" in shown(world)
    said = await ben.submit(await ben.click(logged, ApplyIdea), happened="Less tense")
    assert "Less tense" in said.text
    await ben.slash("undo")
    assert "applied it" not in shown(world)


async def test_a_log_is_not_made_where_its_idea_is_unknown(world: World) -> None:
    ben = await begin(world, "ben", is_open=False)
    refused = await ben.slash("log", amount="25", applied="nonsense")
    assert "There is no idea called" in refused.text
    assert "applied:nonsense" in refused.text
    assert "no log of yours" in (await ben.slash("undo")).text


async def test_the_question_which_practice_keeps_the_idea(world: World) -> None:
    anna, ben = world.home.member("anna"), await begin(world, "ben", is_open=False)
    await ben.slash("practice add", name="Bass", minimum="20 min")
    await share(anna, "Slow first")
    asked = await ben.slash("log", amount="25", applied="slow first")
    logged = await ben.click(asked, "Bass")
    assert "Noted: you applied **Slow first**" in logged.text
    assert "1 applied it" in shown(world)
    # The idea may be gone by the time that the log is undone.
    await anna.click(world.home.channel.history()[0], "Take it down")
    assert "Taken back" in (await ben.slash("undo")).text


async def test_a_skill_that_was_named_stands_in_the_form(world: World) -> None:
    anna = world.home.member("anna")
    await anna.slash("practice add", name="Guitar", minimum="20 min", skill="Music")
    assert await anna.complete("wisdom share", "skill", "mu") == ["Music"]
    form = await anna.slash("wisdom share", kind=IdeaKind.CONCEPT.value, skill="Music")
    assert form.fields["skill"] == "Music"


async def test_a_weekly_post_opens_the_idea_and_stays_as_it_is(world: World) -> None:
    anna, ben = world.home.member("anna"), world.home.member("ben")
    await share(anna, "Slow first")
    asks = Caller(CommunityId(world.home.id), UserId(ben.id), InteractionId(5))
    (found,) = (await world.bot.services.wisdom.find(asks, "")).ideas
    post = card(text(*of_week(found)), buttons(open_button(found.idea.id)))
    weekly = world.home.guild.create_text_channel("weekly")
    # With a pace of its own: the clock of the other is simcord's, which stands still here.
    await world.bot.delivery.send(weekly.id, post)
    standing = weekly.last_message
    assert standing
    before = text_of(standing)
    assert f"**Slow first** · Insight, shared by <@{anna.id}>" in before
    opened = await ben.click(standing, OpenIdea)
    assert opened.private
    await ben.click(opened, MarkIdea)
    assert "1 can now" in shown(world)
    assert text_of(standing) == before


async def test_a_hidden_idea_is_left_alone_when_its_log_is_undone(world: World) -> None:
    anna, ben = world.home.member("anna"), await begin(world, "ben", is_open=False)
    await share(anna, "Slow first")
    await ben.slash("log", amount="25", applied="slow first")
    before = shown(world)
    here = CommunityId(world.home.id)
    idea_id = int(await _idea_id(world.home.member("cara"), "Slow first"))
    await hide(world.db, PieceKind.IDEA, idea_id, here)
    assert "Taken back" in (await ben.slash("undo")).text
    assert shown(world) == before


async def test_a_kind_that_this_version_does_not_know(world: World) -> None:
    anna = world.home.member("anna")
    options = [SelectOption(label="A rumour", value="rumour")]
    old = card(choice(ChooseIdeaKind(), options, placeholder="Share an idea"))
    await world.bot.delivery.send(world.home.channel.id, old)
    (seen,) = world.home.channel.history()
    assert (await anna.choose(seen, ChooseIdeaKind, "rumour")).private


async def _idea_id(member: Member, typed: str) -> str:
    found = await member.actor.autocomplete(member.channel, "wisdom applied", "idea", typed)
    return str(found[0]["value"])
