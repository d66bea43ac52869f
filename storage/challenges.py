"""Challenges with the versions of their terms; who takes part is in ``participants``.

They belong to the community: deleting whoever made one leaves it with nobody as its author.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from bot.domain.challenges import (
    Challenge,
    Draw,
    DueChallenge,
    Measure,
    Mode,
    Ranking,
    State,
    Terms,
)
from bot.domain.ids import ChallengeId, CommunityId, UserId
from bot.domain.names import name_key
from storage.due import due_page
from storage.times import from_nullable, from_seconds, to_seconds

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from storage.connections import Connection, Row, SqlValue, Transaction

GET = "SELECT * FROM challenges WHERE community_id = :community_id AND challenge_id = :challenge_id"
TERMS = """
SELECT * FROM challenge_terms
WHERE community_id = :community_id AND challenge_id = :challenge_id
ORDER BY version
"""
# What is open comes first; among the rest what was made last.
OF_COMMUNITY = """
SELECT * FROM challenges WHERE community_id = :community_id
ORDER BY CASE state WHEN 'open' THEN 0 ELSE 1 END, created_at DESC, challenge_id DESC
LIMIT :most OFFSET :skip
"""
COUNT = "SELECT COUNT(*) AS number FROM challenges WHERE community_id = :community_id"
OPEN_IN = """
SELECT * FROM challenges WHERE community_id = :community_id AND state = 'open'
ORDER BY first_day, challenge_id
"""
BY_TITLE = """
SELECT * FROM challenges WHERE community_id = :community_id AND title_key = :title_key
ORDER BY CASE state WHEN 'open' THEN 0 ELSE 1 END, created_at DESC, challenge_id DESC
LIMIT 1
"""
# All communities: what something is to be done about.
DUE = """
SELECT c.look_at, c.community_id, c.challenge_id
FROM challenges c JOIN communities m ON m.community_id = c.community_id
WHERE c.look_at <= :now AND m.removed_at IS NULL
    AND (c.look_at, c.challenge_id) > (:after_at, :after_id)
ORDER BY c.look_at, c.challenge_id LIMIT :most
"""
ADD = """
INSERT INTO challenges (
    challenge_id, community_id, created_by, template, title, title_key, story, measure, unit, mode,
    ranking, teams, draw, first_day, last_day, join_until, grace_days, ping_role_id, state,
    created_at, look_at, ended_at, drawn_at, board_shown, board_trouble
) VALUES (
    :challenge_id, :community_id, :created_by, :template, :title, :title_key, :story, :measure,
    :unit, :mode, :ranking, :teams, :draw, :first_day, :last_day, :join_until, :grace_days,
    :ping_role_id, :state, :created_at, :look_at, :ended_at, :drawn_at, '', ''
)
ON CONFLICT (challenge_id) DO NOTHING
RETURNING challenge_id
"""
SAVE = """
UPDATE challenges SET
    title = :title, title_key = :title_key, story = :story, last_day = :last_day,
    join_until = :join_until, grace_days = :grace_days, state = :state, ended_at = :ended_at,
    drawn_at = :drawn_at
WHERE community_id = :community_id AND challenge_id = :challenge_id
"""
LOOK_AT = """
UPDATE challenges SET look_at = :look_at
WHERE community_id = :community_id AND challenge_id = :challenge_id
"""
ADD_TERMS = """
INSERT INTO challenge_terms (
    community_id, challenge_id, version, target, breaks, valid_from, set_by, set_at
) VALUES (
    :community_id, :challenge_id, :version, :target, :breaks, :valid_from, :set_by, :set_at
)
ON CONFLICT (challenge_id, version) DO UPDATE SET
    target = excluded.target, breaks = excluded.breaks, valid_from = excluded.valid_from,
    set_by = excluded.set_by, set_at = excluded.set_at
"""


async def get(
    conn: Connection, community_id: CommunityId, challenge_id: ChallengeId
) -> Challenge | None:
    """Return a challenge, or None where there is no such one here."""
    key = {"community_id": community_id, "challenge_id": challenge_id}
    found, terms = await conn.fetch_each((GET, key), (TERMS, key))
    return _from_row(found[0], terms) if found else None


async def of_community(
    conn: Connection, community_id: CommunityId, most: int, skip: int = 0
) -> tuple[Challenge, ...]:
    """Return a page of all challenges: open ones first, then the newest."""
    page = {"community_id": community_id, "most": most, "skip": skip}
    return await _with_terms(conn, await conn.fetch_all(OF_COMMUNITY, page))


async def count(conn: Connection, community_id: CommunityId) -> int:
    """Tell how many challenges there are, whatever became of them."""
    row = await conn.fetch_one(COUNT, {"community_id": community_id})
    return int(row["number"]) if row else 0


async def open_in(conn: Connection, community_id: CommunityId) -> tuple[Challenge, ...]:
    """Return what is open, by its first day."""
    return await _with_terms(conn, await conn.fetch_all(OPEN_IN, {"community_id": community_id}))


async def by_title(conn: Connection, community_id: CommunityId, title: str) -> Challenge | None:
    """Return the challenge whose title reads so: the open one, else the newest."""
    key = {"community_id": community_id, "title_key": name_key(title)}
    found = await _with_terms(conn, await conn.fetch_all(BY_TITLE, key))
    return found[0] if found else None


async def due(
    conn: Connection, now: datetime, after: DueChallenge | None, most: int
) -> tuple[DueChallenge, ...]:
    """Return the next challenges that are to be looked at by now, those waiting longest first."""
    waited = (after[0], after[2]) if after else None
    return tuple(
        DueChallenge(
            from_seconds(int(row["look_at"])),
            CommunityId(row["community_id"]),
            ChallengeId(row["challenge_id"]),
        )
        for row in await conn.fetch_all(DUE, due_page(now, waited, most))
    )


async def add(tx: Transaction, challenge: Challenge, look_at: datetime) -> bool:
    """Keep a new challenge with its terms; False where its interaction made it before."""
    values = {**_to_row(challenge), "look_at": to_seconds(look_at)}
    if await tx.fetch_one(ADD, values) is None:
        return False
    for terms in challenge.terms:
        await save_terms(tx, challenge, terms, challenge.created_by, challenge.created_at)
    return True


async def save(tx: Transaction, challenge: Challenge) -> None:
    """Replace what may change of a challenge; its terms apart."""
    await tx.execute(SAVE, _to_row(challenge))


async def look_again(
    tx: Transaction, community_id: CommunityId, challenge_id: ChallengeId, at: datetime | None
) -> None:
    """Say when a challenge is to be looked at next; None where nothing is left to do."""
    values = {
        "community_id": community_id,
        "challenge_id": challenge_id,
        "look_at": to_seconds(at),
    }
    await tx.execute(LOOK_AT, values)


async def save_terms(
    tx: Transaction, challenge: Challenge, terms: Terms, set_by: UserId, now: datetime
) -> None:
    """Add a version of the terms, or put another one in its place."""
    values = {
        "community_id": challenge.community_id,
        "challenge_id": challenge.id,
        "version": terms.version,
        "target": terms.target,
        "breaks": terms.breaks,
        "valid_from": terms.valid_from.isoformat(),
        "set_by": set_by,
        "set_at": to_seconds(now),
    }
    await tx.execute(ADD_TERMS, values)


async def _with_terms(conn: Connection, rows: Sequence[Row]) -> tuple[Challenge, ...]:
    if not rows:
        return ()
    keys = [
        {"community_id": row["community_id"], "challenge_id": row["challenge_id"]} for row in rows
    ]
    terms = await conn.fetch_each(*((TERMS, key) for key in keys))
    return tuple(_from_row(row, found) for row, found in zip(rows, terms, strict=True))


def _to_row(challenge: Challenge) -> dict[str, SqlValue]:
    return {
        "challenge_id": challenge.id,
        "community_id": challenge.community_id,
        "created_by": challenge.created_by,
        "template": challenge.template,
        "title": challenge.title,
        "title_key": name_key(challenge.title),
        "story": challenge.story,
        "measure": challenge.measure.value,
        "unit": challenge.unit,
        "mode": challenge.mode.value,
        "ranking": challenge.ranking.value,
        "teams": challenge.teams,
        "draw": challenge.draw.value if challenge.draw else "",
        "first_day": challenge.first_day.isoformat(),
        "last_day": challenge.last_day.isoformat(),
        "join_until": challenge.join_until.isoformat(),
        "grace_days": challenge.grace_days,
        "ping_role_id": challenge.ping_role_id,
        "state": challenge.state.value,
        "created_at": to_seconds(challenge.created_at),
        "ended_at": to_seconds(challenge.ended_at),
        "drawn_at": to_seconds(challenge.drawn_at),
    }


def _from_row(row: Row, terms: Sequence[Row]) -> Challenge:
    return Challenge(
        id=ChallengeId(row["challenge_id"]),
        community_id=CommunityId(row["community_id"]),
        created_by=UserId(row["created_by"]),
        template=row["template"],
        title=row["title"],
        story=row["story"],
        measure=Measure(row["measure"]),
        unit=row["unit"],
        mode=Mode(row["mode"]),
        ranking=Ranking(row["ranking"]),
        teams=row["teams"],
        draw=Draw(row["draw"]) if row["draw"] else None,
        first_day=date.fromisoformat(row["first_day"]),
        last_day=date.fromisoformat(row["last_day"]),
        join_until=date.fromisoformat(row["join_until"]),
        terms=tuple(
            Terms(
                version=each["version"],
                target=each["target"],
                breaks=each["breaks"],
                valid_from=date.fromisoformat(each["valid_from"]),
            )
            for each in terms
        ),
        grace_days=row["grace_days"],
        ping_role_id=row["ping_role_id"],
        state=State(row["state"]),
        created_at=from_seconds(int(row["created_at"])),
        ended_at=from_nullable(row["ended_at"]),
        drawn_at=from_nullable(row["drawn_at"]),
    )
