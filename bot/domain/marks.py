"""Four marks of a practice that goes well, each read off what really happened: no score."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from bot.domain.days import DAY
from bot.domain.names import name_key
from bot.domain.verdicts import Verdict

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from bot.domain.day_facts import Reviewed
    from bot.domain.ids import PracticeId, SkillId

KEPT_PERCENT = 50
FEEDBACK_DAYS = 28
RECOVERY_DAYS = 14
TRANSFER_DAYS = 28
CONTEXTS = 2
_RECOVERED = frozenset({Verdict.REST, Verdict.FREE})


class Mark(StrEnum):
    """One of the four, in the order in which an empty one is filled."""

    BEHAVIOUR = "behaviour"
    FEEDBACK = "feedback"
    RECOVERY = "recovery"
    TRANSFER = "transfer"


class Step(StrEnum):
    """What fills an empty mark."""

    LOG = "log"
    SMALLER = "smaller"
    ASK = "ask"
    REST = "rest"
    ELSEWHERE = "elsewhere"


_STEPS = {
    Mark.BEHAVIOUR: Step.SMALLER,
    Mark.FEEDBACK: Step.ASK,
    Mark.RECOVERY: Step.REST,
    Mark.TRANSFER: Step.ELSEWHERE,
}


class Marks(NamedTuple):
    """Which marks a practice has; `is_new` while no block of it was judged yet."""

    have: frozenset[Mark]
    is_new: bool

    @property
    def next_step(self) -> Step | None:
        """What fills the first empty one; None where all are there."""
        empty = next((mark for mark in Mark if mark not in self.have), None)
        if empty is None:
            return None
        return Step.LOG if empty is Mark.BEHAVIOUR and self.is_new else _STEPS[empty]


class Evidence(NamedTuple):
    """What marks need beside judged days: answers of the last 28 days, and where it was done.

    An answer counts for the practice that its request named, else for the request's skill.
    """

    answered_practices: frozenset[PracticeId]
    answered_skills: frozenset[SkillId]
    contexts: frozenset[tuple[PracticeId, str]]


def marks_of(reviewed: Reviewed, today: date, evidence: Evidence) -> Marks:
    """Read a practice's marks off its days and the evidence."""
    practice, summary, record = reviewed
    percent = summary.adherence.percent
    first = today - DAY * RECOVERY_DAYS
    lately = (day for day in record.days if first <= day.day < today)
    skill = practice.skill_id
    has = {
        Mark.BEHAVIOUR: percent is not None and percent >= KEPT_PERCENT,
        Mark.FEEDBACK: practice.id in evidence.answered_practices
        or (skill is not None and skill in evidence.answered_skills),
        Mark.RECOVERY: any(day.verdict in _RECOVERED for day in lately),
        Mark.TRANSFER: _distinct(
            where for whose, where in evidence.contexts if whose == practice.id
        )
        >= CONTEXTS,
    }
    return Marks(frozenset(mark for mark, is_there in has.items() if is_there), percent is None)


def _distinct(contexts: Iterable[str]) -> int:
    return len({name_key(where) for where in contexts})
