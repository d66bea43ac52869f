"""Whatever can be clicked or sent has a door that answers, and no door is without its press."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import pytest

from bot.render.drafts import ReopenDraft
from bot.render.presses import LONGEST_CUSTOM_ID, Press
from bot.views.registry import DOORS

if TYPE_CHECKING:
    from collections.abc import Iterable


def mismatches(presses: Iterable[str], doors: Iterable[str]) -> list[str]:
    """Compare the tags of presses with the tags that doors answer."""
    known, answered = set(presses), Counter(doors)
    found = [f"{tag} has no door" for tag in sorted(known - set(answered))]
    found += [f"a door answers {tag}, which nothing sends" for tag in sorted(set(answered) - known)]
    return found + [f"{tag} has {n} doors" for tag, n in answered.items() if n > 1]


def test_every_press_has_one_door() -> None:
    ours = [tag for tag, kind in Press.kinds.items() if kind.__module__.startswith("bot.")]
    assert len(ours) > 10
    # The doorkeeper itself opens a refused form again, whosever it was.
    answered = [ReopenDraft.tag, *(door.press.tag for door in DOORS)]
    assert not mismatches(ours, answered)


def test_custom_ids_fit_with_the_largest_ids() -> None:
    for kind in Press.kinds.values():
        assert _longest(kind) <= LONGEST_CUSTOM_ID, kind


def _longest(kind: type[Press]) -> int:
    largest_id = len(str(2**63))
    return len(kind.tag) + len(kind.model_fields) * (largest_id + 1)


@pytest.mark.parametrize(
    ("year", "week"), [(0, 47), (1999, 47), (9999, 47), (10**30, 47), (2026, 0), (2026, 99)]
)
def test_a_week_that_cannot_be_is_no_press(year: int, week: int) -> None:
    weekly = [kind for kind in Press.kinds.values() if {"year", "week"} & {*kind.model_fields}]
    assert len(weekly) > 10
    for kind in weekly:
        forged = kind.model_construct(year=year, week=week, kind="streaks", shared=1)
        assert Press.parse(forged.custom_id) is None
        honest = forged.model_copy(update={"year": 2026, "week": 53})
        assert Press.parse(honest.custom_id), honest


def test_sees_a_mismatch() -> None:
    assert mismatches(["log"], []) == ["log has no door"]
    assert mismatches([], ["log"]) == ["a door answers log, which nothing sends"]
    assert mismatches(["log"], ["log", "log"]) == ["log has 2 doors"]
    assert not mismatches(["log"], ["log"])
