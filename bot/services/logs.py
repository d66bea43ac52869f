"""Logging, correcting and undoing."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.domain.amounts import parse_amount
from bot.domain.days import DAY, monday_of, parse_day
from bot.domain.entries import LONGEST_LESSON, clean_link, with_words
from bot.domain.ids import LogId, read_id
from bot.domain.log_cards import (
    Logged,
    LogGone,
    LogLine,
    NoPractice,
    NothingToUndo,
    NotYourLog,
    Undone,
    UnknownLog,
    WhichPractice,
)
from bot.domain.logs import Log, check_day
from bot.domain.names import clean_text
from bot.domain.practices import fitting, pick
from bot.domain.settings import Visibility
from bot.domain.verdicts import Verdict
from bot.services.applications import find_idea, told_by
from bot.services.members import require_profile
from storage import applications, log_cards, logs, profiles, receipts

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date, datetime

    from bot.clock import Clock
    from bot.domain.callers import Caller
    from bot.domain.entries import Entry
    from bot.domain.log_cards import LogCard
    from bot.domain.practices import Practice
    from bot.domain.profiles import Profile
    from bot.domain.wisdom import Idea
    from bot.services.histories import Histories
    from bot.services.log_cards import LogCards
    from storage.connections import Connection
    from storage.database import Database

LATEST = 10


class Logs:
    """What members do with their own logs."""

    def __init__(self, db: Database, clock: Clock, histories: Histories, cards: LogCards) -> None:
        self._db = db
        self._clock = clock
        self._histories = histories
        self._cards = cards

    async def add(self, caller: Caller, entry: Entry) -> Logged:
        """Log an entry; the same interaction logs it once.

        Raises:
            NotStarted, NoPractice, WhichPractice, UnknownPractice: where no practice is meant.
            Refusals of amounts, days, logs, entries and names: for what cannot be logged.
            UnknownIdea, OwnIdea: where it names no idea of somebody else.
        """
        now = self._clock.now()
        async with self._db.reading() as conn:
            profile = await require_profile(conn, caller)
            practice = await self._meant(conn, profile, entry, now)
            applies = entry.applied.strip()
            idea = await find_idea(conn, caller, applies, now) if applies else None
        today = profile.member.today(now)
        log = _read(caller, entry, profile, practice, now=now, today=today)
        try:
            async with self._db.transaction() if idea else self._db.single() as tx:
                is_new, days = await logs.add(tx, log, monday_of(today))
                if idea and is_new:
                    await applications.add(tx, told_by(log, idea, today))
        finally:  # it may be kept whatever went wrong after it
            self._histories.forget(practice.id, log.day)
        if not is_new:
            return _logged(profile, await self._cards.of(log.community_id, log.id))
        async with self._db.reading() as conn:
            fresh = await self._cards.fresh(conn, profile, log, days)
        return _logged(profile, fresh, idea)

    async def own(self, caller: Caller, log_id: LogId) -> LogLine:
        """Return one of the caller's own logs.

        Raises:
            LogGone, NotYourLog: where it is not there, or not theirs.
        """
        async with self._db.reading() as conn:
            log = await _own(conn, caller, log_id)
            return _line(await require_profile(conn, caller), log)

    async def latest(self, caller: Caller) -> tuple[LogLine, ...]:
        """Return the caller's last ten logs, newest first; none for a stranger."""
        async with self._db.reading() as conn:
            profile = await profiles.get(conn, caller.community_id, caller.user_id)
            return await _latest(conn, profile) if profile else ()

    async def open_days(self, caller: Caller) -> tuple[date, ...]:
        """Return the days that the caller can log for, today first; none for a stranger."""
        async with self._db.reading() as conn:
            profile = await profiles.get(conn, caller.community_id, caller.user_id)
        if profile is None:
            return ()
        today = profile.member.today(self._clock.now())
        return tuple(today - DAY * back for back in range(profile.community.backfill_days + 1))

    async def correct(self, caller: Caller, log_id: LogId, entry: Entry) -> LogCard:
        """Replace a log's amount and words; the amount is read by the standard of its day.

        Raises:
            LogGone, NotYourLog: where there is nothing to correct.
            Refusals of amounts and names: for what cannot be kept.
        """

        def corrected(line: LogLine) -> Log:
            standard = line.practice.standard_on(line.log.day)
            return with_words(replace(line.log, amount=parse_amount(entry.amount, standard)), entry)

        return await self._change(caller, log_id, corrected)

    async def learn(self, caller: Caller, log_id: LogId, lesson: str) -> LogCard:
        """Keep what a block taught; nothing typed takes the lesson away.

        Raises:
            LogGone, NotYourLog: where there is no such log.
            Refusals of names: for words that cannot be kept.
        """

        def taught(line: LogLine) -> Log:
            kept = clean_text(lesson, "lesson", LONGEST_LESSON) if lesson.strip() else None
            return replace(line.log, lesson=kept)

        return await self._change(caller, log_id, taught)

    async def without_proof(self, caller: Caller, log_id: LogId) -> LogCard:
        """Keep a log without its file, which could not be fetched."""
        return await self._change(caller, log_id, lambda line: replace(line.log, proof=None))

    async def undo(self, caller: Caller, which: str = "") -> Undone:
        """Take a log back, with its cheers: the one with this id, or else the last one.

        Raises:
            NothingToUndo: where there is none.
            UnknownLog: where ``which`` is no id.
            LogGone, NotYourLog: where it is not there any more, or not theirs.
        """
        now = self._clock.now()
        async with self._db.transaction() as tx:
            if not await receipts.claim(tx, caller.community_id, caller.interaction_id, now):
                raise LogGone
            log = await _to_undo(tx, caller, which)
            profile = await require_profile(tx, caller)
            line = _line(profile, log)
            posted = await log_cards.get(tx, caller.community_id, log.id)
            applied = await applications.of_log(tx, caller.community_id, log.id)
            await logs.remove(tx, caller.community_id, log.id)
            latest = await _latest(tx, profile)
        self._histories.forget(log.practice_id, log.day)
        async with self._db.reading() as conn:
            summary = await self._histories.summary(conn, profile.member, line.practice, now)
        today = profile.member.today(now)
        return Undone(line, posted, summary.streak.current, today, latest, applied)

    async def _change(
        self, caller: Caller, log_id: LogId, changed: Callable[[LogLine], Log]
    ) -> LogCard:
        now = self._clock.now()
        async with self._db.transaction() as tx:
            log = await _own(tx, caller, log_id)
            after = changed(_line(await require_profile(tx, caller), log))
            if await receipts.claim(tx, caller.community_id, caller.interaction_id, now):
                await logs.correct(tx, after)
        self._histories.forget(log.practice_id, log.day)
        return await self._cards.of(caller.community_id, log_id)

    async def _meant(
        self, conn: Connection, profile: Profile, entry: Entry, now: datetime
    ) -> Practice:
        if entry.practice.strip():
            return pick(profile.practices, entry.practice)
        if not profile.active:
            raise NoPractice
        active = fitting(profile.active, entry.amount, profile.member.today(now))
        if len(active) == 1:
            return active[0]
        numbers = await self._histories.summaries(conn, profile.member, active, now)
        waiting = [
            practice
            for practice, summary in zip(active, numbers, strict=True)
            if summary.today and summary.today.verdict is Verdict.OPEN
        ]
        if len(waiting) == 1:
            return waiting[0]
        raise WhichPractice(active)


def _read(
    caller: Caller,
    entry: Entry,
    profile: Profile,
    practice: Practice,
    *,
    now: datetime,
    today: date,
) -> Log:
    """Check an entry and make it a log."""
    day = parse_day(entry.day, today) if entry.day.strip() else today
    check_day(practice, day, today, profile.community.backfill_days)
    log = Log(
        id=LogId(caller.interaction_id),
        community_id=caller.community_id,
        user_id=caller.user_id,
        practice_id=practice.id,
        day=day,
        amount=parse_amount(entry.amount, practice.standard_on(day)),
        note=None,
        where=None,
        focus=None,
        felt=None,
        lesson=None,
        link=clean_link(entry.link),
        proof=entry.proof,
        logged_at=now,
        backfilled=day < today,
    )
    return with_words(log, entry)


def _logged(profile: Profile, card: LogCard, idea: Idea | None = None) -> Logged:
    community = profile.community
    is_open = profile.member.visibility is Visibility.OPEN and profile.may_post
    return Logged(
        card=card,
        public=is_open and card.posted is None,
        log_channel_id=community.log_channel_id,
        applied=idea.id if idea else None,
    )


async def _own(conn: Connection, caller: Caller, log_id: LogId) -> Log:
    log = await logs.get(conn, caller.community_id, log_id)
    if log is None:
        raise LogGone
    if log.user_id != caller.user_id:
        raise NotYourLog
    return log


async def _to_undo(conn: Connection, caller: Caller, which: str) -> Log:
    if which.strip():
        return await _own(conn, caller, _log_id(which))
    last = await logs.latest(conn, caller.community_id, caller.user_id, 1)
    if not last:
        raise NothingToUndo
    return last[0]


def _log_id(text: str) -> LogId:
    """Read an id that was chosen from a list, or typed past it."""
    number = read_id(text)
    if number is None:
        raise UnknownLog
    return LogId(number)


async def _latest(conn: Connection, profile: Profile) -> tuple[LogLine, ...]:
    member = profile.member
    found = await logs.latest(conn, member.community_id, member.user_id, LATEST)
    return tuple(_line(profile, log) for log in found)


def _line(profile: Profile, log: Log) -> LogLine:
    return LogLine(log, profile.practice(log.practice_id))
