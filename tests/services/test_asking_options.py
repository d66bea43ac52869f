from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest

from bot.domain.asking import MOST_VERSIONS
from bot.domain.ids import RequestId, RubricId, UserId
from bot.domain.practices import UnknownPractice
from bot.domain.requests import (
    AskedOneself,
    CannotAsk,
    NotWaiting,
    RequestKind,
    RequestState,
    UnknownRequest,
    Wish,
)
from bot.domain.rubrics import Rubric, UnknownRubric
from bot.domain.trusted import SourceKind, TrustedSource
from storage import blocks, rubrics, trusted
from tests.support.asking import close
from tests.support.callers import ANNA, BEN, ELSEWHERE, HERE, act
from tests.support.requesting import ESSAY, ask, practise, prepare, stuck

if TYPE_CHECKING:
    from bot.domain.ids import PracticeId
    from bot.services.container import Services
    from storage.database import Database
    from tests.support.clock import FakeClock


async def test_options_that_mean_nothing_are_refused_before_the_form(services: Services) -> None:
    with pytest.raises(UnknownRubric):
        await prepare(services, rubric="nonsense")
    with pytest.raises(UnknownPractice):
        await prepare(services, practice="nonsense")
    with pytest.raises(AskedOneself):
        await prepare(services, asked=ANNA)


async def test_a_practice_brings_its_skill(services: Services) -> None:
    practice_id = await practise(services)
    asked = await ask(services, practice="writing")
    assert asked.shown.request.practice_id == practice_id
    assert asked.shown.skill == "Prose"
    assert (await ask(services, practice="writing", skill="Plot")).shown.skill == "Plot"


async def trust(db: Database, practice_id: PracticeId, kind: SourceKind, **what: Any) -> None:
    source = TrustedSource(practice_id, HERE, ANNA, kind, **what)
    async with db.transaction() as tx:
        await trusted.put(tx, source)


async def test_a_practice_brings_its_trusted_peer(services: Services, db: Database) -> None:
    await trust(db, await practise(services), SourceKind.PEER, peer=BEN)
    assert (await ask(services, practice="Writing")).shown.request.asked == BEN
    assert (await prepare(services, practice="Writing", asked=UserId(13))).plan.asked == 13


async def test_a_trusted_peer_who_cannot_be_asked_by_now_is_left_out(
    services: Services, db: Database, clock: FakeClock
) -> None:
    await trust(db, await practise(services), SourceKind.PEER, peer=BEN)
    await services.members.choose_boards(act(BEN), on=False)
    async with db.transaction() as tx:
        await blocks.add(tx, HERE, BEN, ANNA, clock.now())
    prepared = await prepare(services, practice="Writing")
    assert (prepared.plan.asked, prepared.plan.without_peer) == (None, True)
    assert (await ask(services, practice="Writing")).shown.request.is_public
    assert not (await prepare(services, practice="Writing", asked=UserId(13))).plan.without_peer
    with pytest.raises(CannotAsk):
        await prepare(services, practice="Writing", asked=BEN)


async def test_a_practice_brings_its_trusted_rubric(services: Services, db: Database) -> None:
    writing = await services.rubrics.named(act(), "writing")
    await trust(db, await practise(services), SourceKind.RUBRIC, rubric_id=writing.rubric_id)
    assert (await prepare(services, practice="Writing")).plan.rubric_version_id == writing.id
    code = await services.rubrics.named(act(), "code")
    plan = (await prepare(services, practice="Writing", rubric="code")).plan
    assert plan.rubric_version_id == code.id


async def test_a_practice_brings_its_latest_version(services: Services, db: Database) -> None:
    practice_id = await practise(services)
    first = (await ask(services, practice="Writing")).shown.request
    await close(db, first, RequestState.ANSWERED)
    assert (await prepare(services, practice="Writing")).plan.earlier_id is None
    await trust(db, practice_id, SourceKind.VERSIONS)
    assert (await prepare(services, practice="Writing")).plan.earlier_id == first.id
    assert (await prepare(services)).plan.earlier_id is None


async def test_a_skill_that_is_gone_meanwhile_is_left_out(services: Services) -> None:
    moderator = act(BEN, manages_server=True)
    early = await prepare(services, skill="Prose")
    listed = await services.skills.of(moderator)
    await services.skills.remove(moderator, listed.skills[0].id)
    asked = await services.asking.ask(act(), early.draft_id, ESSAY)
    assert asked.shown.request.skill_id is None


async def test_a_skill_that_was_joined_meanwhile_is_the_other_one(services: Services) -> None:
    early = await prepare(services, skill="Prose")
    listed = await services.skills.add(act(BEN, manages_server=True), "Writing")
    prose = next(each for each in listed.skills if each.name == "Prose")
    await services.skills.join(act(BEN, manages_server=True), prose.id, "Writing")
    asked = await services.asking.ask(act(), early.draft_id, ESSAY)
    assert asked.shown.skill == "Writing"


async def test_a_practice_that_is_gone_meanwhile_is_left_out(
    services: Services, db: Database
) -> None:
    await practise(services)
    early = await prepare(services, practice="Writing")
    async with db.transaction() as tx:
        await tx.execute("DELETE FROM practices WHERE community_id = 1")
    assert (await services.asking.ask(act(), early.draft_id, ESSAY)).shown.request


async def test_the_earlier_version_is_one_of_my_own(services: Services) -> None:
    first = (await ask(services)).shown.request
    second = (await ask(services, ESSAY._replace(earlier=str(first.id)))).shown.request
    assert second.earlier_id == first.id
    early = await prepare(services, BEN)
    theirs = await services.asking.ask(
        act(BEN), early.draft_id, ESSAY._replace(earlier=str(first.id))
    )
    assert theirs.shown.request.earlier_id is None


async def test_versions_are_offered_newest_first_and_not_all(
    services: Services, db: Database, clock: FakeClock
) -> None:
    made: list[RequestId] = []
    for number in range(MOST_VERSIONS + 2):
        request = (await ask(services, ESSAY._replace(title=f"v{number}"))).shown.request
        state = RequestState.WITHDRAWN if number == 5 else RequestState.ANSWERED
        await close(db, request, state)
        made.append(request.id)
        clock.advance(timedelta(minutes=1))
    offered = [each.id for each in (await prepare(services)).versions]
    assert offered == [each for each in reversed(made) if each != made[5]][:MOST_VERSIONS]


async def test_stuck_leaves_the_practices_rubric_aside(services: Services, db: Database) -> None:
    writing = await services.rubrics.named(act(), "writing")
    await trust(db, await practise(services), SourceKind.RUBRIC, rubric_id=writing.rubric_id)
    asked = await stuck(services, practice="Writing")
    assert asked.shown.request.rubric_version_id is None


async def test_answered_work_is_asked_about_again_as_its_next_version(
    services: Services, db: Database
) -> None:
    first = (await ask(services, rubric="writing", asked=BEN, anonymous=True)).shown.request
    with pytest.raises(NotWaiting):
        await services.asking.again(act(), first.id)
    await close(db, first, RequestState.ANSWERED)
    prepared, before = await services.asking.again(act(), first.id)
    assert before.id == first.id
    plan = prepared.plan
    assert (plan.earlier_id, plan.asked, plan.anonymous) == (first.id, BEN, True)
    assert plan.rubric_version_id == first.rubric_version_id
    assert not plan.file_name


async def test_what_lapsed_is_asked_again_as_it_was(services: Services, db: Database) -> None:
    first = (await ask(services)).shown.request
    second = (await ask(services, ESSAY._replace(earlier=str(first.id)))).shown.request
    await close(db, second, RequestState.LAPSED)
    prepared, _ = await services.asking.again(act(), second.id)
    assert prepared.plan.earlier_id == first.id
    said = (await stuck(services)).shown.request
    await close(db, said, RequestState.LAPSED)
    prepared, _ = await services.asking.again(act(), said.id)
    assert (prepared.plan.kind, prepared.plan.wish) == (RequestKind.STUCK, Wish.ADVICE)


async def test_only_my_own_is_asked_again_and_only_if_it_may(
    services: Services, db: Database, clock: FakeClock
) -> None:
    first = (await ask(services, asked=BEN)).shown.request
    await close(db, first, RequestState.ANSWERED)
    for caller in (act(BEN), act(ANNA, ELSEWHERE)):
        with pytest.raises(UnknownRequest):
            await services.asking.again(caller, first.id)
    async with db.transaction() as tx:
        await blocks.add(tx, HERE, ANNA, BEN, clock.now())
    with pytest.raises(CannotAsk):
        await services.asking.again(act(), first.id)


async def test_a_trusted_rubric_that_was_taken_off_the_list_is_left_out(
    services: Services, db: Database
) -> None:
    practice_id = await practise(services)
    ours = Rubric(RubricId(900), HERE, "Ours", listed=False)
    async with db.transaction() as tx:
        await rubrics.add(tx, ours)
    await trust(db, practice_id, SourceKind.RUBRIC, rubric_id=ours.id)
    assert (await prepare(services, practice="Writing")).plan.rubric_version_id is None
