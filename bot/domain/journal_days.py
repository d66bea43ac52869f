"""What the journal brings up on a day: the next small step, and the why where a rhythm breaks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain.days import DAY
from bot.domain.rhythms import SHORTEST_SILENCE
from bot.domain.verdicts import Verdict

if TYPE_CHECKING:
    from bot.domain.day_facts import DayFacts
    from bot.domain.practices import Practice


def next_step(facts: DayFacts) -> Practice | None:
    """Give the first practice that is open today, and does not rest."""
    for practice, summary, _ in facts.reviewed:
        is_open = summary.today is not None and summary.today.verdict is Verdict.OPEN
        if is_open and not practice.rests_on(facts.today):
            return practice
    return None


def logged_lately(facts: DayFacts) -> bool:
    """Tell whether something was logged within the shortest silence: no rhythm has broken then."""
    return facts.has_logged_since(facts.today - DAY * SHORTEST_SILENCE)
