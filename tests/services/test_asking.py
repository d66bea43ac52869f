from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from bot.domain.asking import News, Options
from bot.domain.drafts import DraftGone
from bot.domain.ids import SkillId, UserId
from bot.domain.moderation import Suspended
from bot.domain.names import EmptyName
from bot.domain.places import Place
from bot.domain.requests import (
    OFFERED_AFTER,
    Audience,
    CannotAsk,
    Counted,
    Due,
    Hardship,
    NotWaiting,
    RequestKind,
    RequestState,
    Step,
    TooManyOpen,
    UnknownRequest,
    Wish,
)
from storage import blocks, request_files, suspensions
from tests.support.asking import close
from tests.support.callers import ANNA, BEN, ELSEWHERE, HERE, act
from tests.support.requesting import ESSAY, ask, prepare, stuck

if TYPE_CHECKING:
    from bot.services.container import Services
    from storage.database import Database
    from tests.support.clock import FakeClock


async def test_a_request_is_what_was_asked(services: Services, clock: FakeClock) -> None:
    asked = await ask(
        services, rubric="writing", skill="Prose", anonymous=True, days=3, file_name="a.png"
    )
    request = asked.shown.request
    assert (request.user_id, request.title, request.question) == (ANNA, *ESSAY[0:3:2])
    assert request.work == ESSAY.work
    assert request.counted == Counted("errors", 600)
    assert request.anonymous
    assert request.file_name == "a.png"
    assert request.wanted_by == clock.now() + timedelta(days=3)
    assert request.due == Due(Step.OFFER, clock.now() + OFFERED_AFTER)
    assert (asked.shown.rubric or "").casefold() == "writing"
    assert asked.shown.skill == "Prose"
    assert (asked.news, asked.waiting, asked.open, asked.limit) == (News.NEW, 0, 1, 2)


async def test_a_form_that_comes_in_twice_asks_once(services: Services) -> None:
    prepared = await prepare(services, file_url="https://cdn/1")
    first = await services.asking.ask(act(), prepared.draft_id, ESSAY)
    again = await services.asking.ask(act(), prepared.draft_id, ESSAY._replace(title="Another"))
    assert again.shown.request == first.shown.request
    assert (first.news, again.news) == (News.NEW, News.KNOWN)
    assert again.file_url == "https://cdn/1"
    said = await stuck(services)
    twice = await services.asking.say_stuck(act(), said.shown.request.id, "Something else.")
    assert twice.news is News.KNOWN
    assert twice.shown.request.work == "I doubt it."


async def test_a_form_of_somebody_else_or_of_yesterday_is_gone(
    services: Services, clock: FakeClock
) -> None:
    prepared = await prepare(services)
    with pytest.raises(DraftGone):
        await services.asking.ask(act(BEN), prepared.draft_id, ESSAY)
    with pytest.raises(DraftGone):
        await services.asking.prepared(act(BEN), prepared.draft_id)
    assert (await services.asking.prepared(act(), prepared.draft_id)) == prepared
    clock.advance(timedelta(hours=24))
    with pytest.raises(DraftGone):
        await services.asking.ask(act(), prepared.draft_id, ESSAY)


async def test_what_somebody_typed_into_a_form_is_no_plan(services: Services) -> None:
    draft_id = await services.drafts.keep(act(), "ask:1", {"title": "Essay"})
    with pytest.raises(DraftGone):
        await services.asking.ask(act(), draft_id, ESSAY)


async def test_two_may_wait_stuck_ones_too(services: Services) -> None:
    waiting = await prepare(services)
    await ask(services)
    await stuck(services)
    with pytest.raises(TooManyOpen) as refused:
        await prepare(services)
    assert refused.value.limit == 2
    # A form that was opened before is held to it as well.
    with pytest.raises(TooManyOpen):
        await services.asking.ask(act(), waiting.draft_id, ESSAY)
    assert await prepare(services, BEN)


async def test_one_that_is_closed_makes_room(services: Services, db: Database) -> None:
    first = await ask(services)
    await ask(services)
    await close(db, first.shown.request, RequestState.ANSWERED)
    assert (await ask(services)).open == 2


@pytest.mark.parametrize("blocker", [ANNA, BEN])
async def test_those_who_keep_apart_cannot_be_asked(
    services: Services, db: Database, clock: FakeClock, blocker: UserId
) -> None:
    early = await prepare(services, asked=BEN)
    await services.members.choose_boards(act(blocker), on=False)
    async with db.transaction() as tx:
        await blocks.add(tx, HERE, blocker, ANNA if blocker == BEN else BEN, clock.now())
    with pytest.raises(CannotAsk):
        await prepare(services, asked=BEN)
    with pytest.raises(CannotAsk):
        await services.asking.ask(act(), early.draft_id, ESSAY)


async def test_who_is_kept_out_neither_asks_nor_is_asked(
    services: Services, db: Database, clock: FakeClock
) -> None:
    early = await prepare(services)
    await services.members.choose_boards(act(), on=False)
    async with db.transaction() as tx:
        await suspensions.add(tx, HERE, ANNA, BEN, clock.now())
    with pytest.raises(Suspended):
        await prepare(services)
    with pytest.raises(Suspended):
        await services.asking.ask(act(), early.draft_id, ESSAY)
    with pytest.raises(CannotAsk):
        await prepare(services, BEN, asked=ANNA)


async def test_one_person_is_asked_quietly(services: Services) -> None:
    request = (await ask(services, asked=BEN)).shown.request
    assert (request.audience, request.asked) == (Audience.PERSON, BEN)
    assert not request.is_public


async def test_stuck_needs_no_work_and_is_offered_at_once(
    services: Services, clock: FakeClock
) -> None:
    asked = await stuck(services, anonymous=True)
    request = asked.shown.request
    assert (request.kind, request.hardship, request.wish) == (
        RequestKind.STUCK,
        Hardship.DOUBT,
        Wish.ADVICE,
    )
    assert (request.work, request.title, request.rubric_version_id) == ("I doubt it.", "", None)
    assert request.due == Due(Step.OFFER, clock.now())
    with pytest.raises(EmptyName):
        await stuck(services, "  ")


async def test_one_person_becomes_everybody(services: Services) -> None:
    request = (await ask(services, asked=BEN, file_name="a.png")).shown.request
    await services.requests.keep_file(request, b"picture")
    caller = act()
    widened = await services.asking.widen(caller, request.id)
    assert (widened.news, widened.file) == (News.WIDENED, b"picture")
    assert (widened.shown.request.audience, widened.shown.request.asked) == (Audience.ANYONE, None)
    assert (await services.asking.widen(caller, request.id)).shown == widened.shown
    with pytest.raises(UnknownRequest):
        await services.asking.widen(act(BEN), request.id)
    await services.requests.withdraw(act(), str(request.id))
    with pytest.raises(NotWaiting):
        await services.asking.widen(act(), request.id)


async def test_others_requests_for_anyone_are_counted(services: Services) -> None:
    await ask(services)
    await ask(services, asked=BEN)
    early = await prepare(services, BEN)
    asked = await services.asking.ask(act(BEN), early.draft_id, ESSAY)
    assert (asked.waiting, asked.open) == (1, 1)


async def test_a_file_on_the_card_is_not_kept_here_too(services: Services, db: Database) -> None:
    request = (await ask(services, asked=BEN, file_name="a.png")).shown.request
    await services.requests.keep_file(request, b"picture")
    assert await services.requests.stands(request, Place(7, 70))
    async with db.reading() as conn:
        assert await request_files.get(conn, HERE, request.id) is None


async def test_communities_do_not_see_each_other(services: Services) -> None:
    request = (await ask(services, skill="Prose")).shown.request
    assert request.skill_id
    assert (
        await services.asking.prepare(act(ANNA, ELSEWHERE), RequestKind.WORK, Options())
    ).versions == ()
    with pytest.raises(UnknownRequest):
        await services.requests.shown(ELSEWHERE, request.id)
    assert SkillId(request.skill_id) not in {
        skill.id
        for skill in (await services.skills.of(act(BEN, ELSEWHERE, manages_server=True))).skills
    }
