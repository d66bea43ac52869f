"""What is offered while somebody types into an option."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from discord.app_commands import Choice

from bot.domain.zones import similar_zones, zones, zones_of
from bot.render.text import shorten

if TYPE_CHECKING:
    from collections.abc import Awaitable, Iterable

log = logging.getLogger(__name__)

MOST_CHOICES = 25
LONGEST_LABEL = 100
# One zone for each hour where many people live, from west to east.
OFFERED_FIRST = (
    "UTC",
    "Pacific/Honolulu",
    "America/Anchorage",
    "America/Los_Angeles",
    "America/Denver",
    "America/Mexico_City",
    "America/New_York",
    "America/Sao_Paulo",
    "Europe/London",
    "Europe/Berlin",
    "Africa/Lagos",
    "Africa/Cairo",
    "Europe/Istanbul",
    "Africa/Nairobi",
    "Asia/Tehran",
    "Asia/Dubai",
    "Asia/Karachi",
    "Asia/Kolkata",
    "Asia/Dhaka",
    "Asia/Bangkok",
    "Asia/Shanghai",
    "Asia/Singapore",
    "Asia/Tokyo",
    "Australia/Sydney",
    "Pacific/Auckland",
)


async def suggest(found: Awaitable[Iterable[tuple[str, str]]], typed: str) -> list[Choice[str]]:
    """Offer those (label, value) pairs whose label holds what was typed.

    It never raises: without suggestions the member can still type, and the command answers.
    """
    try:
        pairs = list(await found)
    except Exception:
        log.exception("no suggestions")
        return []
    wanted = typed.strip().casefold()
    fitting = ((label, value) for label, value in pairs if wanted in label.casefold())
    choices = [Choice(name=shorten(label, LONGEST_LABEL), value=value) for label, value in fitting]
    return choices[:MOST_CHOICES]


def suggest_zones(typed: str) -> list[Choice[str]]:
    """Offer the time zones that are meant by what was typed, or else those named most like it."""
    wanted = _plain(typed)
    found = _meant(wanted) or similar_zones(wanted) if wanted else OFFERED_FIRST
    return [Choice(name=zone.replace("_", " "), value=zone) for zone in found[:MOST_CHOICES]]


def _meant(wanted: str) -> tuple[str, ...]:
    """Give those of a country or an abbreviation, then cities that begin so, then other names."""
    holding = [zone for zone in zones() if wanted in _plain(zone)]
    holding.sort(key=lambda zone: not _plain(zone.rpartition("/")[2]).startswith(wanted))
    return tuple(dict.fromkeys((*zones_of(wanted), *holding)))


def _plain(name: str) -> str:
    return " ".join(name.replace("_", " ").casefold().split())
