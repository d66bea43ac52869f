"""The small restart, on `/today` and after some minutes of recovery."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain.amounts import DONE, UNIT
from bot.domain.restarts import Reason
from bot.domain.units import MINUTE
from bot.render.amounts import say_amount, say_standard
from bot.render.card import buttons, card, primary, text
from bot.render.logs import LogNow
from bot.render.presses import Count, Press
from bot.render.recoveries import take_ten_button
from bot.render.text import inert

if TYPE_CHECKING:
    from bot.domain.amounts import Standard
    from bot.domain.recoveries import FirstStep
    from bot.domain.restarts import Restart
    from bot.render.card import Block, Card

TEN_MINUTES = 10 * UNIT


class StartSmall(Press, tag="restart"):
    """Log the small restart, in the form of any log."""

    practice_id: Count


def today(shown: Restart) -> tuple[Block, ...]:
    """Offer the first step before everything else of the day."""
    practice, name = shown.practice, inert(shown.practice.name)
    if shown.reason is Reason.REST:
        words = f"**Back from rest.** {name}: ten minutes are a good first step."
    else:
        words = f"**A small restart.** {name}: {say_first_step(shown.standard)}."
    log = primary("Log", StartSmall(practice_id=practice.id))
    return text(words), buttons(log, take_ten_button(practice.id, shown.minutes))


def over(step: FirstStep) -> Card:
    """Take the place of the card that counted the minutes."""
    practice = step.practice
    if step.waits:
        return card(
            text(
                f"### {inert(practice.name)} rests",
                "So there is nothing to start now. It is there when you are back.",
            )
        )
    return card(
        text(
            f"### A small restart: {inert(practice.name)}",
            f"The next small step: {say_first_step(step.standard)}. Then log what you did; "
            "anything counts.",
        ),
        buttons(primary("Log", LogNow(practice_id=practice.id))),
    )


def say_first_step(standard: Standard) -> str:
    """Say the minimum or ten minutes, whichever is smaller."""
    if standard.unit == MINUTE:
        return say_amount(min(standard.minimum, TEN_MINUTES), MINUTE)
    if standard.unit == DONE:
        return "ten minutes of it"
    return f"{say_standard(standard)} or ten minutes, whichever is smaller"
