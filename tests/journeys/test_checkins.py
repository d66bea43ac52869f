"""The monthly check-in through its doors."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.render.checkins import CheckIn, EaseSchedule
from tests.support.practising import begin

if TYPE_CHECKING:
    from tests.support.members import Member, Reply
    from tests.support.world import World


async def check_in(member: Member, **answers: str) -> Reply:
    return await member.submit(await member.slash("checkin"), **answers)


async def test_once_a_month_compared_with_the_last_two(world: World) -> None:
    anna = world.home.member("anna")
    first = await check_in(anna, works="mornings", too_much="*two* hours", changes="one hour")
    assert first.private
    assert "Your check-in, Jan 2026" in first.text
    assert "> \\*two\\* hours" in first.text
    shown = await anna.slash("checkin")
    assert "> mornings" in shown.text
    form = await anna.click(shown, CheckIn)
    assert form.fields == {"works": "mornings", "too_much": "*two* hours", "changes": "one hour"}
    revised = await anna.submit(form, works="early mornings")
    assert "> early mornings" in revised.text
    for month in ("February", "March"):
        await world.advance(days=30)
        await check_in(anna, works=f"works in {month}", changes="nothing")
    last = await anna.slash("checkin")
    assert "Your check-in, Mar 2026" in last.text
    assert "> works in March" in last.text
    assert "Feb 2026: works in February" in last.text
    assert "Jan 2026: early mornings" in last.text
    await world.advance(days=31)
    april = await check_in(anna, works="works in April")
    assert "Jan 2026" not in april.text
    assert "**What is too much?**\n> -" in april.text


async def test_one_answer_is_enough_and_none_is_too_few(world: World) -> None:
    anna = world.home.member("anna")
    refused = await check_in(anna, works="  ")
    assert "One of the three answers is enough." in refused.text
    form = await anna.click(refused, "Open it again")
    done = await anna.submit(form, changes="one hour")
    assert "> one hour" in done.text


async def test_a_schedule_too_ambitious_is_named_and_eased_in_one_tap(world: World) -> None:
    anna = await begin(world)
    for day in range(28):
        if day % 4 == 0:
            await anna.slash("log", amount="20 min")
        await world.advance(days=1)
    done = await check_in(anna, too_much="every day")
    assert "**Guitar**: 7 of 28 planned blocks kept in four weeks (25 %)" in done.text
    eased = await anna.click(done, EaseSchedule)
    assert eased.private
    assert "planned twice a week from" in eased.text
    # It is coming already, so it is not named again.
    assert "Guitar" not in (await anna.slash("checkin")).text


async def test_where_nothing_was_kept_the_gentler_one_is_a_way_back(world: World) -> None:
    anna = await begin(world)
    await world.advance(days=28)
    done = await check_in(anna, too_much="all of it")
    assert "0 of 28 planned blocks kept in four weeks (0 %)" in done.text
    assert "carried" not in done.text
    assert "1x a week is a gentle way back." in done.text
