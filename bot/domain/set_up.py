"""Setting a community up: test posts, and channels that the bot made."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bot.domain.communities import ChannelUse
    from bot.domain.deliveries import Trouble


@dataclass(frozen=True, slots=True)
class Trial:
    """A test post: what kept it from being posted, and from being taken back."""

    channel_id: int
    unsent: Trouble | None = None
    left: Trouble | None = None


@dataclass(frozen=True, slots=True)
class MadeChannels:
    """Channels that were missing and now are there; ``trouble`` is why there are not more."""

    channels: dict[ChannelUse, int]
    trouble: Trouble | None = None
