"""Themes in turn: each week one challenge, whatever happens in between."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from bot.domain.challenge_words import ChallengeWords
from bot.domain.challenges import Measure, NoChallengeChannel
from bot.domain.challenges import State as ChallengeState
from bot.domain.communities import ModeratorsOnly
from bot.domain.ids import NOBODY, CommunityId
from bot.domain.posts import Kind, Reason, State
from bot.domain.rotations import NoThemes, themed_id
from bot.domain.weekly_times import WeeklyTime
from bot.jobs.rotations import post_due
from bot.render.challenge_templates import WORDS
from storage import challenges
from tests.support.callers import HERE, act
from tests.support.weeks import DAY, DUE, HOUR, weekly_channel

if TYPE_CHECKING:
    from bot.domain.callers import Caller
    from bot.domain.challenges import Challenge
    from bot.domain.rotations import Rotation
    from tests.support.weeks import Scene

WEEK = 7 * DAY
MONDAY = date(2026, 11, 23)


def moderator(community: CommunityId = HERE) -> Caller:
    return act(community=community, manages_server=True)


async def begin(scene: Scene, *themes: str) -> Rotation:
    await scene.community()
    await scene.services.rotations.choose(moderator(), themes)
    return await scene.services.rotations.switch(moderator(), on=True)


async def made(scene: Scene) -> list[Challenge]:
    """Return all challenges, oldest first."""
    async with scene.db.reading() as conn:
        found = await challenges.of_community(conn, HERE, 50)
    return sorted(found, key=lambda each: each.first_day)


async def turn(scene: Scene) -> None:
    await post_due(scene.services, scene.channels, scene.clock.now())


async def end(scene: Scene, *ended: Challenge) -> None:
    """Let them be settled, as the job does once they are over for everybody."""
    async with scene.db.transaction() as tx:
        for each in ended:
            await challenges.save(tx, replace(each, state=ChallengeState.ENDED))


async def test_it_begins_at_the_next_weekly_time(scene: Scene) -> None:
    rotation = await begin(scene, "quiet", "show-up", "unknown")
    # In the order of the templates, whatever was chosen first.
    assert rotation.themes == ("show-up", "quiet")
    assert rotation.next_at == DUE
    assert await scene.services.rotations.get(moderator()) == rotation
    await turn(scene)
    assert await made(scene) == []


async def test_the_coming_week_gets_its_challenge_once(scene: Scene) -> None:
    await begin(scene, "show-up", "quiet")
    scene.clock.set(DUE)
    async with scene.db.reading() as conn:
        assert await challenges.count(conn, HERE) == 0
    post = await scene.services.rotations.turn(HERE, WORDS)
    assert post is not None
    (challenge,) = await made(scene)
    assert (challenge.template, challenge.title) == ("show-up", WORDS["show-up"].title)
    assert (challenge.measure, challenge.story) == (Measure.DAYS, WORDS["show-up"].story)
    assert (challenge.created_by, challenge.first_day) == (NOBODY, MONDAY)
    assert challenge.last_day == date(2026, 11, 29)
    assert (post.subject, post.due_at) == ((challenge.id,), DUE)
    assert post.channel_id == weekly_channel(1)
    await scene.restart()
    assert await scene.services.rotations.turn(HERE, WORDS) is None
    await turn(scene)
    assert len(await made(scene)) == 1
    assert (await scene.services.rotations.get(moderator())).next_at == DUE + WEEK


async def test_stopped_and_begun_again_a_week_has_one_challenge(scene: Scene) -> None:
    await begin(scene, "show-up", "quiet")
    scene.clock.set(DUE)
    await scene.services.rotations.turn(HERE, WORDS)
    await scene.services.rotations.switch(moderator(), on=False)
    scene.clock.advance(HOUR)
    rotation = await scene.services.rotations.switch(moderator(), on=True)
    assert (rotation.next_at, rotation.coming) == (DUE + WEEK, ("quiet", "show-up"))


async def test_a_later_weekly_time_makes_no_second_one(scene: Scene) -> None:
    await begin(scene, "show-up", "quiet")
    scene.clock.set(DUE)
    await scene.services.rotations.turn(HERE, WORDS)
    await scene.services.rotations.switch(moderator(), on=False)
    later = WeeklyTime(weekday=6, minute=20 * 60)
    await scene.community(weekly_time=later)
    rotation = await scene.services.rotations.switch(moderator(), on=True)
    assert rotation.next_at == DUE + 2 * HOUR
    scene.clock.set(DUE + 2 * HOUR)
    assert await scene.services.rotations.turn(HERE, WORDS) is None
    rotation = await scene.services.rotations.get(moderator())
    assert (rotation.next_at, rotation.coming) == (DUE + 2 * HOUR + WEEK, ("quiet", "show-up"))
    assert len(await made(scene)) == 1


async def test_themes_follow_each_other_and_open_ones_wait(scene: Scene) -> None:
    await begin(scene, "show-up", "feedback", "quiet")
    named = ChallengeWords(title="feedback WEEK", measure=Measure.IDEAS, target="3")
    by_hand = (await scene.services.challenges.create(moderator(), named)).challenge
    for week in range(3):
        scene.clock.set(DUE + week * WEEK)
        await scene.services.rotations.turn(HERE, WORDS)
    # All three are open by the third week: none is made, and none loses its turn.
    themes = [each.template for each in await made(scene) if each.id != by_hand.id]
    assert themes == ["show-up", "quiet"]
    await end(scene, *await made(scene))
    scene.clock.set(DUE + 3 * WEEK)
    await scene.services.rotations.turn(HERE, WORDS)
    assert (await made(scene))[-1].first_day == MONDAY + 3 * WEEK


async def test_five_open_challenges_are_enough(scene: Scene) -> None:
    await begin(scene, "show-up")
    for number in range(5):
        words = ChallengeWords(title=f"Week {number}", measure=Measure.DAYS, target="3")
        await scene.services.challenges.create(moderator(), words)
    scene.clock.set(DUE)
    assert await scene.services.rotations.turn(HERE, WORDS) is None
    rotation = await scene.services.rotations.get(moderator())
    assert (rotation.next_at, rotation.coming) == (DUE + WEEK, ("show-up",))


@pytest.mark.parametrize(
    ("late", "first_days"),
    [
        (timedelta(hours=5), [MONDAY]),
        # On its Monday, too, until the day is over.
        (timedelta(hours=29), [MONDAY]),
        (timedelta(hours=30), []),
        (timedelta(days=3), []),
        # Of several weeks only the last can still be made.
        (timedelta(days=14, hours=1), [MONDAY + 14 * DAY]),
        (timedelta(days=16), []),
    ],
)
async def test_after_downtime_what_is_still_to_come_is_made(
    scene: Scene, late: timedelta, first_days: list[date]
) -> None:
    await begin(scene, "show-up", "quiet")
    scene.clock.set(DUE + late)
    await turn(scene)
    challenges_made = await made(scene)
    assert [each.first_day for each in challenges_made] == first_days
    # What was left out is no theme's turn.
    assert all(each.template == "show-up" for each in challenges_made)
    rotation = await scene.services.rotations.get(moderator())
    assert rotation.next_at is not None
    assert scene.clock.now() < rotation.next_at <= scene.clock.now() + WEEK


async def test_a_week_that_was_missed_while_away_is_told_once(scene: Scene) -> None:
    await begin(scene, "show-up", "quiet")
    scene.clock.set(DUE + timedelta(days=16))
    await turn(scene)
    await turn(scene)
    (notice,) = await scene.untold()
    (post,) = notice.posts
    assert (post.kind, post.state, post.reason) == (Kind.CHALLENGE, State.SKIPPED, Reason.TOO_LATE)
    assert post.subject == (themed_id(HERE, MONDAY + 14 * DAY),)


async def test_days_are_the_communitys_own(scene: Scene) -> None:
    await scene.community(zone="Pacific/Auckland")
    await scene.services.rotations.choose(moderator(), ["show-up"])
    rotation = await scene.services.rotations.switch(moderator(), on=True)
    # Six in the evening on Sunday there is five in the morning in UTC.
    begins = datetime(2026, 11, 22, 5, tzinfo=UTC)
    assert rotation.next_at == begins
    scene.clock.set(begins)
    await scene.services.rotations.turn(HERE, WORDS)
    assert [each.first_day for each in await made(scene)] == [MONDAY]


async def test_without_its_channel_the_announcement_fails_and_is_told(scene: Scene) -> None:
    await begin(scene, "show-up")
    await scene.community(weekly_channel_id=None)
    scene.clock.set(DUE)
    post = await scene.services.rotations.turn(HERE, WORDS)
    assert post is not None
    assert (post.state, post.reason) == (State.FAILED, Reason.NO_CHANNEL)
    assert len(await made(scene)) == 1
    assert [notice.posts for notice in await scene.untold()] == [(post,)]


async def test_where_the_bot_was_removed_nothing_is_made(scene: Scene) -> None:
    await begin(scene, "show-up")
    await scene.services.communities.removed(HERE)
    scene.clock.set(DUE)
    await turn(scene)
    assert await made(scene) == []


async def test_what_is_wrong_is_refused(scene: Scene) -> None:
    rotations = scene.services.rotations
    for each in (
        rotations.get(act()),
        rotations.choose(act(), ["quiet"]),
        rotations.switch(act(), on=True),
    ):
        with pytest.raises(ModeratorsOnly):
            await each
    with pytest.raises(NoChallengeChannel):
        await rotations.switch(moderator(), on=True)
    await scene.community()
    with pytest.raises(NoThemes):
        await rotations.switch(moderator(), on=True)
    await rotations.choose(moderator(), ["quiet"])
    await rotations.switch(moderator(), on=True)
    assert not (await rotations.choose(moderator(), [])).is_on
    assert await rotations.turn(CommunityId(99), WORDS) is None


async def test_many_communities_are_due_in_pages(scene: Scene) -> None:
    for number in range(1, 104):
        where = CommunityId(number)
        await scene.community(number)
        await scene.services.rotations.choose(moderator(where), ["quiet"])
        await scene.services.rotations.switch(moderator(where), on=True)
    assert len([each async for each in scene.services.rotations.due(DUE)]) == 103
