"""Tests that need whole communities start with a ``scene``, those of logs with a ``desk``."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.services.container import Services
from tests.support.desks import desk, guitar
from tests.support.giving import helping
from tests.support.queueing import queues
from tests.support.rubrics import edits, rubrics
from tests.support.weeks import scene

if TYPE_CHECKING:
    from storage.database import Database
    from tests.support.clock import FakeClock

__all__ = ["desk", "edits", "guitar", "helping", "queues", "rubrics", "scene"]


@pytest.fixture
def services(db: Database, clock: FakeClock) -> Services:
    """All use cases; nobody has done anything yet."""
    return Services(db, clock)
