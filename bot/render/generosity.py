"""What a member asked, received and gave, and what of it waits for them."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from discord.utils import format_dt

from bot.domain.asking import FIRST_OPEN, HELPFUL_FOR_MORE, MORE_OPEN, MOST_OPEN
from bot.domain.generosity import Side
from bot.domain.pieces import PieceKind
from bot.domain.ratings import asks_applied, awaits_rating, has_news, is_unread
from bot.render.answered import OpenFeedback
from bot.render.card import button, buttons, card, primary, rule, section, text
from bot.render.pages import Page, pager
from bot.render.pieces import report_button
from bot.render.presses import Count, Press
from bot.render.ratings import (
    RateFeedback,
    SayApplied,
    WhatCame,
    say_about,
    say_asker,
    say_rating,
)
from bot.render.requests import WidenRequest, WithdrawRequest, lapsed, say_request
from bot.render.text import count, mention, quote, say_person

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from discord import ui

    from bot.domain.generosity import FeedbackWaiting, MineAnswered, MineAsked
    from bot.domain.ids import FeedbackId
    from bot.domain.ratings import Answer
    from bot.domain.requests import Request
    from bot.render.card import Block, Card

NOTHING_YET = "Nothing yet: ratings often take a few days."
# A card takes 4 000 characters, and quotations grow where markdown is made plain.
MOST_QUOTED = 3_400
TABS = {Side.ASKED: "Asked", Side.RECEIVED: "Received", Side.GIVEN: "Given"}
# A card holds 40 components: so many requests, open and closed.
MOST_ROWS = MOST_OPEN + 1
HOUR = timedelta(hours=1)
DAY = timedelta(days=1)


class ShowMine(Press, tag="feedback-mine"):
    """Show one part of what is mine: asked, received or given."""

    side: Side
    page: Count


def asked(mine: MineAsked) -> Card:
    """Show what of mine waits for others, who is on it, and how many may wait at once."""
    blocks: list[Block | None] = [text("### My feedback: asked", _say_answered(mine))]
    for each in mine.requests:
        blocks += [rule(), text(*_request_lines(each, mine)), _request_buttons(each)]
    if not mine.requests:
        blocks += [rule(), text("Nothing of yours waits. `/feedback ask` or `stuck` begins.")]
    if mine.lapsed:
        blocks += [rule(), *map(lapsed, mine.lapsed[: MOST_ROWS - len(mine.requests)])]
    return card(*blocks, rule(), text(*_terms(mine)), below=[_tabs(Side.ASKED, 0)])


def answered(mine: MineAnswered) -> Card:
    """Show a page of what I received or gave, with its numbers."""
    is_given = mine.side is Side.GIVEN
    numbers = _say_given(mine) if is_given else _say_received(mine)
    blocks: list[Block] = [text(f"### My feedback: {mine.side.value}", numbers)]
    for each in mine.answers:
        shown = _given(each) if is_given else _received(each, mine)
        blocks += [rule(), shown]
    return card(*blocks, _pager(mine), below=[_tabs(mine.side, mine.page)])


def what_came(answer: Answer) -> Card:
    """Show a helper what came of their answer, every word of it."""
    given, rating = answer.feedback, answer.feedback.rating
    # What was said of a problem is not for whoever gave.
    remark = rating.remark if rating and not rating.problematic else ""
    parts = (
        ("Feedback on your feedback", remark),
        ("What happened", given.applied_note),
        ("Their reply", given.reply),
    )
    said = [(headline, words) for headline, words in parts if words]
    plain = sum(len(quote(words)) for _, words in said) > MOST_QUOTED
    show = _block if plain else quote
    lines = list(say_rating(given))
    return card(
        text(
            f"### What came of your answer to {say_about(answer)}",
            f"For {say_asker(answer)}.",
            *(lines if lines or said else (NOTHING_YET,)),
        ),
        *(text(f"**{headline}**", show(words)) for headline, words in said),
        buttons(
            button("My answer", OpenFeedback(feedback_id=given.id)),
            report_button(PieceKind.FEEDBACK, given.id) if said else None,
        ),
    )


def waiting(what: FeedbackWaiting) -> Iterator[Block]:
    """Give the lines of `/today` about feedback, each with the way to it."""
    if what.unseen:
        mine = ShowMine(side=Side.RECEIVED, page=0)
        press = OpenFeedback(feedback_id=what.unseen[0]) if len(what.unseen) == 1 else mine
        yield section(f"{_answers(what.unseen)} to be read.", button("Read", press))
    if what.unrated:
        # One form at a time, also where several wait: no button may stand twice on a card.
        rate = RateFeedback(feedback_id=what.unrated[0])
        yield section(f"{_answers(what.unrated)} for your rating.", button("Rate", rate))
    for feedback_id in what.undecided[:1]:
        say = button("Say", SayApplied(feedback_id=feedback_id))
        yield section("A week ago an answer proposed a change. Did you try it?", say)
    if what.news:
        number = len(what.news)
        said = "Something came" if number == 1 else f"{number} things came"
        press_ = (
            WhatCame(feedback_id=what.news[0]) if number == 1 else ShowMine(side=Side.GIVEN, page=0)
        )
        yield section(f"{said} of feedback that you gave.", button("See", press_))


def _block(typed: str) -> str:
    """Show a text as it is, whatever markdown is in it; it grows by its frame alone."""
    plain = typed.replace("`", "'")
    return f"```\n{plain}\n```"


def _answers(ids: Sequence[FeedbackId]) -> str:
    return "An answer waits" if len(ids) == 1 else f"{len(ids)} answers wait"


def _say_answered(mine: MineAsked) -> str | None:
    numbers = mine.numbers
    if not numbers.ended:
        return None
    wait = f", typically within {_say_span(numbers.median_wait)}" if numbers.median_wait else ""
    return f"{numbers.answered} of {count(numbers.ended, 'request')} answered{wait}."


def _request_lines(request: Request, mine: MineAsked) -> Iterator[str]:
    yield f"**{say_request(request)}** · asked {format_dt(request.asked_at, 'R')}"
    if request.hold and (holder := mine.holder(request)):
        yield f"{mention(holder)} is on it until {format_dt(request.hold.until, 't')}."
    elif request.asked:
        yield f"Waits for {mention(request.asked)}."
    else:
        yield "Waits in the queue; nobody is on it yet."


def _request_buttons(request: Request) -> Block:
    return buttons(
        button("Take it back", WithdrawRequest(request_id=request.id)),
        button("Ask everybody instead", WidenRequest(request_id=request.id))
        if request.asked
        else None,
    )


def _terms(mine: MineAsked) -> Iterator[str]:
    yield f"-# {len(mine.requests)} of {count(mine.limit, 'open request')} in use."
    yield (
        f"-# Why {mine.limit}? {FIRST_OPEN} to begin with, {MORE_OPEN} more for every "
        f"{HELPFUL_FOR_MORE} helpful answers in 60 days, {MOST_OPEN} at most. "
        f"You gave {mine.helpful}."
    )
    if mine.latest:
        kept = count(mine.versions, "version")
        yield f"-# {kept} of your work kept, the latest: {say_request(mine.latest)}"


def _say_received(mine: MineAnswered) -> str:
    numbers = mine.numbers
    received = numbers.exchanged.received
    if not received:
        return "No answers yet. `/feedback ask` is the way to the first."
    told = _say_applied("You applied", numbers.received_applied, numbers.received_told)
    return f"{count(received, 'answer')} received.{told}"


def _say_given(mine: MineAnswered) -> str:
    numbers = mine.numbers
    given = numbers.exchanged.given
    if not given:
        return "None given yet. `/feedback queue` shows who waits; one good change is enough."
    told = _say_applied("Applied:", numbers.given_applied, numbers.given_told)
    return f"{count(given, 'answer')} given, {numbers.helpful} of them rated helpful.{told}"


def _say_applied(verb: str, applied: int, told: int) -> str:
    return f" {verb} {applied} of {told} so far." if told else ""


def _received(answer: Answer, mine: MineAnswered) -> Block:
    given = answer.feedback
    helper, when = say_person(given.given_by), format_dt(given.given_at, "R")
    lines = (
        f"**{say_about(answer)}** · from {helper} · {when}",
        *_state(answer, "not rated yet" if given.seen_at else "new"),
    )
    return section("\n".join(lines), _next_act(answer, mine))


def _next_act(answer: Answer, mine: MineAnswered) -> ui.Button[Any]:
    given, now = answer.feedback, mine.now
    if given.seen_at and awaits_rating(given, now):
        return primary("Rate", RateFeedback(feedback_id=given.id))
    if asks_applied(given, now):
        return primary("Applied?", SayApplied(feedback_id=given.id))
    read = OpenFeedback(feedback_id=given.id)
    return primary("Read", read) if is_unread(given, now) else button("Open", read)


def _given(answer: Answer) -> Block:
    given = answer.feedback
    lines = (
        f"**{say_about(answer)}** · for {say_asker(answer)} · {format_dt(given.given_at, 'R')}",
        *_state(answer, "not rated yet"),
    )
    came = WhatCame(feedback_id=given.id)
    see = primary("See what came", came) if has_news(given) else button("What came", came)
    return section("\n".join(lines), see)


def _state(answer: Answer, unrated: str) -> Iterator[str]:
    """Say what was made of an answer; a helper is not told of a problem."""
    lines = list(say_rating(answer.feedback))
    yield from lines or (f"-# {unrated}",)


def _pager(mine: MineAnswered) -> Block | None:
    page = Page(mine.answers, mine.page, mine.last)
    return pager(page, lambda to: ShowMine(side=mine.side, page=to), back="Newer", on="Older")


def _tabs(current: Side, page: int) -> Block:
    """Offer the three parts; the one that is shown names its own page, as no other button does."""
    return buttons(
        *(
            button(
                label,
                ShowMine(side=side, page=page if side is current else 0),
                disabled=side is current,
            )
            for side, label in TABS.items()
        )
    )


def _say_span(span: timedelta) -> str:
    if span <= HOUR:
        return "an hour"
    if span < 2 * DAY:
        return count(-(-span // HOUR), "hour")
    return count(-(-span // DAY), "day")
