"""Who changed which of a community's settings, when, from what to what."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from bot.domain.communities import ChannelUse, WeeklyPart

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from bot.domain.communities import Community
    from bot.domain.ids import CommunityId, InteractionId, UserId

MOST_SHOWN = 5
PAGE_SIZE = 10


class Setting(StrEnum):
    """What of a community moderators can change."""

    SET_UP = "set_up"
    WEEKLY_CHANNEL = "weekly_channel"
    LOG_CHANNEL = "log_channel"
    FEEDBACK_CHANNEL = "feedback_channel"
    CHALLENGE_CHANNEL = "challenge_channel"
    MODERATOR_CHANNEL = "moderator_channel"
    ZONE = "zone"
    WEEKLY_TIME = "weekly_time"
    MODERATOR_ROLE = "moderator_role"
    OFFERED_VISIBILITY = "offered_visibility"
    BACKFILL_DAYS = "backfill_days"
    WEEKLY_PARTS = "weekly_parts"
    RESOURCES = "resources"
    NORMS = "norms"
    """Before and after are which version held; its words have a history of their own."""


CHANNELS: Mapping[Setting, ChannelUse] = {
    Setting.WEEKLY_CHANNEL: ChannelUse.WEEKLY,
    Setting.LOG_CHANNEL: ChannelUse.LOGS,
    Setting.FEEDBACK_CHANNEL: ChannelUse.FEEDBACK,
    Setting.CHALLENGE_CHANNEL: ChannelUse.CHALLENGES,
    Setting.MODERATOR_CHANNEL: ChannelUse.MODERATORS,
}


@dataclass(frozen=True, slots=True)
class SettingChange:
    """One change of one setting; no text before or after: nothing was set."""

    id: InteractionId
    community_id: CommunityId
    setting: Setting
    before: str
    after: str
    changed_by: UserId
    changed_at: datetime


@dataclass(frozen=True, slots=True)
class ChangeList:
    """One page of a community's changes, the newest first; pages count from 0 to ``last``."""

    changes: tuple[SettingChange, ...]
    page: int
    last: int


def differences(was: Community, now: Community) -> dict[Setting, tuple[str, str]]:
    """Return what differs between two states of a community: before and after, as text."""
    before, after = _texts(was), _texts(now)
    return {
        setting: (before[setting], after[setting])
        for setting in before
        if before[setting] != after[setting]
    }


def _texts(community: Community) -> dict[Setting, str]:
    parts = (part for part in WeeklyPart if part in community.weekly_parts)
    return {
        Setting.SET_UP: "done" if community.set_up_at else "",
        **{setting: _id(community.channel(use)) for setting, use in CHANNELS.items()},
        Setting.ZONE: community.zone,
        Setting.WEEKLY_TIME: str(community.weekly_time),
        Setting.MODERATOR_ROLE: _id(community.moderator_role_id),
        Setting.OFFERED_VISIBILITY: community.offered_visibility.value,
        Setting.BACKFILL_DAYS: str(community.backfill_days),
        Setting.WEEKLY_PARTS: " ".join(parts),
        Setting.RESOURCES: community.resources,
    }


def _id(number: int | None) -> str:
    return str(number) if number else ""
