"""Reading one's own words again: recent, search, weeks side by side, the year in wins."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.domain.journal_pages import Aspect
from bot.render.journal import Recent
from bot.render.journal_pages import (
    ChooseAspect,
    ShowWins,
    ShowWinsNow,
    SideBySide,
    TurnFound,
)
from tests.support.practising import begin
from tests.support.reflecting import write

if TYPE_CHECKING:
    from tests.support.world import World


async def test_recent_tells_everything_that_was_written(world: World) -> None:
    anna = await begin(world)
    assert "Nothing yet" in (await world.home.member("ben").slash("journal recent")).text
    await anna.slash("log", amount="20 min", note="Slow *scales*")
    await world.advance(minutes=1)
    await write(anna, conditions="early")
    await world.advance(minutes=1)
    await anna.slash("journal outcome", what="Passed the exam", kind="celebrate")
    shown = await anna.slash("journal recent")
    assert shown.private
    lines = shown.text.splitlines()
    order = ["Passed the exam", "slow scales · early", "Slow \\*scales\\*"]
    assert [line for line in lines if line in order] == order
    assert "5 Jan 2026 · celebrated" in shown.text
    assert "-# The week of 5 Jan 2026 · reflection\n" in shown.text
    assert "log, Guitar" in shown.text
    # Nobody else finds any of it.
    ben = world.home.member("ben")
    assert "exam" not in (await ben.slash("journal recent")).text
    assert "Nothing with" in (await ben.slash("journal search", text="exam")).text


async def test_recent_has_pages(world: World) -> None:
    anna = world.home.member("anna")
    for number in range(6):
        await anna.slash("journal win", text=f"Win number {number}")
        await world.advance(minutes=1)
    newest = await anna.slash("journal recent")
    assert "number 5" in newest.text
    assert "number 0" not in newest.text
    oldest = await anna.click(newest, "Older")
    assert "number 0" in oldest.text
    assert "number 5" in (await anna.click(oldest, Recent)).text


@pytest.mark.parametrize(
    ("typed", "is_found"),
    [
        ("straße", True),
        ("STRASSE", True),
        ("100%", True),
        ("%", True),
        ("100%_", False),
        ("_", False),
        ('"übung"', True),
        ("' OR 1=1", False),
        ("gestern ubung", True),
        ("*", False),
    ],
)
async def test_search_takes_signs_as_they_are(world: World, typed: str, *, is_found: bool) -> None:
    anna = world.home.member("anna")
    await anna.slash("journal win", text='Gestern die "Übung" in der Straße, 100% ruhig')
    found = await anna.slash("journal search", text=typed)
    assert ("Nothing with" not in found.text) is is_found
    assert ("Gestern" in found.text) is is_found


async def test_nothing_to_look_for(world: World) -> None:
    anna = world.home.member("anna")
    refused = await anna.slash("journal search", text="  ")
    assert refused.private
    assert "search" in refused.text
    many = await anna.slash("journal search", text="a b c d e f g h i j k")
    assert "10" in many.text


async def test_what_was_found_has_pages_after_a_restart(world: World) -> None:
    anna = world.home.member("anna")
    for number in range(7):
        await anna.slash("journal win", text=f"Scale {number}")
        await world.advance(minutes=1)
    found = await anna.slash("journal search", text="scale")
    assert "Scale 6" in found.text
    await world.restart()
    older = await anna.click(found, TurnFound)
    assert "Scale 0" in older.text


async def test_weeks_side_by_side(world: World) -> None:
    anna = world.home.member("anna")
    empty = await anna.click(await anna.slash("journal recent"), SideBySide)
    assert "No reflection yet" in empty.text
    for number in range(1, 5):
        await write(anna, behaviour=f"better {number}", conditions=f"condition {number}")
        await world.advance(days=7)
    weeks = await anna.click(await anna.slash("journal recent"), SideBySide)
    assert "Week 5, 2026" in weeks.text
    assert "condition 4" in weeks.text
    assert "condition 1" not in weeks.text
    older = await anna.click(weeks, "Next")
    assert "condition 1" in older.text
    one = await anna.choose(older, ChooseAspect, Aspect.CONDITIONS.value)
    assert "condition 1" in one.text
    assert "better" not in one.text
    none = await anna.choose(one, ChooseAspect, Aspect.GOAL.value)
    assert "left that open in every week" in none.text


async def test_the_year_in_wins(world: World) -> None:
    anna = world.home.member("anna")
    none = await anna.click(await anna.slash("journal recent"), ShowWinsNow)
    assert "No wins written in 2026 yet" in none.text
    for number in range(10):
        await anna.slash("journal win", text=f"Win {number}")
        await world.advance(days=7)
    await anna.slash("journal outcome", what="Passed", kind="celebrate")
    await anna.slash("journal outcome", what="Lost", kind="grieve")
    shown = await anna.click(await anna.slash("journal recent"), ShowWinsNow)
    assert "2026 in wins" in shown.text
    assert "**Jan**" in shown.text
    assert "5: Win 0" in shown.text
    on = await anna.click(shown, "Next")
    assert "Passed" in on.text
    assert "Lost" not in on.text
    await world.advance(days=365)
    await anna.slash("journal win", text="Another year")
    later = await anna.click(await anna.slash("journal recent"), ShowWinsNow)
    assert "2027 in wins" in later.text
    back = await anna.click(later, ShowWins)
    assert "Win 0" in back.text
