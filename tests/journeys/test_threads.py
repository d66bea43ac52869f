"""Whatever keeps an answer from its thread: nothing is lost, and the helper hears where it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

import discord
import pytest

from bot.render.giving import WriteAnswer
from tests.support.members import text_of
from tests.support.peers import (
    ANSWER,
    ask,
    begin,
    bodies,
    card_in,
    choose_levels,
    feedback_of,
    open_answer,
    read_by,
    thread_of,
    write,
)

if TYPE_CHECKING:
    import simcord

    from tests.support.world import World

THREADS = "/channels/*/messages/*/threads"


def answers_in(channel: simcord.ChannelHandle) -> list[discord.Message]:
    return [each for each in channel.history() if "An answer to" in text_of(each)]


async def test_no_room_for_another_thread(world: World) -> None:
    world.env.inject_error("POST", THREADS, status=400, code=160006, message="full", times=None)
    anna, ben, desk = await begin(world)
    done = await write(ben, desk)
    channel = world.home.channel
    assert "as many active threads as Discord allows" in done.text
    assert f"It stands in <#{channel.id}> instead, and <@{anna.id}> is told." in done.text
    (posted,) = answers_in(channel)
    assert ANSWER["change"] in text_of(posted)
    assert "https://discord.com/channels/" in text_of(posted)
    sent = bodies(world, "POST", f"/channels/{channel.id}/messages")[-1]
    assert sent["allowed_mentions"]["users"] == [anna.id]
    assert ANSWER["change"] in await read_by(world, anna)


async def test_a_channel_that_has_no_threads(world: World) -> None:
    # A request that was asked in a thread, say, or in a voice channel's chat.
    no_threads = {"status": 400, "code": 50024, "message": "not on this channel type"}
    world.env.inject_error("POST", THREADS, times=None, **no_threads)
    anna, ben, desk = await begin(world)
    done = await write(ben, desk)
    channel = world.home.channel
    assert f"It stands in <#{channel.id}> instead, and <@{anna.id}> is told." in done.text
    assert len(answers_in(channel)) == 1


async def test_a_thread_that_could_not_be_made_at_first_is_made_later(world: World) -> None:
    world.env.inject_error("POST", THREADS, status=400, code=160006, message="full")
    _, ben, desk = await begin(world)
    assert world.home.channel.threads == []
    done = await write(ben, desk)
    assert f"It stands in <#{thread_of(world).id}>" in done.text


async def test_a_thread_that_somebody_made_by_hand_is_used(world: World) -> None:
    world.env.inject_error("POST", THREADS, status=400, code=160006, message="full")
    _, ben, desk = await begin(world)
    await card_in(world).create_thread(name="by hand")
    done = await write(ben, desk)
    assert f"It stands in <#{thread_of(world).id}>" in done.text


async def test_an_archived_thread_is_woken(world: World) -> None:
    _, ben, desk = await begin(world)
    thread = thread_of(world)
    where = f"/channels/{thread.id}/messages"
    world.env.inject_error("POST", where, status=400, code=50083, message="archived")
    done = await write(ben, desk)
    assert f"It stands in <#{thread.id}>" in done.text
    assert len(thread.history()) == 1
    assert bodies(world, "PATCH", f"/channels/{thread.id}") == [{"archived": False}]


async def test_an_archived_thread_that_may_not_be_woken(world: World) -> None:
    anna, ben, desk = await begin(world)
    thread = thread_of(world)
    where = f"/channels/{thread.id}"
    world.env.inject_error("POST", f"{where}/messages", status=400, code=50083, message="archived")
    world.env.inject_error("PATCH", where, status=403, code=50013, message="no")
    done = await write(ben, desk)
    assert "I lack a permission there" in done.text
    assert f"<#{world.home.channel.id}> instead, and <@{anna.id}> is told." in done.text
    assert len(answers_in(world.home.channel)) == 1


async def test_a_thread_that_stays_archived(world: World) -> None:
    _, ben, desk = await begin(world)
    where = f"/channels/{thread_of(world).id}/messages"
    world.env.inject_error("POST", where, status=400, code=50083, message="archived", times=None)
    await write(ben, desk)
    assert len(answers_in(world.home.channel)) == 1


async def test_a_deleted_thread(world: World) -> None:
    anna, ben, desk = await begin(world)
    thread = world.bot.get_channel(thread_of(world).id)
    assert isinstance(thread, discord.Thread)
    await thread.delete()
    done = await write(ben, desk)
    assert "The place for it is not there any more, but nothing is lost." in done.text
    assert f"It waits for <@{anna.id}> in `/today`" in done.text
    assert "Answered" in text_of(card_in(world))
    assert ANSWER["change"] in await read_by(world, anna)


@pytest.mark.parametrize("late", [False, True])
async def test_a_deleted_card(world: World, *, late: bool) -> None:
    anna, ben = world.home.member("anna"), world.home.member("ben")
    await ask(anna)
    if late:
        world.env.inject_error("POST", THREADS, status=400, code=160006, message="full")
        desk = await ben.click(card_in(world), "Take it")
        await card_in(world).delete()
    else:
        await card_in(world).delete()
        desk = await ben.click(await ben.slash("feedback queue"), "Take it")
    await choose_levels(ben, desk)
    done = await write(ben, desk)
    assert f"It waits for <@{anna.id}> in `/today`" in done.text
    assert ANSWER["change"] in await read_by(world, anna)


async def test_missing_permissions(world: World) -> None:
    anna, ben, desk = await begin(world)
    where = "/channels/*/messages"
    world.env.inject_error("POST", where, status=403, code=50013, message="no", times=2)
    done = await write(ben, desk)
    assert "It could not be posted: I lack a permission there. Nothing is lost." in done.text
    assert ANSWER["change"] in await read_by(world, anna)
    # The reply goes to the helper alone as well.
    read = await open_answer(world, anna, await feedback_of(world))
    kept = await anna.submit(await anna.click(read, "Reply"), reply="For my sister.")
    assert f"<@{ben.id}> finds it in `/today` and `/feedback mine`." in kept.text
    again = await open_answer(world, anna, await feedback_of(world))
    assert f"<@{anna.id}> replies to <@{ben.id}> about My essay" in again.text


async def test_a_silent_discord(world: World) -> None:
    anna, ben, desk = await begin(world)
    where = f"/channels/{thread_of(world).id}/messages"
    world.env.inject_error("POST", where, status=500, times=None)
    done = await write(ben, desk)
    assert "Discord did not answer. Nothing is lost." in done.text
    assert answers_in(world.home.channel) == []
    assert ANSWER["change"] in await read_by(world, anna)


async def test_before_the_bot_knows_the_server_there_is_no_thread(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(world.bot, "get_guild", lambda _: None)
    _, _, desk = await begin(world)
    assert desk.private
    assert world.home.channel.threads == []


async def test_a_reply_that_cannot_be_posted(world: World) -> None:
    anna, ben, desk = await begin(world)
    await ben.slash("settings nudges", choice="on")
    await write(ben, desk)
    (posted,) = thread_of(world).history()
    where = f"/channels/{thread_of(world).id}/messages"
    world.env.inject_error("POST", where, status=403, code=50013, message="no")
    kept = await anna.submit(await anna.click(posted, "Reply"), reply="For my sister.")
    assert "It could not be posted: I lack a permission there. Nothing is lost." in kept.text
    assert "and a direct message tells of it" in kept.text
    (word,) = world.user("ben").dm_channel.history()
    assert "A reply to your answer on “My essay” waits for you" in text_of(word)
    seen = await open_answer(world, ben, await feedback_of(world))
    assert "> For my sister." in seen.text


async def test_whoever_wants_direct_messages_is_told_by_one(world: World) -> None:
    anna = world.home.member("anna")
    await anna.slash("settings nudges", choice="on")
    _, ben, desk = await begin(world, anonymous=True)
    done = await write(ben, desk)
    assert "and a direct message tells of it; nobody else sees it" in done.text
    (word,) = world.user("anna").dm_channel.history()
    assert "An answer to “My essay” waits for you" in text_of(word)
    assert ANSWER["change"] not in text_of(word)
    assert "/settings nudges off" in text_of(word)


async def test_closed_direct_messages_are_not_tried_again(world: World) -> None:
    anna = world.home.member("anna")
    await anna.slash("settings nudges", choice="on")
    _, ben, desk = await begin(world, anonymous=True)
    world.env.inject_error("POST", "/channels/*/messages", status=403, code=50007, message="no")
    done = await write(ben, desk)
    assert "direct message" not in done.text
    assert "It waits for whoever asked" in done.text
    assert "Discord refused" in (await anna.slash("settings show")).text


async def test_no_direct_message_without_being_asked_for(world: World) -> None:
    _, ben, desk = await begin(world, anonymous=True)
    await write(ben, desk)
    created = [each for each in world.env.http_requests if each.path == "/users/@me/channels"]
    assert created == []


async def test_an_author_who_left_the_server(world: World) -> None:
    anna, ben, desk = await begin(world)
    world.home.guild.remove_member(anna.actor)
    done = await write(ben, desk)
    assert f"It stands in <#{thread_of(world).id}>" in done.text


async def test_an_author_who_deleted_everything(world: World) -> None:
    anna, ben, desk = await begin(world)
    form = await ben.click(desk, WriteAnswer)
    asks = await anna.slash("privacy delete")
    await anna.click(asks, "Delete everything")
    refused = await ben.submit(form, **ANSWER)
    assert "That request is not there any more" in refused.text
    assert (await ben.click(refused, "Open it again")).fields == ANSWER
