"""What every button and form does when something is wrong: an answer, and nothing typed is lost."""

from __future__ import annotations

import re
import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

from bot.render.drafts import ReopenDraft
from bot.render.practices import AddPractice

if TYPE_CHECKING:
    from tests.support.members import Member, Reply
    from tests.support.world import World

GUITAR = {"name": "Guitar", "minimum": "20 min"}
AN_ID = re.compile(r"`[0-9a-f]{8}`")


async def practice_form(anna: Member) -> Reply:
    return await anna.click(await empty_list(anna), AddPractice)


async def empty_list(anna: Member) -> Reply:
    """A member without a practice is offered the form for one."""
    await anna.slash("settings visibility", level="private")
    return await anna.slash("practice list")


async def test_a_refused_form_opens_again_filled_also_after_a_restart(world: World) -> None:
    anna = world.home.member("anna")
    refused = await anna.submit(await practice_form(anna), **GUITAR | {"minimum": "0 min"})
    assert refused.private
    await world.restart()
    form = await anna.click(refused, ReopenDraft)
    assert form.fields["name"] == "Guitar"
    assert form.fields["minimum"] == "0 min"
    done = await anna.submit(form, minimum="20 min")
    assert "Guitar" in done.text
    assert "Guitar" in (await anna.slash("practice list")).text


async def test_a_draft_is_its_authors_alone_and_ends_after_a_day(world: World) -> None:
    anna, ben = world.home.member("anna"), world.home.member("ben")
    refused = await anna.submit(await practice_form(anna), **GUITAR | {"minimum": "0 min"})
    shared = world.home.channel.last_message or refused.message
    assert shared.id == refused.message.id
    abroad = world.community("Elsewhere").member("anna")
    await ben.slash("practice add", name="Piano", minimum="10 min")
    await world.advance(hours=25)
    late = await anna.click(refused, ReopenDraft)
    assert "Guitar" not in late.text
    assert late.private
    assert abroad.id == anna.id


async def test_what_is_unforeseen_gets_an_id_and_an_apology_and_nothing_is_lost(
    world: World,
) -> None:
    anna = world.home.member("anna")
    form = await practice_form(anna)
    with closing(sqlite3.connect(world.path)) as plain:
        plain.execute("ALTER TABLE practice_standards RENAME TO hidden_standards")
    failed = await anna.submit(form, **GUITAR)
    assert failed.private
    assert "Sorry" in failed.text
    assert (shown := AN_ID.search(failed.text))
    assert any(shown[0].strip("`") in each for each in world.incidents())
    assert "Guitar\n20 min" in failed.text


async def test_an_answer_that_fails_after_the_log_invites_no_second_one(world: World) -> None:
    anna = world.home.member("anna")
    await anna.slash("practice add", name="Guitar", minimum="20 min")
    form = await anna.click(await anna.slash("today"), "Log")
    world.env.inject_error("POST", "/interactions/*/callback", status=500)
    failed = await anna.submit(form, amount="25")
    assert "25" in failed.text
    assert not failed.labels
    assert world.incidents()
    assert "**done** · 25 min" in (await anna.slash("streak audit")).text


async def test_a_locked_database_changes_nothing_and_hands_back_what_was_typed(
    world: World,
) -> None:
    anna = world.home.member("anna")
    form = await practice_form(anna)
    with closing(sqlite3.connect(world.path, isolation_level=None)) as somebody_else:
        somebody_else.execute("BEGIN IMMEDIATE")
        failed = await anna.submit(form, **GUITAR)
        somebody_else.execute("ROLLBACK")
    assert "Nothing was changed" in failed.text
    assert "Guitar" in failed.text
    assert world.incidents()
    assert "Guitar" not in (await anna.slash("practice list")).text


async def test_a_form_of_another_version_is_answered_with_what_was_typed(world: World) -> None:
    anna = world.home.member("anna")
    form = await practice_form(anna)
    world.bot.doorkeeper._doors = {}
    answered = await anna.submit(form, **GUITAR)
    assert answered.private
    assert "Guitar" in answered.text


async def test_a_button_of_another_version_is_answered(world: World) -> None:
    anna = world.home.member("anna")
    shown = await empty_list(anna)
    world.bot.doorkeeper._doors = {}
    answered = await anna.click(shown, AddPractice)
    assert answered.private
    assert answered.text
