"""A moderator makes challenges, changes them, ends them, and lets themes come in turn."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import discord
import pytest

from bot.render.challenge_desk import (
    ChooseThemes,
    ConfirmEndChallenge,
    EndChallenge,
    ListChallenges,
    OpenThemes,
    SwitchThemes,
)
from bot.render.challenge_forms import EditChallenge
from bot.render.drafts import ReopenDraft
from tests.support.challenge_desk import desk, make
from tests.support.members import text_of
from tests.support.weekly_posts import SUNDAY, run

if TYPE_CHECKING:
    from tests.support.world import World


async def test_a_template_makes_a_challenge(world: World) -> None:
    mona = await desk(world.home)
    form = await mona.slash("challenge create", template="show-up")
    assert form.fields["title"] == "Show-up week"
    assert form.fields["target"] == "5"
    assert form.fields["starts"] == ""
    made = await mona.submit(form)
    assert made.private
    assert "### Show-up week" in made.text
    assert "> Five days this week, begin." in made.text
    assert "**Counted:** days practised." in made.text
    assert "**Target:** 5 days" in made.text
    assert "**Days:** Mon 12 Jan to Sun 18 Jan, each member's own days" in made.text
    assert "**To join until:** Wed 14 Jan" in made.text
    assert "**Ordered by:** improvement" in made.text
    assert f"goes out in <#{world.home.channel.id}> within a minute" in made.text
    await run(world)
    assert "Show-up week" in text_of(world.home.channel.history()[-1])


async def test_the_form_asks_for_what_was_left_open(world: World) -> None:
    mona = await desk(world.home)
    form = await mona.slash("challenge create")
    assert list(form.fields) == ["title", "story", "target"]
    refused = await mona.submit(
        form, title="Run!", target="120", measure="amount", mode="together", story="To Rome."
    )
    assert "“120” of what?" in refused.text
    form = await mona.click(refused, ReopenDraft)
    assert (form.fields["title"], form.fields["story"]) == ("Run!", "To Rome.")
    made = await mona.submit(form, target="120 km")
    assert "**Target:** 120 km" in made.text
    assert "**Who with:** all towards one goal" in made.text
    assert "Ordered by" not in made.text


async def test_every_option_is_understood(world: World) -> None:
    mona = await desk(world.home)
    role = world.home.guild.create_role("practisers", mentionable=True)
    made = await make(
        mona,
        typed={"title": "Plan *week*", "story": "Keep @everyone going"},
        count="blocks",
        **{"with": "teams"},
        target="80",
        starts="next monday",
        ends="2026-01-31",
        join_until="in 10 days",
        grace=0,
        breaks=1,
        ranking="target",
        teams=3,
        draw="chosen",
        ping=role,
    )
    assert "### Plan \\*week\\*" in made.text
    assert "**Target:** 80 % of the plan, 1 break a week" in made.text
    assert "**Days:** Mon 12 Jan to Sat 31 Jan" in made.text
    assert "**To join until:** Thu 15 Jan" in made.text
    assert "**Logging after the end:** 0 days" in made.text
    assert "**Who with:** in 3 teams, chosen when joining" in made.text
    assert "**Ordered by:** one's own target reached" in made.text
    assert f"**Pinged once:** <@&{role.id}>" in made.text
    await run(world)


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ({"starts": "yesterday"}, "Name a first day from today to 2026-04-05"),
        ({"starts": "someday"}, "I could not read “someday” as a day"),
        ({"starts": "monday", "ends": "2026-01-04"}, "before its first day"),
        ({"starts": "today", "ends": "2027-02-08"}, "That is 400 days. Up to 92 are fine"),
        ({"starts": "friday", "join_until": "2026-03-01"}, "the last day of the challenge"),
        ({"count": "places", "ranking": "improvement"}, "no four weeks before to compare with"),
        ({"with": "together", "count": "days", "ranking": "improvement"}, "nobody is ranked"),
        ({"with": "alone", "teams": 4}, "for challenges in teams"),
    ],
)
async def test_options_that_do_not_fit_are_refused_before_the_form(
    world: World, options: dict[str, Any], said: str
) -> None:
    mona = await desk(world.home)
    refused = await mona.slash("challenge create", **options)
    assert refused.private
    assert said in refused.text
    assert "You typed\n```\n/challenge create" in refused.text


@pytest.mark.parametrize(
    ("options", "typed", "said"),
    [
        ({"template": "show-up"}, {"target": "0"}, "I could not read “0” as a target"),
        ({"template": "show-up"}, {"target": "8"}, "7 is the most"),
        ({"template": "show-up"}, {"title": "\U0001f525" * 60}, "needs a letter or a digit"),
        ({"template": "show-up"}, {"starts": "someday"}, "as a day"),
        ({"count": "blocks"}, {"title": "Plan", "target": "101"}, "more than all of one's plan"),
        (
            {"count": "amount"},
            {"title": "Run", "target": "99999999 km"},
            "more than I can add up. Up to 10000000",
        ),
        ({"count": "amount"}, {"title": "Run", "target": "far"}, "An amount with its unit"),
        ({"count": "amount"}, {"title": "Run", "target": "400 m"}, "could be metres or minutes"),
        ({"count": "days"}, {"title": "A\u202eb", "target": "5"}, "hidden characters"),
    ],
)
async def test_what_cannot_be_read_comes_back(
    world: World, options: dict[str, Any], typed: dict[str, str], said: str
) -> None:
    mona = await desk(world.home)
    refused = await make(mona, typed=typed, **options)
    assert said in refused.text
    again = await mona.click(refused, "Open it again")
    (name, text), *_ = reversed(typed.items())
    assert again.fields[name] == text
    assert "There is none yet" in (await mona.slash("challenge list")).text


async def test_without_a_channel_it_says_how(world: World) -> None:
    mona = world.home.member("mona", moderator=True)
    refused = await mona.slash("challenge create", template="quiet")
    assert "Choose one with `/community settings`" in refused.text


async def test_a_role_that_cannot_be_pinged_is_refused(world: World) -> None:
    mona = await desk(world.home)
    assert world.bot.user is not None
    denied: dict[Any, discord.PermissionOverwrite] = {
        world.bot.user: discord.PermissionOverwrite(mention_everyone=False)
    }
    closed = world.home.guild.create_text_channel("closed", overwrites=denied)
    quiet = world.home.guild.create_role("quiet")
    loud = world.home.guild.create_role("loud", mentionable=True)
    for role in (quiet, world.home.guild.default_role):
        refused = await mona.slash("challenge create", in_channel=closed, ping=role)
        assert "cannot be pinged by a challenge" in refused.text
    assert "title" in (await mona.slash("challenge create", in_channel=closed, ping=loud)).fields


async def test_two_open_challenges_have_two_names_and_five_are_enough(world: World) -> None:
    mona = await desk(world.home)
    await make(mona, template="quiet")
    refused = await make(mona, template="quiet")
    assert "is called “Quiet week” already" in refused.text
    for name in ("show-up", "feedback", "transfer", "experiment"):
        await make(mona, template=name)
    refused = await mona.slash("challenge create", template="fundamentals")
    assert "5 challenges are open already" in refused.text


async def test_a_challenge_is_changed(world: World) -> None:
    mona = await desk(world.home)
    made = await make(mona, template="show-up")
    form = await mona.click(made, EditChallenge)
    assert form.fields["target"] == "5"
    assert form.fields["breaks"] == "0"
    shown = await mona.submit(form, target="4")
    assert "Nobody has joined yet, so it simply holds." in shown.text
    assert "**Target:** 4 days" in shown.text
    assert await mona.complete("challenge edit", "challenge", "show") == ["Show-up week"]
    form = await mona.slash("challenge edit", challenge="show-up WEEK")
    refused = await mona.submit(form)
    assert "Nothing would change" in refused.text
    shown = await mona.slash("challenge edit", challenge="Show-up week", title="Turn-up week")
    assert "The board follows" in shown.text
    anna = world.home.member("anna")
    await anna.slash("challenge join", challenge="Turn-up week")
    shown = await mona.slash("challenge edit", challenge="Turn-up week", target="6")
    assert "everybody who takes part is asked anew" in shown.text
    shown = await mona.slash("challenge edit", challenge="Turn-up week", breaks=2)
    assert "Changed to 6 days, 2 breaks a week. It holds for everybody from tomorrow" in shown.text
    refused = await mona.slash("challenge edit", challenge="Turn-up week", target="9")
    assert "7 is the most" in refused.text
    refused = await mona.slash("challenge edit", challenge="Nothing", target="9")
    assert "There is no challenge called “Nothing” here." in refused.text


async def test_a_challenge_is_called_off_or_ended(world: World) -> None:
    mona = await desk(world.home)
    made = await make(mona, template="show-up")
    asked, twice = await mona.click(made, EndChallenge), await mona.click(made, EndChallenge)
    assert "has not begun: it is called off" in asked.text
    gone = await mona.click(asked, ConfirmEndChallenge)
    assert "“Show-up week” is called off." in gone.text
    again = await mona.click(twice, ConfirmEndChallenge)
    assert "“Show-up week” is over" in again.text
    await make(mona, template="quiet", starts="today")
    await world.advance(days=2)
    assert await mona.complete("challenge end", "challenge") == ["Quiet week"]
    asked = await mona.slash("challenge end", challenge="Quiet week")
    twice = await mona.slash("challenge end", challenge="Quiet week")
    assert "“Quiet week” ends with today." in asked.text
    ended = await mona.click(asked, ConfirmEndChallenge)
    assert "“Quiet week” ends with Wed 7 Jan. Results follow." in ended.text
    refused = await mona.click(twice, ConfirmEndChallenge)
    assert "It ends by itself" in refused.text


async def test_a_moderator_demoted_with_the_cards_open_is_refused_everywhere(world: World) -> None:
    mona = await desk(world.home)
    made = await make(mona, template="show-up")
    form = await mona.click(made, EditChallenge)
    create = await mona.slash("challenge create", template="quiet")
    asked = await mona.slash("challenge end", challenge="Show-up week")
    listed = await mona.slash("challenge list")
    panel = await mona.click(listed, OpenThemes)
    world.env.backend.get_guild(world.home.id).members[mona.id].role_ids.clear()
    refused = [
        await mona.submit(form, target="4"),
        await mona.submit(create),
        await mona.click(made, EditChallenge),
        await mona.click(made, EndChallenge),
        await mona.click(asked, ConfirmEndChallenge),
        await mona.click(listed, OpenThemes),
        await mona.choose(panel, ChooseThemes, "quiet"),
        await mona.click(panel, SwitchThemes),
        await mona.slash("challenge create", template="quiet"),
        await mona.slash("challenge edit", challenge="Show-up week", target="4"),
        await mona.slash("challenge end", challenge="Show-up week"),
    ]
    assert all("for this community's moderators" in each.text for each in refused)
    assert "5 days" in (await mona.slash("challenge list")).text


async def test_the_list_has_pages(world: World) -> None:
    mona, anna = await desk(world.home), world.home.member("anna")
    assert (
        "Moderators make them with `/challenge create`" in (await anna.slash("challenge show")).text
    )
    assert "a template is a good beginning" in (await mona.slash("challenge list")).text
    for number in range(7):
        made = await make(mona, typed={"title": f"Week {number}", "target": "3"}, count="days")
        if number:
            asked = await mona.click(made, EndChallenge)
            await mona.click(asked, ConfirmEndChallenge)
    shown = await anna.slash("challenge list")
    assert shown.private
    assert "**Week 0** · open\nMon 12 Jan to Sun 18 Jan · 3 days" in shown.text
    assert "Themes in turn" not in shown.labels
    last = await anna.click(shown, ListChallenges(page=1))
    assert "**Week 1** · called off" in last.text
    assert len(await anna.complete("challenge show", "challenge")) == 7
    assert await anna.complete("challenge join", "challenge") == ["Week 0"]


async def test_themes_come_in_turn(world: World) -> None:
    mona = await desk(world.home)
    panel = await mona.click(await mona.slash("challenge list"), OpenThemes)
    assert "It stands still now." in panel.text
    refused = await mona.click(panel, SwitchThemes)
    assert "Choose at least one theme first" in refused.text
    panel = await mona.choose(panel, ChooseThemes, "quiet", "show-up")
    assert "**In this order:** Show-up week, Quiet week" in panel.text
    panel = await mona.click(panel, "Begin")
    assert f"**Next one:** <t:{int(SUNDAY.timestamp())}:F>" in panel.text
    await world.advance_to(SUNDAY)
    await world.restart()
    await run(world)
    await run(world)
    (message,) = world.home.channel.history()
    assert "Show-up week" in text_of(message)
    panel = await mona.click(await mona.slash("challenge list"), OpenThemes)
    assert "**In this order:** Quiet week, Show-up week" in panel.text
    panel = await mona.click(panel, "Stop")
    assert "It stands still now." in panel.text
