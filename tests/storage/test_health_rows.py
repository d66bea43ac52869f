"""What a health report reads: of this community, of those who agreed, and not what is hidden."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

import pytest

from bot.domain.days import Week
from bot.domain.health_facts import Asked, Tried
from bot.domain.ids import UserId
from bot.domain.pieces import PieceKind
from bot.domain.requests import RequestState
from bot.domain.settings import Visibility
from bot.services.members import Members
from storage.errors import CannotOpen
from storage.health import reading
from tests.support.callers import ANNA, BEN, ELSEWHERE, HERE, act
from tests.support.hiding import hide

if TYPE_CHECKING:
    from pathlib import Path

    from storage.database import Database
    from tests.support.clock import FakeClock

CYD = UserId(13)
OPEN = frozenset({ANNA})
PRACTICE = """
INSERT INTO practices (practice_id, community_id, user_id, name, why, started_on, created_at)
VALUES (:id, :community, :user, 'Guitar', '', '2026-01-05', 0)
"""
STANDARD = """
INSERT INTO practice_standards (community_id, practice_id, valid_from, minimum, unit)
VALUES (:community, :id, '2026-01-05', 2000, 'min')
"""
SCHEDULE = """
INSERT INTO practice_schedules (community_id, practice_id, valid_from, schedule)
VALUES (:community, :id, '2026-01-05', 'days:024')
"""
ARCHIVE = """
INSERT INTO practice_archives (community_id, practice_id, ordinal, archived_on)
VALUES (:community, :id, 0, '2026-11-01')
"""
LOG = """
INSERT INTO logs (
    log_id, community_id, user_id, practice_id, day, amount, note, context, focus, lesson, link,
    proof, backfilled, logged_at
) VALUES (:id, :community, :user, :practice, :day, :amount, '', '', '', '', '', '', :back, :at)
"""
CHEER = "INSERT INTO cheers (community_id, log_id, user_id, cheered_at) VALUES (1, :id, :user, :at)"
KUDOS = """
INSERT INTO kudos (kudos_id, community_id, user_id, thanked_user_id, for_what, day, given_at)
VALUES (:id, :community, :user, :other, '', '2026-11-10', :at)
"""
ANSWER = """
INSERT INTO feedback (
    feedback_id, community_id, request_id, asked_by, given_by, works, change, question, given_at,
    problematic, remark, reply, applied_note
) VALUES (:id, :community, :request, :user, :other, '', '', '', :at, 0, '', '', '')
"""
REQUEST = """
INSERT INTO requests (
    request_id, community_id, user_id, kind, state, audience, anonymous, title, link, work,
    question, counted, file_name, asked_at, closed_at
) VALUES (
    :id, :community, :user, :kind, :state, :audience, :anonymous, '', '', '', '', '', '', 5, :at
)
"""
REFLECTION = """
INSERT INTO reflections (
    reflection_id, community_id, user_id, week, question, answer, goal_outcomes, behaviour,
    conditions, unknown_conditions, adjustment, goal, three_weeks, shared, reflected_at
) VALUES (:id, :community, :user, :week, '', '', '', '', '', 0, '', '', 0, 0, :at)
"""
SUSPENSION = """
INSERT INTO suspensions (community_id, user_id, suspended_by, suspended_at)
VALUES (:community, :user, :other, :at)
"""
IDEA = """
INSERT INTO ideas (
    idea_id, community_id, user_id, kind, title, text, leaves_out, source, search_key, shared_at
) VALUES (1, 1, 13, 'insight', '', '', '', '', '', 0)
"""
APPLICATION = """
INSERT INTO applications (
    application_id, community_id, idea_id, user_id, day, happened, applied_at
) VALUES (:id, 1, 1, :user, '2026-11-10', '', :at)
"""


@pytest.fixture
async def people(db: Database, clock: FakeClock) -> Database:
    """Anna (open) and Ben agreed, Cyd did not; elsewhere Anna did as well."""
    members = Members(db, clock)
    for user, community in ((ANNA, HERE), (BEN, HERE), (ANNA, ELSEWHERE)):
        await members.choose_counted(act(user, community), on=True)
    await members.choose_visibility(act(ANNA), Visibility.OPEN)
    await members.choose_boards(act(CYD), on=True)
    await put(db, PRACTICE, id=1)
    await put(db, STANDARD, id=1)
    await put(db, SCHEDULE, id=1)
    await put(db, PRACTICE, id=3, user=CYD)
    await put(db, PRACTICE, id=4, community=ELSEWHERE)
    return db


async def put(db: Database, statement: str, **values: int | str | None) -> None:
    given = {"community": HERE, "user": ANNA, "other": BEN, "at": 100, "request": None, **values}
    async with db.transaction() as tx:
        await tx.execute(
            statement, {name: given[name] for name in given if f":{name}" in statement}
        )


def at(seconds: int) -> datetime:
    return datetime.fromtimestamp(seconds, UTC)


async def test_members_who_agreed(people: Database) -> None:
    with reading(people.path, HERE) as reader:
        found = reader.members()
    assert [(each.user_id, each.visibility) for each in found] == [
        (ANNA, Visibility.OPEN),
        (BEN, Visibility.PRIVATE),
    ]
    assert all(each.counted and each.clock for each in found)


async def test_practices_with_their_history(people: Database) -> None:
    await put(people, ARCHIVE, id=1)
    with reading(people.path, HERE) as reader:
        (practice,) = reader.practices()
    assert practice.id == 1
    assert practice.standards[0].standard.minimum == 2000
    assert practice.schedules[0].schedule.blocks_per_week == 3
    assert practice.is_archived


async def test_logs_come_day_by_day(people: Database) -> None:
    days = ("2026-11-08", "2026-11-09", "2026-11-09", "2026-11-10", "2026-11-16")
    for number, day in enumerate(days):
        await put(people, LOG, id=number, practice=1, day=day, amount=number + 1, back=number % 2)
    await put(people, LOG, id=10, practice=3, user=CYD, day="2026-11-09", amount=1, back=0)
    await put(
        people, LOG, id=11, practice=4, community=ELSEWHERE, day="2026-11-09", amount=1, back=0
    )
    with reading(people.path, HERE) as reader:
        found = list(reader.logs(date(2026, 11, 9), date(2026, 11, 16)))
        (practice,) = reader.practices()
        everything = list(reader.logs_of(practice))
        assert reader.logged_days(ANNA, date(2026, 11, 10)) == [
            date(2026, 11, 10),
            date(2026, 11, 16),
        ]
    logged = [(1, day, number + 1, number % 2) for number, day in enumerate(days)]
    assert sorted(found) == sorted(logged[1:4])
    assert sorted(everything) == sorted(logged)
    assert [row[1] for row in found] == sorted(row[1] for row in found)
    assert [row[1] for row in everything] == sorted(row[1] for row in everything)


async def test_who_logged_last_between_two_instants(people: Database) -> None:
    for number, (user, seconds) in enumerate([(ANNA, 100), (ANNA, 200), (BEN, 100), (CYD, 200)]):
        log = {"practice": 1, "day": "2026-11-09", "amount": 1, "back": 0}
        await put(people, LOG, id=number, user=user, at=seconds, **log)
    with reading(people.path, HERE) as reader:
        assert reader.silent(at(150), at(201)) == (ANNA,)
        assert set(reader.silent(at(100), at(200))) == {BEN}


async def test_who_reflected_and_gave(people: Database) -> None:
    for number, week in enumerate(("2025-W52", "2026-W01")):
        await put(people, REFLECTION, id=number, week=week)
    await put(people, REFLECTION, id=9, community=ELSEWHERE, week="2026-W02")
    for number, seconds in enumerate((99, 100, 101)):
        await put(people, ANSWER, id=number, at=seconds)
    await put(people, ANSWER, id=8, other=ANNA)
    await put(people, ANSWER, id=9, community=ELSEWHERE)
    await put(people, KUDOS, id=1, at=300)
    with reading(people.path, HERE) as reader:
        assert reader.reflected(Week(2026, 1)) == [(ANNA, Week(2026, 1))]
        assert sorted(reader.gave(at(100))) == [(ANNA, at(300)), (BEN, at(100)), (BEN, at(101))]


async def test_who_was_answered_thanked_or_cheered(people: Database) -> None:
    request = {"kind": "work", "state": "open", "audience": "anyone"}
    await put(people, REQUEST, id=1, anonymous=0, **request)
    await put(people, REQUEST, id=2, anonymous=1, **request)
    # Whoever is no longer alone the moment an anonymous request is answered would be its author.
    await put(people, ANSWER, id=5, at=102, request=2)
    for number in range(2):
        await put(people, ANSWER, id=number, at=100 + number, request=1)
        await put(people, KUDOS, id=number, user=CYD + number, other=BEN, at=200 + number)
    await put(people, LOG, id=1, practice=1, day="2026-11-09", amount=1, back=0)
    for user in (ANNA, BEN):
        await put(people, CHEER, id=1, user=user, at=300)
    await hide(people, PieceKind.FEEDBACK, 0)
    await hide(people, PieceKind.KUDOS, 0)
    with reading(people.path, HERE) as reader:
        assert sorted(reader.received(at(100))) == [
            (ANNA, at(101)),
            (ANNA, at(300)),
            (BEN, at(201)),
        ]


async def test_requests_and_whose_they_are(people: Database) -> None:
    usual = {"kind": "work", "state": "answered", "audience": "anyone", "anonymous": 0}
    changes: list[dict[str, int | str | None]] = [
        {},
        {"anonymous": 1, "state": "lapsed"},
        {"audience": "person", "state": "open", "at": None},
        {"user": BEN},
        {"at": 99},
        {"kind": "self", "state": "kept"},
        {"state": "withdrawn"},
        {"user": CYD},
        {},
    ]
    for number, changed in enumerate(changes):
        await put(people, REQUEST, id=number, **{**usual, **changed})
    await hide(people, PieceKind.REQUEST, 8)
    with reading(people.path, HERE) as reader:
        found = reader.requests(at(100), OPEN)
    answered, lapsed, waits = RequestState.ANSWERED, RequestState.LAPSED, RequestState.OPEN
    assert found == (
        Asked(ANNA, True, answered, at(5), at(100)),  # noqa: FBT003 - as in the row
        Asked(ANNA, False, lapsed, at(5), at(100)),  # noqa: FBT003
        Asked(ANNA, False, waits, at(5), None),  # noqa: FBT003
        Asked(BEN, False, answered, at(5), at(100)),  # noqa: FBT003
    )


async def test_what_a_suspended_author_asked_does_not_wait(people: Database) -> None:
    """As in the queue, where it is kept back; what became of others before stays told."""
    for number, state in enumerate(("open", "answered")):
        usual = {"kind": "work", "audience": "anyone", "anonymous": 0}
        await put(people, REQUEST, id=number, state=state, **usual)
    await put(people, SUSPENSION)
    with reading(people.path, HERE) as reader:
        (only,) = reader.requests(at(100), OPEN)
    assert only.state is RequestState.ANSWERED


async def test_who_tried_ideas(people: Database) -> None:
    await put(people, IDEA)
    for number, (user, seconds) in enumerate([(BEN, 100), (CYD, 100), (ANNA, 200)]):
        await put(people, APPLICATION, id=number, user=user, at=seconds)
    await put(people, LOG, id=1, practice=1, day="2026-11-09", amount=1, back=0)
    with reading(people.path, HERE) as reader:
        assert reader.tried(at(100), at(200)) == Tried(frozenset({BEN}), frozenset({ANNA, BEN}))
        assert reader.tried(at(200), at(201)) == Tried(OPEN, OPEN)


@pytest.mark.parametrize("statement", [REFLECTION, ANSWER])
async def test_what_makes_somebody_active(people: Database, statement: str) -> None:
    await put(people, statement, id=1, user=BEN, other=ANNA, week="2026-W01")
    with reading(people.path, HERE) as reader:
        assert len(reader.tried(at(100), at(101)).active) == 1
        assert not reader.tried(at(101), at(102)).active


async def test_a_reader_sees_one_moment(people: Database, clock: FakeClock) -> None:
    with reading(people.path, HERE) as reader:
        before = reader.members()
        await Members(people, clock).choose_counted(act(CYD), on=True)
        assert reader.members() == before
    with reading(people.path, HERE) as reader:
        assert len(reader.members()) == 3


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(CannotOpen), reading(tmp_path / "none.db", HERE) as reader:
        reader.members()
