"""Who asks: the member behind a command, a button or a form."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bot.domain.ids import CommunityId, InteractionId, UserId


@dataclass(frozen=True, slots=True)
class Caller:
    """A member acting in a community, through one interaction.

    ``interaction_id`` is the identity of the act: delivered twice, it changes nothing twice.
    """

    community_id: CommunityId
    user_id: UserId
    interaction_id: InteractionId
    manages_server: bool = False
    role_ids: frozenset[int] = frozenset()
