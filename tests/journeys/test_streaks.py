"""Numbers, and the days behind them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain.settings import Visibility
from bot.render.streaks import Why, WhyAnother

if TYPE_CHECKING:
    from tests.support.members import Member
    from tests.support.world import World


async def live(world: World, member: Member, plan: str) -> None:
    """Live a day for each letter: x keeps the plan, s is small, a dot leaves it out."""
    for letter in plan:
        if letter != ".":
            await member.slash("log", amount="25" if letter == "x" else "5", practice="Guitar")
        await world.advance(days=1)


async def begin(world: World, name: str = "anna") -> Member:
    member = world.home.member(name)
    await member.slash("practice add", name="Guitar", minimum="20 min")
    return member


async def test_every_number_has_its_days(world: World) -> None:
    anna = await begin(world)
    await live(world, anna, "xxx.xxx" + "x..xs.x" + "xx")
    shown = await anna.slash("streak show")
    assert shown.private
    assert "**Guitar** · 20 min · every day" in shown.text
    assert "Streak: **3 days** · best 7 days" in shown.text
    assert "Plan kept in four weeks: 69 % (11 of 16)" in shown.text
    assert "Comebacks: 2, typically after 1 day" in shown.text
    why = await anna.click(shown, Why)
    assert "### Guitar: a streak of 3 days" in why.text
    assert f"<@{anna.id}>" not in why.text
    assert "every day that reached the minimum since the miss (Sat 17 Jan)" in why.text
    assert "today: **open** · the day is not over" in why.text
    assert "yesterday: **done** · 25 min · streak 3" in why.text
    assert "Sat 17 Jan: **missed**" in why.text
    assert "Fri 16 Jan: **small** · 5 min of 20 min" in why.text
    assert "Tue 13 Jan: **forgiven** · the one miss that this week may have" in why.text


async def test_the_audit_has_pages_and_other_practices(world: World) -> None:
    anna = await begin(world)
    await live(world, anna, "x" * 16)
    await anna.slash("practice add", name="Piano", minimum="done", days="3x a week")
    await anna.slash("log", amount="done", practice="Piano")
    audit = await anna.slash("streak audit", weeks=52)
    assert audit.private
    assert "**Week 4**" in audit.text
    assert "Mon 5 Jan: " not in audit.text
    assert audit.labels == ["Older", "As a picture"]
    older = await anna.click(audit, "Older")
    assert "Mon 5 Jan: **done** · 25 min · streak 1" in older.text
    assert older.labels == ["Newer", "As a picture"]
    assert (await anna.slash("streak audit", weeks=1)).labels == ["As a picture"]
    found = await anna.actor.autocomplete(anna.channel, "streak audit", "practice", "pia")
    piano = await anna.choose(audit, WhyAnother, str(found[0]["value"]))
    assert "### Piano: a streak of 1 day" in piano.text
    assert "**Week 4** · open, 1 of 3 done so far" in piano.text
    assert "today: **done** · streak 1" in piano.text
    assert "called “Flute”" in (await anna.slash("streak audit", practice="Flute")).text


async def test_a_backfilled_day_is_marked(world: World) -> None:
    anna = await begin(world)
    await world.advance(days=1)
    await anna.slash("log", amount="25", day="yesterday")
    audit = await anna.slash("streak audit")
    assert "yesterday: **done** · 25 min · logged later · streak 1" in audit.text


async def test_others_are_shown_only_where_they_are_open(world: World) -> None:
    anna, ben = await begin(world), world.home.member("ben")
    await live(world, anna, "xx")
    refused = await ben.slash("streak show", member=anna.actor)
    assert refused.private
    assert "keeps their numbers to themselves" in refused.text
    stranger = world.home.member("cleo")
    assert "keeps their numbers" in (await ben.slash("streak show", member=stranger.actor)).text
    await anna.slash("settings visibility", level=Visibility.OPEN.value)
    shown = await ben.slash("streak show", member=anna.actor)
    assert shown.private
    assert f"<@{anna.id}> in numbers" in shown.text
    seen_later = await ben.slash("streak show", member=anna.actor)
    why = await ben.click(shown, Why)
    assert "### Guitar: a streak of 2 days" in why.text
    assert f"The days of <@{anna.id}>" in why.text
    await anna.slash("settings visibility", level=Visibility.PRIVATE.value)
    assert "keeps their numbers" in (await ben.click(seen_later, Why)).text
    await anna.slash("settings visibility", level=Visibility.OPEN.value)
    await anna.slash("practice archive", practice="Guitar")
    assert "No active practice" in (await ben.slash("streak show", member=anna.actor)).text


async def test_whose_days_they_are_is_said_of_every_practice(world: World) -> None:
    anna, ben = await begin(world), world.home.member("ben")
    await anna.slash("settings visibility", level=Visibility.OPEN.value)
    shown = await ben.slash("streak show", member=anna.actor)
    await anna.slash("practice add", name="Piano", minimum="done")
    found = await anna.actor.autocomplete(anna.channel, "streak audit", "practice", "pia")
    piano = await ben.choose(await ben.click(shown, Why), WhyAnother, str(found[0]["value"]))
    assert "### Piano: a streak of 0 days" in piano.text
    assert f"The days of <@{anna.id}>" in piano.text


async def test_oneself_is_no_other_member_though_private(world: World) -> None:
    anna = await begin(world)
    shown = await anna.slash("streak show", member=anna.actor)
    assert "### Your numbers" in shown.text
    why = await anna.click(shown, Why)
    assert "The days of" not in why.text


async def test_somebody_who_left_keeps_what_they_chose(world: World) -> None:
    anna, ben = await begin(world), world.home.member("ben")
    await anna.slash("settings visibility", level=Visibility.OPEN.value)
    cleo = await begin(world, "cleo")
    for gone in (anna, cleo):
        world.home.guild.remove_member(gone.actor)
    await world.env.settle()
    shown = await ben.slash("streak show", member=world.user("anna"))
    assert f"<@{anna.id}> in numbers" in shown.text
    refused = await ben.slash("streak show", member=world.user("cleo"))
    assert "keeps their numbers to themselves" in refused.text


async def test_without_a_practice_there_are_no_numbers(world: World) -> None:
    ben = world.home.member("ben")
    for command in ("streak show", "streak audit"):
        reply = await ben.slash(command)
        assert reply.private
        assert "Start" in reply.labels
