"""/help and /about: what next, every command, and the one safety note."""

from __future__ import annotations

from typing import TYPE_CHECKING

from discord import app_commands

from bot import __version__
from bot.render.community_forms import DescribeCommunity
from bot.render.community_settings import SettingsPage, ShowSettings
from bot.render.help import FOR_MODERATORS, GROUPS
from bot.render.safety import SAFETY_NOTE
from bot.render.start import Start

if TYPE_CHECKING:
    from tests.support.world import World


async def test_help_for_a_stranger_leads_to_the_start(world: World) -> None:
    anna = world.home.member("anna")
    shown = await anna.slash("help")
    assert shown.private
    assert "Choose one thing to practise" in shown.text
    assert "For moderators" not in shown.text
    assert SAFETY_NOTE in shown.text
    assert "Begin with one practice" in (await anna.click(shown, Start)).labels
    await anna.slash("practice add", name="Writing", minimum="10 min")
    assert "`/log` notes it" in (await anna.slash("help")).text


async def test_help_for_a_moderator_names_the_set_up_and_the_communitys_own_help(
    world: World,
) -> None:
    mona = world.home.member("mona", moderator=True)
    shown = await mona.slash("help")
    assert "`/community setup` begins the weekly posts" in shown.text
    assert "For moderators" in shown.text
    page = ShowSettings(part=SettingsPage.PEOPLE)
    settings = await mona.click(await mona.slash("community setup"), page)
    form = await mona.click(settings, DescribeCommunity)
    await mona.submit(form, resources="The desk in #support")
    for command in ("help", "about"):
        assert "> The desk in #support" in (await mona.slash(command)).text


async def test_about_says_what_this_is(world: World) -> None:
    anna = world.home.member("anna")
    shown = await anna.slash("about")
    assert shown.private
    for words in (__version__, "Mastery is not a trait", "I read no messages", SAFETY_NOTE):
        assert words in shown.text


async def test_help_names_every_command(world: World) -> None:
    named = {name for group in GROUPS.values() for name in group} | set(FOR_MODERATORS)
    tree = world.bot.tree
    slash = {f"/{command.name}" for command in tree.get_commands() if is_slash(command)}
    assert len(slash) > 10
    assert slash == {name for name in named if name.startswith("/")}


def is_slash(command: object) -> bool:
    return isinstance(command, app_commands.Command | app_commands.Group)
