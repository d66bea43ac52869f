"""How things stand with a member when a file is looked at, and what comes of it."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import TYPE_CHECKING, TypeAlias

from bot.domain.ids import PracticeId
from bot.domain.names import name_key

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from bot.domain.ids import ImportId
    from bot.domain.imports import DryRun
    from bot.domain.logs import Log
    from bot.domain.members import Member
    from bot.domain.practices import Practice
    from bot.domain.rests import Rest

LogKey: TypeAlias = tuple[date, int, str]
"""What makes two logs of a practice the same for an import: day, amount and note."""

FIRST_IMPORTED = 2**62
"""Ids of imported logs begin here; those of interactions stay below until 2049."""


@dataclass(frozen=True, slots=True)
class Standing:
    """How things stand with a member when a file is looked at."""

    import_id: ImportId
    member: Member
    practices: tuple[Practice, ...]
    now: datetime

    @property
    def today(self) -> date:
        """The member's local day."""
        return self.member.today(self.now)


@dataclass(frozen=True, slots=True)
class Logged:
    """What is logged already, by practice, and which ids of imported logs are in use."""

    counts: Mapping[PracticeId, Mapping[LogKey, int]] = field(
        default_factory=dict[PracticeId, "Mapping[LogKey, int]"]
    )
    ids: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class ImportPlan:
    """All that an import writes.

    ``early`` are logs of days which no rule covers before the practices are changed.
    """

    dry_run: DryRun
    new: tuple[Practice, ...]
    moved: tuple[Practice, ...]
    early: tuple[Log, ...]
    others: tuple[Log, ...]
    rests: tuple[Rest, ...]


def named(practices: Iterable[Practice], name: str) -> Practice | None:
    """Give the practice of this name or id, an active one before an archived one."""
    found = sorted(practices, key=lambda each: each.is_archived)
    same = (each for each in found if name == str(each.id))
    alike = (each for each in found if name_key(each.name) == name_key(name))
    return next(same, None) or next(alike, None)


def stable_id(*parts: object) -> int:
    """Give the id that always belongs to these parts, above those of interactions."""
    digest = hashlib.blake2b("\x1f".join(map(str, parts)).encode(), digest_size=8).digest()
    return FIRST_IMPORTED | (int.from_bytes(digest) >> 2)
