"""`/feedback mine` through its doors: three parts, pages, and the line on the profile."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain.generosity import Side
from bot.domain.requests import RequestState
from bot.render.answered import OpenFeedback
from bot.render.generosity import ShowMine
from bot.render.ratings import RateFeedback
from bot.render.requests import AskAgain, WithdrawRequest
from tests.support.exchanging import ESSAY, help_, read
from tests.support.practising import begin
from tests.support.requests_seen import close, stored

if TYPE_CHECKING:
    from tests.support.members import Member, Reply
    from tests.support.world import World


async def tab(member: Member, seen: Reply, side: Side, page: int = 0) -> Reply:
    return await member.click(seen, ShowMine(side=side, page=page))


async def test_a_newcomer_finds_the_way_in(world: World) -> None:
    anna = world.home.member("anna")
    mine = await anna.slash("feedback mine")
    assert mine.private
    assert "Nothing of yours waits" in mine.text
    assert "0 of 2 open requests in use" in mine.text
    given = await tab(anna, mine, Side.GIVEN)
    assert given.message.id == mine.message.id
    assert "`/feedback queue` shows who waits" in given.text
    assert "No answers yet" in (await tab(anna, given, Side.RECEIVED)).text


async def test_what_waits_for_others_can_be_taken_back(world: World) -> None:
    anna, ben = world.home.member("anna"), world.home.member("ben")
    await anna.submit(await anna.slash("feedback ask"), **ESSAY)
    mine = await anna.slash("feedback mine")
    assert "nobody is on it yet" in mine.text
    queue = await ben.slash("feedback queue")
    await ben.click(queue, "Take it")
    await world.restart()
    held = await tab(anna, await tab(anna, mine, Side.GIVEN), Side.ASKED)
    assert f"<@{ben.id}> is on it until" in held.text
    taken = await anna.click(held, WithdrawRequest)
    assert "Taken back" in taken.text


async def test_answers_on_pages_unrated_first(world: World) -> None:
    anna, ben = world.home.member("anna"), world.home.member("ben")
    for _ in range(5):
        await help_(anna, ben)
        await world.advance(hours=1)
    mine = await anna.slash("feedback mine")
    assert "5 answers received" in mine.text
    assert mine.labels.count("Read") == 4
    older = await anna.click(mine, "Older")
    assert older.labels.count("Read") == 1
    await world.restart()
    newer = await anna.click(older, "Newer")
    assert newer.labels.count("Read") == 4
    first = next(each for each in newer.components if "answer:" in each.get("custom_id", ""))
    press = OpenFeedback(feedback_id=int(first["custom_id"].split(":")[1]))
    opened = await anna.click(newer, press)
    await anna.submit(await anna.click(opened, RateFeedback), encouraging="2", useful="2")
    after = await anna.slash("feedback mine")
    assert "Encouraging 2 of 3" not in after.text
    assert "Encouraging 2 of 3" in (await anna.click(after, "Older")).text


async def test_without_a_name_the_helper_learns_none(world: World) -> None:
    anna, ben = world.home.member("anna"), world.home.member("ben")
    await help_(anna, ben, anonymous=True)
    opened = await read(anna)
    await anna.submit(await anna.click(opened, RateFeedback), encouraging="3", useful="3")
    mine = await ben.slash("feedback mine")
    assert "for Somebody" in mine.text
    came = await ben.click(mine, "See what came")
    assert "For Somebody." in came.text
    assert str(anna.id) not in mine.text + came.text


async def test_the_profile_tells_how_much(world: World) -> None:
    anna = await begin(world)
    ben = world.home.member("ben")
    assert "Feedback:" not in (await anna.slash("streak show")).text
    await help_(ben, anna)
    own = await anna.slash("streak show")
    theirs = await ben.slash("streak show", member=anna.actor)
    for shown in (own, theirs):
        assert "Feedback: 1 given, 0 received" in shown.text


async def test_today_tells_what_waits(world: World) -> None:
    anna, ben = await begin(world), await begin(world, "ben")
    await help_(anna, ben)
    home = await anna.slash("today")
    assert "An answer waits to be read." in home.text
    opened = await anna.click(home, OpenFeedback)
    assert "An answer waits for your rating." in (await anna.slash("today")).text
    await anna.submit(await anna.click(opened, RateFeedback), encouraging="3", useful="3")
    theirs = await ben.slash("today")
    assert "Something came of feedback that you gave." in theirs.text
    assert "Encouraging 3 of 3" in (await ben.click(theirs, "See")).text
    assert "Something came" not in (await ben.slash("today")).text
    await world.advance(days=7)
    later = await anna.slash("today")
    assert "Did you try it?" in later.text
    await anna.submit(await anna.click(later, "Say"), applied="yes")
    assert "Did you try it?" not in (await anna.slash("today")).text


async def test_what_nobody_answered_is_asked_again_smaller(world: World) -> None:
    anna, cleo = world.home.member("anna"), world.home.member("cleo")
    await anna.submit(await anna.slash("feedback ask"), **ESSAY)
    (request,) = await stored(world)
    await close(world, request.id, RequestState.LAPSED)
    await world.restart()
    mine = await anna.slash("feedback mine")
    assert "Nobody found the time for My essay" in mine.text
    form = await anna.click(mine, AskAgain)
    assert form.fields["question"] == ESSAY["question"]
    assert "Your request is in" in (await anna.submit(form, question="Is it dark?")).text
    assert "Nobody found the time" not in (await cleo.slash("feedback mine")).text
