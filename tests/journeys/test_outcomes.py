"""What came of an idea, in others' words: read, reported, hidden, and shown again."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.render.found_ideas import OUTCOMES_ON_A_PAGE
from bot.render.pieces import ReportPiece
from bot.render.wisdom import ApplyIdea, OpenIdea, ReadCameOf
from tests.support.members import text_of
from tests.support.reporting import open_scene

if TYPE_CHECKING:
    from tests.support.members import Member
    from tests.support.reporting import Scene
    from tests.support.world import World


@pytest.fixture
async def scene(world: World) -> Scene:
    """Anna has shared an idea, and may be told what came of it."""
    made = await open_scene(world)
    form = await made.anna.slash("wisdom share", kind="insight")
    await made.anna.submit(form, title="Slow first", text="Half the speed, then faster.")
    return made


async def apply(scene: Scene, who: Member, happened: str) -> None:
    form = await who.click(scene.public, ApplyIdea)
    assert "Noted" in (await who.submit(form, happened=happened)).text


async def test_what_came_of_an_idea_is_reported_and_hidden(scene: Scene) -> None:
    await apply(scene, scene.ben, "Anna is a fool @everyone")
    assert "1 applied it: “Anna is a fool" in text_of(scene.public)
    read = await scene.anna.click(scene.public, ReadCameOf)
    assert read.private
    assert "@everyone" not in read.text
    assert str(scene.ben.id) not in read.text, "nobody is named"
    told = await scene.anna.submit(await scene.anna.click(read, ReportPiece), reason="It hurts")
    assert "The moderators have it now." in told.text
    assert str(scene.ben.id) not in told.text
    shown = text_of(scene.told)
    assert "Reported: what came of an idea" in shown
    assert f"Written by <@{scene.ben.id}>, whom it does not name" in shown
    await scene.world.restart()
    hidden = await scene.mona.click(scene.told, "Hide")
    assert "could not be changed" not in hidden.text
    assert "Half the speed" in text_of(scene.public), "the idea is not what was hidden"
    assert "1 applied it" in text_of(scene.public)
    assert "fool" not in text_of(scene.public)
    found = await scene.anna.slash("wisdom search")
    assert "fool" not in found.text
    assert "fool" not in (await scene.anna.click(found, OpenIdea)).text
    back = await scene.mona.click(scene.told, "Restore")
    assert "could not be changed" not in back.text
    assert "1 applied it: “Anna is a fool" in text_of(scene.public)
    own = await scene.ben.click(await scene.ben.click(scene.public, ReadCameOf), ReportPiece)
    assert "You wrote that yourself" in own.text


async def test_all_that_came_of_it_is_read_page_by_page(scene: Scene) -> None:
    for number in range(OUTCOMES_ON_A_PAGE + 1):
        who = scene.world.home.member(f"listener {number}")
        await apply(scene, who, f"try {number}")
        await scene.world.advance(minutes=1)
    newest = await scene.ben.click(scene.public, ReadCameOf)
    assert "try 3" in newest.text
    assert "try 0" not in newest.text
    eldest = await scene.ben.click(newest, "Next")
    assert "try 0" in eldest.text
    idea = await scene.ben.click(eldest, OpenIdea)
    assert "Half the speed" in idea.text
    assert "try 3" in (await scene.ben.click(idea, ReadCameOf)).text


async def test_nothing_is_left_to_read_or_to_mend(scene: Scene) -> None:
    await apply(scene, scene.ben, "words to report")
    read = await scene.anna.click(scene.public, ReadCameOf)
    await scene.anna.submit(await scene.anna.click(read, ReportPiece), reason="It hurts")
    scene.world.env.inject_error(
        "PATCH", "/channels/*/messages/*", status=403, code=50013, message="no"
    )
    hidden = await scene.mona.click(scene.told, "Hide")
    assert "could not be changed: I lack a permission there" in hidden.text
    idea = await scene.anna.click(read, OpenIdea)
    assert "What came of it" not in idea.labels
    assert "Nobody has said yet" in (await scene.anna.click(scene.public, ReadCameOf)).text
    await scene.anna.click(scene.public, "Take it down")
    gone = await scene.anna.click(read, OpenIdea)
    assert gone.private
    assert "Half the speed" not in gone.text
