"""The weeks of a 30-day plan in words: what each is about, and what it still asks for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain.amounts import DONE, UNIT
from bot.domain.month_plan_weeks import StepKind, WeekState
from bot.render.amounts import say_amount
from bot.render.text import count

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from bot.domain.month_plan_weeks import Mean, PlanStep, PlanWeek

THEMES: Mapping[int, str] = {
    1: "the skill, and where it stands",
    2: "the minimum stays, and is kept",
    3: "one look from outside, one change",
    4: "somewhere new, and what came of it",
}
# From this many units on, a mean is said without decimals.
_WHOLE_FROM = 100
_STATES = {
    WeekState.AHEAD: "to come",
    WeekState.OPEN: "now",
    WeekState.TICKED: "ticked",
    WeekState.MOVED_ON: "moved on",
}


def say_week(week: PlanWeek) -> str:
    """Say how far a week is, with the numbers behind it."""
    title = f"**Week {week.number}: {THEMES[week.number]}** · {_STATES[week.state]}"
    if week.state is WeekState.AHEAD:
        return f"{title}\n-# {_AHEAD[week.number]}"
    return "\n".join((title, *(f"-# {say_step(step)}" for step in week.steps)))


def say_open(week: PlanWeek) -> str:
    """Say in one line what a week still asks for."""
    if week.state is WeekState.TICKED:
        return f"week {week.number} is ticked."
    said = [say_step(step) for step in week.open_steps]
    more = (_sentence(words) for words in said[1:])
    return " ".join((f"week {week.number}.", *said[:1], *more))


def say_step(step: PlanStep) -> str:
    """Say how far one thing is that a week asks for."""
    return _STEPS[step.kind](step)


def say_mean(mean: Mean) -> str:
    """Say what a week's days were like: "25 min a day, the mean of 4 done days"."""
    if mean.unit == DONE:
        return f"done on {count(mean.days, 'day')}"
    kind = "done day" if mean.of_done else "logged day"
    of = f"the mean of {count(mean.days, kind)}" if mean.days > 1 else f"on one {kind}"
    step = UNIT if mean.amount >= _WHOLE_FROM * UNIT else UNIT // 10
    return f"{say_amount(round(mean.amount / step) * step, mean.unit)} a day, {of}"


_AHEAD: Mapping[int, str] = {
    1: "Three logged days are enough for a baseline.",
    2: "Four kept blocks, or all where fewer are planned, and no change of the minimum.",
    3: "One answer or self-score for this practice, and exactly one change adopted.",
    4: "A log in a place that is new to it, and the outcome noted.",
}


def _say_logged(step: PlanStep) -> str:
    if step.is_done:
        return f"{count(step.have, 'day')} logged: that is a baseline."
    return f"{step.have} of {step.need} days logged."


def _say_minimum(step: PlanStep) -> str:
    if step.is_done:
        return "The minimum stayed as it was."
    return "The minimum was changed, so this week measures two things at once."


def _say_blocks(step: PlanStep) -> str:
    if step.is_done:
        return f"{count(step.have, 'block')} kept."
    return f"{step.have} of {count(step.need, 'block')} kept."


def _say_answer(step: PlanStep) -> str:
    if step.is_done:
        return "A look from outside is there."
    return "Open: one answer, by `/feedback ask`, or your own score, by `/feedback self`."


def _say_adjustment(step: PlanStep) -> str:
    if step.is_done:
        return "One change adopted."
    if step.have:
        return f"{step.have} changes adopted: with more than one, none tells what it did."
    return "Open: one change adopted, from feedback, an idea or `/reflect`."


def _say_context(step: PlanStep) -> str:
    if step.is_done:
        return "Tried somewhere new."
    return "Open: a log in a new place, with the option `where` of `/log`."


def _say_outcome(step: PlanStep) -> str:
    return "Its outcome is noted." if step.is_done else "Open: a note of what came of it."


_STEPS: Mapping[StepKind, Callable[[PlanStep], str]] = {
    StepKind.LOGGED: _say_logged,
    StepKind.MINIMUM: _say_minimum,
    StepKind.BLOCKS: _say_blocks,
    StepKind.ANSWER: _say_answer,
    StepKind.ADJUSTMENT: _say_adjustment,
    StepKind.CONTEXT: _say_context,
    StepKind.OUTCOME: _say_outcome,
}


def _sentence(words: str) -> str:
    """Leave out what the first one says already."""
    return words.removeprefix("Open: ")[:1].upper() + words.removeprefix("Open: ")[1:]
