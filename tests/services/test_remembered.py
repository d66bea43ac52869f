"""What `/today` and `/streak show` remember never differs from what the database says."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from bot.domain.adjustments import Adjustment, Outcome
from bot.domain.days import Week
from bot.domain.goals import GoalWords
from bot.domain.ids import AdjustmentId, ReflectionId, SkillId, UserId
from bot.domain.pieces import Piece, PieceKind
from bot.domain.reflections import Reflection
from bot.domain.requests import Audience, Hold, RequestState
from bot.domain.skills import Skill
from bot.services.container import Services
from storage import adjustments, blocks, feedback, pieces, reflections, requests, skills
from storage.generosity import UNDER_EXCHANGED
from storage.today import OWN_TABLES, SHARED_TABLES
from tests.support.answering import an_answer
from tests.support.asking import ask
from tests.support.callers import HERE, act
from tests.support.weeks import DAY, HOUR, WEEK

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from bot.domain.audits import Numbers
    from bot.domain.requests import Request
    from bot.domain.today import Home
    from tests.support.weeks import Scene

ANNA, BEN, CARA = (UserId(number) for number in range(1, 4))
MUSIC = Skill(SkillId(4), HERE, "music", approved=True, synonym_of=None)


class Life:
    """Ben has put a request to Anna; what happens then may change what she sees."""

    def __init__(self, scene: Scene, request: Request) -> None:
        self.scene = scene
        self.clock = scene.clock
        self.services = scene.services
        self.request = request
        self.answer = an_answer(request, ANNA)
        self.trial = Adjustment(
            AdjustmentId(5), HERE, ANNA, "phone away", Week(2026, 46), self.clock.now()
        )

    async def goal(self) -> None:
        await self.services.practices.set_goal(act(ANNA), "Guitar", GoalWords("play slower"))

    async def adopt(self) -> None:
        async with self.scene.db.transaction() as tx:
            await adjustments.adopt(tx, self.trial)

    async def end_adjustment(self) -> None:
        async with self.scene.db.transaction() as tx:
            await adjustments.end(tx, self.trial, Outcome.KEPT, self.clock.now())

    async def reflect(self) -> None:
        looked_back = Reflection(
            id=ReflectionId(7),
            community_id=HERE,
            user_id=ANNA,
            week=WEEK,
            question="",
            answer="It went well.",
            goal_outcomes={},
            behaviour="",
            conditions="",
            unknown_conditions=False,
            adjustment="",
            goal="",
            goal_practice_id=None,
            three_weeks=False,
            shared=False,
            card=None,
            reflected_at=self.clock.now(),
        )
        async with self.scene.db.transaction() as tx:
            await reflections.save(tx, looked_back)

    async def ask_another(self) -> None:
        when = self.clock.now()
        await ask(self.scene.db, BEN, when, audience=Audience.PERSON, asked=ANNA)

    async def take(self) -> None:
        await self._save(replace(self.request, hold=Hold(ANNA, self.clock.now() + HOUR)))

    async def taken_by_another(self) -> None:
        await self._save(replace(self.request, hold=Hold(CARA, self.clock.now() + HOUR)))

    async def wait(self) -> None:
        self.clock.advance(2 * HOUR)

    async def wait_for_sunday(self) -> None:
        self.clock.advance(4 * DAY)

    async def wait_a_week(self) -> None:
        self.clock.advance(7 * DAY)

    async def wait_almost_two_weeks(self) -> None:
        self.clock.advance(13 * DAY)

    async def wait_a_day(self) -> None:
        self.clock.advance(DAY)

    async def wait_two_weeks(self) -> None:
        self.clock.advance(15 * DAY)

    async def block(self) -> None:
        async with self.scene.db.transaction() as tx:
            await blocks.add(tx, HERE, BEN, ANNA, self.clock.now())

    async def unblock(self) -> None:
        async with self.scene.db.transaction() as tx:
            await blocks.remove(tx, HERE, BEN, ANNA)

    async def hide_request(self) -> None:
        await self._hide(Piece(PieceKind.REQUEST, self.request.id))

    async def leave(self) -> None:
        await self.services.privacy.erase(act(BEN), everywhere=False)

    async def forget_skill(self) -> None:
        async with self.scene.db.transaction() as tx:
            await skills.remove(tx, MUSIC)

    async def lapse(self) -> None:
        mine = await ask(self.scene.db, ANNA, self.clock.now())
        await self._save(mine.closed(RequestState.LAPSED, self.clock.now()))

    async def give(self) -> None:
        async with self.scene.db.transaction() as tx:
            await feedback.add(tx, self.answer)

    async def get(self) -> None:
        async with self.scene.db.transaction() as tx:
            await feedback.add(tx, replace(self.answer, asked_by=ANNA, given_by=BEN))

    async def hide_answer(self) -> None:
        await self._hide(Piece(PieceKind.FEEDBACK, self.answer.id))

    async def _save(self, request: Request) -> None:
        async with self.scene.db.transaction() as tx:
            await requests.save(tx, request)

    async def _hide(self, piece: Piece) -> None:
        async with self.scene.db.transaction() as tx:
            await pieces.hide(tx, HERE, piece, CARA, self.clock.now())


@pytest.fixture
async def life(scene: Scene) -> Life:
    await scene.community()
    for user in (ANNA, BEN, CARA):
        await scene.member(user)
    async with scene.db.transaction() as tx:
        await skills.add(tx, MUSIC)
    when = scene.clock.now()
    put = {"audience": Audience.PERSON, "asked": ANNA, "skill_id": MUSIC.id}
    return Life(scene, await ask(scene.db, BEN, when, **put))


async def shown(services: Services) -> tuple[Home, Numbers]:
    return await services.today.home(act(ANNA)), await services.streaks.show(act(ANNA), ANNA)


CHANGES: dict[str, Callable[[Life], Awaitable[None]]] = {
    name: change for name, change in vars(Life).items() if not name.startswith("_")
}


@pytest.mark.parametrize(
    "plan",
    [
        "goal",
        "adopt end_adjustment",
        "wait_for_sunday reflect wait_a_week",
        "ask_another",
        "take wait",
        "take hide_request",
        "taken_by_another wait",
        "block unblock ask_another",
        "hide_request",
        "leave",
        "forget_skill",
        "lapse wait_almost_two_weeks wait_a_day",
        "give hide_answer",
        "get hide_answer",
        "get wait_two_weeks",
    ],
)
async def test_after_every_change_it_is_what_would_be_read_anew(life: Life, plan: str) -> None:
    before = now = await shown(life.services)
    for name in plan.split():
        await CHANGES[name](life)
        before, now = now, await shown(life.services)
        assert now == await shown(Services(life.scene.db, life.clock))
    assert now != before


async def test_it_is_read_once(life: Life, monkeypatch: pytest.MonkeyPatch) -> None:
    before = await shown(life.services)
    monkeypatch.setattr("storage.connections.Connection.fetch_each", None)
    monkeypatch.setattr("storage.connections.Connection.fetch_all", None)
    assert await shown(life.services) == before


@pytest.mark.parametrize(
    ("tables", "read"),
    [
        (OWN_TABLES | SHARED_TABLES, ("adjustments", "blocks", "feedback", "goals", "requests")),
        (UNDER_EXCHANGED | {"requests"}, ("feedback", "hidden_pieces")),
    ],
)
async def test_whatever_takes_rows_along_counts_as_well(
    life: Life, tables: frozenset[str], read: tuple[str, ...]
) -> None:
    async with life.scene.db.reading() as conn:
        for table in read:
            rows = await conn.fetch_all(f"PRAGMA foreign_key_list({table})")
            assert {row["table"] for row in rows} <= tables
