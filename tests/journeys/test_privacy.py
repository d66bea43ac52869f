"""Seeing, taking along and deleting what is stored, with the cards that stand in the channel."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain.communities import ChannelUse
from bot.domain.ids import CommunityId, UserId
from bot.render.community_settings import ChooseChannel, FinishSetUp
from bot.render.logs import Cheer
from bot.render.privacy import Erase, confirm
from bot.render.wisdom import ApplyIdea, MarkIdea
from tests.support.callers import act
from tests.support.members import text_of
from tests.support.peers import ask

if TYPE_CHECKING:
    from tests.support.members import Member
    from tests.support.world import World


async def set_up(world: World) -> Member:
    mona = world.home.member("mona", moderator=True)
    shown = await mona.slash("community setup")
    press = ChooseChannel(use=ChannelUse.WEEKLY)
    await mona.actor.select(shown.message, [world.home.channel], custom_id=press.custom_id)
    await mona.click(shown, FinishSetUp)
    return mona


async def practise(member: Member, note: str) -> None:
    await member.slash("practice add", name="Writing", minimum="10 min")
    await member.slash("settings visibility", level="open")
    await member.slash("log", amount="10", note=note)


def cards(world: World) -> list[str]:
    return [text_of(message) for message in world.home.channel.history()]


async def test_what_is_stored_is_shown_and_handed_over(world: World) -> None:
    anna = world.home.member("anna")
    nothing = await anna.slash("privacy show")
    assert nothing.private
    assert "Nothing." in nothing.text
    await anna.slash("practice add", name="Writing", minimum="10 min")
    shown = await anna.slash("privacy show")
    assert "- your settings here\n" in shown.text
    assert "- 1 practice\n" in shown.text
    assert "A cheer, and what you post for others, shows your name" in shown.text
    assert "Only you" in shown.text
    exported = await anna.slash("privacy export")
    assert exported.private
    assert "From 1 community" in exported.text
    (file,) = exported.message.attachments
    assert file.filename == "whetstone.zip"
    away = world.community("Away").member("anna")
    assert "something in 1 other community" in (await away.slash("privacy show")).text
    assert "From 1 community," in (await away.slash("privacy export", everywhere=True)).text


async def test_deleting_everything_takes_the_cards_down(world: World) -> None:
    await set_up(world)
    anna, ben = world.home.member("anna"), world.home.member("ben")
    await practise(anna, "anna's note")
    await practise(ben, "ben's note")
    (bens,) = (each for each in world.home.channel.history() if "ben's note" in text_of(each))
    await anna.click(bens, Cheer)
    assert any(f"<@{anna.id}>" in text and "ben's note" in text for text in cards(world))
    twice = await anna.slash("privacy delete")
    asked = await anna.slash("privacy delete")
    assert asked.private
    assert "- 1 log\n" in asked.text
    assert "Delete everything in this community?" in asked.text
    assert any("anna's note" in text for text in cards(world)), "nothing goes before the click"
    done = await anna.click(asked, Erase)
    assert "### Deleted" in done.text
    assert "Your public cards are taken down." in done.text
    assert not any(f"<@{anna.id}>" in text or "anna's note" in text for text in cards(world))
    assert any("ben's note" in text for text in cards(world))
    assert "Nothing." in (await anna.slash("privacy show")).text
    assert "nothing to delete" in (await anna.slash("privacy delete")).text
    assert "nothing left to delete" in (await anna.click(twice, Erase)).text


async def test_what_stands_on_cards_of_others_goes_too(world: World) -> None:
    await set_up(world)
    anna, ben = world.home.member("anna"), world.home.member("ben")
    form = await anna.slash("wisdom share", kind="insight")
    await anna.submit(form, title="Slow first", text="Half the speed, then faster.")
    idea = cards(world)[-1]
    await ask(anna)
    asked = cards(world)[-1]
    (shown,) = (each for each in world.home.channel.history() if "Slow first" in text_of(each))
    await ben.submit(await ben.click(shown, ApplyIdea), happened="ben's words")
    await ben.click(shown, MarkIdea)
    newest = world.home.channel.last_message
    assert newest
    await ben.click(newest, "Take it")
    assert any("ben's words" in text for text in cards(world))
    assert any(f"<@{ben.id}> is on it" in text for text in cards(world))
    await ben.click(await ben.slash("privacy delete"), Erase)
    assert not any("ben's words" in text or f"<@{ben.id}>" in text for text in cards(world))
    assert idea in cards(world)
    assert asked in cards(world)


async def test_a_card_that_cannot_be_taken_down_yet_is_told_and_tried_again(world: World) -> None:
    await set_up(world)
    anna = world.home.member("anna")
    await practise(anna, "anna's note")
    asked = await anna.slash("privacy delete")
    world.env.inject_error("DELETE", "/channels/*/messages/*", status=403)
    done = await anna.click(asked, Erase)
    assert "1 public card could not be taken down yet" in done.text
    await world.restart()
    await world.env.settle()
    assert not any("anna's note" in text for text in cards(world))


async def test_nobody_deletes_by_somebody_elses_button(world: World) -> None:
    anna, ben = world.home.member("anna"), world.home.member("ben")
    await ben.slash("practice add", name="Writing", minimum="10 min")
    # Discord shows the question to its author only; should it ever be seen by others, it is theirs.
    stored = await world.bot.services.privacy.show(act(UserId(ben.id), CommunityId(world.home.id)))
    question = confirm(stored, UserId(anna.id), everywhere=False)
    await world.bot.delivery.send(world.home.channel.id, question)
    (seen,) = world.home.channel.history()
    refused = await ben.click(seen, Erase)
    assert refused.private
    assert "That button is not yours." in refused.text
    assert "- 1 practice" in (await ben.slash("privacy show")).text


async def test_deleting_everywhere(world: World) -> None:
    anna, away = world.home.member("anna"), world.community("Away").member("anna")
    for member in (anna, away):
        await member.slash("practice add", name="Writing", minimum="10 min")
    asked = await anna.slash("privacy delete", everywhere=True)
    assert "in every community" in asked.text
    await anna.click(asked, Erase)
    assert "Nothing." in (await away.slash("privacy show")).text


async def test_threads_lose_the_title_of_what_was_asked(world: World) -> None:
    anna, ben = world.home.member("anna"), world.home.member("ben")
    await ask(anna, title="My own title")
    await ben.click(world.home.channel.history()[-1], "Take it")
    (thread,) = world.home.channel.threads
    assert thread.name == "My own title"
    await anna.click(await anna.slash("privacy delete"), Erase)
    assert thread.name == "Feedback"
