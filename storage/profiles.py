"""Community, member and practices in one trip, since nearly every command starts with them."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from bot.domain.profiles import Profile
from storage import communities, members, practices, rests, suspensions

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bot.domain.ids import CommunityId, UserId
    from storage.connections import Connection, Parameters, Row


# All that a profile is made of; writing one of them makes it forgotten (``storage.memory``).
TABLES = frozenset(
    {
        "communities",
        "members",
        "clock_settings",
        "practices",
        "practice_standards",
        "practice_schedules",
        "practice_archives",
        "rests",
        "suspensions",
        "skills",  # deleting one takes it off the practices that carried it
    }
)


async def get(conn: Connection, community_id: CommunityId, user_id: UserId) -> Profile | None:
    """Return a member with their community and practices, or None for a stranger."""
    memory = conn.profiles
    if memory is None:
        return await read(conn, community_id, user_id)
    return await memory.recall(community_id, user_id, lambda: read(conn, community_id, user_id))


async def read(conn: Connection, community_id: CommunityId, user_id: UserId) -> Profile | None:
    """Return what ``get`` does past the memory: reading everybody leaves it to those who ask."""
    (profile,) = await read_each(conn, ((community_id, user_id),))
    return profile


async def read_each(
    conn: Connection, keys: Iterable[tuple[CommunityId, UserId]]
) -> list[Profile | None]:
    """Return what ``read`` does for several members, in one trip."""
    queries = [_queries(*key) for key in keys]
    found = iter(await conn.fetch_each(*(query for theirs in queries for query in theirs)))
    return [_from_results(*islice(found, len(theirs))) for theirs in queries]


def _queries(community_id: CommunityId, user_id: UserId) -> tuple[tuple[str, Parameters], ...]:
    whose = {"community_id": community_id, "user_id": user_id}
    return (
        (communities.GET, whose),
        (members.GET, whose),
        (suspensions.GET, whose),
        *practices.queries_of_member(community_id, user_id),
    )


def _from_results(
    community: list[Row], member: list[Row], suspended: list[Row], *theirs: list[Row]
) -> Profile | None:
    if not member:
        return None
    return Profile(
        community=communities.from_row(community[0]),
        member=members.from_rows(member),
        practices=practices.from_results(*theirs),
        rests=tuple(rests.from_row(row) for row in theirs[-1]),
        is_suspended=bool(suspended),
    )
