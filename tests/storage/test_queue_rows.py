from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from bot.domain.feedback import Feedback
from bot.domain.ids import CommunityId, FeedbackId, RequestId, RubricVersionId, SkillId, UserId
from bot.domain.pieces import PieceKind
from bot.domain.queues import Entry, Viewer
from bot.domain.requests import Audience, Hardship, Hold, RequestKind, RequestState, Wish
from bot.domain.rubric_bank import SHIPPED
from bot.domain.skills import Skill
from bot.domain.standings import Exchange
from bot.services.members import Members
from storage import blocks, feedback, queues, skills, standings, suspensions
from tests.support.asking import ask
from tests.support.callers import ANNA, BEN, ELSEWHERE, HERE, act
from tests.support.hiding import hide

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from bot.domain.requests import Request
    from storage.database import Database
    from tests.support.clock import FakeClock

CYD = UserId(13)
_RUBRIC = (
    "INSERT INTO rubrics (rubric_id, community_id, name, name_key) VALUES (7, 1, 'Odes', 'odes')",
    """
    INSERT INTO rubric_versions (version_id, community_id, rubric_id, number, name, made_at)
    VALUES (9, 1, 7, 1, 'Sonnets', 0)
    """,
)
_RATE = """
UPDATE feedback SET encouraging = 3, useful = 2, problematic = :problematic, rated_at = 1
WHERE feedback_id = :feedback_id
"""


@pytest.fixture(autouse=True)
async def anna(db: Database, clock: FakeClock) -> None:
    for user, community in ((ANNA, HERE), (CYD, HERE), (ANNA, ELSEWHERE)):
        await Members(db, clock).choose_boards(act(user, community), on=True)


async def waiting(db: Database, community: CommunityId = HERE) -> Sequence[Entry]:
    async with db.reading() as conn:
        found = await queues.entries(conn, community)
    return tuple(sorted(found, key=lambda entry: entry.id))


async def answer(
    db: Database, number: int, asked_by: UserId, given_by: UserId, at: datetime, **more: object
) -> None:
    """Keep an answer; ``request_id`` and ``rated`` (problematic or not) where they matter."""
    request_id = more.get("request_id")
    given = Feedback(
        id=FeedbackId(number),
        community_id=HERE,
        request_id=RequestId(request_id) if isinstance(request_id, int) else None,
        asked_by=asked_by,
        given_by=given_by,
        given_at=at,
        works="",
        change="",
    )
    async with db.transaction() as tx:
        await feedback.add(tx, given)
        if "rated" in more:
            await tx.execute(
                _RATE, {"feedback_id": number, "problematic": int(bool(more["rated"]))}
            )


async def test_work_becomes_an_entry(db: Database, clock: FakeClock) -> None:
    now = clock.now()
    prose = Skill(SkillId(3), HERE, "Prose", approved=True, synonym_of=None)
    async with db.transaction() as tx:
        await skills.add(tx, prose)
    version = SHIPPED[0]
    work = await ask(
        db,
        ANNA,
        now,
        skill_id=prose.id,
        rubric_version_id=version.id,
        wanted_by=now + timedelta(days=3),
        hold=Hold(BEN, now + timedelta(minutes=45)),
        question="?" * 300,
    )
    expected = Entry(
        id=work.id,
        community_id=HERE,
        user_id=ANNA,
        kind=RequestKind.WORK,
        title="My essay",
        asked_at=now,
        question="?" * 200,
        skill_id=prose.id,
        skill="Prose",
        rubric=version.name,
        wanted_by=work.wanted_by,
        hold=work.hold,
    )
    assert await waiting(db) == (expected,)


async def test_being_stuck_becomes_an_entry(db: Database, clock: FakeClock) -> None:
    what = {
        "kind": RequestKind.STUCK,
        "title": "",
        "question": "",
        "hardship": Hardship.PLATEAU,
        "wish": Wish.ADVICE,
        "anonymous": True,
        "asked": BEN,
    }
    now = clock.now()
    stuck = await ask(db, ANNA, now, work="!" * 300, audience=Audience.PERSON, **what)
    expected = Entry(
        id=stuck.id, community_id=HERE, user_id=ANNA, asked_at=now, words="!" * 200, **what
    )
    assert await waiting(db) == (expected,)


async def test_a_rubric_of_the_community_names_itself(db: Database, clock: FakeClock) -> None:
    async with db.transaction() as tx:
        for statement in _RUBRIC:
            await tx.execute(statement)
    await ask(db, ANNA, clock.now(), rubric_version_id=RubricVersionId(9))
    await ask(db, ANNA, clock.now(), rubric_version_id=RubricVersionId(8))
    assert [entry.rubric for entry in await waiting(db)] == ["Sonnets", None]


async def test_only_what_is_open_to_somebody_is_in_the_queue(
    db: Database, clock: FakeClock
) -> None:
    now = clock.now()
    plain = await ask(db, ANNA, now)
    widened = await ask(db, ANNA, now, asked=BEN)
    hidden = await ask(db, ANNA, now)
    for state in RequestState:
        if state is not RequestState.OPEN:
            await ask(db, ANNA, now, state=state)
    await ask(db, ANNA, now, kind=RequestKind.SELF)
    await ask(db, ANNA, now, audience=Audience.PERSON)
    elsewhere = await ask(db, ANNA, now, community_id=ELSEWHERE)
    await hide(db, PieceKind.REQUEST, hidden.id)
    await hide(db, PieceKind.FEEDBACK, plain.id)
    assert [(each.id, each.asked) for each in await waiting(db)] == [
        (plain.id, None),
        (widened.id, None),
    ]
    assert [each.id for each in await waiting(db, ELSEWHERE)] == [elsewhere.id]
    async with db.reading() as conn:
        some = (plain.id, hidden.id, elsewhere.id)
        found = await queues.entries_of(conn, HERE, some)
    assert [each.id for each in found] == [plain.id]


async def test_who_looks(db: Database, clock: FakeClock) -> None:
    now = clock.now()
    async with db.transaction() as tx:
        await blocks.add(tx, HERE, ANNA, BEN, now)
        await blocks.add(tx, HERE, CYD, ANNA, now)
        await blocks.add(tx, ELSEWHERE, ANNA, CYD, now)
        await suspensions.add(tx, HERE, BEN, CYD, now)
    async with db.reading() as conn:
        assert await queues.viewer(conn, HERE, ANNA) == Viewer(ANNA, frozenset({BEN, CYD}))
        assert await queues.viewer(conn, HERE, BEN) == Viewer(
            BEN, frozenset({ANNA}), is_suspended=True
        )


async def test_holds_of_a_member(db: Database, clock: FakeClock) -> None:
    now = clock.now()

    async def held(by: UserId, minutes: int, **more: object) -> Request:
        hold = Hold(by, now + timedelta(minutes=minutes))
        return await ask(db, ANNA, now, hold=hold, **more)

    second, first = await held(BEN, 40), await held(BEN, 5)
    await held(BEN, 0)
    await held(CYD, 40)
    await held(BEN, 40, state=RequestState.ANSWERED)
    await held(BEN, 40, community_id=ELSEWHERE)
    async with db.reading() as conn:
        assert await queues.held_by(conn, HERE, BEN, now) == (first, second)


async def test_how_long_requests_waited(db: Database, clock: FakeClock) -> None:
    asked_at = clock.now()
    request = await ask(db, ANNA, asked_at)
    own = await ask(db, ANNA, asked_at, kind=RequestKind.SELF)
    clock.advance(timedelta(hours=5))
    await answer(db, 1, ANNA, BEN, clock.now(), request_id=request.id)
    await answer(db, 2, ANNA, ANNA, clock.now(), request_id=own.id)
    await answer(db, 3, ANNA, BEN, clock.now())
    async with db.reading() as conn:
        assert await queues.waits(conn, HERE, asked_at) == (timedelta(hours=5),)
        assert await queues.waits(conn, HERE, clock.now()) == ()


async def test_exchanges(db: Database, clock: FakeClock) -> None:
    since = clock.now()
    at = since + timedelta(hours=1)
    await answer(db, 1, ANNA, BEN, at, rated=False)
    await answer(db, 2, BEN, CYD, at, rated=True)
    await answer(db, 3, CYD, BEN, at)
    await answer(db, 4, BEN, BEN, at)
    await answer(db, 5, ANNA, BEN, since)
    rated = Exchange(ANNA, BEN, 3, 2, at)
    problematic = Exchange(BEN, CYD, 3, 2, at, problematic=True)
    open_ = Exchange(CYD, BEN, None, None, at)
    async with db.reading() as conn:
        assert set(await standings.exchanges(conn, HERE, since)) == {rated, problematic, open_}
        assert not await standings.exchanges(conn, ELSEWHERE, since)
        assert set(await standings.exchanges_of(conn, HERE, CYD, since)) == {problematic, open_}
        assert await standings.exchanges_of(conn, HERE, ANNA, since) == (rated,)
        given = await standings.given_to_others(conn, HERE, [BEN], CYD, since)
        assert given == (rated,)


async def test_listeners_hear_of_what_was_written(db: Database, clock: FakeClock) -> None:
    heard: list[tuple[str, int | None, int | None]] = []
    db.listen(
        lambda statements: heard.extend(
            (each.table, each.user_id, each.request_id) for each in statements
        )
    )
    request = await ask(db, ANNA, clock.now())
    assert heard == [("requests", ANNA, request.id)]
    async with db.single() as tx:
        await suspensions.remove(tx, HERE, BEN)
    assert heard[1:] == [("suspensions", BEN, None)]
