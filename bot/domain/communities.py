"""A community: one Discord server with its settings."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import datetime, time, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from bot.domain.days import WEEKDAY_NAMES, week_of
from bot.domain.errors import Refusal

if TYPE_CHECKING:
    from bot.domain.callers import Caller
    from bot.domain.days import Week
    from bot.domain.ids import CommunityId
    from bot.domain.weekly import Post

KEPT_AFTER_REMOVAL = timedelta(days=30)
MOST_BACKFILL_DAYS = 30
# Between these hours a clock change can make a local time happen twice or not at all.
UNSAFE_HOURS = range(1, 4)
LONGEST_RESOURCES = 500

_WEEKLY_TIME = re.compile(
    r"([a-z]{3,9}),?\s+(?:at\s+)?(\d{1,2})(?:[:.h](\d{2}))?\s*(am|pm)?", re.ASCII
)


class ChannelUse(StrEnum):
    """What a community may name a channel for."""

    WEEKLY = "weekly"
    LOGS = "logs"
    FEEDBACK = "feedback"
    MODERATORS = "moderators"

    @property
    def needs(self) -> tuple[str, ...]:
        """The permissions that the bot needs there, by Discord's names."""
        return ("view_channel", "send_messages", *_ALSO_NEEDS.get(self, ()))


_ALSO_NEEDS = {
    ChannelUse.WEEKLY: ("read_message_history",),
    ChannelUse.LOGS: ("attach_files",),
    ChannelUse.FEEDBACK: ("attach_files", "create_public_threads", "send_messages_in_threads"),
}


@dataclass(frozen=True, slots=True)
class Obstacle:
    """What keeps the bot out of a channel that was named; nothing ``missing``: it is gone."""

    channel_id: int
    missing: tuple[str, ...]


@dataclass(eq=False)
class UnknownWeeklyTime(Refusal):
    """The text names no weekday with a time of day."""

    text: str


@dataclass(eq=False)
class UnsafeWeeklyTime(Refusal):
    """A weekly time within the hours in which clocks change."""

    minute: int


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


class NotSetUp(Refusal):
    """The community has not been set up yet."""


class ModeratorsOnly(Refusal):
    """Something for moderators: Manage Server, or the role that the community named."""


@dataclass(frozen=True, slots=True)
class WeeklyTime:
    """When the weekly posts go out: weekday (0 is Monday) and minutes after midnight."""

    weekday: int
    minute: int

    @classmethod
    def parse(cls, text: str) -> WeeklyTime:
        """Read "Sunday 18:00", "sun 6pm" or "wed at 9".

        Raises:
            UnknownWeeklyTime: for anything else.
            UnsafeWeeklyTime: from 01:00 to 03:59.
        """
        found = _WEEKLY_TIME.fullmatch(text.strip().casefold())
        if found is None:
            raise UnknownWeeklyTime(text)
        name, hour, minute, half = found.groups()
        days = [number for number, day in enumerate(WEEKDAY_NAMES) if day.startswith(name)]
        minutes = _minutes(int(hour), int(minute or 0), half)
        if not days or minutes is None:
            raise UnknownWeeklyTime(text)
        weekly_time = cls(days[0], minutes)
        weekly_time.check()
        return weekly_time

    def check(self) -> None:
        """Refuse a time that a clock change may skip or repeat.

        Raises:
            UnsafeWeeklyTime: from 01:00 to 03:59.
        """
        if self.minute // 60 in UNSAFE_HOURS:
            raise UnsafeWeeklyTime(self.minute)

    def next_after(self, moment: datetime, zone: str) -> datetime:
        """Return the first weekly time strictly after ``moment``."""
        local = moment.astimezone(ZoneInfo(zone))
        ahead = (self.weekday - local.weekday()) % 7
        due = self._on(local, ahead, zone)
        return due if due > moment else self._on(local, ahead + 7, zone)

    def in_next_week(self, moment: datetime, zone: str) -> datetime:
        """Return the weekly time of the ISO week after that of ``moment``."""
        return self.in_week(week_of(moment.astimezone(ZoneInfo(zone)).date()).next(), zone)

    def in_week(self, week: Week, zone: str) -> datetime:
        """Return the weekly time of one ISO week."""
        start = datetime.combine(week.monday, time(), ZoneInfo(zone))
        return self._on(start, self.weekday, zone)

    def _on(self, local: datetime, days_ahead: int, zone: str) -> datetime:
        day = local.date() + timedelta(days=days_ahead)
        clock_time = time(self.minute // 60, self.minute % 60)
        return datetime.combine(day, clock_time, ZoneInfo(zone))


def _minutes(hour: int, minute: int, half: str | None) -> int | None:
    """Count the minutes after midnight, or None where a clock shows no such time."""
    if half:
        if not 1 <= hour <= 12:  # noqa: PLR2004 - a clock's face
            return None
        hour = hour % 12 + (12 if half == "pm" else 0)
    return hour * 60 + minute if hour < 24 and minute < 60 else None  # noqa: PLR2004 - a day


def parse_backfill_days(text: str) -> int:
    """Read how many days back a log may be made, 0 to 30.

    Raises:
        BadBackfillDays: for anything else.
    """
    plain = text.strip()
    if not re.fullmatch(r"\d{1,2}", plain, re.ASCII) or int(plain) > MOST_BACKFILL_DAYS:
        raise BadBackfillDays(text, MOST_BACKFILL_DAYS)
    return int(plain)


DEFAULT_WEEKLY_TIME = WeeklyTime(weekday=6, minute=18 * 60)
DEFAULT_BACKFILL_DAYS = 7
DEFAULT_ZONE = "UTC"


@dataclass(frozen=True, slots=True)
class Community:
    """One server's settings; nothing is posted before ``set_up_at``.

    ``resources`` is the community's own help, shown beside the safety note.
    """

    community_id: CommunityId
    zone: str = DEFAULT_ZONE
    weekly_time: WeeklyTime = DEFAULT_WEEKLY_TIME
    weekly_channel_id: int | None = None
    log_channel_id: int | None = None
    feedback_channel_id: int | None = None
    moderator_channel_id: int | None = None
    moderator_role_id: int | None = None
    backfill_days: int = DEFAULT_BACKFILL_DAYS
    resources: str = ""
    set_up_at: datetime | None = None
    next_weekly_at: datetime | None = None
    removed_at: datetime | None = None

    def channel(self, use: ChannelUse) -> int | None:
        """Return the channel that was named for this use."""
        return {
            ChannelUse.WEEKLY: self.weekly_channel_id,
            ChannelUse.LOGS: self.log_channel_id,
            ChannelUse.FEEDBACK: self.feedback_channel_id,
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
    """A community as its moderators see it; ``failures`` are posts not delivered lately."""

    community: Community
    failures: tuple[Post, ...]
