"""A challenge that changes under those who walk it: less, more, sooner over, its board gone."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bot.render.challenge_desk import ConfirmEndChallenge
from bot.render.challenge_presses import JoinChallenge, RenewTerms, SeeTerms
from tests.support.challenge_desk import desk, make
from tests.support.challenge_walks import MONDAY, TITLE, board, open_challenge, work
from tests.support.members import text_of
from tests.support.practising import begin

if TYPE_CHECKING:
    from tests.support.world import World

TEAMS: dict[str, Any] = {"with": "teams"}
TOGETHER: dict[str, Any] = {"with": "together"}


async def test_less_is_asked_from_tomorrow_and_everywhere_alike(world: World) -> None:
    anna = await begin(world)
    mona = await open_challenge(world)
    await anna.click(board(world), JoinChallenge)
    await mona.slash("challenge edit", challenge=TITLE, target="4")
    await work(world)
    again = await anna.slash("challenge join", challenge=TITLE)
    assert "Your target: 5 days.\nFrom Tue 6 Jan on it is 4 days." in again.text
    assert (
        "From Tue 6 Jan on it is 4 days."
        in (await anna.slash("challenge show", challenge=TITLE)).text
    )
    assert "target 5 days" not in text_of(board(world))
    await world.advance(days=1)
    again = await anna.slash("challenge join", challenge=TITLE)
    assert "Your target: 4 days." in again.text
    assert "From Tue" not in again.text


async def test_a_goal_of_all_is_nobodys_own_and_grows_when_all_agree(world: World) -> None:
    anna, ben = await begin(world), world.home.member("ben")
    await ben.slash("practice add", name="Run", minimum="2 km")
    mona = await desk(world.home)
    await make(mona, typed={"title": "To Rome"}, count="amount", target="300 km", **TOGETHER)
    await work(world)
    joined = await anna.slash("challenge join", challenge="To Rome")
    assert "Our goal: 300 km, all of us as one." in joined.text
    assert "None of your practices is counted in km: `/practice add`" in joined.text
    joined = await ben.slash("challenge join", challenge="To Rome")
    assert "None of your practices" not in joined.text
    changed = await mona.slash("challenge edit", challenge="To Rome", target="400")
    assert "it counts once all of them have renewed" in changed.text
    await work(world)
    news = world.home.channel.history()[-1]
    renewed = await anna.click(news, RenewTerms)
    assert "Our goal: 300 km, all of us as one." in renewed.text
    assert "400 km counts once everybody who takes part has renewed." in renewed.text
    assert "400 km counts once" in (await ben.click(news, SeeTerms)).text
    renewed = await ben.click(news, RenewTerms)
    assert "Our goal: 400 km, all of us as one." in renewed.text
    assert "counts once" not in renewed.text


async def test_ended_early_nobody_is_left_short_of_days_that_were_taken_away(world: World) -> None:
    anna = await begin(world)
    mona = await open_challenge(world, starts="today", ranking="target")
    await anna.click(board(world), JoinChallenge)
    for _ in range(2):
        await anna.slash("log", amount="25 min")
        await world.advance(days=1)
    await anna.slash("log", amount="25 min")
    asked = await mona.slash("challenge end", challenge=TITLE)
    assert "in fewer days less is asked for" in asked.text
    await mona.click(asked, ConfirmEndChallenge)
    own = await anna.slash("challenge show", challenge=TITLE)
    assert "**You: 3 of 3 days** · 100 % · place 1" in own.text


async def test_teams_that_few_were_there_to_be_drawn_for_fill_up(world: World) -> None:
    anna = await begin(world)
    await open_challenge(world, **TEAMS)
    joined = await anna.click(board(world), JoinChallenge)
    assert "Teams are drawn when it begins." in joined.text
    await world.advance_to(MONDAY)
    await work(world)
    late = [world.home.member(name) for name in ("ben", "cleo", "dora", "emil", "finn")]
    said = [(await each.click(board(world), JoinChallenge)).text for each in late]
    teams = [next(team for team in (1, 2) if f"You are in team {team}." in each) for each in said]
    assert teams == [1, 1, 2, 2, 2]


async def test_a_team_is_not_ranked_by_improvement(world: World) -> None:
    mona = await desk(world.home)
    refused = await mona.slash(
        "challenge create", template="show-up", ranking="improvement", **TEAMS
    )
    assert "the mean of its people's shares" in refused.text
    made = await make(mona, template="show-up", **TEAMS)
    assert "**Ordered by:** one's own target reached" in made.text


async def test_a_deleted_board_comes_back_by_itself(world: World) -> None:
    await open_challenge(world)
    gone = board(world).id
    await world.bot.delivery.delete(world.home.channel.id, gone)
    for _ in range(3):
        await world.advance(minutes=30)
        await work(world)
    assert board(world).id != gone


async def test_challenges_of_one_name_are_told_apart_by_their_days(world: World) -> None:
    mona = await open_challenge(world)
    await world.advance(days=16)
    await work(world)
    await make(mona, template="show-up")
    assert await mona.complete("challenge show", "challenge") == [
        f"{TITLE} · Mon 26 Jan to Sun 1 Feb",
        f"{TITLE} · Mon 12 Jan to Sun 18 Jan",
    ]
