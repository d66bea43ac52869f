"""Jobs run in a ``scene``."""

from tests.support.weeks import scene

__all__ = ["scene"]
