"""What rests and pauses have in common: the signs that call for them, and how they end."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.domain.rest_rules import ended, tell_at
from storage import rests, thresholds

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from bot.domain.profiles import Profile
    from bot.domain.rests import Rest
    from storage.connections import Connection, Transaction


async def signs_of(conn: Connection, profile: Profile) -> tuple[str, ...]:
    """Return a member's own signs to pause, one for each active practice that has one."""
    limits = await thresholds.of_member(conn, profile.member.community_id, profile.member.user_id)
    signs = (limits[each.id].pause_sign for each in profile.active if each.id in limits)
    return tuple(dict.fromkeys(sign for sign in signs if sign))


async def end_rests(
    tx: Transaction, profile: Profile, found: Iterable[Rest], now: datetime
) -> None:
    """End rests of a member yesterday; of what has not begun by then nothing stays."""
    for rest in found:
        left = ended(rest, profile.member.today(now))
        if left is None:
            await rests.remove(tx, rest)
        else:
            await rests.save(tx, told_anew(left, profile, now))


def told_anew(rest: Rest, profile: Profile, now: datetime) -> Rest:
    """Move the time at which a rest's end is told; what is past needs no telling."""
    if rest.tell_at is None:
        return rest
    at = tell_at(rest, profile.member.zone)
    return replace(rest, tell_at=at if at > now else None)
