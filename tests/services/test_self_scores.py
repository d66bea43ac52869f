from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest

from bot.domain.asking import Options, Words
from bot.domain.drafts import DraftGone
from bot.domain.feedback import Feedback
from bot.domain.giving import LevelsMissing
from bot.domain.ids import FeedbackId
from bot.domain.moderation import Suspended
from bot.domain.practice_details import PracticeWords
from bot.domain.requests import RequestKind, RequestState
from bot.domain.rubrics import UnknownRubric
from bot.domain.versions import CountChange, LevelChange
from storage import feedback, suspensions
from tests.support.asking import ask
from tests.support.callers import ANNA, BEN, HERE, act

if TYPE_CHECKING:
    from bot.domain.asking import Scoring, SelfScored
    from bot.domain.ids import RequestId
    from bot.services.container import Services
    from storage.database import Database
    from tests.support.clock import FakeClock

DRAFT = Words("Essay", "", counted="errors 9")


async def scored(services: Services, *levels: int, **options: Any) -> Scoring:
    scoring = await services.self_scores.begin(act(), Options("writing", **options))
    for position, _ in enumerate(scoring.version.criteria):
        level = levels[position] if position < len(levels) else 2
        scoring = await services.self_scores.choose(act(), scoring.draft_id, position, level)
    return scoring


async def keep(services: Services, *levels: int, words: Words = DRAFT) -> SelfScored:
    scoring = await scored(services, *levels)
    return await services.self_scores.keep(act(), scoring.draft_id, words, "Shorter sentences")


async def test_scores_are_a_version_and_count_nowhere(services: Services) -> None:
    kept = await keep(services, 3)
    request, answer = kept.request, kept.feedback
    assert (request.kind, request.state) == (RequestKind.SELF, RequestState.KEPT)
    assert not request.is_public
    assert request.due is None
    assert (answer.asked_by, answer.given_by) == (ANNA, ANNA)
    assert answer.change == "Shorter sentences"
    assert answer.levels
    assert (answer.levels[0], answer.levels[1]) == (3, 2)
    assert kept.comparison is None
    assert await services.requests.open_of(act()) == ()
    prepared = await services.asking.prepare(act(), RequestKind.WORK, Options())
    assert [each.id for each in prepared.versions] == [request.id]


async def test_a_version_stands_beside_the_one_before(services: Services) -> None:
    first = await keep(services, 1, 3)
    words = DRAFT._replace(earlier=str(first.request.id), counted="errors 6")
    second = await keep(services, 2, 3, words=words)
    assert second.comparison
    assert second.comparison.counted == CountChange("errors", 900, 600)
    name = second.version.criteria[0].name
    assert second.comparison.levels[0] == LevelChange(name, 1, 2)


async def test_a_panel_keeps_what_was_chosen(services: Services) -> None:
    scoring = await services.self_scores.begin(act(), Options("writing"))
    with pytest.raises(LevelsMissing):
        await services.self_scores.prepared(act(), scoring.draft_id)
    with pytest.raises(LevelsMissing):
        await services.self_scores.keep(act(), scoring.draft_id, DRAFT, "")
    await services.self_scores.choose(act(), scoring.draft_id, 0, 4)
    scoring = await services.self_scores.choose(act(), scoring.draft_id, 0, 1)
    assert scoring.levels == {0: 1}
    for caller in (act(BEN),):
        with pytest.raises(DraftGone):
            await services.self_scores.choose(caller, scoring.draft_id, 0, 1)


async def test_a_form_that_comes_in_twice_keeps_one_version(services: Services) -> None:
    scoring = await scored(services)
    first = await services.self_scores.keep(act(), scoring.draft_id, DRAFT, " ")
    again = await services.self_scores.keep(act(), scoring.draft_id, Words("Other", ""), "x")
    assert again == first
    assert not first.feedback.change


async def test_options_must_mean_something(
    services: Services, db: Database, clock: FakeClock
) -> None:
    with pytest.raises(UnknownRubric):
        await services.self_scores.begin(act(), Options("nonsense"))
    early = await scored(services)
    await services.members.choose_boards(act(), on=False)
    async with db.transaction() as tx:
        await suspensions.add(tx, HERE, ANNA, BEN, clock.now())
    with pytest.raises(Suspended):
        await services.self_scores.begin(act(), Options("writing"))
    with pytest.raises(Suspended):
        await services.self_scores.keep(act(), early.draft_id, DRAFT, "")


async def test_a_practice_proposes_its_latest_version(services: Services) -> None:
    words = PracticeWords(name="Writing", minimum="1 page", skill="Prose")
    practice = (await services.practices.add(act(), words)).practice
    scoring = await scored(services, practice="Writing")
    first = await services.self_scores.keep(act(), scoring.draft_id, DRAFT, "")
    assert (first.request.practice_id, first.request.skill_id) == (practice.id, practice.skill_id)
    scoring = await scored(services, practice="Writing")
    prepared = await services.self_scores.prepared(act(), scoring.draft_id)
    assert prepared.plan.earlier_id == first.request.id
    assert (await scored(services)).draft_id
    plain = await services.self_scores.prepared(act(), (await scored(services)).draft_id)
    assert plain.plan.earlier_id is None


async def test_a_plan_of_asking_is_no_panel(services: Services) -> None:
    prepared = await services.asking.prepare(act(), RequestKind.WORK, Options())
    with pytest.raises(DraftGone):
        await services.self_scores.choose(act(), prepared.draft_id, 0, 1)


async def answer(
    db: Database, clock: FakeClock, request_id: RequestId, level: int, number: int
) -> Feedback:
    given = Feedback(
        id=FeedbackId(number),
        community_id=HERE,
        request_id=request_id,
        asked_by=ANNA,
        given_by=BEN,
        given_at=clock.now(),
        works="Much",
        change="Little",
        levels={0: level},
    )
    async with db.transaction() as tx:
        await feedback.add(tx, given)
    clock.advance(timedelta(minutes=1))
    return given


async def test_the_latest_answer_that_helped_tells_the_levels(
    services: Services, db: Database, clock: FakeClock
) -> None:
    await services.members.choose_boards(act(), on=False)
    rubric = await services.rubrics.named(act(), "writing")
    before = await ask(db, ANNA, clock.now(), rubric_version_id=rubric.id)
    after = await ask(db, ANNA, clock.now(), rubric_version_id=rubric.id, earlier_id=before.id)
    await answer(db, clock, before.id, 1, 501)
    await answer(db, clock, before.id, 2, 502)
    await answer(db, clock, after.id, 3, 503)
    await answer(db, clock, after.id, 1, 504)
    async with db.transaction() as tx:
        await tx.execute(
            "UPDATE feedback SET problematic = 1, rated_at = 0 "
            "WHERE community_id = 1 AND feedback_id = 504"
        )
    async with db.reading() as conn:
        compared = await services.versions.compare(conn, after)
        assert compared
        assert [each[1:] for each in compared.levels] == [(2, 3)]
        assert await services.versions.compare(conn, before) is None


async def test_a_version_scored_alone_is_shown_to_its_author_only(
    services: Services, db: Database, clock: FakeClock
) -> None:
    kept = await keep(services)
    request = await ask(db, ANNA, clock.now(), earlier_id=kept.request.id)
    async with db.reading() as conn:
        assert await services.versions.compare(conn, request) is None
        assert await services.versions.compare(conn, request, for_author=True)
