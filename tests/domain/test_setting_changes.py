from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import pytest

from bot.domain.communities import Checks, Community, Obstacle, WeeklyPart
from bot.domain.setting_changes import Setting, differences
from bot.domain.settings import Visibility
from bot.domain.weekly_times import WeeklyTime
from tests.support.callers import HERE

if TYPE_CHECKING:
    from collections.abc import Mapping

NOW = datetime(2026, 11, 18, 12, tzinfo=UTC)
PARTS = "streaks reflection thanks idea needs_eyes"
CHANGES: Mapping[Setting, tuple[dict[str, Any], str, str]] = {
    Setting.SET_UP: ({"set_up_at": NOW}, "", "done"),
    Setting.WEEKLY_CHANNEL: ({"weekly_channel_id": 5}, "", "5"),
    Setting.LOG_CHANNEL: ({"log_channel_id": 5}, "", "5"),
    Setting.FEEDBACK_CHANNEL: ({"feedback_channel_id": 5}, "", "5"),
    Setting.CHALLENGE_CHANNEL: ({"challenge_channel_id": 5}, "", "5"),
    Setting.MODERATOR_CHANNEL: ({"moderator_channel_id": 5}, "", "5"),
    Setting.ZONE: ({"zone": "Europe/Berlin"}, "UTC", "Europe/Berlin"),
    Setting.WEEKLY_TIME: ({"weekly_time": WeeklyTime(0, 545)}, "Sunday 18:00", "Monday 09:05"),
    Setting.MODERATOR_ROLE: ({"moderator_role_id": 9}, "", "9"),
    Setting.OFFERED_VISIBILITY: ({"offered_visibility": Visibility.OPEN}, "private", "open"),
    Setting.BACKFILL_DAYS: ({"backfill_days": 0}, "7", "0"),
    Setting.WEEKLY_PARTS: (
        {"weekly_parts": frozenset({WeeklyPart.IDEA, WeeklyPart.STREAKS})},
        PARTS,
        "streaks idea",
    ),
    Setting.RESOURCES: ({"resources": "Ask Mona"}, "", "Ask Mona"),
}


def test_every_setting_is_compared_but_norms_which_have_versions() -> None:
    assert set(CHANGES) == set(Setting) - {Setting.NORMS}


@pytest.mark.parametrize("setting", CHANGES)
def test_what_differs_is_told_both_ways_and_nothing_else(setting: Setting) -> None:
    changed, before, after = CHANGES[setting]
    was, now = Community(HERE), replace(Community(HERE), **changed)
    assert differences(was, now) == {setting: (before, after)}
    assert differences(now, was) == {setting: (after, before)}
    assert differences(now, now) == {}


def test_what_follows_from_time_is_no_setting() -> None:
    was = Community(HERE)
    assert differences(was, replace(was, next_weekly_at=NOW, removed_at=NOW)) == {}


def test_checks_tell_what_is_in_the_way_of_a_channel() -> None:
    closed, gone = Obstacle(5, ("send_messages",)), Obstacle(6, ())
    found = Checks((closed, gone))
    assert (found.of(5), found.of(6), found.of(7)) == (closed, gone, None)
    assert found.gone == {6}
