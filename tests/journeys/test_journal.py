"""The journal's entries through their doors: written, shared, hidden, taken back, deleted."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.jobs.maintenance import tidy_up
from bot.render.journal import (
    ChooseEntry,
    DeleteEntry,
    DeleteForGood,
    OpenEntry,
    ReadWhys,
    Recent,
    ShareEntry,
    WriteWhy,
)
from bot.render.moderation import HIDE
from bot.render.pieces import ReportPiece
from tests.support.members import text_of
from tests.support.practising import begin, set_up

if TYPE_CHECKING:
    import discord

    from bot.domain.journal import Entry
    from bot.domain.places import Place
    from tests.support.members import Reply
    from tests.support.world import World

WHERE = "/channels/*/messages"


def cards(world: World) -> list[discord.Message]:
    return world.home.channel.history()


async def test_a_win_is_private_until_it_is_shared(world: World) -> None:
    anna = await begin(world)
    await set_up(world)
    win = await anna.slash("journal win", text="Played it *slowly*")
    assert win.private
    assert "It stands in your year in wins." in win.text
    assert "> Played it \\*slowly\\*" in win.text
    assert not cards(world)
    shared = await anna.click(win, ShareEntry)
    assert f"Shared in <#{world.home.channel.id}>" in shared.text
    (public,) = cards(world)
    assert "has a win to tell" in text_of(public)
    await world.restart()
    private = await anna.click(shared, ShareEntry)
    assert "only you see it" in private.text
    assert not cards(world)


async def test_shared_entries_stand_where_logs_do(world: World) -> None:
    anna = await begin(world)
    logs = world.home.guild.create_text_channel("logs")
    await set_up(world, logs)
    win = await anna.slash("journal setback", what="A string broke", lesson="Carry a spare")
    await anna.click(win, ShareEntry)
    (public,) = logs.history()
    assert "learnt from a setback" in text_of(public)
    assert "Carry a spare" in text_of(public)


async def test_before_set_up_nothing_is_offered_to_be_posted(world: World) -> None:
    anna = world.home.member("anna")
    win = await anna.slash("journal win", text="Began")
    assert "Share it" not in win.labels
    await set_up(world)
    win = await anna.click(win, Recent)
    opened = await anna.choose(win, ChooseEntry, first_entry(win))
    assert "Share it" in opened.labels


async def test_moderators_hide_a_shared_entry_and_it_stays_its_authors(world: World) -> None:
    anna, mona = await begin(world), world.home.member("mona", moderator=True)
    await set_up(world)
    win = await anna.slash("journal win", text="First gig")
    await anna.click(win, ShareEntry)
    told = await mona.menu(HIDE, cards(world)[0])
    assert "The entry stays with its author." in told.text
    assert "Restore" not in told.labels
    (hushed,) = cards(world)
    assert "First gig" not in text_of(hushed)
    assert "First gig" in (await anna.slash("journal recent")).text
    # Only its author may share it anew.
    kept = await anna.click(win, "Make it private")
    again = await anna.click(kept, "Share it")
    assert "Shared in" in again.text


async def test_an_entry_is_reported(world: World) -> None:
    anna, ben = await begin(world), world.home.member("ben")
    await set_up(world)
    win = await anna.slash("journal win", text="First gig")
    await anna.click(win, ShareEntry)
    form = await ben.click(cards(world)[0], ReportPiece)
    await ben.submit(form, reason="Not kind")
    mona = world.home.member("mona", moderator=True)
    desk = await mona.slash("moderate reports")
    assert "an entry of a journal" in desk.text
    assert "First gig" in desk.text


async def test_a_card_that_a_moderator_deleted_is_not_posted_again(world: World) -> None:
    anna = await begin(world)
    await set_up(world)
    win = await anna.slash("journal win", text="First gig")
    listed = await anna.slash("journal recent")
    other = await anna.choose(listed, ChooseEntry, first_entry(listed))
    await anna.click(win, ShareEntry)
    world.env.inject_error("PATCH", f"{WHERE}/*", status=403, code=50013, message="no")
    assert "stays as it was" in (await anna.click(other, "Share it")).text
    other = await anna.choose(listed, ChooseEntry, first_entry(listed))
    await anna.click(other, "Make it private")
    stale = await anna.choose(listed, ChooseEntry, first_entry(listed))
    await anna.click(other, "Share it")
    await cards(world)[0].delete()
    told = await anna.click(stale, "Share it")
    assert "Its public card is not there any more" in told.text
    assert "Private: only you see it." in told.text
    assert not cards(world)


@pytest.mark.parametrize("method", ["POST", "DELETE"])
async def test_what_discord_refuses_is_told(world: World, method: str) -> None:
    anna = await begin(world)
    await set_up(world)
    win = await anna.slash("journal win", text="First gig")
    where = WHERE if method == "POST" else f"{WHERE}/*"
    if method == "DELETE":
        win = await anna.click(win, ShareEntry)
    world.env.inject_error(method, where, status=403, code=50013, message="no")
    told = await anna.click(win, ShareEntry)
    assert "Your entry is kept." in told.text
    assert "I lack a permission there" in told.text


async def test_deleting_asks_first_and_takes_the_card_along(world: World) -> None:
    anna = await begin(world)
    await set_up(world)
    win = await anna.slash("journal win", text="First gig")
    win = await anna.click(win, ShareEntry)
    listed = await anna.slash("journal recent")
    other = await anna.choose(listed, ChooseEntry, first_entry(listed))
    asked = await anna.click(win, DeleteEntry)
    assert "Its public card goes as well." in asked.text
    kept = await anna.click(asked, OpenEntry)
    assert "First gig" in kept.text
    assert cards(world)
    asked = await anna.click(kept, DeleteEntry)
    gone = await anna.click(asked, DeleteForGood)
    assert "The entry is deleted." in gone.text
    assert not cards(world)
    assert "Nothing yet" in (await anna.click(gone, Recent)).text
    assert "not there any more" in (await anna.click(other, DeleteEntry)).text


async def test_an_entry_taken_back_while_its_card_is_on_the_way_leaves_none(world: World) -> None:
    anna = await begin(world)
    await set_up(world)
    win = await anna.slash("journal win", text="First gig")
    journal = world.bot.services.journal
    stands = journal.stands

    async def deleted_meanwhile(entry: Entry, card: Place) -> bool:
        await journal.fell(entry)
        return await stands(entry, card)

    journal.stands = deleted_meanwhile  # the one moment between posting and remembering
    told = await anna.click(win, ShareEntry)
    assert "only you see it" in told.text
    assert not cards(world)


async def test_a_card_that_cannot_be_taken_down_is_told(world: World) -> None:
    anna = await begin(world)
    await set_up(world)
    win = await anna.slash("journal win", text="First gig")
    win = await anna.click(win, ShareEntry)
    asked = await anna.click(win, DeleteEntry)
    world.env.inject_error("DELETE", f"{WHERE}/*", status=403, code=50013, message="no")
    gone = await anna.click(asked, DeleteForGood)
    assert "could not be taken down" in gone.text
    assert cards(world)
    # It is nobody's any more, and still comes down.
    await tidy_up(world.bot.services, world.bot.delivery, world.clock.now())
    assert not cards(world)


async def test_the_why_has_a_history(world: World) -> None:
    anna = world.home.member("anna")
    empty = await anna.slash("journal why")
    assert "Nothing written yet" in empty.text
    form = await anna.click(empty, WriteWhy)
    refused = await anna.submit(form, text="hid\u202eden")
    assert "hidden characters" in refused.text
    again = await anna.click(refused, "Open it again")
    assert again.fields == {"text": "hid\u202eden"}
    await anna.submit(again, text="To play for my daughter")
    await world.advance(days=1)
    await anna.slash("journal why", text="Because it is quiet")
    shown = await anna.slash("journal why")
    assert "> Because it is quiet" in shown.text
    assert "since 6 Jan 2026" in shown.text
    older = await anna.click(shown, ReadWhys)
    assert "> To play for my daughter" in older.text
    assert "written on 5 Jan 2026" in older.text
    newer = await anna.click(older, ReadWhys)
    assert "> Because it is quiet" in newer.text
    form = await anna.click(newer, WriteWhy)
    assert form.fields == {"text": "Because it is quiet"}
    opened = await anna.click(newer, OpenEntry)
    assert "only you see it" in opened.text


async def test_a_setback_offers_to_take_ten(world: World) -> None:
    anna = await begin(world)
    setback = await anna.slash("journal setback", what="Stage fright", lesson="Breathe first")
    assert "A setback is information" in setback.text
    assert "> Breathe first" in setback.text
    assert "Take ten" in setback.labels
    await anna.slash("practice add", name="Piano", minimum="10 min")
    setback = await anna.slash("journal setback", what="Stage fright", lesson="Breathe first")
    assert {"Take ten: Guitar", "Take ten: Piano"} <= set(setback.labels)
    taken = await anna.click(setback, "Take ten: Piano")
    assert "Piano" in taken.text


def first_entry(seen: Reply) -> str:
    parts = seen.components
    (select,) = (each for each in parts if each.get("custom_id") == ChooseEntry().custom_id)
    return select["options"][0]["value"]
