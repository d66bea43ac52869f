from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.domain.entries import Entry
from bot.domain.helpers import Hurdle, Likeness
from bot.domain.ids import UserId
from bot.domain.practice_details import PracticeWords
from bot.domain.requests import Audience, Request, RequestKind
from storage import blocks, suspensions
from tests.support.asking import ask, want_nudges
from tests.support.callers import HERE, act
from tests.support.weeks import DAY

if TYPE_CHECKING:
    from tests.support.weeks import Scene

ANNA, BEN, CARA, DAN = (UserId(number) for number in range(1, 5))


async def practise(scene: Scene, user: UserId, name: str = "Essays", skill: str = "") -> None:
    words = PracticeWords(name=name, minimum="20 min", days="every day", skill=skill)
    await scene.services.practices.add(act(user), words)


async def log(scene: Scene, user: UserId) -> None:
    await scene.services.logs.add(act(user), Entry("20 min"))


async def asked(scene: Scene, **what: object) -> Request:
    """Let Anna ask about writing, which she has just begun."""
    await practise(scene, ANNA, skill="writing")
    async with scene.db.reading() as conn:
        rows = await conn.fetch_all("SELECT skill_id FROM skills WHERE community_id = 1")
    request = {"skill_id": rows[0]["skill_id"], **what}
    return await ask(scene.db, ANNA, scene.clock.now(), **request)


async def test_those_who_want_to_help_are_found_with_the_reason(scene: Scene) -> None:
    await scene.community()
    await practise(scene, BEN, skill="writing")
    await practise(scene, CARA, skill="writing")
    await practise(scene, DAN, "Chess")
    for user in (BEN, CARA, DAN):
        await log(scene, user)
    # Cara stays away for a week and comes back.
    scene.clock.advance(8 * DAY)
    await log(scene, CARA)
    request = await asked(scene)
    assert not await scene.services.helpers.likely(request)
    await want_nudges(scene.db, ANNA, BEN, CARA, DAN)
    found = await scene.services.helpers.likely(request)
    assert [(each.user_id, each.likeness) for each in found] == [
        (CARA, Likeness.CAME_THROUGH),
        (BEN, Likeness.LONGER),
        (DAN, Likeness.OTHER),
    ]
    assert found[0].candidate.hurdle is Hurdle.BREAK


async def test_nobody_is_named_who_is_private(scene: Scene) -> None:
    await scene.community()
    for user in (BEN, CARA):
        await scene.member(user, is_open=user is BEN)
        await log(scene, user)
    await want_nudges(scene.db, BEN, CARA)
    request = await asked(scene)
    likely = await scene.services.helpers.likely(request)
    assert {each.user_id for each in likely} == {BEN, CARA}
    assert [each.user_id for each in await scene.services.helpers.to_name(request)] == [BEN]


async def test_what_is_put_to_one_person_names_nobody_else(scene: Scene) -> None:
    await scene.community()
    await scene.member(BEN)
    await log(scene, BEN)
    await want_nudges(scene.db, BEN)
    request = await asked(scene, audience=Audience.PERSON, asked=CARA)
    assert not await scene.services.helpers.to_name(request)


async def test_who_is_kept_apart_or_out_or_away_is_not_asked(scene: Scene) -> None:
    await scene.community()
    request = await asked(scene)
    away, blocked, blocks_her, out = (UserId(number) for number in range(11, 15))
    await scene.member(away)
    await log(scene, away)
    scene.clock.advance(29 * DAY)
    for user in (blocked, blocks_her, out):
        await scene.member(user)
        await log(scene, user)
    await want_nudges(scene.db, away, blocked, blocks_her, out)
    now = scene.clock.now()
    assert len(await scene.services.helpers.likely(request)) == 3
    async with scene.db.transaction() as tx:
        await blocks.add(tx, HERE, ANNA, blocked, now)
        await blocks.add(tx, HERE, blocks_her, ANNA, now)
        await suspensions.add(tx, HERE, out, UserId(99), now)
    assert not await scene.services.helpers.likely(request)


async def test_whoever_is_stuck_is_understood_by_all_who_were(scene: Scene) -> None:
    await scene.community()
    await scene.member(BEN, name="Chess")
    await log(scene, BEN)
    scene.clock.advance(8 * DAY)
    await log(scene, BEN)
    await want_nudges(scene.db, BEN)
    request = await asked(scene, kind=RequestKind.STUCK, skill_id=None)
    (found,) = await scene.services.helpers.likely(request)
    assert found.likeness is Likeness.CAME_THROUGH
    work = replace(request, kind=RequestKind.WORK)
    (found,) = await scene.services.helpers.likely(work)
    assert found.likeness is Likeness.OTHER


async def test_who_archived_everything_is_not_asked(scene: Scene) -> None:
    await scene.community()
    practice_id = await scene.member(BEN)
    await log(scene, BEN)
    await want_nudges(scene.db, BEN)
    request = await asked(scene)
    assert await scene.services.helpers.likely(request)
    await scene.services.practices.archive(act(BEN), str(practice_id))
    assert not await scene.services.helpers.likely(request)
