"""Ideas: shared, found, marked and applied, and one that is told each week."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain.ids import ApplicationId, IdeaId
from bot.domain.months import Month
from bot.domain.paging import nearest_page
from bot.domain.searches import MOST_WORDS, search_key, search_words
from bot.domain.wisdom import (
    PAGE,
    Application,
    ApplicationGone,
    CameOf,
    Found,
    Idea,
    IdeaGone,
    Noted,
    NotYourIdea,
    clean_happened,
    read_idea,
)
from bot.services.applications import find_idea, note, require_others
from bot.services.welcome import require_welcome
from storage import applications, communities, receipts, wisdom

if TYPE_CHECKING:
    from datetime import date, datetime

    from bot.clock import Clock
    from bot.domain.callers import Caller
    from bot.domain.days import Week
    from bot.domain.ids import CommunityId
    from bot.domain.places import Place
    from bot.domain.wisdom import IdeaKind, IdeaWords, Share, ShownIdea
    from bot.services.members import Members
    from bot.services.skills import Skills
    from storage.connections import Connection
    from storage.database import Database

MOST_OFFERED = 25
MOST_OUTCOMES = 30


class Wisdom:
    """What members do with ideas. Their authors' names stand with them, listeners' do not."""

    def __init__(self, db: Database, clock: Clock, members: Members, skills: Skills) -> None:
        self._db = db
        self._clock = clock
        self._members = members
        self._skills = skills

    async def share(self, caller: Caller, kind: IdeaKind, words: IdeaWords) -> ShownIdea:
        """Keep an idea, to be shown to everybody; the same interaction keeps it once.

        Raises:
            Suspended: for whom moderators keep out.
            EmptyName, NameTooLong, HiddenCharacters, TooManyProposed: for words that do not fit.
            UnknownUntil, LeftAlready, TooFarAhead: for an opportunity without its last day.
        """
        now = self._clock.now()
        async with self._db.transaction() as tx:
            await require_welcome(tx, caller)
            member = await self._members.ensure(tx, caller)
            idea_id = IdeaId(caller.interaction_id)
            begun = Idea(idea_id, caller.community_id, caller.user_id, kind, shared_at=now)
            idea = read_idea(begun, words, member, now)
            carries = words.skill.strip()
            skill_id = await self._skills.resolve(tx, caller, carries) if carries else None
            await wisdom.add(tx, idea, skill_id)
            return await _require(tx, caller.community_id, idea_id, now)

    async def stands(self, idea: Idea, card: Place) -> bool:
        """Remember where a public card stands; False where its idea was taken down meanwhile."""
        async with self._db.single() as tx:
            return await wisdom.stand(tx, idea.community_id, idea.id, card)

    async def get(self, community_id: CommunityId, idea_id: int) -> ShownIdea:
        """Return an idea with what came of it.

        Raises:
            IdeaGone: where it was taken down or hidden.
        """
        async with self._db.reading() as conn:
            return await _require(conn, community_id, IdeaId(idea_id), self._clock.now())

    async def came_of(self, caller: Caller, idea_id: int) -> CameOf:
        """Return what listeners said came of an idea, at most the latest 30.

        Raises:
            IdeaGone: where it was taken down or hidden.
        """
        where, key = caller.community_id, IdeaId(idea_id)
        async with self._db.reading() as conn:
            idea = (await _require(conn, where, key, self._clock.now())).idea
            return CameOf(idea, await applications.outcomes(conn, where, key, MOST_OUTCOMES))

    async def applied_idea(self, community_id: CommunityId, application_id: int) -> ShownIdea:
        """Return the idea that an application is about.

        Raises:
            ApplicationGone, IdeaGone: where one of them is gone.
        """
        async with self._db.reading() as conn:
            of = (community_id, ApplicationId(application_id))
            idea_id = await applications.idea_of(conn, *of)
            if idea_id is None:
                raise ApplicationGone
            return await _require(conn, community_id, idea_id, self._clock.now())

    async def for_listener(self, caller: Caller, idea_id: int) -> ShownIdea:
        """Return an idea of somebody else with what came of it.

        Raises:
            IdeaGone: where it was taken down or hidden.
            OwnIdea: where it is the caller's own.
        """
        shown = await self.get(caller.community_id, idea_id)
        require_others(caller, shown.idea)
        return shown

    async def find(self, caller: Caller, text: str, page: int = 0) -> Found:
        """Return a page of the ideas in which all words occur, or of the newest without any.

        Raises:
            NameTooLong, HiddenCharacters, TooManyWords: for what cannot be looked for.
        """
        words, now = search_words(text), self._clock.now()
        who = (caller.community_id, caller.user_id)
        async with self._db.reading() as conn:
            number = await wisdom.number(conn, *who, words, now)
            nearest, last = nearest_page(page, number, PAGE)
            ideas = await wisdom.search(conn, *who, words, now, most=PAGE, skipped=nearest * PAGE)
            month = Month.of(now, await _zone(conn, caller.community_id))
            share = await self.monthly_share(conn, caller.community_id, month)
        return Found(ideas, nearest, last, share)

    async def offered(self, caller: Caller, typed: str = "") -> tuple[Idea, ...]:
        """Return the newest ideas of others that fit what was typed, at most 25."""
        words = search_key(typed).split()[:MOST_WORDS]
        async with self._db.reading() as conn:
            who = (caller.community_id, caller.user_id)
            now = self._clock.now()
            return await wisdom.of_others(conn, *who, words, now, most=MOST_OFFERED)

    async def mark(self, caller: Caller, idea_id: int, card: Place | None = None) -> ShownIdea:
        """Say "now I can", or take it back; ``card`` is the public card that was clicked.

        Raises:
            IdeaGone, OwnIdea: where there is nothing to mark.
            Suspended: for whom moderators keep out.
        """
        now = self._clock.now()
        async with self._db.transaction() as tx:
            await require_welcome(tx, caller)
            shown = await _require(tx, caller.community_id, IdeaId(idea_id), now)
            require_others(caller, shown.idea)
            if await receipts.claim(tx, caller.community_id, caller.interaction_id, now):
                whose = (caller.community_id, shown.idea.id, caller.user_id)
                await applications.toggle_mark(tx, *whose, now)
            if card:  # a crash right after it was sent leaves it unremembered until now
                await wisdom.stand(tx, caller.community_id, shown.idea.id, card)
            return await _require(tx, caller.community_id, shown.idea.id, now)

    async def apply(
        self, caller: Caller, idea: str, happened: str = "", card: Place | None = None
    ) -> Noted:
        """Note that the caller tried an idea (its id or title), once a day each.

        A second time on a day adds the words that are still missing.

        Raises:
            UnknownIdea, OwnIdea, AppliedToday, ApplicationGone: where there is nothing to note.
            EmptyName, NameTooLong, HiddenCharacters: for words that cannot be kept.
            Suspended: for whom moderators keep out.
        """
        words, now = clean_happened(happened), self._clock.now()
        async with self._db.transaction() as tx:
            await require_welcome(tx, caller)
            tried = await find_idea(tx, caller, idea, now)
            member = await self._members.ensure(tx, caller)
            new = Application(
                id=ApplicationId(caller.interaction_id),
                community_id=caller.community_id,
                idea_id=tried.id,
                user_id=caller.user_id,
                day=member.today(now),
                happened=words,
                applied_at=now,
            )
            if await receipts.claim(tx, caller.community_id, caller.interaction_id, now):
                await note(tx, new)
            if card:
                await wisdom.stand(tx, caller.community_id, tried.id, card)
            return await _noted(tx, caller, tried.id, new.day, now)

    async def noted_today(self, caller: Caller, idea_id: IdeaId) -> Noted:
        """Return what the caller has noted about an idea today.

        Raises:
            ApplicationGone, IdeaGone: where there is nothing.
        """
        now = self._clock.now()
        async with self._db.reading() as conn:
            member = await self._members.require(conn, caller)
            return await _noted(conn, caller, idea_id, member.today(now), now)

    async def take_back(self, caller: Caller, application_id: int) -> ShownIdea:
        """Take the caller's own application back; a log that told of it stays.

        Raises:
            ApplicationGone: where there is none of theirs.
            IdeaGone: where its idea is hidden.
        """
        now = self._clock.now()
        async with self._db.transaction() as tx:
            of = (caller.community_id, ApplicationId(application_id), caller.user_id)
            idea_id = await applications.take_back(tx, *of)
            if idea_id is None:
                raise ApplicationGone
            return await _require(tx, caller.community_id, idea_id, now)

    async def take_down(self, caller: Caller, idea_id: int) -> Idea:
        """Take the caller's own idea away, with all that came of it, and return it.

        Raises:
            IdeaGone, NotYourIdea: where there is nothing to take down.
        """
        async with self._db.transaction() as tx:
            now = self._clock.now()
            shown = await _require(tx, caller.community_id, IdeaId(idea_id), now)
            if shown.idea.user_id != caller.user_id:
                raise NotYourIdea
            await wisdom.remove(tx, caller.community_id, shown.idea.id)
            return shown.idea

    async def idea_of_week(
        self, conn: Connection, community_id: CommunityId, week: Week, now: datetime
    ) -> ShownIdea | None:
        """Return the idea for a week's post; once told (`tell`) the week keeps it.

        Ideas that somebody marked or applied in the last 28 days come first, then the newest; none
        is told twice.
        """
        return await wisdom.of_week(conn, community_id, week, now)

    async def tell(
        self, tx: Connection, community_id: CommunityId, idea_id: IdeaId, week: Week
    ) -> None:
        """Note that a week's post carries an idea."""
        await wisdom.tell(tx, community_id, idea_id, week)

    async def monthly_share(
        self, conn: Connection, community_id: CommunityId, month: Month
    ) -> Share:
        """Count who applied somebody else's idea in a month, among members active in it.

        The month is that of the community's zone; active is who logged, reflected, gave feedback or
        applied an idea.
        """
        zone = await _zone(conn, community_id)
        span = (month.begins(zone), month.next().begins(zone))
        return await applications.share(conn, community_id, *span)


async def _zone(conn: Connection, community_id: CommunityId) -> str:
    return (await communities.get_or_default(conn, community_id)).zone


async def _require(
    conn: Connection, community_id: CommunityId, idea_id: IdeaId, now: datetime
) -> ShownIdea:
    shown = await wisdom.get(conn, community_id, idea_id, now)
    if shown is None:
        raise IdeaGone
    return shown


async def _noted(
    conn: Connection, caller: Caller, idea_id: IdeaId, day: date, now: datetime
) -> Noted:
    noted = await applications.on_day(conn, caller.community_id, idea_id, caller.user_id, day)
    if noted is None:  # taken back meanwhile
        raise ApplicationGone
    return Noted(await _require(conn, caller.community_id, idea_id, now), noted)
