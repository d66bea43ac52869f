"""Taking part in a challenge: who may join, until when, and what came of asking to."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from bot.domain.challenge_teams import team_for_late
from bot.domain.challenges import Challenge, Draw, Participant
from bot.domain.errors import Refusal

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date, datetime

    from bot.domain.challenges import Terms
    from bot.domain.ids import ChallengeId
    from bot.domain.members import Member
    from bot.domain.settings import Visibility


@dataclass(eq=False)
class JoinTooLate(Refusal):
    """Somebody's day is past the last one on which they may join, or come back."""

    title: str
    until: date


@dataclass(eq=False)
class NothingToJoin(Refusal):
    """The challenge has ended."""

    title: str


@dataclass(eq=False)
class TakenOff(Refusal):
    """A moderator took the caller off this board."""

    title: str


@dataclass(eq=False)
class NotTakingPart(Refusal):
    """The caller, or whoever was named, takes no part in this challenge."""

    title: str


@dataclass(eq=False)
class NoSuchTeam(Refusal):
    """The challenge has no team of this number to choose."""

    title: str


@dataclass(eq=False)
class NoSince(Refusal):
    """To be grouped by starting conditions, one must have told since when one practises."""

    title: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Joined:
    """How somebody takes part now; ``is_new`` unless they did before the click.

    ``terms`` are those that hold for them today. ``can_group``: they told since when they
    practise. ``has_practice``: they have an active one; ``has_unit``: one whose amounts count.
    """

    challenge: Challenge
    participant: Participant
    terms: Terms
    visibility: Visibility
    is_new: bool
    can_group: bool
    has_practice: bool
    has_unit: bool


@dataclass(frozen=True, slots=True)
class TeamChoice:
    """Somebody who wants to join is to choose a team first; ``sizes`` are by team, from 1 on."""

    challenge: Challenge
    sizes: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Left:
    """A challenge that somebody left; ``back_until`` is their last day to come back, if any is."""

    challenge: Challenge
    back_until: date | None


@dataclass(frozen=True, slots=True)
class Seen:
    """A challenge as one member meets it; ``may_join`` also where they take part already."""

    challenge: Challenge
    may_join: bool
    is_moderator: bool


@dataclass(frozen=True, slots=True)
class ChallengeToday:
    """An open challenge beside somebody's day; ``takes_part`` or may still join."""

    challenge_id: ChallengeId
    title: str
    first_day: date
    last_day: date
    join_until: date
    takes_part: bool

    def is_shown_on(self, today: date) -> bool:
        """Tell whether `/today` has something to say of it."""
        return today <= (self.last_day if self.takes_part else self.join_until)


def beside(challenges: Iterable[ChallengeToday], today: date) -> tuple[ChallengeToday, ...]:
    """Give what stands beside somebody's day: their challenges, and the first they may join."""
    shown = [each for each in challenges if each.is_shown_on(today)]
    own = [each for each in shown if each.takes_part]
    return (*own, *[each for each in shown if not each.takes_part][:1])


def require_open_door(challenge: Challenge, before: Participant | None, today: date) -> None:
    """Let somebody join, or come back, whose own day is ``today``.

    Raises:
        NothingToJoin: where the challenge has ended.
        TakenOff: where a moderator took them off.
        JoinTooLate: after the last day to join; for those who come back, after the grace.
    """
    if not challenge.is_open:
        raise NothingToJoin(challenge.title)
    if before and before.removed_by is not None:
        raise TakenOff(challenge.title)
    until = challenge.grace_until if before else challenge.join_until
    if today > until:
        raise JoinTooLate(challenge.title, until)


def is_open_to(challenge: Challenge, before: Participant | None, today: date) -> bool:
    """Tell whether somebody may join, or come back, whose own day is ``today``."""
    try:
        require_open_door(challenge, before, today)
    except Refusal:
        return False
    return True


def team_sizes(challenge: Challenge, everybody: Sequence[Participant]) -> tuple[int, ...]:
    """Count who is in each team that can be chosen."""
    chosen = [each.team for each in everybody if each.takes_part]
    return tuple(chosen.count(number) for number in range(1, challenge.teams + 1))


def newcomer(challenge: Challenge, member: Member, now: datetime, team: int | None) -> Participant:
    """Return somebody who joins now, and agrees to what holds now."""
    return Participant(
        challenge_id=challenge.id,
        community_id=challenge.community_id,
        user_id=member.user_id,
        joined_on=member.today(now),
        joined_at=now,
        terms=challenge.newest_terms.version,
        team=team,
    )


def came_back(challenge: Challenge, before: Participant, team: int | None) -> Participant:
    """Return somebody who takes part again; a team that they had stays theirs."""
    back = replace(before, left_at=None, team=before.team or team)
    return back.agreed(challenge.newest_terms.version)


def wants_choice(challenge: Challenge, before: Participant | None) -> bool:
    """Tell whether a team must be chosen by whoever joins."""
    return challenge.draw is Draw.CHOSEN and not (before and before.team)


def team_for(
    challenge: Challenge, everybody: Sequence[Participant], chosen: int | None
) -> int | None:
    """Give the team of somebody who joins now; None where they have none, or none yet.

    Raises:
        NoSuchTeam: for a chosen one that is not there.
    """
    if challenge.draw is Draw.CHOSEN:
        if chosen is not None and not 1 <= chosen <= challenge.teams:
            raise NoSuchTeam(challenge.title)
        return chosen
    is_drawn = challenge.draw is Draw.DRAWN and challenge.drawn_at is not None
    return team_for_late(challenge, everybody) if is_drawn else None
