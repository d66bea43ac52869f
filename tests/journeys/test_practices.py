"""Practices through the doors: commands, buttons and forms, and what is typed wrong into them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from bot.render.practices import (
    AddPractice,
    ArchivePractice,
    EditPractice,
    ListPractices,
    RestorePractice,
    SetGoal,
)

if TYPE_CHECKING:
    from tests.support.members import Member, Reply
    from tests.support.world import World


async def add(member: Member, name: str = "Writing", minimum: str = "400 words") -> Reply:
    return await member.slash("practice add", name=name, minimum=minimum)


async def practice_id(member: Member, name: str = "Writing") -> int:
    """Return the id that autocomplete puts into the option."""
    found = await member.actor.autocomplete(member.channel, "practice edit", "practice", name)
    return int(found[0]["value"])


async def test_a_practice_is_added_edited_and_shown(world: World) -> None:
    anna = world.home.member("anna")
    added = await anna.slash(
        "practice add",
        name="*Writing*",
        minimum="400 words",
        days="mon wed fri",
        skill="Prose",
        why="to think",
    )
    assert added.private
    assert "\\*Writing\\* is set" in added.text
    assert "400 words · Mon, Wed, Fri · Prose" in added.text
    assert await anna.complete("practice edit", "practice", "writ") == [
        "*Writing* · 400 words · Mon, Wed, Fri"
    ]
    assert await anna.complete("practice add", "skill", "pro") == ["Prose"]
    edited = await anna.slash(
        "practice edit", practice="*writing*", name="Writing", minimum="500", days="daily"
    )
    assert "The minimum is 500 words from tomorrow." in edited.text
    # A practice that starts today takes its schedule at once.
    assert "It is planned every day from today." in edited.text
    shown = await anna.slash("practice list")
    assert "1 of 3 active" in shown.text
    assert "**Writing**\n400 words · every day · Prose" in shown.text
    assert "From tomorrow: 500 words" in shown.text


async def test_a_schedule_edited_later_holds_from_monday(world: World) -> None:
    anna = world.home.member("anna")
    await add(anna)
    await world.advance(days=2)
    edited = await anna.slash("practice edit", practice="Writing", days="3x a week")
    assert "It is planned 3 times a week from Mon 12 Jan." in edited.text
    assert "Days that are over keep the rule" in edited.text
    for days, said in (("mon-fri", "on weekdays"), ("mon wed", "on Mon, Wed")):
        edited = await anna.slash("practice edit", practice="Writing", days=days)
        assert f"It is planned {said} from Mon 12 Jan." in edited.text


async def test_editing_in_a_form_that_comes_filled(world: World) -> None:
    anna = world.home.member("anna")
    await add(anna)
    form = await anna.slash("practice edit", practice="Writing")
    assert form.fields == {
        "name": "Writing",
        "minimum": "400 words",
        "days": "every day",
        "skill": "",
        "why": "",
    }
    same = await anna.submit(form)
    assert "Everything stays as it was." in same.text
    again = await anna.click(same, EditPractice)
    refused = await anna.submit(again, minimum="1h 90m", why="kept")
    assert "past 59" in refused.text
    form = await anna.click(refused, "Open it again")
    assert (form.fields["minimum"], form.fields["why"]) == ("1h 90m", "kept")
    edited = await anna.submit(form, minimum="300 words")
    assert "The minimum is 300 words from today." in edited.text
    assert "Why: kept" in edited.text


async def test_a_first_practice_from_the_empty_list(world: World) -> None:
    anna = world.home.member("anna")
    await anna.slash("settings visibility", level="private")
    refused = await anna.slash("practice archive", practice="Guitar")
    assert "You have no practice here yet" in refused.text
    empty = await anna.slash("practice list")
    form = await anna.click(empty, AddPractice)
    assert form.fields["minimum"] == "10 min"
    added = await anna.submit(form, name="Guitar")
    assert "Guitar is set" in added.text
    shown = await anna.click(added, ListPractices)
    assert "**Guitar**\n10 min · every day" in shown.text


async def test_archive_and_restore_by_command_and_by_button(world: World) -> None:
    anna = world.home.member("anna")
    await add(anna)
    assert await anna.complete("practice restore", "practice") == []
    archived = await anna.slash("practice archive", practice="Writing")
    assert "Writing is archived" in archived.text
    assert "-# Archived today" in (await anna.slash("practice list")).text
    assert await anna.complete("practice restore", "practice", "wri") != []
    restored = await anna.slash("practice restore", practice="writing")
    assert "Writing is back" in restored.text
    shown, stale = await anna.slash("practice list"), await anna.slash("practice list")
    archived = await anna.click(shown, ArchivePractice)
    assert "Writing is archived" in archived.text
    assert "is archived already" in (await anna.click(stale, ArchivePractice)).text
    assert "Writing is back" in (await anna.click(archived, RestorePractice)).text
    assert "nothing to restore" in (await anna.slash("practice restore", practice="writing")).text


async def test_a_fourth_practice_is_refused_with_a_way_to_make_room(world: World) -> None:
    anna = world.home.member("anna")
    for name in ("one", "two", "three"):
        await add(anna, name)
    refused = await add(anna, "four")
    assert refused.private
    assert "Archive one to make room" in refused.text
    assert "name:four" in refused.text
    shown = await anna.click(refused, ListPractices)
    one = await practice_id(anna, "one")
    await anna.click(shown, ArchivePractice(practice_id=one))
    assert "four is set" in (await add(anna, "four")).text


async def test_pages_of_practices(world: World) -> None:
    anna = world.home.member("anna")
    for name in ("one", "two", "three", "four"):
        await add(anna, name)
        await anna.slash("practice archive", practice=name)
    first = await anna.slash("practice list")
    assert "four" not in first.text
    second = await anna.click(first, "Next")
    assert "four" in second.text
    assert "Next" not in second.labels
    assert (await anna.click(second, "Previous")).text == first.text


async def test_a_goal_and_the_wish_behind_it(world: World) -> None:
    anna = world.home.member("anna")
    added = await add(anna)
    form = await anna.click(added, SetGoal)
    refused = await anna.submit(form, better="Win the cup", hands="no")
    assert "it is not all in your hands" in refused.text
    form = await anna.click(refused, "Open it again")
    assert form.fields["better"] == "Win the cup"
    kept = await anna.submit(form, process="Send one draft")
    assert "> Send one draft" in kept.text
    assert "The wish behind it: Win the cup" in kept.text
    form = await anna.slash("practice goal", practice="Writing")
    assert form.fields == {"better": "Win the cup", "process": "Send one draft"}
    await anna.submit(form, better="A calm first hour", hands="yes")
    form = await anna.slash("practice goal", practice="Writing")
    assert form.fields == {"better": "A calm first hour", "process": ""}
    shown = await anna.slash("practice list")
    assert "Goal: A calm first hour" in shown.text
    assert "wish" not in shown.text


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ({"name": " "}, "at least one character that can be seen"),
        ({"name": "x" * 41}, "has 41 characters"),
        ({"name": "a\u202eb"}, "hidden characters"),
        ({"name": "a\x07b"}, "hidden characters"),
        ({"minimum": "0"}, "nothing to count"),
        ({"minimum": "-5"}, "nothing to count"),
        ({"minimum": "abc"}, "could not read “abc”"),
        ({"minimum": "99999999999"}, "more than one day holds"),
        ({"minimum": "1h 90m"}, "past 59"),
        ({"days": "someday"}, "could not read “someday” as days"),
        ({"why": "x" * 201}, "at most 200"),
        ({"skill": "\u200b"}, "The skill needs"),
    ],
)
async def test_what_is_typed_wrong_is_refused_and_changes_nothing(
    world: World, options: dict[str, str], said: str
) -> None:
    anna = world.home.member("anna")
    given: dict[str, Any] = {"name": "Writing", "minimum": "10 min", **options}
    refused = await anna.slash("practice add", **given)
    assert refused.private
    assert said in refused.text
    assert "not begun" in (await anna.slash("practice list")).text


@pytest.mark.parametrize(
    "name", ["كتابة", "כתיבה", "👩‍🚀 space", "@everyone", "<@1> [x](http://y)"]
)
async def test_names_of_every_script_are_shown_inert(world: World, name: str) -> None:
    anna = world.home.member("anna")
    added = await add(anna, name)
    assert "is set" in added.text
    for live in ("@everyone", "<@", "](http://"):
        assert live not in added.text
    assert "is archived" in (await anna.slash("practice archive", practice=name)).text


async def test_a_practice_of_somebody_else_or_elsewhere_is_unknown(world: World) -> None:
    anna, ben = world.home.member("anna"), world.home.member("ben")
    await add(anna)
    await add(ben, "Reading", "1 page")
    annas = str(await practice_id(anna))
    refused = await ben.slash("practice archive", practice=annas)
    assert "not there any more, or not yours" in refused.text
    assert "Writing" not in refused.text
    refused = await ben.slash("practice archive", practice="writing")
    assert "You have: Reading." in refused.text
    elsewhere = world.community("Elsewhere").member("anna")
    assert "not begun" in (await elsewhere.slash("practice archive", practice=annas)).text
    assert await elsewhere.complete("practice archive", "practice") == []
    assert "1 of 3 active" in (await anna.slash("practice list")).text


async def test_buttons_work_after_a_restart(world: World) -> None:
    anna = world.home.member("anna")
    await add(anna)
    shown = await anna.slash("practice list")
    await world.restart()
    form = await anna.click(shown, EditPractice)
    assert "The name was Writing." in (await anna.submit(form, name="Drafting")).text
