"""Days of rest show alike on every surface: nothing in them is missed, counted or asked for."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from bot.domain.adherence import Adherence
from bot.domain.entries import Entry
from bot.domain.ids import UserId
from bot.domain.practice_details import PracticeWords
from bot.domain.requests import Audience
from bot.domain.rest_rules import RestWords
from bot.domain.verdicts import Verdict
from bot.render import streak_posts
from tests.support.asking import ask, want_nudges
from tests.support.boards import Play
from tests.support.callers import ANNA, BEN, HERE, act
from tests.support.members import readable, walk
from tests.support.weeks import DAY, DUE, WEEK

if TYPE_CHECKING:
    from bot.services.container import Services
    from storage.database import Database
    from tests.support.clock import FakeClock
    from tests.support.weeks import Scene

CLEO = UserId(13)


async def keep(services: Services, clock: FakeClock, plan: str) -> None:
    """Live one day for each letter: x keeps the plan, a dot leaves it out."""
    for letter in plan:
        if letter == "x":
            await services.logs.add(act(), Entry("25", practice="Guitar"))
        clock.advance(timedelta(days=1))


async def test_audit_numbers_and_today_agree(services: Services, clock: FakeClock) -> None:
    await services.practices.add(act(), PracticeWords(name="Guitar", minimum="20 min"))
    await keep(services, clock, "xxxxx")
    strong = (await services.streaks.show(act(), ANNA)).practices[0].summary.strength
    # What is remembered of these days does not hide a rest that is taken for them afterwards.
    await services.rests.take(act(), RestWords("in 4 days", reason="a cold"))
    await keep(services, clock, ".....")
    shown = await services.streaks.show(act(), ANNA)
    (summary,) = (each.summary for each in shown.practices)
    assert summary.streak.current == 5
    assert summary.adherence == Adherence(5, 5)
    assert summary.strength == pytest.approx(strong)
    audit = await services.streaks.audit(act(), "", 4)
    verdicts = [day.judged.verdict for week in reversed(audit.weeks) for day in week.days]
    assert verdicts == [Verdict.DONE] * 5 + [Verdict.REST] * 5 + [Verdict.OPEN]
    home = await services.today.home(act())
    assert home.practices[0].summary == summary
    # Taken back, what is past stays and what is to come is planned again.
    await services.rests.take(act(), RestWords("in 3 days", start="tomorrow"))
    await keep(services, clock, "x.")
    await services.rests.end(act())
    await keep(services, clock, ".x")
    audit = await services.streaks.audit(act(), "", 4)
    verdicts = [day.judged.verdict for week in reversed(audit.weeks) for day in week.days]
    assert verdicts[10:] == [
        Verdict.DONE,
        Verdict.REST,
        Verdict.FORGIVEN,
        Verdict.DONE,
        Verdict.OPEN,
    ]


async def test_n_times_a_week_need_less(services: Services, clock: FakeClock) -> None:
    words = PracticeWords(name="Guitar", minimum="20 min", days="3x a week")
    clock.advance(5 * DAY)
    await services.practices.add(act(), words)
    await services.rests.take(act(), RestWords("saturday", start="tomorrow"))
    await keep(services, clock, "x......")
    audit = await services.streaks.audit(act(), "", 4)
    judged = audit.weeks[-1].judged
    assert judged
    assert (judged.verdict, judged.done, judged.needed) == (Verdict.KEPT, 1, 1)


async def test_boards_hold_days_of_rest(db: Database, clock: FakeClock) -> None:
    play = await Play.open(db, clock)
    await play.services.rests.take(act(), RestWords("in 2 days", start="tomorrow"))
    await play.log()
    clock.advance(4 * DAY)
    board = await play.board()
    (line,) = board.lines()
    assert len(line.progress.held) == 2
    await play.services.pauses.take(act(), 7)
    clock.advance(2 * DAY)
    assert len(next((await play.board()).lines()).progress.held) > 2


async def test_weekly_posts_say_resting_and_nothing_more(scene: Scene) -> None:
    await scene.member(ANNA)
    await scene.member(BEN)
    for _ in range(39):
        for user in (ANNA, BEN):
            await scene.log(user)
        scene.clock.advance(DAY)
    at = DUE + 35 * DAY
    scene.clock.set(at)
    await scene.services.rests.take(act(BEN), RestWords("friday", reason="a cold"))
    post = await scene.services.streak_posts.of_week(HERE, WEEK, at)
    assert [(run.user_id, run.is_resting) for run in post.runs] == [(ANNA, False), (BEN, True)]
    said = readable(list(walk(streak_posts.streaks(post).to_components())))
    assert f"<@{BEN}> · Guitar (resting): 100 %" in said
    assert f"<@{ANNA}> · Guitar: 100 %" in said
    assert "cold" not in said


async def test_the_health_report_leaves_days_of_rest_out(scene: Scene) -> None:
    await scene.community()
    people = [UserId(number) for number in range(11, 17)]
    for user in people:
        await scene.member(user)
        await scene.services.members.choose_counted(act(user), on=True)
    await scene.services.rests.take(act(people[0]), RestWords("in 12 days", start="in 5 days"))
    for day in range(12):
        for user in people:
            if user != people[0] or day < 5:
                await scene.log(user)
        scene.clock.advance(DAY)
    report = await scene.services.health.report(act(manages_server=True), 2)
    assert report.adherence.quartiles == (100, 100, 100)


async def test_offers_leave_out_whoever_paused(scene: Scene) -> None:
    await scene.community()
    await scene.member(ANNA)
    for user in (BEN, CLEO):
        await scene.member(user)
        await scene.log(user)
    await want_nudges(scene.db, BEN, CLEO)
    now = scene.clock.now()
    await scene.services.pauses.take(act(BEN), 3)
    waiting = await ask(scene.db, ANNA, now)
    (offer,) = await scene.services.deadlines.offer(waiting)
    assert offer.user_id == CLEO
    alone = await ask(scene.db, ANNA, now, audience=Audience.PERSON, asked=BEN)
    assert not await scene.services.deadlines.offer(alone)
    scene.clock.advance(3 * DAY)
    alone = await ask(scene.db, ANNA, scene.clock.now(), audience=Audience.PERSON, asked=BEN)
    assert await scene.services.deadlines.offer(alone)
