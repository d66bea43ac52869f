"""A community in which something was written that somebody may report, for journeys."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from bot.domain.ids import CommunityId
from bot.render.moderation import Decide
from bot.render.pieces import ReportPiece
from storage import communities
from tests.support.members import walk
from tests.support.practising import begin, set_up

if TYPE_CHECKING:
    import discord

    from tests.support.members import Member, Reply
    from tests.support.world import World


class Scene:
    """Anna has logged in public; Ben may tell two moderators, who have a channel."""

    def __init__(self, world: World, anna: Member) -> None:
        self.world = world
        self.anna = anna
        self.ben = world.home.member("ben")
        self.mona = world.home.member("mona", moderator=True)
        self.max = world.home.member("max", moderator=True)
        self.channel = world.home.channel
        self.moderators = world.home.guild.create_text_channel("moderators")

    @property
    def public(self) -> discord.Message:
        """The newest message where everybody reads."""
        message = self.channel.last_message
        assert message
        return message

    @property
    def told(self) -> discord.Message:
        """The moderators' newest card."""
        message = self.moderators.last_message
        assert message
        return message

    @property
    def report_id(self) -> int:
        """The newest report, by the buttons on its card."""
        parts: list[Any] = [each.to_dict() for each in self.told.components]
        ids = (each.get("custom_id", "") for each in walk(parts))
        return next(int(each.split(":")[1]) for each in ids if each.startswith(f"{Decide.tag}:"))

    async def tell(self, who: Member, reason: str = "It hurts") -> Reply:
        form = await who.click(self.public, ReportPiece)
        return await who.submit(form, reason=reason)

    async def use_channel(self, channel_id: int | None) -> None:
        here = CommunityId(self.world.home.id)
        async with self.world.db.transaction() as tx:
            community = await communities.get(tx, here)
            assert community
            await communities.save(tx, replace(community, moderator_channel_id=channel_id))


async def open_scene(world: World) -> Scene:
    """Let Anna log in public what others may take amiss."""
    anna = await begin(world)
    await set_up(world)
    made = Scene(world, anna)
    await made.use_channel(made.moderators.id)
    await anna.slash("log", amount="25", note="You are all lazy @everyone")
    return made
