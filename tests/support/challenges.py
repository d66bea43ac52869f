"""Challenges in a scene: opened, joined, and looked after each minute as the jobs do."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from bot.domain.challenges import Challenge, Measure, Mode, Participant, Ranking, Terms
from bot.domain.ids import ChallengeId, CommunityId, UserId
from bot.domain.participations import Joined
from bot.domain.posts import Kind
from bot.jobs import challenges as jobs
from bot.render.challenge_presses import SeeEveryone
from bot.services.challenges import open_challenge
from storage import challenges, participants, posts
from tests.support.callers import act
from tests.support.weeks import MINUTE, weekly_channel

if TYPE_CHECKING:
    from datetime import timedelta

    from bot.domain.posts import Post
    from tests.support.channels import Letter
    from tests.support.weeks import Scene

CHALLENGE = ChallengeId(9_000)
CHANNEL = weekly_channel(1)
MONDAY, WEDNESDAY, SUNDAY = date(2026, 11, 23), date(2026, 11, 25), date(2026, 11, 29)


def challenge_of(scene: Scene, **changes: Any) -> Challenge:
    """Return the week after the scene's: five days of practice, each for themselves."""
    values: dict[str, Any] = {
        "id": CHALLENGE,
        "community_id": CommunityId(1),
        "created_by": UserId(1),
        "title": "Show-up week",
        "story": "Any amount counts.",
        "measure": Measure.DAYS,
        "mode": Mode.ALONE,
        "ranking": Ranking.TARGET,
        "first_day": MONDAY,
        "last_day": SUNDAY,
        "join_until": WEDNESDAY,
        "terms": (Terms(1, 5, 0, MONDAY),),
        "created_at": scene.clock.now(),
        "grace_days": 1,
    }
    return Challenge(**{**values, **changes})


async def announce(scene: Scene, **changes: Any) -> Challenge:
    """Open a challenge in a community that is set up, and let its board be posted."""
    community = await scene.community(next_weekly_at=None)
    challenge = challenge_of(scene, **changes)
    async with scene.db.transaction() as tx:
        await open_challenge(tx, community, challenge, scene.clock.now())
    await minutes(scene)
    return challenge


async def minutes(scene: Scene, number: int = 1, each: timedelta = MINUTE) -> None:
    """Let some minutes pass, each with what the jobs do in it."""
    for _ in range(number):
        await scene.run()
        await look(scene)
        scene.clock.advance(each)


async def look(scene: Scene) -> None:
    """Bring the boards up to date, as the job does each minute."""
    await jobs.run_due(scene.services, scene.channels, scene.clock.now())


async def join(scene: Scene, user: int, challenge: ChallengeId = CHALLENGE) -> Joined:
    """Let somebody take part."""
    came = await scene.services.participations.join(act(UserId(user)), challenge)
    assert isinstance(came, Joined)
    return came


async def stored(scene: Scene, challenge_id: ChallengeId = CHALLENGE) -> Challenge:
    async with scene.db.reading() as conn:
        found = await challenges.get(conn, CommunityId(1), challenge_id)
    assert found is not None
    return found


async def everybody(scene: Scene) -> tuple[Participant, ...]:
    async with scene.db.reading() as conn:
        return await participants.of_challenge(conn, CommunityId(1), CHALLENGE)


async def post_of(scene: Scene, kind: Kind = Kind.CHALLENGE, period: str = "9000") -> Post:
    async with scene.db.reading() as conn:
        found = await posts.get(conn, CommunityId(1), kind, period)
    assert found is not None
    return found


def board(scene: Scene) -> Letter:
    """Return the one message that is the board."""
    (found,) = boards(scene)
    return found


def boards(scene: Scene) -> list[Letter]:
    marker = SeeEveryone(challenge_id=CHALLENGE).custom_id
    return [each for each in scene.channels.letters if marker in each.custom_ids]
