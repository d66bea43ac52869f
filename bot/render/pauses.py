"""Cards of a pause, and what it means for everything: each command and each job says it itself."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bot.render.card import button, buttons, card, primary, text
from bot.render.days import say_day
from bot.render.rest_presses import EndPause, PauseFor, TakePause, WhatPauseHolds
from bot.render.safety import safety
from bot.render.text import count
from bot.render.thresholds import say_sign

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from discord import ui

    from bot.domain.resting import Paused
    from bot.render.card import Card

LONGER = (3, 7)

# The same sentence may stand for several; whoever reads the list reads it once.
STREAKS = "**Practices:** no day of it is planned, so none can be missed. Logging still counts."
STAYS = "**All else** stays as open to you as ever, and nobody expects anything of you."
CHALLENGES = "**Challenges:** your days are held, and targets are worked out without them."
OFFERS = "**Feedback:** no request is brought to you. What you asked waits on for an answer."
WEEKLY = "**Weekly posts:** they go out as always, and say “resting” where they would name you."
REFLECTION = "**The weekly look back:** it does not remind you; writing one is still fine."
JOURNAL = "**Journal and check-in:** nothing reminds you of them; both stay open for your words."
PLAN = "**The 30-day plan:** it waits, its days move on, and nothing of it is brought up."
RESTS = "**Rests** that you planned stay planned, and run along with it."
RECOVERIES = "**Take ten:** its card ends without a restart; nothing is to be started."
REMINDERS = "**Reminders:** none comes while it lasts; those you set wait for its end."
SESSIONS = "**Sessions:** they take place without you, and nobody counts who was there."

# What a pause means, by the module of the cog or job. A test fails for one that does not say.
MEANS: Mapping[str, str] = {
    "bot.jobs.challenges": CHALLENGES,
    "bot.jobs.feedback": OFFERS,
    "bot.jobs.maintenance": STAYS,
    "bot.jobs.posts": WEEKLY,
    "bot.jobs.recoveries": RECOVERIES,
    "bot.jobs.reminders": REMINDERS,
    "bot.jobs.rotations": CHALLENGES,
    "bot.jobs.sessions": SESSIONS,
    "bot.jobs.weekly": WEEKLY,
    "cogs.challenge": CHALLENGES,
    "cogs.checkin": JOURNAL,
    "cogs.community": STAYS,
    "cogs.feedback": OFFERS,
    "cogs.help": STAYS,
    "cogs.journal": JOURNAL,
    "cogs.kudos": STAYS,
    "cogs.log": STREAKS,
    "cogs.moderate": STAYS,
    "cogs.plan": PLAN,
    "cogs.practice": STREAKS,
    "cogs.practice_files": STAYS,
    "cogs.privacy": STAYS,
    "cogs.progress": STAYS,
    "cogs.reflect": REFLECTION,
    "cogs.remind": REMINDERS,
    "cogs.report": STAYS,
    "cogs.rest": RESTS,
    "cogs.rubric": STAYS,
    "cogs.settings": STAYS,
    "cogs.showcase": STAYS,
    "cogs.start": STAYS,
    "cogs.streak": STREAKS,
    "cogs.wisdom": STAYS,
}


def paused(what: Paused) -> Card:
    """Say that everything is held and until when, with the help that there is."""
    rest = what.rest
    if rest is None:
        return card(
            text(
                "### The pause is over",
                "Everything is where you left it, and nothing was missed. Ten minutes are a good "
                "first step, today or whenever you like.",
            ),
            buttons(button("Pause again", TakePause())),
        )
    last = rest.days.last
    until = "for today" if last == what.today else f"until {say_day(last, what.today)}"
    return card(
        text(
            f"### Paused {until}",
            "Everything is held at once, and nothing can be missed. Nobody asks why: only the days "
            "are kept, and others see no more than “resting”.",
            say_sign(*what.signs),
        ),
        buttons(
            *_longer(what),
            button("End the pause", EndPause()),
            button("What a pause holds", WhatPauseHolds()),
        ),
        text(safety(what.resources)),
    )


def what_pause_holds(resources: str) -> Card:
    """List what a pause means for everything there is."""
    return card(
        text("### What a pause holds", *(f"- {each}" for each in _meanings())),
        buttons(primary("Pause", TakePause())),
        text(safety(resources)),
    )


def _longer(what: Paused) -> Iterator[ui.Button[Any]]:
    """Offer the lengths that would make the pause longer; they count from today."""
    left = (what.rest.days.last - what.today).days + 1 if what.rest else 0
    return (button(count(days, "day"), PauseFor(days=days)) for days in LONGER if days > left)


def _meanings() -> tuple[str, ...]:
    """Give every meaning once, what stays as it is last."""
    said = dict.fromkeys(MEANS.values())
    return (*(each for each in said if each != STAYS), STAYS)
