"""A community's moderators set it up, change it, post the panel, and lose and regain the bot."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.domain.communities import ChannelUse
from bot.render.community_forms import DescribeCommunity
from bot.render.community_settings import (
    ChooseChannel,
    ChooseModeratorRole,
    FinishSetUp,
)
from bot.render.start import Start
from tests.support.members import Member, text_of
from tests.support.setting_up import PEOPLE, choose, chosen, denying

if TYPE_CHECKING:
    from tests.support.world import World


async def test_setting_a_community_up(world: World) -> None:
    mona = world.home.member("mona", moderator=True)
    weekly = world.home.guild.create_text_channel("weekly")
    shown = await mona.slash("community setup")
    assert shown.private
    assert "### Set up this community" in shown.text
    assert "Nothing is posted before" in shown.text
    refused = await mona.click(shown, FinishSetUp)
    assert "Choose a channel for the weekly posts first" in refused.text
    shown = await choose(mona, shown, ChooseChannel(use=ChannelUse.WEEKLY), weekly)
    shown = await choose(mona, shown, ChooseChannel(use=ChannelUse.LOGS), world.home.channel)
    form = await mona.click(await mona.click(shown, PEOPLE), DescribeCommunity)
    assert form.fields == {
        "zone": "UTC",
        "weekly_time": "Sunday 18:00",
        "backfill_days": "7",
        "resources": "",
    }
    shown = await mona.submit(
        form, zone="Berlin", weekly_time="mon 9pm", backfill_days="3", resources="Ask *Mona*"
    )
    assert "Monday 21:00, Europe/Berlin" in shown.text
    assert "**Back-logging:** 3 days" in shown.text
    assert "Ask \\*Mona\\*" in shown.text
    shown = await mona.click(shown, FinishSetUp)
    # It is Monday: today at nine in the evening, Berlin's time.
    assert "Next weekly posts: <t:1767643200:F>" in shown.text
    assert "Finish set-up" not in shown.labels
    again = await mona.slash("community settings")
    assert "### Settings of this community" in again.text
    assert "To mend" not in again.text


async def test_what_keeps_the_bot_out_of_a_channel_is_named(world: World) -> None:
    mona = world.home.member("mona", moderator=True)
    closed = world.home.guild.create_text_channel(
        "closed", overwrites=denying(world, send_messages=False, read_message_history=False)
    )
    shown = await mona.slash("community setup")
    shown = await choose(mona, shown, ChooseChannel(use=ChannelUse.WEEKLY), closed)
    assert f"In <#{closed.id}> something is missing." in shown.text
    assert "add my role and allow: Send Messages, Read Message History." in shown.text
    world.env.backend.delete_channel(closed.id)
    await world.env.settle()
    shown = await mona.slash("community settings")
    assert "A channel that was chosen here is gone." in shown.text


async def test_a_channel_can_be_done_without_again(world: World) -> None:
    mona = world.home.member("mona", moderator=True)
    shown = await mona.slash("community setup")
    press = ChooseChannel(use=ChannelUse.MODERATORS)
    shown = await choose(mona, shown, press, world.home.channel)
    assert chosen(shown, press) == [str(world.home.channel.id)]
    shown = await choose(mona, shown, press)
    assert chosen(shown, press) == []


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"zone": "Berlln"}, "Europe/Berlin"),
        ({"weekly_time": "someday 18:00"}, "as a weekly time"),
        ({"weekly_time": "Sunday 02:30"}, "02:30 lies within the hours in which clocks change"),
        ({"backfill_days": "31"}, "A whole number from 0 to 30"),
        ({"resources": "a\u202eb"}, "hidden characters"),
    ],
)
async def test_settings_that_cannot_be_read_change_nothing(
    world: World, typed: dict[str, str], said: str
) -> None:
    mona = world.home.member("mona", moderator=True)
    shown = await mona.click(await mona.slash("community setup"), PEOPLE)
    form = await mona.click(shown, DescribeCommunity)
    refused = await mona.submit(form, **{"backfill_days": "9", **typed})
    assert said in refused.text
    again = await mona.click(refused, "Open it again")
    (name, value), *_ = typed.items()
    assert again.fields[name] == value
    shown = await mona.click(await mona.slash("community settings"), PEOPLE)
    assert "**Back-logging:** 7 days" in shown.text


async def test_only_moderators_may(world: World) -> None:
    mona, anna = world.home.member("mona", moderator=True), world.home.member("anna")
    role = world.home.guild.create_role("keepers")
    kim = Member(world.home.guild.add_member(world.user("kim"), roles=[role]), world.home.channel)
    for command in ("setup", "settings", "panel"):
        refused = await anna.slash(f"community {command}")
        assert refused.private
        assert "for this community's moderators" in refused.text
    assert "moderators" in (await kim.slash("community setup")).text
    shown = await mona.click(await mona.slash("community setup"), PEOPLE)
    everybody = world.home.guild.default_role
    refused = await choose(mona, shown, ChooseModeratorRole(), everybody)
    assert "everybody would be a moderator" in refused.text
    await choose(mona, shown, ChooseModeratorRole(), role)
    shown = await kim.click(await kim.slash("community setup"), PEOPLE)
    assert "### Set up" in shown.text
    refused = await choose(kim, shown, ChooseModeratorRole())
    assert "Only somebody with Manage Server names the moderators' role" in refused.text
    # Elsewhere the role means nothing.
    away = world.community("Away")
    stranger = Member(away.guild.add_member(world.user("kim")), away.channel)
    assert "for this community's moderators" in (await stranger.slash("community setup")).text


async def test_the_panel_stands_once_and_works_after_a_restart(world: World) -> None:
    mona, anna = world.home.member("mona", moderator=True), world.home.member("anna")
    done = await mona.slash("community panel")
    assert done.private
    first = world.home.channel.last_message
    assert first is not None
    assert "### Start here" in text_of(first)
    await mona.slash("community panel")
    panels = [each for each in world.home.channel.history() if "### Start here" in text_of(each)]
    assert len(panels) == 1
    await world.restart()
    answer = await anna.click(panels[0], Start)
    assert answer.private
    assert "Begin with one practice" in answer.labels


async def test_a_panel_that_may_not_be_posted_is_explained(world: World) -> None:
    closed = world.home.guild.create_text_channel(
        "closed", overwrites=denying(world, send_messages=False)
    )
    mona = world.home.member("mona", moderator=True)
    refused = await mona.slash("community panel", in_channel=closed)
    assert refused.private
    assert "could not be posted here: I lack a permission there." in refused.text
    assert "allow: View Channel, Send Messages." in refused.text


async def test_removal_is_noted_and_coming_back_too(world: World) -> None:
    mona = world.home.member("mona", moderator=True)
    await choose(
        mona,
        await mona.slash("community setup"),
        ChooseChannel(use=ChannelUse.WEEKLY),
        world.home.channel,
    )
    guild = world.bot.get_guild(world.home.id)
    assert guild is not None
    await world.bot.on_guild_remove(guild)
    # At the next start the bot finds itself there again.
    assert await is_removed(world)
    await world.restart()
    assert not await is_removed(world)
    await guild.leave()
    await world.env.settle()
    assert await is_removed(world)
    await world.bot.on_guild_join(guild)
    assert not await is_removed(world)


async def is_removed(world: World) -> bool:
    async with world.db.reading() as conn:
        row = await conn.fetch_one("SELECT removed_at FROM communities")
    assert row is not None
    return row["removed_at"] is not None


async def test_a_changed_weekly_time_says_from_when_it_holds(world: World) -> None:
    mona = world.home.member("mona", moderator=True)
    shown = await mona.slash("community setup")
    assert "**Weekly posts:** not chosen\n-# the streak post" in shown.text
    shown = await choose(mona, shown, ChooseChannel(use=ChannelUse.WEEKLY), world.home.channel)
    assert "**Weekly posts:** ✓ ready" in shown.text
    shown = await mona.click(shown, PEOPLE)
    assert "**Weekly time:** Sunday 18:00, UTC\n" in shown.text
    shown = await mona.click(await mona.click(shown, FinishSetUp), PEOPLE)
    assert "**Weekly time:** Sunday 18:00, UTC\n" in shown.text
    form = await mona.click(shown, DescribeCommunity)
    shown = await mona.submit(form, weekly_time="wed 19:00")
    assert "**Weekly time:** Wednesday 19:00, UTC, from next week on\n" in shown.text
    zoned = await mona.slash("community setup", zone="Berlin")
    assert (
        "The time zone here is Europe/Berlin. From next week on the posts follow it." in zoned.text
    )
