"""Where a message stands."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Place:
    """One message in one channel: a public card or a panel."""

    channel_id: int
    message_id: int
