"""The card of how a community is doing: every number in words, and the lists behind them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from discord import SelectOption
from discord.utils import format_dt

from bot.domain.health import BANDS, GOAL_PERCENT, BadWeeks, Measure, Trend
from bot.render.card import card, choice, text
from bot.render.days import MONTHS, say_day
from bot.render.presses import Count, Press
from bot.render.text import count

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from bot.domain.health import Cohort, HealthReport, Tally
    from bot.domain.months import Month
    from bot.render.card import Block, Card

MOST_COHORTS = 6
TOO_FEW = "too few for a percentage"
ARROWS: Mapping[Trend, str] = {Trend.UP: " ↑", Trend.SAME: " →", Trend.DOWN: " ↓"}
# What was tried stands without names, so there is no list behind Measure.APPLIED.
LISTS: Mapping[Measure, str] = {
    Measure.HAND: "May need a hand",
    Measure.ALONE: "Alone",
    Measure.WAITING: "Requests waiting",
    Measure.ACTIVE: "Active",
    Measure.PRACTISED: "Practised",
    Measure.REFLECTED: "Reflected",
    Measure.GAVE: "Gave feedback or thanks",
    Measure.ADHERENCE: "Plan kept",
    Measure.COMEBACKS: "Came back",
    Measure.RETENTION: "Still here",
    Measure.ANSWERED: "Feedback answered",
}
NOBODY_YET = (
    "Nobody has agreed to be counted yet, or so few private members that a number would tell of "
    "one of them.\n-# Members agree at `/start` or in `/settings`. They choose, and may change "
    "their mind."
)
REFUSALS: Mapping[type[Exception], Callable[[Any], str]] = {
    BadWeeks: lambda bad: f"The report covers 1 to {bad.most} weeks. Choose a number in between.",
}


class OpenHealthList(Press, tag="health-list"):
    """Choose the number whose list is to be opened."""

    weeks: Count


def health_card(report: HealthReport, picture: Block | None) -> Card:
    """Show the report to the moderator who asked."""
    if not report.agreed.total:
        return card(text("### How we are doing", NOBODY_YET))
    return card(
        text("### How we are doing", *_head(report)),
        picture,
        text(*_activity(report)),
        text(*_plans(report)),
        text(*_feedback(report)),
        text(*_care(report)),
        text(*_foot(report)),
        _lists(report),
    )


def say_month(month: Month) -> str:
    """Name a month with its year."""
    return f"{MONTHS[month.number - 1]} {month.year}"


def say_bands() -> tuple[str, ...]:
    """Name the bands of the adherence, the lowest first."""
    ends = (*(begin - 1 for begin in BANDS[1:]), 100)
    return tuple(f"{begin}-{end} %" for begin, end in zip(BANDS, ends, strict=True))


def _head(report: HealthReport) -> Iterator[str]:
    today = report.at.date()
    first, last = (say_day(day, today) for day in (report.weeks[0].monday, report.weeks[-1].sunday))
    span = count(len(report.weeks), "week")
    yield f"**{span}**, {first} to {last}"
    yield f"-# About members who agreed to be counted: {report.agreed.total}"


def _activity(report: HealthReport) -> Iterator[str]:
    yield f"**Active:** {report.active.total}{_arrow(report, Measure.ACTIVE)}"
    parts = (
        ("practised", report.practised, Measure.PRACTISED),
        ("reflected", report.reflected, Measure.REFLECTED),
        ("gave feedback or thanks", report.gave, Measure.GAVE),
    )
    said = (f"{what} {who.total}{_arrow(report, measure)}" for what, who, measure in parts)
    yield f"-# {', '.join(said)}"
    yield f"**Came back after a miss:** {report.comebacks.total}{_arrow(report, Measure.COMEBACKS)}"
    cohorts = report.cohorts[:MOST_COHORTS]
    if cohorts:
        yield "**Still here,** by the month they joined (active in the last four weeks)"
        yield f"-# {', '.join(map(_cohort, cohorts))}"


def _cohort(cohort: Cohort) -> str:
    return f"{say_month(cohort.month)} {cohort.share.percent} % of {cohort.joined.total}"


def _plans(report: HealthReport) -> Iterator[str]:
    quartiles = report.adherence.quartiles
    if quartiles is None:
        yield f"**Plan kept:** {TOO_FEW}"
        yield f"-# {_bands(report.adherence.bands)}"
        return
    low, middle, high = quartiles
    yield f"**Plan kept:** half keep {middle} % or more{_arrow(report, Measure.ADHERENCE)}"
    yield f"-# The middle half keeps {low} to {high} %."
    yield f"-# {_bands(report.adherence.bands)}"


def _bands(bands: Sequence[Tally]) -> str:
    """Say how many keep how much of their plans."""
    named = zip(say_bands(), bands, strict=True)
    return ", ".join(f"{name}: {band.total}" for name, band in named)


def _feedback(report: HealthReport) -> Iterator[str]:
    share, wait = report.answers.share, report.answers.median_wait_hours
    if share is None:
        yield f"**Feedback answered:** {TOO_FEW}"
    else:
        arrow = _arrow(report, Measure.ANSWERED)
        yield f"**Feedback answered:** {share.percent} % of {report.answers.requests}{arrow}"
    if wait is not None:
        yield f"-# Half of the answers came within {count(round(wait), 'hour')}."
    waiting = report.waiting
    yield f"**Requests waiting:** {waiting.requests}{_arrow(report, Measure.WAITING)}"
    if waiting.oldest_at:
        oldest = format_dt(waiting.oldest_at, "R")
        yield f"-# The oldest of a member who may be named was asked {oldest}."
    applied = report.applied
    if applied.whole.is_shown:
        arrow = _arrow(report, Measure.APPLIED)
        yield f"**Tried somebody's idea this month:** {applied.share.percent} %{arrow}"
        yield f"-# The goal is {GOAL_PERCENT} %. Ideas are tried without names."


def _care(report: HealthReport) -> Iterator[str]:
    yield f"**Alone:** {report.alone.total}{_arrow(report, Measure.ALONE)}"
    yield "-# Active, and nobody answered, thanked or cheered them in four weeks."
    yield f"**May need a hand:** {report.hand.total}"
    yield "-# Their own rhythm broke. A few kind words from you may help; nothing is posted."


def _foot(report: HealthReport) -> Iterator[str]:
    if report.trends:
        before = count(len(report.weeks), "week")
        yield f"-# ↑ more, → the same, ↓ less than in the {before} before."
    yield (
        "-# Private members are never named and count in whole fives, so that no number tells of "
        "one of them: up to four may be missing. Where they are in it, percentages go in steps of "
        "five."
    )


def _lists(report: HealthReport) -> Block | None:
    if not report.agreed.total:
        return None
    options = [SelectOption(label=label, value=each.value) for each, label in LISTS.items()]
    press = OpenHealthList(weeks=len(report.weeks))
    return choice(press, options, placeholder="See who stands behind a number")


def _arrow(report: HealthReport, measure: Measure) -> str:
    trend = report.trends.get(measure)
    return ARROWS[trend] if trend else ""
