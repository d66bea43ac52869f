"""The demo's Discord: one server, its channels and people, and a bot that was set up in it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import discord

from bot.demo.cast import CAST, NEWCOMER

if TYPE_CHECKING:
    import simcord

    from bot.demo.cast import Character

BOT_NAME = "Whetstone"
TOPIC = "Maya and Elif moderate, Kim has just joined. /demo moves time on."


@dataclass(frozen=True, slots=True)
class Stage:
    """The server as the story needs it.

    ``people`` stand in the order of the cast; ``newcomer`` has not begun yet.
    """

    guild: simcord.GuildHandle
    channel: simcord.ChannelHandle
    desk: simcord.ChannelHandle
    people: tuple[tuple[Character, simcord.MemberActor], ...]
    newcomer: simcord.MemberActor

    @property
    def viewers(self) -> list[simcord.MemberActor]:
        """Everybody who can be looked over the shoulder, or acted as."""
        return [*(actor for _, actor in self.people), self.newcomer]

    @property
    def moderator(self) -> simcord.MemberActor:
        """The first of those who moderate."""
        return next(actor for character, actor in self.people if character.is_moderator)

    def actor(self, name: str) -> simcord.MemberActor:
        """Return the member of the cast with this name."""
        return next(actor for character, actor in self.people if character.name == name)


def set_stage(env: simcord.Env) -> Stage:
    """Make the server, its channels, the moderators' role and all members."""
    env.backend.bot_user.name = BOT_NAME
    guild = env.create_guild("The Whetstone Circle")
    own_role = guild.roles[BOT_NAME]
    moderators = guild.create_role("Moderators", permissions=discord.Permissions(manage_guild=True))
    channel = guild.create_text_channel("practice", topic=TOPIC)
    hidden: dict[Any, discord.PermissionOverwrite] = {
        guild.default_role: discord.PermissionOverwrite(view_channel=False),
        moderators: discord.PermissionOverwrite(view_channel=True),
        own_role: discord.PermissionOverwrite(view_channel=True),
    }
    desk = guild.create_text_channel("moderators", overwrites=hidden)

    def join(name: str, *, is_moderator: bool = False) -> simcord.MemberActor:
        user = env.create_user(name.lower(), global_name=name)
        return guild.add_member(user, roles=[moderators] if is_moderator else [])

    people = tuple((each, join(each.name, is_moderator=each.is_moderator)) for each in CAST)
    return Stage(guild, channel, desk, people, newcomer=join(NEWCOMER))
