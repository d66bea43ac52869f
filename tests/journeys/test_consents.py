"""Messages put forward as examples: nothing is shown before their author agrees."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain.callers import Caller
from bot.domain.ids import CommunityId, InteractionId, UserId
from bot.jobs.maintenance import tidy_up
from bot.render.pieces import ReportPiece
from bot.render.showcase import MENU, Agree, Decline
from storage import blocks, suspensions
from tests.support.members import text_of
from tests.support.practising import last
from tests.support.reporting import open_scene

if TYPE_CHECKING:
    import discord

    from tests.support.members import Member, Reply
    from tests.support.world import World

TEXT = "I record *every* take and listen once. <@&1>"


async def say(member: Member, text: str = TEXT) -> discord.Message:
    return await member.actor.send(member.channel, text)


async def put_forward(
    member: Member, message: discord.Message, look_at: str = "the habit", skill: str = ""
) -> Reply:
    form = await member.menu(MENU, message)
    return await member.submit(form, look_at=look_at, skill=skill)


async def kept(world: World) -> list[str]:
    async with world.db.reading() as conn:
        return [row["work"] for row in await conn.fetch_all("SELECT work FROM examples")]


def pings(world: World) -> list[list[int]]:
    """Return whom public answers pinged, the last one last."""
    bodies = [each.json for each in world.env.http_requests if each.path.endswith("/callback")]
    answers = [body["data"] for body in bodies if body and "data" in body]
    return [each["allowed_mentions"]["users"] for each in answers if "allowed_mentions" in each]


async def test_ones_own_message_is_shown_at_once(world: World) -> None:
    anna = world.home.member("anna")
    message = await say(anna)
    form = await anna.menu(MENU, message)
    assert "Show your message" in form.text
    refused = await anna.submit(form, look_at="\u3164")
    assert "at least one character" in refused.text
    again = await anna.click(refused, "Open it again")
    shown = await anna.submit(again, look_at="the habit", skill="Music")
    assert not shown.private
    card = last(world.home.channel)
    assert r"I record \*every\* take" in card
    assert "<@&1>" not in card
    assert "From a message" in card
    assert "put forward" not in card
    assert "Skill: Music" in card
    assert shown.labels == ["Open the message", "Take it down", "Report"]
    assert "an example already" in (await anna.menu(MENU, message)).text


async def test_its_author_agrees(world: World) -> None:
    anna, ben = world.home.member("anna"), world.home.member("ben")
    message = await say(anna)
    form = await ben.menu(MENU, message)
    assert "Put a message forward" in form.text
    asked = await ben.submit(form, look_at="the habit", skill="Music")
    assert not asked.private
    assert [str(each) for each in pings(world)[-1]] == [str(anna.id)]
    card = last(world.home.channel)
    assert f"<@{anna.id}>, may your message be shown" in card
    assert f"<@{ben.id}> thinks" in card
    assert "the habit" in card
    assert "everybody in this community can see" in card
    assert "I record" not in card
    assert "No examples yet" in (await ben.slash("showcase browse")).text
    wrong = await ben.click(asked, Agree)
    assert wrong.private
    assert f"<@{anna.id}> alone to say" in wrong.text
    assert "alone to say" in (await ben.click(asked, Decline)).text
    await world.advance(days=6)
    await world.restart()
    await message.delete()
    await anna.click(asked, Agree)
    card = last(world.home.channel)
    assert r"I record \*every\* take" in card
    assert f"By <@{anna.id}>, put forward by <@{ben.id}>" in card
    assert "I record" in (await ben.slash("showcase browse")).text
    down = await anna.click(asked, "Take it down")
    assert "is taken down" in down.text
    assert await kept(world) == []


async def test_its_author_declines(world: World) -> None:
    anna, ben = world.home.member("anna"), world.home.member("ben")
    message = await say(anna)
    asked = await put_forward(ben, message)
    assert "has been asked" in (await ben.menu(MENU, message)).text
    assert len(await kept(world)) == 1
    await anna.click(asked, Decline)
    assert "keeps that message as it is" in last(world.home.channel)
    assert await kept(world) == []


async def test_two_clicks_at_once_and_a_card_left_behind(world: World) -> None:
    anna, ben = world.home.member("anna"), world.home.member("ben")
    asked = await put_forward(ben, await say(anna))
    service, here = world.bot.services.consents, CommunityId(world.home.id)
    async with world.db.reading() as conn:
        row = await conn.fetch_one("SELECT example_id FROM examples")
    assert row
    await service.decline(Caller(here, UserId(anna.id), InteractionId(1)), row["example_id"])
    await anna.click(asked, Agree)
    assert "not on show any more" in last(world.home.channel)
    asked = await put_forward(ben, await say(anna))
    await world.advance(days=7)
    await anna.click(asked, Decline)
    assert "not on show any more" in last(world.home.channel)


async def test_without_an_answer_it_ends_in_a_week(world: World) -> None:
    anna, ben = world.home.member("anna"), world.home.member("ben")
    message = await say(anna)
    await put_forward(ben, message)
    await put_forward(anna, await say(anna, "mine"))
    await world.advance(days=7)
    await tidy_up(world.bot.services, world.bot.delivery, world.clock.now())
    assert await kept(world) == ["mine"]
    cards = [text_of(each) for each in world.home.channel.history()]
    assert sum("not on show any more" in each for each in cards) == 1
    await put_forward(ben, message)
    assert "may your message be shown" in last(world.home.channel)


async def test_what_is_no_example(world: World) -> None:
    anna, ben, cleo = (world.home.member(name) for name in ("anna", "ben", "cleo"))
    shown = await put_forward(anna, await say(anna))
    assert "from a program" in (await ben.menu(MENU, shown)).text
    assert "neither text nor a file" in (await ben.menu(MENU, await say(anna, "\u200b"))).text
    message = await say(ben)
    here = CommunityId(world.home.id)
    await ben.slash("settings visibility", level="private")
    async with world.db.transaction() as tx:
        await blocks.add(tx, here, UserId(ben.id), UserId(anna.id), world.clock.now())
        await suspensions.add(tx, here, UserId(cleo.id), UserId(ben.id), world.clock.now())
    assert "cannot be put forward" in (await anna.menu(MENU, message)).text
    assert "cannot be put forward" in (await anna.menu(MENU, await say(cleo))).text


async def test_a_picture_alone_is_led_to(world: World) -> None:
    anna = world.home.member("anna")
    message = await anna.actor.send(anna.channel, "", attachments=[("take.png", b"bytes")])
    shown = await put_forward(anna, message)
    assert "Open the message" in shown.labels


async def test_a_long_message_is_cut_and_led_to(world: World) -> None:
    anna = world.home.member("anna")
    await put_forward(anna, await say(anna, "x" * 2000))
    assert f"{'x' * 999}…" in last(world.home.channel)


async def test_a_form_that_waited_too_long(world: World) -> None:
    anna = world.home.member("anna")
    form = await anna.menu(MENU, await say(anna))
    await world.advance(hours=25)
    late = await anna.submit(form, look_at="x")
    assert late.private
    assert await kept(world) == []


async def test_what_is_proposed_is_its_proposers_to_answer_for(world: World) -> None:
    scene = await open_scene(world)
    await put_forward(scene.ben, await say(scene.anna), look_at="how lazy it is")
    told = await scene.tell(scene.anna)
    assert "The moderators have it now." in told.text
    assert f"Written by <@{scene.ben.id}>" in text_of(scene.told)
    assert "how lazy it is" in text_of(scene.told)
    assert "every" not in text_of(scene.told), "its author has not agreed"
    own = await scene.ben.click(scene.public, ReportPiece)
    assert "You wrote that yourself" in own.text
