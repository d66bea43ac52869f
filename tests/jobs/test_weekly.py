from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import pytest

from bot.domain.days import Week
from bot.domain.posts import WEEKLY, Kind, Reason, State
from bot.domain.weekly_times import WeeklyTime
from tests.support.callers import act
from tests.support.clock import FakeClock
from tests.support.weeks import (
    DAY,
    DUE,
    HOUR,
    MINUTE,
    WEEK,
    moderator_channel,
    open_scene,
    weekly_channel,
)

if TYPE_CHECKING:
    from pathlib import Path

    from tests.support.weeks import Scene

CHANNEL, MODERATORS = weekly_channel(1), moderator_channel(1)


def titles(scene: Scene, channel_id: int = CHANNEL) -> list[str]:
    return [text.splitlines()[0] for text in scene.channels.texts(channel_id)]


BOTH = ["### Week 47 together", "### Time to look back on week 47"]


async def states(scene: Scene, week: Week = WEEK, number: int = 1) -> list[State]:
    found = await scene.posts(week, number)
    return [found[kind].state for kind in WEEKLY if kind in found]


async def test_both_posts_come_at_the_weekly_time_and_not_before(scene: Scene) -> None:
    await scene.community()
    scene.clock.set(DUE - MINUTE)
    await scene.run()
    assert titles(scene) == []
    scene.clock.set(DUE)
    await scene.run()
    assert titles(scene) == BOTH
    for _ in range(3):
        scene.clock.advance(MINUTE)
        await scene.run()
    assert titles(scene) == BOTH
    assert await states(scene) == [State.SENT, State.SENT]
    found = await scene.posts()
    assert [found[kind].message_id for kind in WEEKLY] == [5000, 5001]
    assert not any(post.late for post in found.values())
    assert (await scene.get()).next_weekly_at == DUE + 7 * DAY


async def test_the_prompt_asks_another_question_each_week(scene: Scene) -> None:
    await scene.community()
    moderator = act(community=(await scene.get()).community_id, manages_server=True)
    await scene.services.questions.add(moderator, "What did *you* try?")
    for week in range(3):
        scene.clock.set(DUE + 7 * week * DAY)
        await scene.run()
    asked = [text for text in scene.channels.texts(CHANNEL) if "look back" in text]
    assert "What did \\*you\\* try?" in asked[0]
    weeks = [await scene.posts(Week(2026, 47 + number)) for number in range(3)]
    assert len({posts[Kind.REFLECTION].question for posts in weeks}) == 3


async def test_communities_without_set_up_get_nothing(scene: Scene) -> None:
    await scene.community(next_weekly_at=None, set_up_at=None)
    scene.clock.set(DUE + DAY)
    await scene.run()
    assert scene.channels.letters == []
    assert await scene.posts() == {}


async def test_a_removed_community_gets_nothing_and_goes_on_when_it_is_back(scene: Scene) -> None:
    community = await scene.community()
    await scene.services.communities.removed(community.community_id)
    scene.clock.set(DUE + 7 * DAY)
    await scene.run()
    assert scene.channels.letters == []
    await scene.services.communities.came_back(community.community_id)
    await scene.run()
    assert titles(scene) == ["### Week 48 together", "### Time to look back on week 48"]
    assert await states(scene) == [State.SKIPPED, State.SKIPPED]


async def test_a_community_removed_between_claim_and_sending_gets_nothing(scene: Scene) -> None:
    community = await scene.community()
    scene.clock.set(DUE)
    assert len(await scene.services.weekly.claim_due(community.community_id)) == 2
    await scene.services.communities.removed(community.community_id)
    await scene.run()
    assert scene.channels.letters == []
    assert [post.reason for post in (await scene.posts()).values()] == [Reason.REMOVED] * 2


@pytest.mark.parametrize(
    ("late", "marked", "sent"),
    [
        (10 * MINUTE, False, True),
        (11 * MINUTE, True, True),
        (24 * HOUR, True, True),
        (24 * HOUR + MINUTE, False, False),
    ],
)
async def test_late_posts_say_so_and_useless_ones_do_not_come(
    scene: Scene, late: timedelta, *, marked: bool, sent: bool
) -> None:
    await scene.community()
    scene.clock.set(DUE + late)
    await scene.run()
    assert [title in BOTH for title in titles(scene)] == [True] * (2 if sent else 0)
    texts = scene.channels.texts(CHANNEL)
    assert all(("later than promised" in text) is marked for text in texts)
    found = (await scene.posts()).values()
    assert all(post.late is marked for post in found)
    if not sent:
        assert {(post.state, post.reason) for post in found} == {(State.SKIPPED, Reason.TOO_LATE)}
    assert (await scene.get()).next_weekly_at == DUE + 7 * DAY


async def test_after_weeks_away_only_what_is_useful_is_sent(scene: Scene) -> None:
    await scene.community()
    scene.clock.set(DUE + 21 * DAY + 3 * HOUR)
    await scene.run()
    assert titles(scene) == ["### Week 50 together", "### Time to look back on week 50"]
    for number in (47, 48, 49):
        assert await states(scene, Week(2026, number)) == [State.SKIPPED, State.SKIPPED]
    await scene.run()
    (told,) = scene.channels.texts(MODERATORS)
    assert f"Posts of weeks 49, 48, 47 in <#{CHANNEL}> did not get through: I was away" in told
    assert "Once that is mended" not in told
    moderator = act(community=(await scene.get()).community_id, manages_server=True)
    overview = await scene.services.communities.overview(moderator)
    assert {post.week.number for post in overview.failures} == {47, 48, 49}


async def test_after_years_away_the_notice_is_still_one_message(scene: Scene) -> None:
    await scene.community()
    scene.clock.set(DUE + 100 * 7 * DAY)
    await scene.run()
    (told,) = scene.channels.texts(MODERATORS)
    assert len(told) < 500
    assert await scene.untold() == []


async def test_a_post_that_a_moderator_skipped_is_no_news(scene: Scene) -> None:
    await scene.community()
    moderator = act(community=(await scene.get()).community_id, manages_server=True)
    await scene.services.week_plans.skip(moderator, WEEK)
    scene.clock.set(DUE + 3 * DAY)
    await scene.run()
    assert scene.channels.texts(MODERATORS) == []
    assert (await scene.services.communities.overview(moderator)).failures == ()


@pytest.mark.parametrize("first", ["2026-03-20", "2026-10-16"])
@pytest.mark.parametrize("minute", [18 * 60, 30, 4 * 60])
async def test_clock_changes_neither_double_nor_drop_a_post(
    db_path: Path, first: str, minute: int
) -> None:
    zone = ZoneInfo("Europe/Berlin")
    clock = FakeClock(datetime.fromisoformat(first).replace(minute=minute % 60, tzinfo=zone))
    weekly_time = WeeklyTime(weekday=6, minute=minute)
    async with open_scene(db_path, clock) as scene:
        due = weekly_time.next_after(clock.now(), zone.key)
        await scene.community(zone=zone.key, weekly_time=weekly_time, next_weekly_at=due)
        for _ in range(17 * 24):
            clock.advance(HOUR)
            await scene.run()
    came = [letter.sent_at.astimezone(zone) for letter in scene.channels.letters]
    assert [(when.weekday(), when.hour * 60 + when.minute) for when in came] == [(6, minute)] * 6
    assert len({when.date() for when in came}) == 3


async def test_a_new_weekly_time_does_not_double_a_week(scene: Scene) -> None:
    community = await scene.community()
    scene.clock.set(DUE)
    await scene.run()
    # As if somebody had moved it to an earlier time of the same week.
    await scene.community(next_weekly_at=DUE + HOUR)
    scene.clock.set(DUE + HOUR)
    await scene.run()
    assert titles(scene) == BOTH
    assert (await scene.get()).next_weekly_at == community.weekly_time.in_next_week(DUE, "UTC")
