"""Taking, extending, ending and telling of rests, on real storage."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from bot.domain.days import Span
from bot.domain.entries import Entry
from bot.domain.ids import RestId
from bot.domain.members import NotStarted
from bot.domain.practice_details import PracticeWords
from bot.domain.practices import UnknownPractice
from bot.domain.rest_rules import NothingRests, RestGone, RestOverlaps, RestWords
from bot.domain.thresholds import Limits
from bot.domain.verdicts import Verdict
from storage import thresholds
from tests.support.callers import BEN, ELSEWHERE, act

if TYPE_CHECKING:
    from bot.domain.callers import Caller
    from bot.domain.ids import PracticeId
    from bot.domain.resting import Taken
    from bot.domain.rests import Rest
    from bot.services.container import Services
    from storage.database import Database
    from tests.support.clock import FakeClock

DAY = timedelta(days=1)


@pytest.fixture
async def guitar(services: Services) -> PracticeId:
    words = PracticeWords(name="Guitar", minimum="20 min")
    return (await services.practices.add(act(), words)).practice.id


@pytest.fixture
async def singing(services: Services, guitar: PracticeId) -> PracticeId:
    del guitar
    words = PracticeWords(name="Singing", minimum="done", days="3x a week")
    return (await services.practices.add(act(), words)).practice.id


async def take(services: Services, until: str, **words: str) -> Taken:
    return await services.rests.take(act(), RestWords(until, **words))


async def kept(services: Services, caller: Caller | None = None) -> list[Rest]:
    """Return the rests that run or will, as they are stored."""
    return [each.rest for each in (await services.rests.show(caller or act())).rests]


async def test_a_rest_is_kept_with_all_its_words(
    services: Services, clock: FakeClock, guitar: PracticeId
) -> None:
    today = clock.now().date()
    taken = await take(services, "friday", start="tomorrow", practice="guitar", reason="a cold")
    (rest,) = await kept(services)
    assert taken.named.rest == rest
    assert (rest.practice_id, rest.reason, rest.is_pause) == (guitar, "a cold", False)
    assert rest.days == Span(today + DAY, today + 2 * DAY)
    assert taken.named.practice
    assert [held.blocks for held in taken.held] == [2]


async def test_delivered_twice_it_is_one_rest(services: Services, guitar: PracticeId) -> None:
    caller, words = act(), RestWords("tomorrow")
    first = await services.rests.take(caller, words)
    assert await services.rests.take(caller, words) == first
    assert len(await kept(services)) == 1
    longer = act()
    until = first.named.rest.days.last + DAY
    twice = [await services.rests.extend(longer, first.named.rest.id, until) for _ in range(2)]
    assert [taken.named.rest.extended for taken in twice] == [1, 1]
    ending = act()
    assert len((await services.rests.end(ending)).ended) == 1
    assert not (await services.rests.end(ending)).ended
    one = await services.rests.take(act(), words)
    ending = act()
    assert len((await services.rests.end_one(ending, one.named.rest.id)).ended) == 1
    assert not (await services.rests.end_one(ending, one.named.rest.id)).ended
    del guitar


async def test_a_stranger_has_nothing_to_rest_from(services: Services) -> None:
    for asked in (
        services.rests.take(act(), RestWords("tomorrow")),
        services.rests.end(act()),
        services.rests.show(act()),
    ):
        with pytest.raises(NotStarted):
            await asked


async def test_only_active_practices_rest(services: Services, singing: PracticeId) -> None:
    await services.practices.archive(act(), "Singing")
    with pytest.raises(UnknownPractice):
        await take(services, "tomorrow", practice=str(singing))
    taken = await take(services, "tomorrow")
    assert [held.practice.name for held in taken.held] == ["Guitar"]


async def test_what_is_still_needed_in_a_cut_week(
    services: Services, clock: FakeClock, singing: PracticeId
) -> None:
    clock.advance(5 * DAY)  # the Monday after
    await services.logs.add(act(), Entry("done", practice="Singing"))
    taken = await take(services, "saturday", start="tomorrow", practice="Singing")
    ((cut,),) = (held.weeks for held in taken.held)
    assert (cut.needed, cut.usually) == (1, 3)
    week = taken.this_week[singing]
    assert (week.done, week.needed) == (1, 1)
    later = await take(services, "in 20 days", start="in 14 days", practice="Singing")
    assert not later.this_week


async def test_a_rest_over_a_rest_can_be_made_longer(
    services: Services, clock: FakeClock, guitar: PracticeId
) -> None:
    first = await take(services, "tomorrow")
    with pytest.raises(RestOverlaps) as refused:
        await take(services, "in 4 days", practice="Guitar")
    assert refused.value.there.id == first.named.rest.id
    until = clock.now().date() + 4 * DAY
    assert refused.value.instead == until
    await take(services, "in 9 days", start="in 8 days")
    with pytest.raises(RestOverlaps):
        await services.rests.extend(act(), first.named.rest.id, clock.now().date() + 8 * DAY)
    longer = await services.rests.extend(act(), first.named.rest.id, until)
    assert longer.named.rest.days.length == 5
    assert [held.practice.id for held in longer.held] == [guitar]
    # Over a practice's own rest a rest from everything is fine.
    await take(services, "in 12 days", start="in 11 days", practice="Guitar")
    await take(services, "in 12 days", start="in 10 days")


async def test_ending_what_holds_today(
    services: Services, clock: FakeClock, singing: PracticeId
) -> None:
    today = clock.now().date()
    await take(services, "friday", start="yesterday")
    planned = await take(services, "in 9 days", start="in 8 days", practice="Singing")
    ended = await services.rests.end(act())
    assert [each.rest.days.last for each in ended.ended] == [today + 2 * DAY]
    assert not ended.left
    shown = await services.rests.show(act())
    assert [each.rest for each in shown.rests] == [planned.named.rest]
    back = await services.rests.end_one(act(), planned.named.rest.id)
    assert [each.rest for each in back.ended] == [planned.named.rest]
    assert not await kept(services)
    with pytest.raises(RestGone):
        await services.rests.end_one(act(), planned.named.rest.id)
    with pytest.raises(NothingRests):
        await services.rests.end(act())
    del singing


async def test_where_several_rest_it_is_asked_which(
    services: Services, singing: PracticeId
) -> None:
    await take(services, "friday", practice="Guitar")
    own = await take(services, "friday", practice="Singing")
    asked = await services.rests.end(act())
    assert not asked.ended
    assert len(asked.left) == 2
    ended = await services.rests.end_one(act(), own.named.rest.id)
    assert [each.practice and each.practice.name for each in ended.left] == ["Guitar"]
    pause = (await services.pauses.take(act(), 3)).rest
    assert pause
    assert [each.rest for each in (await services.rests.end(act())).ended] == [pause]
    assert [rest.practice_id is not None for rest in await kept(services)] == [True]
    del singing


async def test_show_tells_of_tomorrow_forgiveness_and_signs(
    services: Services, db: Database, clock: FakeClock, guitar: PracticeId
) -> None:
    clock.advance(5 * DAY)
    await services.logs.add(act(), Entry("25", practice="Guitar"))
    limits = Limits(guitar, pause_sign="no lunch")
    practice = (await services.practices.details(act(), "Guitar")).practice
    async with db.transaction() as tx:
        await thresholds.save(tx, practice, limits)
    shown = await services.rests.show(act())
    (each,) = shown.practices
    assert (each.streak, each.forgiveness.is_left) == (1, True)
    assert each.skip
    assert each.skip.verdict is Verdict.FORGIVEN
    assert shown.signs == ("no lunch",)
    clock.advance(2 * DAY)
    (each,) = (await services.rests.show(act())).practices
    assert not each.forgiveness.is_left
    assert each.skip
    assert each.skip.verdict is Verdict.MISSED


async def test_the_question_at_the_end(
    services: Services, clock: FakeClock, guitar: PracticeId
) -> None:
    taken = await take(services, "tomorrow")
    rest_id = taken.named.rest.id
    with pytest.raises(RestGone):
        await services.rests.answer(act(), rest_id, "sleep")
    clock.advance(2 * DAY)
    answered = await services.rests.answer(act(), rest_id, "sleep", "early nights")
    assert (answered.gave_back, answered.stays) == ("sleep", "early nights")
    assert answered.answered_at == clock.now()
    after = (await services.rests.taken(act(), rest_id)).named.rest
    assert after == answered
    with pytest.raises(RestGone):
        await services.rests.answer(act(), RestId(1))
    del guitar


async def test_nobody_reaches_anothers_rest(services: Services, guitar: PracticeId) -> None:
    taken = await take(services, "tomorrow")
    rest_id = taken.named.rest.id
    for stranger in (act(BEN), act(community=ELSEWHERE)):
        await services.practices.add(stranger, PracticeWords(name="Piano", minimum="done"))
        other = replace(act(stranger.user_id), community_id=stranger.community_id)
        with pytest.raises(RestGone):
            await services.rests.end_one(other, rest_id)
        with pytest.raises(RestGone):
            await services.rests.taken(other, rest_id)
        assert not await kept(services, other)
    assert len(await kept(services)) == 1
    del guitar
