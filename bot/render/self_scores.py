"""Scoring one's own work: the panel of levels, and the version that is kept."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain.adjustments import Source
from bot.render.adjustments import adopt_button
from bot.render.card import button, buttons, card, primary, text
from bot.render.levels import LEVELS, level_rows
from bot.render.requests import AskAgain, ScoreCriterion, WriteOwn, say_request
from bot.render.text import inert, quote
from bot.render.versions import comparison, say_counted

if TYPE_CHECKING:
    from bot.domain.asking import Scoring, SelfScored
    from bot.render.card import Card


def panel(scoring: Scoring) -> Card:
    """Offer the levels; they go into a version once every criterion has its own."""
    version, draft_id = scoring.version, scoring.draft_id
    missing = len(version.criteria) - len(scoring.levels)
    write = WriteOwn(draft_id=draft_id)
    return card(
        text(
            f"### Your own eyes: {inert(version.name)}",
            "Choose what describes your work best as it is now. Nobody else sees it, and it "
            "counts for nothing but your next version.",
        ),
        *level_rows(
            version,
            scoring.levels,
            lambda position: ScoreCriterion(draft_id=draft_id, position=position),
        ),
        buttons(
            button(f"{missing} to go", write, disabled=True)
            if missing
            else primary("Keep it", write)
        ),
    )


def kept(what: SelfScored) -> Card:
    """Show the version, what changed since the one before, and the change to make next."""
    request, answer = what.request, what.feedback
    levels = answer.levels or {}
    return card(
        text(f"### Kept as a version: {say_request(request)}"),
        text(
            *(
                f"- {inert(criterion.name)}: {levels[position]} of {LEVELS}"
                for position, criterion in enumerate(what.version.criteria)
                if position in levels
            ),
            f"- {say_counted(request.counted)}" if request.counted else None,
        ),
        text(*comparison(what.comparison)) if what.comparison else None,
        text("**Next**", quote(answer.change)) if answer.change else None,
        buttons(
            adopt_button(Source.FEEDBACK, answer.id) if answer.change else None,
            button("Ask others about it", AskAgain(request_id=request.id)),
        ),
    )
