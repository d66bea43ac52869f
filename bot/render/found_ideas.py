"""Ideas in lists: what was found, and which one was tried."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from discord import SelectOption, ui

from bot.domain.pieces import PieceKind
from bot.render.card import Block, button, buttons, card, choice, rule, section, text
from bot.render.pages import Page, page_of, pager
from bot.render.pieces import report_button
from bot.render.text import inert, quote, shorten
from bot.render.text import typed as as_typed
from bot.render.wisdom import (
    KINDS,
    ChooseApplied,
    ChooseIdeaKind,
    OpenIdea,
    ReadCameOf,
    TurnIdeas,
    excerpt,
    say_came_of,
    say_leaving,
    say_origin,
    say_share,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.domain.wisdom import CameOf, Found, Idea, ShownIdea
    from bot.render.card import Card

LONGEST_LABEL = 100
# With the longest words, so many fit into one message.
OUTCOMES_ON_A_PAGE = 3


def found(what: Found, typed: str = "", draft_id: int = 0) -> Card:
    """Show a page of ideas; ``typed`` are the words that were looked for."""
    page = Page(what.ideas, what.number, what.last)
    about = f" with {as_typed(typed)}" if typed.strip() else ""
    blocks: list[Block | None] = [text(f"### Ideas{about}", say_share(what.share)), rule()]
    blocks.extend(section(_summary(each), _open(each)) for each in what.ideas)
    if not what.ideas:
        blocks.append(text(_nothing(typed)))
    blocks.append(_kinds("Share an idea of your own"))
    turn = pager(page, lambda to: TurnIdeas(draft_id=draft_id, page=to))
    return card(*blocks, below=[turn] if turn else [])


def came_of(what: CameOf, number: int = 0) -> Card:
    """Show what listeners said came of an idea, each without a name, and each to be reported."""
    page = page_of(what.said, number, OUTCOMES_ON_A_PAGE)
    parts = [
        section(quote(each.happened), report_button(PieceKind.APPLICATION, each.id))
        for each in page.items
    ]
    turn = pager(page, lambda to: ReadCameOf(idea_id=what.idea.id, page=to))
    return card(
        text(f"### What came of it: {inert(what.idea.title)}"),
        *parts or [text("Nobody has said yet.")],
        buttons(button("Open the idea", OpenIdea(idea_id=what.idea.id))),
        below=[turn] if turn else [],
    )


def which_idea(ideas: Sequence[Idea], draft_id: int) -> Card:
    """Ask which idea was tried."""
    if not ideas:
        return card(
            text("Nobody else has shared an idea here yet. Yours could be the first."),
            _kinds("Share an idea"),
        )
    options = [
        SelectOption(label=shorten(idea.title, LONGEST_LABEL), value=str(idea.id)) for idea in ideas
    ]
    return card(
        text(
            "### Which idea did you try?",
            "The newest are listed. For an older one, type its title into the option `idea`.",
        ),
        choice(ChooseApplied(draft_id=draft_id), options, placeholder="The idea you tried"),
    )


def _open(shown: ShownIdea) -> ui.Button[Any]:
    return button("Open", OpenIdea(idea_id=shown.idea.id))


def _summary(shown: ShownIdea) -> str:
    lines = (
        f"**{inert(shown.idea.title)}**",
        f"-# {say_origin(shown.idea)}",
        f"“{inert(excerpt(shown.idea.text))}”",
        say_leaving(shown),
        say_came_of(shown),
    )
    return "\n".join(line for line in lines if line)


def _kinds(placeholder: str) -> Block:
    options = [SelectOption(label=words, value=kind.value) for kind, words in KINDS.items()]
    return choice(ChooseIdeaKind(), options, placeholder=placeholder)


def _nothing(typed: str) -> str:
    if typed.strip():
        return (
            "No idea here says that yet. Fewer words find more, and perhaps it is yours to share."
        )
    return "Nobody has shared an idea here yet. Yours could be the first."
