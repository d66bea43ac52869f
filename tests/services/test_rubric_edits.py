from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.domain.communities import ModeratorsOnly
from bot.domain.ids import RubricId
from bot.domain.names import EmptyName
from bot.domain.rubric_bank import SHIPPED
from bot.domain.rubric_files import FileRefused, write_rubric
from bot.domain.rubrics import (
    Change,
    Criterion,
    DuplicateCriterion,
    LevelMissing,
    NoCriteria,
    RubricExists,
    TooManyCriteria,
    TooManyRubrics,
    UnknownRubric,
)
from bot.services.rubric_edits import MOST_OWN
from tests.support.callers import act
from tests.support.rubrics import (
    LEVELS,
    SHIPPED_NAMES,
    change,
    current,
    elsewhere,
    essays,
    moderator,
    names,
    spot,
)

if TYPE_CHECKING:
    from bot.services.rubric_edits import RubricEdits
    from bot.services.rubrics import Rubrics


async def test_what_does_not_make_a_rubric_changes_nothing(
    rubrics: Rubrics, edits: RubricEdits
) -> None:
    panel = await essays(edits, *"abcd")
    with pytest.raises(DuplicateCriterion):
        await edits.add_criterion(moderator(), panel.id, "A", LEVELS)
    with pytest.raises(DuplicateCriterion):
        await edits.edit_criterion(moderator(), spot(panel, 3), "a", LEVELS)
    with pytest.raises(LevelMissing):
        await edits.add_criterion(moderator(), panel.id, "e", ("x", "", "y", "z"))
    with pytest.raises(EmptyName):
        await edits.rename(moderator(), panel.id, " ")
    assert (await rubrics.panel_of(moderator(), panel.id)).version == panel.version
    panel = await edits.add_criterion(moderator(), panel.id, "e", LEVELS)
    with pytest.raises(TooManyCriteria):
        await edits.add_criterion(moderator(), panel.id, "f", LEVELS)
    for number in range(4):
        panel = await edits.remove_criterion(moderator(), spot(panel, 0))
        assert len(panel.criteria) == 4 - number
    with pytest.raises(NoCriteria):
        await edits.remove_criterion(moderator(), spot(panel, 0))
    with pytest.raises(UnknownRubric):
        await edits.add_criterion(moderator(), 12345, "a", LEVELS)


async def test_names_are_not_taken_twice(edits: RubricEdits) -> None:
    panel = await essays(edits, "Order")
    other = await edits.create(moderator(), "Poems")
    for taken in ("eSSAYS", "Writing"):
        with pytest.raises(RubricExists):
            await edits.create(moderator(), taken)
    with pytest.raises(RubricExists):
        await edits.rename(moderator(), other.id, "essays")
    assert (await edits.rename(moderator(), panel.id, "ESSAYS")).name == "ESSAYS"


async def test_there_is_room_for_so_many(edits: RubricEdits) -> None:
    panels = [await edits.create(moderator(), f"r{number}") for number in range(MOST_OWN)]
    refused = [
        edits.create(moderator(), "more"),
        edits.rename(moderator(), 1, "mine"),
        edits.bring_in(moderator(), write_rubric("x", SHIPPED[0].criteria).encode()),
    ]
    for each in refused:
        with pytest.raises(TooManyRubrics):
            await each
    await edits.set_listed(moderator(), panels[0].id, listed=False)
    await edits.create(moderator(), "more")
    with pytest.raises(TooManyRubrics):
        await edits.set_listed(moderator(), panels[0].id, listed=True)
    with pytest.raises(TooManyRubrics):
        await edits.create(moderator(), panels[0].name)
    await edits.rename(moderator(), panels[1].id, "still mine")


async def test_a_file_makes_a_rubric_or_its_next_version(
    rubrics: Rubrics, edits: RubricEdits
) -> None:
    one = (Criterion("Order", LEVELS),)
    first = await edits.bring_in(moderator(), write_rubric("Essays", one).encode())
    assert (current(first).number, first.undo) == (1, None)
    second = await edits.bring_in(
        moderator(), write_rubric("ESSAYS", (*one, Criterion("Point", LEVELS))).encode()
    )
    assert (second.id, second.name, names(second)) == (first.id, "ESSAYS", ["Order", "Point"])
    assert second.undo == Change(current(first).id, current(second).id)
    own = await edits.bring_in(moderator(), write_rubric("Code", one).encode())
    assert await rubrics.named(act(), "code") == own.version
    assert own.undo == Change(201, current(own).id)
    with pytest.raises(FileRefused):
        await edits.bring_in(moderator(), b"name = 1")


async def test_the_same_interaction_changes_once(edits: RubricEdits) -> None:
    caller = moderator()
    panel = await edits.create(caller, "Essays")
    assert await edits.create(caller, "Essays") == panel
    caller = moderator()
    added = await edits.add_criterion(caller, panel.id, "Order", LEVELS)
    assert await edits.add_criterion(caller, panel.id, "Order", LEVELS) == added
    caller = moderator()
    content = write_rubric("Essays", SHIPPED[0].criteria).encode()
    brought = await edits.bring_in(caller, content)
    assert (await edits.bring_in(caller, content)).version == brought.version
    caller = moderator()
    undone = await edits.undo(caller, change(brought))
    assert (await edits.undo(caller, change(brought))).version == undone.version
    caller = moderator()
    await edits.set_listed(caller, panel.id, listed=False)
    assert not (await edits.set_listed(caller, panel.id, listed=True)).listed


async def test_only_moderators_change_rubrics(rubrics: Rubrics, edits: RubricEdits) -> None:
    panel = await essays(edits, "Order", "Point")
    place = spot(panel, 0)
    for refused in (
        rubrics.panel(act(), "Essays"),
        rubrics.panel_of(act(), panel.id),
        rubrics.criterion(act(), place),
        edits.create(act(), "Mine"),
        edits.create(act(), " "),
        edits.add_criterion(act(), panel.id, "x", LEVELS),
        edits.edit_criterion(act(), place, "x", LEVELS),
        edits.remove_criterion(act(), place),
        edits.rename(act(), panel.id, "Mine"),
        edits.bring_in(act(), b"?"),
        edits.undo(act(), Change(1, 2)),
        edits.set_listed(act(), panel.id, listed=False),
    ):
        with pytest.raises(ModeratorsOnly):
            await refused
    assert (await rubrics.panel(moderator(), "Essays")).version == panel.version


async def test_another_community_has_other_rubrics(rubrics: Rubrics, edits: RubricEdits) -> None:
    panel = await essays(edits, "Order")
    for refused in (
        rubrics.panel(elsewhere(), "Essays"),
        rubrics.panel_of(elsewhere(), panel.id),
        rubrics.criterion(elsewhere(), spot(panel, 0)),
        edits.rename(elsewhere(), RubricId(panel.id), "Mine"),
        edits.remove_criterion(elsewhere(), spot(panel, 0)),
        edits.set_listed(elsewhere(), panel.id, listed=False),
    ):
        with pytest.raises(UnknownRubric):
            await refused
    assert await rubrics.names(elsewhere()) == SHIPPED_NAMES
