"""From the invitation to the results of the first weekly challenge, as the guide tells it."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from bot.render.challenge_presses import JoinChallenge
from bot.render.norms import AgreeToNorms, WriteNorms
from bot.render.start import SkipStep, Start, StartCounted, StartVisibility
from tests.support.challenge_walks import work
from tests.support.members import parts_of, text_of
from tests.support.setting_up import with_rights

if TYPE_CHECKING:
    import discord

    from tests.support.members import Member
    from tests.support.world import World

TITLE = "Show-up week"
MONDAY = datetime(2026, 1, 12, 8, 0, tzinfo=UTC)
# Sunday and its day of grace are over in Berlin, where everybody lives.
OVER = datetime(2026, 1, 19, 23, 0, tzinfo=UTC)
NEWCOMERS = ("anna", "ben", "cleo", "dora", "emil")
GALLERY = 12


async def set_up(world: World) -> Member:
    """Take the owner through the guide's first part: two clicks, norms, and the panel."""
    mona = with_rights(world, "mona", manage_guild=True, manage_channels=True)
    shown = await mona.slash("community setup", zone="Berlin")
    shown = await mona.click(shown, "Make the channels for me")
    shown = await mona.click(shown, "Finish set-up")
    assert "The community is set up." in shown.text
    form = await mona.click(await mona.slash("community norms"), WriteNorms)
    await mona.submit(form, norms="Be kind.", resources="The school's counsellor")
    await mona.slash("community panel")
    return mona


async def arrive(world: World, name: str, *, panel: discord.Message) -> Member:
    """Let a newcomer come in by the panel, and agree to norms, to be seen and to be counted."""
    newcomer = world.home.member(name)
    welcome = await newcomer.click(panel, Start)
    assert "Be kind." in welcome.text
    assert "The school's counsellor" in welcome.text
    form = await newcomer.click(welcome, AgreeToNorms)
    step = await newcomer.submit(form, name="Guitar", minimum="20 min", why="joy")
    step = await newcomer.click(await newcomer.click(step, SkipStep), SkipStep)
    step = await newcomer.click(await newcomer.click(step, StartVisibility), StartCounted)
    assert "may count you from now on" in step.text
    assert "That is all it takes" in (await newcomer.click(step, SkipStep)).text
    return newcomer


async def announce(world: World, mona: Member) -> None:
    form = await mona.slash("challenge create", template="show-up")
    made = await mona.submit(form)
    assert made.private
    await work(world)
    assert "Nobody is in it yet." in text_of(board(world))


def board(world: World) -> discord.Message:
    """Return the challenge's one announcement, in the channel that was made for it."""
    history = world.home.guild.channels["challenges"].history()
    (found,) = (each for each in history if f"### {TITLE}" in text_of(each))
    return found


async def practise(world: World, members: list[Member]) -> None:
    """Let a week go by: the first logs each day, the others now and then; the bot starts anew."""
    anna, *others = members
    for day in range(7):
        await anna.slash("log", amount="20 min")
        for other in others[: day % 3]:
            await other.slash("log", amount="5 min")
        await work(world)
        said = text_of(board(world))
        assert f"<@{anna.id}> · {day + 1} of 5 days" in said
        if day == 3:
            await world.restart()
        await world.advance(days=1)


async def test_from_the_invitation_to_the_first_results(world: World) -> None:
    mona = await set_up(world)
    panel = world.home.channel.last_message
    assert panel is not None
    anna, ben, *rest = [await arrive(world, name, panel=panel) for name in NEWCOMERS]
    await announce(world, mona)
    joined = await anna.click(board(world), JoinChallenge)
    assert joined.private
    joined = await ben.slash("challenge join", challenge=TITLE)
    assert joined.private
    await work(world)
    assert "2 people take part" in text_of(board(world))
    await world.advance_to(MONDAY)
    await practise(world, [anna, ben, *rest])
    await world.advance_to(OVER.replace(hour=22, minute=58))
    await work(world)
    assert not results(world)
    await world.advance_to(OVER)
    await work(world)
    await world.restart()
    await work(world)
    (told,) = results(world)
    assert "between us, by 2 people." in told
    assert f"Thank you for walking along: <@{anna.id}>, <@{ben.id}>." in told
    # An old message is edited every ten minutes at most.
    await world.advance(minutes=10)
    await work(world)
    assert "This challenge has ended." in text_of(board(world))
    await see_how_it_goes(mona, anna)


def results(world: World) -> list[str]:
    history = world.home.guild.channels["challenges"].history()
    said = [text_of(each) for each in history]
    return [each for each in said if f"### How “{TITLE}” went" in each]


async def see_how_it_goes(mona: Member, anna: Member) -> None:
    """The report is for moderators alone, and has its picture."""
    shown = await mona.slash("community health", weeks=1)
    assert shown.private
    assert "About members who agreed to be counted: 5" in shown.text
    assert [each for each in parts_of(shown) if each["type"] == GALLERY]
    refused = await anna.slash("community health")
    assert refused.private
    assert "for this community's moderators" in refused.text
