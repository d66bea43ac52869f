"""What the logs say before and after an adjustment, in words that claim nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.render.amounts import say_week
from bot.render.text import inert

if TYPE_CHECKING:
    from bot.domain.adjustment_effects import Effect


def say_effect(effect: Effect) -> str:
    """Say how one practice was kept in the four weeks before and since."""
    name = inert(effect.practice.name)
    percents = effect.before.percent, effect.since.percent
    kept = "-# {}: {} % of the plan kept before, {} % since".format(name, *percents)
    if effect.weekly_before is None or effect.weekly_since is None:
        return f"{kept}."
    before, since = (
        say_week(each, effect.unit) for each in (effect.weekly_before, effect.weekly_since)
    )
    return f"{kept}; {before} a week before, {since} since."
