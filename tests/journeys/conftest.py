"""Journeys start with ``world``."""

from tests.support.world import world

__all__ = ["world"]
