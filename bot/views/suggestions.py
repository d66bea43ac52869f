"""What is offered while somebody types into an option."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from discord.app_commands import Choice

from bot.domain.zones import zones
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
    """Offer time zones whose name holds what was typed, cities that begin with it first."""
    wanted = _plain(typed)
    found = [zone for zone in zones() if wanted in _plain(zone)] if wanted else OFFERED_FIRST
    nearest = sorted(found, key=lambda zone: not _plain(zone.rpartition("/")[2]).startswith(wanted))
    return [Choice(name=zone.replace("_", " "), value=zone) for zone in nearest[:MOST_CHOICES]]


def _plain(name: str) -> str:
    return " ".join(name.replace("_", " ").casefold().split())
