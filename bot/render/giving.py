"""The helper's desk: what was asked, the levels to choose, the form, and where it went."""

from __future__ import annotations

from typing import TYPE_CHECKING

from discord import SelectOption, ui
from discord.utils import format_dt

from bot.domain.deliveries import Trouble
from bot.domain.giving import (
    Where,
    is_named,
)
from bot.domain.pieces import PieceKind
from bot.render import versions
from bot.render.card import button, buttons, card, choice, primary, rule, text
from bot.render.levels import level_rows
from bot.render.pieces import report_button
from bot.render.presses import Count, Press
from bot.render.queues import ReleaseRequest, ShowQueue, TakeRequest
from bot.render.request_cards import LONGEST_QUESTION, LONGEST_WORK, links, quoted
from bot.render.requests import (
    HARDSHIPS,
    WISHES,
    plain_request,
    say_author,
    say_request,
)
from bot.render.text import inert, mention, shorten
from bot.render.troubles import say_trouble

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from bot.domain.giving import Desk, Given, Landing
    from bot.domain.queues import Entry
    from bot.domain.requests import Request
    from bot.render.card import Block, Card

LONGEST_COMPARISON = 600
LONGEST_THREAD = 90
LONGEST_LABEL = 80
UNTITLED = "Feedback"
WHOEVER = "whoever asked"


class GiveLevel(Press, tag="give-level"):
    """Choose the level of one criterion for a request that I hold."""

    request_id: Count
    position: Count


class WriteAnswer(Press, tag="give"):
    """Write the answer to a request that I hold, in a form."""

    request_id: Count


class ChooseHeld(Press, tag="give-which"):
    """Choose one of the requests that I hold."""


def desk(what: Desk) -> Card:
    """Show a helper what was asked, the levels to choose, and where to write."""
    request = what.request
    return card(
        text(f"### For you to answer: {say_request(request)}", *_terms(what)),
        *_work(request),
        *_comparison(what),
        *_rubric(what),
        rule(),
        buttons(
            primary("Write it", WriteAnswer(request_id=request.id)),
            None if what.held_until else button("Hold it", TakeRequest(request_id=request.id)),
            button("Give it back", ReleaseRequest(request_id=request.id)),
            report_button(PieceKind.REQUEST, request.id),
        ),
        *_ways_out(request),
    )


def file_of(request: Request) -> Card:
    """Show the file of a request that has no card of its own."""
    name = f"attachment://{request.file_name}"
    return card(text("What came with it:"), ui.File(name))


def which_held(held: Sequence[Request]) -> Card:
    """Ask which of the requests that somebody holds is meant."""
    options = [SelectOption(label=plain_request(each), value=str(each.id)) for each in held]
    return card(
        text("You hold more than one request. Which one is it?"),
        choice(ChooseHeld(), options, placeholder="Choose one"),
    )


def thread_name(request: Request, *, tells: bool = True) -> str:
    """Name the thread of a request; not after it where that is to be read no more."""
    return (shorten(plain_request(request), LONGEST_THREAD) if tells else "") or UNTITLED


def given(what: Given, landing: Landing | None = None) -> Card:
    """Thank the helper; without a landing the answer is still on its way."""
    request = what.answered.request
    late = "Your time was over, but nobody had taken it since: it counts." if what.late else None
    return card(
        text(
            "### Thank you, your answer is given",
            f"For {say_request(request)}." if request else None,
            late,
            _say_landing(what, landing) if landing else "It is on its way.",
        ),
        who_waits() if landing else None,
    )


def entry_label(entry: Entry) -> str:
    """Name a request of the queue where Discord shows text as it is."""
    return shorten(" ".join((entry.title or entry.words).split()), LONGEST_LABEL)


def who_waits() -> Block:
    """Offer the queue."""
    return buttons(button("Who waits", ShowQueue(page=0, skill_id=0)))


def _say_landing(what: Given, landing: Landing) -> str:
    request, place = what.answered.request, landing.place
    author = mention(request.user_id) if request and not request.anonymous else WHOEVER
    if place and landing.where is Where.THREAD:
        return f"It stands in <#{place.channel_id}>, and {author} is told."
    if place and landing.trouble:
        why = say_trouble(landing.trouble)
        return (
            f"There is no thread for it, since {why}. It stands in <#{place.channel_id}> instead, "
            f"and {author} is told."
        )
    hears = ", and a direct message tells of it" if landing.direct else ""
    waits = f"It waits for {author} in `/today` and `/feedback mine`{hears}; nobody else sees it."
    if landing.trouble is None:
        return waits
    if landing.trouble is Trouble.GONE:
        return f"The place for it is not there any more, but nothing is lost. {waits}"
    return f"It could not be posted: {say_trouble(landing.trouble)}. Nothing is lost. {waits}"


def _terms(what: Desk) -> Iterator[str]:
    request = what.request
    if what.held_until:
        yield f"Asked by {say_author(request)} · yours until {format_dt(what.held_until, 't')}"
    else:
        yield (
            f"Asked by {say_author(request)} · your time is over, but nobody has taken it since: "
            "an answer still counts."
        )
    if request.wanted_by:
        yield f"Wanted by {format_dt(request.wanted_by, 'D')}"
    if request.hardship and request.wish:
        yield (
            f"What is hard: {HARDSHIPS[request.hardship]}. What would help: {WISHES[request.wish]}."
        )
    if is_named(request):
        yield "-# Your answer goes to a thread under its card, with your name."
    else:
        yield "-# Only whoever asked sees your answer, with your name."


def _work(request: Request) -> Iterator[Block | None]:
    yield quoted(request.work, LONGEST_WORK)
    if request.question:
        yield text("**The question**")
        yield quoted(request.question, LONGEST_QUESTION)
    if request.counted:
        yield text(f"Counted this time: {versions.say_counted(request.counted)}")


def _comparison(what: Desk) -> Iterator[Block]:
    if what.comparison and (lines := versions.comparison(what.comparison)):
        yield text(shorten("\n".join(lines), LONGEST_COMPARISON))


def _rubric(what: Desk) -> Iterator[Block]:
    if what.rubric is None:
        return
    yield rule()
    yield text(
        f"**{inert(what.rubric.name)}**",
        "-# Choose where the work stands; what you chose is kept until you give your answer.",
    )
    request_id = what.request.id
    yield from level_rows(
        what.rubric,
        what.chosen or {},
        lambda position: GiveLevel(request_id=request_id, position=position),
    )


def _ways_out(request: Request) -> Iterator[Block | None]:
    ways = [*links(request)]
    if request.card:
        ways.append(ui.Button(label="Its card", url=card_url(request)))
    if ways:
        yield buttons(*ways)


def card_url(request: Request) -> str:
    """Give the address of a request's public card, or of its server where it has none."""
    server = f"https://discord.com/channels/{request.community_id}"
    place = request.card
    return f"{server}/{place.channel_id}/{place.message_id}" if place else server
