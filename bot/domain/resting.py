"""What cards tell of rests: one that was taken or ended, and all there are."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

    from bot.domain.ids import CommunityId, PracticeId
    from bot.domain.practices import Practice
    from bot.domain.rests import NamedRest, Rest
    from bot.domain.skips import Forgiveness, Held, Skip
    from bot.domain.verdicts import JudgedWeek


@dataclass(frozen=True, slots=True)
class Taken:
    """A rest as it stands after it was taken or extended, and what it holds before it matters.

    ``this_week`` is where practices of n times a week stand that it cuts short in the current one.
    """

    named: NamedRest
    today: date
    held: tuple[Held, ...]
    this_week: Mapping[PracticeId, JudgedWeek]


@dataclass(frozen=True, slots=True)
class Ended:
    """Rests that were ended, as they were; ``left`` are those that still hold today.

    Where nothing was ended, several hold and one of them is to be chosen.
    """

    ended: tuple[NamedRest, ...]
    left: tuple[NamedRest, ...]
    today: date


@dataclass(frozen=True, slots=True)
class MaySkip:
    """One practice: what may still be forgiven, and what tomorrow comes to without a block."""

    practice: Practice
    streak: int
    forgiveness: Forgiveness
    skip: Skip | None


@dataclass(frozen=True, slots=True)
class RestsShown:
    """All that `/rest show` tells: running and planned rests by their first day.

    ``signs`` are the member's own signs to pause.
    """

    today: date
    rests: tuple[NamedRest, ...]
    practices: tuple[MaySkip, ...]
    signs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Paused:
    """The pause that holds today, None once it was ended; ``resources`` are the community's own."""

    rest: Rest | None
    today: date
    resources: str
    signs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RestOver:
    """A rest whose end somebody asked to be told of directly."""

    named: NamedRest
    community_id: CommunityId


def is_held(rests: Iterable[Rest], rest: Rest, day: date) -> bool:
    """Tell whether what rested in a rest still rests on the day, in it or in another one."""
    others = {None, rest.practice_id}
    return any(day in each.days and each.practice_id in others for each in rests)
