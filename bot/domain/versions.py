"""Versions of one work, side by side: what got fewer, and how its levels changed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from bot.domain.names import name_key
from bot.domain.units import same_unit

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from bot.domain.requests import Counted, Request
    from bot.domain.rubrics import RubricVersion


class Scored(NamedTuple):
    """One version: what was asked, and the levels of its latest answer, by criterion."""

    request: Request
    rubric: RubricVersion | None = None
    levels: Mapping[int, int] | None = None


class CountChange(NamedTuple):
    """What should get fewer, before and now, in hundredths."""

    what: str
    before: int
    after: int

    @property
    def is_fewer(self) -> bool:
        """Whether there is less of it now."""
        return self.after < self.before


class LevelChange(NamedTuple):
    """One criterion's level, 1 to 4, before and now."""

    criterion: str
    before: int
    after: int


@dataclass(frozen=True, slots=True)
class Comparison:
    """A version beside the one before it; only what both of them have is compared."""

    earlier: Request
    counted: CountChange | None
    levels: tuple[LevelChange, ...]


def compare(before: Scored, after: Scored) -> Comparison:
    """Put two versions side by side; criteria of different rubrics compare by their names."""
    return Comparison(
        earlier=before.request,
        counted=_count_change(before.request.counted, after.request.counted),
        levels=tuple(_level_changes(before, after)),
    )


def _count_change(before: Counted | None, after: Counted | None) -> CountChange | None:
    if before is None or after is None or not same_unit(before.what, after.what):
        return None
    return CountChange(after.what, before.amount, after.amount)


def _level_changes(before: Scored, after: Scored) -> Iterator[LevelChange]:
    was = {name_key(name): level for name, level in _by_criterion(before)}
    for name, level in _by_criterion(after):
        if name_key(name) in was:
            yield LevelChange(name, was[name_key(name)], level)


def _by_criterion(version: Scored) -> Iterator[tuple[str, int]]:
    for position, criterion in enumerate(version.rubric.criteria if version.rubric else ()):
        if version.levels and position in version.levels:
            yield criterion.name, version.levels[position]


def is_linked_openly(earlier: Request, request: Request) -> bool:
    """Tell whether others may learn which version came before.

    Not where either was asked without a name, and not where they could not have seen the earlier
    one themselves.
    """
    if earlier.anonymous or request.anonymous:
        return False
    return earlier.is_public or (earlier.asked is not None and earlier.asked == request.asked)
