"""What is posted about a challenge beside its board: a changed target, and its results."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bot.domain.challenges import Mode, Ranking
from bot.render.card import button, buttons, card, primary, rule, text
from bot.render.challenge_lines import say_done, sections
from bot.render.challenge_presses import HowCounted, RenewTerms, SeeResults, SeeTerms, ShowChallenge
from bot.render.challenge_rules import say_terms
from bot.render.challenges import bar, nobody, say_span, say_when, within
from bot.render.text import count, inert, mention
from bot.render.weekly import LATE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from discord import ui

    from bot.domain.challenge_boards import Board
    from bot.domain.challenges import Challenge, Terms
    from bot.render.card import Card

MOST_THANKED = 30


def new_terms(challenge: Challenge, before: Terms, after: Terms, *, late: bool = False) -> Card:
    """Tell that a challenge has become easier for all, or harder for whoever agrees."""
    change = f"{say_terms(challenge, before)} → {say_terms(challenge, after)}"
    is_harder = after.is_harder_than(before)
    if is_harder:
        words = (
            "It counts for you once you renew. Whoever does not keeps the target that they "
            "joined for, and that is just as good."
        )
        if challenge.mode is Mode.TOGETHER:
            words = "It counts once everybody who takes part has renewed."
    else:
        words = f"It counts for everybody from {say_when(after.valid_from)} on."
    version = after.version
    return card(
        text(f"### “{inert(challenge.title)}” has another target", LATE if late else None),
        text(f"**{change}**", words),
        buttons(
            primary("Renew", RenewTerms(challenge_id=challenge.id, version=version))
            if is_harder
            else None,
            button("My progress", SeeTerms(challenge_id=challenge.id, version=version)),
            button("How is this counted", HowCounted(challenge_id=challenge.id)),
        ),
    )


def results(shown: Board, *, late: bool = False) -> Card:
    """Tell how a challenge went for each one, and thank everybody."""
    challenge = shown.challenge
    title = text(
        f"### How “{inert(challenge.title)}” went",
        f"-# {say_span(challenge)}, by everybody's own days",
        LATE if late else None,
    )
    if not shown.size:
        return card(title, text(nobody(challenge)), _buttons(challenge))
    return card(
        title,
        text(*_sum(shown)),
        rule(),
        text(_heading(challenge), *within(sections(shown))),
        rule(),
        text(_thanks(shown)),
        _buttons(challenge),
    )


def _sum(shown: Board) -> Iterator[str]:
    challenge = shown.challenge
    people = count(shown.size, "person", "people")
    if shown.total:
        yield f"**{say_done(challenge, shown.total)}** between us, by {people}."
    else:
        yield f"{people} walked along."
    if shown.together:
        percent = shown.together.percent
        is_reached = shown.together.share == 1
        reached = "The goal is reached." if is_reached else "Every bit of it is ours."
        yield f"{bar(percent)} **{percent} %**. {reached}"


def _heading(challenge: Challenge) -> str:
    if challenge.mode is Mode.ALONE and challenge.ranking is Ranking.IMPROVEMENT:
        return "**What each of us improved** against our own four weeks before"
    return "**What each of us reached**"


def _thanks(shown: Board) -> str:
    """Thank everybody by name, in no order of merit."""
    people = sorted(line.user_id for line in shown.lines())
    named = ", ".join(mention(user_id) for user_id in people[:MOST_THANKED])
    more = len(people) - MOST_THANKED
    others = f" and {count(more, 'more', 'more')}" if more > 0 else ""
    return f"Thank you for walking along: {named}{others}."


def _buttons(challenge: Challenge) -> ui.ActionRow[Any]:
    return buttons(
        button("See everyone", SeeResults(challenge_id=challenge.id)),
        button("My progress", ShowChallenge(challenge_id=challenge.id)),
    )
