"""Challenges by themselves: teams are drawn when they begin, and results are told once."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from bot.domain.challenges import Draw, Measure, Mode, Ranking, State, Terms
from bot.domain.communities import ChannelUse
from bot.domain.deliveries import Trouble
from bot.domain.ids import UserId
from bot.domain.posts import Kind, Reason
from bot.domain.posts import State as PostState
from storage import challenges, communities
from tests.support.callers import act
from tests.support.challenges import (
    CHALLENGE,
    CHANNEL,
    MONDAY,
    announce,
    board,
    everybody,
    join,
    minutes,
    post_of,
    stored,
)
from tests.support.weeks import DAY, HOUR, MINUTE, moderator_channel

if TYPE_CHECKING:
    from tests.support.weeks import Scene

BEGIN = datetime(2026, 11, 23, tzinfo=UTC)
# After the last day, a Sunday, and one of grace.
OVER = datetime(2026, 12, 1, tzinfo=UTC)
RESULTS = "### How “Show-up week” went"


def results(scene: Scene) -> list[str]:
    return [each for each in scene.channels.texts(CHANNEL) if each.startswith(RESULTS)]


async def in_zone(scene: Scene, user: int, zone: str) -> None:
    await scene.services.members.choose_zone(act(UserId(user)), zone)
    await join(scene, user)


async def test_it_ends_when_everybodys_last_day_and_the_grace_are_over(scene: Scene) -> None:
    await announce(scene)
    await in_zone(scene, 11, "Pacific/Kiritimati")
    await in_zone(scene, 12, "America/Los_Angeles")
    scene.clock.set(OVER + 7 * HOUR + 59 * MINUTE)
    await minutes(scene)
    assert results(scene) == []
    assert (await stored(scene)).is_open
    await minutes(scene)
    (told,) = results(scene)
    assert "2 people walked along." in told
    assert "later than promised" not in told
    assert "Thank you for walking along: <@11>, <@12>." in told
    ended = await stored(scene)
    assert (ended.state, ended.ended_at) == (State.ENDED, OVER + 8 * HOUR)
    await scene.restart()
    await minutes(scene, 200)
    assert len(results(scene)) == 1


async def test_the_board_says_that_it_has_ended_and_is_left_alone_then(scene: Scene) -> None:
    await announce(scene)
    await join(scene, 11)
    scene.clock.set(OVER)
    await minutes(scene, 3)
    assert "**This challenge has ended.**" in board(scene).text
    assert "Join\n" not in board(scene).text
    assert "See everyone" in board(scene).text
    before = len(scene.channels.edited_at)
    await scene.member(12)
    await scene.log(12)
    await minutes(scene, 100)
    assert len(scene.channels.edited_at) == before


async def test_with_nobody_in_it_the_communitys_day_counts_and_the_words_are_kind(
    scene: Scene,
) -> None:
    await announce(scene)
    scene.clock.set(OVER - MINUTE)
    await minutes(scene)
    assert results(scene) == []
    await minutes(scene)
    (told,) = results(scene)
    assert "Nobody was in it this time, and that is fine." in told


async def test_whoever_left_is_in_no_result(scene: Scene) -> None:
    await announce(scene)
    await join(scene, 11)
    await join(scene, 12)
    await scene.services.participations.leave(act(UserId(12)), CHALLENGE)
    scene.clock.set(OVER)
    await minutes(scene)
    (told,) = results(scene)
    assert "<@12>" not in told


async def test_each_one_hears_what_they_improved_and_ties_are_shared(scene: Scene) -> None:
    scene.clock.set(datetime(2026, 11, 23, 8, tzinfo=UTC))
    for user in (11, 12, 13):
        await scene.member(user)
    scene.clock.set(datetime(2026, 12, 7, 8, tzinfo=UTC))
    days = {"first_day": MONDAY + 14 * DAY, "last_day": MONDAY + 20 * DAY}
    until = {"join_until": MONDAY + 14 * DAY, "grace_days": 0}
    await announce(scene, ranking=Ranking.IMPROVEMENT, **days, **until)
    for user in (11, 12, 13):
        await join(scene, user)
        await scene.log(user)
    scene.clock.set(datetime(2026, 12, 14, tzinfo=UTC))
    await minutes(scene)
    (told,) = results(scene)
    assert "**3 days** between us, by 3 people." in told
    assert "**What each of us improved** against our own four weeks before" in told
    assert "New: too little before it to compare with" in told


async def test_results_that_come_late_say_so(scene: Scene) -> None:
    await announce(scene)
    scene.clock.set(OVER + DAY)
    await minutes(scene)
    (told,) = results(scene)
    assert "This comes later than promised" in told


async def test_results_a_fortnight_late_are_told_to_moderators_only(scene: Scene) -> None:
    await announce(scene)
    scene.clock.set(OVER + 14 * DAY)
    await minutes(scene)
    assert results(scene) == []
    assert (await post_of(scene, Kind.RESULTS)).state is PostState.SKIPPED
    (told,) = scene.channels.texts(moderator_channel(1))
    assert "The results of a challenge" in told


async def test_results_wait_for_a_channel(scene: Scene) -> None:
    await announce(scene)
    await scene.services.communities.choose_channel(
        act(manages_server=True), ChannelUse.WEEKLY, None
    )
    scene.clock.set(OVER)
    await minutes(scene, 3)
    assert (await post_of(scene, Kind.RESULTS)).reason is Reason.NO_CHANNEL
    assert len(scene.channels.texts(moderator_channel(1))) == 1
    await scene.services.communities.choose_channel(
        act(manages_server=True), ChannelUse.CHALLENGES, 555
    )
    await minutes(scene, 11)
    assert scene.channels.texts(555)[0].startswith(RESULTS)


async def test_a_longer_grace_given_at_the_last_moment_counts(scene: Scene) -> None:
    challenge = await announce(scene)
    async with scene.db.transaction() as tx:
        await challenges.save(tx, replace(challenge, grace_days=2))
    scene.clock.set(OVER)
    await minutes(scene, 3)
    assert results(scene) == []
    scene.clock.set(OVER + DAY)
    await minutes(scene)
    assert len(results(scene)) == 1


async def test_teams_are_drawn_when_the_first_day_begins_here(scene: Scene) -> None:
    teams = {"mode": Mode.TEAMS, "teams": 2, "draw": Draw.DRAWN}
    challenge = await announce(scene, **teams)
    async with scene.db.transaction() as tx:
        community = await communities.get(tx, challenge.community_id)
        assert community
        await communities.save(tx, replace(community, zone="America/New_York"))
    for user in (11, 12, 13, 14):
        await join(scene, user)
    await minutes(scene)
    assert "Teams are drawn when it begins" in board(scene).text
    scene.clock.set(BEGIN + 4 * HOUR + 59 * MINUTE)
    await minutes(scene)
    assert [each.team for each in await everybody(scene)] == [None] * 4
    await minutes(scene, 2)
    assert sorted(each.team or 0 for each in await everybody(scene)) == [1, 1, 2, 2]
    assert "Team 1 · " in board(scene).text
    late = await join(scene, 15)
    assert late.participant.team == 1
    drawn = (await stored(scene)).drawn_at
    await minutes(scene, 30)
    assert (await stored(scene)).drawn_at == drawn


async def test_one_goal_of_all_shows_its_sum_and_ranks_nobody(scene: Scene) -> None:
    terms = (Terms(1, 40, 0, MONDAY),)
    await announce(scene, mode=Mode.TOGETHER, terms=terms, measure=Measure.DAYS)
    for user in (11, 12):
        await scene.member(user)
        await join(scene, user)
    scene.clock.set(BEGIN + 9 * HOUR)
    await scene.log(12)
    await minutes(scene, 2)
    assert "2 % · 1 day of 40 days" in board(scene).text.replace("**", "")
    text = board(scene).text
    assert text.index("<@11>") < text.index("<@12>")
    scene.clock.set(OVER)
    await minutes(scene)
    (told,) = results(scene)
    assert "Every bit of it is ours." in told


async def test_a_community_without_the_bot_is_left_alone(scene: Scene) -> None:
    challenge = await announce(scene)
    await scene.services.communities.removed(challenge.community_id)
    scene.clock.set(OVER)
    await minutes(scene)
    assert (await stored(scene)).is_open


async def test_what_moderators_ended_is_not_looked_at_again(scene: Scene) -> None:
    challenge = await announce(scene)
    async with scene.db.transaction() as tx:
        called_off = replace(challenge, state=State.CANCELLED, ended_at=scene.clock.now())
        await challenges.save(tx, called_off)
    await minutes(scene, 2)
    assert "called off before it began" in board(scene).text
    assert (await stored(scene)).state is State.CANCELLED
    scene.clock.set(OVER)
    await minutes(scene, 20)
    assert results(scene) == []


async def test_a_silent_discord_brings_the_results_once(scene: Scene) -> None:
    await announce(scene)
    scene.clock.set(OVER)
    scene.channels.silent.add(CHANNEL)
    await minutes(scene, 2)
    scene.channels.silent.clear()
    await minutes(scene, 10)
    assert len(results(scene)) == 1


@pytest.mark.parametrize("trouble", [Trouble.FORBIDDEN, Trouble.GONE])
async def test_results_that_failed_come_when_it_is_mended(scene: Scene, trouble: Trouble) -> None:
    await announce(scene)
    scene.clock.set(OVER)
    scene.channels.trouble[CHANNEL] = trouble
    await minutes(scene, 30)
    scene.channels.trouble.clear()
    await minutes(scene, 11)
    assert len(results(scene)) == 1
