"""What cards of meetings say once something has changed: dates, turns, and who may put it right."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from bot.render.session_cards import Attend, LetPass, ToggleRota, WriteSummary
from bot.render.sessions import CancelMeeting, EndSession, PassTurn, PlanNext, ShowSession
from tests.support.meetings import TUESDAY, card, plan, run, said, summarise
from tests.support.members import text_of
from tests.support.pressing import press_copy

if TYPE_CHECKING:
    from tests.support.members import Member, Reply
    from tests.support.world import World

OTHERS_TURN = "Somebody else presents"
TWO_WEEKS_ON, FRIDAY = "<t:1768935600:F>", "<t:1767981600:F>"


async def opened(mona: Member) -> Reply:
    """Open the one session there is."""
    return await mona.click(await mona.slash("community session"), ShowSession)


async def move(mona: Member, starts: str) -> Reply:
    form = await mona.click(await opened(mona), PlanNext)
    return await mona.submit(form, starts=starts)


async def held(world: World, mona: Member) -> None:
    """Let the first meeting take place, with a summary."""
    await plan(world, mona)
    await world.advance_to(TUESDAY + timedelta(hours=1))
    await run(world)
    form = await mona.click(card(world), WriteSummary)
    await summarise(mona, form, "Slower.", None)
    await run(world)


async def test_a_summary_written_during_the_meeting_tells_the_next_date(world: World) -> None:
    mona = world.home.member("mona", moderator=True)
    await plan(world, mona)
    await world.advance_to(TUESDAY)
    await mona.click(card(world), Attend)
    form = await mona.click(card(world), WriteSummary)
    await summarise(mona, form, "Slower.", None)
    await run(world)
    assert "**Next:** it is planned once this one is over." in text_of(card(world))
    await world.advance(hours=1)
    await run(world)
    for each in said(world):
        assert f"**Next:** {TWO_WEEKS_ON}" in each


async def test_a_meeting_that_is_moved_forward_is_named_on_the_card_of_the_old(
    world: World,
) -> None:
    mona = world.home.member("mona", moderator=True)
    await plan(world, mona, starts="saturday 18:00")
    await move(mona, "friday 18:00")
    assert "is cancelled" in said(world)[0]
    assert f"**Next:** {FRIDAY}" in said(world)[0]
    await run(world)
    # Planned anew for the same time, it has a card again.
    await move(mona, "friday 18:00")
    assert f"**Next:** {FRIDAY}" in said(world)[1]


async def test_what_was_held_tells_of_the_date_that_holds_now(world: World) -> None:
    mona = world.home.member("mona", moderator=True)
    await held(world, mona)
    assert all(f"**Next:** {TWO_WEEKS_ON}" in each for each in said(world))
    shown = await move(mona, "friday 18:00")
    assert "What was planned before it is cancelled." in shown.text
    assert all(f"**Next:** {FRIDAY}" in each for each in said(world)[:2])
    await mona.click(await opened(mona), CancelMeeting)
    assert all(FRIDAY not in each for each in said(world)[:2])
    shown = await mona.click(await opened(mona), EndSession)
    assert all("**Next:** no meeting is planned." in each for each in said(world)[:2])
    shown = await mona.submit(await mona.click(shown, PlanNext), starts="friday 18:00")
    assert "Planned." in shown.text
    assert "cancelled" not in shown.text
    assert all(f"**Next:** {FRIDAY}" in each for each in said(world)[:2])


async def test_whoever_wrote_a_summary_puts_it_right(world: World) -> None:
    mona, anna, ben = (world.home.member(name) for name in ("mona", "anna", "ben"))
    await plan(world, world.home.member("kim", moderator=True))
    await anna.click(card(world), ToggleRota)
    await world.advance_to(TUESDAY)
    await anna.click(card(world), Attend)
    form = await anna.click(card(world), WriteSummary)
    await summarise(anna, form, "Slower.", ben)
    await run(world)
    form = await anna.click(card(world), "Correct it")
    assert "Corrected" in (await summarise(anna, form, "Faster.", ben)).text
    form = await ben.click(card(world), "Correct it")
    assert "Corrected" in (await summarise(ben, form, "So-so.", ben)).text
    assert "whoever presented" in (await mona.click(card(world), "Correct it")).text


async def test_a_moderator_passes_the_turn_of_somebody_who_is_not_there(world: World) -> None:
    mona, anna, ben = (
        world.home.member("mona", moderator=True),
        world.home.member("anna"),
        world.home.member("ben"),
    )
    await plan(world, mona)
    await anna.click(card(world), ToggleRota)
    await world.advance(minutes=1)
    await ben.click(card(world), ToggleRota)
    assert "somebody else's turn" in (await mona.click(card(world), LetPass)).text
    shown = await opened(mona)
    # The same panel, open in another window.
    before = next(part for part in shown.components if part.get("label") == OTHERS_TURN)
    shown = await mona.click(shown, PassTurn)
    assert "Passed on." in shown.text
    assert f"presented by <@{ben.id}>" in shown.text
    assert f"**Presents:** <@{ben.id}>" in said(world)[0]
    shown = await mona.click(shown, PassTurn)
    assert OTHERS_TURN not in shown.labels
    assert "nobody yet" in said(world)[0]
    assert "presented by nobody yet" in (await press_copy(world, mona, before))[0].text
    assert "moderators" in (await press_copy(world, anna, before))[0].text
    await world.advance_to(TUESDAY + timedelta(hours=1))
    assert "is over or was cancelled" in (await press_copy(world, mona, before))[0].text


async def test_a_card_names_nobody_as_next_who_may_be_gone_by_then(world: World) -> None:
    mona, anna = world.home.member("mona", moderator=True), world.home.member("anna")
    await plan(world, mona)
    await world.advance_to(TUESDAY)
    await run(world)
    await mona.click(card(world), Attend)
    await world.advance(hours=1)
    await anna.click(card(world), ToggleRota)
    await run(world)
    (told,) = said(world)
    assert f"**Next:** {TWO_WEEKS_ON}" in told
    assert str(anna.id) not in told
    late = await anna.click(card(world), Attend)
    assert f"**Here (2):** <@{mona.id}>, <@{anna.id}>" in text_of(card(world))
    await world.advance(hours=13)
    late = await anna.click(card(world), Attend)
    assert "Attendance is noted from" in late.text
    assert "Until then" not in late.text


async def test_the_answer_says_where_and_when_the_card_comes(world: World) -> None:
    mona = world.home.member("mona", moderator=True)
    shown = await plan(world, mona, starts="2026-02-10 19:00")
    assert "Its event in Discord is there within a minute." in shown.text
    where = f"<#{world.home.channel.id}>"
    assert f"Members find its card in {where}, from 7 days before it on." in shown.text
