"""Joining, leaving and coming back; harder targets; being taken off by a moderator."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

import pytest

from bot.domain.challenges import ChallengeGone, Draw, Mode, State, Terms
from bot.domain.communities import ModeratorsOnly
from bot.domain.conditions import Conditions
from bot.domain.ids import ChallengeId, PracticeId, UserId
from bot.domain.moderation import Suspended
from bot.domain.participations import (
    Joined,
    JoinTooLate,
    NoSince,
    NoSuchTeam,
    NothingToJoin,
    NotTakingPart,
    TakenOff,
    TeamChoice,
)
from storage import challenges, conditions, suspensions
from tests.support.callers import ANNA, BEN, ELSEWHERE, HERE, act
from tests.support.challenges import CHALLENGE, MONDAY, announce, everybody, join
from tests.support.weeks import DAY

if TYPE_CHECKING:
    from bot.domain.challenges import Challenge
    from bot.services.participations import Participations
    from tests.support.weeks import Scene

TEAMS = {"mode": Mode.TEAMS, "teams": 2}
CHOSEN, DRAWN = TEAMS | {"draw": Draw.CHOSEN}, TEAMS | {"draw": Draw.DRAWN}
# Noon of the last day to join, and of the last day of all.
WEDNESDAY = datetime(2026, 11, 25, 12, tzinfo=UTC)
SUNDAY = datetime(2026, 11, 29, 12, tzinfo=UTC)


def of(scene: Scene) -> Participations:
    return scene.services.participations


async def set_challenge(scene: Scene, challenge: Challenge) -> None:
    async with scene.db.transaction() as tx:
        await challenges.save(tx, challenge)


async def test_joining_is_kept_with_ones_own_day_and_the_newest_terms(scene: Scene) -> None:
    terms = (Terms(1, 5, 0, MONDAY), Terms(2, 4, 0, MONDAY))
    await announce(scene, terms=terms)
    await scene.services.members.choose_zone(act(), "Pacific/Kiritimati")
    came = await join(scene, ANNA)
    own = came.participant
    assert (own.joined_on, own.terms, own.team) == (date(2026, 11, 19), 2, None)
    assert came.is_new
    assert not came.has_practice
    assert not came.can_group


async def test_joining_twice_is_joining_once(scene: Scene) -> None:
    await announce(scene)
    first = await join(scene, ANNA)
    again = await join(scene, ANNA)
    assert not again.is_new
    assert again.participant == first.participant
    assert len(await everybody(scene)) == 1


async def test_a_click_delivered_twice_does_not_bring_back_who_left(scene: Scene) -> None:
    await announce(scene)
    click, leaving = act(), act()
    await of(scene).join(click, CHALLENGE)
    assert (await of(scene).leave(leaving, CHALLENGE)).back_until
    assert await of(scene).leave(leaving, CHALLENGE)
    with pytest.raises(NotTakingPart):
        await of(scene).join(click, CHALLENGE)
    assert not (await everybody(scene))[0].takes_part


async def test_the_last_day_to_join_is_ones_own(scene: Scene) -> None:
    await announce(scene)
    await scene.services.members.choose_zone(act(), "Pacific/Kiritimati")
    scene.clock.set(WEDNESDAY)  # Thursday in Kiritimati
    with pytest.raises(JoinTooLate) as refused:
        await join(scene, ANNA)
    assert refused.value.until == date(2026, 11, 25)
    assert not (await of(scene).see(act(), CHALLENGE)).may_join
    assert (await of(scene).see(act(BEN), CHALLENGE)).may_join
    await join(scene, BEN)


async def test_whoever_was_in_may_come_back_until_the_grace_is_over(scene: Scene) -> None:
    await announce(scene)
    first = (await join(scene, ANNA)).participant
    await of(scene).leave(act(), CHALLENGE)
    # One tap too many in the grace does not cost anybody their week.
    scene.clock.set(SUNDAY + DAY)
    assert (await of(scene).see(act(), CHALLENGE)).may_join
    back = await join(scene, ANNA)
    assert back.participant == first
    left = await of(scene).leave(act(), CHALLENGE)
    assert left.back_until == date(2026, 11, 30)
    scene.clock.advance(DAY)
    with pytest.raises(JoinTooLate) as refused:
        await join(scene, ANNA)
    assert refused.value.until == date(2026, 11, 30)


async def test_once_the_days_and_the_grace_are_over_who_leaves_stays_away(scene: Scene) -> None:
    await announce(scene)
    await join(scene, ANNA)
    scene.clock.set(SUNDAY + 2 * DAY)
    assert (await of(scene).leave(act(), CHALLENGE)).back_until is None


async def test_leaving_twice_is_refused(scene: Scene) -> None:
    await announce(scene)
    with pytest.raises(NotTakingPart):
        await of(scene).leave(act(), CHALLENGE)
    await join(scene, ANNA)
    await of(scene).leave(act(), CHALLENGE)
    with pytest.raises(NotTakingPart):
        await of(scene).leave(act(), CHALLENGE)


async def test_after_the_end_nobody_joins_or_leaves(scene: Scene) -> None:
    challenge = await announce(scene)
    await join(scene, BEN)
    await set_challenge(scene, replace(challenge, state=State.ENDED))
    with pytest.raises(NothingToJoin):
        await join(scene, ANNA)
    with pytest.raises(NothingToJoin):
        await of(scene).leave(act(BEN), CHALLENGE)
    with pytest.raises(NothingToJoin):
        await of(scene).renew(act(BEN), CHALLENGE, 1)


async def test_no_challenge_of_elsewhere_is_found(scene: Scene) -> None:
    await announce(scene)
    for act_on in (of(scene).join, of(scene).leave, of(scene).see):
        with pytest.raises(ChallengeGone):
            await act_on(act(ANNA, ELSEWHERE), CHALLENGE)
        with pytest.raises(ChallengeGone):
            await act_on(act(), ChallengeId(1))


async def test_whoever_is_suspended_does_not_join(scene: Scene) -> None:
    await announce(scene)
    async with scene.db.transaction() as tx:
        await suspensions.add(tx, HERE, ANNA, BEN, scene.clock.now())
    with pytest.raises(Suspended):
        await join(scene, ANNA)


async def test_a_team_is_chosen_when_joining(scene: Scene) -> None:
    await announce(scene, **CHOSEN)
    asked = await of(scene).join(act(), CHALLENGE)
    assert isinstance(asked, TeamChoice)
    assert asked.sizes == (0, 0)
    with pytest.raises(NoSuchTeam):
        await of(scene).join(act(), CHALLENGE, 3)
    with pytest.raises(NoSuchTeam):
        await of(scene).join(act(), CHALLENGE, 0)
    came = await of(scene).join(act(), CHALLENGE, 2)
    assert isinstance(came, Joined)
    assert came.participant.team == 2
    asked = await of(scene).join(act(BEN), CHALLENGE)
    assert isinstance(asked, TeamChoice)
    assert asked.sizes == (0, 1)
    await of(scene).leave(act(), CHALLENGE)
    assert (await join(scene, ANNA)).participant.team == 2


async def test_before_the_draw_there_is_no_team(scene: Scene) -> None:
    await announce(scene, **DRAWN)
    assert (await join(scene, ANNA)).participant.team is None


async def test_a_team_means_nothing_where_there_are_none(scene: Scene) -> None:
    await announce(scene)
    came = await of(scene).join(act(), CHALLENGE, 2)
    assert isinstance(came, Joined)
    assert came.participant.team is None


async def test_a_harder_target_is_agreed_to_once_and_never_taken_back(scene: Scene) -> None:
    challenge = await announce(scene)
    await join(scene, ANNA)
    async with scene.db.transaction() as tx:
        for version, target in ((2, 6), (3, 7)):
            terms = Terms(version, target, 0, MONDAY)
            await challenges.save_terms(tx, challenge, terms, BEN, scene.clock.now())
    assert (await of(scene).renew(act(), CHALLENGE, 2)).participant.terms == 2
    assert (await of(scene).renew(act(), CHALLENGE, 99)).participant.terms == 3
    assert (await of(scene).renew(act(), CHALLENGE, 2)).participant.terms == 3
    with pytest.raises(NotTakingPart):
        await of(scene).renew(act(BEN), CHALLENGE, 3)


async def test_grouping_needs_to_know_since_when(scene: Scene) -> None:
    await announce(scene)
    practice = await scene.member(ANNA)
    await join(scene, ANNA)
    with pytest.raises(NoSince):
        await of(scene).group(act(), CHALLENGE, on=True)
    told = Conditions(HERE, ANNA, PracticeId(practice), date(2020, 1, 1), None, None)
    async with scene.db.transaction() as tx:
        await conditions.save(tx, told)
    click = act()
    came = await of(scene).group(click, CHALLENGE, on=True)
    assert came.can_group
    assert came.has_practice
    assert came.participant.grouped
    assert not (await of(scene).group(act(), CHALLENGE, on=False)).participant.grouped
    assert not (await of(scene).group(click, CHALLENGE, on=True)).participant.grouped
    with pytest.raises(NotTakingPart):
        await of(scene).group(act(BEN), CHALLENGE, on=False)


async def test_a_moderator_takes_somebody_off_for_good(scene: Scene) -> None:
    await announce(scene)
    await join(scene, ANNA)
    mona = UserId(99)
    for _ in range(2):
        await of(scene).take_off(act(mona, manages_server=True), CHALLENGE, ANNA)
    (gone,) = await everybody(scene)
    assert (gone.removed_by, gone.takes_part) == (mona, False)
    with pytest.raises(TakenOff):
        await join(scene, ANNA)
    assert not (await of(scene).see(act(), CHALLENGE)).may_join


async def test_only_moderators_take_off_and_only_who_joined(scene: Scene) -> None:
    await announce(scene)
    await join(scene, ANNA)
    for step in (of(scene).may_take_off, of(scene).take_off):
        with pytest.raises(ModeratorsOnly):
            await step(act(BEN), CHALLENGE, ANNA)
        with pytest.raises(NotTakingPart):
            await step(act(manages_server=True), CHALLENGE, BEN)
    assert await of(scene).may_take_off(act(manages_server=True), CHALLENGE, ANNA)


async def test_whoever_left_by_themselves_can_still_be_kept_out(scene: Scene) -> None:
    await announce(scene)
    await join(scene, ANNA)
    await of(scene).leave(act(), CHALLENGE)
    (before,) = await everybody(scene)
    await of(scene).take_off(act(manages_server=True), CHALLENGE, ANNA)
    (after,) = await everybody(scene)
    assert after.left_at == before.left_at
    with pytest.raises(TakenOff):
        await join(scene, ANNA)
