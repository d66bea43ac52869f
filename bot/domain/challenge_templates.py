"""Challenges that ship: what each counts and how much of it; their words are in ``bot.render``.

All run from the next Monday to its Sunday. None is about doing as much as one can.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.domain.challenges import Measure, Mode, Ranking

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True)
class Template:
    """What a challenge begins with; whoever makes it may say everything differently."""

    name: str
    measure: Measure
    target: int
    breaks: int = 0
    mode: Mode = Mode.ALONE
    ranking: Ranking = Ranking.TARGET


TEMPLATES: Mapping[str, Template] = {
    template.name: template
    for template in (
        Template("show-up", Measure.DAYS, 5, ranking=Ranking.IMPROVEMENT),
        Template("feedback", Measure.FEEDBACK, 2),
        Template("transfer", Measure.PLACES, 3),
        Template("back-from-break", Measure.DAYS, 2),
        Template("quiet", Measure.CALM, 5),
        Template("experiment", Measure.EXPERIMENTS, 1),
        Template("fundamentals", Measure.FOCUS, 3),
    )
}
"""By name; names are kept with challenges and rotations, so none is given another meaning."""
