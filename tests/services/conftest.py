"""Tests that need whole communities start with a ``scene``, those of logs with a ``desk``."""

from tests.support.desks import desk, guitar
from tests.support.weeks import scene

__all__ = ["desk", "guitar", "scene"]
