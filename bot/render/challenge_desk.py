"""Challenges as those who make them see them, and the list that everybody sees."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

from discord import ButtonStyle, SelectOption, ui
from discord.utils import format_dt

from bot.domain.challenge_templates import TEMPLATES
from bot.domain.challenges import MOST_OPEN, Mode, State
from bot.render.card import button, buttons, card, primary, rule, section, text
from bot.render.challenge_forms import EditChallenge
from bot.render.challenge_presses import ShowChallenge
from bot.render.challenge_rules import (
    COUNTED,
    MEASURES,
    RANKINGS,
    STATES,
    say_terms,
    say_who,
)
from bot.render.challenge_templates import WORDS
from bot.render.challenges import say_span, say_when
from bot.render.pages import Page, pager
from bot.render.presses import Count, Press
from bot.render.text import count, inert, quote

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from bot.domain.challenge_desk import Listed, Standing
    from bot.domain.challenge_edits import Edit
    from bot.domain.challenges import Challenge
    from bot.domain.rotations import Rotation
    from bot.render.card import Block, Card


class EndChallenge(Press, tag="challenge-end"):
    """End a challenge now; asks first."""

    challenge_id: Count


class ConfirmEndChallenge(Press, tag="challenge-end-sure"):
    """End a challenge now."""

    challenge_id: Count


class ListChallenges(Press, tag="challenge-list"):
    """Turn the pages of the list of challenges."""

    page: Count


class OpenThemes(Press, tag="challenge-themes"):
    """Show the themes that come in turn."""


class ChooseThemes(Press, tag="challenge-themes-choose"):
    """Choose the themes that come in turn."""


class SwitchThemes(Press, tag="challenge-themes-switch"):
    """Let themes come in turn, or stop that."""

    on: bool


def made(standing: Standing) -> Card:
    """Show what was understood, before everybody sees it."""
    challenge = standing.challenge
    return card(
        *_understood(challenge),
        text(f"It goes out in <#{standing.channel_id}> within a minute. " + _PUT_RIGHT),
        _desk(challenge),
    )


def edited(edit: Edit) -> Card:
    """Confirm a change, and say from when it holds for whom."""
    return card(
        text(_say_change(edit)), rule(), *_understood(edit.challenge), _desk(edit.challenge)
    )


def end_asked(challenge: Challenge, today: date) -> Card:
    """Ask whether a challenge is to end now."""
    title = inert(challenge.title)
    less = "in fewer days less is asked for, " if challenge.asks_by_days else ""
    what = (
        f"“{title}” has not begun: it is called off, and its board says so."
        if today < challenge.first_day
        else f"“{title}” ends with today. What was done until then counts, "
        f"{less}and results come once today is over for everybody who takes part."
    )
    sure = button(
        "Yes, end it",
        ConfirmEndChallenge(challenge_id=challenge.id),
        style=ButtonStyle.danger,
    )
    return card(text(what, "Nobody can open it again afterwards."), buttons(sure))


def ended(challenge: Challenge) -> Card:
    """Confirm that a challenge ends."""
    title = inert(challenge.title)
    if challenge.state is State.CANCELLED:
        return card(text(f"“{title}” is called off. Its board says so within a minute or two."))
    return card(text(f"“{title}” ends with {say_when(challenge.last_day)}. Results follow."))


def listed(shown: Listed) -> Card:
    """List challenges: open ones first, then those that ended last."""
    page = Page(shown.challenges, shown.number, shown.last)
    themes = button("Themes in turn", OpenThemes()) if shown.is_moderator else None
    return card(
        text("### Challenges", None if page.items else _none_yet(shown)),
        *(_entry(challenge) for challenge in page.items),
        pager(page, lambda number: ListChallenges(page=number)),
        buttons(themes) if themes else None,
    )


def offered(challenges: Sequence[Challenge]) -> list[tuple[str, str]]:
    """Name challenges for a choice, those of one title by their days too; with their ids."""
    titles = Counter(challenge.title for challenge in challenges)
    return [
        (
            challenge.title
            if titles[challenge.title] == 1
            else f"{challenge.title} · {say_span(challenge)}",
            str(challenge.id),
        )
        for challenge in challenges
    ]


def themes(rotation: Rotation) -> Card:
    """Show which themes come in turn, and let them be chosen."""
    return card(
        text("### Themes in turn", _THEMES, *_turns(rotation)),
        _theme_choice(rotation),
        buttons(
            button("Stop", SwitchThemes(on=False))
            if rotation.is_on
            else primary("Begin", SwitchThemes(on=True))
        ),
    )


_PUT_RIGHT = "Until somebody joins, all that you change simply holds."
_THEMES = (
    "At the weekly time, the next of these becomes the challenge of the coming week, Monday to "
    "Sunday, and is announced by itself. A theme whose challenge is still open waits for its next "
    f"turn, so choose two or more. While {MOST_OPEN} challenges are open, none is added."
)


def _understood(challenge: Challenge) -> Iterator[Block]:
    yield text(f"### {inert(challenge.title)}", quote(challenge.story) if challenge.story else None)
    ranked = None if challenge.mode is Mode.TOGETHER else RANKINGS[challenge.ranking]
    pinged = challenge.ping_role_id
    yield text(
        f"**Counted:** {MEASURES[challenge.measure]}. {COUNTED[challenge.measure]}",
        f"**Target:** {say_terms(challenge, challenge.newest_terms)}",
        f"**Days:** {say_span(challenge)}, each member's own days",
        f"**To join until:** {say_when(challenge.join_until)}",
        f"**Logging after the end:** {count(challenge.grace_days, 'day')}",
        f"**Who with:** {say_who(challenge)}",
        f"**Ordered by:** {ranked}" if ranked else None,
        f"**Pinged once:** <@&{pinged}>" if pinged else None,
    )


def _desk(challenge: Challenge) -> Block:
    return buttons(
        button("Change", EditChallenge(challenge_id=challenge.id)),
        button("End it", EndChallenge(challenge_id=challenge.id)),
    )


def _say_change(edit: Edit) -> str:
    if edit.at_once:
        return "Changed. Nobody has joined yet, so it simply holds."
    if edit.terms is None:
        return "Changed. The board follows within a few minutes."
    reach = say_terms(edit.challenge, edit.terms)
    if edit.is_harder and edit.challenge.mode is Mode.TOGETHER:
        return (
            f"Changed to {reach}. That asks for more, so everybody who takes part is asked anew "
            "within a minute; it counts once all of them have renewed."
        )
    if edit.is_harder:
        return (
            f"Changed to {reach}. That asks for more, so everybody who takes part is asked anew "
            "within a minute; who does not renew keeps what they agreed to."
        )
    return f"Changed to {reach}. It holds for everybody from tomorrow on, and is announced."


def _none_yet(shown: Listed) -> str:
    if shown.is_moderator:
        return "There is none yet. `/challenge create` makes one; a template is a good beginning."
    return "There is none yet. Moderators make them with `/challenge create`."


def _entry(challenge: Challenge) -> Block:
    reach = say_terms(challenge, challenge.newest_terms)
    return section(
        f"**{inert(challenge.title)}** · {STATES[challenge.state]}\n"
        f"{say_span(challenge)} · {reach}",
        button("Show", ShowChallenge(challenge_id=challenge.id)),
    )


def _turns(rotation: Rotation) -> Iterator[str]:
    named = [WORDS[name].title for name in rotation.coming if name in WORDS]
    if named:
        yield f"**In this order:** {', '.join(named)}"
    if rotation.next_at:
        yield f"**Next one:** {format_dt(rotation.next_at, 'F')}, your time"
    else:
        yield "It stands still now."


def _theme_choice(rotation: Rotation) -> Block:
    options = [
        SelectOption(
            label=WORDS[name].title,
            value=name,
            description=MEASURES[template.measure].capitalize(),
            default=name in rotation.themes,
        )
        for name, template in TEMPLATES.items()
    ]
    select: ui.Select[Any] = ui.Select(
        custom_id=ChooseThemes().custom_id,
        placeholder="Choose themes",
        min_values=0,
        max_values=len(options),
        options=options,
    )
    return ui.ActionRow(select)
