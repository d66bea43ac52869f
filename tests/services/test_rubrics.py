from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from bot.domain.ids import RubricVersionId
from bot.domain.rubric_bank import SHIPPED
from bot.domain.rubrics import (
    Change,
    CriterionGone,
    RubricChanged,
    Spot,
    UnknownRubric,
)
from tests.support.callers import BEN, ELSEWHERE, HERE, act
from tests.support.rubrics import (
    LEVELS,
    SHIPPED_NAMES,
    change,
    current,
    essays,
    moderator,
    names,
    spot,
)

if TYPE_CHECKING:
    from bot.services.rubric_edits import RubricEdits
    from bot.services.rubrics import Rubrics
    from storage.database import Database


async def test_everybody_has_the_shipped_ones(rubrics: Rubrics) -> None:
    assert await rubrics.names(act()) == SHIPPED_NAMES
    listed = await rubrics.of(act())
    assert set(listed.rubrics) == set(SHIPPED)
    assert not listed.is_moderator
    assert (await rubrics.named(act(), "writing")).id == 101


async def test_a_rubric_is_listed_from_its_first_criterion_on(
    rubrics: Rubrics, edits: RubricEdits
) -> None:
    panel = await essays(edits)
    assert panel.version is None
    assert await rubrics.names(act()) == SHIPPED_NAMES
    assert not (await rubrics.of(act())).unfinished
    assert await rubrics.editable(act()) == ()
    assert await rubrics.editable(moderator()) == ("Essays", *SHIPPED_NAMES)
    assert await rubrics.panel(moderator(), "essays") == panel
    panel = await edits.add_criterion(moderator(), panel.id, "Order", LEVELS)
    assert panel.undo is None
    assert current(panel).number == 1
    assert "Essays" in await rubrics.names(act())
    assert not (await rubrics.of(moderator())).unfinished


async def test_each_change_is_a_version_and_old_ones_keep_their_words(
    db: Database, rubrics: Rubrics, edits: RubricEdits
) -> None:
    first = await essays(edits, "Order")
    second = await edits.edit_criterion(moderator(), spot(first, 0), "Order", ("a", *LEVELS[1:]))
    third = await edits.rename(moderator(), first.id, "Poems")
    assert [current(each).number for each in (first, second, third)] == [1, 2, 3]
    async with db.reading() as conn:
        for panel in (first, second, third):
            assert await rubrics.version(conn, HERE, current(panel).id) == panel.version
        assert await rubrics.version(conn, HERE, RubricVersionId(101)) == SHIPPED[0]
        assert await rubrics.version(conn, ELSEWHERE, current(first).id) is None
        assert await rubrics.find(conn, HERE, "POEMS") == third.version
        with pytest.raises(UnknownRubric):
            await rubrics.find(conn, HERE, "Essays")
    assert await rubrics.shown(act(), current(first).id) == first.version
    with pytest.raises(UnknownRubric):
        await rubrics.shown(act(), 1)


async def test_a_criterion_is_changed_by_what_was_seen(
    rubrics: Rubrics, edits: RubricEdits
) -> None:
    seen = await essays(edits, "Order", "Point", "Style")
    await edits.remove_criterion(moderator(), spot(seen, 0))
    # Another moderator's panel still shows the version before.
    after = await edits.edit_criterion(moderator(), spot(seen, 1), "Clear point", LEVELS)
    assert names(after) == ["Clear point", "Style"]
    assert (await rubrics.criterion(moderator(), spot(seen, 2))).name == "Style"
    for gone in (spot(seen, 0), spot(seen, 1), spot(seen, 3)):
        with pytest.raises(CriterionGone):
            await rubrics.criterion(moderator(), gone)
        with pytest.raises(CriterionGone):
            await edits.remove_criterion(moderator(), gone)
    with pytest.raises(UnknownRubric):
        await edits.edit_criterion(moderator(), Spot(9, 0), "x", LEVELS)


async def test_an_edited_shipped_one_becomes_the_communitys_own(
    rubrics: Rubrics, edits: RubricEdits
) -> None:
    shipped = await rubrics.panel(moderator(), "writing")
    assert shipped.is_shipped
    own = await edits.remove_criterion(moderator(), spot(shipped, 0))
    assert not own.is_shipped
    assert names(own) == names(shipped)[1:]
    assert await rubrics.names(act()) == SHIPPED_NAMES
    assert (await rubrics.named(act(), "Writing")) == own.version
    # A button of the shipped one leads to the one in its place.
    later = await edits.add_criterion(moderator(), shipped.id, "Mine", LEVELS)
    assert later.id == own.id
    assert names(later)[-1] == "Mine"
    elsewhere = act(BEN, ELSEWHERE, manages_server=True)
    assert (await rubrics.panel(elsewhere, "Writing")).is_shipped
    # Off the list, it leaves its place to the shipped one, and takes it again.
    await edits.set_listed(moderator(), own.id, listed=False)
    assert (await rubrics.named(act(), "Writing")) == SHIPPED[0]
    again = await edits.remove_criterion(moderator(), Spot(101, 1))
    assert (again.id, current(again).number) == (own.id, 3)
    assert (await rubrics.named(act(), "Writing")) == again.version


async def test_a_renamed_shipped_one_stands_beside_it(rubrics: Rubrics, edits: RubricEdits) -> None:
    own = await edits.rename(moderator(), 1, "Essays")
    assert current(own).criteria == SHIPPED[0].criteria
    assert await rubrics.names(act()) == (*SHIPPED_NAMES[:2], "Essays", *SHIPPED_NAMES[2:])


async def test_a_change_is_taken_back_and_holds_again(rubrics: Rubrics, edits: RubricEdits) -> None:
    before = await essays(edits, "Order", "Point")
    after = await edits.remove_criterion(moderator(), spot(before, 0))
    assert after.undo == Change(current(before).id, current(after).id)
    undone = await edits.undo(moderator(), change(after))
    assert current(undone).criteria == before.criteria
    assert names(await edits.undo(moderator(), change(undone))) == ["Point"]
    for stale in (change(after), Change(1, 2), Change(101, 2)):
        with pytest.raises(RubricChanged):
            await edits.undo(moderator(), stale)
    renamed = await edits.rename(moderator(), before.id, "Poems")
    assert (await edits.undo(moderator(), change(renamed))).name == "Essays"
    own = await edits.remove_criterion(moderator(), Spot(101, 0))
    assert (await edits.undo(moderator(), change(own))).is_shipped
    assert await rubrics.named(act(), "Writing") == SHIPPED[0]


async def test_what_is_off_the_list_keeps_its_versions(
    db: Database, rubrics: Rubrics, edits: RubricEdits
) -> None:
    panel = await essays(edits, "Order")
    off = await edits.set_listed(moderator(), panel.id, listed=False)
    assert not off.listed
    assert await rubrics.names(act()) == SHIPPED_NAMES
    with pytest.raises(UnknownRubric) as refused:
        await rubrics.panel(moderator(), "Essays")
    assert "Essays" not in refused.value.nearest
    async with db.reading() as conn:
        assert await rubrics.version(conn, HERE, current(panel).id) == panel.version
    assert await edits.set_listed(moderator(), panel.id, listed=True) == replace(panel, undo=None)
    await edits.set_listed(moderator(), panel.id, listed=False)
    assert await edits.create(moderator(), "essays") == replace(
        panel, name="essays", version=panel.version
    )
    with pytest.raises(UnknownRubric):
        await edits.set_listed(moderator(), 1, listed=False)
