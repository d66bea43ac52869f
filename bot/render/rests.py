"""Cards of rests: one that was taken, ended or is over, and all there are."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from discord import ButtonStyle, SelectOption, ui

from bot.domain.days import DAY
from bot.domain.restarts import LONG_REST_DAYS
from bot.render.card import button, buttons, card, choice, primary, rule, section, text
from bot.render.days import say_day
from bot.render.pages import page_of, pager
from bot.render.practices import EditPractice, ListPractices
from bot.render.rest_presses import (
    AnswerRest,
    ChooseEndedRest,
    EndRest,
    EndRests,
    RestForm,
    ShowRests,
    TellRestEnd,
    WaveOffRest,
    pause_button,
)
from bot.render.skips import say_forgiveness, say_held, say_skip
from bot.render.text import count, inert, quote, shorten
from bot.render.thresholds import say_sign

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from bot.domain.resting import Ended, RestOver, RestsShown, Taken
    from bot.domain.rests import NamedRest, Rest, RestToday
    from bot.render.card import Block, Card

RESTS_ON_A_PAGE = 5
MOST_CHOICES = 25
LONGEST_SHOWN = 80
EVERYTHING = "Everything"
NOT_TOLD = (
    "Discord did not let me write to you, so nothing will be sent. Direct messages from this "
    "server can be allowed in its privacy settings; then this button works."
)


def taken(what: Taken, note: str | None = None) -> Card:
    """Confirm a rest, and say what it holds before that matters."""
    rest, today = what.named.rest, what.today
    lines = [line for each in what.held for line in say_held(each, what.this_week)]
    return card(
        text(
            f"### {_title(rest, today)}",
            f"{say_what(what.named)} rests, {say_days(rest, today)}: "
            f"{count(rest.days.length, 'day')}. Both ends belong to it.",
        ),
        text(quote(rest.reason)) if rest.reason else None,
        text(*lines) if lines else None,
        _smaller(what),
        text(note or _say_telling(rest, today)),
        buttons(
            _tell_button(rest) if rest.days.last >= today else None,
            _end_button(rest, today) if rest.days.last >= today else None,
            button("All rests", ShowRests(page=0)),
        ),
    )


def shown(what: RestsShown, number: int = 0) -> Card:
    """Show rests that run or will, what is left to forgive, and what tomorrow may be."""
    today = what.today
    page = page_of(what.rests, number, RESTS_ON_A_PAGE)
    blocks: list[Block | None] = [text("### Rest", None if what.rests else _NONE_PLANNED)]
    blocks += [section(_lines(each, today), _end_button(each.rest, today)) for each in page.items]
    blocks.append(pager(page, lambda to: ShowRests(page=to)))
    for each in what.practices:
        words = [say_forgiveness(each.forgiveness), say_skip(each)]
        blocks += [rule(), text(f"**{inert(each.practice.name)}**", *words)]
    sign = say_sign(*what.signs)
    blocks += [rule(), text(sign) if sign else None]
    blocks.append(buttons(primary("Plan a rest", RestForm(practice_id=0)), pause_button()))
    return card(*blocks)


def ended(what: Ended) -> Card:
    """Say what ended, what still rests, and that a small start is enough."""
    if not what.ended and what.left:
        return _which(what)
    lines = [_say_ended(each, what.today) for each in what.ended]
    left = [f"{say_what(each)} rests {_until(each.rest, what.today)}." for each in what.left]
    asked = next((each.rest for each in what.ended if _is_to_ask(each.rest, what.today)), None)
    return card(
        text("### Back from rest" if lines else "### Nothing rests today", *lines, *left),
        None if left else text("Ten minutes are a good first step. `/today` has the rest."),
        buttons(
            button("One question", AnswerRest(rest_id=asked.id)) if asked else None,
            button("All rests", ShowRests(page=0)),
        ),
    )


def answered(rest: Rest) -> Card:
    """Thank for the answer about a rest, or leave it at that."""
    if not (rest.gave_back or rest.stays):
        return card(text("All right. A rest needs no reasons."))
    return card(
        text("### What the rest gave you"),
        text("**It gave back**", quote(rest.gave_back)) if rest.gave_back else None,
        text("**It stays**", quote(rest.stays)) if rest.stays else None,
        text("-# Only you see this."),
    )


def today(what: RestToday) -> tuple[Block, ...]:
    """Say what rests today or soon, and ask once about a rest that is over."""
    if what.running:
        lines = [_say_running(each, what.today) for each in what.running]
        words = "\n".join((*lines, *_planned(what)))
        return (section(words, button("End it", EndRests())),)
    asked = what.asks
    if asked is None:
        return (text(*_planned(what)),)
    over = (
        f"Your rest is over ({_inside(asked)}, until "
        f"{say_day(asked.rest.days.last, what.today)}).{_first_step(asked.rest, what.today)}"
    )
    return (
        text(f"{over} What did it give back, and what stays?", *_planned(what)),
        buttons(
            button("Say it", AnswerRest(rest_id=asked.rest.id)),
            button("Not now", WaveOffRest(rest_id=asked.rest.id)),
        ),
    )


def will_tell(what: Taken) -> Card:
    """Confirm in somebody's direct messages that the end of their rest will be told there."""
    day = say_day(what.named.rest.days.last, what.today)
    return card(text(f"I will write to you here when your rest is over. Its last day is {day}."))


def over(what: RestOver) -> Card:
    """Tell somebody directly that their rest is over, as they asked for."""
    practice = what.named.practice
    name = f"Your rest from {inert(practice.name)}" if practice else "Your rest"
    return card(
        text(
            f"### {name} is over",
            "Ten minutes are a good first step, and anything you log today is a comeback.",
            "-# You asked me to write when it ends. I write about this once.",
        ),
        buttons(
            ui.Button(
                style=ButtonStyle.link,
                label="Open the community",
                url=f"https://discord.com/channels/{what.community_id}",
            )
        ),
    )


def say_what(named: NamedRest) -> str:
    """Name what rests: a practice, or everything."""
    return inert(named.practice.name) if named.practice else EVERYTHING


def say_days(rest: Rest, seen_from: date) -> str:
    """Say the days of a rest: "today", "tomorrow to Fri 5 Dec"."""
    first, last = (say_day(day, seen_from) for day in (rest.days.first, rest.days.last))
    return first if first == last else f"{first} to {last}"


_NONE_PLANNED = (
    "Nothing rests, and nothing is planned. A rest keeps every streak, and it has an end: that is "
    "what makes it a part of the plan."
)


def _inside(named: NamedRest) -> str:
    return inert(named.practice.name) if named.practice else EVERYTHING.lower()


def _title(rest: Rest, today: date) -> str:
    if today in rest.days:
        return f"Resting {_until(rest, today)}"
    return "A rest is planned" if rest.days.first > today else "That day rests"


def _first_step(rest: Rest, today: date) -> str:
    """Say it after a short rest; a longer one ends with a small restart of its own."""
    is_new = rest.days.last == today - DAY
    is_short = rest.days.length < LONG_REST_DAYS
    return " Ten minutes are a good first step." if is_new and is_short else ""


def _until(rest: Rest, today: date) -> str:
    return "today" if rest.days.last == today else f"until {say_day(rest.days.last, today)}"


def _smaller(what: Taken) -> Block | None:
    rest = what.named.rest
    if not rest.may_be_smaller:
        return None
    practice = what.named.practice
    press = EditPractice(practice_id=practice.id) if practice else ListPractices(page=0)
    words = f"Made longer {count(rest.extended, 'time')} now. Would a smaller plan suit you better?"
    return section(words, button("A smaller plan", press))


def _say_telling(rest: Rest, today: date) -> str:
    if rest.tell_at:
        return "-# I will write to you directly on the morning after its last day."
    if rest.days.last < today:
        return "-# It is over, and nothing in it was missed."
    return "-# Others see only “resting”. `/today` brings a small first step when it is over."


def _tell_button(rest: Rest) -> ui.Button[Any]:
    if rest.tell_at:
        return button("Do not write to me", TellRestEnd(rest_id=rest.id, wanted=0))
    return button("Write to me when it ends", TellRestEnd(rest_id=rest.id, wanted=1))


def _end_button(rest: Rest, today: date) -> ui.Button[Any]:
    label = "Take it back" if rest.days.first > today else "End it"
    return button(label, EndRest(rest_id=rest.id))


def _lines(named: NamedRest, today: date) -> str:
    rest = named.rest
    kind = "Pause" if rest.is_pause else say_what(named)
    reason = f"\n-# {inert(shorten(' '.join(rest.reason.split()), LONGEST_SHOWN))}"
    return f"**{kind}** · {say_days(rest, today)}{reason if rest.reason else ''}"


def _which(what: Ended) -> Card:
    options = [
        SelectOption(
            label=shorten(each.practice.name if each.practice else EVERYTHING, 100),
            description=_until(each.rest, what.today),
            value=str(each.rest.id),
        )
        for each in what.left[:MOST_CHOICES]
    ]
    return card(
        text("### Which rest is over?", "Each of these practices has a rest of its own."),
        choice(ChooseEndedRest(), options, placeholder="A rest"),
    )


def _say_ended(named: NamedRest, today: date) -> str:
    what = "The pause" if named.rest.is_pause else f"The rest ({_inside(named)})"
    if named.rest.days.first >= today:
        return f"{what} is taken back, as if it had never been planned."
    return f"{what} ended yesterday. Its days stay days of rest."


def _is_to_ask(rest: Rest, today: date) -> bool:
    return not rest.is_pause and rest.days.first < today


def _say_running(named: NamedRest, today: date) -> str:
    if named.rest.is_pause:
        return f"**Paused {_until(named.rest, today)}.** Everything is held, and nothing is missed."
    who = "" if named.practice is None else f" ({say_what(named)})"
    return f"**Resting {_until(named.rest, today)}**{who}. Nothing in it can be missed."


def _planned(what: RestToday) -> Iterator[str]:
    for each in what.planned:
        yield f"-# A rest comes ({_inside(each)}): {say_days(each.rest, what.today)}."
