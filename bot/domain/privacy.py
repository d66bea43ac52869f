"""What is stored about a person: to be shown, handed over, and deleted."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

from bot.domain.errors import Refusal

if TYPE_CHECKING:
    from datetime import datetime

    from bot.domain.ids import CommunityId, LogId, SessionId, UserId
    from bot.domain.pieces import Piece
    from bot.domain.places import Place
    from bot.domain.settings import Visibility

Record: TypeAlias = Mapping[str, str | int | float | bool | None]


@dataclass(frozen=True, slots=True)
class Holdings:
    """All that one community stores about one person, by table."""

    community_id: CommunityId
    tables: Mapping[str, tuple[Record, ...]]

    @property
    def counts(self) -> dict[str, int]:
        """How much there is of each kind, leaving out what there is none of."""
        return {name: len(records) for name, records in self.tables.items() if records}

    @property
    def total(self) -> int:
        """How much there is in all."""
        return sum(self.counts.values())


@dataclass(frozen=True, slots=True)
class Stored:
    """What `/privacy show` tells; ``elsewhere`` counts other communities that hold something.

    ``counted``: the moderators' report and export may hold this member.
    """

    here: Holdings
    visibility: Visibility
    counted: bool
    elsewhere: int


@dataclass(frozen=True, slots=True)
class Export:
    """All that is stored about a person in some communities, as of an instant."""

    user_id: UserId
    exported_at: datetime
    communities: tuple[Holdings, ...]


@dataclass(frozen=True, slots=True)
class Erased:
    """What was deleted.

    ``cards`` are the public cards that are to be taken down; ``cheered`` are other people's logs
    from whose cards a cheer has gone; ``told_on`` is what others wrote whose cards told of the
    person; ``threads`` are still named after what they asked; at ``meetings`` (series and number)
    they presented or were there.
    """

    records: int
    cards: tuple[Place, ...]
    cheered: tuple[tuple[CommunityId, LogId], ...]
    told_on: tuple[tuple[CommunityId, Piece, Place], ...] = ()
    threads: tuple[int, ...] = ()
    meetings: tuple[tuple[CommunityId, SessionId, int], ...] = ()


class NotYourData(Refusal):
    """A button that deletes somebody else's data."""
