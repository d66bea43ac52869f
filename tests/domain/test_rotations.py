from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from bot.domain.ids import LARGEST_ID, CommunityId, UserId
from bot.domain.rotations import NoThemes, Rotation, themed_id

HERE, ANNA, BEN = CommunityId(1), UserId(11), UserId(12)
NOW = datetime(2026, 11, 22, 18, tzinfo=UTC)
LATER = NOW + timedelta(days=7)


def rotation() -> Rotation:
    return Rotation(community_id=HERE, set_by=ANNA, themes=("a", "b", "c"))


def test_themes_come_in_turn() -> None:
    turning = rotation().begun(NOW, BEN)
    assert (turning.is_on, turning.next_at, turning.set_by) == (True, NOW, BEN)
    made = list[str | None]()
    for _ in range(4):
        made.append(theme := turning.next_of("abc"))
        turning = turning.turned(theme, LATER)
    assert made == ["a", "b", "c", "a"]
    assert turning.next_at == LATER


def test_a_taken_theme_waits_for_its_next_turn() -> None:
    turning = rotation()
    assert turning.next_of("bc") == "b"
    assert turning.turned("b", LATER).coming == ("c", "a", "b")
    assert turning.next_of({"d"}) is None
    assert turning.turned(None, LATER).coming == ("a", "b", "c")


def test_it_is_due_at_its_time() -> None:
    assert not rotation().is_due(NOW)
    assert rotation().begun(NOW, ANNA).is_due(NOW)
    assert not rotation().begun(LATER, ANNA).is_due(NOW)


def test_one_that_turns_keeps_its_time() -> None:
    turning = rotation().begun(NOW, ANNA)
    assert turning.begun(LATER, ANNA) == turning
    assert turning.chosen(("b",), BEN).next_at == NOW
    assert not turning.chosen((), ANNA).is_on
    stopped = turning.turned("a", LATER).stopped(BEN)
    assert (stopped.is_on, stopped.coming, stopped.set_by) == (False, ("b", "c", "a"), BEN)
    with pytest.raises(NoThemes):
        Rotation(community_id=HERE, set_by=ANNA).begun(NOW, ANNA)


def test_a_week_has_one_id() -> None:
    monday = date(2026, 11, 23)
    ids = {themed_id(HERE, monday), themed_id(HERE, monday)}
    assert len(ids) == 1
    assert themed_id(CommunityId(2), monday) not in ids
    assert themed_id(HERE, date(2026, 11, 30)) not in ids
    assert all(0 < each <= LARGEST_ID for each in ids)
