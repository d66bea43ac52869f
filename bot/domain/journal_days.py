"""What the journal brings up on a day: the next small step, and the why where a rhythm breaks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain.days import DAY
from bot.domain.rhythms import SHORTEST_SILENCE, broke_on
from bot.domain.verdicts import Verdict

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

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


def has_broken(logged: Iterable[date], practices: Sequence[Practice], today: date) -> bool:
    """Tell whether a rhythm broke by today; days on which every practice rests break none.

    ``logged`` are the member's logged days of the eight weeks up to their last one.
    """
    days = sorted(logged)
    if not days or _all_rest(practices, today):
        return False
    silent = [days[-1] + DAY * step for step in range(1, (today - days[-1]).days)]
    rested = sum(_all_rest(practices, day) for day in silent)
    return broke_on(days, today - DAY * rested) is not None


def _all_rest(practices: Sequence[Practice], day: date) -> bool:
    return all(practice.rests_on(day) for practice in practices)
