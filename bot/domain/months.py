"""Calendar months, as a zone has them."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import NamedTuple
from zoneinfo import ZoneInfo


class Month(NamedTuple):
    """A calendar month."""

    year: int
    number: int

    @classmethod
    def of(cls, moment: datetime, zone: str) -> Month:
        """Return the month that it is in a zone."""
        local = moment.astimezone(ZoneInfo(zone))
        return cls(local.year, local.month)

    def begins(self, zone: str) -> datetime:
        """Return its first instant in a zone."""
        return datetime(self.year, self.number, 1, tzinfo=ZoneInfo(zone)).astimezone(UTC)

    def next(self) -> Month:
        """Return the month after."""
        return Month(self.year + self.number // 12, self.number % 12 + 1)

    def previous(self) -> Month:
        """Return the month before."""
        return Month(self.year - (self.number == 1), (self.number - 2) % 12 + 1)
