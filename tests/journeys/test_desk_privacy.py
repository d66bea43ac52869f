"""Whoever deletes their data is gone from cards of meetings and from boards, too."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.jobs import challenges as jobs
from bot.render.challenge_presses import JoinChallenge
from bot.render.privacy import Erase
from bot.render.session_cards import Attend, ToggleRota, WriteSummary
from tests.support.challenge_desk import desk, make
from tests.support.meetings import TUESDAY, card, plan, run, said, summarise
from tests.support.members import text_of
from tests.support.weekly_posts import run as post

if TYPE_CHECKING:
    from tests.support.members import Member
    from tests.support.world import World


async def delete(member: Member, *, everywhere: bool = False) -> None:
    asked = await member.slash("privacy delete", everywhere=everywhere)
    assert "without your name" in asked.text
    done = await member.click(asked, Erase)
    assert "### Deleted" in done.text


async def test_a_meeting_to_come_finds_another_presenter(world: World) -> None:
    mona = world.home.member("mona", moderator=True)
    anna, ben = world.home.member("anna"), world.home.member("ben")
    await plan(world, mona)
    await anna.click(card(world), ToggleRota)
    await world.advance(minutes=1)
    await ben.click(card(world), ToggleRota)
    shown = await anna.slash("privacy show")
    assert "- 1 place on a rota of presenters\n" in shown.text
    assert "- 1 meeting that you present at\n" in shown.text
    await delete(anna)
    assert f"**Presents:** <@{ben.id}>" in said(world)[0]
    assert str(anna.id) not in said(world)[0]


async def test_a_meeting_that_was_keeps_its_words_without_their_writer(world: World) -> None:
    mona = world.home.member("mona", moderator=True)
    anna, ben = world.home.member("anna"), world.home.member("ben")
    await plan(world, mona)
    await anna.click(card(world), ToggleRota)
    await world.advance_to(TUESDAY)
    for member in (anna, ben):
        await member.click(card(world), Attend)
    await world.advance(hours=2)
    await run(world)
    invited = world.home.channel.history()[0]
    form = await anna.click(invited, WriteSummary)
    await summarise(anna, form, "Slower still", anna)
    await run(world)
    assert sum(f"<@{anna.id}>" in text for text in said(world)) >= 2
    await world.advance(hours=20)
    await delete(world.community("Away").member("anna"), everywhere=True)
    assert not any(str(anna.id) in text for text in said(world))
    assert any("> Slower still" in text and f"<@{ben.id}>" in text for text in said(world))
    export = await mona.slash("privacy show")
    assert "- 1 series of meetings made by you\n" in export.text


async def test_a_board_loses_them_with_its_next_edit(world: World) -> None:
    mona = await desk(world.home)
    await make(mona, template="show-up")
    await post(world)
    (board,) = world.home.channel.history()
    anna, ben = world.home.member("anna"), world.home.member("ben")
    for member in (anna, ben):
        await member.click(board, JoinChallenge)
    shown = await anna.slash("privacy show")
    assert "- 1 challenge that you joined\n" in shown.text

    async def edited() -> str:
        await world.advance(minutes=11)
        await jobs.run_due(world.bot.services, world.bot.delivery, world.clock.now())
        await world.env.settle()
        return text_of(world.home.channel.history()[0])

    assert f"<@{anna.id}>" in await edited()
    await delete(anna)
    text = await edited()
    assert str(anna.id) not in text
    assert f"<@{ben.id}>" in text
