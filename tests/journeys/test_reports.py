"""Reports: by button, by menu, by address, and what is answered to whoever tells."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import discord
import pytest

from bot.render.pieces import ReportPiece
from bot.render.reports import REPORT
from tests.support.members import text_of
from tests.support.reporting import open_scene

if TYPE_CHECKING:
    from tests.support.members import Member
    from tests.support.reporting import Scene
    from tests.support.world import World


@pytest.fixture
async def scene(world: World) -> Scene:
    return await open_scene(world)


async def test_told_twice_it_is_one_report(scene: Scene) -> None:
    await scene.tell(scene.ben)
    again = await scene.tell(scene.ben, "Still")
    assert "told the moderators of this before, and it is with them" in again.text
    assert len(scene.moderators.history()) == 1
    carl = scene.world.home.member("carl")
    await scene.tell(carl)
    first, second = sorted(scene.moderators.history(), key=lambda message: message.id)
    await scene.mona.click(second, "Dismiss")
    # Both cards say who decided.
    for message in (first, second):
        fresh = next(each for each in scene.moderators.history() if each.id == message.id)
        assert f"Dismissed by <@{scene.mona.id}>" in text_of(fresh)


async def test_nobody_reports_themselves_or_what_is_gone(scene: Scene) -> None:
    own = await scene.anna.click(scene.public, ReportPiece)
    assert own.private
    assert "You wrote that yourself" in own.text
    form = await scene.ben.slash("report", link=url(scene, scene.public))
    await scene.anna.slash("undo")
    refused = await scene.ben.submit(form, reason="It hurts")
    assert "I cannot see that message: it is gone" in refused.text
    assert "Open it again" in refused.labels


async def test_a_reason_that_cannot_be_kept_comes_back(scene: Scene) -> None:
    form = await scene.ben.click(scene.public, ReportPiece)
    refused = await scene.ben.submit(form, reason="hidden\u202e turn")
    assert "hidden characters" in refused.text
    again = await scene.ben.click(refused, "Open it again")
    assert again.fields == {"reason": "hidden\u202e turn"}
    assert "The moderators have it now" in (await scene.ben.submit(again, reason="rude")).text


@pytest.mark.parametrize("trouble", ["none named", "gone"])
async def test_without_a_channel_the_list_still_has_it(scene: Scene, trouble: str) -> None:
    await scene.use_channel(None if trouble == "none named" else 999)
    thanks = await scene.tell(scene.ben)
    assert "It stands on the moderators' list, `/moderate reports`" in thanks.text
    listed = await scene.mona.slash("moderate reports")
    assert listed.private
    assert "> It hurts" in listed.text
    done = await scene.mona.click(listed, "Hide")
    assert f"Hidden by <@{scene.mona.id}>" in done.text
    assert "A moderator hid this card" in text_of(scene.public)


async def test_any_message_of_a_person_by_its_menu(scene: Scene) -> None:
    chat = await say(scene, scene.anna, "Nobody wants you here **now**")
    form = await scene.ben.menu(REPORT, chat)
    refused = await scene.ben.submit(form, reason="\u2800")
    assert "at least one character" in refused.text
    again = await scene.ben.click(refused, "Open it again")
    thanks = await scene.ben.submit(again, reason="It is aimed at me")
    assert "The moderators have it now." in thanks.text
    card = text_of(scene.told)
    assert "a message" in card
    assert "Nobody wants you here" in card
    assert "**now**" not in card
    assert "Only Discord can take a message away" in card
    assert "Hide" not in card
    await scene.mona.click(scene.told, "Dismiss")
    assert "You wrote that yourself" in (await scene.anna.menu(REPORT, chat)).text
    other = await say(scene, scene.anna, "And again")
    late = await scene.ben.menu(REPORT, other)
    await scene.world.advance(hours=25)
    gone = await scene.ben.submit(late, reason="It is aimed at me")
    assert gone.private
    assert len(scene.moderators.history()) == 1


async def say(scene: Scene, member: Member, text: str) -> Any:
    return await member.actor.send(scene.channel, text)


async def test_our_own_card_by_its_menu_and_a_card_of_nobody(scene: Scene) -> None:
    form = await scene.ben.menu(REPORT, scene.public)
    assert "The moderators have it now" in (await scene.ben.submit(form, reason="rude")).text
    assert "You wrote that yourself" in (await scene.anna.menu(REPORT, scene.public)).text
    await scene.mona.slash("community panel")
    refused = await scene.ben.menu(REPORT, scene.public)
    assert "no words of a member" in refused.text


async def test_a_message_by_its_address(scene: Scene) -> None:
    chat = await say(scene, scene.anna, "Nobody wants you here")
    told = await scene.ben.slash("report", link=url(scene, chat), reason="It is aimed at me")
    assert told.private
    assert "The moderators have it now." in told.text
    card = text_of(scene.told)
    assert f"<@{scene.anna.id}>" in card
    assert "Nobody wants you here" not in card, "its text was not handed over"
    assert "I keep no text" in card
    card_ = next(each for each in scene.channel.history() if each.id != chat.id)
    form = await scene.ben.slash("report", link=url(scene, card_))
    thanks = await scene.ben.submit(form, reason="It hurts")
    assert "The moderators have it now." in thanks.text
    assert "all lazy" in text_of(scene.told)
    own = await scene.anna.slash("report", link=url(scene, chat), reason="mine")
    assert "You wrote that yourself" in own.text
    bots = await scene.ben.slash("report", link=url(scene, scene.told), reason="bot")
    assert "no words of a member" in bots.text


def url(scene: Scene, message: Any) -> str:
    return f"https://discord.com/channels/{scene.world.home.id}/{message.channel.id}/{message.id}"


async def test_hostile_and_wrong_addresses(scene: Scene) -> None:
    chat = await say(scene, scene.anna, "Nobody wants you here")
    right = url(scene, chat)
    for link, said in (
        ("https://evil.example/channels/1/2/3 @everyone", "no address of a message"),
        (right.replace(str(scene.world.home.id), "5"), "belongs to another server"),
        (right.replace(str(chat.id), "5"), "I cannot see that message"),
        (right.replace(str(chat.channel.id), "5"), "I cannot see that message"),
    ):
        refused = await scene.ben.slash("report", link=link, reason="It hurts")
        assert refused.private
        assert said in refused.text
        assert "@everyone" not in refused.text.split("You typed")[0]
    unseen = discord.PermissionOverwrite(view_channel=False, read_message_history=False)
    guild = scene.world.home.guild
    secret = guild.create_text_channel("secret", overwrites={guild.default_role: unseen})
    # The bot could read it there; whoever asks could not.
    there = f"https://discord.com/channels/{scene.world.home.id}/{secret.id}/{chat.id}"
    refused = await scene.ben.slash("report", link=there, reason="It hurts")
    assert "I cannot see that message" in refused.text
    # An address without a reason opens the form; what is typed there is kept as well.
    form = await scene.ben.slash("report", link=right.replace(str(chat.id), "5"))
    refused = await scene.ben.submit(form, reason="It hurts")
    again = await scene.ben.click(refused, "Open it again")
    assert again.fields == {"reason": "It hurts"}
    assert scene.moderators.history() == []
