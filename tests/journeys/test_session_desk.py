"""Sessions as moderators plan, move, cancel and end them, and what stands in the way."""

from __future__ import annotations

from typing import TYPE_CHECKING

import discord
import pytest

from bot.domain.communities import ChannelUse
from bot.render.session_cards import ShowRota, ToggleRota, WriteSummary
from bot.render.sessions import (
    CancelMeeting,
    EndSession,
    ListSessions,
    PlanNext,
    RemakeEvent,
    ShowSession,
)
from tests.support.meetings import TUESDAY, card, events, plan, run, said
from tests.support.members import BUTTON, Reply, text_of
from tests.support.pressing import press_copy
from tests.support.weekly_posts import set_up

if TYPE_CHECKING:
    from tests.support.pressing import Part
    from tests.support.world import World

WHERE = "/guilds/*/scheduled-events"


async def test_the_list_leads_to_each_session(world: World) -> None:
    mona = world.home.member("mona", moderator=True)
    assert "None is planned" in (await mona.slash("community session")).text
    await plan(world, mona)
    await plan(
        world, mona, title="**Eyes**", starts="2026-01-08 18:30", every_weeks=1, kind="feedback"
    )
    listed = await mona.slash("community session")
    assert listed.private
    assert "**Slow scales** · Practising together, 60 minutes, every 2 weeks" in listed.text
    assert "\\*\\*Eyes\\*\\*** · Giving each other feedback, 60 minutes, every week" in listed.text
    assert listed.labels == ["Open", "Open"]
    await plan(world, mona, title="Once", every_weeks=0)
    shown = await mona.slash("community session")
    press = ShowSession(session_id=first(shown))
    opened = await mona.click(shown, press)
    assert "Next: <t:1767726000:F>" in opened.text
    assert "Nobody is on the rota" in (await mona.click(opened, ShowRota)).text
    assert "### Sessions" in (await mona.click(opened, ListSessions)).text


def first(seen: Reply) -> int:
    """Return the id of the first session that a list leads to."""
    ids = (each.get("custom_id", "") for each in seen.components)
    return next(int(each.split(":")[1]) for each in ids if each.startswith("session:"))


async def test_one_meeting_is_cancelled_and_the_series_goes_on(world: World) -> None:
    mona = world.home.member("mona", moderator=True)
    shown = await plan(world, mona)
    shown = await mona.click(shown, CancelMeeting)
    assert "Cancelled." in shown.text
    assert "Next: <t:1768935600:F>" in shown.text
    assert "The meeting of <t:1767726000:F> (<t:1767726000:R>) is cancelled." in said(world)[0]
    assert "**Next:** <t:1768935600:F>" in said(world)[0]
    await run(world)
    assert [each.scheduled_start_time[:10] for each in events(world)] == ["2026-01-20"]


async def test_the_next_meeting_is_planned_by_hand(world: World) -> None:
    mona = world.home.member("mona", moderator=True)
    shown = await plan(world, mona)
    form = await mona.click(shown, PlanNext)
    refused = await mona.submit(form, starts="when it rains")
    assert "could not read “when it rains”" in refused.text
    form = await mona.click(refused, "Open it again")
    assert form.fields["starts"] == "when it rains"
    shown = await mona.submit(form, starts="thursday 20:00")
    assert "What was planned before it is cancelled." in shown.text
    assert "Next: <t:1767902400:F>" in shown.text
    await run(world)
    assert [each.scheduled_start_time[:16] for each in events(world)] == ["2026-01-08T20:00"]
    assert "is cancelled" in said(world)[0]
    assert "<t:1767902400:F>" in said(world)[1]


async def test_an_ended_series_takes_its_event_and_may_go_on(world: World) -> None:
    mona, anna = world.home.member("mona", moderator=True), world.home.member("anna")
    shown = await plan(world, mona)
    # Somebody's screen still shows the card as it was.
    press = ToggleRota(session_id=first(await mona.slash("community session")), number=1)
    before: Part = {"type": BUTTON, "custom_id": press.custom_id}
    shown = await mona.click(shown, EndSession)
    assert "Ended. What was planned is cancelled" in shown.text
    assert "no meeting is planned" in said(world)[0]
    await run(world)
    assert events(world) == []
    assert "has ended" in (await press_copy(world, anna, before))[0].text
    form = await mona.click(shown, PlanNext)
    shown = await mona.submit(form, starts="friday 18:00")
    assert "Next: <t:1767981600:F>" in shown.text
    await run(world)
    assert len(events(world)) == 1


async def test_once_is_over_after_its_meeting_and_can_be_summed_up(world: World) -> None:
    mona = world.home.member("mona", moderator=True)
    await plan(world, mona, every_weeks=0)
    await world.advance_to(TUESDAY)
    await world.advance(hours=1)
    await run(world)
    shown = await mona.slash("community session")
    assert "Ended." in shown.text
    shown = await mona.click(shown, ShowSession)
    form = await mona.click(shown, WriteSummary)
    await mona.submit(form, agreed="Again next year.")
    await run(world)
    assert "no meeting is planned" in text_of(card(world))


@pytest.mark.parametrize("stage", [False, True])
async def test_a_meeting_in_a_voice_channel(world: World, *, stage: bool) -> None:
    mona, guild = world.home.member("mona", moderator=True), world.home.guild
    voice = guild.create_stage_channel("hall") if stage else guild.create_voice_channel("room")
    shown = await plan(world, mona, voice=voice)
    assert f"<#{voice.id}>" in shown.text
    (event,) = events(world)
    assert (event.entity_type, event.channel_id) == (1 if stage else 2, voice.id)
    assert f"**Where:** <#{voice.id}>" in said(world)[0]


async def test_a_voice_channel_that_is_gone_is_told_once(world: World) -> None:
    mona, weekly = await set_up(world.home, ChannelUse.MODERATORS)
    voice = world.home.guild.create_voice_channel("room")
    await mona.slash("community session", title="Scales", starts="tuesday 19:00", voice=voice)
    world.env.backend.delete_channel(voice.id)
    await world.env.settle()
    for _ in range(3):
        await world.advance(minutes=10)
        await run(world)
    (told,) = said(world)
    assert "the voice channel is not there any more" in told
    assert len(weekly.history()) == 1


async def test_without_the_permission_all_is_kept_and_tried_again(world: World) -> None:
    mona, weekly = await set_up(world.home, ChannelUse.MODERATORS)
    may = permissions(world)
    fewer = discord.Permissions(may.value)
    fewer.update(create_events=False, manage_events=False, administrator=False)
    allow(world, fewer)
    await world.env.settle()
    shown = await mona.slash("community session", title="Scales", starts="tuesday 19:00")
    assert "I lack: Create Events." in shown.text
    assert "The session is kept" in shown.text
    for _ in range(3):
        await run(world)
        await world.advance(minutes=10)
    (told,) = said(world)
    assert "Open Server Settings, then Roles" in told
    assert len(weekly.history()) == 1
    listed = await mona.slash("community session")
    assert "It has no event in Discord" in listed.text
    assert "I may not make events" in (await mona.click(listed, ShowSession)).text
    allow(world, may)
    await world.env.settle()
    await run(world)
    assert len(events(world)) == 1
    assert "no event" not in (await mona.slash("community session")).text


def permissions(world: World) -> discord.Permissions:
    guild = world.bot.get_guild(world.home.id)
    assert guild
    return guild.me.guild_permissions


def allow(world: World, allowed: discord.Permissions) -> None:
    guild = world.bot.get_guild(world.home.id)
    assert guild
    for role in guild.me.roles:
        world.env.backend.edit_role(guild.id, role.id, {"permissions": allowed.value})


async def test_an_event_deleted_by_hand_is_told_and_made_anew_on_demand(world: World) -> None:
    mona, _ = await set_up(world.home, ChannelUse.MODERATORS)
    await plan(world, mona, starts="thursday 19:00")
    (event,) = events(world)
    world.env.backend.delete_scheduled_event(world.home.id, event.id)
    await world.advance(days=2, hours=10)
    await run(world)
    await run(world)
    told = card(world)
    assert "somebody deleted it in Discord" in text_of(told)
    assert len(said(world)) == 1
    assert events(world) == []
    shown = await mona.click(told, RemakeEvent)
    assert shown.private
    assert "there within a minute" in shown.text
    await run(world)
    assert len(events(world)) == 1
    assert "Make the event anew" not in (await mona.click(told, ShowSession)).labels


async def test_a_cancelled_event_that_cannot_be_deleted_is_told(world: World) -> None:
    mona, _ = await set_up(world.home, ChannelUse.MODERATORS)
    shown = await plan(world, mona)
    world.env.inject_error("DELETE", f"{WHERE}/*", status=403, code=50013)
    await mona.click(shown, CancelMeeting)
    await run(world)
    (told,) = said(world)
    assert "its event could not be deleted" in told
    await world.advance(minutes=10)
    await run(world)
    assert len(events(world)) == 1
    assert len(said(world)) == 1


async def test_what_cannot_be_is_refused_with_a_way_on(world: World) -> None:
    mona, ben = world.home.member("mona", moderator=True), world.home.member("ben")
    bad = {
        "in an hour": "could not read",
        "tuesday 02:30": "clocks change",
        "2026-01-04 19:00": "has passed already",
        "2028-01-04 19:00": "more than a year ahead",
    }
    for starts, said_ in bad.items():
        refused = await mona.slash("community session", title="Scales", starts=starts)
        assert refused.private
        assert said_ in refused.text
        assert f"starts:{starts}" in refused.text
    assert "a title and a start" in (await mona.slash("community session", title="Scales")).text
    emoji = "\N{VIOLIN}" * 200
    assert (
        "at most 80" in (await mona.slash("community session", title=emoji, starts="tue 9am")).text
    )
    await plan(world, mona, title="Scales")
    refused = await mona.slash("community session", title="SCALES", starts="friday 18:00")
    assert "is open already" in refused.text
    for number in range(7):
        await mona.slash("community session", title=f"No {number}", starts="friday 18:00")
    refused = await mona.slash("community session", title="One more", starts="friday 18:00")
    assert "8 open sessions" in refused.text
    assert len((await mona.slash("community session")).labels) == 8
    assert "moderators" in (await ben.slash("community session")).text
    refused = await ben.slash("community session", title="Mine", starts="friday 18:00")
    assert "moderators" in refused.text


async def test_a_moderator_demoted_with_the_panel_open(world: World) -> None:
    mona = world.home.member("mona", moderator=True)
    shown = await plan(world, mona)
    listed = await mona.slash("community session")
    form = await mona.click(shown, PlanNext)
    member = world.env.backend.get_guild(world.home.id).members[mona.id]
    member.role_ids.clear()
    assert "moderators" in (await mona.click(listed, ShowSession)).text
    assert "moderators" in (await mona.submit(form, starts="friday 18:00")).text
    for press in (CancelMeeting, EndSession, ListSessions):
        assert "moderators" in (await mona.click(shown, press)).text
    assert "is cancelled" not in said(world)[0]
