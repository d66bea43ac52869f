"""The weekly posts: how they are known again, the reflection prompt, and why one did not come."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bot.domain.posts import Kind, Reason
from bot.domain.question_bank import SHIPPED
from bot.domain.questions import named
from bot.render import helpers, wisdom
from bot.render.card import WARNING, button, buttons, card, primary, rule, text
from bot.render.failures import say_failures
from bot.render.presses import Press, WeekNumber, Year
from bot.render.questions import say_question
from bot.render.reflections import ReflectNow

if TYPE_CHECKING:
    from collections.abc import Iterator

    from discord import ui

    from bot.domain.days import Week
    from bot.domain.digests import Digest
    from bot.domain.posts import Notice
    from bot.render.card import Block, Card

LATE = "-# This comes later than promised."


class MyWeek(Press, tag="my-week"):
    """Show one's own numbers; it also tells a post of this kind and week from all others."""

    kind: Kind
    year: Year
    week: WeekNumber


def my_week(kind: Kind, week: Week) -> MyWeek:
    """Give the press that stands on the post of a kind and week, and nowhere else."""
    return MyWeek(kind=kind, year=week.year, week=week.number)


def marker(kind: Kind, week: Week) -> str:
    """Give the custom id by which a post is found again in its channel."""
    return my_week(kind, week).custom_id


def my_week_button(kind: Kind, week: Week) -> ui.Button[Any]:
    """Offer one's own numbers."""
    return button("My own week", my_week(kind, week))


def prompt(week: Week, question: str, digest: Digest | None = None, *, late: bool = False) -> Card:
    """Invite everybody to look back, with the question of the week and what others bring."""
    return card(
        text(f"### Time to look back on week {week.number}", LATE if late else None),
        text(say_question(named(question, SHIPPED))),
        text(
            "What did you improve, what made it possible, and which one small change comes next? "
            "Five minutes are enough, and it stays yours unless you share it."
        ),
        buttons(
            primary("Reflect", ReflectNow(year=week.year, week=week.number)),
            my_week_button(Kind.REFLECTION, week),
        ),
        *(_digest(digest) if digest else ()),
    )


def _digest(digest: Digest) -> Iterator[Block]:
    """Add an idea to try next, and requests that wait for somebody's eyes."""
    if digest.idea:
        yield rule()
        yield text("**An idea from one of us**", *wisdom.of_week(digest.idea))
        yield buttons(wisdom.open_button(digest.idea.idea.id))
    if digest.share and (share := wisdom.say_share(digest.share)):
        yield text(share)
    if digest.needs_eyes:
        yield rule()
        yield text("**Needs eyes**, waiting for two days or more")
        yield text(*helpers.say_needs_eyes(digest.needs_eyes))


def notice(shown: Notice) -> Card:
    """Tell moderators which posts did not come, why, and what to do."""
    mendable = [post for post in shown.posts if post.reason is not Reason.TOO_LATE]
    is_weekly = any(post.is_weekly for post in mendable)
    comes_by_itself = any(not post.is_weekly for post in mendable)
    return card(
        text("### A post did not get through"),
        text(
            *say_failures(shown.posts),
            "-# Once that is mended, `/community week` sends what is missing of the week."
            if is_weekly
            else None,
            "-# I try again every ten minutes, for a week." if comes_by_itself else None,
        ),
        accent=WARNING,
    )
