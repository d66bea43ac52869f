"""Advice in one sentence with its reason, and what came of following it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bot.domain.advice import AdviceGone, AdviceKind
from bot.domain.days import DAY
from bot.render.amounts import plain_amount, say_amount, say_standard, say_week
from bot.render.card import button, buttons, card, primary, text
from bot.render.days import WEEKDAYS, say_day
from bot.render.practice_presses import EditPractice
from bot.render.presses import Count, Press
from bot.render.text import inert, shorten

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from discord import ui

    from bot.domain.advice import Advice, Followed
    from bot.render.card import Block, Card

LONGEST_LABEL = 80


class TakeDayOff(Press, tag="advice-day-off"):
    """Rest from a practice on its next planned day, as advised."""

    practice_id: Count


class ChangeMinimum(Press, tag="advice-minimum"):
    """Give a practice the minimum that was advised, in hundredths of its unit."""

    practice_id: Count
    minimum: Count


class WhatHelpsHere(Press, tag="advice-plateau"):
    """Show what helps on a plateau of a practice."""

    practice_id: Count


class WaveOffAdvice(Press, tag="advice-not-now"):
    """Show the advice no more."""


def today(shown: Advice) -> tuple[Block, ...]:
    """Say it with its reason; one tap acts on it, another one waves it off."""
    return (
        text(_WORDS[shown.kind](shown)),
        buttons(_act(shown), button("Not now", WaveOffAdvice())),
    )


def followed(what: Followed) -> Card:
    """Confirm the free day, or the minimum that holds from now on."""
    practice = what.practice
    name = inert(practice.name)
    if what.free_day:
        day = say_day(what.free_day, what.today)
        return card(
            text(
                f"### {name} rests {day}",
                "Nothing is missed on it, and your streak stays. `/rest show` takes it back.",
            )
        )
    latest = practice.standards[-1]
    start = say_day(max(latest.valid_from, what.today), what.today)
    return card(
        text(
            f"### {name}: {say_standard(latest.standard)} from {start}",
            "Days that are over keep the rule that held on them.",
        ),
        buttons(button("Change it", EditPractice(practice_id=practice.id))),
    )


def _act(shown: Advice) -> ui.Button[Any]:
    practice = shown.practice
    if shown.free_day:
        return primary(_off_label(shown), TakeDayOff(practice_id=practice.id))
    if shown.kind is AdviceKind.PLATEAU:
        return primary("What helps", WhatHelpsHere(practice_id=practice.id))
    if shown.minimum is None:
        return primary("Change it", EditPractice(practice_id=practice.id))
    unit = practice.standard_on(shown.today).unit
    label = f"Make it {plain_amount(shown.minimum, unit)}"
    press = ChangeMinimum(practice_id=practice.id, minimum=shown.minimum)
    return primary(shorten(label, LONGEST_LABEL), press)


def _off_label(shown: Advice) -> str:
    day = shown.free_day
    if day is None or day == shown.today + DAY:
        return "Take tomorrow off"
    return f"Take {WEEKDAYS[day.weekday()]} off"


def _overload(shown: Advice) -> str:
    unit = shown.practice.standard_on(shown.today).unit
    return (
        f"{_name(shown)} is at {say_week(shown.measured, unit)} this week, and "
        f"{say_week(shown.usual, unit)} is usual for you: a lighter week now keeps the next ones "
        "possible."
    )


def _no_rest(shown: Advice) -> str:
    return (
        f"You have logged {_name(shown)} on each of the last {shown.measured} days: rest is part "
        "of the plan, so a free day or a lighter week would do it good, and your streak stays."
    )


def _too_hard(shown: Advice) -> str:
    proposal = _proposal(shown) or "something easier"
    return (
        f"{_name(shown)} felt too hard in {shown.measured} of the {shown.usual} logs that tell, "
        f"of the last four weeks: {proposal} may hold better, and it counts just as much."
    )


def _easy(shown: Advice) -> str:
    proposal = _proposal(shown) or "another spot to work on"
    return (
        f"{_name(shown)} has felt easy for four weeks, in all {shown.measured} logs that tell: "
        f"{proposal} would be one step harder."
    )


def _plateau(shown: Advice) -> str:
    unit = shown.practice.standard_on(shown.today).unit
    return (
        f"{_name(shown)} has stayed at about {say_week(shown.measured, unit)} a week for eight "
        "weeks while you kept your plan: plateaus are normal, and less intensity before more time "
        "is what helps first."
    )


_WORDS: Mapping[AdviceKind, Callable[[Advice], str]] = {
    AdviceKind.OVERLOAD: _overload,
    AdviceKind.NO_REST: _no_rest,
    AdviceKind.TOO_HARD: _too_hard,
    AdviceKind.EASY: _easy,
    AdviceKind.PLATEAU: _plateau,
}


def _proposal(shown: Advice) -> str | None:
    """Say the minimum that is proposed, beside the one that holds."""
    standard = shown.practice.standard_on(shown.today)
    if shown.minimum is None:
        return None
    return f"{say_amount(shown.minimum, standard.unit)} instead of {say_standard(standard)}"


def _name(shown: Advice) -> str:
    return f"**{inert(shown.practice.name)}**"


REFUSALS: Mapping[type[Exception], Callable[[Any], str]] = {
    AdviceGone: lambda _: (
        "That advice has had its day, and nothing was changed. `/practice edit` changes a minimum "
        "and `/rest take` plans a rest at any time."
    ),
}
