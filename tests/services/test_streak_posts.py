from __future__ import annotations

from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

import pytest

from bot.domain.adherence import Adherence
from bot.domain.ids import CommunityId, UserId
from bot.domain.members import NotStarted
from bot.domain.streak_posts import Improved, Run
from bot.services.histories import Histories
from bot.services.streak_posts import StreakPosts
from storage import memory, profiles
from tests.support.callers import act
from tests.support.weeks import DAY, DUE, HOUR, WEEK

if TYPE_CHECKING:
    from bot.domain.profiles import Profile
    from bot.domain.streak_posts import OwnWeek, StreakPost
    from tests.support.weeks import Scene

ANNA, BEN, CLEO = 11, 12, 13
HERE = CommunityId(1)
WEEKS_LATER = DUE + 35 * DAY


async def told(scene: Scene, at: datetime = DUE) -> StreakPost:
    return await scene.services.streak_posts.of_week(HERE, WEEK, at)


async def own(scene: Scene, user: int = ANNA) -> OwnWeek:
    return await scene.services.streak_posts.own(act(UserId(user), HERE), WEEK)


async def live(scene: Scene, *plans: tuple[int, str]) -> None:
    """Live one day for each letter of the plans: x keeps it, o is small, a dot leaves it out."""
    for day in range(len(plans[0][1])):
        for user, plan in plans:
            if plan[day] != ".":
                await scene.log(user, "20 min" if plan[day] == "x" else "5 min")
        scene.clock.advance(DAY)


async def test_the_post_says_what_the_members_own_numbers_say(scene: Scene) -> None:
    for user in (ANNA, BEN):
        await scene.member(user)
    await scene.member(CLEO, is_open=False)
    half = ".x" * 16 + "x" * 7
    await live(scene, (ANNA, half), (BEN, "x" * 39), (CLEO, half))
    scene.clock.set(WEEKS_LATER)
    post = await told(scene, WEEKS_LATER)
    week = (await own(scene)).practices[0]
    numbers = await scene.services.streaks.show(act(UserId(ANNA), HERE), UserId(ANNA))
    summary = numbers.practices[0].summary
    assert summary.adherence.percent is not None
    assert week.improvement is not None
    assert post.improved == (Improved(UserId(ANNA), "Guitar", round(week.improvement)),)
    assert post.runs == (
        Run(UserId(BEN), "Guitar", 39, 100),
        Run(UserId(ANNA), "Guitar", summary.streak.current, summary.adherence.percent),
    )
    # Three members are too few for sums.
    assert (post.together, post.comebacks, post.practised) == (None, None, None)


async def test_reading_a_whole_community_leaves_the_memory_to_those_who_ask(
    scene: Scene, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(memory, "MOST_REMEMBERED", 1)
    for user in (ANNA, BEN):
        await scene.member(user)

    async def profile() -> Profile | None:
        async with scene.db.reading() as conn:
            return await profiles.get(conn, HERE, UserId(BEN))

    before = await profile()
    assert before
    await told(scene)
    assert await profile() is before


async def test_sums_hold_private_members_too(scene: Scene) -> None:
    for user in range(11, 16):
        await scene.member(user, is_open=False)
    await live(scene, *[(user, "x.") for user in range(11, 16)])
    post = await told(scene)
    assert post.practised == 5
    assert post.together == Adherence(5, 20)
    assert (post.runs, post.improved, post.came_back) == ((), (), ())


async def test_each_member_has_their_own_seven_days(scene: Scene) -> None:
    await scene.member(ANNA)
    await scene.services.members.choose_zone(act(UserId(ANNA), HERE), "Pacific/Auckland")
    scene.clock.set(datetime(2026, 11, 22, 18, 0, tzinfo=UTC))
    shown = await own(scene)
    # In Auckland it is Monday already.
    assert (shown.first, shown.last) == (date(2026, 11, 16), date(2026, 11, 22))


async def test_the_own_week_is_that_of_the_post_whenever_it_is_asked_for(scene: Scene) -> None:
    await scene.community()
    await scene.member(ANNA)
    await live(scene, (ANNA, "x.xx"))
    scene.clock.set(DUE)
    await scene.run()
    before = await own(scene)
    assert before.practices[0].adherence == Adherence(3, 4)
    await live(scene, (ANNA, "x" * 40))
    assert await own(scene) == before


async def test_a_question_about_the_past_leaves_the_present_numbers_alone(scene: Scene) -> None:
    await scene.community()
    await scene.member(ANNA)
    scene.clock.set(DUE)
    await scene.run()
    await live(scene, (ANNA, "x" * 40))
    caller = act(UserId(ANNA), HERE)
    first = await scene.services.streaks.show(caller, UserId(ANNA))
    await told(scene)
    again = await scene.services.streaks.show(caller, UserId(ANNA))
    assert again == first
    assert again.practices[0].summary.streak.current == 40


async def test_the_past_is_told_alike_with_and_without_remembered_sums(scene: Scene) -> None:
    await scene.member(ANNA)
    await live(scene, (ANNA, "x.x..xx" * 10))
    past = scene.clock.now() - 30 * DAY
    warm = await told(scene, past)
    fresh = StreakPosts(scene.db, scene.clock, Histories())
    assert warm == await fresh.of_week(HERE, WEEK, past)
    assert warm.came_back == (UserId(ANNA),)


async def test_who_joined_or_changed_zone_after_the_weekly_time_is_told_as_of_then(
    scene: Scene,
) -> None:
    await scene.member(ANNA)
    await live(scene, (ANNA, "xxxx"))
    scene.clock.set(DUE + 2 * HOUR)
    before = await told(scene)
    await scene.services.members.choose_zone(act(UserId(ANNA), HERE), "Pacific/Auckland")
    await scene.member(BEN)
    assert await told(scene) == before


@pytest.mark.parametrize("archived_after", [1, 10])
async def test_an_archived_practice_counts_while_it_had_blocks(
    scene: Scene, archived_after: int
) -> None:
    practice = await scene.member(ANNA)
    await live(scene, (ANNA, "x" * archived_after))
    await scene.services.practices.archive(act(UserId(ANNA), HERE), str(practice))
    scene.clock.set(DUE + 7 * DAY)
    shown = await own(scene)
    assert bool(shown.practices) is (archived_after == 10)


async def test_a_practice_added_today_has_no_days_yet(scene: Scene) -> None:
    await scene.member(ANNA)
    assert (await own(scene)).practices == ()


async def test_strangers_have_no_week(scene: Scene) -> None:
    with pytest.raises(NotStarted):
        await own(scene)


async def test_communities_do_not_see_each_other(scene: Scene) -> None:
    await scene.member(ANNA, number=2)
    for _ in range(4):
        await scene.log(ANNA, number=2)
        scene.clock.advance(DAY)
    post = await told(scene)
    assert (post.is_silent, post.runs) == (True, ())


async def test_only_the_first_post_is_the_first(scene: Scene) -> None:
    await scene.community()
    scene.clock.set(DUE)
    assert (await told(scene)).is_first
    await scene.run()
    next_week = await scene.services.streak_posts.of_week(HERE, WEEK.next())
    assert not next_week.is_first
