"""Rubrics: everybody sees them, moderators change them, files bring them in and out."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.domain.rubric_bank import SHIPPED
from bot.domain.rubric_files import read_rubric, write_rubric
from bot.render.presses import Press
from bot.render.rubrics import (
    AddCriterion,
    EditCriterion,
    ExportRubric,
    ListRubrics,
    PutOnList,
    RemoveCriterion,
    RenameRubric,
    ShowRubric,
    TakeOffList,
    UndoRubricChange,
)

if TYPE_CHECKING:
    from tests.support.members import Member, Reply
    from tests.support.world import World

LEVELS = {
    "level_1": "Paragraphs in any order",
    "level_2": "A line with jumps",
    "level_3": "Each follows from the last",
    "level_4": "Each answers the last",
}


def team(world: World) -> tuple[Member, Member]:
    return world.home.member("anna"), world.home.member("mona", moderator=True)


def place(shown: Reply, kind: type[EditCriterion | RemoveCriterion], number: int) -> str:
    """Return the custom id of a criterion's button."""
    ids = [each.get("custom_id", "") for each in shown.components]
    return [each for each in ids if each.startswith(f"{kind.tag}:")][number]


async def press(member: Member, shown: Reply, custom_id: str) -> Reply:
    found = Press.parse(custom_id)
    assert found
    return await member.click(shown, found)


async def content_of(world: World, shown: Reply) -> bytes:
    (file,) = shown.message.attachments
    found = world.env.backend.cdn.get(file.url)
    assert found is not None
    return found


async def test_everybody_sees_what_they_may_be_scored_by(world: World) -> None:
    anna, _ = team(world)
    shown = await anna.slash("rubric list")
    assert shown.private
    assert "### Code" in shown.text
    assert "The main case does not run yet" in shown.text
    assert "Edit" not in shown.labels
    shown = await anna.click(shown, "Next")
    assert "### Design" in shown.text
    assert "### Code" in (await anna.click(shown, "Previous")).text


async def test_a_rubric_is_made_with_its_first_criterion(world: World) -> None:
    anna, mona = team(world)
    shown = await mona.slash("rubric create", name="*Essays*")
    assert shown.private
    assert "A new rubric" in shown.text
    assert await anna.complete("rubric edit", "rubric") == []
    assert "*Essays*" in await mona.complete("rubric edit", "rubric", "ess")
    listed = await mona.slash("rubric list")
    shown = await mona.click(listed, "Go on with *Essays*")
    form = await mona.click(shown, AddCriterion)
    assert len(form.fields) == 5
    refused = await mona.submit(form, name="Order", **(LEVELS | {"level_3": " "}))
    assert "Level 3 has no description yet" in refused.text
    form = await mona.click(refused, "Open it again")
    assert form.fields["level_1"] == LEVELS["level_1"]
    shown = await mona.submit(form, level_3=LEVELS["level_3"])
    assert "Version 1" in shown.text
    assert "Each follows from the last" in shown.text
    assert "Essays" in (await anna.slash("rubric export", rubric="*essays*")).text


async def test_a_rubric_is_changed_one_criterion_at_a_time(world: World) -> None:
    anna, mona = team(world)
    shown = await mona.slash("rubric create", name="*Essays*")
    shown = await mona.submit(await mona.click(shown, AddCriterion), name="Order", **LEVELS)
    await world.restart()
    shown = await mona.submit(await mona.click(shown, AddCriterion), name="Point", **LEVELS)
    form = await press(mona, shown, place(shown, EditCriterion, 1))
    assert form.fields == {"name": "Point", **LEVELS}
    shown = await mona.submit(form, name="A clear point")
    assert "**A clear point**" in shown.text
    shown = await press(mona, shown, place(shown, RemoveCriterion, 0))
    assert "Order" not in shown.text
    shown = await mona.click(shown, UndoRubricChange)
    assert "Order" in shown.text
    form = await mona.click(shown, RenameRubric)
    assert form.fields == {"name": "*Essays*"}
    shown = await mona.submit(form, name="Essays")
    assert "Version 6" in shown.text
    assert "Essays" in await anna.complete("rubric export", "rubric", "")
    seen = await mona.click(shown, ListRubrics)
    assert "Rubric 1 of 5" in seen.text


async def test_what_changed_meanwhile_is_told(world: World) -> None:
    _, mona = team(world)
    old = await mona.slash("rubric edit", rubric="writing")
    form = await press(mona, old, place(old, EditCriterion, 0))
    again = await press(mona, old, place(old, RemoveCriterion, 0))
    assert "Version 1" in again.text
    refused = await mona.submit(form, level_1="Something")
    assert "has been renamed or removed meanwhile" in refused.text
    latest = await mona.slash("rubric edit", rubric="Writing")
    await press(mona, latest, place(latest, RemoveCriterion, 0))
    refused = await mona.click(again, UndoRubricChange)
    assert "changed since" in refused.text


async def test_the_last_criterion_stays_and_the_whole_leaves_the_list(world: World) -> None:
    anna, mona = team(world)
    shown = await mona.slash("rubric create", name="Essays")
    shown = await mona.submit(await mona.click(shown, AddCriterion), name="Order", **LEVELS)
    refused = await mona.click(shown, RemoveCriterion)
    assert "at least one criterion" in refused.text
    shown = await mona.click(shown, TakeOffList)
    assert "Essays is off the list" in shown.text
    refused = await anna.slash("rubric export", rubric="essays")
    assert "no rubric called “essays”" in refused.text
    shown = await mona.click(shown, PutOnList)
    assert "Version 1" in shown.text
    assert "Essays" in (await anna.slash("rubric export", rubric="essays")).text


async def test_no_sixth_criterion_and_no_second_of_one_name(world: World) -> None:
    _, mona = team(world)
    shown = await mona.slash("rubric edit", rubric="Design")
    assert "Add a criterion" not in shown.labels
    panel = await press(mona, shown, place(shown, RemoveCriterion, 4))
    refused = await mona.submit(await mona.click(panel, AddCriterion), name="purpose", **LEVELS)
    assert "a criterion called “purpose” already" in refused.text
    form = await mona.click(panel, AddCriterion)
    await mona.submit(await mona.click(panel, AddCriterion), name="Fifth", **LEVELS)
    refused = await mona.submit(form, name="Sixth", **LEVELS)
    assert "at most 5 criteria" in refused.text


async def test_a_rubric_goes_out_and_comes_in_as_a_file(world: World) -> None:
    anna, mona = team(world)
    given = await anna.slash("rubric export", rubric="wRITING")
    assert given.private
    (file,) = given.message.attachments
    assert file.filename == "rubric_Writing.toml"
    content = await content_of(world, given)
    assert read_rubric(content).criteria == SHIPPED[0].criteria
    changed = content.replace(b'name = "Writing"', 'name = "Essays „日本“"'.encode())
    shown = await mona.slash("rubric import", file=("x.toml", changed))
    assert shown.private
    assert "### Essays „日本“" in shown.text
    again = await mona.slash("rubric import", file=("x.toml", changed))
    assert "Version 2" in again.text
    listed = await mona.slash("rubric list")
    assert (await mona.click(listed, ExportRubric)).message.attachments
    shown = await mona.click(listed, ShowRubric)
    assert "It comes with Whetstone" in shown.text


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b'name = "x"\n\n[[criteria]]\nname = "y\n', "Line 4"),
        (b'name = "x"\n[[criteria]]\nname = "y"\nlevel_1 = "z"', "Line 2"),
        (write_rubric("x", SHIPPED[0].criteria).encode() + b"[[criteria]]", "at most 5 criteria"),
        (b"\xff\xfe", "UTF-8"),
        (b"[" * 60_000, "Line 1"),
        (b"#" * (64 * 1024 + 1), "more than 64 KiB"),
    ],
)
async def test_a_file_that_is_no_rubric_is_told_by_its_line(
    world: World, content: bytes, says: str
) -> None:
    _, mona = team(world)
    refused = await mona.slash("rubric import", file=("rubric.toml", content))
    assert refused.private
    assert says in refused.text
    assert "Rubric 1 of 4" in (await mona.slash("rubric list")).text


async def test_a_file_that_discord_does_not_hand_over_is_told(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    _, mona = team(world)
    monkeypatch.setattr(world.env.backend.cdn, "get", lambda _: None)
    refused = await mona.slash("rubric import", file=("rubric.toml", b"name = 1"))
    assert "did not hand the file over" in refused.text


async def test_members_do_not_change_rubrics(world: World) -> None:
    anna, mona = team(world)
    for refused in (
        await anna.slash("rubric create", name="Mine"),
        await anna.slash("rubric edit", rubric="Writing"),
        await anna.slash("rubric import", file=("x.toml", b"name = 1")),
    ):
        assert refused.private
        assert "for this community's moderators" in refused.text
    assert "Rubric 1 of 4" in (await mona.slash("rubric list")).text


async def test_a_name_that_is_taken_or_misspelt(world: World) -> None:
    _, mona = team(world)
    refused = await mona.slash("rubric create", name="wRITING")
    assert "a rubric called “Writing” already" in refused.text
    refused = await mona.slash("rubric edit", rubric="Writting")
    assert "Did you mean Writing?" in refused.text
    elsewhere = world.community("Elsewhere").member("mona", moderator=True)
    await mona.slash("rubric create", name="Essays")
    assert "Essays" not in await elsewhere.complete("rubric edit", "rubric")
