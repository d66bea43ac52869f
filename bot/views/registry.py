"""Every door there is."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bot.views import (
    adjustments,
    communities,
    generosity,
    giving,
    kudos,
    logs,
    moderation,
    practices,
    privacy,
    queues,
    ratings,
    reflections,
    reports,
    requests,
    rubrics,
    self_scores,
    settings,
    showcase,
    skills,
    start,
    streaks,
    trusted,
    weekly,
    wisdom,
)
from bot.views.doors import Door, Doorkeeper

if TYPE_CHECKING:
    from bot.delivery import Delivery
    from bot.services.container import Services

DOORS: tuple[type[Door[Any]], ...] = (
    *adjustments.DOORS,
    *communities.DOORS,
    *generosity.DOORS,
    *giving.DOORS,
    *kudos.DOORS,
    *logs.DOORS,
    *moderation.DOORS,
    *practices.DOORS,
    *privacy.DOORS,
    *queues.DOORS,
    *ratings.DOORS,
    *reflections.DOORS,
    *requests.DOORS,
    *rubrics.DOORS,
    *self_scores.DOORS,
    *reports.DOORS,
    *settings.DOORS,
    *showcase.DOORS,
    *skills.DOORS,
    *start.DOORS,
    *streaks.DOORS,
    *trusted.DOORS,
    *weekly.DOORS,
    *wisdom.DOORS,
)


def doorkeeper(services: Services, delivery: Delivery) -> Doorkeeper:
    """Build every door once."""
    return Doorkeeper([door(services, delivery) for door in DOORS], services.drafts)
