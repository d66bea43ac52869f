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
    from collections.abc import Callable, Iterator, Mapping

    from bot.domain.health import Cohort, HealthReport, Tally
    from bot.domain.months import Month
    from bot.render.card import Block, Card

MOST_COHORTS = 6
FEW = "fewer than five"
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
REFUSALS: Mapping[type[Exception], Callable[[Any], str]] = {
    BadWeeks: lambda bad: f"The report covers 1 to {bad.most} weeks. Choose a number in between.",
}


class OpenHealthList(Press, tag="health-list"):
    """Choose the number whose list is to be opened."""

    weeks: Count


def health_card(report: HealthReport, picture: Block | None) -> Card:
    """Show the report to the moderator who asked."""
    if not report.agreed.is_shown:
        return card(text("### How we are doing", *_too_few(report)), _lists(report))
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


def _too_few(report: HealthReport) -> Iterator[str]:
    yield (
        "Fewer than five members have agreed to be counted, so there are no sums yet: among so "
        "few they would tell of single people."
    )
    yield "-# Members agree at `/start` or in `/settings`. They choose, and may change their mind."
    if report.agreed.named:
        yield "-# The lists hold those of them who are open."


def _head(report: HealthReport) -> Iterator[str]:
    today = report.at.date()
    first, last = (say_day(day, today) for day in (report.weeks[0].monday, report.weeks[-1].sunday))
    span = count(len(report.weeks), "week")
    yield f"**{span}**, {first} to {last}"
    yield f"-# About the {report.agreed.total} members who agreed to be counted."


def _activity(report: HealthReport) -> Iterator[str]:
    yield f"**Active:** {_say(report.active)}{_arrow(report, Measure.ACTIVE)}"
    parts = (
        ("practised", report.practised, Measure.PRACTISED),
        ("reflected", report.reflected, Measure.REFLECTED),
        ("gave feedback or thanks", report.gave, Measure.GAVE),
    )
    said = (f"{what} {_say(who)}{_arrow(report, measure)}" for what, who, measure in parts)
    yield f"-# {', '.join(said)}"
    yield f"**Came back after a miss:** {_say(report.comebacks)}{_arrow(report, Measure.COMEBACKS)}"
    cohorts = report.cohorts[:MOST_COHORTS]
    if cohorts:
        yield "**Still here,** by the month they joined (active in the last four weeks)"
        yield f"-# {', '.join(map(_cohort, cohorts))}"


def _cohort(cohort: Cohort) -> str:
    return f"{say_month(cohort.month)} {cohort.share.percent} % of {cohort.share.whole}"


def _plans(report: HealthReport) -> Iterator[str]:
    quartiles = report.adherence.quartiles
    if quartiles is None:
        yield f"**Plan kept:** {FEW} with a plan"
        return
    low, middle, high = quartiles
    yield f"**Plan kept:** half keep {middle} % or more{_arrow(report, Measure.ADHERENCE)}"
    yield f"-# The middle half keeps {low} to {high} %."
    bands = zip(say_bands(), report.adherence.bands, strict=True)
    yield f"-# {', '.join(f'{name}: {_say(band)}' for name, band in bands)}"


def _feedback(report: HealthReport) -> Iterator[str]:
    share, wait = report.answers.share, report.answers.median_wait_hours
    if share is None:
        yield f"**Feedback answered:** asked by {FEW}"
    else:
        arrow = _arrow(report, Measure.ANSWERED)
        yield f"**Feedback answered:** {share.percent} % of {share.whole}{arrow}"
    if wait is not None:
        yield f"-# Half of the answers came within {count(round(wait), 'hour')}."
    waiting = report.waiting
    if waiting.members.is_shown and waiting.oldest_at:
        arrow = _arrow(report, Measure.WAITING)
        oldest = format_dt(waiting.oldest_at, "R")
        yield f"**Requests waiting:** {waiting.requests}{arrow}, the oldest asked {oldest}"
    else:
        yield f"**Requests waiting:** from {FEW}"
    applied = report.applied_share
    if report.applied[1].is_shown:
        arrow = _arrow(report, Measure.APPLIED)
        yield f"**Tried somebody's idea this month:** {applied.percent} %{arrow}"
        yield f"-# The goal is {GOAL_PERCENT} %. Ideas are tried without names."


def _care(report: HealthReport) -> Iterator[str]:
    yield f"**Alone:** {_say(report.alone)}{_arrow(report, Measure.ALONE)}"
    yield "-# Active, and nobody answered, thanked or cheered them in four weeks."
    yield f"**May need a hand:** {_say(report.hand)}"
    yield "-# Their own rhythm broke. A few kind words from you may help; nothing is posted."


def _foot(report: HealthReport) -> Iterator[str]:
    if report.trends:
        before = count(len(report.weeks), "week")
        yield f"-# ↑ more, → the same, ↓ less than in the {before} before."
    yield (
        "-# Private members are never named, and count in a number only where five or more of "
        "them stand behind it."
    )


def _lists(report: HealthReport) -> Block | None:
    if not report.agreed.total:
        return None
    options = [SelectOption(label=label, value=each.value) for each, label in LISTS.items()]
    press = OpenHealthList(weeks=len(report.weeks))
    return choice(press, options, placeholder="See who stands behind a number")


def _say(members: Tally) -> str:
    return str(members.total) if members.is_shown else FEW


def _arrow(report: HealthReport, measure: Measure) -> str:
    trend = report.trends.get(measure)
    return ARROWS[trend] if trend else ""
