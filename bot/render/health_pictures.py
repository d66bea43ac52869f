"""The picture of how a community is doing; every number of it also stands on the card."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain.pictures import Form, Panel, Picture, Series
from bot.render.days import MONTHS
from bot.render.text import count

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.domain.health import HealthReport, HealthWeek

BANDS = ("0-19 %", "20-39", "40-59", "60-79", "80-100")
MOST_COHORTS = 6
_TOO_FEW = "Too few members for numbers yet."


def health_picture(report: HealthReport) -> Picture:
    """Describe the picture: activity, adherence, answers, and who stayed."""
    return Picture(
        "How we are doing",
        (_active(report), _adherence(report), _weekly(report), _wait(report), _cohorts(report)),
        _alt(report),
    )


def _active(report: HealthReport) -> Panel:
    return Panel(
        "Active members each week",
        Form.LINES,
        _weeks(report),
        (
            _by_week("practised", report, lambda week: week.practised),
            _by_week("reflected", report, lambda week: week.reflected),
            _by_week("gave", report, lambda week: week.gave),
        ),
        empty=_TOO_FEW,
    )


def _adherence(report: HealthReport) -> Panel:
    bands = report.adherence.bands
    # No names and no five private ones may still be somebody: so it is never drawn as nobody.
    numbers = tuple(band.total or None for band in bands)
    return Panel(
        "Members by share of plan kept",
        Form.BARS,
        BANDS,
        (Series("members", numbers if report.adherence.quartiles else (None,) * len(bands)),),
        empty=_TOO_FEW,
    )


def _weekly(report: HealthReport) -> Panel:
    def answered(week: HealthWeek) -> int | None:
        return week.answered.share.percent if week.answered.share else None

    return Panel(
        "Plan kept and requests answered",
        Form.LINES,
        _weeks(report),
        (
            _by_week("plan kept", report, lambda week: week.median_percent),
            _by_week("answered", report, answered),
        ),
        percent=True,
        empty=_TOO_FEW,
    )


def _wait(report: HealthReport) -> Panel:
    return Panel(
        "Hours until an answer",
        Form.BARS,
        _weeks(report),
        (_by_week("hours", report, lambda week: week.answered.median_wait_hours),),
        empty="Too few answers for numbers yet.",
    )


def _cohorts(report: HealthReport) -> Panel:
    shown = report.cohorts[:MOST_COHORTS][::-1]
    return Panel(
        "Still active, by month of joining",
        Form.BARS,
        tuple(MONTHS[cohort.month.number - 1] for cohort in shown),
        (Series("still active", tuple(cohort.share.percent for cohort in shown)),),
        percent=True,
        empty="No month yet in which five members joined.",
    )


def _weeks(report: HealthReport) -> tuple[str, ...]:
    mondays = (week.monday for week in report.weeks)
    return tuple(f"{monday.day} {MONTHS[monday.month - 1]}" for monday in mondays)


def _by_week(
    name: str, report: HealthReport, number: Callable[[HealthWeek], float | None]
) -> Series:
    return Series(name, tuple(number(week) for week in report.weeks))


def _alt(report: HealthReport) -> str:
    weeks = count(len(report.weeks), "week")
    return (
        f"Charts of {weeks}: members who practised, reflected and gave feedback each week; how "
        "much of their plan members kept; how many requests were answered and after how many "
        "hours; and who is still active, by the month of joining. The numbers stand below."
    )
