"""The demo's time: simcord's own, so that messages and streaks agree, and it can be moved on."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime

    import simcord


class DemoClock:
    """Stands still until it is moved."""

    def __init__(self) -> None:
        self._env: simcord.Env | None = None

    def follow(self, env: simcord.Env) -> None:
        """Read the time off this Discord from now on."""
        self._env = env

    def now(self) -> datetime:
        """Return the present instant of the demo, in UTC."""
        return self._followed.now()

    def move_to(self, moment: datetime) -> None:
        """Move on; an instant that is past changes nothing."""
        env = self._followed
        if moment > env.now():
            # Not advance_time, which would also fire every timer on the way.
            env.backend.advance_clock((moment - env.now()).total_seconds())

    @property
    def _followed(self) -> simcord.Env:
        if self._env is None:
            raise RuntimeError("the demo's Discord is not there yet")
        return self._env
