from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from bot.domain.communities import ModeratorsOnly, NotSetUp
from bot.domain.days import Week
from bot.domain.deliveries import Trouble
from bot.domain.ids import CommunityId
from bot.domain.posts import Kind, Reason, State
from tests.support.callers import act
from tests.support.weeks import DAY, DUE, HOUR, WEEK, weekly_channel

if TYPE_CHECKING:
    from bot.domain.callers import Caller
    from bot.domain.weekly import WeekPlan
    from tests.support.weeks import Scene

CHANNEL = weekly_channel(1)


def moderator(number: int = 1) -> Caller:
    return act(community=CommunityId(number), manages_server=True)


def states(plan: WeekPlan) -> list[State]:
    return [plan.posts[kind].state for kind in Kind if kind in plan.posts]


async def test_moderators_see_what_comes_and_what_came(scene: Scene) -> None:
    await scene.community()
    plans = scene.services.week_plans
    before = await plans.this_week(moderator())
    assert (before.week, before.due_at, before.posts) == (WEEK, DUE, {})
    scene.clock.set(DUE)
    await scene.run()
    after = await plans.this_week(moderator())
    assert (after.due_at, states(after)) == (None, [State.SENT, State.SENT])
    assert after.question == before.question == after.posts[Kind.REFLECTION].question
    scene.clock.advance(6 * HOUR)
    assert (await plans.this_week(moderator())).week == WEEK.next()


@pytest.mark.parametrize("act_", ["this_week", "skip", "unskip", "send_now"])
async def test_everything_is_for_moderators_of_a_community_that_is_set_up(
    scene: Scene, act_: str
) -> None:
    async def use(caller: Caller) -> None:
        method = getattr(scene.services.week_plans, act_)
        await (method(caller) if act_ == "this_week" else method(caller, WEEK))

    await scene.community()
    with pytest.raises(ModeratorsOnly):
        await use(act())
    with pytest.raises(NotSetUp):
        await use(moderator(2))
    await use(moderator())


async def test_a_skipped_week_does_not_come_and_the_next_one_does(scene: Scene) -> None:
    await scene.community()
    plan = await scene.services.week_plans.skip(moderator(), WEEK)
    assert (states(plan), plan.is_skipped) == ([State.SKIPPED, State.SKIPPED], True)
    assert {post.reason for post in plan.posts.values()} == {Reason.BY_MODERATOR}
    scene.clock.set(DUE)
    await scene.run()
    assert scene.channels.letters == []
    scene.clock.advance(7 * DAY)
    await scene.run()
    assert len(scene.channels.texts(CHANNEL)) == 2


async def test_a_skipped_week_can_come_after_all(scene: Scene) -> None:
    await scene.community()
    await scene.services.week_plans.skip(moderator(), WEEK)
    plan = await scene.services.week_plans.unskip(moderator(), WEEK)
    assert (plan.posts, plan.can_skip) == ({}, True)
    scene.clock.set(DUE)
    await scene.run()
    assert len(scene.channels.texts(CHANNEL)) == 2


async def test_sending_now_takes_the_place_of_the_weekly_time(scene: Scene) -> None:
    await scene.community()
    plan = await scene.services.week_plans.send_now(moderator(), WEEK)
    assert (states(plan), plan.can_send, plan.can_skip) == ([State.CLAIMED] * 2, False, False)
    await scene.run()
    scene.clock.set(DUE)
    await scene.run()
    assert len(scene.channels.texts(CHANNEL)) == 2
    assert not any("later than promised" in text for text in scene.channels.texts(CHANNEL))


async def test_a_skipped_week_can_be_sent_now(scene: Scene) -> None:
    await scene.community()
    await scene.services.week_plans.skip(moderator(), WEEK)
    await scene.services.week_plans.send_now(moderator(), WEEK)
    await scene.run()
    assert len(scene.channels.texts(CHANNEL)) == 2


async def test_what_was_posted_is_not_posted_again(scene: Scene) -> None:
    await scene.community()
    scene.clock.set(DUE)
    await scene.run()
    for change in (
        scene.services.week_plans.send_now,
        scene.services.week_plans.skip,
        scene.services.week_plans.unskip,
    ):
        assert states(await change(moderator(), WEEK)) == [State.SENT, State.SENT]
    await scene.run()
    assert len(scene.channels.texts(CHANNEL)) == 2


async def test_an_old_button_does_nothing_to_another_week(scene: Scene) -> None:
    await scene.community()
    plans = scene.services.week_plans
    for week in (WEEK.previous(), WEEK.next(), Week(1999, 99)):
        for change in (plans.skip, plans.unskip, plans.send_now):
            shown = await change(moderator(), week)
            assert (shown.week, shown.posts) == (WEEK, {})


async def test_the_same_click_delivered_twice_changes_nothing_twice(scene: Scene) -> None:
    await scene.community()
    plans = scene.services.week_plans
    skipped, unskipped = moderator(), moderator()
    await plans.skip(skipped, WEEK)
    await plans.unskip(unskipped, WEEK)
    assert (await plans.skip(skipped, WEEK)).posts == {}
    await plans.skip(moderator(), WEEK)
    assert (await plans.unskip(unskipped, WEEK)).is_skipped
    sending = moderator()
    await plans.send_now(sending, WEEK)
    await scene.run()
    scene.clock.advance(HOUR)
    await plans.send_now(sending, WEEK)
    await scene.run()
    assert len(scene.channels.texts(CHANNEL)) == 2


async def test_an_old_click_does_not_send_what_has_failed_since(scene: Scene) -> None:
    await scene.community()
    sending = moderator()
    scene.channels.trouble[CHANNEL] = Trouble.FORBIDDEN
    await scene.services.week_plans.send_now(sending, WEEK)
    await scene.run()
    plan = await scene.services.week_plans.send_now(sending, WEEK)
    assert states(plan) == [State.FAILED, State.FAILED]


async def test_a_week_that_is_over_offers_nothing_to_skip(scene: Scene) -> None:
    await scene.community(next_weekly_at=DUE + 7 * DAY)
    plan = await scene.services.week_plans.skip(moderator(), WEEK)
    assert (plan.due_at, plan.can_skip, plan.can_send, plan.posts) == (None, False, True, {})


async def test_own_questions_stand_in_the_plan(scene: Scene) -> None:
    await scene.community()
    await scene.services.questions.add(moderator(), "What did you try?")
    plan = await scene.services.week_plans.this_week(moderator())
    assert plan.question == "What did you try?"
    assert [question.text for question in plan.own] == ["What did you try?"]
    assert replace(plan, own=()) != plan
