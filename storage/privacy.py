"""Every row about a person: who stores them, and how they are deleted.

`storage.holdings` hands them over. `tests/meta/test_privacy.py` walks the schema and fails where a
table with personal rows is missing here or there.

Deleting a person deletes what is keyed to them: practices, logs with all cheers on them, rests,
reminders, plans, the journal, requests with everything typed into them, what they scored
themselves, kudos given and received, examples, ideas with the marks and applications of others,
their cheers, marks and applications, and blocks in both directions. Public cards of all that come
down; threads lose the titles of what was asked, and cards of others what they told of the person.

What others rely on stays without them, under the name of nobody (0):

- Feedback that they received stays in its helper's numbers with its rating and the helper's words;
  what they wrote back goes. Once both are gone, it goes too.
- Feedback that they gave keeps its levels, so that versions of the one who asked stay comparable;
  its words go.
- Messages with feedback and with replies name both sides, and come down with either.
- A request that asked only them lapses, and what they held is free again.
- What they reported stays without name and reason. What others reported about them goes.
- What they did as a moderator stays done; so do entries of the audit list about them.
- Settings, norms, challenges and meetings that they made stay the community's, and so do the words
  of a summary that they wrote; that they joined, agreed, came or wait for their turn goes.
- Where moderators keep them out, that one row stays, with their id: without it, deleting would be
  the way back in. It goes when moderators let them in again.

Skills that they proposed, rubrics, and posts of the community hold no name and stay.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain.ids import CommunityId, LogId, PracticeId, SessionId, UserId
from bot.domain.pieces import Piece, PieceKind
from bot.domain.places import Place
from storage.desk_erasure import MEETINGS
from storage.erasure import CARDS, ERASURE, THREADS, TOLD_ON
from storage.holdings import CHEERS, PRACTICES
from storage.times import to_seconds

if TYPE_CHECKING:
    from datetime import datetime

    from storage.connections import Connection

# One person in all communities: they may ask about every place that knows them.
COMMUNITIES_OF = """
SELECT community_id FROM members WHERE user_id = :user_id
UNION SELECT community_id FROM cheers WHERE user_id = :user_id
UNION SELECT community_id FROM drafts WHERE user_id = :user_id
UNION SELECT community_id FROM log_cards WHERE hidden_by = :user_id
UNION SELECT community_id FROM trusted_sources WHERE peer_user_id = :user_id
UNION SELECT community_id FROM requests WHERE asked_user_id = :user_id
UNION SELECT community_id FROM requests WHERE held_by = :user_id
UNION SELECT community_id FROM chosen_levels WHERE user_id = :user_id
UNION SELECT community_id FROM feedback WHERE asked_by = :user_id OR given_by = :user_id
UNION SELECT community_id FROM nudges WHERE user_id = :user_id
UNION SELECT community_id FROM kudos WHERE user_id = :user_id OR thanked_user_id = :user_id
UNION SELECT community_id FROM examples WHERE user_id = :user_id OR proposed_by = :user_id
UNION SELECT community_id FROM ideas WHERE user_id = :user_id
UNION SELECT community_id FROM idea_marks WHERE user_id = :user_id
UNION SELECT community_id FROM applications WHERE user_id = :user_id
UNION SELECT community_id FROM blocks WHERE blocked_user_id = :user_id
UNION SELECT community_id FROM suspensions WHERE user_id = :user_id OR suspended_by = :user_id
UNION SELECT community_id FROM hidden_pieces WHERE hidden_by = :user_id
UNION SELECT community_id FROM reports WHERE user_id = :user_id OR reported_user_id = :user_id
UNION SELECT community_id FROM acts WHERE acted_by = :user_id OR about_user_id = :user_id
UNION SELECT community_id FROM setting_changes WHERE changed_by = :user_id
UNION SELECT community_id FROM norms WHERE set_by = :user_id
UNION SELECT community_id FROM challenges WHERE created_by = :user_id
UNION SELECT community_id FROM challenge_terms WHERE set_by = :user_id
UNION SELECT community_id FROM participants WHERE removed_by = :user_id
UNION SELECT community_id FROM rotations WHERE set_by = :user_id
UNION SELECT community_id FROM sessions WHERE created_by = :user_id
UNION SELECT community_id FROM meetings
    WHERE presenter_user_id = :user_id OR summarised_by = :user_id
UNION SELECT community_id FROM attendances WHERE user_id = :user_id
UNION SELECT community_id FROM rota WHERE user_id = :user_id
UNION SELECT community_id FROM imports WHERE user_id = :user_id
ORDER BY community_id
"""
# All communities that have not removed the bot: cards that still stand.
CARDS_LEFT = """
SELECT r.community_id, r.channel_id, r.message_id
FROM card_removals r JOIN communities c ON c.community_id = r.community_id
WHERE c.removed_at IS NULL AND r.message_id > :after
ORDER BY r.message_id LIMIT :most
"""
CARD_IS_DOWN = """
DELETE FROM card_removals WHERE community_id = :community_id AND message_id = :message_id
"""


async def communities_of(conn: Connection, user_id: UserId) -> tuple[CommunityId, ...]:
    """Return the communities that store anything about a person."""
    rows = await conn.fetch_all(COMMUNITIES_OF, {"user_id": user_id})
    return tuple(CommunityId(row["community_id"]) for row in rows)


async def practice_ids(
    conn: Connection, community_id: CommunityId, user_id: UserId
) -> tuple[PracticeId, ...]:
    """Return a person's practices, archived ones too."""
    rows = await conn.fetch_all(PRACTICES, {"community_id": community_id, "user_id": user_id})
    return tuple(PracticeId(row["practice_id"]) for row in rows)


async def cheered(
    conn: Connection, community_id: CommunityId, user_id: UserId
) -> tuple[LogId, ...]:
    """Return the logs that a person cheered."""
    rows = await conn.fetch_all(CHEERS, {"community_id": community_id, "user_id": user_id})
    return tuple(LogId(row["log_id"]) for row in rows)


async def told_on(
    conn: Connection, community_id: CommunityId, user_id: UserId
) -> tuple[tuple[Piece, Place], ...]:
    """Return what others wrote whose public cards tell of a person."""
    rows = await conn.fetch_all(TOLD_ON, {"community_id": community_id, "user_id": user_id})
    return tuple(
        (
            Piece(PieceKind(row["kind"]), row["piece_id"]),
            Place(row["channel_id"], row["message_id"]),
        )
        for row in rows
    )


async def threads_of(
    conn: Connection, community_id: CommunityId, user_id: UserId
) -> tuple[int, ...]:
    """Return the threads that are named after what a person asked."""
    rows = await conn.fetch_all(THREADS, {"community_id": community_id, "user_id": user_id})
    return tuple(row["thread_id"] for row in rows)


async def meetings_of(
    conn: Connection, community_id: CommunityId, user_id: UserId
) -> tuple[tuple[SessionId, int], ...]:
    """Return the meetings that a person presents at or came to: series and number."""
    rows = await conn.fetch_all(MEETINGS, {"community_id": community_id, "user_id": user_id})
    return tuple((SessionId(row["session_id"]), row["number"]) for row in rows)


async def erase(
    tx: Connection, community_id: CommunityId, user_id: UserId, now: datetime
) -> tuple[Place, ...]:
    """Delete all rows about a person in one community; return the cards that must come down."""
    whose = {"community_id": community_id, "user_id": user_id, "now": to_seconds(now)}
    places: list[Place] = []
    for sql in CARDS:
        rows = await tx.fetch_all(sql, whose)
        places += (Place(row["channel_id"], row["message_id"]) for row in rows)
    for sql in ERASURE:
        await tx.execute(sql, whose)
    return tuple(places)


async def cards_left(
    conn: Connection, after: int, most: int
) -> tuple[tuple[CommunityId, Place], ...]:
    """Return cards of deleted data that still stand, by message id from ``after`` on."""
    rows = await conn.fetch_all(CARDS_LEFT, {"after": after, "most": most})
    return tuple(
        (CommunityId(row["community_id"]), Place(row["channel_id"], row["message_id"]))
        for row in rows
    )


async def card_is_down(tx: Connection, community_id: CommunityId, place: Place) -> None:
    """Forget a card that stands no longer."""
    key = {"community_id": community_id, "message_id": place.message_id}
    await tx.execute(CARD_IS_DOWN, key)
