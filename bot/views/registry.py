"""Every door there is."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bot.views import (
    communities,
    logs,
    practices,
    privacy,
    reflections,
    settings,
    skills,
    start,
    streaks,
    weekly,
)
from bot.views.doors import Door, Doorkeeper

if TYPE_CHECKING:
    from bot.delivery import Delivery
    from bot.services.container import Services

DOORS: tuple[type[Door[Any]], ...] = (
    *communities.DOORS,
    *logs.DOORS,
    *practices.DOORS,
    *privacy.DOORS,
    *reflections.DOORS,
    *settings.DOORS,
    *skills.DOORS,
    *start.DOORS,
    *streaks.DOORS,
    *weekly.DOORS,
)


def doorkeeper(services: Services, delivery: Delivery) -> Doorkeeper:
    """Build every door once."""
    return Doorkeeper([door(services, delivery) for door in DOORS], services.drafts)
