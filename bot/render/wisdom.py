"""Cards of ideas: shared, found, and what came of them for others."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from discord.utils import format_dt

from bot.domain.adjustments import Source
from bot.domain.pieces import PieceKind
from bot.domain.wisdom import IdeaKind
from bot.render.adjustments import adopt_button
from bot.render.card import button, buttons, card, primary, text
from bot.render.pieces import report_button
from bot.render.presses import Count, Press
from bot.render.text import inert, mention, quote, shorten
from bot.render.troubles import say_trouble

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from discord import ui

    from bot.domain.deliveries import Trouble
    from bot.domain.wisdom import Idea, Noted, Share, ShownIdea
    from bot.render.card import Card

LONGEST_EXCERPT = 200
LONGEST_OUTCOME = 100
# Of the 4 000 characters of a card; what is longer is mostly marks that had to be taken apart.
ROOM_FOR_TEXT = 2_000

KINDS: Mapping[IdeaKind, str] = {
    IdeaKind.INSIGHT: "an insight",
    IdeaKind.SHORTCUT: "a short cut, and what it leaves out",
    IdeaKind.MISTAKE: "a mistake to avoid",
    IdeaKind.STRATEGY: "a strategy",
    IdeaKind.CONCEPT: "a concept, explained in my own words",
    IdeaKind.OPPORTUNITY: "an opportunity or place, which leaves by itself",
}
_NAMES: Mapping[IdeaKind, str] = {
    IdeaKind.INSIGHT: "Insight",
    IdeaKind.SHORTCUT: "Short cut",
    IdeaKind.MISTAKE: "Mistake to avoid",
    IdeaKind.STRATEGY: "Strategy",
    IdeaKind.CONCEPT: "Concept in own words",
    IdeaKind.OPPORTUNITY: "Opportunity",
}


class ChooseIdeaKind(Press, tag="idea-kind"):
    """Choose what kind of idea to share; the form follows."""


class ShareIdea(Press, tag="idea-share"):
    """Share an idea, in a form."""

    kind: IdeaKind


class MarkIdea(Press, tag="idea-mark"):
    """Say "now I can", or take it back."""

    idea_id: Count


class ApplyIdea(Press, tag="idea-apply"):
    """Say that I tried it, in a form."""

    idea_id: Count


class ChooseApplied(Press, tag="idea-applied"):
    """Choose which idea I tried; what was typed about it already is a draft, or 0."""

    draft_id: Count


class TakeBackApplied(Press, tag="idea-unapply"):
    """Take my application back."""

    application_id: Count


class TakeDownIdea(Press, tag="idea-down"):
    """Take my idea away."""

    idea_id: Count


class ReadCameOf(Press, tag="idea-came"):
    """Show a page of what listeners said came of an idea, to me alone."""

    idea_id: Count
    page: Count


class OpenIdea(Press, tag="idea"):
    """Show an idea with all that can be done about it, to me alone."""

    idea_id: Count


class TurnIdeas(Press, tag="ideas"):
    """Show a page of what was found; the words are a draft, or 0."""

    draft_id: Count
    page: Count


def idea_card(shown: ShownIdea) -> Card:
    """Show an idea to everybody, with what came of it and what a listener can do."""
    idea = shown.idea
    came = say_came_of(shown)
    label = f"Now I can ({shown.can_now})" if shown.can_now else "Now I can"
    return card(
        text(f"### {inert(idea.title)}", say_origin(idea)),
        text(_quote_within(idea.text, ROOM_FOR_TEXT)),
        text("**What it leaves out**", quote(idea.leaves_out)) if idea.leaves_out else None,
        text(f"-# From: {inert(idea.source)}") if idea.source else None,
        text(leaving) if (leaving := say_leaving(shown)) else None,
        text(came) if came else None,
        buttons(
            button(label, MarkIdea(idea_id=idea.id)),
            button("I applied this", ApplyIdea(idea_id=idea.id)),
            adopt_button(Source.IDEA, idea.id),
        ),
        buttons(
            button("What came of it", ReadCameOf(idea_id=idea.id, page=0))
            if shown.outcomes
            else None,
            report_button(PieceKind.IDEA, idea.id),
            button("Take it down", TakeDownIdea(idea_id=idea.id)),
        ),
    )


def shared(shown: ShownIdea, remark: str | None = None) -> Card:
    """Tell the author that the idea is kept, and what came of its card."""
    idea = shown.idea
    return card(
        text(
            f"Thank you for **{inert(idea.title)}**. `/wisdom search` finds it from now on"
            f"{', until it leaves by itself' if idea.leaves_at else ''}, "
            "and its card tells what came of it for others.",
            remark,
        ),
        buttons(button("Take it down", TakeDownIdea(idea_id=idea.id))),
    )


def not_posted(channel_id: int, trouble: Trouble) -> str:
    """Say why there is no public card; the idea is safe."""
    return (
        f"Its card could not be posted in <#{channel_id}>: {say_trouble(trouble)}. "
        "The idea is kept all the same."
    )


def taken_down(idea: Idea, trouble: Trouble | None = None) -> Card:
    """Give the author back what the idea said, and say where its card still stands."""
    stands = (
        f"Its card could not be removed: {say_trouble(trouble)}. A moderator can delete it."
        if trouble
        else None
    )
    return card(
        text(f"Taken down: **{inert(idea.title)}**. This is what it said:"),
        text(_quote_within(idea.text, ROOM_FOR_TEXT)),
        text(stands) if stands else None,
    )


def noted(what: Noted) -> Card:
    """Tell whoever tried an idea that it is noted."""
    said, idea = what.application.happened, what.shown.idea
    say = primary("Say what came of it", ApplyIdea(idea_id=idea.id))
    take_back = TakeBackApplied(application_id=what.application.id)
    return card(
        text(
            f"Noted: you applied **{inert(idea.title)}**. "
            "It counts for the idea, without your name."
        ),
        text("What came of it, in your words:", quote(said)) if said else None,
        buttons(None if said else say, button("Take it back", take_back)),
    )


def taken_back(shown: ShownIdea) -> Card:
    """Say that an application counts no more."""
    return card(text(f"Taken back: **{inert(shown.idea.title)}** does not count you any more."))


def of_week(shown: ShownIdea) -> Sequence[str]:
    """Tell an idea in lines of a weekly post, at most 1 000 characters in all.

    `open_button` belongs beside them; no other button of an idea may stand on a post.
    """
    return [
        f"**{inert(shown.idea.title)}** · {say_origin(shown.idea)}",
        f"“{inert(excerpt(shown.idea.text))}”",
        *([came] if (came := say_came_of(shown, most=1)) else ()),
    ]


def open_button(idea_id: int) -> ui.Button[Any]:
    """Offer to see an idea, and to say that one tried it."""
    return button("Open the idea", OpenIdea(idea_id=idea_id))


def say_came_of(shown: ShownIdea, most: int = 2) -> str | None:
    """Say what listeners made of an idea; None where nobody has yet."""
    parts = list(_came_of(shown, most))
    return ", ".join(parts) if parts else None


def say_share(share: Share) -> str | None:
    """Say how many of the active members tried somebody's idea; None where that tells nothing."""
    if not share.percent:
        return None
    return (
        f"-# This month {share.applied} of {share.active} of us ({share.percent} %) "
        "tried somebody's idea."
    )


def _came_of(shown: ShownIdea, most: int) -> Iterator[str]:
    if shown.can_now:
        yield f"{shown.can_now} can now"
    if shown.applied:
        said = [f"“{inert(shorten(each, LONGEST_OUTCOME))}”" for each in shown.outcomes[:most]]
        yield f"{shown.applied} applied it" + (f": {', '.join(said)}" if said else "")


def say_origin(idea: Idea) -> str:
    """Say what kind of idea it is, whose, and about which skill."""
    skill = f" · {inert(idea.skill)}" if idea.skill else ""
    return f"{_NAMES[idea.kind]}, shared by {mention(idea.user_id)}{skill}"


def say_leaving(shown: ShownIdea) -> str | None:
    """Say until when an opportunity is there; None for what stays."""
    if shown.idea.leaves_at is None:
        return None
    at = shown.idea.leaves_at
    if shown.has_left:
        return f"-# It left {format_dt(at, 'R')}."
    return f"-# Here until {format_dt(at, 'f')}."


def excerpt(words: str) -> str:
    """Give the beginning of a text on one line."""
    return shorten(" ".join(words.split()), LONGEST_EXCERPT)


def _quote_within(words: str, room: int) -> str:
    """Quote a text, cut where its marks and lines would take more room than a card has."""
    whole = quote(words)
    # A line break becomes three characters at most, and so does nothing else.
    return whole if len(whole) <= room else quote(shorten(words, room // 3))
