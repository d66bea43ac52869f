"""Requests: what can be done with one, and the private answers to those who ask."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from discord import SelectOption

from bot.domain.asking import News
from bot.domain.ids import NOBODY
from bot.domain.requests import (
    AskedOneself,
    CannotAsk,
    Hardship,
    NotACount,
    NothingOpen,
    NothingToShow,
    NotWaiting,
    RequestKind,
    RequestState,
    TooManyOpen,
    UnknownRequest,
    WhichRequest,
    Wish,
)
from bot.render.card import button, buttons, card, choice, section, text
from bot.render.presses import Count, Press
from bot.render.text import count, inert, mention, shorten, typed
from bot.render.troubles import say_trouble

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from bot.domain.asking import Asked
    from bot.domain.deliveries import Trouble
    from bot.domain.requests import Request
    from bot.render.card import Block, Card

LONGEST_LABEL = 80
SOMEBODY = "Somebody"
HARDSHIPS: Mapping[Hardship, str] = {
    Hardship.DOUBT: "doubt",
    Hardship.PLATEAU: "a plateau",
    Hardship.STOPPING: "thinking of stopping",
    Hardship.OTHER: "something else",
}
WISHES: Mapping[Wish, str] = {
    Wish.ENCOURAGEMENT: "encouragement",
    Wish.ADVICE: "advice",
}


_BEGINS: Mapping[News, str] = {
    News.NEW: "Your request is in",
    News.KNOWN: "That request is in already",
    News.WIDENED: "Everybody may answer now",
}


class WriteRequest(Press, tag="ask"):
    """Write a request, in a form; the command's choices are kept under its id."""

    draft_id: Count


class SayStuck(Press, tag="ask-stuck"):
    """Say what is hard, in a form."""

    draft_id: Count


class ScoreCriterion(Press, tag="self-level"):
    """Choose my own work's level for one criterion."""

    draft_id: Count
    position: Count


class WriteOwn(Press, tag="self"):
    """Keep my own scores as a version, in a form."""

    draft_id: Count


class AskAgain(Press, tag="ask-again"):
    """Ask once more: the next version of answered work, or a closed request in smaller words."""

    request_id: Count


class WithdrawRequest(Press, tag="request-withdraw"):
    """Take my request back."""

    request_id: Count


class WithdrawOneOf(Press, tag="request-withdraw-one"):
    """Take one of my requests back, chosen from a list."""


class WidenRequest(Press, tag="request-widen"):
    """Ask everybody instead of one person."""

    request_id: Count


def plain_request(request: Request) -> str:
    """Name a request where Discord shows text as it is: its title, or what is hard."""
    return shorten(" ".join((request.title or request.work).split()), LONGEST_LABEL)


def say_request(request: Request) -> str:
    """Name a request on a card."""
    return inert(plain_request(request))


def say_author(request: Request) -> str:
    """Name whoever asks, unless they ask without their name."""
    return SOMEBODY if request.anonymous else mention(request.user_id)


def asked(what: Asked, *remarks: str) -> Card:
    """Tell the author what happens next; ``remarks`` say what went otherwise than planned."""
    request = what.shown.request
    title = f"### {_BEGINS[what.news]}: {say_request(request)}"
    if not request.is_open:
        return card(text(title, CLOSED[request.state]))
    return card(
        text(title, *_what_happens(what), *remarks, _say_room(what)),
        buttons(
            button("Ask everybody instead", WidenRequest(request_id=request.id))
            if request.asked
            else None,
            button("Take it back", WithdrawRequest(request_id=request.id)),
        ),
    )


def _what_happens(what: Asked) -> Iterator[str]:
    request = what.shown.request
    if request.asked:
        yield (
            f"It waits for {mention(request.asked)}, who finds it in `/feedback queue` and "
            "`/today`. Nobody else sees it, and the answer comes to you alone."
        )
    else:
        yield f"Whoever takes it has 45 minutes for it. {_say_waiting(what.waiting)}"
    if request.anonymous:
        yield (
            "Your name stands nowhere near it. Answers come to you alone, in `/today` and "
            "`/feedback mine`; only a report shows moderators who asked."
        )
    elif not request.asked:
        yield "You are told when the answer is there; `/feedback mine` has it too."
    if request.kind is RequestKind.STUCK:
        yield (
            "It stands first in their queue."
            if request.asked
            else "It stands first in the queue, and likely helpers see it within a day."
        )


def _say_room(what: Asked) -> str:
    return (
        f"-# {what.open} of your {count(what.limit, 'open request')} in use. "
        "Five helpful answers in 60 days make room for two more, up to five."
    )


def _say_waiting(waiting: int) -> str:
    if not waiting:
        return "Nothing else waits just now."
    others = "One other waits" if waiting == 1 else f"{waiting} others wait"
    return f"{others} in the queue; those who give much are served sooner."


def lapsed(request: Request) -> Block:
    """Tell an author kindly that nobody answered, with the way to ask again."""
    why = (
        f"Whoever you put {say_request(request)} to left before there was an answer."
        if request.asked == NOBODY
        else f"Nobody found the time for {say_request(request)} in four weeks, and that is no "
        "verdict on it. A smaller question is answered sooner."
    )
    return section(why, button("Ask smaller", AskAgain(request_id=request.id)))


def posted_in(channel_id: int) -> str:
    """Tell where the card stands."""
    return f"Its card stands in <#{channel_id}>."


def not_posted(channel_id: int, trouble: Trouble) -> str:
    """Tell that there is no card, and that the request waits all the same."""
    return (
        f"I could not post its card in <#{channel_id}>: {say_trouble(trouble)}. It waits in "
        "`/feedback queue` all the same, and nothing is lost."
    )


def no_file() -> str:
    """Tell that the attached file did not arrive."""
    return "The file did not come through, so the request stands without it. A link works too."


def withdrawn(request: Request, trouble: Trouble | None = None) -> Card:
    """Confirm that a request was taken back; ``trouble`` kept its card from being mended."""
    card_stands = (
        f"I could not change its card: {say_trouble(trouble)}. A moderator can delete it by hand."
        if trouble
        else None
    )
    return card(
        text(
            f"### Taken back: {say_request(request)}",
            "It waits for nobody any more. Asking again later is always fine.",
            card_stands,
        ),
        buttons(button("Ask again", AskAgain(request_id=request.id))),
    )


CLOSED: Mapping[RequestState, str] = {
    RequestState.ANSWERED: "It has been answered: `/feedback mine` shows what was said.",
    RequestState.WITHDRAWN: "It was taken back, so it waits for nobody.",
    RequestState.LAPSED: (
        "It waited for four weeks and was closed. Asked again in fewer words, it has a better "
        "chance."
    ),
    RequestState.KEPT: "It is a version that its author scored, so it waits for nobody.",
}


def _which(refusal: WhichRequest) -> Block:
    options = [
        SelectOption(label=plain_request(each), value=str(each.id)) for each in refusal.requests
    ]
    return choice(WithdrawOneOf(), options, placeholder="Take one back")


REFUSALS: Mapping[type[Exception], Callable[[Any], str]] = {
    UnknownRequest: lambda _: (
        "That request is not there any more, or it was not for you. `/feedback queue` shows what "
        "waits now."
    ),
    NotWaiting: lambda refusal: CLOSED.get(refusal.state, "It still waits for an answer."),
    TooManyOpen: lambda refusal: (
        f"{count(refusal.limit, 'request')} of yours wait already, which is as many as fit. "
        "`/feedback withdraw` takes one back, and five helpful answers to others within 60 days "
        "make room for two more, up to five: `/feedback queue` has some to give."
    ),
    CannotAsk: lambda _: (
        "That person cannot be asked here just now. Somebody else can, or leave `audience` empty "
        "and everybody may answer."
    ),
    AskedOneself: lambda _: (
        "Asking somebody else brings another pair of eyes. For your own, there is `/feedback "
        "self`: it scores your work by a rubric."
    ),
    NothingToShow: lambda _: (
        "There is nothing to look at yet. Paste the text or a link, or attach a `file` to "
        "`/feedback ask`."
    ),
    NothingOpen: lambda _: "No request of yours waits, so there is nothing to take back.",
    WhichRequest: lambda _: "Several requests of yours wait. Which one do you mean?",
    NotACount: lambda refusal: (
        f"I could not read {typed(refusal.text)} as a count. Write what should get fewer and how "
        'many there are, as in "errors 6", or leave it empty.'
    ),
}

STEPS: Mapping[type[Exception], Callable[[Any], Block]] = {WhichRequest: _which}
