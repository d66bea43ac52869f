"""The composition root: settings, storage, services and bot, each handed to the next."""

from __future__ import annotations

from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

from bot import cli
from bot.runner import spare_what_stays

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator

    from bot.app import Whetstone
    from bot.config import Config


@asynccontextmanager
async def compose(config: Config) -> AsyncGenerator[Whetstone]:
    """Open the storage, build the services on it, and the bot on them; close the storage after."""
    # Imported here, so that `whetstone version` does not wait for discord.py.
    from bot.app import Whetstone  # noqa: PLC0415
    from bot.clock import SystemClock  # noqa: PLC0415
    from bot.pictures.worker import Worker  # noqa: PLC0415
    from bot.services.container import Services  # noqa: PLC0415
    from storage.database import Database  # noqa: PLC0415

    clock = SystemClock()
    db = await Database.open(config.storage.path)
    worker = Worker()
    try:
        bot = Whetstone(
            Services(db, clock, worker.run),
            clock,
            shard_count=config.discord.shard_count,
            shard_ids=config.discord.shard_ids,
        )
        bot.add_listener(spare_what_stays, "on_ready")
        yield bot
    finally:
        await worker.close()
        await db.close()


def main() -> None:
    """Run the command line."""
    cli.main(compose)


if __name__ == "__main__":
    main()
