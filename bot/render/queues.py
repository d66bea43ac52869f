"""The queue in words: what waits for an answer, why in this order, and who holds what."""

from __future__ import annotations

from datetime import timedelta
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from discord.utils import format_dt

from bot.domain.pieces import PieceKind
from bot.domain.queues import PAGE, Criterion, HoldsFull, OwnRequest, RequestHeld
from bot.domain.requests import RequestKind
from bot.render.card import button, buttons, card, primary, rule, text
from bot.render.pages import Page, pager
from bot.render.pieces import report_button
from bot.render.presses import Count, Press
from bot.render.requests import HARDSHIPS, SOMEBODY, WISHES
from bot.render.text import count, inert, mention, quote, shorten

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from discord import ui

    from bot.domain.queues import Entry, Explained, Filter, Placed, QueuePage
    from bot.domain.requests import Request
    from bot.render.card import Block, Card

# A page of them, every character escaped, fit into one message.
LONGEST_SHOWN = 90
_HOUR, _DAY = timedelta(hours=1), timedelta(days=1)
_TOLD_IN_HOURS = 2 * _DAY


class ShowQueue(Press, tag="queue"):
    """Show a page of the queue; a skill of 0 stands for all."""

    page: Count
    skill_id: Count


class TakeRequest(Press, tag="queue-take"):
    """Take a request, or go on with it."""

    request_id: Count


class ReleaseRequest(Press, tag="queue-release"):
    """Give a request back."""

    request_id: Count


class WhyThisOrder(Press, tag="queue-why"):
    """Say why the requests of a page stand in this order."""

    page: Count
    skill_id: Count


# Between two changes all look at the same front page, and building it is most of the work.
@lru_cache(maxsize=100)
def queue(page: QueuePage) -> Card:
    """Show a page of what waits for the viewer, with honest waiting times."""
    if not page.waiting:
        return _nothing(page.only)
    about = f" about {inert(page.only.name)}" if page.only else ""
    blocks: list[Block] = [text(f"### What you may answer{about}", *_honest(page))]
    for entry in page.entries:
        blocks += [rule(), text(_entry_text(entry)), _entry_buttons(entry, page)]
    return card(*blocks, below=_below(page))


def why(shown: Explained) -> Card:
    """Explain the order of a page, each request against the next one."""
    page = shown.page
    lines = (
        f"{page.number * PAGE + index}. {_title(each.entry)} · {_reason(each, page)}."
        for index, each in enumerate(shown.placed, start=1)
    )
    return card(
        text(
            f"### Why {'this order' if page.number else 'is this first'}?",
            *lines,
            (
                "-# It is the same for everybody: somebody who is stuck first, then whole days "
                "waited, then what its author gave others minus what they took in 60 days, then "
                "who asked first."
            ),
        ),
        buttons(primary("Back to the queue", _turn(page, page.number))),
    )


def released(request: Request) -> Card:
    """Confirm that a request is not with the helper any more."""
    again = "It is back in the queue, where it keeps its place. Thank you for looking."
    done = "It does not wait for an answer any more."
    return card(
        text("### Not with you any more", again if request.is_open else done), buttons(_next())
    )


def _nothing(only: Filter | None) -> Card:
    if only:
        return card(
            text(f"### Nothing about {inert(only.name)} waits for you just now"),
            buttons(button("Everything that waits", ShowQueue(page=0, skill_id=0))),
        )
    return card(
        text(
            "### Nothing waits for you just now",
            "Whatever was asked is answered, or somebody is on it.",
            "This is a good moment to ask: `/feedback ask` for something that you made, "
            "`/feedback stuck` when it is hard.",
        )
    )


def _honest(page: QueuePage) -> Iterator[str]:
    """Tell how long answers really take."""
    days = f"for {count(page.longest_days, 'day')}" if page.longest_days else "less than a day"
    if page.waiting == 1:
        yield f"One waits, {days}."
    else:
        yield f"{page.waiting} wait, the longest {days}."
    if page.pace is None:
        yield "Nobody was answered in the last four weeks: yours may be the first answer."
    else:
        yield f"Half of the answers of the last four weeks came within {_say_span(page.pace)}."


def _say_span(span: timedelta) -> str:
    """Say a time, rounded up: "1 hour", "30 hours", "3 days"."""
    if span <= _TOLD_IN_HOURS:
        return count(max(1, -(-span // _HOUR)), "hour")
    return count(-(-span // _DAY), "day")


# The front of a queue is what everybody looks at, and making words inert is half of its cost.
@lru_cache(maxsize=1_000)
def _entry_text(entry: Entry) -> str:
    asks = entry.words if entry.kind is RequestKind.STUCK else entry.question
    said = f"\n{quote(shorten(' '.join(asks.split()), LONGEST_SHOWN))}" if asks else ""
    return f"{_title(entry)}\n-# {' · '.join(_facts(entry))}{said}"


def _title(entry: Entry) -> str:
    if entry.hardship:
        return f"**Stuck: {HARDSHIPS[entry.hardship]}**"
    return f"**{inert(entry.title)}**"


def _facts(entry: Entry) -> Iterator[str]:
    yield SOMEBODY if entry.anonymous else mention(entry.user_id)
    if entry.asked:
        yield "asks you alone"
    if entry.wish:
        yield f"wants {WISHES[entry.wish]}"
    if entry.skill:
        yield inert(entry.skill)
    if entry.rubric:
        yield f"rubric {inert(entry.rubric)}"
    yield f"asked {format_dt(entry.asked_at, 'R')}"
    if entry.wanted_by:
        yield f"wanted {format_dt(entry.wanted_by, 'R')}"


def _entry_buttons(entry: Entry, page: QueuePage) -> Block:
    take, report = TakeRequest(request_id=entry.id), report_button(PieceKind.REQUEST, entry.id)
    if entry.id not in page.mine:
        return buttons(button("Take it", take), report)
    back = button("Give it back", ReleaseRequest(request_id=entry.id))
    return buttons(primary("Continue", take), back, report)


def _below(page: QueuePage) -> list[Block]:
    """Offer the pages beside this one, and the reasons for its order."""
    press = WhyThisOrder(page=page.number, skill_id=_skill_id(page.only))
    ask = button("Why this order?" if page.number else "Why is this first?", press)
    turn = pager(Page(page.entries, page.number, page.last), lambda to: _turn(page, to))
    return [turn, buttons(ask)] if turn else [buttons(ask)]


def _turn(page: QueuePage, number: int) -> ShowQueue:
    return ShowQueue(page=number, skill_id=_skill_id(page.only))


def _reason(placed: Placed, page: QueuePage) -> str:
    """Say what puts one before the next; no numbers of people, and nobody is named."""
    if placed.entry.id in page.mine:
        return "it is with you"
    if placed.why is None:
        return "nothing comes after it"
    match placed.why.criterion:
        case Criterion.STUCK:
            return "it is from somebody who is stuck, the next one is not"
        case Criterion.WAITED:
            days, other = placed.why.days, placed.why.other_days
            return f"it has waited {count(days, 'day')}, the next one {other or 'less than a day'}"
        case Criterion.GAVE:
            return "its author gave others more lately, set against what they took"
        case _:
            return "it was asked before the next one"


def _skill_id(only: Filter | None) -> int:
    return only.skill_id if only else 0


def _next() -> ui.Button[Any]:
    return button("Who waits next", ShowQueue(page=0, skill_id=0))


def _held(refusal: HoldsFull) -> Block:
    return buttons(*(primary("Continue", TakeRequest(request_id=each)) for each in refusal.held))


REFUSALS: Mapping[type[Exception], Callable[[Any], str]] = {
    RequestHeld: lambda refusal: (
        f"{mention(refusal.by)} was faster and has it until {format_dt(refusal.until, 't')}. "
        "If it comes back by then, it waits in the queue again."
    ),
    HoldsFull: lambda refusal: (
        f"You hold {count(refusal.limit, 'request')} already, which is as many as fit at once. "
        "Answer it or give it back, and this one can be yours."
    ),
    OwnRequest: lambda _: (
        "This one is yours, and it needs somebody else's eyes. `/feedback withdraw` takes it back."
    ),
}

STEPS: Mapping[type[Exception], Callable[[Any], Block]] = {
    HoldsFull: _held,
    RequestHeld: lambda _: buttons(_next()),
}
