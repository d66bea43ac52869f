"""The one table from a refusal to its words: what is the matter, and what to do next."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING, Any

from bot.domain.errors import Unavailable
from bot.render import (
    adjustments,
    advice,
    amounts,
    answered,
    challenge_joining,
    challenge_refusals,
    checkins,
    communities,
    conditions,
    drafts,
    exports,
    giving_forms,
    health,
    import_forms,
    journal,
    kudos,
    log_refusals,
    moderation,
    month_plans,
    names,
    pictures,
    practices,
    privacy,
    progress,
    questions,
    queues,
    ratings,
    reflections,
    reminders,
    reports,
    requests,
    rest_refusals,
    rubric_forms,
    rubrics,
    session_refusals,
    settings,
    showcase_refusals,
    skills,
    start,
    streaks,
    thresholds,
    trusted,
    wisdom_refusals,
)
from bot.render.card import WARNING, button, buttons, card, text
from bot.render.text import shorten

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from bot.render.card import Block, Card
    from bot.render.presses import Press

# A line break, and what joins letters and emoji: invisible, but harmless.
_JOINERS = "\n\u200c\u200d"
LONGEST_TYPED = 1500

WORDS: Mapping[type[Exception], Callable[[Any], str]] = {
    **adjustments.REFUSALS,
    **advice.REFUSALS,
    **amounts.REFUSALS,
    **answered.REFUSALS,
    **challenge_joining.REFUSALS,
    **challenge_refusals.REFUSALS,
    **checkins.REFUSALS,
    **communities.REFUSALS,
    **conditions.REFUSALS,
    **drafts.REFUSALS,
    **exports.REFUSALS,
    **giving_forms.REFUSALS,
    **health.REFUSALS,
    **import_forms.REFUSALS,
    **journal.REFUSALS,
    **kudos.REFUSALS,
    **log_refusals.REFUSALS,
    **moderation.REFUSALS,
    **month_plans.REFUSALS,
    **names.REFUSALS,
    **pictures.REFUSALS,
    **practices.REFUSALS,
    **privacy.REFUSALS,
    **progress.REFUSALS,
    **questions.REFUSALS,
    **queues.REFUSALS,
    **ratings.REFUSALS,
    **reflections.REFUSALS,
    **reminders.REFUSALS,
    **requests.REFUSALS,
    **rest_refusals.REFUSALS,
    **rubric_forms.REFUSALS,
    **rubrics.REFUSALS,
    **reports.REFUSALS,
    **session_refusals.REFUSALS,
    **settings.REFUSALS,
    **showcase_refusals.REFUSALS,
    **skills.REFUSALS,
    **start.REFUSALS,
    **streaks.REFUSALS,
    **thresholds.REFUSALS,
    **trusted.REFUSALS,
    **wisdom_refusals.REFUSALS,
}
# Where a click says it better than words: the buttons under a refusal.
STEPS: Mapping[type[Exception], Callable[[Any], Block | None]] = {
    **communities.STEPS,
    **giving_forms.STEPS,
    **log_refusals.STEPS,
    **month_plans.STEPS,
    **practices.STEPS,
    **queues.STEPS,
    **ratings.STEPS,
    **requests.STEPS,
    **rest_refusals.STEPS,
    **start.STEPS,
}


def words(error: BaseException) -> str | None:
    """Say what a refusal means, or None where the error is not a refusal."""
    for kind in type(error).__mro__:
        if issubclass(kind, Exception) and kind in WORDS:
            return WORDS[kind](error)
    return None


def steps(error: BaseException) -> Block | None:
    """Give the buttons that help after a refusal, or None where words are enough."""
    make = STEPS.get(type(error)) if isinstance(error, Exception) else None
    return make(error) if make else None


def refusal(
    words_: str,
    *,
    typed: str | None = None,
    retry: Press | None = None,
    steps_: Block | None = None,
) -> Card:
    """Say no kindly, hand back what was typed, and offer the form again where there was one."""
    return card(
        text(words_),
        text("-# You typed", f"```\n{_inside_code(typed)}\n```") if typed else None,
        buttons(button("Open it again", retry)) if retry else None,
        steps_,
        accent=WARNING,
    )


def apology(error: BaseException, incident: str) -> str:
    """Apologise for something unforeseen, with the id under which it was logged."""
    happened = (
        "Sorry, I cannot reach my notebook just now. Nothing was changed; please try again soon."
        if isinstance(error, Unavailable)
        else "Sorry, something went wrong on my side."
    )
    noted = f"It is noted as `{incident}`. If it happens again, tell whoever runs this bot."
    return f"{happened}\n{noted}"


def _inside_code(typed: str) -> str:
    """Show text as it is, but so that no character of it can end the block or turn its letters."""
    shown = "".join(each if _is_plain(each) else f"\\u{ord(each):04x}" for each in typed)
    return shorten(shown.replace("`", "'"), LONGEST_TYPED)


def _is_plain(character: str) -> bool:
    return character in _JOINERS or unicodedata.category(character) not in {"Cc", "Cf", "Cs"}
