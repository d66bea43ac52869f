"""A challenge's board: everybody who takes part, ranked like with like, and nobody as last."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from fractions import Fraction

    from bot.domain.challenge_progress import Progress
    from bot.domain.challenges import Challenge, Terms
    from bot.domain.ids import UserId


class Phase(StrEnum):
    """Where a challenge is, by the days of everybody who takes part."""

    BEFORE = "before"
    """Nobody's first day has begun."""
    RUNNING = "running"
    GRACE = "grace"
    """Everybody's last day is over; its days may still be logged for."""
    OVER = "over"


class Standing(StrEnum):
    """Why somebody has a place, or none."""

    RANKED = "ranked"
    ON_THE_WAY = "on_the_way"
    """Nothing reached yet, or less than in the weeks before: no place tells them so."""
    RESTING = "resting"
    """Today is held for them, or all of their days are."""
    NEW = "new"
    """Too little before the challenge to compare with."""
    NOTHING_YET = "nothing_yet"
    """None of their days can be counted yet, or nothing is planned on them."""
    TOGETHER = "together"
    """One of all who walk towards one goal, where nobody is ranked."""


class Band(StrEnum):
    """How long somebody had practised on the first day, by their own words."""

    UNDER_A_YEAR = "under_a_year"
    ONE_TO_THREE_YEARS = "one_to_three_years"
    LONGER = "longer"


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One participant; ``weeks`` since their oldest active practice began, at least one."""

    user_id: UserId
    standing: Standing
    progress: Progress
    weeks: int
    place: int | None = None
    team: int | None = None
    band: Band | None = None

    @property
    def done(self) -> int:
        """What was reached, in hundredths for amounts; for blocks the kept ones."""
        return self.progress.done

    @property
    def needed(self) -> int:
        """What reaches the target; for blocks the planned ones without breaks."""
        return self.progress.needed

    @property
    def share(self) -> Fraction | None:
        """How much of the target is reached, 0 to 1."""
        return self.progress.share

    @property
    def percent(self) -> int | None:
        """The share in whole percent; 100 only when it is reached."""
        return self.progress.percent

    @property
    def improvement(self) -> int | None:
        """Whole percent above one's own baseline; percentage points for blocks."""
        return self.progress.improvement

    @property
    def target(self) -> int:
        """The target of the terms that hold for them."""
        return self.progress.terms.target

    @property
    def breaks_taken(self) -> int:
        """How many days off, used or not, or missed blocks, are left out."""
        return self.progress.breaks_taken

    @property
    def is_resting(self) -> bool:
        """Whether today is held for them, also where nobody is ranked."""
        return self.progress.is_resting


@dataclass(frozen=True, slots=True)
class Group:
    """Those with like starts, best first; without a band, everybody else."""

    band: Band | None
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class TeamLine:
    """A team: the mean of its members' shares; None where nobody has one yet."""

    number: int
    place: int | None
    share: Fraction | None
    lines: tuple[Line, ...]

    @property
    def size(self) -> int:
        """How many are in it."""
        return len(self.lines)

    @property
    def percent(self) -> int | None:
        """The share in whole percent; 100 only when it is reached."""
        return None if self.share is None else int(100 * self.share)


@dataclass(frozen=True, slots=True)
class Together:
    """One goal of all, in hundredths for amounts, in kept blocks for blocks."""

    done: int
    target: int
    share: Fraction

    @property
    def percent(self) -> int:
        """The share in whole percent; 100 only when it is reached."""
        return int(100 * self.share)


@dataclass(frozen=True, slots=True, kw_only=True)
class Board:
    """All that a challenge's cards show.

    ``terms`` are those that count for all together, else those that whoever joins now agrees to.
    ``groups`` hold who is ranked; ``on_the_way``, ``resting``, ``new`` and ``nothing_yet`` who is
    not, in the order of joining. All of them
    stand in ``groups`` where one goal is walked to together, in the order of joining. ``teams``
    hold their members once more; ``groups`` hold those without a team, too. Who left is nowhere.
    """

    challenge: Challenge
    terms: Terms
    phase: Phase
    is_over: bool
    """Everybody's days and grace are past: the results can be told."""
    groups: tuple[Group, ...] = ()
    on_the_way: tuple[Line, ...] = ()
    resting: tuple[Line, ...] = ()
    new: tuple[Line, ...] = ()
    nothing_yet: tuple[Line, ...] = ()
    teams: tuple[TeamLine, ...] = ()
    together: Together | None = None

    @property
    def size(self) -> int:
        """How many take part."""
        return sum(1 for _ in self.lines())

    @property
    def total(self) -> int:
        """The group's sum of what was done."""
        return sum(line.done for line in self.lines())

    def lines(self) -> Iterator[Line]:
        """Give everybody once: the ranked ones, then those without a place."""
        for group in self.groups:
            yield from group.lines
        for unranked in (self.on_the_way, self.nothing_yet, self.new, self.resting):
            yield from unranked

    def own(self, user_id: UserId) -> Line | None:
        """Give one participant's line, or None where they do not take part."""
        return next((line for line in self.lines() if line.user_id == user_id), None)
