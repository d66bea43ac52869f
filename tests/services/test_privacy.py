from __future__ import annotations

import io
import json
import zipfile
from datetime import timedelta
from typing import TYPE_CHECKING

from bot.domain.deliveries import Sent, Trouble, Undeliverable
from bot.domain.ids import LogId
from bot.domain.practice_details import PracticeWords
from bot.domain.reminders import ChoiceWords, ReminderWords
from bot.domain.settings import Visibility
from bot.render.privacy import archive
from storage import cheers
from tests.support.callers import ANNA, BEN, ELSEWHERE, HERE, act
from tests.support.importing import loop
from tests.support.lives import live

if TYPE_CHECKING:
    from bot.domain.deliveries import Outcome
    from bot.services.container import Services
    from storage.database import Database
    from tests.support.clock import FakeClock


# Of these, `live` puts a card into a channel.
CARDS = (
    "log_cards",
    "reflections",
    "requests",
    "feedback",
    "kudos",
    "examples",
    "ideas",
    "reports",
    "journal_entries",
)
# What a deletion leaves: that moderators keep somebody out.
LEFT = {"suspension": 1}


class Channel:
    """Messages that can be deleted, or not."""

    def __init__(self, *troubles: Trouble) -> None:
        self.troubles = list(troubles)
        self.asked: list[int] = []

    async def delete(self, _: int, message_id: int) -> Outcome:
        self.asked.append(message_id)
        return Undeliverable(self.troubles.pop(0)) if self.troubles else Sent(message_id)


async def test_a_stranger_has_nothing(services: Services) -> None:
    stored = await services.privacy.show(act())
    assert not stored.here.counts
    assert stored.visibility is Visibility.PRIVATE
    assert stored.elsewhere == 0
    assert (await services.privacy.erase(act(), everywhere=True)).records == 0
    assert (await services.privacy.export(act(), everywhere=True)).communities == ()


async def test_what_is_stored_is_counted_here_and_elsewhere(
    services: Services, db: Database
) -> None:
    await live(db, HERE, ANNA, 100)
    await live(db, ELSEWHERE, ANNA, 1100)
    await live(db, ELSEWHERE, BEN, 2100)
    stored = await services.privacy.show(act())
    assert set(stored.here.counts.values()) == {1}
    assert stored.visibility is Visibility.OPEN
    assert stored.elsewhere == 1


async def test_an_export_holds_everything_in_units_that_people_know(
    services: Services, db: Database, clock: FakeClock
) -> None:
    await services.practices.add(act(), PracticeWords(name="قراءة", minimum="2.5 km", skill="Run"))
    await live(db, ELSEWHERE, ANNA, 1100)
    here = await services.privacy.export(act(), everywhere=False)
    packed = zipfile.ZipFile(io.BytesIO(archive(here)))
    content = json.loads(packed.read("whetstone.json"))
    assert content["exported_at"] == clock.now().isoformat()
    (community,) = content["communities"]
    assert community["community_id"] == str(HERE)
    (practice,) = community["practices"]
    assert (practice["name"], practice["skill"]) == ("قراءة", "Run")
    assert practice["created_at"] == clock.now().isoformat()
    assert community["practice_standards"][0]["minimum"] == 2.5
    assert community["member"][0]["on_boards"] is False
    assert community["clock_settings"][0]["since"] == clock.now().isoformat()
    everything = await services.privacy.export(act(), everywhere=True)
    assert [held.community_id for held in everything.communities] == [HERE, ELSEWHERE]


async def test_times_of_the_day_are_told_as_a_clock_shows_them(services: Services) -> None:
    await services.practices.add(act(), PracticeWords(name="Guitar", minimum="20 min"))
    who = act()
    wanted = await services.reminders.plan(who, ReminderWords("8:05 pm"))
    await services.reminders.keep(who, wanted, 7)
    await services.reminders.choose(act(), ChoiceWords("22:00", "7:30", "20 min"))
    await services.imports.begin(act(), loop(), "Loop.zip")
    (held,) = (await services.privacy.export(act(), everywhere=False)).communities
    assert held.tables["reminders"][0]["minute"] == "20:05"
    (choices,) = held.tables["reminder_choices"]
    assert (choices["quiet_from"], choices["quiet_until"]) == ("22:00", "07:30")
    (waiting,) = held.tables["imports"]
    assert "file" not in waiting
    assert "Loop.zip" in str(waiting["plan"])


async def test_deleting_here_leaves_elsewhere_and_others(services: Services, db: Database) -> None:
    await live(db, HERE, ANNA, 100)
    await live(db, HERE, BEN, 500)
    await live(db, ELSEWHERE, ANNA, 1100)
    erased = await services.privacy.erase(act(), everywhere=False)
    assert erased.records > 10
    assert (await services.privacy.show(act())).here.counts == LEFT
    assert (await services.privacy.show(act(BEN))).here.counts
    assert (await services.privacy.show(act(community=ELSEWHERE))).here.counts
    await services.privacy.erase(act(), everywhere=True)
    assert (await services.privacy.show(act(community=ELSEWHERE))).here.counts == LEFT
    assert not (await services.privacy.erase(act(), everywhere=True)).records


async def test_the_same_click_deletes_once(services: Services, db: Database) -> None:
    await live(db, HERE, ANNA, 100)
    click = act()
    assert (await services.privacy.erase(click, everywhere=False)).records
    await services.practices.add(act(), PracticeWords(name="Again", minimum="done"))
    assert not (await services.privacy.erase(click, everywhere=False)).records
    assert (await services.privacy.show(act())).here.counts["practices"] == 1


async def test_cheers_go_both_ways(services: Services, db: Database, clock: FakeClock) -> None:
    annas = LogId((await live(db, HERE, ANNA, 100))["logs"])
    bens = LogId((await live(db, HERE, BEN, 500))["logs"])
    async with db.transaction() as tx:
        await cheers.add(tx, HERE, annas, BEN, clock.now())
        await cheers.add(tx, HERE, bens, ANNA, clock.now())
    erased = await services.privacy.erase(act(), everywhere=False)
    assert (HERE, bens) in erased.cheered
    async with db.reading() as conn:
        assert await cheers.of_log(conn, HERE, annas) == ()
        assert await cheers.of_log(conn, HERE, bens) == (BEN,)


async def test_public_cards_come_down_and_what_fails_is_tried_again(
    services: Services, db: Database
) -> None:
    ids = await live(db, HERE, ANNA, 100)
    await services.privacy.take_cards_down(Channel().delete)  # the one that `live` put there
    erased = await services.privacy.erase(act(), everywhere=False)
    cards = sorted(ids[table] for table in CARDS)
    assert sorted(card.message_id for card in erased.cards) == cards
    channel = Channel(Trouble.FORBIDDEN, Trouble.GONE)
    assert await services.privacy.take_cards_down(channel.delete) == 1
    assert channel.asked == cards
    channel = Channel()
    assert await services.privacy.take_cards_down(channel.delete) == 0
    assert channel.asked == cards[:1]
    assert await services.privacy.take_cards_down(Channel(Trouble.FORBIDDEN).delete) == 0


async def test_cards_of_a_server_that_removed_the_bot_are_left_alone(
    services: Services, db: Database, clock: FakeClock
) -> None:
    await live(db, HERE, ANNA, 100)
    await services.communities.came_back(HERE)
    await services.communities.removed(HERE)
    await services.privacy.erase(act(), everywhere=True)
    channel = Channel()
    assert await services.privacy.take_cards_down(channel.delete) == 0
    assert channel.asked == []
    clock.advance(timedelta(days=31))
    await services.communities.delete_removed()
    async with db.reading() as conn:
        assert not await conn.fetch_all("SELECT 1 FROM card_removals")


async def test_whoever_deletes_hears_of_their_own_cards_alone(
    services: Services, db: Database
) -> None:
    await live(db, HERE, ANNA, 100)
    bens = await live(db, ELSEWHERE, BEN, 500)
    await services.privacy.erase(act(), everywhere=False)
    erased = await services.privacy.erase(act(BEN, ELSEWHERE), everywhere=False)
    channel = Channel()
    assert await services.privacy.take_cards_down(channel.delete, erased.cards) == 0
    assert channel.asked == sorted(bens[table] for table in CARDS)


async def test_many_cards_come_down_page_by_page(services: Services, db: Database) -> None:
    await services.practices.add(act(), PracticeWords(name="Run", minimum="done"))
    async with db.transaction() as tx:
        await tx.execute_many(
            "INSERT INTO card_removals (community_id, channel_id, message_id) "
            "VALUES (:community, 1, :message)",
            [{"community": HERE, "message": number} for number in range(1, 251)],
        )
    channel = Channel(*[Trouble.UNREACHABLE] * 3)
    assert await services.privacy.take_cards_down(channel.delete) == 3
    assert channel.asked == list(range(1, 251))
