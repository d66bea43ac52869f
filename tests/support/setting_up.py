"""A moderator at the settings of a community: which page, which drop-down, which rights."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import discord

from bot.render.community_settings import SettingsPage, ShowSettings
from tests.support.members import Member, Reply

if TYPE_CHECKING:
    from bot.render.presses import Press
    from tests.support.world import World

PEOPLE = ShowSettings(part=SettingsPage.PEOPLE)
POSTS = ShowSettings(part=SettingsPage.POSTS)


async def choose(member: Member, seen: Reply, press: Press, *chosen: Any) -> Reply:
    """Choose a channel, a role or a word from the card's drop-down."""
    found = await member.actor.select(seen.message, chosen, custom_id=press.custom_id)
    return Reply(found)


def chosen(shown: Reply, press: Press) -> list[str]:
    """Return what a drop-down shows as chosen."""
    (select,) = (each for each in shown.components if each.get("custom_id") == press.custom_id)
    if "options" in select:
        return [each["value"] for each in select["options"] if each.get("default")]
    return [str(value["id"]) for value in select.get("default_values", ())]


def denying(world: World, **denied: bool) -> dict[Any, discord.PermissionOverwrite]:
    """Return what keeps the bot from something in a channel."""
    assert world.bot.user is not None
    return {world.bot.user: discord.PermissionOverwrite(**denied)}


def with_rights(world: World, name: str, **rights: bool) -> Member:
    """Let somebody join with these permissions."""
    home = world.home
    role = home.guild.create_role(name, permissions=discord.Permissions(**rights))
    return Member(home.guild.add_member(world.user(name), roles=[role]), home.channel)


async def take_rights(world: World, **taken: bool) -> None:
    """Change what the bot's own role may: ``manage_channels=False``."""
    role = world.home.guild.roles[world.env.backend.bot_user.name]
    left = discord.Permissions.all()
    left.update(administrator=False, **taken)
    world.env.backend.edit_role(world.home.id, role.id, {"permissions": left.value})
    await world.env.settle()
