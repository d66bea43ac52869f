from __future__ import annotations

import dataclasses
from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest

from bot.domain.amounts import NotAnAmount, NotPositive, WrongUnit
from bot.domain.days import UnknownDay
from bot.domain.entries import Entry, NotALink
from bot.domain.log_cards import (
    LogGone,
    NoPractice,
    NothingToUndo,
    NotYourLog,
    UnknownLog,
    WhichPractice,
)
from bot.domain.logs import ArchivedThen, BeforeStart, Felt, FutureDay, TooFarBack
from bot.domain.members import NotStarted
from bot.domain.names import NameTooLong
from bot.domain.places import Place
from bot.domain.practice_details import PracticeWords
from bot.domain.practices import UnknownPractice
from bot.domain.settings import Visibility
from storage import communities, members
from tests.support.callers import ANNA, BEN, ELSEWHERE, HERE, act

if TYPE_CHECKING:
    from bot.domain.ids import LogId
    from bot.domain.log_cards import LogCard
    from storage.database import Database
    from tests.support.clock import FakeClock
    from tests.support.desks import Desk

TODAY = date(2026, 11, 18)  # a Wednesday


NOW = TODAY + timedelta(days=10)


async def test_a_log_says_where_the_day_and_the_streak_stand(desk: Desk, guitar: int) -> None:
    card = await desk.log("12 min", note=" slow \nand even ", where="kitchen", focus="bar 4")
    assert card.log.practice_id == guitar
    assert (card.log.day, card.log.backfilled) == (NOW, False)
    assert (card.log.note, card.log.where, card.log.focus) == (
        "slow \nand even",
        "kitchen",
        "bar 4",
    )
    assert (card.day_amount, card.summary.streak.current) == (1200, 0)
    card = await desk.log("8")
    assert (card.log.amount, card.day_amount, card.summary.streak.current) == (800, 2000, 1)


@pytest.mark.usefixtures("guitar")
async def test_the_same_interaction_logs_once(desk: Desk) -> None:
    caller = act()
    first = await desk.logs.add(caller, Entry("25"))
    again = await desk.logs.add(caller, Entry("25"))
    assert again.card == first.card
    assert again.card.day_amount == 2500


@pytest.mark.usefixtures("guitar")
async def test_earlier_days_are_marked_and_count(desk: Desk) -> None:
    card = await desk.log(day="yesterday")
    assert (card.log.day, card.log.backfilled) == (NOW - timedelta(days=1), True)
    assert (card.today, card.day_amount, card.summary.streak.current) == (NOW, 2500, 1)
    card = await desk.log("5", day="yesterday")
    assert card.day_amount == 3000


@pytest.mark.parametrize(
    ("entry", "refused"),
    [
        (Entry("0"), NotPositive),
        (Entry("-5"), NotPositive),
        (Entry("abc"), NotAnAmount),
        (Entry("25 words"), WrongUnit),
        (Entry("25", practice="Piano"), UnknownPractice),
        (Entry("25", day="someday"), UnknownDay),
        (Entry("25", day="2026-11-29"), FutureDay),
        (Entry("25", day="2026-11-20"), TooFarBack),
        (Entry("25", link="javascript:alert(1)"), NotALink),
        (Entry("25", where="x" * 61), NameTooLong),
    ],
)
@pytest.mark.usefixtures("guitar")
async def test_what_cannot_be_logged_changes_nothing(
    desk: Desk, entry: Entry, refused: type[Exception]
) -> None:
    with pytest.raises(refused):
        await desk.logs.add(act(), entry)
    assert await desk.logs.latest(act()) == ()


async def test_nothing_is_logged_before_the_start(desk: Desk) -> None:
    await desk.practices.add(act(), PracticeWords(name="Guitar", minimum="20 min"))
    with pytest.raises(BeforeStart):
        await desk.logs.add(act(), Entry("25", day="yesterday"))


@pytest.mark.usefixtures("guitar")
async def test_an_archived_practice_takes_no_logs(desk: Desk, clock: FakeClock) -> None:
    await desk.practices.archive(act(), "Guitar")
    clock.advance(timedelta(days=1))
    with pytest.raises(ArchivedThen):
        await desk.logs.add(act(), Entry("25", practice="Guitar"))
    with pytest.raises(NoPractice):
        await desk.logs.add(act(), Entry("25"))


@pytest.mark.usefixtures("guitar")
async def test_a_stranger_is_shown_the_way_in(desk: Desk) -> None:
    for stranger in (act(BEN), act(ANNA, ELSEWHERE)):
        with pytest.raises(NotStarted):
            await desk.logs.add(stranger, Entry("25"))
        assert await desk.logs.latest(stranger) == ()
        assert await desk.logs.open_days(stranger) == ()


@pytest.mark.usefixtures("guitar")
async def test_without_a_practice_the_one_that_is_open_is_meant(desk: Desk) -> None:
    piano = await desk.practices.add(act(), PracticeWords(name="Piano", minimum="10 min"))
    with pytest.raises(WhichPractice) as asked:
        await desk.logs.add(act(), Entry("25"))
    assert [each.name for each in asked.value.practices] == ["Guitar", "Piano"]
    await desk.logs.add(act(), Entry("25", practice="guitar"))
    assert (await desk.log("10")).practice == piano.practice
    with pytest.raises(WhichPractice):
        await desk.logs.add(act(), Entry("5"))


@pytest.mark.usefixtures("guitar")
async def test_without_a_practice_the_one_that_can_take_the_amount_is_meant(desk: Desk) -> None:
    for name, minimum in (("Reading", "10 pages"), ("Piano", "20 min")):
        await desk.practices.add(act(), PracticeWords(name=name, minimum=minimum))
    assert (await desk.log("10 Pages")).practice.name == "Reading"
    with pytest.raises(WhichPractice) as asked:
        await desk.logs.add(act(), Entry("20 min"))
    assert [each.name for each in asked.value.practices] == ["Guitar", "Piano"]


async def choose(
    db: Database, *, is_set_up: bool, level: Visibility, log_channel: int | None
) -> None:
    async with db.transaction() as tx:
        community = await communities.get(tx, HERE)
        member = await members.get(tx, HERE, ANNA)
        assert community
        assert member
        changed = dataclasses.replace(
            community,
            set_up_at=member.joined_at if is_set_up else None,
            log_channel_id=log_channel,
        )
        await communities.save(tx, changed)
        await members.save(tx, dataclasses.replace(member, visibility=level))


@pytest.mark.parametrize(
    ("is_set_up", "level", "public"),
    [
        (True, Visibility.OPEN, True),
        (True, Visibility.PRIVATE, False),
        (False, Visibility.OPEN, False),
    ],
)
@pytest.mark.usefixtures("guitar")
async def test_only_open_members_of_a_community_that_is_set_up_are_shown(
    db: Database, desk: Desk, *, is_set_up: bool, level: Visibility, public: bool
) -> None:
    await choose(db, is_set_up=is_set_up, level=level, log_channel=77)
    logged = await desk.logs.add(act(), Entry("25"))
    assert (logged.public, logged.log_channel_id) == (public, 77)


@pytest.mark.usefixtures("guitar")
async def test_a_card_that_stands_is_not_posted_again(db: Database, desk: Desk) -> None:
    await choose(db, is_set_up=True, level=Visibility.OPEN, log_channel=None)
    caller = act()
    logged = await desk.logs.add(caller, Entry("25"))
    assert logged.public
    assert await desk.cards.stands(HERE, logged.card.log.id, Place(5, 6))
    assert not (await desk.logs.add(caller, Entry("25"))).public


@pytest.mark.usefixtures("guitar")
async def test_correcting_reads_the_amount_by_the_standard_of_that_day(
    desk: Desk, clock: FakeClock
) -> None:
    card = await desk.log(link="https://example.org/a")
    await desk.practices.edit(act(), "Guitar", PracticeWords(minimum="3 pieces"))
    clock.advance(timedelta(days=1))
    caller = act()
    words = Entry("1h", note="slower", felt=Felt.WENT_BADLY)
    corrected = await desk.logs.correct(caller, card.log.id, words)
    assert (corrected.log.amount, corrected.log.note) == (6000, "slower")
    assert (corrected.log.felt, corrected.log.link) == (Felt.WENT_BADLY, "https://example.org/a")
    assert (corrected.log.day, corrected.day_amount) == (NOW, 6000)
    with pytest.raises(WrongUnit):
        await desk.logs.correct(act(), card.log.id, Entry("2 pieces"))
    await desk.logs.correct(act(), card.log.id, Entry("10"))
    assert (await desk.logs.correct(caller, card.log.id, words)).log.amount == 1000


@pytest.mark.usefixtures("guitar")
async def test_a_block_that_went_badly_teaches(desk: Desk) -> None:
    card = await desk.log()
    assert (
        await desk.logs.learn(act(), card.log.id, " start earlier ")
    ).log.lesson == "start earlier"
    assert (await desk.logs.learn(act(), card.log.id, " ")).log.lesson is None


@pytest.mark.usefixtures("guitar")
async def test_only_the_author_may_change_a_log(desk: Desk) -> None:
    log_id = (await desk.log()).log.id
    await desk.practices.add(act(BEN), PracticeWords(name="Chess", minimum="1 problem"))
    for change in (
        desk.logs.correct(act(BEN), log_id, Entry("1")),
        desk.logs.learn(act(BEN), log_id, "x"),
        desk.logs.undo(act(BEN), str(log_id)),
        desk.logs.own(act(BEN), log_id),
    ):
        with pytest.raises(NotYourLog):
            await change
    await desk.practices.add(act(ANNA, ELSEWHERE), PracticeWords(name="Guitar", minimum="20 min"))
    with pytest.raises(LogGone):
        await desk.logs.undo(act(ANNA, ELSEWHERE), str(log_id))
    assert (await desk.logs.own(act(), log_id)).log.amount == 2500


@pytest.mark.usefixtures("guitar")
async def test_undo_takes_the_last_log_back_and_offers_the_others(
    desk: Desk, clock: FakeClock
) -> None:
    first = await desk.log(day="yesterday")
    clock.advance(timedelta(minutes=1))
    second = await desk.log()
    assert second.summary.streak.current == 2
    caller = act()
    undone = await desk.logs.undo(caller)
    assert undone.line.log == second.log
    assert (undone.streak, undone.today) == (1, NOW)
    assert [line.log.id for line in undone.latest] == [first.log.id]
    with pytest.raises(LogGone):  # delivered twice
        await desk.logs.undo(caller)
    assert len(await desk.logs.latest(act())) == 1
    assert (await desk.logs.undo(act(), str(first.log.id))).latest == ()
    with pytest.raises(NothingToUndo):
        await desk.logs.undo(act())


@pytest.mark.parametrize("which", ["x", "1", "9" * 30, str(2**63), "-1"])
@pytest.mark.usefixtures("guitar")
async def test_undo_of_what_is_not_there(desk: Desk, which: str) -> None:
    await desk.log()
    with pytest.raises(LogGone if which == "1" else UnknownLog):
        await desk.logs.undo(act(), which)
    assert len(await desk.logs.latest(act())) == 1


@pytest.mark.usefixtures("guitar")
async def test_undo_offers_ten(desk: Desk, clock: FakeClock) -> None:
    ids: list[LogId] = []
    for _ in range(12):
        clock.advance(timedelta(seconds=1))
        ids.append((await desk.log("1")).log.id)
    assert [line.log.id for line in await desk.logs.latest(act())] == ids[:1:-1]


@pytest.mark.usefixtures("guitar")
async def test_old_changes_reach_what_was_summed_up(desk: Desk, clock: FakeClock) -> None:
    """The weeks before are remembered in memory; a change in them must be seen."""
    old: list[LogCard] = []
    for _ in range(3):
        old.append(await desk.log())
        clock.advance(timedelta(days=1))
    clock.advance(timedelta(days=40))
    assert (await desk.log()).summary.streak.best == 3
    corrected = await desk.logs.correct(act(), old[1].log.id, Entry("1"))
    assert corrected.summary.streak.best == 2
    await desk.logs.undo(act(), str(old[0].log.id))
    assert (await desk.log()).summary.streak.best == 1


@pytest.mark.usefixtures("guitar")
async def test_days_that_can_be_logged(desk: Desk) -> None:
    days = await desk.logs.open_days(act())
    assert (days[0], days[-1], len(days)) == (NOW, NOW - timedelta(days=7), 8)


@pytest.mark.usefixtures("guitar")
async def test_a_log_without_its_file(desk: Desk) -> None:
    logged = await desk.logs.add(act(), Entry("25", proof="take.png"))
    assert logged.card.log.proof == "take.png"
    assert (await desk.logs.without_proof(act(), logged.card.log.id)).log.proof is None
