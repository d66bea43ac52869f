"""Sessions as moderators and members change them, each act once."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.domain.communities import ModeratorsOnly
from bot.domain.deliveries import Sent
from bot.domain.ids import UserId
from bot.domain.moderation import Suspended
from bot.domain.session_meetings import Step
from bot.domain.sessions import (
    MeetingOver,
    NotSoFar,
    NotYourSummary,
    NotYourTurn,
    SessionEnded,
    SessionGone,
    SessionWords,
    TitleTaken,
    TooManySessions,
)
from storage import session_people, sessions, suspensions
from tests.support.callers import ANNA, BEN, ELSEWHERE, HERE, act
from tests.support.weeks import DAY, HOUR, MINUTE

if TYPE_CHECKING:
    from bot.domain.callers import Caller
    from bot.domain.sessions import ShownSession
    from bot.services.container import Services
    from storage.database import Database
    from tests.support.clock import FakeClock

MONA = UserId(21)
CHANNEL = 77


def mona() -> Caller:
    return act(MONA, manages_server=True)


@pytest.fixture
async def planned(services: Services) -> ShownSession:
    """A session that first meets at seven in the evening of Tuesday, 24 November 2026."""
    return await services.sessions.plan(mona(), SessionWords("Scales", "tuesday 19:00"), CHANNEL)


async def join(services: Services, planned: ShownSession, *users: UserId, clock: FakeClock) -> None:
    for user in users:
        await services.session_turns.toggle_rota(act(user), planned.session.id, 1)
        clock.advance(MINUTE)


async def presenter(services: Services, planned: ShownSession) -> UserId | None:
    upcoming = (await services.sessions.get(mona(), planned.session.id)).upcoming
    assert upcoming
    return upcoming.presenter


async def test_a_repeated_delivery_changes_nothing(
    services: Services, planned: ShownSession, db: Database, clock: FakeClock
) -> None:
    key = planned.session.id
    again = mona()
    words = SessionWords("Other", "friday 18:00")
    first = await services.sessions.plan(again, words, CHANNEL)
    assert await services.sessions.plan(again, words, CHANNEL) == first
    again = act(ANNA)
    for _ in range(2):
        rota = await services.session_turns.toggle_rota(again, key, 1)
        assert rota.is_on
    passing = act(ANNA)
    for _ in range(2):
        assert (await services.session_turns.let_pass(passing, key, 1)).meeting.presenter is None
    again = mona()
    for _ in range(2):
        moved = await services.sessions.plan_next(again, key, "thursday 18:00")
        assert moved.shown.upcoming
        assert moved.shown.upcoming.number == 2
    again = mona()
    changed = await services.sessions.cancel(again, key, 2)
    assert changed.cancelled
    assert (await services.sessions.cancel(again, key, 2)).cancelled is None
    async with db.reading() as conn:
        newest = await sessions.newest(conn, planned.session)
    assert newest
    assert newest.number == 3
    clock.set(newest.starts_at)
    again = act(ANNA)
    for _ in range(2):
        assert (await services.session_turns.attend(again, key, 3)).came == (ANNA,)


async def test_whoever_is_named_stays_named(
    services: Services, planned: ShownSession, clock: FakeClock
) -> None:
    await join(services, planned, BEN, ANNA, clock=clock)
    assert await presenter(services, planned) == BEN
    await join(services, planned, BEN, clock=clock)
    assert await presenter(services, planned) == ANNA
    await join(services, planned, BEN, clock=clock)
    assert await presenter(services, planned) == ANNA


async def test_nobody_is_bumped_by_who_never_presented(
    services: Services, planned: ShownSession, clock: FakeClock
) -> None:
    await join(services, planned, ANNA, clock=clock)
    assert planned.upcoming
    await services.session_events.note(planned.upcoming, Step.MAKE, Sent(1))
    clock.set(planned.upcoming.ends_at)
    assert await services.session_events.close(planned.upcoming)
    await join(services, planned, BEN, clock=clock)
    assert await presenter(services, planned) == ANNA


async def test_a_cancelled_meeting_was_nobodys_turn(
    services: Services, planned: ShownSession, clock: FakeClock
) -> None:
    await join(services, planned, ANNA, BEN, clock=clock)
    await services.sessions.cancel(mona(), planned.session.id, 1)
    assert await presenter(services, planned) == ANNA


async def test_turns_go_round(services: Services, planned: ShownSession, clock: FakeClock) -> None:
    await join(services, planned, ANNA, BEN, clock=clock)
    named = []
    for _ in range(4):
        upcoming = (await services.sessions.get(mona(), planned.session.id)).upcoming
        assert upcoming
        named.append(upcoming.presenter)
        await services.session_events.note(upcoming, Step.MAKE, Sent(upcoming.number))
        clock.set(upcoming.ends_at)
        (meeting,) = await services.session_events.due()
        assert await services.session_events.close(meeting)
        assert await services.session_events.close(meeting) is None
    assert named == [ANNA, BEN, ANNA, BEN]


async def test_what_was_planned_or_ended_meanwhile_is_not_followed(
    services: Services, planned: ShownSession, clock: FakeClock
) -> None:
    key, events = planned.session.id, services.session_events
    assert planned.upcoming
    await events.note(planned.upcoming, Step.MAKE, Sent(1))
    clock.set(planned.upcoming.starts_at)
    await services.sessions.plan_next(mona(), key, "friday 18:00")
    clock.set(planned.upcoming.ends_at)
    assert await events.close(planned.upcoming)
    second = (await services.sessions.get(mona(), key)).upcoming
    assert second
    assert second.number == 2
    await events.note(second, Step.MAKE, Sent(2))
    clock.set(second.starts_at)
    await services.sessions.end(mona(), key)
    clock.set(second.ends_at)
    assert await events.close(second)
    shown = await services.sessions.get(mona(), key)
    assert shown.upcoming is None
    assert shown.last
    assert shown.last.number == 2


async def test_a_turn_passed_on_is_not_lost(
    services: Services, planned: ShownSession, clock: FakeClock
) -> None:
    await join(services, planned, ANNA, BEN, clock=clock)
    shown = await services.session_turns.let_pass(act(ANNA), planned.session.id, 1)
    assert shown.meeting.presenter == BEN
    with pytest.raises(NotYourTurn):
        await services.session_turns.let_pass(act(ANNA), planned.session.id, 1)
    shown = await services.session_turns.let_pass(act(BEN), planned.session.id, 1)
    assert shown.meeting.presenter is None
    await services.sessions.cancel(mona(), planned.session.id, 1)
    assert await presenter(services, planned) == ANNA


async def test_whom_moderators_keep_out_does_not_present(
    services: Services, planned: ShownSession, db: Database, clock: FakeClock
) -> None:
    await join(services, planned, ANNA, clock=clock)
    async with db.transaction() as tx:
        await suspensions.add(tx, HERE, ANNA, MONA, clock.now())
    await join(services, planned, BEN, clock=clock)
    assert await presenter(services, planned) == BEN
    left = await services.session_turns.toggle_rota(act(ANNA), planned.session.id, 1)
    assert not left.is_on
    with pytest.raises(Suspended):
        await services.session_turns.toggle_rota(act(ANNA), planned.session.id, 1)


async def test_a_series_ends_once_and_goes_on_where_there_is_room(
    services: Services, planned: ShownSession
) -> None:
    key = planned.session.id
    ended = await services.sessions.end(mona(), key)
    assert ended.cancelled
    assert ended.shown.session.ended_at
    assert (await services.sessions.end(mona(), key)).cancelled is None
    with pytest.raises(SessionEnded):
        await services.session_turns.toggle_rota(act(ANNA), key, 1)
    with pytest.raises(MeetingOver):
        await services.sessions.cancel(mona(), key, 1)
    words = SessionWords("scales", "friday 18:00")
    other = await services.sessions.plan(mona(), words, CHANNEL)
    with pytest.raises(TitleTaken):
        await services.sessions.plan_next(mona(), key, "friday 18:00")
    await services.sessions.end(mona(), other.session.id)
    for number in range(8):
        words = SessionWords(f"No {number}", "friday 18:00")
        await services.sessions.plan(mona(), words, CHANNEL)
    with pytest.raises(TooManySessions):
        await services.sessions.plan_next(mona(), key, "friday 18:00")
    assert len(await services.sessions.all(mona())) == 10


async def test_what_has_ended_is_shown_for_four_weeks(
    services: Services, planned: ShownSession, clock: FakeClock
) -> None:
    await services.sessions.end(mona(), planned.session.id)
    clock.advance(28 * DAY - HOUR)
    assert await services.sessions.all(mona())
    clock.advance(HOUR)
    assert not await services.sessions.all(mona())


async def test_only_who_may_writes_a_summary_and_only_afterwards(
    services: Services, planned: ShownSession, clock: FakeClock
) -> None:
    key = planned.session.id
    turns = services.session_turns
    await join(services, planned, ANNA, clock=clock)
    with pytest.raises(NotSoFar):
        await turns.summarise(act(ANNA), key, 1, ANNA, "Slower.")
    assert planned.upcoming
    clock.set(planned.upcoming.starts_at)
    with pytest.raises(NotYourSummary):
        await turns.summarise(act(BEN), key, 1, BEN, "Mine.")
    once = act(ANNA)
    for agreed in ("Slower.", "Faster."):
        await turns.summarise(once, key, 1, ANNA, agreed)
    summary = await services.session_events.summary(HERE, key, 1)
    assert summary
    assert summary.meeting.agreed == "Slower."
    assert await services.session_events.summary(HERE, key, 2) is None


async def test_other_communities_and_other_people_get_nowhere(
    services: Services, planned: ShownSession
) -> None:
    key = planned.session.id
    there = act(MONA, ELSEWHERE, manages_server=True)
    for ask in (
        services.sessions.get(there, key),
        services.sessions.end(there, key),
        services.sessions.cancel(there, key, 1),
        services.sessions.remake_event(there, key, 1),
        services.session_turns.rota(there, key, 1),
        services.session_turns.attend(there, key, 1),
    ):
        with pytest.raises(SessionGone):
            await ask
    for ask in (
        services.sessions.all(act(ANNA)),
        services.sessions.get(act(ANNA), key),
        services.sessions.plan_next(act(ANNA), key, "friday 18:00"),
        services.sessions.cancel(act(ANNA), key, 1),
        services.sessions.end(act(ANNA), key),
        services.sessions.remake_event(act(ANNA), key, 1),
    ):
        with pytest.raises(ModeratorsOnly):
            await ask


async def test_what_is_gone_meanwhile_is_left_alone(
    services: Services, planned: ShownSession, db: Database, clock: FakeClock
) -> None:
    meeting = planned.upcoming
    assert meeting
    async with db.transaction() as tx:
        await tx.execute("DELETE FROM sessions")
    clock.set(meeting.ends_at)
    events = services.session_events
    assert await events.close(meeting) is None
    await events.note(meeting, Step.MAKE, Sent(1))
    assert await events.invitation(HERE, planned.session.id, 1) is None
    assert await services.sessions.all(mona()) == ()
    async with db.transaction() as tx:
        assert not await session_people.leave(tx, planned.session, ANNA)
