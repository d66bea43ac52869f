"""Rubrics of a community, for tests that change them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.domain.rubrics import Change, Spot
from bot.services.rubric_edits import RubricEdits
from bot.services.rubrics import Rubrics
from tests.support.callers import BEN, ELSEWHERE, act

if TYPE_CHECKING:
    from bot.domain.callers import Caller
    from bot.domain.rubrics import RubricPanel, RubricVersion
    from storage.database import Database
    from tests.support.clock import FakeClock

LEVELS = ("one", "two", "three", "four")
SHIPPED_NAMES = ("Code", "Design", "Music or speaking", "Writing")


@pytest.fixture
def rubrics(db: Database) -> Rubrics:
    return Rubrics(db)


@pytest.fixture
def edits(db: Database, clock: FakeClock, rubrics: Rubrics) -> RubricEdits:
    return RubricEdits(db, clock, rubrics)


def moderator() -> Caller:
    return act(BEN, manages_server=True)


async def essays(edits: RubricEdits, *criteria: str) -> RubricPanel:
    panel = await edits.create(moderator(), "Essays")
    for name in criteria:
        panel = await edits.add_criterion(moderator(), panel.id, name, LEVELS)
    return panel


def names(panel: RubricPanel) -> list[str]:
    return [criterion.name for criterion in panel.criteria]


def current(panel: RubricPanel) -> RubricVersion:
    assert panel.version
    return panel.version


def spot(panel: RubricPanel, place: int) -> Spot:
    return Spot(current(panel).id, place)


def elsewhere() -> Caller:
    return act(BEN, ELSEWHERE, manages_server=True)


def change(panel: RubricPanel) -> Change:
    """Return the change that the panel offers to undo."""
    assert panel.undo
    return panel.undo
