"""What moderators leave out of the weekly posts is not in them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain.communities import WeeklyPart
from bot.domain.ids import CommunityId, UserId
from bot.domain.posts import Kind
from tests.support.callers import act
from tests.support.weeks import DUE, WEEK, weekly_channel

if TYPE_CHECKING:
    from tests.support.weeks import Scene

ALL = frozenset(WeeklyPart)


async def thanks_given(scene: Scene) -> None:
    await scene.member(11)
    await scene.member(12)
    giver = act(UserId(11), CommunityId(1))
    await scene.services.kudos.give(giver, UserId(12), "the quick answer")


async def texts(scene: Scene, parts: frozenset[WeeklyPart]) -> list[str]:
    await scene.community(weekly_parts=parts)
    await thanks_given(scene)
    scene.clock.set(DUE)
    await scene.run()
    return scene.channels.texts(weekly_channel(1))


async def test_everything_is_there_unless_left_out(scene: Scene) -> None:
    streaks, _ = await texts(scene, ALL)
    assert "the quick answer" in streaks


async def test_thanks_are_left_out(scene: Scene) -> None:
    streaks, _ = await texts(scene, ALL - {WeeklyPart.THANKS})
    assert "Week 47 together" in streaks
    assert "the quick answer" not in streaks


async def test_a_post_that_is_left_out_is_not_made(scene: Scene) -> None:
    (only,) = await texts(scene, ALL - {WeeklyPart.STREAKS})
    assert "look back" in only
    assert set(await scene.posts()) == {Kind.REFLECTION}
    assert (await scene.get()).next_weekly_at != DUE


async def test_nothing_at_all_is_posted(scene: Scene) -> None:
    assert await texts(scene, frozenset()) == []
    assert await scene.posts() == {}


async def test_ideas_and_requests_are_read_only_where_they_are_told(scene: Scene) -> None:
    digests = scene.services.digests
    await scene.community()
    assert (await digests.preview(CommunityId(1), WEEK)).share is not None
    await scene.community(2, weekly_parts=ALL - {WeeklyPart.IDEA, WeeklyPart.NEEDS_EYES})
    told = await digests.tell(CommunityId(2), WEEK, DUE)
    assert (told.idea, told.share, told.needs_eyes) == (None, None, ())
