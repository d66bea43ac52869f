from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.domain.ids import RubricId, UserId
from bot.domain.members import NotStarted
from bot.domain.practice_details import PracticeWords
from bot.domain.practices import UnknownPractice
from bot.domain.rubric_files import write_rubric
from bot.domain.rubrics import Criterion, UnknownRubric
from bot.domain.trusted import CannotTrust, Choice, SourceKind, TrustedOneself
from storage import blocks, suspensions
from tests.support.callers import ANNA, BEN, ELSEWHERE, HERE, act

if TYPE_CHECKING:
    from bot.domain.practices import Practice
    from bot.services.container import Services
    from storage.database import Database
    from tests.support.clock import FakeClock

CARLA = UserId(13)
PEER = Choice(SourceKind.PEER, peer=BEN)


@pytest.fixture
async def practice(services: Services) -> Practice:
    words = PracticeWords(name="Writing", minimum="1 page")
    return (await services.practices.add(act(), words)).practice


async def test_nothing_is_trusted_until_it_is_chosen(
    services: Services, practice: Practice
) -> None:
    shown = await services.trusted.panel(act(), practice.id)
    assert (shown.practice, shown.source) == ("Writing", None)
    assert [rubric.name for rubric in shown.rubrics] == list(await services.rubrics.names(act()))


async def test_one_source_takes_the_place_of_another(
    services: Services, practice: Practice
) -> None:
    chosen = [PEER, Choice(SourceKind.RUBRIC, rubric_id=RubricId(1)), Choice(SourceKind.VERSIONS)]
    for choice in chosen:
        source = (await services.trusted.choose(act(), practice.id, choice)).source
        assert source
        assert (source.kind, source.peer, source.rubric_id) == choice
        (details,) = await services.practices.overview(act())
        assert details.trusted == source
    assert (await services.trusted.choose(act(), practice.id, None)).source is None
    (details,) = await services.practices.overview(act())
    assert details.trusted is None


async def test_a_rubric_is_named_as_it_is_now(services: Services, practice: Practice) -> None:
    moderator = act(BEN, manages_server=True)
    criteria = (Criterion("Order", ("a", "b", "c", "d")),)
    content = write_rubric("Essays", criteria).encode()
    own = await services.rubric_edits.bring_in(moderator, content)
    choice = Choice(SourceKind.RUBRIC, rubric_id=own.id)
    await services.trusted.choose(act(), practice.id, choice)
    await services.rubric_edits.rename(act(BEN, manages_server=True), own.id, "Poems")
    source = (await services.trusted.panel(act(), practice.id)).source
    assert source
    assert source.rubric_name == "Poems"
    await services.rubric_edits.set_listed(act(BEN, manages_server=True), own.id, listed=False)
    for gone in (choice, Choice(SourceKind.RUBRIC, rubric_id=RubricId(99))):
        with pytest.raises(UnknownRubric):
            await services.trusted.choose(act(), practice.id, gone)


async def test_who_cannot_be_asked_is_not_trusted(
    db: Database, clock: FakeClock, services: Services, practice: Practice
) -> None:
    await services.practices.add(act(BEN), PracticeWords(name="Guitar", minimum="1 page"))
    await services.trusted.choose(act(), practice.id, Choice(SourceKind.VERSIONS))
    async with db.transaction() as tx:
        await blocks.add(tx, HERE, BEN, ANNA, clock.now())
        await suspensions.add(tx, HERE, CARLA, BEN, clock.now())
    with pytest.raises(TrustedOneself):
        await services.trusted.choose(act(), practice.id, Choice(SourceKind.PEER, peer=ANNA))
    for peer in (BEN, CARLA):
        with pytest.raises(CannotTrust):
            await services.trusted.choose(act(), practice.id, Choice(SourceKind.PEER, peer=peer))
    source = (await services.trusted.panel(act(), practice.id)).source
    assert source
    assert source.kind is SourceKind.VERSIONS


async def test_the_same_interaction_chooses_once(services: Services, practice: Practice) -> None:
    caller = act()
    shown = await services.trusted.choose(caller, practice.id, PEER)
    assert await services.trusted.choose(caller, practice.id, None) == shown


async def test_only_ones_own_practice(services: Services, practice: Practice) -> None:
    with pytest.raises(NotStarted):
        await services.trusted.choose(act(BEN), practice.id, None)
    await services.practices.add(act(BEN), PracticeWords(name="Guitar", minimum="1 page"))
    await services.practices.add(
        act(community=ELSEWHERE), PracticeWords(name="Guitar", minimum="1 page")
    )
    for stranger in (act(BEN), act(community=ELSEWHERE)):
        with pytest.raises(UnknownPractice):
            await services.trusted.panel(stranger, practice.id)
        with pytest.raises(UnknownPractice):
            await services.trusted.choose(stranger, practice.id, PEER)
