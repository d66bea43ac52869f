"""Themes in turn: chosen by moderators, and made into challenges when their time has come."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain.challenge_templates import TEMPLATES
from bot.domain.challenge_words import ChallengeWords, Occasion, read_challenge
from bot.domain.challenges import MOST_OPEN, NoChallengeChannel
from bot.domain.days import week_of
from bot.domain.ids import NOBODY
from bot.domain.names import name_key
from bot.domain.posts import Kind, Reason, State
from bot.domain.rotations import Rotation, themed_id
from bot.services import challenge_posts
from bot.services.challenges import open_challenge, today_of
from bot.services.due import each_due
from bot.services.moderators import require_moderator
from storage import challenges, communities, posts, rotations

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable, Iterable, Mapping
    from datetime import date, datetime

    from bot.clock import Clock
    from bot.domain.callers import Caller
    from bot.domain.challenges import Challenge
    from bot.domain.communities import Community
    from bot.domain.ids import CommunityId
    from bot.domain.posts import Post
    from bot.domain.rotations import ThemeWords
    from storage.database import Database


class Rotations:
    """One rotation for each community; it stands still until moderators let it begin."""

    def __init__(self, db: Database, clock: Clock) -> None:
        self._db = db
        self._clock = clock

    async def get(self, caller: Caller) -> Rotation:
        """Return the community's themes.

        Raises:
            ModeratorsOnly: for anybody else.
        """
        async with self._db.reading() as conn:
            await require_moderator(conn, caller)
            return await rotations.get(conn, caller.community_id) or _begin(caller)

    async def choose(self, caller: Caller, themes: Iterable[str]) -> Rotation:
        """Choose the themes, in the order of the templates; without any the rotation stops.

        Raises:
            ModeratorsOnly: for anybody else.
        """
        wanted = set(themes)
        known = tuple(name for name in TEMPLATES if name in wanted)
        return await self._change(caller, lambda was, _: was.chosen(known, caller.user_id))

    async def switch(self, caller: Caller, *, on: bool) -> Rotation:
        """Let challenges be made by themselves, from the next weekly time on, or stop that.

        Raises:
            ModeratorsOnly: for anybody else.
            NoThemes: before any theme was chosen.
            NoChallengeChannel: where no channel was chosen.
        """

        def change(was: Rotation, community: Community) -> Rotation:
            if not on:
                return was.stopped(caller.user_id)
            if community.challenge_place is None:
                raise NoChallengeChannel
            first = community.weekly_time.next_after(self._clock.now(), community.zone)
            return was.begun(first, caller.user_id)

        return await self._change(caller, change)

    async def due(self, now: datetime) -> AsyncIterator[CommunityId]:
        """Give every community whose next theme is due, those waiting longest first."""
        async for _, community_id in each_due(self._db, now, rotations.due):
            yield community_id

    async def turn(
        self, community_id: CommunityId, wording: Mapping[str, ThemeWords]
    ) -> Post | None:
        """Make the challenge of the coming week, and claim its announcement; None without one.

        What was due while the bot was away is made as long as its Monday has not passed; of a later
        one moderators are told.
        """
        now = self._clock.now()
        async with self._db.transaction() as tx:
            community = await communities.get(tx, community_id)
            rotation = await rotations.get(tx, community_id)
            if community is None or rotation is None or not rotation.is_due(now):
                return None
            due_at, next_at = _times(community, rotation, now)
            monday = week_of(today_of(community, due_at)).next().monday
            opened = await challenges.open_in(tx, community_id)
            is_made = await challenges.get(tx, community_id, themed_id(community_id, monday))
            is_late = today_of(community, now) > monday
            theme = None
            if not is_made and not is_late and len(opened) < MOST_OPEN:
                theme = rotation.next_of(_free(opened, wording))
            await rotations.save(tx, rotation.turned(theme, next_at))
            if is_late and not is_made:
                period = str(themed_id(community_id, monday))
                missed = challenge_posts.claim(community, Kind.CHALLENGE, period, due_at, now)
                await posts.add(tx, missed.closed(State.SKIPPED, Reason.TOO_LATE, now))
            if theme is None:
                return None
            challenge = _read(community, theme, wording[theme], monday, now)
            return await open_challenge(tx, community, challenge, due_at)

    async def _change(
        self, caller: Caller, change: Callable[[Rotation, Community], Rotation]
    ) -> Rotation:
        async with self._db.transaction() as tx:
            community = await require_moderator(tx, caller)
            await communities.add(tx, community, self._clock.now())
            was = await rotations.get(tx, caller.community_id) or _begin(caller)
            rotation = change(was, community)
            await rotations.save(tx, rotation)
        return rotation


def _begin(caller: Caller) -> Rotation:
    return Rotation(community_id=caller.community_id, set_by=caller.user_id)


def _times(community: Community, rotation: Rotation, now: datetime) -> tuple[datetime, datetime]:
    """Return the latest time that was due by now, and the one after it."""
    due_at = next_at = rotation.next_at or now
    while next_at <= now:
        due_at = next_at
        next_at = community.weekly_time.in_next_week(due_at, community.zone)
    return due_at, next_at


def _free(opened: Iterable[Challenge], wording: Mapping[str, ThemeWords]) -> frozenset[str]:
    """Return the themes whose titles no open challenge has."""
    titles = {name_key(challenge.title) for challenge in opened}
    return frozenset(name for name, words in wording.items() if name_key(words.title) not in titles)


def _read(
    community: Community, theme: str, words: ThemeWords, monday: date, now: datetime
) -> Challenge:
    where = community.community_id
    occasion = Occasion(themed_id(where, monday), where, NOBODY, today_of(community, now), now)
    starts = monday.isoformat()
    wanted = ChallengeWords(template=theme, title=words.title, story=words.story, starts=starts)
    return read_challenge(wanted, occasion)
