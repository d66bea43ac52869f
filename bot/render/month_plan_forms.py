"""The forms of a 30-day plan: a note, its outcome, and what was learnt."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bot.domain.month_plans import LONGEST_LEARNT, LONGEST_NOTE, LONGEST_OUTCOME
from bot.render.forms import Field, form, paragraph

if TYPE_CHECKING:
    from discord import ui

    from bot.domain.month_plans import MonthPlan
    from bot.render.forms import Answers, Form
    from bot.render.presses import Press


def note_form(press: Press, answers: Answers) -> Form:
    """Ask for a note on today."""
    return form(
        "A note on today",
        press,
        paragraph(
            Field("note", "What is worth remembering?", "It comes back in your report."),
            answers,
            longest=LONGEST_NOTE,
        ),
    )


def outcome_form(press: Press, plan: MonthPlan, answers: Answers) -> Form:
    """Ask what came of the transfer test, and what was learnt."""
    filled = answers or {"outcome": plan.outcome, "learnt": plan.learnt}
    return form(
        "What came of it",
        press,
        paragraph(
            Field("outcome", "How did it go somewhere new?", "A line is enough, good or bad."),
            filled,
            longest=LONGEST_OUTCOME,
        ),
        _learnt("What did the thirty days teach you?", filled),
    )


def stop_form(press: Press, answers: Answers) -> Form:
    """Ask what was learnt, before the plan is stopped."""
    return form("Stop the plan", press, _learnt("What did you learn?", answers))


def _learnt(label: str, answers: Answers) -> ui.Label[Any]:
    return paragraph(
        Field("learnt", label, "Leave it empty if you like.", required=False),
        answers,
        longest=LONGEST_LEARNT,
    )
