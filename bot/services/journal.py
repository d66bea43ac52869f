"""The journal: writing, sharing entry by entry, and what it brings up on a day."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain.days import DAY, Span
from bot.domain.ids import EntryId
from bot.domain.journal import (
    Entry,
    EntryGone,
    EntryKind,
    JournalToday,
    Written,
    clean_entry,
)
from bot.domain.journal_days import logged_lately, next_step
from bot.domain.moderation import Suspended
from bot.domain.reflections import gather
from bot.domain.rhythms import RHYTHM_DAYS, broke_on
from storage import journal, privacy, profiles, receipts, reflections

if TYPE_CHECKING:
    from bot.clock import Clock
    from bot.domain.callers import Caller
    from bot.domain.day_facts import DayFacts
    from bot.domain.journal import EntryWords
    from bot.domain.places import Place
    from bot.domain.profiles import Profile
    from bot.services.members import Members
    from storage.connections import Connection
    from storage.database import Database

# A backfilled day was logged up to 30 days after it.
SPAN = (RHYTHM_DAYS + 30) * DAY


class Journal:
    """Every entry is its author's alone until they share it."""

    def __init__(self, db: Database, clock: Clock, members: Members) -> None:
        self._db = db
        self._clock = clock
        self._members = members

    async def write(self, caller: Caller, words: EntryWords) -> Written:
        """Keep an entry for today; a stranger becomes a member.

        Raises:
            EmptyName, NameTooLong, HiddenCharacters: for words that cannot be kept.
        """
        cleaned, now = clean_entry(words), self._clock.now()
        async with self._db.transaction() as tx:
            member = await self._members.ensure(tx, caller)
            entry = Entry(
                id=EntryId(caller.interaction_id),
                community_id=caller.community_id,
                user_id=caller.user_id,
                kind=cleaned.kind,
                text=cleaned.text,
                lesson=cleaned.lesson,
                day=member.today(now),
                written_at=now,
            )
            await journal.add(tx, entry)
            return await self._written(tx, caller, entry.id)

    async def get(self, caller: Caller, entry_id: EntryId) -> Written:
        """Return one of the caller's entries.

        Raises:
            EntryGone: where they have none of this id.
        """
        async with self._db.reading() as conn:
            return await self._written(conn, caller, entry_id)

    async def whys(self, caller: Caller) -> tuple[Entry, ...]:
        """Return every why that the caller ever wrote, the one that holds now first."""
        async with self._db.reading() as conn:
            return await journal.of_kind(conn, caller.community_id, caller.user_id, EntryKind.WHY)

    async def share(self, caller: Caller, entry_id: EntryId, *, shared: bool) -> Written:
        """Share an entry with the community, or take it back.

        Raises:
            EntryGone: where the caller has none of this id.
            Suspended: for whom moderators keep from sharing.
        """
        async with self._db.transaction() as tx:
            profile, entry = await self._require(tx, caller, entry_id)
            if shared and profile.is_suspended:
                raise Suspended
            now = self._clock.now()
            if await receipts.claim(tx, caller.community_id, caller.interaction_id, now):
                await journal.share(tx, entry, shared=shared and profile.may_post)
            return await self._written(tx, caller, entry_id)

    async def delete(self, caller: Caller, entry_id: EntryId) -> Entry:
        """Delete an entry and return it as it was; where its card is not taken down, a job does so.

        Raises:
            EntryGone: where the caller has none of this id.
        """
        async with self._db.transaction() as tx:
            _, entry = await self._require(tx, caller, entry_id)
            await journal.remove(tx, entry)
            return entry

    async def came_down(self, entry: Entry, card: Place) -> None:
        """Note that the card of an entry that was deleted is gone."""
        async with self._db.transaction() as tx:
            await privacy.card_is_down(tx, entry.community_id, card)

    async def stands(self, entry: Entry, card: Place) -> bool:
        """Remember where the public card is; False where it is not wanted any more."""
        async with self._db.transaction() as tx:
            return await journal.stand(tx, entry.community_id, entry.id, card)

    async def fell(self, entry: Entry) -> None:
        """Note that the public card is gone: it comes back only where its author shares anew."""
        async with self._db.transaction() as tx:
            await journal.fall(tx, entry.community_id, entry.id)

    async def outcome(self, caller: Caller) -> Entry | None:
        """Return the outcome that the caller's day is for, if there is one."""
        whose = caller.community_id, caller.user_id
        async with self._db.reading() as conn:
            profile = await profiles.get(conn, *whose)
            if profile is None:
                return None
            day = profile.member.today(self._clock.now())
            return await journal.outcome_on(conn, *whose, day)

    async def today(self, conn: Connection, facts: DayFacts) -> JournalToday | None:
        """Return what the journal has to say today, within somebody else's read."""
        member = facts.profile.member
        whose = member.community_id, member.user_id
        days = Span(facts.today - DAY, facts.today)
        outcome = await journal.outcome_within(conn, *whose, days)
        if outcome and outcome.day == facts.today:
            return JournalToday(outcome=outcome)
        if facts.profile.pause_on(facts.today):
            return None
        if outcome:
            return JournalToday(after=outcome, step=next_step(facts))
        if logged_lately(facts):
            return None
        logged = await journal.logged_days(conn, *whose, SPAN)
        if broke_on(logged, facts.today, facts.profile.active) is None:
            return None
        return await self._reminding(conn, facts.profile)

    @staticmethod
    async def _reminding(conn: Connection, profile: Profile) -> JournalToday:
        """Bring up the member's own words; where the journal has no why, a practice may."""
        whose = profile.member.community_id, profile.member.user_id
        why = await journal.latest_why(conn, *whose)
        helps = gather(await reflections.conditions(conn, *whose))
        own = next((practice.why for practice in profile.active if practice.why), "")
        return JournalToday(
            broken=True,
            why=why.text if why else own,
            helps=helps[0].conditions if helps else "",
        )

    async def _written(self, conn: Connection, caller: Caller, entry_id: EntryId) -> Written:
        profile, entry = await self._require(conn, caller, entry_id)
        return Written(
            entry=entry,
            practices=profile.active,
            is_set_up=profile.community.set_up_at is not None,
            channel_id=profile.community.log_channel_id,
        )

    @staticmethod
    async def _require(
        conn: Connection, caller: Caller, entry_id: EntryId
    ) -> tuple[Profile, Entry]:
        whose = caller.community_id, caller.user_id
        profile = await profiles.get(conn, *whose)
        entry = await journal.get(conn, *whose, entry_id)
        if profile is None or entry is None:
            raise EntryGone
        return profile, entry
