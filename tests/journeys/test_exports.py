"""Moderators take along what members share with them, and nobody else does."""

from __future__ import annotations

import io
import json
import zipfile
from typing import TYPE_CHECKING, Any

import discord

from bot.domain.communities import ChannelUse
from bot.domain.ids import CommunityId, UserId
from tests.support.callers import act

if TYPE_CHECKING:
    import pytest

    from tests.support.members import Member, Reply
    from tests.support.world import World


async def moderated(world: World) -> Member:
    """Let a moderator set the community up, so that cards of logs stand in public."""
    mona = world.home.member("mona", moderator=True)
    who = (UserId(mona.id), CommunityId(world.home.id))
    communities = world.bot.services.communities
    weekly = (ChannelUse.WEEKLY, world.home.channel.id)
    await communities.choose_channel(act(*who, manages_server=True), *weekly)
    await communities.finish_set_up(act(*who, manages_server=True))
    return mona


async def practise(member: Member, *, counted: bool = True, is_open: bool = True) -> None:
    await member.slash("practice add", name=f"{member.actor.user.name}'s scales", minimum="10 min")
    await member.slash("settings visibility", level="open" if is_open else "private")
    await member.slash("settings counted", choice="on" if counted else "off")
    await member.slash("log", amount="10", note=f"note of {member.actor.user.name}")


class Small:
    """Stands in for the size of files that Discord takes."""

    def __get__(self, *_: object) -> int:
        return 100

    def __set__(self, *_: object) -> None:
        pass


async def content(reply: Reply) -> bytes:
    (file,) = reply.message.attachments
    assert file.filename == "whetstone-community.zip"
    return await file.read()


def texts(packed: bytes) -> str:
    """Return all that stands in the file."""
    with zipfile.ZipFile(io.BytesIO(packed)) as opened:
        return "\n".join(opened.read(name).decode() for name in opened.namelist())


def table(packed: bytes, name: str) -> list[dict[str, Any]]:
    with zipfile.ZipFile(io.BytesIO(packed)) as opened:
        return json.loads(opened.read(f"json/{name}.json"))


async def test_open_members_who_agreed_are_in_it_and_nobody_else(world: World) -> None:
    mona = await moderated(world)
    anna, ben, cleo = (world.home.member(name) for name in ("anna", "ben", "cleo"))
    await practise(anna)
    await practise(ben, is_open=False)
    await practise(cleo, counted=False)
    given = await mona.slash("community export")
    assert given.private
    assert "Open members by name: 1, their logs: 1." in given.text
    packed = await content(given)
    assert [row["user_id"] for row in table(packed, "members")] == [str(anna.id)]
    (log,) = table(packed, "logs")
    assert (log["note"], log["amount"], log["unit"]) == ("note of anna", 10, "min")
    assert table(packed, "private_weeks") == []
    everything = texts(packed)
    for other in (ben, cleo):
        assert str(other.id) not in everything
        assert f"note of {other.actor.user.name}" not in everything
        assert f"{other.actor.user.name}'s scales" not in everything


async def test_members_and_moderators_who_are_none_any_more_are_refused(world: World) -> None:
    anna = world.home.member("anna")
    refused = await anna.slash("community export")
    assert refused.private
    assert not refused.message.attachments
    mona = world.home.member("mona", moderator=True)
    empty = await mona.slash("community export")
    assert empty.private
    assert "Nothing is stored here yet" in empty.text
    await anna.slash("practice add", name="Scales", minimum="10 min")
    assert (await mona.slash("community export")).message.attachments
    away = world.community("Away").member("mona")
    assert not (await away.slash("community export")).message.attachments


async def test_deleting_ones_data_takes_it_out(world: World) -> None:
    mona, anna = world.home.member("mona", moderator=True), world.home.member("anna")
    await practise(anna)
    shown = await anna.slash("privacy show")
    assert "The moderators' report and export hold what you show here" in shown.text
    await anna.click(await anna.slash("privacy delete"), "Delete everything")
    packed = await content(await mona.slash("community export"))
    assert str(anna.id) not in texts(packed)
    shown = await anna.slash("privacy show")
    assert "The moderators' report and export leave you out." in shown.text


async def test_a_file_that_discord_does_not_take(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    mona = world.home.member("mona", moderator=True)
    await mona.slash("practice add", name="Scales", minimum="10 min")
    monkeypatch.setattr(discord.Interaction, "filesize_limit", Small())
    told = await mona.slash("community export")
    assert told.private
    assert not told.message.attachments
    assert f"whetstone export --community {world.home.id}" in told.text
