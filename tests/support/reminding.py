"""Reminders that members set, and the direct channels that take them."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from bot.domain.days import ClockSetting
from bot.domain.ids import CommunityId, ReminderId, UserId
from bot.domain.members import Member
from bot.domain.reminders import Reminder, ReminderWords
from bot.domain.settings import Visibility
from bot.jobs.reminders import run_due
from storage import reminders
from tests.support.callers import HERE, act

if TYPE_CHECKING:
    from bot.domain.deliveries import Trouble
    from tests.support.weeks import Scene

SET_AT = datetime(2026, 1, 1, tzinfo=UTC)


def wall(text: str, zone: str = "UTC", fold: int = 0) -> datetime:
    """Read an instant by a wall clock."""
    return datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(zone), fold=fold).astimezone(UTC)


def member(zone: str = "UTC", day_start: int = 0) -> Member:
    """Return somebody whose days follow a zone."""
    return Member(
        community_id=HERE,
        user_id=UserId(11),
        visibility=Visibility.PRIVATE,
        on_boards=False,
        share_conditions=False,
        joined_at=SET_AT,
        clock=(ClockSetting(SET_AT, zone, day_start, zone_chosen=True),),
    )


def moved(one: Member, since: datetime, zone: str, day_start: int = 0) -> Member:
    """Return somebody after another choice of their clock."""
    setting = ClockSetting(since, zone, day_start, zone_chosen=True)
    return replace(one, clock=(*one.clock, setting))


def reminder(minute: int = 20 * 60, *, day: date = date(2026, 1, 1), **changes: object) -> Reminder:
    """Return a reminder that was set at the turn of the year."""
    made = Reminder(
        id=ReminderId(7),
        community_id=HERE,
        user_id=UserId(11),
        practice_id=None,
        minute=minute,
        cue="",
        channel_id=11,
        day=day,
        due_at=SET_AT,
        set_at=SET_AT,
    )
    return replace(made, **changes)


async def set_at(
    scene: Scene, user: int, at: str, practice: str = "", cue: str = "", number: int = 1
) -> Reminder:
    """Let somebody set a reminder, as the command does."""
    who = act(UserId(user), CommunityId(number))
    wanted = await scene.services.reminders.plan(who, ReminderWords(at, practice, cue))
    await scene.services.reminders.keep(who, wanted, channel_id=user)
    return wanted.kept.reminder


async def stored(scene: Scene, user: int) -> tuple[Reminder, ...]:
    """Return the reminders of somebody as they are kept."""
    async with scene.db.reading() as conn:
        return await reminders.of_member(conn, HERE, UserId(user))


async def run(scene: Scene, after: timedelta = timedelta()) -> None:
    """Let time pass, and do what the job does each minute."""
    scene.clock.advance(after)
    await run_due(scene.services, scene.channels, scene.clock.now())


async def run_at(scene: Scene, at: datetime) -> None:
    """Move to an instant, and do what the job does each minute."""
    scene.clock.set(at)
    await run_due(scene.services, scene.channels, at)


async def run_minutes(scene: Scene, until: datetime) -> None:
    """Let the job run each minute until an instant."""
    while scene.clock.now() < until:
        await run(scene, timedelta(minutes=1))


def close(scene: Scene, user: int, trouble: Trouble) -> None:
    """Let Discord answer this instead of taking direct messages to somebody."""
    scene.channels.trouble[user] = trouble
