"""Cards of examples: shown, put forward, browsed and taken down."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import discord
from discord import ui

from bot.domain.entries import host_of, is_picture
from bot.domain.pieces import PieceKind
from bot.render.amounts import say_planned, say_standard
from bot.render.card import button, buttons, card, text
from bot.render.pages import Page, pager
from bot.render.pieces import report_button
from bot.render.presses import Count, Press
from bot.render.text import count, inert, mention, quote, shorten
from bot.render.troubles import say_trouble

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.domain.deliveries import Trouble
    from bot.domain.ids import UserId
    from bot.domain.places import Place
    from bot.domain.showcase import Example, Exhibit, Shelf
    from bot.render.card import Block, Card

MENU = "Show as example"
LONGEST_LABEL = 60
# What is left of Discord's 4 000 characters beside all the other words at their longest.
LONGEST_QUOTE = 2010
LONGEST_FIRST_QUOTE = 850


class BrowseExamples(Press, tag="examples"):
    """Show one example after the other; skill 0 means all of them."""

    skill_id: Count
    page: Count


class AddExample(Press, tag="example-add"):
    """Say what is to be seen in my own work, in a form."""

    draft_id: Count


class PutForward(Press, tag="example-forward"):
    """Say what is to be seen in a message, in a form."""

    draft_id: Count


class Agree(Press, tag="example-agree"):
    """Let my message be shown."""

    example_id: Count


class Decline(Press, tag="example-decline"):
    """Do not let my message be shown."""

    example_id: Count


class TryStandard(Press, tag="example-try"):
    """Add a practice with the standard of an example, in a form."""

    example_id: Count


class TakeDown(Press, tag="example-down"):
    """Take my own example down."""

    example_id: Count


def shown(what: Exhibit) -> Card:
    """Show an example to the community; its file, if any, has to be attached."""
    example = what.example
    return card(
        *_words(what),
        *_file(example),
        _opening(example),
        buttons(
            _try_button(what),
            button("Take it down", TakeDown(example_id=example.id)),
            report_button(PieceKind.EXAMPLE, example.id),
        ),
    )


def proposed(what: Exhibit) -> Card:
    """Ask the author of a message whether it may be shown; what it says is not told."""
    example = what.example
    return card(
        text(
            f"### {mention(example.user_id)}, may your message be shown as an example?",
            f"{_proposer(example)} thinks that others can learn from it.",
        ),
        text(f"**What to look at:** {inert(example.look_at)}", _skill_line(what)),
        text(
            "-# Only you can answer. If you agree, everybody in this community can see what it "
            "says, and you can take it down at any time. Without an answer this ends in a week."
        ),
        buttons(
            button("Agree", Agree(example_id=example.id), style=discord.ButtonStyle.primary),
            button("No, thanks", Decline(example_id=example.id)),
            ui.Button(label="Open the message", url=example.link),
            report_button(PieceKind.EXAMPLE, example.id),
        ),
    )


def standing(what: Exhibit) -> Card:
    """Show what stands in the channel: the example, or the question whether it may be shown."""
    return shown(what) if what.example.is_shown else proposed(what)


def declined(example: Example) -> Card:
    """Stand where the question was."""
    return card(text(f"-# {mention(example.user_id)} keeps that message as it is. That is fine."))


def over() -> Card:
    """Stand where there is nothing to agree to any more."""
    return card(text("-# This example is not on show any more."))


def shelf(found: Shelf, reader: UserId) -> Card:
    """Show one page of the showcase to somebody who looks around."""
    of = f" of {inert(found.skill)}" if found.skill else ""
    if found.exhibit is None:
        return card(
            text(
                f"### No examples{of} yet",
                "`/showcase add` shows work of your own. For a message of somebody else, open its "
                f"menu and choose “{MENU}”: its author is asked first.",
            )
        )
    example = found.exhibit.example
    own = example.user_id == reader
    page = Page((found.exhibit,), found.number, found.last)
    turn = pager(
        page,
        lambda to: BrowseExamples(skill_id=found.skill_id or 0, page=to),
        back="Newer",
        on="Older",
    )
    return card(
        text(f"-# Examples{of} · {found.number + 1} of {found.last + 1}"),
        *_words(found.exhibit),
        _opening(example, example.place),
        buttons(
            _try_button(found.exhibit),
            button("Take it down", TakeDown(example_id=example.id)) if own else None,
            report_button(PieceKind.EXAMPLE, example.id),
        ),
        below=[turn] if turn else [],
    )


def stands_already(example: Example) -> Card:
    """Answer a form that was sent a second time."""
    where = buttons(_card_link(example.community_id, example.place)) if example.place else None
    return card(text("This example stands already."), where)


def taken_down(trouble: Trouble | None = None) -> Card:
    """Confirm that an example is gone."""
    left = f"Its card could not be removed: {say_trouble(trouble)}." if trouble else None
    return card(
        text("Your example is taken down, and what it said is deleted.", left),
    )


def no_file() -> Card:
    """Say that an example lacks the file that was attached."""
    return card(
        text("Your example is shown, yet its file could not be fetched from Discord and is not.")
    )


def _words(what: Exhibit) -> Iterator[Block]:
    example = what.example
    title = inert(example.title) if example.title else "From a message"
    yield text(f"### {title}", f"-# By {mention(example.user_id)}{_forwarded(example)}")
    if example.work:
        yield text(_cut(example.work, LONGEST_QUOTE))
    yield text(f"**What to look at:** {inert(example.look_at)}", _skill_line(what))
    if example.first_version:
        yield text("**How it looked at first**", _cut(example.first_version, LONGEST_FIRST_QUOTE))
    if made := _made(what):
        yield text(made)


def _made(what: Exhibit) -> str | None:
    """Say how it was made: "Made over 14 weeks and 41 blocks of Guitar, with 20 min every day"."""
    example, practice = what.example, what.practice
    if example.weeks is None:
        return None
    line = f"Made over {count(example.weeks, 'week')}"
    if example.blocks:
        line += f" and {count(example.blocks, 'block')}"
    if practice and example.made_on:
        standard = say_standard(practice.standard_on(example.made_on))
        planned = say_planned(practice.schedule_on(example.made_on))
        line += f" of {inert(practice.name)}, with {standard} {planned}"
    return f"{line}."


def _skill_line(what: Exhibit) -> str | None:
    return f"-# Skill: {inert(what.skill)}" if what.skill else None


def _proposer(example: Example) -> str:
    return mention(example.proposed_by) if example.proposed_by else "Somebody here"


def _forwarded(example: Example) -> str:
    return f", put forward by {mention(example.proposed_by)}" if example.proposed_by else ""


def _cut(words: str, longest: int) -> str:
    """Quote words, all but those whose lines would burst the card."""
    kept = words
    while len(quote(kept)) > longest:
        kept = shorten(kept, len(kept) * 9 // 10)
    return quote(kept)


def _file(example: Example) -> Iterator[Block]:
    name = example.file_name
    if name and is_picture(name):
        yield ui.MediaGallery(discord.MediaGalleryItem(f"attachment://{name}"))
    elif name:
        yield ui.File(f"attachment://{name}")


def _opening(example: Example, place: Place | None = None) -> Block | None:
    """Give the buttons that lead to the work, and to the card that holds its file."""
    opens: list[ui.Button[Any]] = []
    if example.link:
        where = shorten(host_of(example.link), LONGEST_LABEL)
        label = f"Open {where}" if example.title else "Open the message"
        opens.append(ui.Button(label=label, url=example.link))
    if place:
        opens.append(_card_link(example.community_id, place))
    return buttons(*opens) if opens else None


def _card_link(community_id: int, place: Place) -> ui.Button[Any]:
    url = f"https://discord.com/channels/{community_id}/{place.channel_id}/{place.message_id}"
    return ui.Button(label="Open its card", url=url)


def _try_button(what: Exhibit) -> ui.Button[Any] | None:
    if what.practice is None:
        return None
    return button("Try this standard", TryStandard(example_id=what.example.id))
