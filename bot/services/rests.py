"""Rests: taking, extending and ending them, and what they mean before they matter."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.domain.days import DAY, Span, block_of, block_start, week_of
from bot.domain.ids import RestId
from bot.domain.practices import pick
from bot.domain.rest_rules import (
    TOLD_FOR,
    RestGone,
    check_free,
    clean_answer,
    clean_reason,
    extend,
    read_days,
    tell_at,
    to_end,
)
from bot.domain.resting import Ended, MaySkip, RestOver, RestsShown, Taken, is_held
from bot.domain.rests import Rest, named, running
from bot.domain.skips import forgiveness, held_by, skip_tomorrow
from bot.domain.verdicts import judge
from bot.services.due import each_due
from bot.services.histories import history_of
from bot.services.members import require_profile
from bot.services.resting import end_rests, signs_of, told_anew
from storage import logs, profiles, receipts, rests

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterable
    from datetime import date

    from bot.clock import Clock
    from bot.domain.callers import Caller
    from bot.domain.ids import PracticeId
    from bot.domain.practices import Practice
    from bot.domain.profiles import Profile
    from bot.domain.rest_rules import RestWords
    from bot.domain.skips import Held
    from bot.domain.verdicts import JudgedWeek
    from bot.services.histories import Histories
    from storage.connections import Connection, Transaction
    from storage.database import Database


class Rests:
    """What a caller asks for raises NotStarted for a stranger."""

    def __init__(self, db: Database, clock: Clock, histories: Histories) -> None:
        self._db = db
        self._clock = clock
        self._histories = histories

    async def take(self, caller: Caller, words: RestWords) -> Taken:
        """Plan a rest, from everything or from one practice.

        Raises:
            UnknownRestDay, RestTooEarly, RestEndsTooEarly, RestTooFar, RestTooLong: for its days.
            RestOverlaps: where some of them rest already.
            UnknownPractice, NameTooLong, HiddenCharacters: for its other words.
        """
        reason, rest_id = clean_reason(words.reason), RestId(caller.interaction_id)
        async with self._db.transaction() as tx:
            profile = await require_profile(tx, caller)
            if await self._claim(tx, caller):
                today = profile.member.today(self._clock.now())
                wanted = words.practice.strip()
                practice_id = pick(profile.active, wanted).id if wanted else None
                days = read_days(words.until, words.start, today)
                check_free(profile.rests, practice_id, days, today)
                rest = Rest(
                    id=rest_id,
                    community_id=caller.community_id,
                    user_id=caller.user_id,
                    practice_id=practice_id,
                    days=days,
                    is_pause=False,
                    taken_at=self._clock.now(),
                    reason=reason,
                )
                await rests.add(tx, rest)
        return await self.taken(caller, rest_id)

    async def extend(self, caller: Caller, rest_id: RestId, until: date) -> Taken:
        """Let a rest end later.

        Raises:
            RestGone: where it is over or was taken back.
            RestTooLong, RestOverlaps: where it may not last until then.
        """
        async with self._db.transaction() as tx:
            profile = await require_profile(tx, caller)
            if await self._claim(tx, caller):
                today = profile.member.today(self._clock.now())
                rest = _one(profile, rest_id)
                longer = extend(rest, until, today)
                more = Span(rest.days.last + DAY, longer.days.last)
                others = [each for each in profile.rests if each.id != rest_id]
                check_free(others, rest.practice_id, more, today)
                await rests.save(tx, told_anew(longer, profile, self._clock.now()))
        return await self.taken(caller, rest_id)

    async def taken(self, caller: Caller, rest_id: RestId) -> Taken:
        """Return a rest with what it holds.

        Raises:
            RestGone: where it was taken back.
        """
        now = self._clock.now()
        async with self._db.reading() as conn:
            profile = await require_profile(conn, caller)
            rest, today = _one(profile, rest_id), profile.member.today(now)
            held = await self._held(conn, profile, rest)
            cut = [
                each.practice
                for each in held
                if any(week.week == week_of(today) for week in each.weeks)
            ]
            weeks = {each.id: await self._week(conn, profile, each) for each in cut}
        (shown,) = named([rest], profile.practices)
        this_week = {practice_id: week for practice_id, week in weeks.items() if week}
        return Taken(shown, today, held, this_week)

    async def end(self, caller: Caller) -> Ended:
        """End what holds today; where several practices have their own rests, ask which.

        Raises:
            NothingRests: where nothing does.
        """
        async with self._db.transaction() as tx:
            profile = await require_profile(tx, caller)
            today, found = profile.member.today(self._clock.now()), tuple[Rest, ...]()
            if await self._claim(tx, caller):
                found = to_end(profile.rests, today)
                if len(found) > 1 and all(rest.practice_id for rest in found):
                    return Ended((), named(found, profile.practices), today)
                await end_rests(tx, profile, found, self._clock.now())
            return await self._ended(tx, caller, found, today)

    async def end_one(self, caller: Caller, rest_id: RestId) -> Ended:
        """End one rest or pause, or take it back before it begins.

        Raises:
            RestGone: where it is over already.
        """
        async with self._db.transaction() as tx:
            profile = await require_profile(tx, caller)
            today, found = profile.member.today(self._clock.now()), list[Rest]()
            if await self._claim(tx, caller):
                found = [_one(profile, rest_id)]
                await end_rests(tx, profile, found, self._clock.now())
            return await self._ended(tx, caller, found, today)

    async def show(self, caller: Caller) -> RestsShown:
        """Return what rests and will rest, what is left to forgive, and what tomorrow may be."""
        async with self._db.reading() as conn:
            profile = await require_profile(conn, caller)
            today = profile.member.today(self._clock.now())
            shown = [rest for rest in profile.rests if rest.days.last >= today]
            return RestsShown(
                today=today,
                rests=named(shown, profile.practices),
                practices=await self._may_skip(conn, profile, today),
                signs=await signs_of(conn, profile),
            )

    async def tell(self, caller: Caller, rest_id: RestId, *, wanted: bool) -> Taken:
        """Note that the caller wants to be written to when a rest ends, or no longer.

        Raises:
            RestGone: where it is over or was taken back.
        """
        async with self._db.transaction() as tx:
            profile = await require_profile(tx, caller)
            now = self._clock.now()
            rest = _one(profile, rest_id)
            if rest.days.last < profile.member.today(now):
                raise RestGone
            if await self._claim(tx, caller):
                at = tell_at(rest, profile.member.zone) if wanted else None
                await rests.save(tx, replace(rest, tell_at=at))
        return await self.taken(caller, rest_id)

    async def answer(
        self, caller: Caller, rest_id: RestId, gave_back: str = "", stays: str = ""
    ) -> Rest:
        """Keep what a rest gave back and what stays of it; without words it is waved off.

        Raises:
            RestGone: where it is not over, or was taken back.
            NameTooLong, HiddenCharacters: for words that cannot be kept.
        """
        async with self._db.transaction() as tx:
            profile = await require_profile(tx, caller)
            now = self._clock.now()
            rest = _one(profile, rest_id)
            if rest.is_pause or rest.days.last >= profile.member.today(now):
                raise RestGone
            answered = replace(
                rest,
                gave_back=clean_answer(gave_back),
                stays=clean_answer(stays),
                answered_at=now,
            )
            if await self._claim(tx, caller):
                await rests.save(tx, answered)
            return answered

    async def cannot_tell(self, rest: Rest) -> None:
        """Note that Discord takes no messages for a member: they are not written to."""
        async with self._db.transaction() as tx:
            await rests.told(tx, rest)

    def due(self) -> AsyncIterator[Rest]:
        """Give the rests whose end is to be told directly now, in all communities."""
        return each_due(self._db, self._clock.now(), rests.due)

    async def told(self, rest: Rest) -> RestOver | None:
        """Take over telling of a rest's end: once, and None where there is nothing to tell.

        It is noted before anything is sent: a message may be lost, and is never doubled.
        """
        async with self._db.transaction() as tx:
            is_ours = await rests.told(tx, rest)
            profile = await profiles.get(tx, rest.community_id, rest.user_id)
        if profile is None or not is_ours:
            return None
        today = profile.member.today(self._clock.now())
        (shown,) = named([rest], profile.practices)
        is_late = today > rest.days.last + TOLD_FOR
        is_gone = shown.practice is not None and shown.practice.is_archived
        if is_late or is_gone or is_held(profile.rests, rest, today):
            return None
        return RestOver(shown, rest.community_id)

    async def _held(self, conn: Connection, profile: Profile, rest: Rest) -> tuple[Held, ...]:
        member, active, now = profile.member, profile.active, self._clock.now()
        today = member.today(now)
        found: list[Held] = []
        summaries = await self._histories.summaries(conn, member, active, now)
        for practice, summary in zip(active, summaries, strict=True):
            if rest.is_of(practice.id):
                is_done = summary.today is not None and summary.today.counted
                found.append(held_by(practice, rest.days, today + DAY if is_done else today))
        return tuple(found)

    async def _week(
        self, conn: Connection, profile: Profile, practice: Practice
    ) -> JudgedWeek | None:
        now = self._clock.now()
        today = profile.member.today(now)
        record = await self._histories.record(conn, profile.member, practice, now, today)
        return next((week for week in record.weeks if week.week == week_of(today)), None)

    async def _may_skip(
        self, conn: Connection, profile: Profile, today: date
    ) -> tuple[MaySkip, ...]:
        member, active, now = profile.member, profile.active, self._clock.now()
        start = block_start(block_of(today))
        summaries = await self._histories.summaries(conn, member, active, now)
        ids: list[PracticeId] = [practice.id for practice in active]
        days = await logs.days_of_each(conn, member.community_id, ids, start)
        found: list[MaySkip] = []
        for practice, summary in zip(active, summaries, strict=True):
            history = history_of(member, practice, days[practice.id], today)
            left = forgiveness(practice, judge(history, first=today), today)
            streak = summary.streak.current
            found.append(MaySkip(practice, streak, left, skip_tomorrow(history)))
        return tuple(found)

    async def _ended(
        self, tx: Transaction, caller: Caller, found: Iterable[Rest], today: date
    ) -> Ended:
        profile = await require_profile(tx, caller)
        left = running(profile.rests, today)
        return Ended(named(found, profile.practices), named(left, profile.practices), today)

    async def _claim(self, tx: Transaction, caller: Caller) -> bool:
        now = self._clock.now()
        return await receipts.claim(tx, caller.community_id, caller.interaction_id, now)


def _one(profile: Profile, rest_id: RestId) -> Rest:
    for rest in profile.rests:
        if rest.id == rest_id:
            return rest
    raise RestGone
