"""The weekly posts as a community sees them, and what its moderators do with them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bot.domain.communities import ChannelUse
from bot.domain.ids import CommunityId
from bot.render.reflections import ReflectNow
from bot.render.week_plans import (
    AddQuestion,
    PreviewWeek,
    RetireQuestion,
    SendWeekNow,
    SkipWeek,
    UnskipWeek,
)
from bot.render.weekly import MyWeek
from tests.support.members import text_of
from tests.support.weekly_posts import SUNDAY, choose, run, set_up

if TYPE_CHECKING:
    from simcord import ChannelHandle

    from tests.support.world import World

NOBODY = {"parse": []}


def body_of(request: Any) -> Any:
    return request.json


def texts(channel: ChannelHandle) -> list[str]:
    return [text_of(message) for message in channel.history()]


async def test_a_week_from_first_log_to_post_to_reflection(world: World) -> None:
    _, weekly = await set_up(world.home)
    anna = world.home.member("anna")
    await anna.slash("practice add", name="*Scales* @everyone", minimum="20 min")
    await anna.slash("settings visibility", level="open")
    await anna.slash("settings boards", choice="on")
    for day in range(6):
        if day != 4:
            await anna.slash("log", amount="20 min")
        await world.advance(days=1)
    await world.advance_to(SUNDAY)
    await run(world)
    await run(world)
    streaks, prompt = weekly.history()
    assert "### Week 2 together" in text_of(streaks)
    assert "first look at our weeks together" in text_of(streaks)
    assert f"<@{anna.id}> · \\*Scales\\* @\u200beveryone" in text_of(streaks)
    sent = [
        each for each in world.env.http_requests if each.path == f"/channels/{weekly.id}/messages"
    ]
    # The first one was the test post of the set-up.
    assert [body_of(each)["allowed_mentions"] for each in sent] == [NOBODY] * 3
    assert "Question of the week" in text_of(prompt)
    await world.restart()
    mine = await anna.click(streaks, MyWeek)
    assert mine.private
    assert "Plan kept: 83 % (5 of 6)" in mine.text
    assert "Against your four weeks before: new" in mine.text
    assert (await anna.click(prompt, MyWeek)).text == mine.text
    assert "the one miss that this week may have" in (await anna.click(mine, "Why?")).text
    reflecting = await anna.click(prompt, ReflectNow)
    assert reflecting.private
    await run(world)
    assert len(weekly.history()) == 2


async def test_a_stranger_is_shown_the_way_in(world: World) -> None:
    _, weekly = await set_up(world.home)
    await world.advance_to(SUNDAY)
    await run(world)
    ben = world.home.member("ben")
    refused = await ben.click(weekly.history()[0], MyWeek)
    assert refused.private
    assert "Start" in refused.labels


async def test_a_silent_week_and_two_communities(world: World) -> None:
    other = world.community("Other")
    _, weekly = await set_up(world.home)
    _, there = await set_up(other)
    anna = other.member("anna")
    await anna.slash("practice add", name="Scales", minimum="done")
    await anna.slash("log", amount="done")
    await world.advance_to(SUNDAY)
    await run(world)
    assert "Nothing was logged yet" in texts(weekly)[0]
    assert "Thank you for practising" in texts(there)[0]
    await world.advance(days=7)
    await run(world)
    assert "A quiet week" in texts(weekly)[2]
    assert "A quiet week" in texts(there)[2]


async def test_moderators_preview_skip_and_take_back(world: World) -> None:
    mona, weekly = await set_up(world.home)
    shown = await mona.slash("community week")
    assert shown.private
    assert "Both come <t:1768154400:f>." in shown.text
    preview = await mona.click(shown, PreviewWeek)
    assert preview.private
    assert "Time to look back on week 2" in preview.text
    assert preview.result.response
    assert "Week 2 together" in str(preview.result.response.components)
    shown = await mona.click(shown, SkipWeek)
    assert "Streak post: skipped by a moderator." in shown.text
    shown = await mona.click(shown, UnskipWeek)
    assert "Both come" in shown.text
    stale = await mona.slash("community week")
    await mona.click(shown, SkipWeek)
    await world.advance_to(SUNDAY)
    await run(world)
    assert texts(weekly) == []
    await world.advance(days=1)
    shown = await mona.click(stale, SkipWeek)
    assert "The posts of week 3" in shown.text
    assert "Both come" in shown.text


async def test_moderators_send_now(world: World) -> None:
    mona, weekly = await set_up(world.home)
    shown = await mona.click(await mona.slash("community week"), SendWeekNow)
    assert "on its way" in shown.text
    assert "Send now" not in shown.labels
    await run(world)
    assert len(texts(weekly)) == 2
    shown = await mona.slash("community week")
    assert "Streak post: posted <t:" in shown.text
    await world.advance_to(SUNDAY)
    await run(world)
    assert len(texts(weekly)) == 2


async def test_a_community_asks_its_own_questions(world: World) -> None:
    mona, weekly = await set_up(world.home)
    shown = await mona.slash("community week")
    form = await mona.click(shown, AddQuestion)
    shown = await mona.submit(form, question="What would **you** show a beginner?")
    assert "What would \\*\\*you\\*\\* show a beginner?" in shown.text
    assert "wait for their week: 1" in shown.text
    form = await mona.click(shown, AddQuestion)
    refused = await mona.submit(form, question="bad\u202eword")
    assert "hidden characters" in refused.text
    form = await mona.click(refused, "Open it again")
    shown = await mona.submit(form, question="Second?")
    options = next(each["options"] for each in shown.components if each.get("options"))
    assert [each["label"] for each in options] == ["What would **you** show a beginner?", "Second?"]
    shown = await mona.choose(shown, RetireQuestion, options[1]["value"])
    assert "wait for their week: 1" in shown.text
    await world.advance_to(SUNDAY)
    await run(world)
    assert "What would \\*\\*you\\*\\* show a beginner?" in texts(weekly)[1]
    shown = await mona.slash("community week")
    assert "wait for their week" not in shown.text


async def test_only_moderators_may(world: World) -> None:
    mona, _ = await set_up(world.home)
    ben = world.home.member("ben")
    refused = await ben.slash("community week")
    assert refused.private
    assert "moderators" in refused.text
    assert "Both come" in (await mona.slash("community week")).text


async def test_before_the_set_up_there_is_nothing_to_plan(world: World) -> None:
    mona = world.home.member("mona", moderator=True)
    refused = await mona.slash("community week")
    assert refused.private
    assert "`/community setup`" in refused.text


async def test_a_channel_that_is_gone_is_told_and_mended(world: World) -> None:
    mona, weekly = await set_up(world.home, ChannelUse.MODERATORS)
    world.env.backend.delete_channel(weekly.id)
    await world.env.settle()
    await world.advance_to(SUNDAY)
    await run(world)
    await run(world)
    (told,) = texts(world.home.channel)
    assert "The streak post and the reflection prompt of week 2" in told
    assert "the channel is gone" in told
    settings = (await mona.slash("community settings")).text
    assert "did not get through" in settings
    assert settings.count("is gone") == 1
    shown = await mona.slash("community week")
    assert "did not get through" in shown.text
    another = world.home.guild.create_text_channel("another")
    settings = await mona.slash("community settings")
    await choose(mona, settings, ChannelUse.WEEKLY, another)
    await mona.click(shown, SendWeekNow)
    await run(world)
    assert len(texts(another)) == 2
    assert len(texts(world.home.channel)) == 1


async def test_a_removed_bot_posts_nothing(world: World) -> None:
    _, weekly = await set_up(world.home)
    await world.bot.services.communities.removed(CommunityId(world.home.id))
    await world.advance_to(SUNDAY)
    await run(world)
    assert texts(weekly) == []
