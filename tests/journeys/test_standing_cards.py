"""Everything that members write for others: reported, hidden, and put back as it stood."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from bot.render.moderation import HIDE, ShowAgain
from bot.render.pieces import ReportPiece
from bot.render.queues import ReleaseRequest
from tests.support.members import Member, text_of, walk
from tests.support.peers import ask, card_in, choose_levels, write
from tests.support.reflecting import write as reflect
from tests.support.reporting import open_scene

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    import discord
    import simcord

    from tests.support.reporting import Scene
    from tests.support.world import World

    Begin = Callable[[Scene], Awaitable[simcord.ChannelHandle]]


@pytest.fixture
async def scene(world: World) -> Scene:
    return await open_scene(world)


async def kudos(scene: Scene) -> simcord.ChannelHandle:
    await scene.anna.slash("kudos", member=scene.ben.actor, for_what="words to report")
    return scene.channel


async def example(scene: Scene) -> simcord.ChannelHandle:
    form = await scene.anna.slash("showcase add")
    await scene.anna.submit(form, title="words to report", work="A waltz", look_at="the end")
    return scene.channel


async def idea(scene: Scene) -> simcord.ChannelHandle:
    form = await scene.anna.slash("wisdom share", kind="insight")
    await scene.anna.submit(form, title="Slow first", text="words to report")
    return scene.channel


async def request(scene: Scene) -> simcord.ChannelHandle:
    await ask(scene.anna, title="words to report")
    return scene.channel


async def feedback(scene: Scene) -> simcord.ChannelHandle:
    await ask(scene.ben)
    desk = await choose_levels(scene.anna, await scene.anna.click(scene.public, "Take it"))
    await write(scene.anna, desk, works="These are words to report, all of them.")
    (thread,) = scene.channel.threads
    return thread


async def reply(scene: Scene) -> simcord.ChannelHandle:
    await ask(scene.anna)
    desk = await choose_levels(scene.ben, await scene.ben.click(scene.public, "Take it"))
    await write(scene.ben, desk)
    (thread,) = scene.channel.threads
    form = await scene.anna.click(newest(thread), "Reply")
    await scene.anna.submit(form, reply="These are words to report, all of them.")
    return thread


def newest(channel: simcord.ChannelHandle) -> discord.Message:
    message = channel.last_message
    assert message
    return message


def files_in(message: discord.Message) -> list[dict[str, Any]]:
    parts: list[Any] = [each.to_dict() for each in message.components]
    return [each["file"] for each in walk(parts) if "file" in each]


@pytest.mark.parametrize("begin", [kudos, example, idea, request, feedback, reply])
async def test_hidden_and_put_back_as_it_stood(scene: Scene, begin: Begin) -> None:
    channel = await begin(scene)
    before = text_of(newest(channel))
    assert "words to report" in before
    reporter = scene.world.home.member("carl")
    form = await reporter.click(newest(channel), ReportPiece)
    assert "The moderators have it now." in (await reporter.submit(form, reason="rude")).text
    assert f"Written by <@{scene.anna.id}>" in text_of(scene.told)
    assert "words to report" in text_of(scene.told)
    hidden = await scene.mona.click(scene.told, "Hide")
    assert "could not be changed" not in hidden.text
    assert "A moderator hid this" in text_of(newest(channel))
    assert "words to report" not in text_of(newest(channel))
    await scene.world.restart()
    back = await scene.max.click(scene.told, "Restore")
    assert "could not be changed" not in back.text
    assert text_of(newest(channel)) == before
    # And by its menu, without any report.
    by_menu = await Member(scene.mona.actor, channel).menu(HIDE, newest(channel))
    assert "It is out of every list." in by_menu.text
    assert "A moderator hid this" in text_of(newest(channel))
    await scene.mona.click(by_menu, ShowAgain)
    assert text_of(newest(channel)) == before


async def test_a_request_that_was_hidden_comes_back_with_its_file(scene: Scene) -> None:
    form = await scene.anna.slash("feedback ask", file=("notes.pdf", b"bytes"))
    await scene.anna.submit(form, title="My essay", question="Is it clear?")
    desk = await scene.ben.click(scene.public, "Take it")
    (thread,) = scene.channel.threads
    assert thread.name == "My essay"
    hidden = await scene.mona.menu(HIDE, card_in(scene.world))
    assert thread.name == "Feedback"
    # What becomes of it meanwhile mends the card once more.
    await scene.ben.click(desk, ReleaseRequest)
    assert "My essay" not in text_of(card_in(scene.world))
    assert "It is shown again." in (await scene.mona.click(hidden, ShowAgain)).text
    assert "My essay" in text_of(card_in(scene.world))
    assert [each.filename for each in card_in(scene.world).attachments] == ["notes.pdf"]
    assert thread.name == "My essay"


async def test_an_example_that_was_hidden_comes_back_with_its_file(scene: Scene) -> None:
    form = await scene.anna.slash("showcase add", file=("score.pdf", b"bytes"))
    await scene.anna.submit(form, title="Waltz", look_at="the end")
    before = {each["url"] for each in files_in(scene.public)}
    assert before
    hidden = await scene.mona.menu(HIDE, scene.public)
    assert not files_in(scene.public)
    await scene.mona.click(hidden, ShowAgain)
    assert {each["url"] for each in files_in(scene.public)} == before


async def test_a_reflection_is_its_authors_to_share_again(scene: Scene) -> None:
    await reflect(scene.anna, conditions="early", share="shared")
    form = await scene.ben.click(scene.public, ReportPiece)
    await scene.ben.submit(form, reason="It names me")
    hidden = await scene.mona.click(scene.told, "Hide")
    assert "Restore" not in hidden.labels
    assert "A moderator hid this card" in text_of(scene.public)
    assert "slow scales" in hidden.text, "what was reported can still be read"


async def test_who_asked_anonymously_is_named_to_moderators_alone(scene: Scene) -> None:
    await ask(scene.anna, anonymous=True)
    assert f"<@{scene.anna.id}>" not in text_of(scene.public)
    form = await scene.ben.click(scene.public, ReportPiece)
    told = await scene.ben.submit(form, reason="rude")
    assert str(scene.anna.id) not in told.text
    assert f"Written by <@{scene.anna.id}>, who asked anonymously" in text_of(scene.told)
    own = await scene.anna.click(scene.public, ReportPiece)
    assert "You wrote that yourself" in own.text


async def test_a_piece_that_is_gone_is_not_put_back(scene: Scene) -> None:
    await idea(scene)
    form = await scene.ben.click(scene.public, ReportPiece)
    await scene.ben.submit(form, reason="rude")
    await scene.mona.click(scene.told, "Hide")
    async with scene.world.db.transaction() as tx:
        await tx.execute("UPDATE ideas SET channel_id = NULL, message_id = NULL")
    back = await scene.mona.click(scene.told, "Restore")
    assert "There is no card to put back" in back.text


async def test_a_thread_loses_the_title_of_what_was_taken_back(scene: Scene) -> None:
    await ask(scene.anna, title="words to report")
    desk = await scene.ben.click(scene.public, "Take it")
    await scene.ben.click(desk, ReleaseRequest)
    await scene.anna.slash("feedback withdraw")
    (thread,) = scene.channel.threads
    assert thread.name == "Feedback"
