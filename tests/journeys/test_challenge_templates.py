"""Every challenge that ships, from its template to its results, done by what it asks for."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from bot.domain.challenge_templates import TEMPLATES
from bot.jobs import challenges as boards
from bot.render.challenge_presses import JoinChallenge
from bot.render.challenge_templates import TITLES
from tests.support.challenge_desk import desk, make
from tests.support.exchanging import help_
from tests.support.members import text_of
from tests.support.practising import begin
from tests.support.weekly_posts import run

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Mapping

    from tests.support.members import Member
    from tests.support.world import World

    Do = Callable[[World, Member], Awaitable[None]]

MONDAY = datetime(2026, 1, 12, 9, 0, tzinfo=UTC)
# The week, its day of grace, and the first morning after them.
OVER = datetime(2026, 1, 20, 9, 0, tzinfo=UTC)


async def five_days(world: World, anna: Member) -> None:
    for amount in ("1 min", "20 min", "3 min", "2 min", "45 min"):
        await anna.slash("log", amount=amount)
        await world.advance(days=1)


async def two_days(world: World, anna: Member) -> None:
    await anna.slash("log", amount="5 min")
    await world.advance(days=3)
    await anna.slash("log", amount="5 min")


async def two_answers(world: World, anna: Member) -> None:
    for name in ("ben", "cleo"):
        await help_(world.home.member(name), anna)


async def three_places(_world: World, anna: Member) -> None:
    # The kitchen counts once.
    for where in ("Kitchen", "the park", "kitchen", "The train"):
        await anna.slash("log", amount="20 min", where=where)


async def calm_days(world: World, anna: Member) -> None:
    # On Tuesday it is too much, and on Thursday nothing at all.
    for amount in ("20 min", "40 min", "25 min", None, "20 min", "20 min", "20 min"):
        if amount:
            await anna.slash("log", amount=amount)
        await world.advance(days=1)


async def one_experiment(world: World, anna: Member) -> None:
    ben = world.home.member("ben")
    form = await ben.slash("wisdom share", kind="strategy")
    await ben.submit(form, title="Slow first", text="Half the speed, then faster.")
    await anna.slash("wisdom applied", idea="Slow first", happened="It took an hour less.")


async def three_spots(world: World, anna: Member) -> None:
    for focus in ("left hand", "breath", "left hand"):
        await anna.slash("log", amount="10 min", focus=focus)
        await world.advance(days=1)


# What is done by each, and how the board says so.
DONE: Mapping[str, tuple[Do, str]] = {
    "show-up": (five_days, "5 of 5 days"),
    "feedback": (two_answers, "2 of 2 answers"),
    "transfer": (three_places, "3 of 3 different places"),
    "back-from-break": (two_days, "2 of 2 days"),
    "quiet": (calm_days, "5 of 5 calm days"),
    "experiment": (one_experiment, "1 of 1 new approach"),
    "fundamentals": (three_spots, "3 of 3 days with a focus"),
}


def test_every_template_has_its_journey() -> None:
    assert set(DONE) == set(TEMPLATES) == set(TITLES)


@pytest.mark.parametrize("name", DONE)
async def test_from_template_to_results(world: World, name: str) -> None:
    do, reached = DONE[name]
    mona = await desk(world.home)
    anna = await begin(world)
    await make(mona, template=name)
    await run(world)
    announced = world.home.channel.history()[-1]
    assert TITLES[name] in text_of(announced)
    joined = await anna.click(announced, JoinChallenge)
    assert joined.private
    await world.advance_to(MONDAY)
    await do(world, anna)
    assert f"You: {reached}" in (await anna.slash("challenge show", challenge=TITLES[name])).text
    await world.advance_to(OVER.replace(day=19))
    await run(world)
    await boards.run_due(world.bot.services, world.bot.delivery, world.clock.now())
    shown = next(each for each in world.home.channel.history() if each.id == announced.id)
    assert f"<@{anna.id}>" in text_of(shown)
    assert reached in text_of(shown)
    await world.advance_to(OVER)
    await run(world)
    told = text_of(world.home.channel.history()[-1])
    assert f"How “{TITLES[name]}” went" in told
    assert reached in told
    assert f"Thank you for walking along: <@{anna.id}>." in told
    refused = await world.home.member("dora").slash("challenge join", challenge=TITLES[name])
    assert refused.private
    assert "Leave" not in (await anna.slash("challenge show", challenge=TITLES[name])).labels
