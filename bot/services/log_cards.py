"""Cards of logs: what they show, where they stand, who cheered, and hiding them."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.domain.audits import KeptPrivate
from bot.domain.log_cards import (
    AlreadyCheered,
    LogCard,
    LogGone,
    OwnCheer,
)
from bot.domain.settings import Visibility
from bot.domain.thresholds import HARD
from storage import cheers, log_cards, logs, members, profiles, thresholds

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from bot.clock import Clock
    from bot.domain.callers import Caller
    from bot.domain.ids import CommunityId, LogId
    from bot.domain.logs import Log
    from bot.domain.places import Place
    from bot.domain.profiles import Profile
    from bot.domain.verdicts import DayLog
    from bot.services.histories import Histories
    from storage.connections import Connection
    from storage.database import Database


class LogCards:
    """Puts together what a card shows, and keeps what the community does with it."""

    def __init__(self, db: Database, clock: Clock, histories: Histories) -> None:
        self._db = db
        self._clock = clock
        self._histories = histories

    async def fresh(
        self,
        conn: Connection,
        profile: Profile,
        log: Log,
        days: Mapping[date, DayLog] | None = None,
    ) -> LogCard:
        """Return the card of a log that nobody has seen yet, with its author's numbers.

        ``days`` are those of the current week, where they were just read.
        """
        practice = profile.practice(log.practice_id)
        now = self._clock.now()
        today = profile.member.today(now)
        if days is None:
            summary = await self._histories.summary(conn, profile.member, practice, now)
        else:
            summary = await self._histories.summary_of(conn, profile.member, practice, today, days)
        if log.day == today and summary.today:
            day_amount = summary.today.amount
        else:
            same_day = await logs.on_day(conn, log.community_id, practice.id, log.day)
            day_amount = sum(each.amount for each in same_day)
        is_hard = log.felt in HARD
        limits = (
            await thresholds.of_practice(conn, log.community_id, log.practice_id)
            if is_hard
            else None
        )
        return LogCard(
            log=log,
            practice=practice,
            summary=summary,
            today=today,
            day_amount=day_amount,
            is_open=profile.member.visibility is Visibility.OPEN,
            sign=limits.pause_sign if limits else "",
        )

    async def of(self, community_id: CommunityId, log_id: LogId) -> LogCard:
        """Return the card of a log as it is now, with its cheers and where it stands.

        Raises:
            LogGone: where the log was taken back.
        """
        async with self._db.reading() as conn:
            log = await logs.get(conn, community_id, log_id)
            profile = log and await profiles.get(conn, community_id, log.user_id)
            if log is None or profile is None:
                raise LogGone
            card = await self.fresh(conn, profile, log)
            return replace(
                card,
                posted=await log_cards.get(conn, community_id, log_id),
                cheered_by=await cheers.of_log(conn, community_id, log_id),
            )

    async def stands(self, community_id: CommunityId, log_id: LogId, place: Place) -> bool:
        """Remember where a public card stands; False where its log was taken back meanwhile."""
        async with self._db.single() as tx:
            return await log_cards.add(tx, community_id, log_id, place)

    async def cheer(self, caller: Caller, log_id: LogId, place: Place) -> LogCard:
        """Cheer a log on, by the button of its public card at this place.

        Raises:
            LogGone, OwnCheer, AlreadyCheered: where there is nothing to cheer.
            KeptPrivate: where the author is not open any more: the card would show today's numbers.
        """
        now = self._clock.now()
        async with self._db.transaction() as tx:
            log = await logs.get(tx, caller.community_id, log_id)
            if log is None:
                raise LogGone
            if log.user_id == caller.user_id:
                raise OwnCheer
            author = await members.get(tx, caller.community_id, log.user_id)
            if author is None or author.visibility is not Visibility.OPEN:
                raise KeptPrivate(log.user_id)
            # A crash right after the card was sent leaves it unremembered until now.
            await log_cards.add(tx, caller.community_id, log_id, place)
            if not await cheers.add(tx, caller.community_id, log_id, caller.user_id, now):
                raise AlreadyCheered
        return await self.of(caller.community_id, log_id)
