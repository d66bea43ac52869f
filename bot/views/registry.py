"""Every door there is."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bot.views import (
    adjustments,
    challenge_forms,
    challenges,
    communities,
    generosity,
    giving,
    health,
    kudos,
    logs,
    moderation,
    norms,
    practices,
    privacy,
    queues,
    ratings,
    reflections,
    reports,
    requests,
    rubrics,
    self_scores,
    session_cards,
    sessions,
    set_up,
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
    *challenge_forms.DOORS,
    *challenges.DOORS,
    *communities.DOORS,
    *generosity.DOORS,
    *giving.DOORS,
    *health.DOORS,
    *kudos.DOORS,
    *logs.DOORS,
    *moderation.DOORS,
    *norms.DOORS,
    *practices.DOORS,
    *privacy.DOORS,
    *queues.DOORS,
    *ratings.DOORS,
    *reflections.DOORS,
    *requests.DOORS,
    *rubrics.DOORS,
    *self_scores.DOORS,
    *reports.DOORS,
    *set_up.DOORS,
    *session_cards.DOORS,
    *sessions.DOORS,
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
