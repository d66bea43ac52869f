"""Four marks of a practice that goes well, each read off what really happened: no score."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from bot.domain.days import BLOCK_DAYS, DAY
from bot.domain.names import name_key
from bot.domain.units import same_unit
from bot.domain.verdicts import Verdict

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping
    from datetime import date

    from bot.domain.day_facts import Reviewed
    from bot.domain.ids import PracticeId, SkillId
    from bot.domain.practices import Practice

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
    """Which marks a practice has; `is_new` while no block of it was judged yet.

    ``underway`` are those whose step was taken, and which only need time.
    """

    have: frozenset[Mark]
    is_new: bool
    underway: frozenset[Mark] = frozenset()

    @property
    def next_step(self) -> Step | None:
        """What fills the first empty one; None where all are there, or on their way."""
        settled = self.have | self.underway
        empty = next((mark for mark in Mark if mark not in settled), None)
        if empty is None:
            return None
        return Step.LOG if empty is Mark.BEHAVIOUR and self.is_new else _STEPS[empty]


class Evidence(NamedTuple):
    """What marks need beside judged days: answers of the last 28 days, and where it was done.

    An answer counts for the practice that its request named, else for the request's skill; so does
    a request that waits for one.
    """

    answered_practices: frozenset[PracticeId]
    answered_skills: frozenset[SkillId]
    contexts: frozenset[tuple[PracticeId, str]]
    asked_practices: frozenset[PracticeId]
    asked_skills: frozenset[SkillId]


def marks_of(reviewed: Reviewed, today: date, evidence: Evidence) -> Marks:
    """Read a practice's marks off its days and the evidence."""
    practice, summary, record = reviewed
    percent = summary.adherence.percent
    first = today - DAY * RECOVERY_DAYS
    lately = (day for day in record.days if first <= day.day < today)
    has = {
        Mark.BEHAVIOUR: percent is not None and percent >= KEPT_PERCENT,
        Mark.FEEDBACK: _is_about(practice, evidence.answered_practices, evidence.answered_skills),
        Mark.RECOVERY: any(day.verdict in _RECOVERED for day in lately),
        Mark.TRANSFER: _distinct(
            where for whose, where in evidence.contexts if whose == practice.id
        )
        >= CONTEXTS,
    }
    comes = {
        Mark.BEHAVIOUR: percent is not None and _is_lighter(practice, today),
        Mark.FEEDBACK: _is_about(practice, evidence.asked_practices, evidence.asked_skills),
        Mark.RECOVERY: any(rest.last >= today for rest in practice.rests),
    }
    return Marks(_those(has), percent is None, _those(comes))


def _those(marks: Mapping[Mark, bool]) -> frozenset[Mark]:
    return frozenset(mark for mark, is_there in marks.items() if is_there)


def _is_about(
    practice: Practice, practices: Collection[PracticeId], skills: Collection[SkillId]
) -> bool:
    skill = practice.skill_id
    return practice.id in practices or (skill is not None and skill in skills)


def _is_lighter(practice: Practice, today: date) -> bool:
    """Whether less is asked, or will be, than at the start of the days that adherence looks at."""
    then = today - DAY * BLOCK_DAYS
    before, now = practice.standard_on(then), practice.standards[-1].standard
    blocks = practice.schedules[-1].schedule.blocks_per_week
    is_smaller = same_unit(before.unit, now.unit) and now.minimum < before.minimum
    return is_smaller or blocks < practice.schedule_on(then).blocks_per_week


def _distinct(contexts: Iterable[str]) -> int:
    return len({name_key(where) for where in contexts})
