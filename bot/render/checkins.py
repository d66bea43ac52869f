"""The monthly check-in: its form, its card, and its line on `/today`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bot.domain.checkins import LONGEST_ANSWER, CheckinWords, NothingSaid
from bot.render.card import button, buttons, card, rule, section, text
from bot.render.days import MONTHS
from bot.render.forms import Field, form, paragraph
from bot.render.presses import Count, Press
from bot.render.text import inert, quote, shorten

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from bot.domain.checkins import CheckedIn, Checkin, CheckinToday, TooAmbitious
    from bot.domain.months import Month
    from bot.render.card import Block, Card
    from bot.render.forms import Answers, Form

LONGEST_EARLIER = 80
QUESTIONS: Mapping[str, str] = {
    "works": "What works?",
    "too_much": "What is too much?",
    "changes": "What changes now?",
}


class CheckIn(Press, tag="checkin"):
    """Say what works, what is too much and what changes, in a form."""


class EaseSchedule(Press, tag="checkin-ease"):
    """Plan a practice so many times a week: as often as it really was kept."""

    practice_id: Count
    times: Count


def checkin_form(press: CheckIn, answers: Answers) -> Form:
    """Ask the three questions; each may be left out."""
    return form(
        "Monthly check-in",
        press,
        *(
            paragraph(Field(name, label, required=False), answers, longest=LONGEST_ANSWER)
            for name, label in QUESTIONS.items()
        ),
    )


def checkin_words(answers: Answers) -> CheckinWords:
    """Read what the form said."""
    works, too_much, changes = (answers.get(name, "") for name in QUESTIONS)
    return CheckinWords(works=works, too_much=too_much, changes=changes)


def answers_of(checkin: Checkin) -> dict[str, str]:
    """Fill the form with what was said before."""
    return {name: said(checkin) for name, said in _SAID.items()}


def checked_in(what: CheckedIn) -> Card:
    """Show a check-in beside those before it, and what was too ambitious."""
    checkin = what.checkin
    return card(
        text(f"### Your check-in, {say_month(checkin.month)}", "-# Private: only you see it."),
        *(_compared(name, checkin, what.earlier) for name in QUESTIONS),
        *_ambitious(what),
        rule(),
        buttons(button("Revise", CheckIn())),
    )


def today(shown: CheckinToday) -> tuple[Block, ...]:
    """Say on `/today` that it is time for a check-in."""
    last = f" The last one was in {say_month(shown.last)}." if shown.last else ""
    words = f"A check-in is due: what works, what is too much, what changes?{last}"
    return (section(words, button("Check in", CheckIn())),)


def times_a_week(times: int) -> str:
    """Say a schedule as members type it."""
    return f"{times}x a week"


def say_month(month: Month) -> str:
    """Say a month: "Nov 2026"."""
    return f"{MONTHS[month.number - 1]} {month.year}"


REFUSALS: Mapping[type[Exception], Callable[[Any], str]] = {
    NothingSaid: lambda _: "One of the three answers is enough. A word or two will do.",
}

_SAID: Mapping[str, Callable[[Checkin], str]] = {
    "works": lambda checkin: checkin.works,
    "too_much": lambda checkin: checkin.too_much,
    "changes": lambda checkin: checkin.changes,
}


def _compared(name: str, checkin: Checkin, earlier: Sequence[Checkin]) -> Block:
    said = _SAID[name]
    now = said(checkin)
    return text(
        f"**{QUESTIONS[name]}**",
        quote(now) if now else "> -",
        *(
            f"-# {say_month(each.month)}: {inert(shorten(said(each), LONGEST_EARLIER))}"
            for each in earlier
            if said(each)
        ),
    )


def _ambitious(what: CheckedIn) -> Iterator[Block]:
    for each in what.ambitious:
        yield section(_say_ambitious(each), _ease(each))


def _say_ambitious(each: TooAmbitious) -> str:
    kept = each.adherence
    is_what = "is what they carried" if kept.kept else "is a gentle way back"
    return (
        f"**{inert(each.practice.name)}**: {kept.kept} of {kept.planned} planned blocks kept in "
        f"four weeks ({kept.percent} %). It asks for more than these weeks had room for; "
        f"{times_a_week(each.times)} {is_what}."
    )


def _ease(each: TooAmbitious) -> Any:
    press = EaseSchedule(practice_id=each.practice.id, times=each.times)
    return button(f"Plan {times_a_week(each.times)}", press)
