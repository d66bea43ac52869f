"""Scoring one's own work, across a restart, version after version."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.render.requests import AskAgain, ScoreCriterion, WriteOwn
from tests.support.members import text_of
from tests.support.requests_seen import last

if TYPE_CHECKING:
    from tests.support.members import Member, Reply
    from tests.support.world import World


async def choose_all(member: Member, panel: Reply, level: int) -> Reply:
    """Choose the same level for each criterion."""
    selects = [each["custom_id"] for each in panel.components if each.get("options")]
    for custom_id in selects:
        press = ScoreCriterion.parse(custom_id)
        assert press
        panel = await member.choose(panel, press, str(level))
    return panel


async def test_versions_are_kept_and_compared(world: World) -> None:
    anna = world.home.member("anna")
    panel = await anna.slash("feedback self", rubric="Writing")
    assert panel.private
    assert "to go" in panel.text
    half = await choose_all(anna, panel, 2)
    await world.restart()
    form = await anna.click(half, WriteOwn)
    kept = await anna.submit(form, title="Draft", note="Shorter sentences", counted="errors 9")
    assert kept.private
    assert "Kept as a version: Draft" in kept.text
    assert ": 2 of 4" in kept.text
    assert "> Shorter sentences" in kept.text
    assert "Make it my adjustment" in kept.labels
    panel = await choose_all(anna, await anna.slash("feedback self", rubric="writing"), 3)
    form = await anna.click(panel, WriteOwn)
    earlier = next(each for each in form.components if each.get("options"))["options"]
    kept = await anna.submit(
        form, title="Draft two", counted="errors 6", earlier=earlier[0]["value"]
    )
    assert "**errors 9 → 6**: fewer than before" in kept.text
    assert "**2 → 3**" in kept.text
    form = await anna.click(kept, AskAgain)
    assert (
        "Your request is in"
        in (await anna.submit(form, work="https://example.org", question="Better?")).text
    )
    # What somebody scored alone stays theirs.
    card = text_of(last(world.home.channel))
    assert "Better?" in card
    assert "Beside the earlier version" not in card


async def test_a_refused_form_comes_back(world: World) -> None:
    anna = world.home.member("anna")
    panel = await choose_all(anna, await anna.slash("feedback self", rubric="Code"), 4)
    refused = await anna.submit(
        await anna.click(panel, WriteOwn), title="Parser", work="ftp://example.org"
    )
    assert "as a web address" in refused.text
    form = await anna.click(refused, "Open it again")
    kept = await anna.submit(form, work="")
    assert "Kept as a version: Parser" in kept.text


async def test_a_panel_of_yesterday_says_so(world: World) -> None:
    anna = world.home.member("anna")
    panel = await choose_all(anna, await anna.slash("feedback self", rubric="Code"), 4)
    form = await anna.click(panel, WriteOwn)
    await world.advance(hours=25)
    late = await anna.submit(form, title="Parser")
    assert "out of date" in late.text
    assert "Parser" in late.text
    assert "that day is over" in (await anna.click(panel, WriteOwn)).text


async def test_an_unknown_rubric_is_refused_with_near_ones(world: World) -> None:
    anna = world.home.member("anna")
    refused = await anna.slash("feedback self", rubric="Writign")
    assert "Writing" in refused.text
