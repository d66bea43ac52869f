"""Limits of one's own: the form, and the words where one is touched."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bot.domain.thresholds import LONGEST_SIGN, LimitWords, NoSuchLimit
from bot.render.card import button, section
from bot.render.forms import Field, form, line
from bot.render.presses import Count, Press
from bot.render.text import count, inert, typed

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from discord import ui

    from bot.domain.ids import PracticeId
    from bot.domain.practice_details import PracticeDetails
    from bot.domain.thresholds import Limits, Touched
    from bot.render.card import Block
    from bot.render.forms import Answers, Form

LONGEST_NUMBER = 4


class SetLimits(Press, tag="practice-limits"):
    """Say when I have had enough of a practice, in a form."""

    practice_id: Count


def limits_button(practice_id: PracticeId) -> ui.Button[Any]:
    """Lead to the limits of a practice."""
    return button("My limits", SetLimits(practice_id=practice_id))


def limits_form(press: Press, details: PracticeDetails, answers: Answers) -> Form:
    """Ask for the limits, filled with those that hold."""
    limits = details.limits
    filled = answers or {
        "recovery": str(limits.recovery_minutes),
        "cancelled": str(limits.cancelled_blocks),
        "sign": limits.pause_sign,
    }
    return form(
        f"Limits: {details.practice.name}",
        press,
        line(
            Field("recovery", "Minutes to recover before I restart", "1 to 10: what “take ten” is"),
            filled,
            longest=LONGEST_NUMBER,
        ),
        line(
            Field("cancelled", "Cancelled blocks that a week may have", "0 to 7; it only advises"),
            filled,
            longest=LONGEST_NUMBER,
        ),
        line(
            Field("sign", "A sign that tells me to pause", "Only you see it", required=False),
            filled,
            longest=LONGEST_SIGN,
            example="I have skipped lunch for it",
        ),
    )


def limit_words(answers: Answers) -> LimitWords:
    """Read the form."""
    return LimitWords(
        recovery=answers.get("recovery", ""),
        cancelled=answers.get("cancelled", ""),
        sign=answers.get("sign", ""),
    )


def say_changes(before: Limits, after: Limits) -> Iterator[str]:
    """Tell which limits are new."""
    if before.recovery_minutes != after.recovery_minutes:
        yield f"You restart after {count(after.recovery_minutes, 'minute')} of recovery at most."
    if before.cancelled_blocks != after.cancelled_blocks:
        blocks = count(after.cancelled_blocks, "cancelled block")
        yield f"More than {blocks} in a week, and `/today` tells you. It forgives nothing more."
    if before.pause_sign != after.pause_sign:
        yield say_sign(after.pause_sign) or "No sign to pause any more."


def today(shown: Touched) -> tuple[Block, ...]:
    """Tell that more blocks were cancelled this week than somebody wants."""
    limit = shown.limits.cancelled_blocks
    name, blocks = inert(shown.practice.name), count(shown.cancelled, "block")
    words = (
        f"{name}: {blocks} cancelled this week, and your own limit is {limit}. A smaller "
        "minimum or a planned rest may help more than trying harder."
    )
    sign = say_sign(shown.limits.pause_sign)
    said = f"{words}\n{sign}" if sign else words
    return (section(said, limits_button(shown.practice.id)),)


def say_sign(*signs: str) -> str | None:
    """Remind somebody of their own signs to pause; None where there is none."""
    told = ", ".join(f"“{inert(sign)}”" for sign in signs if sign)
    return f"-# Your own sign to pause: {told}" if told else None


REFUSALS: Mapping[type[Exception], Callable[[Any], str]] = {
    NoSuchLimit: lambda refusal: (
        f"{typed(refusal.text)} is no limit here: a whole number from {refusal.least} to "
        f"{refusal.most} is meant."
    ),
}
