"""Why somebody is likely to help, and what is offered to them by direct message."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from discord import ui

from bot.domain.helpers import Hurdle, Likeness
from bot.domain.requests import RequestKind
from bot.render.card import card, text
from bot.render.text import inert, mention, quote, shorten

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from bot.domain.helpers import Helper, Offer
    from bot.domain.ids import CommunityId
    from bot.domain.places import Place
    from bot.domain.requests import Request
    from bot.render.card import Card

MOST_OF_THE_WORDS = 300
_HURDLES = {
    Hurdle.BREAK: "came back after a break not long ago",
    Hurdle.PLATEAU: "came through a plateau not long ago",
}


def say_likely(helpers: Iterable[Helper]) -> Sequence[str]:
    """Name those who may answer well, each with the reason; nothing where there is nobody."""
    lines = [f"- {mention(helper.user_id)} {say_why(helper)}" for helper in helpers]
    return ("**Who may know the way**, of those who like to help", *lines) if lines else ()


def say_why(helper: Helper) -> str:
    """Say why somebody is likely to help, as it follows their name."""
    who = helper.candidate
    practice = inert(who.practice)
    if helper.likeness is Likeness.CAME_THROUGH and who.hurdle:
        return f"practises {practice} and {_HURDLES[who.hurdle]}"
    if helper.likeness is Likeness.LONGER:
        return f"has practised {practice} for longer"
    return (
        f"practises {practice}" if who.has_skill else f"practises {practice} and sees other things"
    )


def offer(shown: Offer) -> Card:
    """Write to somebody who wants to hear of requests that they could help with."""
    request = shown.request
    return card(
        text(f"### {_title(request)}", _say_reason(shown)),
        text(quote(shorten(request.question or request.work, MOST_OF_THE_WORDS)))
        if request.question or request.work
        else None,
        text("Fifteen minutes are enough, and `/feedback queue` there holds it for you."),
        ui.ActionRow(_link("See it", request.community_id, request.card)),
        text("-# At most one such message a week. `/settings nudges` there stops them."),
    )


def needs_moderators(request: Request, days: int) -> Card:
    """Tell moderators that nobody has answered a request; what is for one person stays theirs."""
    words = (
        f"{_named(request)} still waits. A word from you, or a mention of somebody who knows the "
        "field, often helps."
        if request.is_public
        else "A request that was put to one person still waits. Its author can open it to "
        "everybody in `/feedback mine`."
    )
    link = _link("See it", request.community_id, request.card) if request.card else None
    return card(
        text(f"### Nobody has answered for {days} days", words),
        ui.ActionRow(link) if link else None,
    )


def say_needs_eyes(waiting: Iterable[Request]) -> Iterator[str]:
    """Name requests that have waited for long, each with the way to it."""
    for request in waiting:
        name = _named(request)
        yield (
            f"- [{name}]({_url(request.community_id, request.card)})"
            if request.card
            else f"- {name}, in `/feedback queue`"
        )


def _title(request: Request) -> str:
    if request.kind is RequestKind.STUCK:
        return "Somebody is stuck, and you may know the way"
    return f"Could you look at “{inert(request.title)}”?"


def _say_reason(shown: Offer) -> str:
    if shown.helper is None:
        return "It was put to you alone."
    who = shown.helper.candidate
    if shown.helper.likeness is Likeness.CAME_THROUGH and who.hurdle:
        return f"You practise {inert(who.practice)}, and you {_HURDLES[who.hurdle]}."
    if shown.helper.likeness is Likeness.LONGER:
        return f"You have practised {inert(who.practice)} for longer than whoever asks."
    return "You said that you like to help, and nobody has answered yet."


def _named(request: Request) -> str:
    if request.kind is RequestKind.STUCK:
        return "Somebody who is stuck"
    return f"“{inert(request.title)}”"


def _link(label: str, community_id: CommunityId, place: Place | None) -> ui.Button[Any]:
    return ui.Button(label=label, url=_url(community_id, place))


def _url(community_id: CommunityId, place: Place | None) -> str:
    base = f"https://discord.com/channels/{community_id}"
    return f"{base}/{place.channel_id}/{place.message_id}" if place else base
