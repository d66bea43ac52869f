"""The report of a 30-day plan: where it began, where it came to, what helped, and what is next."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain.amounts import DONE, UNIT
from bot.domain.month_plans import HIGHEST_CONFIDENCE, WEEKS, Stage
from bot.domain.pictures import Form, Panel, Picture, Series
from bot.domain.units import same_unit
from bot.render.card import button, buttons, card, rule, text
from bot.render.days import say_day
from bot.render.month_plan_presses import PutPlanAway, ShowPlanNotes
from bot.render.month_plan_words import say_mean
from bot.render.month_plans import confidence_asked, outcome_button, starting
from bot.render.streaks import say_adherence
from bot.render.text import count, inert, quote, shorten

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from bot.domain.month_plan_reports import PlanReport, WeekFigures
    from bot.domain.month_plan_weeks import Mean
    from bot.render.card import Block, Card

# With these, the longest words fit into one message, every character of them escaped.
MOST_CONDITIONS = 3
LONGEST_CONDITION = 120
MOST_NOTES = 3
LONGEST_SHOWN = 80
_LABELS = tuple(f"week {number}" for number in range(1, WEEKS + 1))


def report_card(report: PlanReport, picture: Block) -> Card:
    """Show what thirty days came to, and offer the next ones."""
    shown = report.shown
    last = [starting(report.practices)] if report.practices else []
    return card(
        text(f"### What 30 days with {inert(shown.practice.name)} came to", *_how_far(report)),
        picture,
        text(*_then_and_now(report)),
        *_words(report),
        *confidence_asked(shown),
        _actions(report),
        rule(),
        text("What is next is yours to choose. A rest first is a fine choice, too."),
        *last,
    )


def report_picture(report: PlanReport) -> Picture:
    """Describe the picture: each week against the baseline, and the plan kept."""
    return Picture("Thirty days, week by week", (_amounts(report), _kept(report)), _alt(report))


def _how_far(report: PlanReport) -> Iterator[str]:
    shown = report.shown
    began = say_day(shown.plan.started_on, shown.today)
    ended = say_day(shown.course.until, shown.today)
    if shown.course.stage is Stage.STOPPED:
        yield f"-# Begun {began}, stopped {ended}, on day {shown.day}. What it showed stays yours."
    elif shown.course.stage is Stage.ARCHIVED:
        yield f"-# Begun {began}. You put the practice aside {ended}, and the plan ended with it."
    else:
        yield f"-# From {began} to {ended}"


def _then_and_now(report: PlanReport) -> Iterator[str]:
    before, now = report.shown.baseline, report.now
    yield "**Then and now**"
    yield f"Week 1: {say_mean(before)}" if before else "Week 1: nothing logged, so no baseline"
    if now and now.mean:
        yield f"Week {now.number}: {say_mean(now.mean)}{_change(report)}"
    yield "**Plan kept**"
    for week in report.weeks:
        yield f"Week {week.number}: {_say_kept(week)}"
    if sure := _confidence(report):
        yield sure


def _say_kept(week: WeekFigures) -> str:
    ticked = say_adherence(week.kept) if week.kept.planned else "nothing planned"
    return f"{ticked}; {count(week.logged, 'day')} logged"


def _change(report: PlanReport) -> str:
    percent = report.change_percent
    if percent is None or (report.shown.baseline and report.shown.baseline.unit == DONE):
        return ""
    if not percent:
        return ", the same as at the start"
    return f", {abs(percent)} % {'more' if percent > 0 else 'less'} than at the start"


def _confidence(report: PlanReport) -> str | None:
    plan = report.shown.plan
    said = [
        f"{level} of {HIGHEST_CONFIDENCE} {when}"
        for level, when in (
            (plan.confidence_before, "at the start"),
            (plan.confidence_after, "at the end"),
        )
        if level
    ]
    if not said:
        return None
    return f"**How sure you felt**\n{', '.join(said)}. Skill comes first, and confidence follows."


def _words(report: PlanReport) -> Iterator[Block]:
    plan = report.shown.plan
    if plan.outcome:
        yield text("**Somewhere new**", quote(plan.outcome))
    if plan.learnt:
        yield text("**What you learnt**", quote(plan.learnt))
    if helped := report.conditions[:MOST_CONDITIONS]:
        yield text("**What helped, in your words**", *(_line(each) for each in helped))
    if noted := report.notes[:MOST_NOTES]:
        more = len(report.notes) - len(noted)
        rest = f" (and {more} more)" if more else ""
        lines = (
            f"> {say_day(each.day, report.shown.today)}: {_short(each.text, LONGEST_SHOWN)}"
            for each in noted
        )
        yield text(f"**Your notes**{rest}", *lines)


def _line(words: str) -> str:
    return f"> {_short(words, LONGEST_CONDITION)}"


def _short(words: str, longest: int) -> str:
    return inert(shorten(" ".join(words.split()), longest))


def _actions(report: PlanReport) -> Block | None:
    shown = report.shown
    plan = shown.plan
    notes = button("All notes", ShowPlanNotes(plan_id=plan.id, page=0)) if report.notes else None
    away = button("Put it away", PutPlanAway(plan_id=plan.id)) if plan.is_held else None
    offered = [each for each in (outcome_button(shown), notes, away) if each]
    return buttons(*offered) if offered else None


def _amounts(report: PlanReport) -> Panel:
    unit = _unit(report)
    before = report.shown.baseline
    baseline = _height(before, unit) if before else None
    return Panel(
        "Days done" if unit == DONE else f"A day's mean, {unit}",
        Form.BARS,
        _LABELS,
        (Series("each week", _by_week(report, lambda week: _bar(week, unit))),),
        empty="Nothing logged in these weeks.",
        baseline=Series("at the start", (baseline,) * WEEKS) if baseline else None,
    )


def _kept(report: PlanReport) -> Panel:
    return Panel(
        "Plan kept",
        Form.BARS,
        _LABELS,
        (Series("plan kept", _by_week(report, lambda week: week.kept.percent)),),
        percent=True,
        empty="Nothing planned in these weeks.",
    )


def _unit(report: PlanReport) -> str:
    """Give the unit that the weeks are compared in: that of the baseline, or else the latest."""
    mean = report.shown.baseline or (report.now.mean if report.now else None)
    return mean.unit if mean else ""


def _bar(week: WeekFigures, unit: str) -> float | None:
    return _height(week.mean, unit) if week.mean or unit != DONE else 0


def _height(mean: Mean | None, unit: str) -> float | None:
    """Give the height of a week's bar; None where it cannot be compared."""
    if mean is None or not same_unit(mean.unit, unit):
        return None
    return mean.days if unit == DONE else mean.amount / UNIT


def _by_week(
    report: PlanReport, number: Callable[[WeekFigures], float | None]
) -> tuple[float | None, ...]:
    known = {week.number: number(week) for week in report.weeks}
    return tuple(known.get(number) for number in range(1, WEEKS + 1))


def _alt(report: PlanReport) -> str:
    unit, before = _unit(report), report.shown.baseline
    lines = [
        f"Week {week.number}: {say_mean(week.mean) if week.mean else 'nothing logged'}; "
        f"plan kept: {say_adherence(week.kept)}."
        for week in report.weeks
    ]
    start = f" against {say_mean(before)}" if before and unit != DONE else ""
    return f"Bars of four weeks{start}, and how much of the plan was kept. {' '.join(lines)}"
