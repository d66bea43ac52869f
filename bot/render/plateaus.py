"""What helps on a plateau."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain.plateau_help import Ending
from bot.render.card import button, buttons, card, rule, text
from bot.render.days import MONTHS
from bot.render.logs import LogNow
from bot.render.practice_presses import EditPractice
from bot.render.text import inert, mention

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from bot.domain.plateau_help import PastPlateau, PlateauHelp
    from bot.render.card import Card

MOST_EARLIER = 3
_ENDINGS = {
    Ending.UP: "then more came",
    Ending.DOWN: "then less came",
    Ending.CHANGED: "then the plan became another one",
}


def what_helps(shown: PlateauHelp) -> Card:
    """Tell first how normal it is, then what to try, and who came through one."""
    practice = shown.practice
    now = (
        "As much as before for eight weeks, while the plan is kept: that is a plateau."
        if shown.is_now
        else "Your logs show no plateau here at the moment. This helps on one:"
    )
    return card(
        text(f"### {inert(practice.name)}: what helps on a plateau", now),
        text("\n".join(_how_normal(shown))),
        rule(),
        text(
            "**Less intensity before more time.** Make it lighter for a week or two, and keep the "
            "days.",
            "**Another context.** Boredom looks like a plateau: another place, another time, "
            "another person. Name it under “where” as you log it.",
        ),
        text("\n".join(_who(shown))) if shown.came_through else None,
        None
        if practice.is_archived
        else buttons(
            button("Make it lighter", EditPractice(practice_id=practice.id)),
            button("Log it elsewhere", LogNow(practice_id=practice.id)),
        ),
    )


def _how_normal(shown: PlateauHelp) -> Iterator[str]:
    yield "Plateaus are normal: what was learnt settles before more is added."
    for each in shown.earlier[:MOST_EARLIER]:
        yield f"- You had one {_say_span(each, shown.today)}; {_ENDINGS[each.ending]}."
    if not shown.earlier:
        yield "- It would be the first one that your logs of two years show."
    if shown.others:
        yield f"- At least {shown.others} people here are in one now."


def _who(shown: PlateauHelp) -> Iterator[str]:
    yield "**Who came through one lately**, of those who like to help"
    for each in shown.came_through:
        yield f"- {mention(each.user_id)} with {inert(each.practice)}"


def _say_span(each: PastPlateau, today: date) -> str:
    first, last = _say_month(each.first, today), _say_month(each.last, today)
    return f"in {last}" if first == last else f"from {first} to {last}"


def _say_month(day: date, today: date) -> str:
    month = MONTHS[day.month - 1]
    return month if day.year == today.year else f"{month} {day.year}"
