"""The public card of a request: the same words wherever it stands and whatever becomes of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import discord
from discord import ui
from discord.utils import format_dt

from bot.domain.entries import host_of, is_picture
from bot.domain.pieces import PieceKind
from bot.domain.requests import RequestKind, RequestState
from bot.render.card import buttons, card, primary, text
from bot.render.pieces import report_button
from bot.render.queues import TakeRequest
from bot.render.requests import HARDSHIPS, SOMEBODY, WISHES, say_author
from bot.render.text import inert, mention, quote, shorten
from bot.render.versions import comparison, say_counted

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.domain.asking import Shown
    from bot.domain.requests import Request
    from bot.render.card import Block, Card

# What escaping may add to a long text must not push a card over Discord's 4 000 characters.
LONGEST_WORK = 2_000
LONGEST_QUESTION = 700
_SHORTER = 0.8

_STANDS = {
    RequestState.ANSWERED: "Answered. Thank you.",
    RequestState.LAPSED: (
        "It waited for four weeks and was closed. Its author finds it in `/feedback mine`, to ask "
        "it anew."
    ),
}


def request_card(shown: Shown) -> Card:
    """Show a request to the community; its file, if any, has to be attached."""
    request = shown.request
    if shown.hidden:
        return card(text("-# A moderator hid this request."))
    if request.state is RequestState.WITHDRAWN:
        return card(text("-# This request was taken back by whoever asked."))
    return card(
        text(*_heading(shown)),
        quoted(request.work, LONGEST_WORK),
        *_question(request),
        *_file(request),
        text(*_details(shown)),
        text(f"-# {_standing(shown)}"),
        buttons(
            primary("Take it", TakeRequest(request_id=request.id)) if request.is_open else None,
            report_button(PieceKind.REQUEST, request.id),
        ),
        buttons(*links(request)) if request.link else None,
    )


def shows_file(shown: Shown) -> bool:
    """Tell whether the card still holds the request's file; under a hidden one it stays unseen."""
    return shown.request.state is not RequestState.WITHDRAWN


def quoted(typed: str, longest: int) -> Block | None:
    """Quote a text so that it takes at most ``longest`` characters; its end may be cut off."""
    if not typed:
        return None
    words, shown = typed, quote(typed)
    while len(shown) > longest:
        words = words[: int(len(words) * _SHORTER)]
        shown = f"{quote(words)}…"
    return text(shown)


def links(request: Request) -> Iterator[ui.Button[Any]]:
    """Offer to open the work, where it is a link."""
    if request.link:
        yield ui.Button(label=f"Open {shorten(host_of(request.link), 60)}", url=request.link)


def _heading(shown: Shown) -> Iterator[str]:
    request = shown.request
    author = say_author(request)
    if request.kind is RequestKind.STUCK:
        wish = f" and hopes for {WISHES[request.wish]}" if request.wish else ""
        yield f"### {author} is stuck{wish}"
        yield "There is no work to look at: a few sentences are enough."
    else:
        yield f"### {inert(request.title)}"
        about = f" on {inert(shown.skill)}" if shown.skill else ""
        yield f"{author} asks for feedback{about}."


def _question(request: Request) -> Iterator[Block]:
    if block := quoted(request.question, LONGEST_QUESTION):
        yield text("**What I most want to know**")
        yield block


def _file(request: Request) -> Iterator[Block]:
    name = request.file_name
    if name and is_picture(name):
        yield ui.MediaGallery(discord.MediaGalleryItem(f"attachment://{name}"))
    elif name:
        yield ui.File(f"attachment://{name}")


def _details(shown: Shown) -> Iterator[str]:
    request = shown.request
    parts = (
        f"What is hard: {HARDSHIPS[request.hardship]}" if request.hardship else None,
        f"Skill: {inert(shown.skill)}"
        if shown.skill and request.kind is RequestKind.STUCK
        else None,
        f"Rubric: {inert(shown.rubric)}" if shown.rubric else None,
        f"Wanted by {format_dt(request.wanted_by, 'D')}" if request.wanted_by else None,
        f"Counted: {say_counted(request.counted)}" if request.counted else None,
        f"Asked {format_dt(request.asked_at, 'R')}",
    )
    yield "-# " + " · ".join(part for part in parts if part)
    if shown.comparison:
        yield from comparison(shown.comparison)


def _standing(shown: Shown) -> str:
    request = shown.request
    if shown.held_until and request.hold:
        who = SOMEBODY if request.anonymous else mention(request.hold.user_id)
        return f"{who} is on it, until {format_dt(shown.held_until, 't')}."
    return _STANDS.get(request.state, "It waits for somebody to take it.")
