"""Members take part in a challenge: from its board, by command, until its results."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.render.challenge_presses import (
    BoardPage,
    GroupMe,
    HowCounted,
    JoinChallenge,
    JoinTeam,
    LeaveChallenge,
    SeeEveryone,
    SeeResults,
    ShowChallenge,
)
from bot.render.start import StartConditions, StartPractice
from tests.support.challenge_walks import MONDAY, TITLE, TUESDAY_AFTER, board, open_challenge, work
from tests.support.members import Reply, parts_of, text_of
from tests.support.practising import begin

if TYPE_CHECKING:
    from tests.support.members import Member
    from tests.support.world import World


async def test_joining_from_the_board_says_what_it_will_show(world: World) -> None:
    anna = await begin(world, is_open=False)
    await open_challenge(world)
    assert "Nobody is in it yet" in text_of(board(world))
    joined = await anna.click(board(world), JoinChallenge)
    assert joined.private
    assert "### You are in: “Show-up week”" in joined.text
    assert "**What the board shows of you:** your name" in joined.text
    assert "joining is your consent for this board only" in joined.text
    again = await anna.slash("challenge join", challenge=TITLE)
    assert "### You take part in “Show-up week”" in again.text


async def test_what_is_logged_and_undone_is_shown(world: World) -> None:
    anna = await begin(world)
    await open_challenge(world)
    joined = await anna.click(board(world), JoinChallenge)
    await world.advance_to(MONDAY)
    await anna.slash("log", amount="25 min")
    await work(world)
    assert "1 of 5 days" in text_of(board(world))
    shown = await anna.slash("challenge show", challenge=TITLE)
    assert shown.private
    assert "**You: 1 of 5 days**" in shown.text
    assert "**Counted:** Mon 12 Jan" in shown.text
    await anna.slash("undo")
    assert "**You: 0 of 5 days**" in (await anna.click(joined, ShowChallenge)).text
    await world.advance(minutes=10)
    await work(world)
    assert f"- <@{anna.id}> · in 1 week" in text_of(board(world))


async def test_it_ends_with_results(world: World) -> None:
    anna = await begin(world)
    await open_challenge(world)
    joined = await anna.click(board(world), JoinChallenge)
    await world.advance_to(TUESDAY_AFTER)
    await work(world)
    results = world.home.channel.history()[-1]
    assert "### How “Show-up week” went" in text_of(results)
    assert f"Thank you for walking along: <@{anna.id}>." in text_of(results)
    assert f"<@{anna.id}>" in (await anna.click(results, SeeResults)).text
    assert "has ended" in text_of(board(world))
    refused = await anna.click(joined, LeaveChallenge)
    assert "has ended" in refused.text
    late = await world.home.member("ben").slash("challenge join", challenge=TITLE)
    assert "“Show-up week” has ended" in late.text


async def test_leaving_and_coming_back(world: World) -> None:
    anna = await begin(world)
    await open_challenge(world)
    await anna.slash("challenge join", challenge=TITLE)
    left = await anna.slash("challenge leave", challenge=TITLE)
    assert "You are welcome back until Mon 19 Jan" in left.text
    assert "No part is taken" in (await anna.slash("challenge leave", challenge=TITLE)).text
    await work(world)
    assert f"<@{anna.id}>" not in text_of(board(world))
    back = await anna.click(left, JoinChallenge)
    assert "You are in" in back.text
    assert "You left" in (await anna.click(back, LeaveChallenge)).text


async def test_a_stranger_joins_too_and_hears_where_logging_begins(world: World) -> None:
    await open_challenge(world)
    ben = world.home.member("ben")
    joined = await ben.click(board(world), JoinChallenge)
    assert "You have no practice yet: `/start` gives you one" in joined.text
    assert (
        "You take no part"
        in (await world.home.member("cleo").slash("challenge show", challenge=TITLE)).text
    )


async def test_after_the_last_day_to_join_the_door_is_closed_kindly(world: World) -> None:
    await open_challenge(world)
    await world.advance_to(MONDAY)
    await world.advance(days=3)
    refused = await world.home.member("ben").click(board(world), JoinChallenge)
    assert "could be joined until Wed 14 Jan" in refused.text


async def test_everything_about_it_can_be_asked(world: World) -> None:
    anna = await begin(world)
    await open_challenge(world)
    how = await anna.click(board(world), HowCounted)
    assert how.private
    assert "never last" in how.text
    everyone = await anna.click(board(world), SeeEveryone)
    assert everyone.private
    assert "Nobody is in it yet" in everyone.text
    assert "Take somebody off" not in everyone.text


async def test_a_long_list_has_pages(world: World) -> None:
    await open_challenge(world)
    people = [world.home.member(f"member {number}") for number in range(16)]
    for each in people:
        await each.click(board(world), JoinChallenge)
    first = await people[0].click(board(world), SeeEveryone)
    assert "Page 1 of 2" in first.text
    second = await people[0].click(first, BoardPage)
    assert "Page 2 of 2" in second.text
    assert f"<@{people[15].id}>" in second.text
    await work(world)
    assert "… and 4 more" in text_of(board(world))


async def test_one_is_grouped_by_where_one_started(world: World) -> None:
    await open_challenge(world, ranking="target")
    anna, ben, cleo = [await begin_with_conditions(world, each) for each in ("anna", "ben", "cleo")]
    grouped: list[Reply] = []
    for each in (anna, ben):
        joined = await each.click(board(world), JoinChallenge)
        grouped.append(await each.click(joined, "Group me by where I started"))
    assert "You stand among those who began at about the same time" in grouped[0].text
    await cleo.click(board(world), JoinChallenge)
    await world.advance_to(MONDAY)
    for each in (anna, ben, cleo):
        await each.slash("log", amount="20 min")
    await work(world)
    shown = text_of(board(world))
    assert shown.index("Practising for one to three years") < shown.index(f"<@{anna.id}>")
    assert shown.index("Everybody else") < shown.index(f"<@{cleo.id}>")
    alone = await anna.click(grouped[0], GroupMe)
    assert "Group me by where I started" in alone.labels
    await world.advance(minutes=10)
    await work(world)
    assert "Everybody else" not in text_of(board(world))


async def begin_with_conditions(world: World, name: str) -> Member:
    member = world.home.member(name)
    form = await member.click(await member.slash("start"), StartPractice)
    step = await member.submit(form, name="Guitar", minimum="20 min")
    form = await member.click(step, StartConditions)
    await member.submit(form, since="2 years")
    return member


async def test_a_team_is_chosen_by_button(world: World) -> None:
    anna = await begin(world)
    await open_challenge(world, **{"with": "teams", "teams": 2, "draw": "chosen"})
    asked = await anna.click(board(world), JoinChallenge)
    assert "Which team" in asked.text
    challenge_id = int(parts_of(asked)[-1]["custom_id"].split(":")[1])
    joined = await anna.click(asked, JoinTeam(challenge_id=challenge_id, team=2))
    assert "You are in team 2." in joined.text
    await work(world)
    assert "Team 2" in text_of(board(world))
