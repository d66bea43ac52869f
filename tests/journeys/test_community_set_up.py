"""From the invitation to the first week: channels, a test post, and nothing that got in the way."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from bot.domain.communities import ChannelUse
from bot.render.communities import ChooseCommunityZone
from bot.render.community_forms import DescribeCommunity
from bot.render.community_settings import (
    ChooseChannel,
    ChooseModeratorRole,
    FinishSetUp,
    MakeChannels,
)
from tests.support.members import text_of
from tests.support.setting_up import (
    PEOPLE,
    choose,
    denying,
    take_rights,
    with_rights,
)

if TYPE_CHECKING:
    from tests.support.members import Member
    from tests.support.world import World

ROLE, WEEKLY = ChooseModeratorRole(), ChooseChannel(use=ChannelUse.WEEKLY)
NAMES = {"practice-weekly", "practice-logs", "feedback", "challenges", "moderators-desk"}


def owner(world: World) -> Member:
    return with_rights(world, "mona", manage_guild=True, manage_channels=True)


def posted(world: World) -> list[Any]:
    """Return what was sent to channels, as Discord got it."""
    return [
        each
        for each in world.env.http_requests
        if each.method == "POST" and each.path.endswith("/messages")
    ]


async def test_a_newcomer_needs_one_command_and_two_clicks(world: World) -> None:
    mona = owner(world)
    shown = await mona.slash("community setup", zone="Berlin")
    assert shown.private
    assert "The time zone here is Europe/Berlin." in shown.text
    assert "-# 1 Channels" in shown.text
    shown = await mona.click(shown, "Make the channels for me")
    assert "5 channels chosen:" in shown.text
    assert shown.text.count("✓ ready") == 5
    assert "Make the channels for me" not in shown.labels
    shown = await mona.click(shown, "Finish set-up")
    assert "The community is set up." in shown.text
    assert shown.text.count("A test post went through and was taken back") == 1
    # It is Monday morning: Sunday at six in the evening, Berlin's time.
    assert "Next weekly posts: <t:1768150800:F>" in shown.text
    assert "Send a test post" in shown.labels
    channels = world.home.guild.channels
    assert set(channels) >= NAMES
    assert len(posted(world)) == 5
    assert not any(channels[name].history() for name in NAMES)


async def test_the_moderators_desk_is_hidden(world: World) -> None:
    mona, anna = owner(world), world.home.member("anna")
    keepers = world.home.guild.create_role("keepers")
    shown = await mona.slash("community setup")
    shown = await choose(mona, await mona.click(shown, PEOPLE), ROLE, keepers)
    await mona.click(await mona.slash("community setup"), MakeChannels)
    guild = world.bot.get_guild(world.home.id)
    assert guild is not None
    desk = next(each for each in guild.text_channels if each.name == "moderators-desk")
    logs = next(each for each in guild.text_channels if each.name == "practice-logs")
    assert not desk.permissions_for(guild.default_role).view_channel
    assert logs.permissions_for(guild.default_role).view_channel
    may_see = {target.id for target, seen in desk.overwrites.items() if seen.view_channel}
    assert may_see == {mona.id, keepers.id, guild.me.id}
    assert anna.id not in may_see


async def test_channels_of_these_names_are_taken_rather_than_made_again(world: World) -> None:
    mona = owner(world)
    feedback = world.home.guild.create_text_channel("feedback")
    # Everybody sees this one, so it is no desk for moderators.
    open_desk = world.home.guild.create_text_channel("moderators-desk")
    stale = await mona.slash("community setup")
    shown = await mona.slash("community setup")
    shown = await choose(mona, shown, WEEKLY, world.home.channel)
    shown = await mona.click(shown, MakeChannels)
    assert f"<#{feedback.id}>" in shown.text
    assert f"<#{open_desk.id}>" not in shown.text
    names = [each.name for each in _text_channels(world)]
    assert (names.count("feedback"), names.count("moderators-desk")) == (1, 2)
    assert "practice-weekly" not in names
    again = await mona.click(stale, MakeChannels)
    assert "Every channel is there already." in again.text


def _text_channels(world: World) -> Any:
    guild = world.bot.get_guild(world.home.id)
    assert guild is not None
    return guild.text_channels


async def test_who_may_make_no_channels_has_none_made(world: World) -> None:
    mona = world.home.member("mona", moderator=True)
    refused = await mona.click(await mona.slash("community setup"), MakeChannels)
    assert "I make channels only for somebody who may make them too" in refused.text
    kim = owner(world)
    shown = await kim.slash("community setup")
    await take_rights(world, manage_channels=False)
    refused = await kim.click(shown, MakeChannels)
    assert "I may not make channels. Open the server's settings" in refused.text
    assert {each.name for each in _text_channels(world)} == {"practice"}


@pytest.mark.parametrize(
    ("status", "said"),
    [
        (403, "Allow my role Manage Channels, View Channel and Send Messages"),
        (400, "The server may have as many as it allows."),
        (500, "Discord did not answer. Try again in a moment; what was made stays."),
    ],
)
async def test_channels_made_before_something_went_wrong_stay(
    world: World, status: int, said: str
) -> None:
    mona = owner(world)
    world.home.guild.create_text_channel("practice-weekly")
    shown = await mona.slash("community setup")
    world.env.inject_error("POST", "/guilds/*/channels", status=status)
    shown = await mona.click(shown, MakeChannels)
    assert "1 channel chosen:" in shown.text
    assert said in shown.text
    again = await mona.click(shown, MakeChannels)
    assert "4 channels chosen:" in again.text


async def test_set_up_is_finished_only_when_the_weekly_channel_takes_a_post(world: World) -> None:
    mona = world.home.member("mona", moderator=True)
    closed = world.home.guild.create_text_channel(
        "closed", overwrites=denying(world, send_messages=False)
    )
    shown = await mona.slash("community setup")
    refused = await mona.click(shown, FinishSetUp)
    assert "Choose a channel for the weekly posts first" in refused.text
    shown = await choose(mona, shown, ChooseChannel(use=ChannelUse.LOGS), world.home.channel)
    shown = await choose(mona, shown, WEEKLY, closed)
    assert "**Weekly posts:** to mend" in shown.text
    assert "Nothing is posted before you finish." in shown.text
    shown = await mona.click(shown, FinishSetUp)
    assert f"A test post went through and was taken back: <#{world.home.channel.id}>" in shown.text
    assert (
        f"In <#{closed.id}> a test post did not go through: I lack a permission there."
        in shown.text
    )
    assert "add my role and allow: Send Messages." in shown.text
    assert "The set-up is finished once the weekly posts get through." in shown.text
    assert "### Set up this community" in (await mona.slash("community settings")).text
    shown = await choose(mona, shown, WEEKLY, world.home.channel)
    shown = await choose(mona, shown, ChooseChannel(use=ChannelUse.LOGS), closed)
    shown = await mona.click(shown, FinishSetUp)
    assert "The community is set up." in shown.text
    assert f"In <#{closed.id}> a test post did not" in shown.text


async def test_a_refusal_that_no_permission_explains_is_told_too(world: World) -> None:
    mona = world.home.member("mona", moderator=True)
    shown = await choose(mona, await mona.slash("community setup"), WEEKLY, world.home.channel)
    world.env.inject_error("POST", "/channels/*/messages", status=403, code=50013)
    shown = await mona.click(shown, FinishSetUp)
    assert "I lack a permission there. Open the channel's settings" in shown.text
    world.env.inject_error("POST", "/channels/*/messages", status=400, code=200000)
    shown = await mona.click(shown, FinishSetUp)
    assert "a test post did not go through: Discord did not accept it there." in shown.text
    # A channel that goes while its card is open.
    gone = world.home.guild.create_text_channel("gone")
    shown = await choose(mona, shown, WEEKLY, gone)
    world.env.backend.delete_channel(gone.id)
    await world.env.settle()
    shown = await mona.click(shown, FinishSetUp)
    assert "a test post did not go through: it is not there any more." in shown.text
    assert "A channel that was chosen here is gone." in shown.text


async def test_a_test_post_that_could_not_be_taken_back_is_named(world: World) -> None:
    mona = world.home.member("mona", moderator=True)
    shown = await choose(mona, await mona.slash("community setup"), WEEKLY, world.home.channel)
    world.env.inject_error("DELETE", "/channels/*/messages/*", status=403, code=50013)
    shown = await mona.click(shown, FinishSetUp)
    assert "The community is set up." in shown.text
    assert (
        "my test post still stands, since I lack a permission there. Please delete it."
        in shown.text
    )
    (left,) = world.home.channel.history()
    assert "A test post of Whetstone" in text_of(left)
    later = await mona.click(shown, "Send a test post")
    assert "The community is set up." not in later.text
    assert "A test post went through" in later.text


async def test_an_unclear_zone_is_asked_back_as_a_choice(world: World) -> None:
    mona = world.home.member("mona", moderator=True)
    assert (await mona.complete("community setup", "zone", "germany"))[0] == "Europe/Berlin"
    refused = await mona.slash("community setup", zone="EST")
    assert "Did you mean `America/New_York`" in refused.text
    assert "You typed" in refused.text
    shown = await choose(mona, refused, ChooseCommunityZone(), "America/Toronto")
    assert "The time zone here is America/Toronto." in shown.text
    assert "-# 2 Times and people" in shown.text
    form = await mona.click(shown, DescribeCommunity)
    refused = await mona.submit(form, zone="Berlln", backfill_days="9")
    assert "Did you mean `Europe/Berlin`" in refused.text
    await choose(mona, refused, ChooseCommunityZone(), "Europe/Berlin")
    form = await mona.click(refused, "Open it again")
    shown = await mona.submit(form, zone="Europe/Berlin")
    assert "Europe/Berlin" in shown.text
    assert "**Back-logging:** 9 days" in shown.text
    lost = await mona.slash("community setup", zone="@everyone")
    assert "I know no time zone" in lost.text
    assert lost.labels == []


async def test_each_page_leads_to_the_others(world: World) -> None:
    mona = world.home.member("mona", moderator=True)
    shown = await mona.slash("community setup")
    for page in ("2 Times and people", "3 What is posted", "1 Channels"):
        shown = await mona.click(shown, page)
        assert f"-# {page}" in shown.text
        assert page not in shown.labels
        assert "Finish set-up" in shown.labels
