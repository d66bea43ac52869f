"""What happens to an answer or a reply while it is on its way."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain.callers import Caller
from bot.domain.giving import Landing, Where, Words
from bot.domain.ids import CommunityId, InteractionId, UserId
from bot.domain.places import Place
from bot.views.threads import Threads
from tests.support.peers import (
    begin,
    feedback_of,
    read_by,
    request_of,
    thread_of,
    write,
)

if TYPE_CHECKING:
    from bot.domain.feedback import Feedback
    from bot.domain.giving import Given
    from bot.domain.ids import RequestId
    from tests.support.world import World


async def test_an_answer_deleted_on_its_way_is_taken_away(world: World) -> None:
    anna, ben, desk = await begin(world)
    answered = world.bot.services.answered
    remember = answered.stands

    async def deleted_meanwhile(answer: Feedback, place: Place) -> bool:
        async with world.db.transaction() as tx:
            await tx.execute(
                "UPDATE feedback SET given_by = 0 WHERE community_id = :community_id",
                {"community_id": world.home.id},
            )
        return await remember(answer, place)

    answered.stands = deleted_meanwhile
    await write(ben, desk)
    assert thread_of(world).history() == []
    assert "somebody who left" in await read_by(world, anna)


async def test_an_answer_delivered_again_is_not_posted_again(world: World) -> None:
    _, ben, desk = await begin(world)
    await write(ben, desk)
    (posted,) = thread_of(world).history()
    feedback_id, services = await feedback_of(world), world.bot.services
    form = Caller(CommunityId(world.home.id), UserId(ben.id), InteractionId(feedback_id))
    given = await services.giving.give(form, await request_of(world), Words("", ""))
    landing = await Threads(services, world.bot.delivery).deliver(given)
    assert landing == Landing(Where.THREAD, Place(thread_of(world).id, posted.id))
    assert len(thread_of(world).history()) == 1


async def test_a_reply_deleted_on_its_way_is_taken_away(world: World) -> None:
    anna, ben, desk = await begin(world)
    await write(ben, desk)
    (posted,) = thread_of(world).history()
    answered = world.bot.services.answered
    remember = answered.reply_stands

    async def deleted_meanwhile(answer: Feedback, place: Place) -> bool:
        async with world.db.transaction() as tx:
            await tx.execute(
                "UPDATE feedback SET asked_by = 0 WHERE community_id = :community_id",
                {"community_id": world.home.id},
            )
        return await remember(answer, place)

    answered.reply_stands = deleted_meanwhile
    form = await anna.click(posted, "Reply")
    await anna.submit(form, reply="For my sister.")
    assert [each.id for each in thread_of(world).history()] == [posted.id]


async def test_a_card_whose_author_deleted_everything_needs_no_mending(world: World) -> None:
    _, ben, desk = await begin(world)
    services = world.bot.services
    give = services.giving.give

    async def deleted_meanwhile(caller: Caller, request_id: RequestId, words: Words) -> Given:
        given = await give(caller, request_id, words)
        async with world.db.transaction() as tx:
            await tx.execute(
                "DELETE FROM requests WHERE community_id = :community_id",
                {"community_id": world.home.id},
            )
        return given

    services.giving.give = deleted_meanwhile
    assert "Thank you" in (await write(ben, desk)).text
