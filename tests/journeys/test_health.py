"""Moderators look at how their community is doing, and nobody else does."""

from __future__ import annotations

from typing import TYPE_CHECKING

import discord

from bot.domain.health import Measure
from bot.domain.ids import CommunityId, UserId
from bot.domain.pictures import WorkFailed
from bot.render.health import LISTS, OpenHealthList
from bot.render.health_lists import TurnHealthList
from tests.support.callers import act
from tests.support.members import BUTTON, SELECT, Member, parts_of
from tests.support.practising import begin
from tests.support.pressing import press_copy

if TYPE_CHECKING:
    from collections.abc import Callable

    import pytest

    from bot.domain.callers import Caller
    from tests.support.world import World

EMPTY = "Nobody has agreed to be counted yet"
MEDIA_GALLERY = 12


def caller(world: World, member: Member) -> Caller:
    return act(UserId(member.id), CommunityId(world.home.id))


async def lived(world: World, number: int, *, is_open: bool = True) -> list[Member]:
    """Let so many members practise on a Monday, and agree to be counted; a week goes by."""
    kind = "open" if is_open else "private"
    members = [await begin(world, f"{kind}{each}", is_open=is_open) for each in range(number)]
    for member in members:
        await member.slash("log", amount="20 min")
        await world.bot.services.members.choose_counted(caller(world, member), on=True)
    return members


async def test_the_report_with_its_picture_and_its_lists(world: World) -> None:
    mona = world.home.member("mona", moderator=True)
    open_ = await lived(world, 6)
    private = await lived(world, 5, is_open=False)
    await world.advance(days=7)
    shown = await mona.slash("community health", weeks=1)
    assert shown.private
    assert "### How we are doing\n**1 week**, Mon 5 Jan to yesterday" in shown.text
    assert "About members who agreed to be counted: 11" in shown.text
    assert "**Active:** 11\n-# practised 11, reflected 0," in shown.text
    assert "**Plan kept:** half keep 15 % or more" in shown.text
    assert "0-19 %: 11" in shown.text
    # Nobody was here before that week.
    assert "↑" not in shown.text
    (gallery,) = (each for each in parts_of(shown) if each["type"] == MEDIA_GALLERY)
    assert gallery["items"][0]["description"].startswith("Charts of 1 week")
    seen = await mona.choose(shown, OpenHealthList, Measure.PRACTISED.value)
    assert seen.private
    assert "6 named, and 5 others, who are private" in seen.text
    assert all(f"<@{member.id}>" in seen.text for member in open_)
    assert not any(f"<@{member.id}>" in seen.text for member in private)
    await world.advance(days=7)
    later = await mona.slash("community health", weeks=1)
    assert "**Active:** 0 ↓" in later.text
    assert "↑ more, → the same, ↓ less than in the 1 week before" in later.text


async def test_every_list_opens(world: World) -> None:
    mona = world.home.member("mona", moderator=True)
    await lived(world, 5)
    await world.advance(days=7)
    shown = await mona.slash("community health")
    for measure, label in LISTS.items():
        seen = await mona.choose(shown, OpenHealthList, measure.value)
        assert f"### {label}\n" in seen.text


async def test_a_long_list_has_pages(world: World) -> None:
    mona = world.home.member("mona", moderator=True)
    await lived(world, 31)
    await world.advance(days=7)
    seen = await mona.choose(await mona.slash("community health"), OpenHealthList, "active")
    assert seen.labels == ["Next"]
    seen = await mona.click(seen, TurnHealthList)
    assert seen.text.count("<@") == 1
    assert seen.labels == ["Previous"]


async def test_a_number_without_a_list_opens_none(world: World) -> None:
    mona = world.home.member("mona", moderator=True)
    option = {"label": "Ideas", "value": Measure.APPLIED.value}
    select = {"type": SELECT, "custom_id": OpenHealthList(weeks=4).custom_id, "options": [option]}
    turn = TurnHealthList(measure=Measure.APPLIED, weeks=4, page=0)
    for part in (select, {"type": BUTTON, "custom_id": turn.custom_id}):
        (refused,) = await press_copy(world, mona, part)
        assert "out of date" in refused.text
    turn = TurnHealthList(measure=Measure.ACTIVE, weeks=27, page=0)
    (refused,) = await press_copy(world, mona, {"type": BUTTON, "custom_id": turn.custom_id})
    assert "covers 1 to 26 weeks" in refused.text


async def test_who_may_need_a_hand_is_offered_kindly(world: World) -> None:
    mona = world.home.member("mona", moderator=True)
    members = await lived(world, 5)
    for _ in range(4):
        for member in members:
            await member.slash("log", amount="20 min")
        await world.advance(days=7)
    await world.advance(days=21)
    shown = await mona.slash("community health")
    assert "**May need a hand:** 5" in shown.text
    posted = len(world.home.channel.history())
    seen = await mona.choose(shown, OpenHealthList, Measure.HAND.value)
    assert "with no question why. Nothing of this is posted" in seen.text
    assert f"<@{members[0].id}>" in seen.text
    assert len(world.home.channel.history()) == posted


async def test_nobody_has_agreed_yet(world: World) -> None:
    mona = world.home.member("mona", moderator=True)
    shown = await mona.slash("community health")
    assert EMPTY in shown.text
    assert not any(each["type"] == MEDIA_GALLERY for each in parts_of(shown))
    anna = await begin(world)
    await anna.slash("log", amount="20 min")
    await world.bot.services.members.choose_counted(caller(world, anna), on=True)
    await world.advance(days=7)
    shown = await mona.slash("community health")
    assert "**Active:** 1" in shown.text
    seen = await mona.choose(shown, OpenHealthList, Measure.PRACTISED.value)
    assert f"<@{anna.id}>" in seen.text


async def test_only_moderators_see_it_also_once_they_are_none_any_more(world: World) -> None:
    anna = world.home.member("anna")
    refused = await anna.slash("community health")
    assert refused.private
    assert "for this community's moderators" in refused.text
    permissions = discord.Permissions(manage_guild=True)
    role = world.home.guild.create_role("keepers", permissions=permissions)
    kim = Member(world.home.guild.add_member(world.user("kim"), roles=[role]), world.home.channel)
    await lived(world, 31)
    await world.advance(days=7)
    shown = await kim.slash("community health")
    seen = await kim.choose(shown, OpenHealthList, Measure.ACTIVE.value)
    world.env.backend.remove_member_role(world.home.id, kim.id, role.id)
    await world.env.settle()
    assert (
        "for this community's moderators"
        in (await kim.choose(shown, OpenHealthList, Measure.ACTIVE.value)).text
    )
    assert "for this community's moderators" in (await kim.click(seen, TurnHealthList)).text


async def test_work_that_comes_to_no_end_is_told(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def dies(_: Callable[..., object], *__: object) -> object:
        raise WorkFailed

    mona = world.home.member("mona", moderator=True)
    monkeypatch.setattr(world.bot.services.health, "_offload", dies)
    assert "could not finish working that out" in (await mona.slash("community health")).text


async def test_numbers_stand_without_a_picture(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def dies(_: Callable[..., object], *__: object) -> object:
        raise WorkFailed

    mona = world.home.member("mona", moderator=True)
    await lived(world, 5)
    await world.advance(days=7)
    monkeypatch.setattr(world.bot.services.pictures, "_offload", dies)
    shown = await mona.slash("community health")
    assert "The picture could not be drawn just now" in shown.text
    assert "**Active:** 5" in shown.text
    assert any("was not drawn" in incident for incident in world.incidents())
