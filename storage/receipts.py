"""Which interactions were already handled, for those that change rows rather than make one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from storage.times import to_seconds

if TYPE_CHECKING:
    from datetime import datetime

    from bot.domain.ids import CommunityId, InteractionId
    from storage.connections import Transaction

CLAIM = """
INSERT INTO receipts (community_id, interaction_id, handled_at)
VALUES (:community_id, :interaction_id, :handled_at)
ON CONFLICT DO NOTHING
RETURNING interaction_id
"""

# Maintenance over all communities: a receipt is worth nothing once Discord has given up retrying.
PURGE = """
DELETE FROM receipts
WHERE handled_at < :before
"""


async def claim(
    tx: Transaction, community_id: CommunityId, interaction_id: InteractionId, now: datetime
) -> bool:
    """Tell whether the interaction is new; False when an earlier delivery was handled."""
    values = {
        "community_id": community_id,
        "interaction_id": interaction_id,
        "handled_at": to_seconds(now),
    }
    return await tx.fetch_one(CLAIM, values) is not None


async def purge(tx: Transaction, before: datetime) -> int:
    """Forget receipts older than ``before`` and return how many."""
    return await tx.execute(PURGE, {"before": to_seconds(before)})
