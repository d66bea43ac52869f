"""The first step of the weekly look back, and what the buttons of a reflection carry.

The forms are in ``bot.render.reflection_forms``, the cards of a written one in
``bot.render.reflected``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bot.domain.adjustments import Outcome
from bot.domain.reflections import GoalOutcome, ReflectionGone
from bot.render.adjustment_effects import say_effect
from bot.render.card import button, buttons, card, primary, rule, text
from bot.render.pages import page_of, pager
from bot.render.presses import Count, Press, WeekNumber, Year
from bot.render.questions import say_question
from bot.render.rest_presses import pause_button
from bot.render.text import inert, quote

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from bot.domain.days import Week
    from bot.domain.reflections import Help, LookBack
    from bot.render.card import Block, Card

OUTCOMES = {
    Outcome.KEPT: "Kept: it stays",
    Outcome.DROPPED: "Dropped: not for me",
    Outcome.RUNNING: "Still running",
}
GOAL_OUTCOMES = {
    GoalOutcome.REACHED: "Reached",
    GoalOutcome.PARTLY: "Partly",
    GoalOutcome.NOT_YET: "Not yet",
}
HELPS_ON_A_PAGE = 5
MOST_WEEKS = 5


class ReflectNow(Press, tag="reflect"):
    """Open this week's reflection; ``year`` and ``week`` are those of the prompt."""

    year: Year
    week: WeekNumber


class LookBackForm(Press, tag="reflect-back"):
    """Say what came of last week, in a form."""

    year: Year
    week: WeekNumber


class WriteReflection(Press, tag="reflect-write"):
    """Write the reflection, in a form."""

    year: Year
    week: WeekNumber


class NameConditions(Press, tag="reflect-conditions"):
    """Name the conditions that were left empty, in a form."""

    year: Year
    week: WeekNumber


class UnknownConditions(Press, tag="reflect-unknown"):
    """Say "I do not know yet"."""

    year: Year
    week: WeekNumber


class KeepAdjustment(Press, tag="reflect-keep"):
    """Go on with the adjustment that is running."""

    year: Year
    week: WeekNumber


class SwitchAdjustment(Press, tag="reflect-switch"):
    """Take up the adjustment that was typed."""

    year: Year
    week: WeekNumber


class GoalFor(Press, tag="reflect-goal"):
    """Choose the practice that next week's goal is for."""

    year: Year
    week: WeekNumber


class ShareReflection(Press, tag="reflect-share"):
    """Share the reflection (1), or take it back (0)."""

    year: Year
    week: WeekNumber
    shared: Count


class WhatHelps(Press, tag="reflect-helps"):
    """Show the conditions that I named, beside the reflection."""


class TurnHelps(Press, tag="reflect-helps-page"):
    """Turn to another page of the conditions that I named."""

    page: Count


def of_week(week: Week) -> Mapping[str, int]:
    """Give the fields by which a press names its week."""
    return {"year": week.year, "week": week.number}


def look_back(look: LookBack, prompted: Week | None = None) -> Card:
    """Show what there is to look back at; ``prompted`` is the week of the prompt that was used."""
    week = of_week(look.week)
    said = bool(look.said.outcome or look.said.goals or look.said.answer)
    step = "Change what I said" if said else "Look back" if _asks(look) else "Answer the question"
    return card(
        text(f"### Looking back, week {look.week.number}", *_remarks(look, prompted)),
        *_last_week(look),
        text(say_question(look.question)),
        _answer(look.said.answer),
        rule(),
        text("-# Two short steps: look back first, then write."),
        buttons(
            button(step, LookBackForm(**week)),
            primary("Write my reflection", WriteReflection(**week)),
            pause_button(),
        ),
    )


def what_helps(found: Sequence[Help], number: int = 0) -> Card:
    """Show a page of the conditions that a member named."""
    title = "### What helps me"
    if not found:
        return card(
            text(title, "Nothing named yet. `/reflect` asks each week what made it possible.")
        )
    page = page_of(found, number, HELPS_ON_A_PAGE)
    turn = pager(page, lambda to: TurnHelps(page=to))
    return card(
        text(title, "-# Conditions that you named yourself, the newest first."),
        *(text(f"-# {_weeks(each.weeks)}", quote(each.conditions)) for each in page.items),
        below=[turn] if turn else [],
    )


REFUSALS: Mapping[type[Exception], Callable[[Any], str]] = {
    ReflectionGone: lambda _: (
        "That reflection is not here any more. `/reflect` opens the one of this week."
    ),
}


def _answer(said: str) -> Block | None:
    if not said:
        return None
    return text("Your answer, shown as well if you share this reflection:", quote(said))


def _asks(look: LookBack) -> bool:
    return look.asks_outcome or bool(look.goals)


def _remarks(look: LookBack, prompted: Week | None) -> Iterator[str]:
    if prompted and prompted != look.week:
        yield f"-# That prompt was for week {prompted.number}; this is about the week you are in."
    if look.written:
        yield "-# You have written for this week already. It opens as you left it."


def _last_week(look: LookBack) -> Iterator[Block]:
    latest = look.adjustment
    if latest and latest.week < look.week:
        outcome = look.said.outcome if look.asks_outcome else latest.outcome
        state = OUTCOMES[outcome] if outcome else "Kept, dropped, or still running?"
        yield text(
            f"**Your last adjustment** · {state}",
            quote(latest.change),
            *map(say_effect, look.effects),
        )
    for practice, goal in look.goals:
        outcome_ = look.said.goals.get(practice.id)
        state = GOAL_OUTCOMES[outcome_] if outcome_ else "How did it go?"
        yield text(f"**Your goal for {inert(practice.name)}** · {state}", quote(goal.better))


def _weeks(weeks: Sequence[Week]) -> str:
    numbers = ", ".join(str(week.number) for week in weeks[:MOST_WEEKS])
    more = ", …" if len(weeks) > MOST_WEEKS else ""
    return f"Week {numbers}{more}" if len(weeks) == 1 else f"Weeks {numbers}{more}"
