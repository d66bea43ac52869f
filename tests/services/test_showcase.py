from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from bot.domain.ids import UserId
from bot.domain.moderation import Suspended
from bot.domain.names import HiddenCharacters
from bot.domain.pieces import PieceKind
from bot.domain.places import Place
from bot.domain.practice_details import PracticeWords
from bot.domain.practices import UnknownPractice
from bot.domain.showcase import (
    ExampleGone,
    ExampleWords,
    Exhibit,
    FileLost,
    NoSuchSkill,
    NotYourExample,
    Plan,
    Said,
)
from storage import blocks, showcase, suspensions
from tests.support.callers import ANNA, BEN, ELSEWHERE, HERE, act
from tests.support.hiding import hide

if TYPE_CHECKING:
    from bot.domain.callers import Caller
    from bot.services.consents import Consents
    from bot.services.container import Services
    from storage.database import Database
    from tests.support.clock import FakeClock

Page = Callable[..., Awaitable[list[object]]]
CLEO = UserId(13)
WORDS = ExampleWords("A waltz", "la la la", "the end")
SAID = Said(ANNA, "https://discord.com/channels/1/2/3", "I record every take")


@pytest.fixture
def consents(services: Services) -> Consents:
    return services.consents


async def add(services: Services, caller: Caller | None = None, **chosen: str) -> Exhibit:
    """Add an example as the command and its form do."""
    caller = caller or act()
    plan = await services.showcase.prepare(
        caller, chosen.get("skill", ""), chosen.get("practice", "")
    )
    return await services.showcase.add(caller, plan, WORDS)


async def practise(services: Services) -> None:
    words = PracticeWords(name="Guitar", minimum="20 min", days="weekdays", skill="Music")
    await services.practices.add(act(), words)


async def test_an_example_is_kept_once(services: Services, clock: FakeClock) -> None:
    caller = act()
    shown = await add(services, caller, skill="Piano")
    assert (shown.skill, shown.practice) == ("Piano", None)
    assert shown.example.is_shown
    assert await services.showcase.stands(shown.example, Place(1, 2))
    clock.advance(timedelta(minutes=1))
    again = await services.showcase.add(caller, Plan(), WORDS._replace(title="Other"))
    assert again.example.title == "A waltz"
    assert again.example.place == Place(1, 2)
    assert await services.showcase.find(HERE, shown.example.id) == again
    assert await services.showcase.find(ELSEWHERE, shown.example.id) is None


async def test_a_practice_gives_its_skill_and_how_it_was_made(
    services: Services, clock: FakeClock
) -> None:
    await practise(services)
    clock.advance(timedelta(days=7))
    shown = await add(services, practice="guitar")
    assert shown.skill == "Music"
    assert shown.practice
    assert (shown.example.weeks, shown.example.blocks) == (2, 0)
    assert str(shown.example.made_on) == "2026-11-25"
    other = await add(services, practice="Guitar", skill="Rhythm")
    assert other.skill == "Rhythm"


async def test_what_cannot_be_planned(services: Services, db: Database, clock: FakeClock) -> None:
    with pytest.raises(UnknownPractice):
        await services.showcase.prepare(act(), "", "Guitar")
    with pytest.raises(HiddenCharacters):
        await services.showcase.prepare(act(), "Mu\u202esic", "")
    plan = await services.showcase.prepare(act(), "Music", "")
    async with db.transaction() as tx:
        await suspensions.add(tx, HERE, ANNA, BEN, clock.now())
    for attempt in (
        services.showcase.prepare(act(), "", ""),
        services.showcase.add(act(), plan, WORDS),
        services.consents.check(act(), SAID),
        services.consents.put_forward(act(), SAID, "x", ""),
    ):
        with pytest.raises(Suspended):
            await attempt


async def test_what_went_away_between_the_command_and_its_form(
    services: Services, db: Database
) -> None:
    await practise(services)
    plan = await services.showcase.prepare(act(), "Piano", "Guitar")
    moderator = act(BEN, manages_server=True)
    assert plan.skill_id
    await services.skills.remove(moderator, plan.skill_id)
    assert (await services.showcase.add(act(), plan, WORDS)).skill is None
    async with db.transaction() as tx:
        await tx.execute("DELETE FROM practices")
    with pytest.raises(UnknownPractice):
        await services.showcase.add(act(), plan, WORDS)


async def test_an_example_outlives_its_practice(services: Services, db: Database) -> None:
    await practise(services)
    shown = await add(services, practice="Guitar")
    async with db.transaction() as tx:
        await tx.execute("DELETE FROM practices")
    found = await services.showcase.find(HERE, shown.example.id)
    assert found
    assert found.practice is None
    assert found.example.weeks == 1


async def test_a_file_that_was_lost(services: Services) -> None:
    plan = Plan(file_name="a.png", file_url="x")
    shown = await services.showcase.add(act(), plan, WORDS)
    left = await services.showcase.without_file(shown)
    assert left.example.file_name == ""
    assert await services.showcase.find(HERE, shown.example.id) == left
    with_file = await services.showcase.add(act(), plan, WORDS)
    assert await services.showcase.find(HERE, with_file.example.id) == with_file
    bare = await services.showcase.add(act(), plan, WORDS._replace(work=""))
    with pytest.raises(FileLost):
        await services.showcase.without_file(bare)
    assert await services.showcase.find(HERE, bare.example.id) is None
    assert not await services.showcase.stands(bare.example, Place(1, 2))


@pytest.fixture
def page(services: Services) -> Page:
    """Return what a page shows: which example, its number, the last one, the skill."""

    async def look(number: int = 0, skill: str = "", user: UserId = BEN) -> list[object]:
        skill_id = await services.showcase.look_up(act(user), skill)
        found = await services.showcase.browse(act(user), skill_id, number)
        return [found.exhibit and found.exhibit.example.id, found.number, found.last, found.skill]

    return look


async def test_browsing(services: Services, clock: FakeClock, page: Page) -> None:
    assert await page() == [None, 0, 0, None]
    first = (await add(services, skill="Piano")).example
    clock.advance(timedelta(seconds=1))
    second = (await add(services, skill="Keys")).example
    clock.advance(timedelta(seconds=1))
    third = (await add(services)).example
    await add(services, act(community=ELSEWHERE))
    assert await page() == [third.id, 0, 2, None]
    assert await page(2) == [first.id, 2, 2, None]
    assert await page(9) == [first.id, 2, 2, None]
    assert await page(skill="keys") == [second.id, 0, 0, "Keys"]
    moderator = act(BEN, manages_server=True)
    assert second.skill_id
    await services.skills.join(moderator, second.skill_id, "Piano")
    assert await page(skill="keys") == [second.id, 0, 1, "Piano"]
    assert await page(1, skill="Piano") == [first.id, 1, 1, "Piano"]
    with pytest.raises(NoSuchSkill):
        await page(skill="Chess")


async def test_what_is_left_out(
    services: Services, db: Database, clock: FakeClock, page: Page
) -> None:
    hidden = (await add(services)).example
    first = (await add(services)).example
    assert await page(1) == [hidden.id, 1, 1, None]
    await hide(db, PieceKind.EXAMPLE, hidden.id)
    assert await page() == [first.id, 0, 0, None]
    await services.consents.put_forward(act(BEN), SAID, "x", "")
    assert await page() == [first.id, 0, 0, None]
    await add(services, act(CLEO))
    assert (await page())[2] == 1
    async with db.transaction() as tx:
        await blocks.add(tx, HERE, CLEO, BEN, clock.now())
        await blocks.add(tx, HERE, CLEO, ANNA, clock.now())
    assert await page() == [first.id, 0, 0, None]
    own = await page(user=CLEO)
    assert own[2] == 0
    assert own[0] != first.id


async def test_only_its_author_takes_it_down(services: Services, db: Database) -> None:
    example = (await add(services)).example
    assert (await services.showcase.visible(act(BEN), example.id)).example == example
    with pytest.raises(NotYourExample):
        await services.showcase.take_down(act(BEN), example.id)
    with pytest.raises(ExampleGone):
        await services.showcase.take_down(act(community=ELSEWHERE), example.id)
    await hide(db, PieceKind.EXAMPLE, example.id)
    with pytest.raises(ExampleGone):
        await services.showcase.visible(act(BEN), example.id)
    assert await services.showcase.take_down(act(), example.id) == example
    with pytest.raises(ExampleGone):
        await services.showcase.take_down(act(), example.id)


async def test_rows_of_another_community_stay(services: Services, db: Database) -> None:
    example = (await add(services)).example
    async with db.transaction() as tx:
        assert await showcase.get(tx, ELSEWHERE, example.id) is None
        assert await showcase.visible(tx, ELSEWHERE, example.id) is None
        assert await showcase.of_link(tx, ELSEWHERE, example.link, example.added_at) is None
        assert await showcase.page(tx, ELSEWHERE, BEN, None, 0) == (None, 0)
