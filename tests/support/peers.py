"""Members of a world who ask each other for feedback and give it, by clicks and forms."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bot.domain.ids import CommunityId, FeedbackId, RequestId, UserId
from bot.render.answered import OpenFeedback
from bot.render.card import button, buttons, card
from bot.render.giving import GiveLevel, WriteAnswer
from bot.render.presses import Press
from tests.support.members import SELECT, Reply, walk
from tests.support.queueing import help_

if TYPE_CHECKING:
    import discord
    import simcord

    from tests.support.members import Member
    from tests.support.world import World

ANSWER = {
    "works": "The first line made me want to know who she is.",
    "change": "Cut the second paragraph, so that the scene starts sooner.",
    "question": "Who is it for?",
}


async def ask(member: Member, title: str = "My essay", **options: Any) -> Reply:
    """Ask for feedback; by the shipped rubric for writing, unless told."""
    given: dict[str, Any] = {"rubric": "Writing", **options}
    form = await member.slash("feedback ask", **given)
    words = {"work": "It was a dark and stormy night.", "question": "Does it pull you in?"}
    return await member.submit(form, title=title, **words)


def card_in(world: World) -> discord.Message:
    """Return the newest card in the channel where people ask."""
    # Discord tells of a new thread by a message of its own.
    return [each for each in world.home.channel.history() if each.components][-1]


async def choose_levels(
    member: Member, desk: Reply | simcord.ResponseMessage, *levels: int
) -> Reply | simcord.ResponseMessage:
    """Choose these levels, from the first criterion on, or 3 for all."""
    parts = desk.components if isinstance(desk, Reply) else list(walk(desk.components))
    rows = [Press.parse(each["custom_id"]) for each in parts if each["type"] == SELECT]
    presses = [each for each in rows if isinstance(each, GiveLevel)]
    for press, level in zip(presses, levels or (3,) * len(presses), strict=False):
        desk = await member.choose(desk, press, str(level))
    return desk


async def write(member: Member, desk: Reply | simcord.ResponseMessage, **words: str) -> Reply:
    """Fill in the form of a desk."""
    form = await member.click(desk, WriteAnswer)
    return await member.submit(form, **(ANSWER | words))


async def answer(world: World, member: Member) -> Reply:
    """Take the newest request, choose levels and answer."""
    desk = await member.click(card_in(world), "Take it")
    return await write(member, await choose_levels(member, desk))


async def feedback_of(world: World) -> FeedbackId:
    """Return the id of the newest answer."""
    async with world.db.reading() as conn:
        row = await conn.fetch_one("SELECT MAX(feedback_id) AS id FROM feedback")
    assert row
    return FeedbackId(row["id"])


async def request_of(world: World) -> RequestId:
    """Return the id of the newest request."""
    async with world.db.reading() as conn:
        row = await conn.fetch_one("SELECT MAX(request_id) AS id FROM requests")
    assert row
    return RequestId(row["id"])


async def be_generous(world: World, helper: Member, author: Member) -> None:
    """Let somebody have given a lot: five helpful answers."""
    by, to, here = UserId(helper.id), UserId(author.id), CommunityId(world.home.id)
    await help_(world.db, world.clock, by, to, 5, community=here)


async def open_answer(world: World, member: Member, feedback_id: FeedbackId) -> Reply:
    """Click the button that opens an answer, wherever it stands."""
    opens = card(buttons(button("Open", OpenFeedback(feedback_id=feedback_id))))
    await world.bot.get_partial_messageable(world.home.channel.id).send(view=opens)
    return await member.click(card_in(world), "Open")


def bodies(world: World, method: str, path: str) -> list[dict[str, Any]]:
    """Return what the bot has sent to a path of Discord's."""
    return [
        each.json
        for each in world.env.http_requests
        if each.method == method and each.path == path and isinstance(each.json, dict)
    ]


def thread_of(world: World) -> simcord.ChannelHandle:
    """Return the only thread."""
    (thread,) = world.home.channel.threads
    return thread


async def begin(world: World, **options: Any) -> tuple[Member, Member, Reply]:
    """Let Anna ask, and Ben take it and choose levels."""
    anna, ben = world.home.member("anna"), world.home.member("ben")
    await ask(anna, **options)
    desk = await ben.click(card_in(world), "Take it")
    await choose_levels(ben, desk)
    return anna, ben, desk


async def read_by(world: World, member: Member) -> str:
    """Return what somebody reads who opens the newest answer."""
    return (await open_answer(world, member, await feedback_of(world))).text
