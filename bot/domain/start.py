"""The way in: which steps there are, and which a member has taken."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from bot.domain.settings import Visibility

if TYPE_CHECKING:
    from bot.domain.conditions import Conditions
    from bot.domain.members import Member
    from bot.domain.norms import Norms
    from bot.domain.practice_details import PracticeDetails


class Step(StrEnum):
    """The steps in their order; only the first cannot be skipped."""

    PRACTICE = "practice"
    NORMS = "norms"
    """Only where norms stand that this member has not agreed to."""
    CONDITIONS = "conditions"
    ZONE = "zone"
    VISIBILITY = "visibility"
    COUNTED = "counted"
    GOAL = "goal"


STEPS = tuple(Step)


@dataclass(frozen=True, slots=True)
class NotBegun:
    """No active practice yet; ``resources`` is the community's own help.

    ``norms`` are those to agree to first, None where there are none or they were agreed to.
    """

    resources: str
    norms: Norms | None = None


@dataclass(frozen=True, slots=True)
class Onboarding:
    """How far somebody has come; ``practice`` is their first active one.

    ``norms`` are those still to agree to; ``offered`` is the visibility that stands first.
    """

    resources: str

    member: Member
    practice: PracticeDetails
    conditions: Conditions | None
    norms: Norms | None = None
    offered: Visibility = Visibility.PRIVATE

    @property
    def way(self) -> tuple[Step, ...]:
        """The steps that there are for this member, in their order."""
        return tuple(step for step in STEPS if self.norms or step is not Step.NORMS)

    @property
    def open_steps(self) -> tuple[Step, ...]:
        """What could still be told; who has stayed private may still choose to be open."""
        taken = {
            Step.PRACTICE: True,
            Step.NORMS: self.norms is None,
            Step.CONDITIONS: self.conditions is not None,
            Step.ZONE: self.member.clock[-1].zone_chosen,
            Step.VISIBILITY: self.member.visibility is not Visibility.PRIVATE,
            Step.COUNTED: self.member.counted,
            Step.GOAL: self.practice.goal is not None,
        }
        return tuple(step for step in STEPS if not taken[step])

    def next_after(self, step: Step) -> Step | None:
        """Return the next open step of the way, or None at its end."""
        ahead = STEPS[STEPS.index(step) + 1 :]
        return next((each for each in ahead if each in self.open_steps), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class ConditionsWords:
    """What was typed about the start; empty words were skipped."""

    since: str = ""
    weekly_hours: str = ""
    level: str = ""
