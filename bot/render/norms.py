"""How people treat each other in a community: the norms, and help in hard times."""

from __future__ import annotations

from typing import TYPE_CHECKING

from discord.utils import format_dt

from bot.domain.communities import LONGEST_RESOURCES
from bot.domain.norms import LONGEST_NORMS, NormsWords
from bot.render.card import buttons, card, primary, rule, text
from bot.render.forms import Field, form, paragraph
from bot.render.presses import Count, Press
from bot.render.text import count, inert, say_person

if TYPE_CHECKING:
    from bot.domain.norms import Norms, NormsShown
    from bot.render.card import Card
    from bot.render.forms import Answers, Form

TITLE = "How we treat each other"


class WriteNorms(Press, tag="norms-form"):
    """Set the norms and the resources, in a form."""


class ShowNorms(Press, tag="norms"):
    """Read the norms, to agree to them."""


class AgreeToNorms(Press, tag="norms-agree"):
    """Agree to one version of the norms."""

    norms_id: Count


def say_norms(norms: Norms) -> str:
    """Give the norms as they were written."""
    return f">>> {inert(norms.text)}"


def desk(shown: NormsShown, news: str | None = None) -> Card:
    """Show moderators what holds, and the way to change it."""
    norms = shown.norms
    none_yet = "None yet. A few lines are enough: what is welcome here, and what is not."
    return card(
        text(f"### {TITLE}", news),
        text(say_norms(norms) if norms else none_yet),
        text(_say_origin(norms, shown.agreed)) if norms else None,
        rule(),
        text("**Resources for hard times**, shown beside my safety note"),
        text(f">>> {inert(shown.resources)}" if shown.resources else "None named yet."),
        buttons(primary("Change them" if norms or shown.resources else "Write them", WriteNorms())),
        text(
            "-# Newcomers agree on `/start`. Everybody else finds it there as an open step, after "
            "each change too; nobody is kept from anything meanwhile."
        ),
    )


def norms_form(answers: Answers) -> Form:
    """Ask for the norms and the resources."""
    return form(
        TITLE,
        WriteNorms(),
        paragraph(
            Field("norms", "Norms", "Members agree to them on /start; empty: none", required=False),
            answers,
            longest=LONGEST_NORMS,
            example="Be kind and be specific. Speak of the work, not of the person.",
        ),
        paragraph(
            Field(
                "resources",
                "Resources for hard times",
                "People, channels, numbers; shown beside the safety note",
                required=False,
            ),
            answers,
            longest=LONGEST_RESOURCES,
        ),
    )


def norms_answers(shown: NormsShown) -> Answers:
    """Fill the form with what holds."""
    return {"norms": shown.norms.text if shown.norms else "", "resources": shown.resources}


def norms_words(answers: Answers) -> NormsWords:
    """Read the form."""
    return NormsWords(norms=answers.get("norms", ""), resources=answers.get("resources", ""))


SAVED = "Kept. It holds from now on."


def _say_origin(norms: Norms, agreed: int) -> str:
    when = format_dt(norms.set_at, "f")
    return f"-# By {say_person(norms.set_by)}, {when} · {count(agreed, 'member')} agreed"
