"""What moderators change later, who did, and what a moderator of yesterday may do: nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bot.domain.communities import ChannelUse
from bot.domain.ids import CommunityId, UserId
from bot.render.community_forms import DescribeCommunity
from bot.render.community_settings import (
    ChooseChannel,
    ChooseModeratorRole,
    ChooseOffered,
    ChooseParts,
    FinishSetUp,
)
from bot.render.presses import Press
from bot.render.setting_changes import ShowChanges
from bot.render.start import SkipStep, StartPractice, StartVisibility
from bot.render.week_plans import PreviewWeek
from tests.support.callers import act
from tests.support.members import BUTTON, SELECT, Member, text_of
from tests.support.setting_up import PEOPLE, POSTS, choose, chosen
from tests.support.weekly_posts import SUNDAY, run, set_up

if TYPE_CHECKING:
    from tests.support.members import Reply
    from tests.support.world import World

ROLE_SELECT, CHANNEL_SELECT = 6, 8


async def settings(world: World) -> str:
    caller = act(UserId(1), CommunityId(world.home.id))
    return str(await world.bot.services.communities.get(caller))


async def test_each_change_is_told_with_who_and_when(world: World) -> None:
    mona = world.home.member("mona", moderator=True)
    shown = await mona.click(await mona.slash("community setup"), POSTS)
    assert "Last changes" not in shown.text
    shown = await mona.click(await mona.click(shown, PEOPLE), DescribeCommunity)
    shown = await mona.submit(shown, zone="Berlin", backfill_days="3", resources="Ask\n*Mona*")
    shown = await choose(mona, shown, ChooseOffered(), "open")
    shown = await mona.click(shown, POSTS)
    by = f"<@{mona.id}>, <t:1767603600:f>"
    assert "**Last changes**" in shown.text
    assert f"- **Time zone:** UTC → Europe/Berlin · {by}" in shown.text
    assert f"- **Days of back-logging:** 7 → 3 · {by}" in shown.text
    assert f"- **Help here:** none → Ask \\*Mona\\* · {by}" in shown.text
    assert f"- **Offered first to newcomers:** private → open · {by}" in shown.text
    assert "Weekly time" not in shown.text
    # What is chosen again is no change.
    await choose(mona, await mona.click(shown, PEOPLE), ChooseOffered(), "open")
    again = await mona.click(await mona.slash("community settings"), POSTS)
    assert again.text.count("Offered first") == 1


async def test_all_changes_are_leafed_through(world: World) -> None:
    mona = world.home.member("mona", moderator=True)
    role = world.home.guild.create_role("keepers")
    shown = await mona.slash("community setup")
    weekly = ChooseChannel(use=ChannelUse.WEEKLY)
    shown = await choose(mona, shown, weekly, world.home.channel)
    shown = await mona.click(shown, FinishSetUp)
    shown = await choose(mona, await mona.click(shown, PEOPLE), ChooseModeratorRole(), role)
    for number in range(9):
        await world.advance(minutes=1)
        level = ("open", "private")[number % 2]
        shown = await choose(mona, shown, ChooseOffered(), level)
    shown = await mona.click(shown, POSTS)
    assert shown.text.count("Offered first") == 5
    first = await mona.click(shown, ShowChanges)
    assert first.text.count("- **") == 10
    assert f"- **Moderators' role:** none → <@&{role.id}>" in first.text
    leafed = first.text
    second = await mona.click(first, "Older")
    assert f"- **Channel for weekly posts:** none → <#{world.home.channel.id}>" in second.text
    assert "- **Set-up:** finished" in second.text
    newer = await mona.click(second, "Newer")
    assert newer.text == leafed
    assert "-# 3 What is posted" in (await mona.click(newer, "Back to the settings")).text
    anna = world.home.member("anna")
    assert "moderators" in (await anna.slash("community settings")).text


async def test_a_role_that_was_deleted_is_named_and_means_nothing(world: World) -> None:
    mona = world.home.member("mona", moderator=True)
    role = world.home.guild.create_role("keepers")
    shown = await mona.click(await mona.slash("community setup"), PEOPLE)
    shown = await choose(mona, shown, ChooseModeratorRole(), role)
    assert chosen(shown, ChooseModeratorRole()) == [str(role.id)]
    world.env.backend.delete_role(world.home.id, role.id)
    await world.env.settle()
    shown = await mona.click(await mona.slash("community settings"), PEOPLE)
    assert "The role that was chosen is gone. Choose another one." in shown.text
    assert chosen(shown, ChooseModeratorRole()) == []


async def asked(member: Member) -> Reply:
    """Go the way in as far as the question who sees the logs."""
    form = await member.click(await member.slash("start"), StartPractice)
    shown = await member.submit(form, name="Guitar", why="joy")
    return await member.click(await member.click(shown, SkipStep), SkipStep)


async def test_what_is_offered_first_stands_first_and_is_chosen_by_nobody(world: World) -> None:
    mona = world.home.member("mona", moderator=True)
    anna, ben = world.home.member("anna"), world.home.member("ben")
    assert (await asked(anna)).labels == ["Keep them private", "Show my logs here"]
    shown = await mona.click(await mona.slash("community settings"), PEOPLE)
    assert chosen(shown, ChooseOffered()) == ["private"]
    assert "**Newcomers are offered first:** private" in shown.text
    shown = await choose(mona, shown, ChooseOffered(), "open")
    assert chosen(shown, ChooseOffered()) == ["open"]
    fourth = await asked(ben)
    assert fourth.labels == ["Show my logs here", "Keep them private"]
    assert "private: only you" in (await ben.slash("settings show")).text
    await ben.click(fourth, "Keep them private")
    assert "private: only you" in (await ben.slash("settings show")).text
    await ben.click(await ben.slash("start"), StartVisibility)
    assert "open: your logs" in (await ben.slash("settings show")).text


async def test_what_the_weekly_posts_contain_is_chosen(world: World) -> None:
    mona, weekly = await set_up(world.home)
    anna = world.home.member("anna")
    await anna.slash("kudos", member=mona.actor, for_what="the quick answer")
    shown = await mona.click(await mona.slash("community settings"), POSTS)
    assert len(chosen(shown, ChooseParts())) == 5
    assert (
        "**Posted each week:** streak post, reflection prompt, thanks, idea to try, needs eyes"
        in shown.text
    )
    shown = await choose(mona, shown, ChooseParts(), "streaks")
    assert chosen(shown, ChooseParts()) == ["streaks"]
    assert "**Posted each week:** streak post\n" in shown.text
    assert "reflection prompt, thanks, idea to try, needs eyes → streak post" in shown.text
    week = await mona.slash("community week")
    assert "The streak post comes <t:1768154400:f>." in week.text
    preview = await mona.click(week, PreviewWeek)
    assert "Week 2 together" in preview.text
    assert "quick answer" not in preview.text
    await world.advance_to(SUNDAY)
    await run(world)
    (streaks,) = weekly.history()
    assert "quick answer" not in text_of(streaks)


async def test_where_no_part_is_chosen_nothing_is_posted(world: World) -> None:
    mona, weekly = await set_up(world.home)
    shown = await mona.click(await mona.slash("community settings"), POSTS)
    shown = await choose(mona, shown, ChooseParts())
    assert "needs eyes → none" in shown.text
    week = await mona.slash("community week")
    assert "Nothing is posted: both posts are left out." in week.text
    assert not {"Skip this week", "Send now"} & set(week.labels)
    assert "both posts are left out" in (await mona.click(week, PreviewWeek)).text
    await world.advance(days=7)
    await run(world)
    assert not weekly.history()
    await choose(mona, shown, ChooseParts(), "reflection")
    prompt = await mona.click(await mona.slash("community week"), PreviewWeek)
    assert "Time to look back" in prompt.text


async def test_a_moderator_demoted_with_the_panel_open_is_refused_everywhere(world: World) -> None:
    role = world.home.guild.create_role("keepers")
    mona = world.home.member("mona", moderator=True)
    shown = await mona.click(await mona.slash("community settings"), PEOPLE)
    await choose(mona, shown, ChooseModeratorRole(), role)
    kim = Member(world.home.guild.add_member(world.user("kim"), roles=[role]), world.home.channel)
    first, second, third = [await kim.slash("community settings") for _ in range(3)]
    second, third = await kim.click(second, PEOPLE), await kim.click(third, POSTS)
    norms = await kim.slash("community norms")
    forms = [await kim.click(second, DescribeCommunity), await kim.click(norms, "Write them")]
    changes = await kim.click(
        await kim.click(await kim.slash("community settings"), POSTS), ShowChanges
    )
    before = await settings(world)
    world.env.backend.remove_member_role(world.home.id, kim.id, role.id)
    await world.env.settle()
    refused = [await kim.submit(form) for form in forms]
    for card in (first, second, third, norms, changes):
        refused += [await press(world, kim, card, part) for part in card.components]
    told = [each.text for each in refused if each]
    assert len(told) > 18
    assert all("That is for this community's moderators" in each for each in told)
    assert await settings(world) == before


async def press(world: World, member: Member, card: Reply, part: dict[str, Any]) -> Any:
    """Press one component, with a choice where it asks for one; None: it cannot be pressed."""
    found = Press.parse(part.get("custom_id", ""))
    if found is None or part.get("disabled"):
        return None
    if part["type"] == BUTTON:
        return await member.click(card, found)
    if part["type"] == SELECT:
        return await choose(member, card, found, part["options"][0]["value"])
    if part["type"] == CHANNEL_SELECT:
        return await choose(member, card, found, world.home.channel)
    assert part["type"] == ROLE_SELECT
    return await choose(member, card, found, world.home.guild.default_role)
