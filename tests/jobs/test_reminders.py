"""Reminders come once, in their time, and only while there is something to be reminded of."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

import pytest

from bot.domain import journal as journal_domain
from bot.domain.deliveries import Trouble
from bot.domain.entries import Entry
from bot.domain.ids import EntryId, UserId
from bot.domain.practice_details import PracticeWords
from bot.domain.rest_rules import RestWords
from storage import communities, journal
from tests.support.callers import HERE, act
from tests.support.reminding import close, run, run_at, run_minutes, set_at, stored
from tests.support.weeks import DAY, HOUR, MINUTE

if TYPE_CHECKING:
    from tests.support.weeks import Scene

ANNA = 1
TONIGHT = datetime(2026, 11, 18, 20, tzinfo=UTC)


@pytest.fixture(autouse=True)
async def guitar(scene: Scene) -> None:
    await scene.community()
    await scene.member(ANNA)


def texts(scene: Scene, user: int = ANNA) -> list[str]:
    return scene.channels.texts(user)


async def add(scene: Scene, name: str, days: str = "every day") -> None:
    words = PracticeWords(name=name, minimum="20 min", days=days)
    await scene.services.practices.add(act(UserId(ANNA), HERE), words)


async def test_comes_at_its_time_each_day_and_once(scene: Scene) -> None:
    await set_at(scene, ANNA, "8pm", cue="After coffee, I play")
    await run_at(scene, TONIGHT - MINUTE)
    assert not texts(scene)
    await run(scene, MINUTE)
    (message,) = texts(scene)
    assert "Guitar" in message
    assert "20 min to go" in message
    assert "> After coffee, I play" in message
    await run(scene)
    await run_minutes(scene, TONIGHT + 5 * MINUTE)
    assert len(texts(scene)) == 1
    await run_at(scene, TONIGHT + DAY)
    assert len(texts(scene)) == 2


async def test_not_when_done_and_yet_when_partly_done(scene: Scene) -> None:
    await set_at(scene, ANNA, "8pm")
    await scene.log(ANNA, "15 min")
    await run_at(scene, TONIGHT)
    (message,) = texts(scene)
    assert "15 min of 20 min, 5 min to go" in message
    scene.clock.advance(DAY - HOUR)
    await scene.log(ANNA, "20 min")
    await run(scene, HOUR)
    assert len(texts(scene)) == 1
    await run(scene, DAY)
    assert len(texts(scene)) == 2


async def test_one_message_for_all_that_is_open(scene: Scene) -> None:
    await add(scene, "Essays")
    await add(scene, "Chess", days="thu")
    await set_at(scene, ANNA, "8pm")
    await run_at(scene, TONIGHT)
    (message,) = texts(scene)
    assert "Guitar" in message
    assert "Essays" in message
    assert "Chess" not in message


async def test_not_on_an_unplanned_day(scene: Scene) -> None:
    await add(scene, "Chess", days="thu")
    await set_at(scene, ANNA, "8pm", "Chess")
    await run_at(scene, TONIGHT)
    assert not texts(scene)
    await run(scene, DAY)
    assert len(texts(scene)) == 1


async def test_n_times_a_week_until_the_need_is_met(scene: Scene) -> None:
    await add(scene, "Chess", days="2x a week")
    await set_at(scene, ANNA, "8pm", "Chess")
    who = act(UserId(ANNA), HERE)
    needed = (await scene.services.streaks.show(who, UserId(ANNA))).practices[-1].summary.week
    assert needed is not None
    for number in range(needed.needed):
        await run_at(scene, TONIGHT + DAY * number)
        assert len(texts(scene)) == number + 1
        await scene.services.logs.add(act(UserId(ANNA), HERE), Entry("20", practice="Chess"))
    # It is met: the rest of the week is quiet, and Monday is not.
    await run_minutes_to_sunday(scene)
    assert len(texts(scene)) == needed.needed
    await run_at(scene, datetime(2026, 11, 23, 20, tzinfo=UTC))
    assert len(texts(scene)) == needed.needed + 1


async def run_minutes_to_sunday(scene: Scene) -> None:
    while scene.clock.now() < datetime(2026, 11, 22, 20, tzinfo=UTC):
        await run(scene, HOUR)


async def test_not_in_a_rest_and_again_after_it(scene: Scene) -> None:
    await set_at(scene, ANNA, "8pm")
    await scene.services.rests.take(act(UserId(ANNA), HERE), RestWords("tomorrow"))
    await run_at(scene, TONIGHT)
    await run(scene, DAY)
    assert not texts(scene)
    await run(scene, DAY)
    assert len(texts(scene)) == 1


async def test_not_while_paused(scene: Scene) -> None:
    await set_at(scene, ANNA, "8pm")
    await scene.services.pauses.take(act(UserId(ANNA), HERE), 1)
    await run_at(scene, TONIGHT)
    assert not texts(scene)
    await run(scene, DAY)
    assert len(texts(scene)) == 1


async def test_not_on_the_day_of_an_outcome(scene: Scene) -> None:
    await set_at(scene, ANNA, "8pm")
    await note_outcome(scene)
    await run_at(scene, TONIGHT)
    assert not texts(scene)
    await run(scene, DAY)
    assert len(texts(scene)) == 1


async def note_outcome(scene: Scene) -> None:
    entry = journal_domain.Entry(
        id=EntryId(5),
        community_id=HERE,
        user_id=UserId(ANNA),
        kind=journal_domain.EntryKind.GRIEVE,
        text="Not this time.",
        day=date(2026, 11, 18),
        written_at=scene.clock.now(),
    )
    async with scene.db.transaction() as tx:
        await journal.add(tx, entry)


async def test_silent_while_archived_and_back_with_the_practice(scene: Scene) -> None:
    await set_at(scene, ANNA, "8pm", "Guitar")
    await scene.services.practices.archive(act(UserId(ANNA), HERE), "Guitar")
    await run_at(scene, TONIGHT)
    assert not texts(scene)
    await scene.services.practices.restore(act(UserId(ANNA), HERE), "Guitar")
    await run(scene, DAY)
    assert len(texts(scene)) == 1


async def test_not_from_a_community_without_the_bot(scene: Scene) -> None:
    await set_at(scene, ANNA, "8pm")
    community = await scene.get()
    async with scene.db.transaction() as tx:
        await communities.save(tx, replace(community, removed_at=scene.clock.now()))
    await run_at(scene, TONIGHT)
    assert not texts(scene)
    async with scene.db.transaction() as tx:
        await communities.save(tx, community)
    await run(scene, DAY)
    assert len(texts(scene)) == 1


async def test_nothing_is_left_of_somebody_who_deleted_their_data(scene: Scene) -> None:
    await set_at(scene, ANNA, "8pm")
    await scene.services.privacy.erase(act(UserId(ANNA), HERE), everywhere=False)
    await run_at(scene, TONIGHT)
    assert not texts(scene)
    assert not await stored(scene, ANNA)


async def test_late_within_the_day_and_marked_so(scene: Scene) -> None:
    await set_at(scene, ANNA, "8pm")
    await run_at(scene, TONIGHT + 31 * MINUTE)
    (message,) = texts(scene)
    assert "It was for 20:00" in message


async def test_a_little_late_is_not_marked(scene: Scene) -> None:
    await set_at(scene, ANNA, "8pm")
    await run_at(scene, TONIGHT + 29 * MINUTE)
    (message,) = texts(scene)
    assert "It was for" not in message


async def test_not_after_the_day_is_over(scene: Scene) -> None:
    await set_at(scene, ANNA, "8pm")
    await run_at(scene, TONIGHT + 4 * HOUR)
    assert not texts(scene)
    await run_at(scene, TONIGHT + DAY)
    assert len(texts(scene)) == 1


async def test_closed_direct_messages_are_tried_once(scene: Scene) -> None:
    await add(scene, "Essays")
    await set_at(scene, ANNA, "8pm", "Guitar")
    await set_at(scene, ANNA, "8:30pm", "Essays")
    close(scene, ANNA, Trouble.FORBIDDEN)
    await run_at(scene, TONIGHT)
    assert [each.is_closed for each in await stored(scene, ANNA)] == [True, True]
    scene.channels.trouble.clear()
    await run(scene, DAY)
    assert not texts(scene)
    await scene.services.reminders.reopen(act(UserId(ANNA), HERE), channel_id=ANNA)
    await run(scene, DAY)
    await run(scene, 30 * MINUTE)
    assert len(texts(scene)) == 2


async def test_what_discord_will_not_have_is_left_for_that_day(scene: Scene) -> None:
    await set_at(scene, ANNA, "8pm")
    close(scene, ANNA, Trouble.REFUSED)
    await run_at(scene, TONIGHT)
    (reminder,) = await stored(scene, ANNA)
    assert reminder.due_at == TONIGHT + DAY


async def test_somebody_elsewhere_is_somebody_else(scene: Scene) -> None:
    await scene.community(2)
    await scene.member(ANNA, number=2, name="Essays")
    await set_at(scene, ANNA, "8pm", number=2)
    await run_at(scene, TONIGHT)
    (message,) = texts(scene)
    assert "Essays" in message
    assert "Guitar" not in message
