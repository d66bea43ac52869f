"""The four marks, and the one step that fills the first empty one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bot.domain.marks import Mark, Step
from bot.domain.units import DONE
from bot.render.card import button
from bot.render.presses import Count, Press

if TYPE_CHECKING:
    from discord import ui

    from bot.domain.marks import Marks
    from bot.domain.practices import Practice


class FillMark(Press, tag="mark"):
    """Take the step that fills the first empty mark of a practice."""

    practice_id: Count
    step: Step


def say_marks(marks: Marks) -> str:
    """Say which marks are there, and which wait."""
    told = (f"{'●' if mark in marks.have else '○'} {_NAMES[mark]}" for mark in Mark)
    return f"-# {' '.join(told)}"


def next_step(practice: Practice, marks: Marks) -> ui.Button[Any] | None:
    """Open the step that fills the first empty mark; None where all are there."""
    step = marks.next_step
    if step is None:
        return None
    # A yes or no has no smaller minimum: fewer days are what makes it lighter.
    is_yes_or_no = practice.standards[-1].standard.unit == DONE
    label = "A lighter plan" if step is Step.SMALLER and is_yes_or_no else _LABELS[step]
    return button(label, FillMark(practice_id=practice.id, step=step))


_NAMES = {
    Mark.BEHAVIOUR: "behaviour",
    Mark.FEEDBACK: "feedback",
    Mark.RECOVERY: "recovery",
    Mark.TRANSFER: "transfer",
}
_LABELS = {
    Step.LOG: "Log a first block",
    Step.SMALLER: "A smaller minimum",
    Step.ASK: "Ask for feedback",
    Step.REST: "Plan a rest",
    Step.ELSEWHERE: "Log it elsewhere",
}
