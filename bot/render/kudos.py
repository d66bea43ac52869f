"""Cards of kudos, the form in which they are given, and the week's thanks."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import discord

from bot.domain.kudos import (
    LONGEST_REASON,
    CannotThank,
    EnoughThanks,
    ReasonTooShort,
    ThankedABot,
    ThankedAway,
    ThankedOneself,
    ThankedToday,
)
from bot.domain.pieces import PieceKind
from bot.render.card import buttons, card, text
from bot.render.forms import Field, form, line
from bot.render.pieces import report_button
from bot.render.presses import Count, Press
from bot.render.text import count, inert, mention, quote, shorten, typed

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import datetime

    from bot.domain.kudos import Roundup, Thanks
    from bot.render.card import Card
    from bot.render.forms import Answers, Form

MENU = "Say thanks"
LONGEST_TOLD = 80


class GiveKudos(Press, tag="kudos"):
    """Thank a member, in a form."""

    user_id: Count


def given(thanks: Thanks) -> Card:
    """Show thanks to the community."""
    return card(
        text(f"### 💚 {mention(thanks.user_id)} thanks {mention(thanks.thanked)}"),
        text(quote(thanks.for_what)),
        buttons(report_button(PieceKind.KUDOS, thanks.id)),
    )


def kudos_form(press: GiveKudos, answers: Answers) -> Form:
    """Ask what the thanks are for."""
    field = Field("for_what", "What for?", "What they did; everybody in this channel will see it")
    return form(
        "Say thanks",
        press,
        line(
            field,
            answers,
            longest=LONGEST_REASON,
            example="You read my draft twice and found the slow part",
        ),
    )


def roundup(told: Roundup) -> tuple[str, ...]:
    """Tell the thanks of a week, the newest first; nothing where there were none."""
    lines = [
        f"- {mention(each.user_id)} thanked {mention(each.thanked)}: "
        f"{inert(shorten(each.for_what, LONGEST_TOLD))}"
        for each in told.newest
    ]
    if more := told.total - len(told.newest):
        lines.append(f"- and {count(more, 'more thank-you', 'more thank-yous')}")
    return tuple(lines)


def _when(moment: datetime) -> str:
    return (
        f"from {discord.utils.format_dt(moment, 't')} on ({discord.utils.format_dt(moment, 'R')})"
    )


REFUSALS: Mapping[type[Exception], Callable[[Any], str]] = {
    ReasonTooShort: lambda refusal: (
        f"{typed(refusal.text)} is very short. A few words on what they did, at least "
        f"{refusal.shortest} characters, make it worth keeping."
    ),
    ThankedOneself: lambda _: (
        "Kudos go to somebody else. Your own good week belongs in `/reflect`."
    ),
    ThankedABot: lambda _: "That is a program and cannot be thanked. Whom did it remind you of?",
    ThankedAway: lambda _: (
        "They are not in this server any more, so they would not see it. "
        "Is there somebody else who helped?"
    ),
    ThankedToday: lambda refusal: (
        f"You have thanked {mention(refusal.thanked)} today already. You can thank them again "
        f"{_when(refusal.again_at)}; today somebody else may be glad of it."
    ),
    EnoughThanks: lambda refusal: (
        f"You have thanked {count(refusal.most, 'member')} today, and that is all for one day. "
        f"You can go on {_when(refusal.again_at)}."
    ),
    CannotThank: lambda _: (
        "Kudos to this member are not possible from you at the moment. "
        "Is there somebody else who helped?"
    ),
}
