"""Meetings by themselves: once, through crashes, silence, absence and changes of the clock."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import pytest

from bot.domain.deliveries import Trouble
from bot.domain.ids import CommunityId, UserId
from bot.domain.session_meetings import EventTrouble
from bot.jobs import sessions as job
from storage import sessions
from tests.support.callers import act
from tests.support.channels import Crash
from tests.support.halls import MONA, Halls, plan, run, shown
from tests.support.weeks import DAY, HOUR, MINUTE, moderator_channel, weekly_channel

if TYPE_CHECKING:
    from bot.domain.session_meetings import Meeting
    from tests.support.weeks import Scene

# Scenes begin on Wednesday, 18 November 2026, noon.
TUESDAY = datetime(2026, 11, 24, 19, 0, tzinfo=UTC)
WEEKLY, DESK = weekly_channel(1), moderator_channel(1)
ANNA = UserId(1)


@pytest.fixture
async def halls(scene: Scene) -> Halls:
    await scene.community(next_weekly_at=None)
    return Halls(scene.clock)


async def meetings(scene: Scene) -> list[Meeting]:
    session = (await shown(scene)).session
    async with scene.db.reading() as conn:
        found = [
            await sessions.meeting(conn, session.community_id, session.id, number)
            for number in range(1, 30)
        ]
    return [each for each in found if each]


async def test_a_crash_right_after_an_event_was_made_makes_no_other(
    scene: Scene, halls: Halls
) -> None:
    await plan(scene)
    halls.crash_making = True
    with pytest.raises(Crash):
        await run(scene, halls)
    await scene.restart()
    await run(scene, halls)
    await run(scene, halls)
    assert len(halls.events) == len(halls.letters) == 1
    assert halls.letters[0].channel_id == WEEKLY
    (meeting,) = await meetings(scene)
    assert meeting.event_id in halls.events


async def test_the_card_comes_seven_days_before(scene: Scene, halls: Halls) -> None:
    await plan(scene, "2026-12-01 19:00")
    await run(scene, halls)
    assert len(halls.events) == 1
    scene.clock.set(TUESDAY - MINUTE)
    await run(scene, halls)
    assert not halls.letters
    scene.clock.set(TUESDAY)
    await run(scene, halls)
    await scene.restart()
    await run(scene, halls)
    assert len(halls.texts(WEEKLY)) == 1


async def test_what_was_missed_while_away_is_written_down_and_one_is_made(
    scene: Scene, halls: Halls
) -> None:
    await plan(scene, every_weeks=1)
    await run(scene, halls)
    scene.clock.set(TUESDAY + timedelta(days=23))
    await scene.restart()
    await run(scene, halls)
    await run(scene, halls)
    found = await meetings(scene)
    assert [each.starts_at - TUESDAY for each in found] == [7 * DAY * week for week in range(5)]
    missed = [each.event_trouble is EventTrouble.MISSED for each in found]
    # The first had its event and its card before: it was held by those who came.
    assert missed == [False, True, True, True, False]
    assert len(halls.events) == 2
    assert len(halls.texts(WEEKLY)) == 2
    last = (await shown(scene)).last
    assert last
    assert last.number == 1


async def test_one_of_which_nobody_knew_was_not_held(scene: Scene, halls: Halls) -> None:
    await plan(scene)
    scene.clock.set(TUESDAY + HOUR)
    await run(scene, halls)
    await run(scene, halls)
    first, second = await meetings(scene)
    assert first.event_trouble is EventTrouble.MISSED
    assert second.starts_at == TUESDAY + 14 * DAY
    assert [each.starts_at for each in halls.events.values()] == [second.starts_at]
    await run(scene, halls)
    assert not halls.letters


async def test_the_time_of_day_stays_when_clocks_change(scene: Scene, halls: Halls) -> None:
    berlin = ZoneInfo("Europe/Berlin")
    await scene.community(zone=berlin.key, next_weekly_at=None)
    await plan(scene, "2027-03-16 19:00", every_weeks=1)
    for _ in range(3):
        upcoming = (await shown(scene)).upcoming
        assert upcoming
        scene.clock.set(upcoming.ends_at)
        await run(scene, halls)
    starts = [each.starts_at.astimezone(berlin) for each in await meetings(scene)]
    assert [f"{each:%m-%d %H:%M}" for each in starts] == [
        "03-16 19:00",
        "03-23 19:00",
        "03-30 19:00",
        "04-06 19:00",
    ]
    assert {f"{each.astimezone(UTC):%H}" for each in starts} == {"18", "17"}


async def test_silence_is_waited_for_and_told_to_nobody(scene: Scene, halls: Halls) -> None:
    await plan(scene)
    halls.no_events = Trouble.UNREACHABLE
    await run(scene, halls)
    await run(scene, halls)
    assert halls.asked == 1
    scene.clock.advance(10 * MINUTE)
    halls.no_events = None
    await run(scene, halls)
    assert len(halls.events) == 1
    assert not halls.texts(DESK)


async def test_a_permission_taken_away_is_told_once_and_used_when_back(
    scene: Scene, halls: Halls
) -> None:
    await plan(scene)
    halls.no_events = Trouble.FORBIDDEN
    for _ in range(3):
        await run(scene, halls)
        scene.clock.advance(10 * MINUTE)
    halls.no_events = Trouble.UNREACHABLE
    await run(scene, halls)
    scene.clock.advance(10 * MINUTE)
    halls.no_events = Trouble.FORBIDDEN
    await run(scene, halls)
    (told,) = halls.texts(DESK)
    assert "I may not make events" in told
    halls.no_events = None
    scene.clock.advance(10 * MINUTE)
    await run(scene, halls)
    (meeting,) = await meetings(scene)
    assert (meeting.event_trouble, len(halls.events)) == (None, 1)


async def test_a_refused_event_is_not_tried_again_by_itself(scene: Scene, halls: Halls) -> None:
    await plan(scene)
    halls.no_events = Trouble.REFUSED
    await run(scene, halls)
    scene.clock.advance(HOUR)
    await run(scene, halls)
    assert halls.asked == 1
    (told,) = halls.texts(DESK)
    assert "did not accept it" in told


async def test_a_look_that_nobody_answers_is_repeated(scene: Scene, halls: Halls) -> None:
    await plan(scene)
    await run(scene, halls)
    scene.clock.set(TUESDAY - DAY)
    halls.no_events = Trouble.UNREACHABLE
    await run(scene, halls)
    halls.no_events, _ = None, halls.events.clear()
    scene.clock.advance(10 * MINUTE)
    await run(scene, halls)
    (told,) = halls.texts(DESK)
    assert "somebody deleted it" in told
    scene.clock.advance(HOUR)
    await run(scene, halls)
    assert not halls.events


async def test_one_cancelled_while_its_event_was_made_loses_it(scene: Scene, halls: Halls) -> None:
    begun = await plan(scene)
    asks = act(MONA, CommunityId(1), manages_server=True)
    (meeting,) = await scene.services.session_events.due()
    await scene.services.sessions.cancel(asks, begun.session.id, 1)
    await job._take(scene.services, halls, meeting, scene.clock.now())
    await run(scene, halls)
    assert [each.starts_at for each in halls.events.values()] == [TUESDAY + 14 * DAY]


async def test_a_crash_right_after_a_post_brings_no_second_one(scene: Scene, halls: Halls) -> None:
    begun = await plan(scene)

    async def crash() -> None:
        halls.crash_after = 1
        with pytest.raises(BaseExceptionGroup):
            await run(scene, halls)
        await scene.restart()
        scene.clock.advance(5 * MINUTE)
        await run(scene, halls)

    await crash()
    assert len(halls.letters) == 1
    scene.clock.set(TUESDAY + HOUR)
    await run(scene, halls)
    asks = act(MONA, CommunityId(1), manages_server=True)
    await scene.services.session_turns.summarise(asks, begun.session.id, 1, None, "Slower.")
    await crash()
    assert ["> Slower." in text for text in halls.texts(WEEKLY)] == [False, True]
    shown_ = await scene.services.session_turns.shown(asks, begun.session.id, 1)
    assert shown_.summary
    assert shown_.summary.message_id == halls.letters[1].id


async def test_one_that_goes_wrong_stops_no_other(
    scene: Scene, halls: Halls, caplog: pytest.LogCaptureFixture
) -> None:
    await plan(scene, title="Wrong")
    await plan(scene)
    halls.wrong = "Wrong"
    await run(scene, halls)
    assert [event.title for event in halls.events.values()] == ["Scales"]
    assert "incident" in caplog.text
    halls.wrong = None
    await run(scene, halls)
    assert len(halls.events) == 2


async def test_a_removed_bot_does_nothing(scene: Scene, halls: Halls) -> None:
    await plan(scene)
    await scene.services.communities.removed(CommunityId(1))
    await run(scene, halls)
    assert not halls.events
    assert not halls.letters


async def test_no_moderators_channel_and_no_card_stop_nothing(scene: Scene, halls: Halls) -> None:
    await scene.community(moderator_channel_id=None, next_weekly_at=None)
    halls.trouble[WEEKLY] = Trouble.FORBIDDEN
    await plan(scene)
    halls.no_events = Trouble.GONE
    await run(scene, halls)
    assert not halls.letters
    found = await shown(scene)
    assert found.upcoming
    assert found.upcoming.event_trouble is EventTrouble.GONE
    halls.no_events = None
    scene.clock.set(TUESDAY + HOUR)
    halls.trouble.clear()
    await run(scene, halls)
    assert len(await meetings(scene)) == 2


async def test_somebody_deleted_meanwhile_is_not_down_to_present(
    scene: Scene, halls: Halls
) -> None:
    begun = await plan(scene, "2026-12-01 19:00")
    for user in (ANNA, UserId(2)):
        await scene.services.session_turns.toggle_rota(
            act(user, CommunityId(1)), begun.session.id, 1
        )
        scene.clock.advance(MINUTE)
    async with scene.db.transaction() as tx:
        await tx.execute("DELETE FROM rota WHERE user_id = 1")
        await tx.execute("UPDATE meetings SET presenter_user_id = 0")
    scene.clock.set(TUESDAY)
    await run(scene, halls)
    assert "**Presents:** <@2>" in halls.texts(WEEKLY)[0]
