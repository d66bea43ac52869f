"""Taking ten: the private card that counts the minutes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from discord.utils import format_dt

from bot.domain.logs import Felt
from bot.domain.thresholds import MOST_MINUTES
from bot.render.card import button, buttons, card, primary, text
from bot.render.presses import Count, Press
from bot.render.text import count, inert
from bot.render.thresholds import say_sign

if TYPE_CHECKING:
    from collections.abc import Iterator

    from discord import ui

    from bot.domain.ids import InteractionId, PracticeId
    from bot.domain.log_cards import LogCard
    from bot.domain.logs import Log
    from bot.domain.recoveries import Begun
    from bot.render.card import Card


class TakeTen(Press, tag="take-ten"):
    """Take some minutes of recovery, and then start again."""

    practice_id: Count


class StartNow(Press, tag="take-ten-over"):
    """Start before the minutes are over."""

    recovery_id: Count
    practice_id: Count


def take_ten_button(practice_id: PracticeId, minutes: int = MOST_MINUTES) -> ui.Button[Any]:
    """Lead to some minutes of recovery, named where they are known to be fewer."""
    label = "Take ten" if minutes == MOST_MINUTES else f"Take {count(minutes, 'minute')}"
    return button(label, TakeTen(practice_id=practice_id))


def take_ten_after(log: Log) -> Iterator[ui.Button[Any]]:
    """Offer recovery after a log that went badly."""
    if log.felt is Felt.WENT_BADLY:
        yield take_ten_button(log.practice_id)


def after_setback(shown: LogCard) -> Card | None:
    """Tell the author alone what the public card of a hard log leaves out; None: nothing."""
    sign, take = say_sign(shown.sign), list(take_ten_after(shown.log))
    if not sign and not take:
        return None
    words = "That one was hard, and it counts like any other." if take else None
    return card(text(words, sign), buttons(*take) if take else None)


def begun(what: Begun, recovery_id: InteractionId) -> Card:
    """Count the minutes; the same card becomes the restart."""
    practice = what.practice
    start = StartNow(recovery_id=recovery_id, practice_id=practice.id)
    return card(
        text(
            f"### {count(what.minutes, 'minute')} for yourself",
            "Stand up, breathe, have some water. There is nothing to make good.",
            f"This card brings you back to {inert(practice.name)} {format_dt(what.ends_at, 'R')}.",
        ),
        buttons(primary("Start now", start)),
    )
