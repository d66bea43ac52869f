"""What every test may use: a still clock, a database file, and no network but this machine's."""

from __future__ import annotations

import sys
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import pytest

from storage.database import Database
from tests.support.clock import FakeClock

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator
    from pathlib import Path

pytest_plugins = ("tests.support.doors",)

_LOCAL = ("127.", "::1", "localhost", "0.0.0.0")  # noqa: S104 - compared, not bound


def _stay_on_this_machine(event: str, args: tuple[Any, ...]) -> None:
    if event == "socket.connect" and isinstance(args[1], tuple):
        host = args[1][0]
    elif event == "socket.getaddrinfo":
        host = args[0]
    else:
        return
    name = host.decode() if isinstance(host, bytes) else str(host or "localhost")
    if not name.startswith(_LOCAL):
        raise RuntimeError(f"a test tried to reach {name}")


sys.addaudithook(_stay_on_this_machine)


@pytest.fixture
def clock() -> FakeClock:
    """Wednesday, 18 November 2026, noon."""
    return FakeClock(datetime(2026, 11, 18, 12, tzinfo=UTC))


@pytest.fixture
def db_path(tmp_path: Path) -> Path:
    return tmp_path / "whetstone.db"


@pytest.fixture
async def db(db_path: Path) -> AsyncGenerator[Database]:
    """The real schema in a real file."""
    database = await Database.open(db_path)
    try:
        yield database
    finally:
        await database.close()
