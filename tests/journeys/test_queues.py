"""The queue: who may answer what, two at the same request, and buttons that outlive a restart."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain.ids import CommunityId, UserId
from bot.render.queues import ReleaseRequest, ShowQueue, TakeRequest, WhyThisOrder
from storage import suspensions
from tests.support.members import Reply, text_of
from tests.support.peers import ask, card_in
from tests.support.practising import begin

if TYPE_CHECKING:
    from tests.support.members import Member
    from tests.support.world import World


def titles(shown: Reply) -> list[str]:
    """Return the titles on a page, in order."""
    lines = (line for each in shown.components for line in each.get("content", "").splitlines())
    return [line.strip("*") for line in lines if line.startswith("**")]


async def ask_often(member: Member, *names: str) -> None:
    for name in names:
        await ask(member, name)


async def test_two_helpers_race_and_the_other_hears_who_was_faster(world: World) -> None:
    anna, ben, cleo = (world.home.member(name) for name in ("anna", "ben", "cleo"))
    await ask(anna)
    card = card_in(world)
    desk = await ben.click(card, "Take it")
    # simcord does one thing at a time; at the very same moment: tests/services/test_queue_holds.py.
    late = await cleo.click(card, "Take it")
    assert f"<@{ben.id}> was faster and has it until <t:" in late.text
    assert late.private
    assert desk.private
    assert "It was a dark and stormy night." in desk.text
    empty = await cleo.click(late, "Who waits next")
    assert "Nothing waits for you just now" in empty.text
    assert titles(await ben.slash("feedback queue")) == ["My essay"]
    await world.advance(minutes=46)
    taken = await cleo.click(card, "Take it")
    assert "It was a dark and stormy night." in taken.text


async def test_from_the_queue_to_the_desk_and_back_across_a_restart(world: World) -> None:
    anna, ben, cleo = (world.home.member(name) for name in ("anna", "ben", "cleo"))
    await ask(anna)
    shown = await ben.slash("feedback queue")
    assert shown.private
    assert "One waits, less than a day." in shown.text
    assert f"<@{anna.id}> · rubric Writing · asked <t:" in shown.text
    await world.restart()
    desk = await ben.click(shown, "Take it")
    assert "It was a dark and stormy night." in desk.text
    mine = await ben.slash("feedback queue")
    assert mine.labels[:3] == ["Continue", "Give it back", "Report"]
    assert "It was a dark" in (await ben.click(mine, "Continue")).text
    await world.restart()
    given_back = await ben.click(mine, ReleaseRequest)
    assert "It is back in the queue" in given_back.text
    assert titles(await ben.click(given_back, "Who waits next")) == ["My essay"]
    assert titles(await cleo.slash("feedback queue")) == ["My essay"]
    assert "Take it" in text_of(card_in(world))


async def test_pages_and_why_in_this_order(world: World) -> None:
    anna, ben, cleo = (world.home.member(name) for name in ("anna", "ben", "cleo"))
    dan, eve = world.home.member("dan"), world.home.member("eve")
    await ask_often(anna, "One", "Two")
    await world.advance(days=1)
    await ask_often(cleo, "Three", "Four")
    await ask_often(dan, "Five", "Six")
    form = await eve.slash("feedback stuck", hard="plateau", wants="advice")
    await eve.submit(form, sentence="I do not get better.")
    first = await ben.slash("feedback queue")
    assert titles(first) == ["Stuck: a plateau", "One", "Two", "Three", "Four"]
    assert "7 wait, the longest for 1 day." in first.text
    why = await ben.click(first, "Why is this first?")
    assert "1. **Stuck: a plateau** · it is from somebody who is stuck" in why.text
    assert "3. **Two** · it has waited 1 day, the next one less than a day." in why.text
    assert "4. **Three** · it was asked before the next one." in why.text
    await world.restart()
    back = await ben.click(why, "Back to the queue")
    second = await ben.click(back, "Next")
    assert titles(second) == ["Five", "Six"]
    last = await ben.click(second, WhyThisOrder)
    assert "7. **Six** · nothing comes after it." in last.text
    assert titles(await ben.click(await ben.click(last, ShowQueue), "Previous")) == titles(first)
    # Of their own they see nothing.
    assert "Three" not in titles(await cleo.slash("feedback queue"))


async def test_one_skill_only(world: World) -> None:
    anna, ben = world.home.member("anna"), world.home.member("ben")
    await ask(anna, "My essay", skill="Prose")
    await ask(anna, "My sonnet", skill="Verse")
    shown = await ben.slash("feedback queue", skill="verse")
    assert titles(shown) == ["My sonnet"]
    assert "What you may answer about Verse" in shown.text
    why = await ben.click(shown, WhyThisOrder)
    assert titles(await ben.click(why, "Back to the queue")) == ["My sonnet"]
    await ben.click(shown, "Take it")
    cleo = world.home.member("cleo")
    nothing = await cleo.slash("feedback queue", skill="verse")
    assert "Nothing about Verse waits" in nothing.text
    assert titles(await cleo.click(nothing, "Everything that waits")) == ["My essay"]
    refused = await ben.slash("feedback queue", skill="Origami")
    assert "no skill called “Origami”" in refused.text
    assert refused.private


async def test_one_at_a_time(world: World) -> None:
    anna, ben = world.home.member("anna"), world.home.member("ben")
    await ask(anna, "One")
    first = card_in(world)
    await ask(anna, "Two")
    second = card_in(world)
    await ben.click(first, "Take it")
    full = await ben.click(second, "Take it")
    assert "You hold 1 request already" in full.text
    assert "For you to answer: One" in (await ben.click(full, "Continue")).text


async def test_what_cannot_be_taken(world: World) -> None:
    anna, ben, cleo = (world.home.member(name) for name in ("anna", "ben", "cleo"))
    await ask(anna)
    card = card_in(world)
    own = await anna.click(card, "Take it")
    assert "needs somebody else's eyes" in own.text
    page = await ben.slash("feedback queue")
    await anna.slash("feedback withdraw")
    gone = await ben.click(page, "Take it")
    assert "taken back" in gone.text
    await begin(world, "anna")
    async with world.db.transaction() as tx:
        await suspensions.add(
            tx, CommunityId(world.home.id), UserId(cleo.id), UserId(anna.id), world.clock.now()
        )
    out = await cleo.slash("feedback queue")
    assert out.private
    assert not titles(out)


async def test_an_old_page_after_thirty_days_and_a_restart(world: World) -> None:
    anna, ben = world.home.member("anna"), world.home.member("ben")
    await ask(anna)
    page = await ben.slash("feedback queue")
    await world.advance(days=30)
    await world.restart()
    assert "It was a dark" in (await ben.click(page, TakeRequest)).text
    given_back = await ben.click(await ben.slash("feedback queue"), "Give it back")
    assert "back in the queue" in given_back.text
