"""The forms around a log, and what their answers mean."""

from __future__ import annotations

from typing import TYPE_CHECKING

from discord import SelectOption

from bot.domain.amounts import DONE
from bot.domain.entries import (
    LONGEST_FOCUS,
    LONGEST_LESSON,
    LONGEST_NOTE,
    LONGEST_WHERE,
    Entry,
)
from bot.domain.logs import Felt
from bot.render.amounts import plain_amount, plain_standard
from bot.render.forms import Field, form, line, paragraph, pick
from bot.render.logs import FELT

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.domain.amounts import Standard
    from bot.domain.log_cards import LogLine
    from bot.render.forms import Answers, Form
    from bot.render.presses import Press

LONGEST_AMOUNT = 40


def log_form(title: str, press: Press, standard: Standard, answers: Answers) -> Form:
    """Ask for an amount and the words that go with it; used to log and to correct."""
    filled = {"amount": DONE, **answers} if standard.unit == DONE else answers
    return form(
        title,
        press,
        line(
            Field("amount", "How much?", _amount_hint(standard)),
            filled,
            longest=LONGEST_AMOUNT,
            example=plain_standard(standard),
        ),
        paragraph(Field("note", "A note", required=False), filled, longest=LONGEST_NOTE),
        line(Field("where", "Where?", required=False), filled, longest=LONGEST_WHERE),
        line(
            Field("focus", "The one spot worked on", required=False),
            filled,
            longest=LONGEST_FOCUS,
        ),
        pick(
            Field("felt", "How did it feel?", "All count alike.", required=False),
            filled,
            [SelectOption(label=words, value=felt.value) for felt, words in FELT.items()],
        ),
    )


def lesson_form(press: Press, answers: Answers) -> Form:
    """Ask what a block that went badly taught."""
    return form(
        "What did it teach?",
        press,
        paragraph(
            Field("lesson", "What did it teach?", "It is shown on the card of this log."),
            answers,
            longest=LONGEST_LESSON,
        ),
    )


def answers_of(entry: LogLine) -> dict[str, str]:
    """Fill the form of a log with what it says."""
    log = entry.log
    return {
        "amount": plain_amount(log.amount, entry.practice.standard_on(log.day).unit),
        "note": log.note or "",
        "where": log.where or "",
        "focus": log.focus or "",
        "felt": log.felt.value if log.felt else "",
    }


def answers_to_keep(entry: Entry) -> dict[str, str]:
    """Write down an entry that lacks its practice; the rest is read back by `read_entry`."""
    return {
        "amount": entry.amount,
        "day": entry.day,
        "note": entry.note,
        "where": entry.where,
        "focus": entry.focus,
        "felt": entry.felt.value if entry.felt else "",
        "link": entry.link,
        "applied": entry.applied,
    }


def read_entry(answers: Mapping[str, str], practice_id: int) -> Entry:
    """Read a form, or an entry that was kept, for a practice."""
    felt = answers.get("felt")
    return Entry(
        amount=answers.get("amount", ""),
        practice=str(practice_id),
        day=answers.get("day", ""),
        note=answers.get("note", ""),
        where=answers.get("where", ""),
        focus=answers.get("focus", ""),
        felt=Felt(felt) if felt else None,
        link=answers.get("link", ""),
        applied=answers.get("applied", ""),
    )


def _amount_hint(standard: Standard) -> str:
    if standard.unit == DONE:
        return 'This practice is yes or no: "done" is all it takes.'
    return "A number is enough. Anything counts, and the minimum keeps the plan."
