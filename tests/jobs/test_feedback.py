from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from bot.domain.deliveries import Trouble
from bot.domain.ids import UserId
from bot.domain.requests import Audience, Due, RequestKind, RequestState, Step
from bot.domain.settings import Nudges
from bot.jobs.feedback import run_due
from bot.services.deadlines import Deadlines
from storage import members
from tests.support.asking import ask, reload, want_nudges
from tests.support.callers import HERE
from tests.support.weeks import DAY, HOUR, MINUTE, moderator_channel

if TYPE_CHECKING:
    from bot.domain.requests import Request
    from tests.support.weeks import Scene

ANNA, BEN = UserId(1), UserId(2)
DESK = moderator_channel(1)


@pytest.fixture
async def waiting(scene: Scene) -> Request:
    await scene.community()
    await scene.member(ANNA)
    await scene.member(BEN, name="Essays")
    await scene.log(BEN)
    await want_nudges(scene.db, BEN)
    return await ask(scene.db, ANNA, scene.clock.now(), title="A *bold* essay")


async def run(scene: Scene, after: timedelta = timedelta()) -> None:
    scene.clock.advance(after)
    await run_due(scene.services, scene.channels, scene.clock.now())


async def test_after_two_days_a_likely_helper_hears_of_it_once(
    scene: Scene, waiting: Request
) -> None:
    await run(scene, 2 * DAY - HOUR)
    assert not scene.channels.letters
    await run(scene, HOUR)
    (offer,) = scene.channels.texts(BEN)
    assert "A \\*bold\\* essay" in offer
    assert "Does the beginning pull you in?" in offer
    assert "/settings nudges" in offer
    await run(scene, MINUTE)
    await run(scene, DAY)
    assert len(scene.channels.letters) == 1
    assert (await reload(scene.db, waiting)).is_open


async def test_somebody_stuck_is_offered_without_their_name(scene: Scene, waiting: Request) -> None:
    del waiting
    await run(scene, 8 * DAY)
    before = len(scene.channels.texts(BEN))
    scene.clock.advance(8 * DAY)
    stuck = await ask(
        scene.db,
        ANNA,
        scene.clock.now(),
        kind=RequestKind.STUCK,
        title="",
        question="",
        work="I think of stopping.",
        anonymous=True,
        due=Due(Step.OFFER, scene.clock.now()),
    )
    await run(scene)
    text = scene.channels.texts(BEN)[before]
    assert "Somebody is stuck" in text
    assert f"<@{ANNA}>" not in text
    assert stuck.is_open


async def test_moderators_hear_of_it_after_a_week(scene: Scene, waiting: Request) -> None:
    await run(scene, 2 * DAY)
    await run(scene, 5 * DAY)
    (notice,) = scene.channels.texts(DESK)
    assert "Nobody has answered for 7 days" in notice
    assert "A \\*bold\\* essay" in notice
    await run(scene, MINUTE)
    assert len(scene.channels.texts(DESK)) == 1
    after = await reload(scene.db, waiting)
    assert after.due
    assert after.due.step is Step.LAPSE


async def test_moderators_do_not_read_what_was_put_to_one_person(
    scene: Scene, waiting: Request
) -> None:
    del waiting
    await ask(scene.db, ANNA, scene.clock.now(), audience=Audience.PERSON, asked=BEN, title="Mine")
    await run(scene, 2 * DAY)
    await run(scene, 5 * DAY)
    texts = scene.channels.texts(DESK)
    assert len(texts) == 2
    assert not any("Mine" in text for text in texts)


async def test_a_silent_channel_is_tried_again_for_a_day(scene: Scene, waiting: Request) -> None:
    await run(scene, 2 * DAY)
    scene.channels.trouble[DESK] = Trouble.UNREACHABLE
    await run(scene, 5 * DAY)
    await run(scene, 10 * MINUTE)
    after = await reload(scene.db, waiting)
    assert after.due
    assert after.due.step is Step.TELL
    del scene.channels.trouble[DESK]
    await run(scene, 10 * MINUTE)
    assert len(scene.channels.texts(DESK)) == 1
    assert (await reload(scene.db, waiting)).due != after.due


@pytest.mark.parametrize("trouble", [Trouble.GONE, Trouble.FORBIDDEN, Trouble.UNREACHABLE])
async def test_what_cannot_be_told_is_not_waited_for_for_ever(
    scene: Scene, waiting: Request, trouble: Trouble
) -> None:
    scene.channels.trouble[DESK] = trouble
    await run(scene, 2 * DAY)
    await run(scene, 6 * DAY + HOUR)
    after = await reload(scene.db, waiting)
    assert after.due
    assert after.due.step is Step.LAPSE


async def test_no_moderators_channel_is_no_obstacle(scene: Scene, waiting: Request) -> None:
    await scene.community(1, moderator_channel_id=None)
    await run(scene, 2 * DAY)
    await run(scene, 5 * DAY)
    after = await reload(scene.db, waiting)
    assert after.due
    assert after.due.step is Step.LAPSE


async def test_after_four_weeks_it_is_closed_kindly(scene: Scene, waiting: Request) -> None:
    for step in (2 * DAY, 5 * DAY, 21 * DAY):
        await run(scene, step)
    lapsed = await reload(scene.db, waiting)
    assert lapsed.state is RequestState.LAPSED
    assert lapsed.due is None


async def test_after_a_long_absence_nobody_hears_of_what_is_closed_next(
    scene: Scene, waiting: Request
) -> None:
    await run(scene, 28 * DAY)
    await run(scene, MINUTE)
    await run(scene, MINUTE)
    assert (await reload(scene.db, waiting)).state is RequestState.LAPSED
    assert not scene.channels.letters


async def test_after_an_absence_of_a_week_moderators_hear_and_helpers_do_not(
    scene: Scene, waiting: Request
) -> None:
    await run(scene, 8 * DAY)
    await run(scene, MINUTE)
    assert len(scene.channels.texts(DESK)) == 1
    assert not scene.channels.texts(BEN)
    assert (await reload(scene.db, waiting)).is_open


async def test_closed_direct_messages_are_tried_once(scene: Scene, waiting: Request) -> None:
    scene.channels.trouble[BEN] = Trouble.FORBIDDEN
    await run(scene, 2 * DAY)
    async with scene.db.reading() as conn:
        ben = await members.get(conn, HERE, BEN)
    assert ben
    assert ben.nudges is Nudges.CLOSED
    assert (await reload(scene.db, waiting)).is_open


async def test_one_failure_does_not_stop_the_next(
    scene: Scene,
    waiting: Request,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    second = await ask(scene.db, ANNA, scene.clock.now() + MINUTE)
    plain = Deadlines.offer

    async def offer(self: Deadlines, request: Request) -> object:
        if request.id == waiting.id:
            raise RuntimeError("unforeseen")
        return await plain(self, request)

    monkeypatch.setattr(Deadlines, "offer", offer)
    await run(scene, 2 * DAY + MINUTE)
    after = await reload(scene.db, second)
    assert after.due
    assert after.due.step is Step.TELL
    assert "incident" in caplog.text
