"""Taking part in challenges: joining, leaving, agreeing to harder targets, being taken off."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.domain.challenge_progress import terms_for
from bot.domain.challenges import ChallengeGone, Measure, Mode
from bot.domain.days import local_day
from bot.domain.participations import (
    Joined,
    Left,
    NoSince,
    NothingToJoin,
    NotTakingPart,
    Seen,
    TeamChoice,
    came_back,
    is_open_to,
    newcomer,
    require_open_door,
    team_for,
    team_sizes,
    wants_choice,
)
from bot.domain.units import same_unit
from bot.services.moderators import require_moderator
from bot.services.welcome import require_welcome
from storage import challenges, communities, conditions, members, participants, practices, receipts

if TYPE_CHECKING:
    from datetime import datetime

    from bot.clock import Clock
    from bot.domain.callers import Caller
    from bot.domain.challenges import Challenge, Participant
    from bot.domain.ids import ChallengeId, CommunityId, UserId
    from bot.domain.members import Member
    from bot.services.members import Members
    from storage.connections import Connection, Transaction
    from storage.database import Database


class Participations:
    """Who takes part in which challenge, by their own will or a moderator's."""

    def __init__(self, db: Database, clock: Clock, members: Members) -> None:
        self._db = db
        self._clock = clock
        self._members = members

    async def see(self, caller: Caller, challenge_id: ChallengeId) -> Seen:
        """Return a challenge as the caller meets it.

        Raises:
            ChallengeGone: where there is none of this id here.
        """
        async with self._db.reading() as conn:
            challenge = await _require(conn, caller, challenge_id)
            community = await communities.get_or_default(conn, caller.community_id)
            before = await _own(conn, caller, challenge)
            member = await members.get(conn, caller.community_id, caller.user_id)
        now = self._clock.now()
        today = member.today(now) if member else local_day(now, community.zone, 0)
        return Seen(
            challenge=challenge,
            may_join=is_open_to(challenge, before, today),
            is_moderator=community.is_moderator(caller),
        )

    async def join(
        self, caller: Caller, challenge_id: ChallengeId, team: int | None = None
    ) -> Joined | TeamChoice:
        """Let the caller take part, or ask for a team first where teams are chosen.

        Raises:
            ChallengeGone, NothingToJoin, JoinTooLate, TakenOff: where they may not.
            NoSuchTeam: for a team that is not there.
            Suspended: for those whom moderators keep out.
        """
        now = self._clock.now()
        async with self._db.transaction() as tx:
            challenge = await _require(tx, caller, challenge_id)
            await require_welcome(tx, caller)
            member = await self._members.ensure(tx, caller)
            before = await _own(tx, caller, challenge)
            if before and before.takes_part:
                return await _joined(tx, challenge, before, member, now)
            require_open_door(challenge, before, member.today(now))
            everybody = await participants.of_challenge(tx, caller.community_id, challenge.id)
            if team is None and wants_choice(challenge, before):
                return TeamChoice(challenge, team_sizes(challenge, everybody))
            chosen = team_for(challenge, everybody, team)
            if not await receipts.claim(tx, caller.community_id, caller.interaction_id, now):
                # Joined by this very click before, and left since.
                raise NotTakingPart(challenge.title)
            if before:
                joined = came_back(challenge, before, chosen)
                await participants.save(tx, joined)
            else:
                joined = newcomer(challenge, member, now, chosen)
                await participants.add(tx, joined)
            return await _joined(tx, challenge, joined, member, now, is_new=True)

    async def leave(self, caller: Caller, challenge_id: ChallengeId) -> Left:
        """Let the caller take part no longer: they are on no board, in no sum, in no result.

        Raises:
            ChallengeGone, NothingToJoin, NotTakingPart: where there is nothing to leave.
        """
        now = self._clock.now()
        async with self._db.transaction() as tx:
            challenge = await _require_open(tx, caller, challenge_id)
            own = await _own(tx, caller, challenge)
            if await receipts.claim(tx, caller.community_id, caller.interaction_id, now):
                if own is None or not own.takes_part:
                    raise NotTakingPart(challenge.title)
                await participants.save(tx, replace(own, left_at=now))
            member = await self._members.require(tx, caller)
        is_over = challenge.is_over_on(member.today(now))
        return Left(challenge, None if is_over else challenge.grace_until)

    async def group(self, caller: Caller, challenge_id: ChallengeId, *, on: bool) -> Joined:
        """Show the caller among those who began when they did, or among everybody.

        Raises:
            ChallengeGone, NotTakingPart: for a challenge in which they take no part.
            NoSince: where they never told since when they practise.
        """
        now = self._clock.now()
        async with self._db.transaction() as tx:
            challenge, own, member = await self._taking_part(tx, caller, challenge_id)
            if on and not await _can_group(tx, caller.community_id, caller.user_id):
                raise NoSince(challenge.title)
            if await receipts.claim(tx, caller.community_id, caller.interaction_id, now):
                own = replace(own, grouped=on)
                await participants.save(tx, own)
            return await _joined(tx, challenge, own, member, now)

    async def renew(self, caller: Caller, challenge_id: ChallengeId, version: int) -> Joined:
        """Let the caller agree to a version of the terms; an older one than theirs changes nothing.

        Raises:
            ChallengeGone, NothingToJoin, NotTakingPart: where there is nothing to agree to.
        """
        async with self._db.transaction() as tx:
            await _require_open(tx, caller, challenge_id)
            challenge, own, member = await self._taking_part(tx, caller, challenge_id)
            own = own.agreed(min(version, challenge.newest_terms.version))
            await participants.save(tx, own)
            return await _joined(tx, challenge, own, member, self._clock.now())

    async def may_take_off(
        self, caller: Caller, challenge_id: ChallengeId, user_id: UserId
    ) -> Challenge:
        """Return the challenge off whose board somebody may be taken.

        Raises:
            ModeratorsOnly: for anybody else.
            ChallengeGone: where there is none of this id here.
            NotTakingPart: for somebody who never joined.
        """
        async with self._db.reading() as conn:
            challenge, _ = await _removable(conn, caller, challenge_id, user_id)
        return challenge

    async def take_off(
        self, caller: Caller, challenge_id: ChallengeId, user_id: UserId
    ) -> Challenge:
        """Take somebody off a board for good; a second time changes nothing.

        Raises:
            What `may_take_off` raises.
        """
        now = self._clock.now()
        async with self._db.transaction() as tx:
            challenge, found = await _removable(tx, caller, challenge_id, user_id)
            if found.removed_by is None:
                gone = replace(found, left_at=found.left_at or now, removed_by=caller.user_id)
                await participants.save(tx, gone)
        return challenge

    async def _taking_part(
        self, tx: Transaction, caller: Caller, challenge_id: ChallengeId
    ) -> tuple[Challenge, Participant, Member]:
        challenge = await _require(tx, caller, challenge_id)
        own = await _own(tx, caller, challenge)
        if own is None or not own.takes_part:
            raise NotTakingPart(challenge.title)
        return challenge, own, await self._members.require(tx, caller)


async def _require(conn: Connection, caller: Caller, challenge_id: ChallengeId) -> Challenge:
    challenge = await challenges.get(conn, caller.community_id, challenge_id)
    if challenge is None:
        raise ChallengeGone
    return challenge


async def _require_open(conn: Connection, caller: Caller, challenge_id: ChallengeId) -> Challenge:
    challenge = await _require(conn, caller, challenge_id)
    if not challenge.is_open:
        raise NothingToJoin(challenge.title)
    return challenge


async def _removable(
    conn: Connection, caller: Caller, challenge_id: ChallengeId, user_id: UserId
) -> tuple[Challenge, Participant]:
    await require_moderator(conn, caller)
    challenge = await _require(conn, caller, challenge_id)
    found = await participants.get(conn, caller.community_id, challenge.id, user_id)
    if found is None:
        raise NotTakingPart(challenge.title)
    return challenge, found


async def _own(conn: Connection, caller: Caller, challenge: Challenge) -> Participant | None:
    return await participants.get(conn, caller.community_id, challenge.id, caller.user_id)


async def _can_group(conn: Connection, community_id: CommunityId, user_id: UserId) -> bool:
    told = await conditions.of_member(conn, community_id, user_id)
    return any(each.since for each in told.values())


async def _joined(
    conn: Connection,
    challenge: Challenge,
    own: Participant,
    member: Member,
    now: datetime,
    *,
    is_new: bool = False,
) -> Joined:
    whose = member.community_id, member.user_id
    today = member.today(now)
    active = [each for each in await practices.of_member(conn, *whose) if not each.is_archived]
    units = [each.standard_on(today).unit for each in active]
    return Joined(
        challenge=challenge,
        participant=own,
        terms=terms_for(challenge, await _agreed(conn, challenge, own), today),
        visibility=member.visibility,
        is_new=is_new,
        can_group=await _can_group(conn, *whose),
        has_practice=bool(active),
        has_unit=challenge.measure is not Measure.AMOUNT
        or any(same_unit(unit, challenge.unit) for unit in units),
    )


async def _agreed(conn: Connection, challenge: Challenge, own: Participant) -> int:
    """Give the version agreed to: one's own, or that of all who walk towards one goal."""
    if challenge.mode is not Mode.TOGETHER:
        return own.terms
    everybody = await participants.of_challenge(conn, challenge.community_id, challenge.id)
    return min(each.terms for each in everybody if each.takes_part)
