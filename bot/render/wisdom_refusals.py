"""What is the matter with an idea, and what to do next."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bot.domain.searches import TooManyWords
from bot.domain.wisdom import (
    ApplicationGone,
    AppliedToday,
    IdeaGone,
    LeftAlready,
    NotYourIdea,
    OwnIdea,
    TooFarAhead,
    UnknownIdea,
    UnknownUntil,
)
from bot.render.text import typed

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

_DAYS = 'Try "tomorrow", "in 10 days", "friday" or a date such as 2026-12-24.'

REFUSALS: Mapping[type[Exception], Callable[[Any], str]] = {
    UnknownIdea: lambda refusal: (
        f"There is no idea called {typed(refusal.text)} here, or not any more. "
        "Choose one from the list, or look with `/wisdom search`."
    ),
    IdeaGone: lambda _: (
        "That idea is not there any more: it was taken down. `/wisdom search` shows the others."
    ),
    OwnIdea: lambda _: (
        "This idea is your own, and what came of it is for the others to say. "
        "`/log` notes what you did."
    ),
    NotYourIdea: lambda _: (
        "That idea is not yours, sorry: only its author can take it down. "
        "If something is not right with it, Report tells the moderators."
    ),
    AppliedToday: lambda _: (
        "You have noted this idea for today already. If you try it again tomorrow, note it again."
    ),
    ApplicationGone: lambda _: "That is taken back already, and nothing more is to be done.",
    UnknownUntil: lambda refusal: (
        f"I could not read {typed(refusal.text)} as the last day of it. {_DAYS}"
    ),
    LeftAlready: lambda refusal: (
        f"{refusal.day.isoformat()} is over already. Name a day from today on. {_DAYS}"
    ),
    TooFarAhead: lambda refusal: (
        f"{refusal.day.isoformat()} is more than a year ahead. Name a day up to "
        f"{refusal.latest.isoformat()}; you can share it again then."
    ),
    TooManyWords: lambda refusal: (
        f"That is more than {refusal.limit} words at once. Fewer find more: two or three will do."
    ),
}
