"""Challenges: made, changed and ended by moderators, found by everybody."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain.challenge_desk import Listed, Standing
from bot.domain.challenge_edits import Edit, edit, end
from bot.domain.challenge_words import Occasion, check_options, read_challenge, with_template
from bot.domain.challenges import (
    MOST_OPEN,
    Challenge,
    ChallengeGone,
    DuplicateTitle,
    NoChallengeChannel,
    TooManyOpen,
    UnknownChallenge,
)
from bot.domain.days import local_day
from bot.domain.ids import ChallengeId, read_id
from bot.domain.names import same_name
from bot.domain.paging import nearest_page
from bot.domain.posts import Kind
from bot.services import challenge_posts
from bot.services.moderators import require_moderator
from storage import challenges, communities, participants, posts, receipts

if TYPE_CHECKING:
    from datetime import date, datetime

    from bot.clock import Clock
    from bot.domain.callers import Caller
    from bot.domain.challenge_edits import EditWords
    from bot.domain.challenge_words import ChallengeWords
    from bot.domain.communities import Community
    from bot.domain.ids import CommunityId
    from bot.domain.posts import Post
    from storage.connections import Connection, Transaction
    from storage.database import Database

PAGE = 6
MOST_OFFERED = 25


class Challenges:
    """What moderators do with challenges; who takes part is another matter."""

    def __init__(self, db: Database, clock: Clock) -> None:
        self._db = db
        self._clock = clock

    async def prepare(self, caller: Caller, words: ChallengeWords) -> ChallengeWords:
        """Fill in what a template says, before a form asks for the rest.

        What the form cannot put right any more is refused here.

        Raises:
            ModeratorsOnly: for anybody else.
            NoChallengeChannel: where no channel was chosen.
            TooManyOpen: beside what is open already.
            Whatever `check_options` raises.
        """
        async with self._db.reading() as conn:
            community = await _moderated(conn, caller)
            await _require_room(conn, caller.community_id)
        filled = with_template(words)
        check_options(filled, today_of(community, self._clock.now()))
        return filled

    async def create(self, caller: Caller, words: ChallengeWords) -> Standing:
        """Make a challenge and claim its announcement; the same interaction makes it once.

        Raises:
            ModeratorsOnly: for anybody else.
            NoChallengeChannel: where no channel was chosen.
            DuplicateTitle, TooManyOpen: beside what is open already.
            Whatever `read_challenge` raises.
        """
        now = self._clock.now()
        key = ChallengeId(caller.interaction_id)
        async with self._db.transaction() as tx:
            community = await _moderated(tx, caller)
            known = await challenges.get(tx, caller.community_id, key)
            if known is not None:
                return Standing(known, community.challenge_place)
            today = today_of(community, now)
            occasion = Occasion(key, caller.community_id, caller.user_id, today, now)
            challenge = read_challenge(words, occasion)
            await _require_own_title(tx, challenge)
            await _require_room(tx, caller.community_id)
            await open_challenge(tx, community, challenge, now)
        return Standing(challenge, community.challenge_place)

    async def get(self, community_id: CommunityId, challenge_id: int) -> Challenge:
        """Return a challenge, whatever became of it.

        Raises:
            ChallengeGone: where there is none.
        """
        async with self._db.reading() as conn:
            return await _require(conn, community_id, challenge_id)

    async def find(self, caller: Caller, text: str) -> Challenge:
        """Return the challenge with this id or title.

        Raises:
            UnknownChallenge: where there is none.
        """
        number = read_id(text)
        async with self._db.reading() as conn:
            found = None
            if number is not None:
                found = await challenges.get(conn, caller.community_id, ChallengeId(number))
            found = found or await challenges.by_title(conn, caller.community_id, text)
        if found is None:
            raise UnknownChallenge(text)
        return found

    async def offered(self, caller: Caller, *, only_open: bool) -> tuple[Challenge, ...]:
        """Return the challenges that are offered while a title is typed."""
        async with self._db.reading() as conn:
            if only_open:
                return await challenges.open_in(conn, caller.community_id)
            return await challenges.of_community(conn, caller.community_id, MOST_OFFERED)

    async def listed(self, caller: Caller, page: int) -> Listed:
        """Return a page of all challenges, the nearest one where there are fewer pages."""
        where = caller.community_id
        async with self._db.reading() as conn:
            community = await communities.get_or_default(conn, where)
            number, last = nearest_page(page, await challenges.count(conn, where), PAGE)
            shown = await challenges.of_community(conn, where, PAGE, number * PAGE)
        return Listed(shown, number, last, community.is_moderator(caller))

    async def today(self, caller: Caller) -> date:
        """Return the day that it is in the caller's community."""
        async with self._db.reading() as conn:
            community = await communities.get_or_default(conn, caller.community_id)
        return today_of(community, self._clock.now())

    async def for_change(self, caller: Caller, challenge_id: int) -> Challenge:
        """Return a challenge to somebody who is about to change it.

        Raises:
            ModeratorsOnly: for anybody else.
            ChallengeGone: where there is none.
            ChallengeOver: where nothing of it changes any more.
        """
        async with self._db.reading() as conn:
            await require_moderator(conn, caller)
            challenge = await _require(conn, caller.community_id, challenge_id)
        challenge.require_open()
        return challenge

    async def edit(self, caller: Caller, challenge_id: int, words: EditWords) -> Edit:
        """Change a challenge, and claim the announcement of new terms.

        Delivered a second time it changes nothing, and tells how the challenge stands.

        Raises:
            ModeratorsOnly: for anybody else.
            ChallengeGone: where there is none.
            DuplicateTitle: where another open one has the title.
            Whatever `bot.domain.challenge_edits.edit` raises.
        """
        now = self._clock.now()
        async with self._db.transaction() as tx:
            community = await require_moderator(tx, caller)
            challenge = await _require(tx, caller.community_id, challenge_id)
            if not await receipts.claim(tx, caller.community_id, caller.interaction_id, now):
                return Edit(challenge)
            joined = await participants.of_challenge(tx, caller.community_id, challenge.id)
            edited = edit(challenge, words, today_of(community, now), has_joined=bool(joined))
            await _require_own_title(tx, edited.challenge)
            await challenges.save(tx, edited.challenge)
            if edited.terms or edited.at_once:
                terms = edited.challenge.newest_terms
                await challenges.save_terms(tx, challenge, terms, caller.user_id, now)
            if edited.terms:
                period = f"{challenge.id}/{edited.terms.version}"
                post = challenge_posts.claim(community, Kind.TERMS, period, now, now)
                await posts.add(tx, post)
        return edited

    async def end(self, caller: Caller, challenge_id: int) -> Challenge:
        """End a challenge: it is called off before its first day, else today is its last.

        Delivered a second time it changes nothing, and tells how the challenge stands.

        Raises:
            ModeratorsOnly: for anybody else.
            ChallengeGone: where there is none.
            ChallengeOver, EndsAnyway: where nothing is left to end.
        """
        now = self._clock.now()
        async with self._db.transaction() as tx:
            community = await require_moderator(tx, caller)
            challenge = await _require(tx, caller.community_id, challenge_id)
            if not await receipts.claim(tx, caller.community_id, caller.interaction_id, now):
                return challenge
            ended = end(challenge, today_of(community, now), now)
            await challenges.save(tx, ended)
            for terms in set(ended.terms) - set(challenge.terms):
                await challenges.save_terms(tx, ended, terms, caller.user_id, now)
            at = now if ended.is_open else None
            await challenges.look_again(tx, caller.community_id, challenge.id, at)
        return ended


def today_of(community: Community, now: datetime) -> date:
    """Return the day that it is in a community's own zone."""
    return local_day(now, community.zone, 0)


async def open_challenge(
    tx: Transaction, community: Community, challenge: Challenge, due_at: datetime
) -> Post:
    """Keep a new challenge, to be looked at at once, and claim its announcement."""
    await challenges.add(tx, challenge, challenge.created_at)
    now = challenge.created_at
    post = challenge_posts.claim(community, Kind.CHALLENGE, str(challenge.id), due_at, now)
    await posts.add(tx, post)
    return post


async def _require_room(conn: Connection, community_id: CommunityId) -> None:
    if len(await challenges.open_in(conn, community_id)) >= MOST_OPEN:
        raise TooManyOpen(MOST_OPEN)


async def _require_own_title(conn: Connection, challenge: Challenge) -> None:
    for other in await challenges.open_in(conn, challenge.community_id):
        if other.id != challenge.id and same_name(other.title, challenge.title):
            raise DuplicateTitle(challenge.title)


async def _moderated(conn: Connection, caller: Caller) -> Community:
    """Return the caller's community, where they may announce something in it."""
    community = await require_moderator(conn, caller)
    if community.challenge_place is None:
        raise NoChallengeChannel
    return community


async def _require(conn: Connection, community_id: CommunityId, challenge_id: int) -> Challenge:
    challenge = await challenges.get(conn, community_id, ChallengeId(challenge_id))
    if challenge is None:
        raise ChallengeGone
    return challenge
