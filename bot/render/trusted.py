"""The card on which a practice gets its trusted source."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from discord import SelectOption, ui

from bot.domain.trusted import CannotTrust, SourceKind, TrustedOneself
from bot.render.card import button, buttons, card, choice, rule, text
from bot.render.presses import Count, Press
from bot.render.text import inert, mention

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from bot.domain.trusted import TrustedPanel, TrustedSource
    from bot.render.card import Block, Card


class ShowTrusted(Press, tag="trusted"):
    """Show what is trusted for a practice, and what could be."""

    practice_id: Count


class TrustPeer(Press, tag="trust-peer"):
    """Trust a member, chosen from a drop-down."""

    practice_id: Count


class TrustRubric(Press, tag="trust-rubric"):
    """Trust a rubric, chosen from a drop-down."""

    practice_id: Count


class TrustVersions(Press, tag="trust-versions"):
    """Trust the comparison with one's own earlier versions."""

    practice_id: Count


class TrustNothing(Press, tag="trust-nothing"):
    """Have no trusted source for a practice."""

    practice_id: Count


def panel(shown: TrustedPanel, back: Press) -> Card:
    """Show a practice's trusted source and the ways to choose another; ``back``: to practices."""
    practice_id, source = shown.practice_id, shown.source
    return card(
        text(
            f"### Trusted source for {inert(shown.practice)}",
            "One source whose word you act on makes feedback clear, and two that disagree make it "
            "noise. `/feedback ask` begins with it; nobody is told.",
            f"**Now:** {say_source(source) if source else 'none chosen'}",
        ),
        rule(),
        text("A peer who knows this from their own doing"),
        _peer_choice(shown),
        text("A rubric, for you or whoever answers"),
        _rubric_choice(shown),
        text("Or what you made before"),
        buttons(
            button("My earlier versions", TrustVersions(practice_id=practice_id)),
            button("None", TrustNothing(practice_id=practice_id)) if source else None,
            button("My practices", back),
        ),
    )


def trusted_button(practice_id: int) -> ui.Button[Any]:
    """Lead to a practice's trusted source."""
    return button("Trusted source", ShowTrusted(practice_id=practice_id))


def say_source(source: TrustedSource) -> str:
    """Name a trusted source."""
    if source.kind is SourceKind.PEER and source.peer:
        return mention(source.peer)
    if source.kind is SourceKind.RUBRIC:
        return f"the rubric {inert(source.rubric_name)}"
    return "my earlier versions"


def _peer_choice(shown: TrustedPanel) -> Block:
    press = TrustPeer(practice_id=shown.practice_id)
    select: ui.UserSelect[Any] = ui.UserSelect(
        custom_id=press.custom_id, placeholder="Choose a peer"
    )
    return ui.ActionRow(select)


def _rubric_choice(shown: TrustedPanel) -> Block:
    chosen = shown.source.rubric_id if shown.source else None
    options = [
        SelectOption(
            label=rubric.name, value=str(rubric.rubric_id), default=rubric.rubric_id == chosen
        )
        for rubric in shown.rubrics
    ]
    press = TrustRubric(practice_id=shown.practice_id)
    return choice(press, options, placeholder="Choose a rubric")


REFUSALS: Mapping[type[Exception], Callable[[Any], str]] = {
    TrustedOneself: lambda _: (
        "Your own eye counts, too: choose “My earlier versions”, and each new one is laid beside "
        "the one before. Or choose somebody else."
    ),
    CannotTrust: lambda _: "That one cannot be asked here just now. Please choose somebody else.",
}
