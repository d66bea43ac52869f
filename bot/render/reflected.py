"""Cards of a written reflection: for its author, and for everybody where it is shared."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from discord import SelectOption, ui

from bot.domain.pieces import PieceKind
from bot.render.card import button, buttons, card, choice, primary, rule, text
from bot.render.facts import say_fact
from bot.render.pieces import report_button
from bot.render.reflections import (
    GoalFor,
    KeepAdjustment,
    NameConditions,
    ReflectNow,
    ShareReflection,
    SwitchAdjustment,
    UnknownConditions,
    WhatHelps,
    WriteReflection,
    of_week,
)
from bot.render.text import inert, mention, quote, shorten
from bot.render.troubles import say_trouble

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.domain.deliveries import Trouble
    from bot.domain.reflections import Reflected
    from bot.render.card import Block, Card

LONGEST_LABEL = 80
GONE = "Your reflection is kept. Its public card is not there any more; you can share it again."
NOT_SET_UP = (
    "It stays with you for now: nothing is posted here before a moderator has used "
    "`/community setup`."
)


def reflected(what: Reflected, note: str | None = None) -> Card:
    """Show a reflection to its author, ask what is still open, and say who sees it."""
    reflection = what.reflection
    week = of_week(reflection.week)
    return card(
        text(f"### Your reflection, week {reflection.week.number}"),
        text("**Improved**", quote(reflection.behaviour)),
        *_conditions(what),
        *_adjustment(what),
        *_goal(what),
        rule(),
        text(note, _who_sees(what)),
        buttons(
            button("Revise", WriteReflection(**week)),
            button("What helps me", WhatHelps()),
            _share_button(what),
        ),
    )


def shared(what: Reflected) -> Card:
    """Show a shared reflection to the community."""
    reflection = what.reflection
    answer = reflection.answer
    return card(
        text(f"### {mention(reflection.user_id)} looked back on week {reflection.week.number}"),
        text("**Improved**", quote(reflection.behaviour)),
        _said("What made it possible", reflection.conditions),
        _said("Trying next", what.own_change),
        _said("Better next week", reflection.goal),
        text(f"**{inert(reflection.question)}**", quote(answer)) if answer else None,
        below=[
            buttons(
                button("Reflect as well", ReflectNow(**of_week(reflection.week))),
                report_button(PieceKind.REFLECTION, reflection.id),
            )
        ],
    )


def hidden() -> Card:
    """Stand where a moderator hid a card."""
    return card(text("-# A moderator hid this card. What it said stays with its author."))


def shared_in(channel_id: int) -> str:
    """Say where the public card is."""
    return f"-# Shared in <#{channel_id}>."


def not_shared(channel_id: int, trouble: Trouble) -> str:
    """Say why there is no public card; the reflection is safe."""
    return (
        f"Your reflection is kept. It could not be posted in <#{channel_id}>: "
        f"{say_trouble(trouble)}. A moderator can mend that in `/community settings`."
    )


def not_mended(trouble: Trouble) -> str:
    """Say why the public card still shows what was there before."""
    return f"Your reflection is kept. Its public card stays as it was: {say_trouble(trouble)}."


def _conditions(what: Reflected) -> Iterator[Block]:
    reflection = what.reflection
    if reflection.conditions:
        yield text("**What made it possible**", quote(reflection.conditions))
    elif reflection.unknown_conditions:
        yield text(
            "**What made it possible**",
            "You do not know yet, and that is an honest answer. So far the story has improved, not "
            "yet the skill: that comes when you can set the conditions up again.",
        )
    else:
        week = of_week(reflection.week)
        yield text("**What made it possible?**", *_facts(what))
        yield buttons(
            primary("Name the conditions", NameConditions(**week)),
            button("I do not know yet", UnknownConditions(**week)),
        )


def _facts(what: Reflected) -> Iterator[str]:
    if what.facts and what.facts_of:
        yield f"Your own logs of {inert(what.facts_of.name)}, over four weeks, say:"
        yield from (f"- {say_fact(fact)}" for fact in what.facts)
        yield "Is one of these the reason, or was it something else?"
    else:
        yield (
            "There are too few logs to tell yet. "
            "When was it, where, with whom, and what came before?"
        )


def _adjustment(what: Reflected) -> Iterator[Block]:
    running, typed = what.running, what.reflection.adjustment
    if what.rival:
        week = of_week(what.reflection.week)
        # Apart: in one text with them, a quotation can swallow the lines that follow.
        yield text("**One change at a time**", "You are still trying this:")
        yield text(quote(what.rival.change))
        yield text("and you wrote this:", quote(typed))
        yield text("Which one is it for next week?")
        yield buttons(
            button(_label("Keep", what.rival.change), KeepAdjustment(**week)),
            button(_label("Switch to", typed), SwitchAdjustment(**week)),
        )
    elif running:
        is_new = running.week == what.reflection.week
        yield text("**Trying next**" if is_new else "**Still trying**", quote(running.change))


def _goal(what: Reflected) -> Iterator[Block]:
    if not what.reflection.goal:
        return
    practice = what.goal_practice
    yield text("**Better next week**", quote(what.reflection.goal))
    if practice:
        yield text(f"-# It is now the goal of {inert(practice.name)}.")
    if what.asks_practice:
        options = [
            SelectOption(label=shorten(each.name, 100), value=str(each.id))
            for each in what.practices
        ]
        yield choice(
            GoalFor(**of_week(what.reflection.week)),
            options,
            placeholder="Which practice is it for?",
        )


def _who_sees(what: Reflected) -> str:
    if what.reflection.card:
        return shared_in(what.reflection.card.channel_id)
    return "-# Not posted yet." if what.reflection.shared else "-# Private: only you see it."


def _share_button(what: Reflected) -> ui.Button[Any] | None:
    week = of_week(what.reflection.week)
    if what.reflection.card:
        return button("Make it private", ShareReflection(**week, shared=0))
    return button("Share it", ShareReflection(**week, shared=1)) if what.is_set_up else None


def _said(headline: str, words: str) -> Block | None:
    return text(f"**{headline}**", quote(words)) if words else None


def _label(verb: str, words: str) -> str:
    return shorten(f"{verb}: {words}", LONGEST_LABEL)
