"""Instants as integer UTC seconds and days as ISO text, the forms that every database shares."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import overload


@overload
def to_seconds(moment: datetime) -> int: ...
@overload
def to_seconds(moment: None) -> None: ...
def to_seconds(moment: datetime | None) -> int | None:
    """Return whole UTC seconds; None stays None."""
    return None if moment is None else int(moment.timestamp())


@overload
def from_seconds(seconds: int) -> datetime: ...
@overload
def from_seconds(seconds: None) -> None: ...
def from_seconds(seconds: int | None) -> datetime | None:
    """Return an aware UTC instant; None stays None."""
    return None if seconds is None else datetime.fromtimestamp(seconds, UTC)


def from_nullable(seconds: int | None) -> datetime | None:
    """Return the instant of a column that may be NULL, whose type is not known at the call."""
    return from_seconds(seconds)
