"""What to do next, which commands there are, and what this is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot import __version__
from bot.render.card import buttons, card, primary, rule, text
from bot.render.safety import safety
from bot.render.start import Start

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.domain.profiles import Bearings
    from bot.render.card import Card

CREED = (
    "Mastery is not a trait. It is a repeatable process of small corrections over time, in company."
)

GROUPS: Mapping[str, Mapping[str, str]] = {
    "Each day": {
        "/today": "where each practice stands, with buttons to log",
        "/log": 'note what you did: "25", "1h30", "400 words", "done"',
        "/undo": "take back one of your last logs; its card has Correct",
    },
    "Your practices": {
        "/start": "the way in, and what is still open",
        "/practice": "add, edit, goal, list, archive, restore; import, export",
        "/rest": "take, end, show: days of rest that keep a streak, and may I skip tomorrow",
        "/plan": "start, show, note, stop: thirty days with one practice, week by week",
        "/pause": "hold everything at once, for 1, 3 or 7 days",
        "/remind": "set, off, list: a direct message while something is open",
        "/streak": "your numbers, and the reason for every day's verdict",
        "/progress": "a picture of your days, weeks and strength",
    },
    "Looking back": {
        "/reflect": "once a week: one thing better, what made it possible, one small change",
        "/checkin": "once a month: what works, what is too much, what changes",
        "/journal": "why, win, setback, outcome; recent, search: private unless you share it",
    },
    "Each other": {
        "/feedback": "ask, stuck, self; queue, give; mine, rate, withdraw",
        "/kudos": "thank somebody for something",
        "/showcase": "examples worth a look: add, browse",
        "/wisdom": "ideas that others tried: share, search, applied",
        "/challenge": "list, join, leave, show: weeks in company, ranked by nobody's totals",
        "/rubric": "list, export: what work is looked at by",
        "/report": "tell the moderators that something is not right",
    },
    "Yours": {
        "/settings": "time zone, day start, who sees what, boards, nudges, blocks",
        "/privacy": "what is stored about you; take it with you, or delete it",
        "/about": "what this is",
        "/help": "this page",
    },
}
FOR_MODERATORS: Mapping[str, str] = {
    "/community": "setup, settings, norms, panel, skills, week; health, export, session",
    "/challenge": "create, edit, end, and themes in turn (under list)",
    "/rubric": "create, edit, import",
    "/moderate": "reports, and whom to keep out",
    "Hide this card": "in the menu of a log or a reflection, under Apps",
}


def help_card(bearings: Bearings) -> Card:
    """Say what to do next, then every command in its group, then where to find other help."""
    groups = [_say_group(title, commands) for title, commands in GROUPS.items()]
    if bearings.is_moderator:
        groups.append(_say_group("For moderators", FOR_MODERATORS))
    return card(
        text("### What next", *_next_steps(bearings)),
        None if bearings.is_practising else buttons(primary("Start", Start())),
        rule(),
        text("\n\n".join(groups)),
        rule(),
        text(safety(bearings.community.resources)),
    )


def about(bearings: Bearings) -> Card:
    """Say what this is and stands for."""
    return card(
        text(f"### Whetstone {__version__}", CREED),
        text(
            "It keeps your practice logs, shows streaks that can be explained, and brings the "
            "group together once a week to look back. No points, no ranking by totals.",
        ),
        text(
            "**Yours is yours.** I read no messages, only what you give to commands, buttons and "
            "forms, and you are private until you choose otherwise.",
            "`/privacy` shows what is stored, hands it over, and deletes it.",
        ),
        rule(),
        text(safety(bearings.community.resources)),
    )


def _next_steps(bearings: Bearings) -> list[str]:
    steps = [
        "`/today` shows your day. When you have done something, `/log` notes it."
        if bearings.is_practising
        else "Choose one thing to practise, with a minimum that fits ten minutes."
    ]
    if bearings.is_moderator and bearings.community.set_up_at is None:
        steps.append("As a moderator: `/community setup` begins the weekly posts.")
    return steps


def _say_group(title: str, commands: Mapping[str, str]) -> str:
    lines = (f"`{name}` {words}" for name, words in commands.items())
    return "\n".join((f"**{title}**", *lines))
