"""Tests that need whole communities start with a ``scene``, those of logs with a ``desk``."""

from tests.support.desks import desk, guitar
from tests.support.giving import helping
from tests.support.queueing import queues
from tests.support.rubrics import edits, rubrics
from tests.support.weeks import scene

__all__ = ["desk", "edits", "guitar", "helping", "queues", "rubrics", "scene"]
