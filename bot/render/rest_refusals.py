"""What cannot rest, and what to type or click instead."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bot.domain.rest_rules import (
    LONGEST_DAYS,
    NothingRests,
    RestEndsTooEarly,
    RestGone,
    RestOverlaps,
    RestTooEarly,
    RestTooFar,
    RestTooLong,
    UnknownRestDay,
)
from bot.render.card import button, buttons, primary
from bot.render.days import say_day
from bot.render.rest_presses import ExtendRest, ShowRests
from bot.render.rests import say_days
from bot.render.text import typed

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from bot.render.card import Block


def _ends_too_early(refusal: RestEndsTooEarly) -> str:
    first, last = (say_day(day, refusal.today) for day in (refusal.days.first, refusal.days.last))
    if refusal.days.last < refusal.today and refusal.days.first == refusal.today:
        return (
            f"Without a `from`, a rest begins today, and {last} is before that. If the day before "
            "today was a rest already, type `from: yesterday` as well; else a day ahead, such as "
            "`until: tomorrow`, `until: friday` or `until: in 5 days`."
        )
    return (
        f"That rest would end ({last}) before it begins ({first}). Type an `until` that is not "
        "before its `from`."
    )


def _overlaps(refusal: RestOverlaps) -> str:
    there = refusal.there
    what = "Everything rests" if there.practice_id is None else "That practice rests"
    days = say_days(there, refusal.today)
    if refusal.instead:
        return f"{what} already, {days}. It can be made longer instead."
    return (
        f"{what} already, {days}. Choose days that are still free, or end that one first; "
        "`/rest show` lists them all."
    )


def _nothing(refusal: NothingRests) -> str:
    if refusal.planned is None:
        return "Nothing rests today, so there is nothing to end. `/rest take` plans a rest."
    days = say_days(refusal.planned, refusal.today)
    return f"Nothing rests today. The next rest is planned for {days}; here it can be taken back."


def _instead(refusal: RestOverlaps) -> Block | None:
    if refusal.instead is None:
        return buttons(button("All rests", ShowRests(page=0)))
    press = ExtendRest(rest_id=refusal.there.id, until=refusal.instead)
    return buttons(primary(f"Rest until {say_day(refusal.instead, refusal.today)} instead", press))


def _show(_: object) -> Block:
    return buttons(button("All rests", ShowRests(page=0)))


REFUSALS: Mapping[type[Exception], Callable[[Any], str]] = {
    UnknownRestDay: lambda refusal: (
        f'I could not read {typed(refusal.text)} as a day. Try "tomorrow", "friday", "in 5 days" '
        'or a date such as "2026-12-24".'
    ),
    RestTooEarly: lambda refusal: (
        f"A rest can begin yesterday at the earliest, and {say_day(refusal.first, refusal.today)} "
        "is longer ago. Type `from: yesterday`, or leave `from` out to begin today. Small logs for "
        "earlier days can still be added with `/log`."
    ),
    RestEndsTooEarly: _ends_too_early,
    RestTooLong: lambda refusal: (
        f"One rest has {LONGEST_DAYS} days at most, so that it has an end to look forward to. "
        f"Until {say_day(refusal.latest, refusal.today)} is possible; it can be made longer when "
        "the time comes."
    ),
    RestTooFar: lambda refusal: (
        f"{say_day(refusal.last, refusal.today)} is more than a year ahead. Plan it when it is "
        "nearer, or type an earlier day."
    ),
    RestOverlaps: _overlaps,
    NothingRests: _nothing,
    RestGone: lambda _: "That rest is over, or was taken back. `/rest show` lists what is planned.",
}

STEPS: Mapping[type[Exception], Callable[[Any], Block | None]] = {
    RestOverlaps: _instead,
    NothingRests: _show,
    RestGone: _show,
}
