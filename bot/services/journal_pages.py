"""Reading one's own words again: the newest, those with certain words, weeks, and wins."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from bot.domain.journal_pages import MOST_FOUND, MOST_RECENT, Found, matching, year_in_wins
from bot.domain.names import EmptyName
from bot.domain.searches import search_words
from storage import journal, journal_pages, members, reflections

if TYPE_CHECKING:
    from bot.clock import Clock
    from bot.domain.callers import Caller
    from bot.domain.journal_pages import Note, YearInWins
    from bot.domain.reflections import Reflection
    from storage.database import Database

BATCH = 200
# Years of long notes in another script must delay nobody else's answer: so many at a time.
SLICE = 20


class JournalPages:
    """Only the caller's own words, whoever else may see some of them."""

    def __init__(self, db: Database, clock: Clock) -> None:
        self._db = db
        self._clock = clock

    async def recent(self, caller: Caller) -> tuple[Note, ...]:
        """Return what the caller wrote last, entries, reflections, logs and plans alike."""
        whose = caller.community_id, caller.user_id
        async with self._db.reading() as conn:
            return await journal_pages.before(conn, *whose, journal_pages.NEWEST, MOST_RECENT)

    async def search(self, caller: Caller, text: str) -> Found:
        """Return what the caller wrote with all of these words in it, the newest first.

        Raises:
            EmptyName: where there is nothing to look for.
            NameTooLong, HiddenCharacters, TooManyWords: for what nobody can have written.
        """
        words = search_words(text)
        if not words:
            raise EmptyName("search", text)
        found: list[Note] = []
        mark = journal_pages.NEWEST
        while True:
            async with self._db.reading() as conn:
                notes = await journal_pages.before(
                    conn, caller.community_id, caller.user_id, mark, BATCH
                )
            for start in range(0, len(notes), SLICE):
                found += matching(notes[start : start + SLICE], words)
                await asyncio.sleep(0)
            if len(found) > MOST_FOUND:
                return Found(tuple(found[:MOST_FOUND]), more=True)
            if len(notes) < BATCH:
                return Found(tuple(found), more=False)
            mark = notes[-1].mark

    async def weeks(self, caller: Caller) -> tuple[Reflection, ...]:
        """Return all reflections of the caller, the newest week first."""
        async with self._db.reading() as conn:
            return await reflections.of_member(conn, caller.community_id, caller.user_id)

    async def wins(self, caller: Caller, year: int | None = None) -> YearInWins:
        """Return the wins of one of the caller's calendar years; of this one unless told."""
        whose = caller.community_id, caller.user_id
        now = self._clock.now()
        async with self._db.reading() as conn:
            member = await members.get(conn, *whose)
            won = await journal.wins(conn, *whose)
        this_year = member.today(now).year if member else now.year
        return year_in_wins(won, year or this_year)
