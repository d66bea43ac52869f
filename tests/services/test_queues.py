from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from bot.domain.feedback import Feedback
from bot.domain.ids import SkillId
from bot.domain.moderation import Suspended
from bot.domain.pieces import PieceKind
from bot.domain.queues import PAGE, Criterion, Filter, OwnRequest
from bot.domain.requests import Audience, RequestKind, RequestState, UnknownRequest
from bot.domain.skills import Skill, UnknownSkill
from storage import blocks, feedback, skills, suspensions
from tests.support.asking import ask, close
from tests.support.callers import ANNA, BEN, ELSEWHERE, HERE, act
from tests.support.hiding import hide
from tests.support.queueing import CYD, DAN, feedback_ids, help_, seen

if TYPE_CHECKING:
    from bot.services.queues import Queues
    from storage.database import Database
    from tests.support.clock import FakeClock

DAY = timedelta(days=1)


async def test_stuck_then_days_then_balance_then_id(
    db: Database, clock: FakeClock, queues: Queues
) -> None:
    start = clock.now()
    clock.advance(3 * DAY)
    plain = await ask(db, ANNA, start + 2 * DAY)
    giver = await ask(db, DAN, start + 2 * DAY)
    older = await ask(db, ANNA, start + 1.5 * DAY)
    oldest = await ask(db, ANNA, start)
    stuck = await ask(db, ANNA, clock.now(), kind=RequestKind.STUCK)
    late = await ask(db, ANNA, start + 2 * DAY)
    await help_(db, clock, DAN, CYD)
    in_order = [stuck.id, oldest.id, giver.id, plain.id, older.id, late.id]
    assert await seen(queues) == in_order[:PAGE]
    second = await queues.page(act(BEN), 1, 0)
    assert [entry.id for entry in second.entries] == in_order[PAGE:]
    expected = [
        Criterion.STUCK,
        Criterion.WAITED,
        Criterion.GAVE,
        Criterion.ASKED_FIRST,
        Criterion.ASKED_FIRST,
    ]
    shown = await queues.explain(act(BEN), 0, 0)
    assert [each.why and each.why.criterion for each in shown.placed] == expected
    last = await queues.explain(act(BEN), 1, 0)
    assert [(each.entry.id, each.why) for each in last.placed] == [(late.id, None)]
    clock.advance(DAY / 2)
    assert await seen(queues) == [stuck.id, oldest.id, older.id, giver.id, plain.id]


async def test_the_order_changes_when_an_answer_is_too_old_to_count(
    db: Database, clock: FakeClock, queues: Queues
) -> None:
    await help_(db, clock, DAN, CYD)
    clock.advance(60 * DAY - timedelta(minutes=30))
    plain = await ask(db, ANNA, clock.now())
    giver = await ask(db, DAN, clock.now())
    assert await seen(queues) == [giver.id, plain.id]
    clock.advance(timedelta(minutes=30))
    assert await seen(queues) == [plain.id, giver.id]


async def test_who_sees_what(db: Database, clock: FakeClock, queues: Queues) -> None:
    now = clock.now()
    free = await ask(db, ANNA, now)
    mine = await ask(db, BEN, now)
    for_ben = await ask(db, ANNA, now, audience=Audience.PERSON, asked=BEN)
    for_cyd = await ask(db, ANNA, now, audience=Audience.PERSON, asked=CYD)
    apart = await ask(db, DAN, now)
    elsewhere = await ask(db, ANNA, now, community_id=ELSEWHERE)
    assert await seen(queues) == [free.id, for_ben.id, apart.id]
    async with db.transaction() as tx:
        await blocks.add(tx, HERE, DAN, BEN, now)
    assert await seen(queues) == [free.id, for_ben.id]
    assert await seen(queues, DAN) == [free.id]
    assert await seen(queues, CYD) == [free.id, mine.id, for_cyd.id, apart.id]
    assert [each.id for each in (await queues.page(act(BEN, ELSEWHERE), 0, 0)).entries] == [
        elsewhere.id
    ]
    await hide(db, PieceKind.REQUEST, free.id)
    assert await seen(queues) == [for_ben.id]
    for refused in (for_cyd, apart, elsewhere, free):
        with pytest.raises(UnknownRequest):
            await queues.take(act(BEN), refused.id)
    with pytest.raises(OwnRequest):
        await queues.take(act(BEN), mine.id)


async def test_the_suspended_see_and_take_nothing(
    db: Database, clock: FakeClock, queues: Queues
) -> None:
    request = await ask(db, ANNA, clock.now())
    assert await seen(queues) == [request.id]
    async with db.transaction() as tx:
        await suspensions.add(tx, HERE, BEN, CYD, clock.now())
    for refused in (
        queues.search(act(BEN), ""),
        queues.page(act(BEN), 0, 0),
        queues.explain(act(BEN), 0, 0),
        queues.take(act(BEN), request.id),
    ):
        with pytest.raises(Suspended):
            await refused


async def test_a_skill_and_its_synonyms(db: Database, clock: FakeClock, queues: Queues) -> None:
    prose = Skill(SkillId(1), HERE, "Prose", approved=True, synonym_of=None)
    essays = replace(prose, id=SkillId(2), name="Essays")
    verse = replace(prose, id=SkillId(3), name="Verse")
    async with db.transaction() as tx:
        for skill in (prose, essays, verse):
            await skills.add(tx, skill)
    written = await ask(db, ANNA, clock.now(), skill_id=prose.id)
    essay = await ask(db, ANNA, clock.now(), skill_id=essays.id)
    await ask(db, ANNA, clock.now())
    assert await seen(queues, skill=" essays ") == [essay.id]
    async with db.transaction() as tx:
        await skills.join(tx, essays, prose)
    assert await seen(queues, skill="ESSAYS") == [written.id, essay.id]
    assert await seen(queues, skill="Verse") == []
    joined = await queues.page(act(BEN), 0, essays.id)
    assert joined.only == Filter(prose.id, "Prose")
    assert joined.waiting == 2
    shown = await queues.explain(act(BEN), 0, essays.id)
    assert [each.entry.id for each in shown.placed] == [written.id, essay.id]
    with pytest.raises(UnknownSkill):
        await queues.search(act(BEN), "Poetry")
    assert [entry.skill for entry in joined.entries] == ["Prose", "Prose"]
    async with db.transaction() as tx:
        await skills.remove(tx, prose)
        await skills.remove(tx, verse)
    everything = await queues.page(act(BEN), 0, verse.id)
    assert [entry.skill for entry in everything.entries] == [None, None, None]
    assert (everything.only, everything.waiting) == (None, 3)


async def test_honest_waiting_times(db: Database, clock: FakeClock, queues: Queues) -> None:
    page = await queues.search(act(BEN), "")
    assert (page.waiting, page.longest_days, page.pace, page.last) == (0, 0, None, 0)
    for hours in (30, 1, 5):
        request = await ask(db, ANNA, clock.now() - timedelta(hours=hours))
        number = next(feedback_ids)
        given = Feedback(number, HERE, request.id, ANNA, BEN, clock.now(), works="", change="")
        async with db.transaction() as tx:
            await feedback.add(tx, given)
        await close(db, request, RequestState.ANSWERED, clock.now())
    for days in range(PAGE + 1):
        await ask(db, ANNA, clock.now() - days * DAY)
    page = await queues.page(act(BEN), 9, 0)
    assert (page.waiting, page.longest_days, page.pace) == (6, 5, timedelta(hours=5))
    assert (page.number, page.last, len(page.entries)) == (1, 1, 1)
    clock.advance(29 * DAY)
    assert (await queues.search(act(BEN), "")).pace is None
