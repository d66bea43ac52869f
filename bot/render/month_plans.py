"""The 30-day plan: its card, its notes, and its line on `/today`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from discord import SelectOption

from bot.domain.month_plan_rules import (
    NoPlan,
    NotTheMoment,
    OutcomeTooEarly,
    PlanIsOver,
    PlanOnArchived,
    PlanRunning,
)
from bot.domain.month_plans import (
    HIGHEST_CONFIDENCE,
    LAST_DAYS_FROM,
    PLAN_DAYS,
    Moment,
    PlanOffer,
    PlanShown,
    Stage,
)
from bot.render.amounts import say_schedule, say_standard
from bot.render.card import button, buttons, card, choice, primary, rule, section, text
from bot.render.days import say_day
from bot.render.month_plan_presses import (
    ChoosePlan,
    NotePlan,
    SayConfidence,
    SayOutcome,
    ShowPlan,
    ShowPlanNotes,
    ShowPlanReport,
    StartPlan,
    StopPlan,
)
from bot.render.month_plan_words import say_mean, say_open, say_week
from bot.render.pages import page_of, pager
from bot.render.rest_presses import TakePause
from bot.render.safety import safety
from bot.render.text import count, inert, quote, shorten, typed

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from discord import ui

    from bot.domain.month_plans import PlanNotes, PlanToday
    from bot.domain.practices import Practice
    from bot.render.card import Block, Card

# So many of the longest, every character escaped, fit into one message.
NOTES_ON_A_PAGE = 3
LONGEST_LABEL = 80


def plan_card(shown: PlanShown) -> Card:
    """Show the four weeks of a plan that runs, and what is open."""
    blocks: list[Block] = [text(*_head(shown))]
    for week in shown.weeks:
        baseline = shown.baseline if week.number == 1 else None
        lines = [say_week(week), f"-# Baseline: {say_mean(baseline)}." if baseline else None]
        blocks += [rule(), text(*lines)]
    if asked := confidence_asked(shown):
        blocks += [rule(), *asked]
    if shown.day <= 1:
        blocks += [rule(), text(safety(shown.resources))]
    return card(*blocks, buttons(*_actions(shown)))


def offer(found: PlanOffer) -> Card:
    """Say what a plan is, and let one be started."""
    last = button("My last plan", ShowPlanReport(plan_id=found.last)) if found.last else None
    if not found.practices:
        steps = "A plan needs an active practice: `/practice add` or `/practice restore` first."
        return card(text(*_WHAT_IT_IS, steps), buttons(last) if last else None)
    return card(
        text(*_WHAT_IT_IS),
        text(safety(found.resources)),
        starting(found.practices),
        buttons(last) if last else None,
    )


def starting(practices: Sequence[Practice]) -> Block:
    """Give the button that starts a plan, or a choice where there are several practices."""
    if len(practices) == 1:
        label = shorten(f"Start 30 days with {practices[0].name}", LONGEST_LABEL)
        return buttons(primary(label, StartPlan(practice_id=practices[0].id)))
    options = [SelectOption(label=each.name, value=str(each.id)) for each in practices]
    return choice(ChoosePlan(), options, placeholder="Start 30 days with …")


def put_away(found: PlanOffer) -> Card:
    """Confirm that a report was put away, and offer the next plan."""
    return card(
        text("It is put away, and `/plan show` still finds it."),
        starting(found.practices) if found.practices else None,
        buttons(button("Look at it again", ShowPlanReport(plan_id=found.last or 0))),
    )


def noted(shown: PlanNotes) -> Card:
    """Confirm a note."""
    return card(
        text(f"Noted for your 30 days with {inert(shown.practice.name)}."),
        text(quote(shown.notes[0].text)),
        buttons(button("All notes", ShowPlanNotes(plan_id=shown.plan.id, page=0)), show_button()),
    )


def notes(shown: PlanNotes, number: int) -> Card:
    """Show a page of notes, the newest first."""
    title = f"### Notes of 30 days with {inert(shown.practice.name)}"
    if not shown.notes:
        return card(text(title, "None yet. `/plan note` keeps what is worth remembering."))
    page = page_of(shown.notes, number, NOTES_ON_A_PAGE)
    turn = pager(page, lambda to: ShowPlanNotes(plan_id=shown.plan.id, page=to))
    return card(
        text(title),
        *(text(f"-# {say_day(each.day, shown.today)}", quote(each.text)) for each in page.items),
        below=[turn] if turn else [],
    )


def told(shown: PlanShown) -> Card:
    """Confirm what was said about a plan whose report is on another card."""
    name = inert(shown.practice.name)
    return card(
        text(f"It stands in the report of your 30 days with {name}."),
        buttons(button("The report", ShowPlanReport(plan_id=shown.plan.id))),
    )


def today(shown: PlanToday) -> tuple[Block, ...]:
    """Say in one line what the week asks for, or that the report waits."""
    return (section(_say_today(shown), show_button()),)


def show_button() -> ui.Button[Any]:
    """Give the button to the plan."""
    return button("My plan", ShowPlan())


def confidence_asked(shown: PlanShown) -> list[Block]:
    """Ask how sure somebody is, at the start and at the end; nobody has to say."""
    if shown.asks_before:
        return _confidence(shown, Moment.BEFORE, "How sure are you of this skill just now?")
    if shown.takes_after and shown.plan.confidence_after is None:
        return _confidence(shown, Moment.AFTER, "And how sure are you of it by now?")
    return []


def outcome_button(shown: PlanShown) -> ui.Button[Any] | None:
    """Offer to note the outcome, once its week has come."""
    if not shown.takes_outcome:
        return None
    label = "Change the outcome" if shown.plan.outcome else "Note the outcome"
    return button(label, SayOutcome(plan_id=shown.plan.id))


_WHAT_IT_IS = (
    "### A 30-day plan",
    (
        "Four weeks with one practice: where you stand, the minimum kept, one correction, one "
        "new place. Each week ticks itself by what you really log, ask and adopt."
    ),
    "-# A bad week moves on. Rests and pauses push the days on, so that none is lost.",
)


def _head(shown: PlanShown) -> Iterator[str]:
    practice, today_ = shown.practice, shown.today
    yield f"### 30 days with {inert(practice.name)} · day {shown.day} of {PLAN_DAYS}"
    standard, schedule = practice.standard_on(today_), practice.schedule_on(today_)
    skill = f" · {inert(shown.skill)}" if shown.skill else ""
    yield f"{say_standard(standard)} · {say_schedule(schedule)}{skill}"
    if not shown.skill:
        yield "-# It names no skill yet: `/practice edit` gives it one."
    if practice.rests_on(today_):
        yield "-# It rests just now: the plan waits, and its days move on."
    else:
        yield f"-# Its last day is {say_day(shown.course.days.last, today_)}."
    if before := shown.plan.confidence_before:
        yield f"-# How sure at the start: {before} of {HIGHEST_CONFIDENCE}"
    if shown.noted:
        yield f"-# {count(shown.noted, 'note')} so far"


def _actions(shown: PlanShown) -> Iterator[ui.Button[Any]]:
    plan_id = shown.plan.id
    if outcome := outcome_button(shown):
        yield outcome
    yield button("Note", NotePlan(plan_id=plan_id))
    yield button("Pause", TakePause())
    yield button("Stop", StopPlan(plan_id=plan_id))


def _confidence(shown: PlanShown, moment: Moment, question: str) -> list[Block]:
    levels = range(1, HIGHEST_CONFIDENCE + 1)
    return [
        text(question, "-# 1: not at all, 5: very. Only you see it, and you may leave it out."),
        buttons(
            *(
                button(str(level), SayConfidence(plan_id=shown.plan.id, moment=moment, level=level))
                for level in levels
            )
        ),
    ]


def _say_today(shown: PlanToday) -> str:
    name = inert(shown.name)
    if shown.week is None:
        why = "are over" if shown.stage is Stage.OVER else "ended when you put it aside"
        return f"Your 30 days with {name} {why}. What they came to is ready for you."
    last = " How sure are you by now?" if shown.asks_after else ""
    return f"30 days with {name}, day {shown.day}, {say_open(shown.week)}{last}"


_MOMENTS = {
    Moment.BEFORE: (
        "How sure you were at the start belongs to the first week, and that is over. The end asks "
        "once more."
    ),
    Moment.AFTER: f"How sure you are by now is asked from day {LAST_DAYS_FROM} on.",
}
REFUSALS: Mapping[type[Exception], Callable[[Any], str]] = {
    NoPlan: lambda _: "No such plan of yours is running. `/plan start` begins thirty days.",
    PlanRunning: lambda refusal: (
        f"Your 30 days with {typed(refusal.name)} are still running, and one plan at a time is "
        "enough. `/plan show` tells where it stands; `/plan stop` ends it early."
    ),
    PlanOnArchived: lambda refusal: (
        f"{typed(refusal.name)} is archived, so that nothing is planned with it. "
        "`/practice restore` takes it up again; then a plan can start."
    ),
    PlanIsOver: lambda _: (
        "That plan came to its end by itself, and its report waits: `/plan show` opens it."
    ),
    OutcomeTooEarly: lambda refusal: (
        f"The outcome belongs to the fourth week, from {refusal.first.isoformat()} on. Until then "
        "`/plan note` keeps what you see."
    ),
    NotTheMoment: lambda refusal: _MOMENTS[refusal.moment],
}
STEPS: Mapping[type[Exception], Callable[[Any], Block]] = {
    NoPlan: lambda _: buttons(show_button()),
    PlanIsOver: lambda _: buttons(show_button()),
    PlanRunning: lambda _: buttons(show_button()),
}
