"""A community: one Discord server with its settings."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from bot.domain.days import week_of
from bot.domain.errors import Refusal
from bot.domain.posts import WEEKLY
from bot.domain.settings import Visibility
from bot.domain.weekly_times import DEFAULT_WEEKLY_TIME
from bot.domain.zones import UnknownZone

if TYPE_CHECKING:
    from bot.domain.callers import Caller
    from bot.domain.ids import CommunityId
    from bot.domain.posts import Kind, Post
    from bot.domain.setting_changes import SettingChange
    from bot.domain.weekly_times import WeeklyTime

KEPT_AFTER_REMOVAL = timedelta(days=30)
MOST_BACKFILL_DAYS = 30
LONGEST_RESOURCES = 500


class ChannelUse(StrEnum):
    """What a community may name a channel for."""

    WEEKLY = "weekly"
    LOGS = "logs"
    FEEDBACK = "feedback"
    CHALLENGES = "challenges"
    MODERATORS = "moderators"

    @property
    def needs(self) -> tuple[str, ...]:
        """The permissions that the bot needs there, by Discord's names."""
        return ("view_channel", "send_messages", *_ALSO_NEEDS.get(self, ()))


_ALSO_NEEDS = {
    ChannelUse.WEEKLY: ("read_message_history",),
    ChannelUse.LOGS: ("attach_files",),
    ChannelUse.CHALLENGES: ("read_message_history",),
    ChannelUse.FEEDBACK: ("attach_files", "create_public_threads", "send_messages_in_threads"),
}


class WeeklyPart(StrEnum):
    """What the weekly posts may contain, in their order; each can be left out."""

    STREAKS = "streaks"
    REFLECTION = "reflection"
    THANKS = "thanks"
    IDEA = "idea"
    NEEDS_EYES = "needs_eyes"


@dataclass(frozen=True, slots=True)
class Obstacle:
    """What keeps the bot out of a channel that was named; nothing ``missing``: it is gone."""

    channel_id: int
    missing: tuple[str, ...]


@dataclass(eq=False)
class BadBackfillDays(Refusal):
    """The text is no whole number from 0 to `most`."""

    text: str
    most: int


class ManageServerOnly(Refusal):
    """The moderators' role was to be named by somebody without Manage Server."""


class EverybodyModerates(Refusal):
    """The role that everybody has was named as the moderators'."""


class NoWeeklyChannel(Refusal):
    """Set-up was to be finished before a channel for the weekly posts was chosen."""


class MakesNoChannels(Refusal):
    """The bot was to make channels for somebody who may not make any themselves."""


class CannotMakeChannels(Refusal):
    """The bot was to make channels without the permission to."""


class UnclearZone(UnknownZone):
    """A moderator's text names no time zone, or several."""


class NotSetUp(Refusal):
    """The community has not been set up yet."""


class ModeratorsOnly(Refusal):
    """Something for moderators: Manage Server, or the role that the community named."""


def parse_backfill_days(text: str) -> int:
    """Read how many days back a log may be made, 0 to 30.

    Raises:
        BadBackfillDays: for anything else.
    """
    plain = text.strip()
    if not re.fullmatch(r"\d{1,2}", plain, re.ASCII) or int(plain) > MOST_BACKFILL_DAYS:
        raise BadBackfillDays(text, MOST_BACKFILL_DAYS)
    return int(plain)


DEFAULT_BACKFILL_DAYS = 7
DEFAULT_ZONE = "UTC"


@dataclass(frozen=True, slots=True)
class Community:
    """One server's settings; nothing is posted before ``set_up_at``.

    ``resources`` is the community's own help, shown beside the safety note; ``offered_visibility``
    is what `/start` offers first, and holds for nobody who did not choose it.
    """

    community_id: CommunityId
    zone: str = DEFAULT_ZONE
    weekly_time: WeeklyTime = DEFAULT_WEEKLY_TIME
    weekly_channel_id: int | None = None
    log_channel_id: int | None = None
    feedback_channel_id: int | None = None
    challenge_channel_id: int | None = None
    moderator_channel_id: int | None = None
    moderator_role_id: int | None = None
    backfill_days: int = DEFAULT_BACKFILL_DAYS
    resources: str = ""
    offered_visibility: Visibility = Visibility.PRIVATE
    weekly_parts: frozenset[WeeklyPart] = frozenset(WeeklyPart)
    set_up_at: datetime | None = None
    next_weekly_at: datetime | None = None
    removed_at: datetime | None = None

    @property
    def challenge_place(self) -> int | None:
        """The channel for challenges and meetings; without one of their own, the weekly one."""
        return self.challenge_channel_id or self.weekly_channel_id

    @property
    def weekly_kinds(self) -> tuple[Kind, ...]:
        """Return the weekly posts that this community wants."""
        return tuple(kind for kind in WEEKLY if kind.value in self.weekly_parts)

    def channel(self, use: ChannelUse) -> int | None:
        """Return the channel that was named for this use."""
        return {
            ChannelUse.WEEKLY: self.weekly_channel_id,
            ChannelUse.LOGS: self.log_channel_id,
            ChannelUse.FEEDBACK: self.feedback_channel_id,
            ChannelUse.CHALLENGES: self.challenge_channel_id,
            ChannelUse.MODERATORS: self.moderator_channel_id,
        }[use]

    def with_channel(self, use: ChannelUse, channel_id: int | None) -> Community:
        """Name another channel for this use, or none."""
        if use is ChannelUse.WEEKLY:
            return replace(self, weekly_channel_id=channel_id)
        if use is ChannelUse.LOGS:
            return replace(self, log_channel_id=channel_id)
        if use is ChannelUse.FEEDBACK:
            return replace(self, feedback_channel_id=channel_id)
        if use is ChannelUse.CHALLENGES:
            return replace(self, challenge_channel_id=channel_id)
        return replace(self, moderator_channel_id=channel_id)

    def with_weekly_time(self, weekly_time: WeeklyTime, zone: str, now: datetime) -> Community:
        """Move the weekly posts; those still due in this ISO week keep their time."""
        due = self.next_weekly_at
        if due is not None:
            pending = week_of(due.astimezone(ZoneInfo(self.zone)).date())
            if pending > week_of(now.astimezone(ZoneInfo(self.zone)).date()):
                due = weekly_time.in_week(pending, zone)
            elif pending != week_of(due.astimezone(ZoneInfo(zone)).date()):
                # Late on Sunday here can be Monday there, and the posts would be another week's.
                due = self.weekly_time.in_week(pending, zone)
        return replace(self, weekly_time=weekly_time, zone=zone, next_weekly_at=due)

    def set_up(self, now: datetime) -> Community:
        """Finish the set-up: from now on there are posts. A second time changes nothing.

        Raises:
            NoWeeklyChannel: where none was chosen.
        """
        if self.weekly_channel_id is None:
            raise NoWeeklyChannel
        if self.set_up_at is not None:
            return self
        due = self.weekly_time.next_after(now, self.zone)
        return replace(self, set_up_at=now, next_weekly_at=due)

    def is_moderator(self, caller: Caller) -> bool:
        """Tell whether the caller may manage this community."""
        return caller.manages_server or self.moderator_role_id in caller.role_ids

    def with_moderator_role(self, role_id: int | None, caller: Caller) -> Community:
        """Name another role whose members are moderators, or none.

        Raises:
            ManageServerOnly: for a caller without it; moderators by role make no moderators.
            EverybodyModerates: for the role that every member has.
        """
        if not caller.manages_server:
            raise ManageServerOnly
        if role_id == self.community_id:
            raise EverybodyModerates
        return replace(self, moderator_role_id=role_id)

    def require_moderator(self, caller: Caller) -> None:
        """Refuse anybody else.

        Raises:
            ModeratorsOnly: for a caller who is no moderator here.
        """
        if not self.is_moderator(caller):
            raise ModeratorsOnly


@dataclass(frozen=True, slots=True)
class CommunityWords:
    """Settings as a moderator typed them."""

    zone: str
    weekly_time: str
    backfill_days: str
    resources: str


@dataclass(frozen=True, slots=True)
class Overview:
    """A community as its moderators see it.

    ``failures`` are posts not delivered lately, ``changes`` the newest changes of its settings.
    """

    community: Community
    failures: tuple[Post, ...]
    changes: tuple[SettingChange, ...] = ()


@dataclass(frozen=True, slots=True)
class Checks:
    """What Discord says now about what was chosen; ``role_gone``: the moderators' role is."""

    obstacles: tuple[Obstacle, ...] = ()
    role_gone: bool = False

    def of(self, channel_id: int) -> Obstacle | None:
        """Return what keeps the bot out of this channel, or None where nothing does."""
        found = (each for each in self.obstacles if each.channel_id == channel_id)
        return next(found, None)

    @property
    def gone(self) -> frozenset[int]:
        """The channels that are not there any more."""
        return frozenset(each.channel_id for each in self.obstacles if not each.missing)
