"""What is the matter with a log, and what to do next."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bot.domain.days import UnknownDay
from bot.domain.entries import NotALink, ProofTooLarge
from bot.domain.log_cards import (
    AlreadyCheered,
    LogGone,
    NoPractice,
    NothingToUndo,
    NotYourLog,
    OwnCheer,
    UnknownLog,
    WhichPractice,
)
from bot.domain.logs import ArchivedThen, BeforeStart, FutureDay, TooFarBack
from bot.render.card import buttons, primary
from bot.render.start import Start
from bot.render.text import inert, typed

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from bot.render.card import Block

_MANUAL_DAY = 'Try "yesterday", "2 days ago", "friday" or a date such as 2026-03-29.'


def _which(refusal: WhichPractice) -> str:
    names = ", ".join(inert(practice.name) for practice in refusal.practices)
    return f"Several practices are open: {names}. Name one with the option `practice`."


REFUSALS: Mapping[type[Exception], Callable[[Any], str]] = {
    UnknownDay: lambda refusal: f"I could not read {typed(refusal.text)} as a day. {_MANUAL_DAY}",
    FutureDay: lambda refusal: (
        f"{refusal.day.isoformat()} has not begun for you yet. Today and earlier days can be "
        "logged."
    ),
    TooFarBack: lambda refusal: (
        f"{refusal.day.isoformat()} is too far back. This community logs back to "
        f"{refusal.earliest.isoformat()}."
    ),
    BeforeStart: lambda refusal: (
        f"This practice began on {refusal.start.isoformat()}, and nothing is logged before that."
    ),
    ArchivedThen: lambda refusal: (
        f"This practice was archived on {refusal.day.isoformat()}. `/practice restore` takes it "
        "up again, from today."
    ),
    NotALink: lambda refusal: (
        f"I could not read {typed(refusal.text)} as a web address. It has to begin with "
        "https:// or http:// and name a site."
    ),
    ProofTooLarge: lambda refusal: (
        f"That file is larger than {refusal.largest_mib} MiB. A smaller one, or a link to it, "
        "will do."
    ),
    LogGone: lambda _: "That log is not there any more: it was taken back. `/log` makes a new one.",
    UnknownLog: lambda _: (
        "I know no log by that. Choose one from the list, or leave it empty for the last one."
    ),
    NothingToUndo: lambda _: "There is no log of yours to take back.",
    NotYourLog: lambda _: (
        "That one is not yours, sorry: only its author can change it. A cheer is always welcome."
    ),
    OwnCheer: lambda _: "Cheers come from the others. That you did it is on the card already.",
    AlreadyCheered: lambda _: "You have cheered this one on already. It was seen.",
    NoPractice: lambda _: (
        "You have no active practice here. Starting one takes a minute, and `/practice restore` "
        "takes an archived one up again."
    ),
    WhichPractice: _which,
}

STEPS: Mapping[type[Exception], Callable[[Any], Block]] = {
    NoPractice: lambda _: buttons(primary("Start", Start())),
}
