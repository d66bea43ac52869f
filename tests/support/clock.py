"""A clock that stands still until a test or the demo moves it."""

from datetime import UTC, datetime, timedelta


class FakeClock:
    """Starts at ``now`` (aware) and moves only by ``advance`` or ``set``."""

    def __init__(self, now: datetime) -> None:
        self._now = now.astimezone(UTC)

    def now(self) -> datetime:
        return self._now

    def advance(self, delta: timedelta) -> None:
        if delta < timedelta(0):
            raise ValueError("time does not go back")
        self._now += delta

    def set(self, now: datetime) -> None:
        """Move to ``now``, which must not lie before the present."""
        self.advance(now - self._now)
