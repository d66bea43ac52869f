"""Reports: a member tells the moderators that something is not right with what somebody wrote."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from bot.domain.errors import Refusal
from bot.domain.ids import LARGEST_ID
from bot.domain.places import Place

if TYPE_CHECKING:
    from datetime import datetime

    from bot.domain.ids import CommunityId, ReportId, UserId
    from bot.domain.moderation import Case
    from bot.domain.pieces import Piece

LONGEST_REASON = 300
LONGEST_SAID = 1_000
_LINK = re.compile(
    r"<?https?://(?:(?:ptb|canary|www)\.)?discord(?:app)?\.com"
    r"/channels/([0-9]{1,19})/([0-9]{1,19})/([0-9]{1,19})/?(?:\?\S*)?>?",
    re.ASCII | re.IGNORECASE,
)


class ReportState(StrEnum):
    """What became of a report."""

    OPEN = "open"
    ACTED = "acted"
    DISMISSED = "dismissed"


@dataclass(frozen=True, slots=True)
class Report:
    """One report. ``said`` is what the piece said when it was reported; ``link`` where it stood.

    ``card`` is the moderators' card, None while there is none. The reporter is nobody once they
    deleted their data.
    """

    id: ReportId
    community_id: CommunityId
    user_id: UserId
    piece: Piece
    reported: UserId
    said: str
    link: Place | None
    reason: str
    reported_at: datetime
    state: ReportState = ReportState.OPEN
    closed_at: datetime | None = None
    card: Place | None = None


@dataclass(frozen=True, slots=True)
class Message:
    """A message of a person that is none of our cards; ``said`` is empty where it is not known."""

    place: Place
    author: UserId
    said: str


@dataclass(frozen=True, slots=True)
class Reported:
    """What came of reporting; ``channel_id`` is the moderators' channel, if they named one."""

    case: Case
    is_new: bool
    channel_id: int | None


def parse_message_link(text: str, community_id: CommunityId) -> Place:
    """Read the address of a message of this server.

    Raises:
        NotAMessageLink: for anything else.
        LinkElsewhere: for a message of another server.
    """
    found = _LINK.fullmatch(text.strip())
    if found is None:
        raise NotAMessageLink(text)
    guild_id, channel_id, message_id = (int(number) for number in found.groups())
    if max(channel_id, message_id) > LARGEST_ID:
        raise NotAMessageLink(text)
    if guild_id != community_id:
        raise LinkElsewhere
    return Place(channel_id, message_id)


@dataclass(eq=False)
class NotAMessageLink(Refusal):
    """The text is no address of a message."""

    text: str


class LinkElsewhere(Refusal):
    """The message belongs to another server."""


class UnseenMessage(Refusal):
    """The message is gone, or stands where the bot or the caller cannot look."""


class NothingToReport(Refusal):
    """The piece is gone, or no member wrote it."""


class OwnPiece(Refusal):
    """A member reported what they wrote themselves."""


class UnknownReport(Refusal):
    """The report is gone: whoever wrote the piece deleted their data, say."""
