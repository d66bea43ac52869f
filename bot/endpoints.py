"""Where discord.py connects, what it keeps, and which of its tasks are answering somebody.

What discord.py offers no setting for is done here and nowhere else; test_endpoints.py notices
when a new release no longer works this way.
"""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any

import aiohttp
import discord
import discord.shard
import yarl
from discord.gateway import DiscordWebSocket
from discord.http import HTTPClient, Ratelimit, Route

if TYPE_CHECKING:
    from typing import Self

# Gateway close code: the token in IDENTIFY was refused.
_AUTHENTICATION_FAILED = 4004
# As many as discord.py itself puts up with.
_SWEPT_AT = 256
_ANSWERING = ("CommandTree-invoker", "discord.py: on_interaction")


class _ConfiguredGateway(DiscordWebSocket):
    """Connects to the configured address, whatever /gateway/bot and READY would have it use."""

    @classmethod
    async def from_client(
        cls, client: discord.Client, *, gateway: yarl.URL | None = None, **options: Any
    ) -> Self:
        del gateway
        return await super().from_client(client, gateway=cls.DEFAULT_GATEWAY, **options)


def configure(api_url: str, gateway_url: str | None) -> None:
    """Point discord.py at these addresses; without ``gateway_url`` Discord tells where to go.

    For the whole process: large bots put REST and gateway proxies here.
    """
    Route.BASE = api_url
    if gateway_url is not None:
        DiscordWebSocket.DEFAULT_GATEWAY = yarl.URL(gateway_url)
        discord.shard.DiscordWebSocket = _ConfiguredGateway  # pyright: ignore[reportPrivateImportUsage]


def sweep_rate_limits() -> None:
    """Keep discord.py's rate limits of channels from piling up.

    It keeps each for five minutes, and looks through all of them whenever it meets another channel:
    1.4 ms a message where ten thousand people are reminded.
    """
    HTTPClient._try_clear_expired_ratelimits = _sweep  # noqa: SLF001 # pyright: ignore[reportPrivateUsage]


def _sweep(self: HTTPClient) -> None:
    buckets = self._buckets  # pyright: ignore[reportPrivateUsage]
    if len(buckets) % _SWEPT_AT == 0:
        for key in [key for key, bucket in buckets.items() if _is_over(bucket)]:
            del buckets[key]


def _is_over(bucket: Ratelimit) -> bool:
    """Tell whether a bucket says no more than a new one: its window is over, and nobody waits."""
    is_used = bucket.outgoing or bucket._pending_requests  # noqa: SLF001 # pyright: ignore[reportPrivateUsage]
    return bucket.is_inactive() or (bucket.is_expired() and not is_used)


def is_token_refused(error: BaseException) -> bool:
    """Tell whether Discord does not know the token, so that trying again is of no use."""
    if isinstance(error, discord.ConnectionClosed):
        return error.code == _AUTHENTICATION_FAILED
    return isinstance(error, discord.LoginFailure)


def why_unreachable(error: BaseException) -> str | None:
    """Say in a line why no connection came about; None when it was not the connection."""
    if isinstance(error, discord.ConnectionClosed):
        return f"Discord closed the connection with code {error.code}"
    if isinstance(error, discord.HTTPException):
        return f"Discord answered with an error: {error.status} {error.text}"
    if isinstance(error, (aiohttp.ClientError, discord.GatewayNotFound, OSError)):
        return f"cannot reach Discord at {Route.BASE}: {str(error) or type(error).__name__}"
    return None


def answers_under_way() -> set[asyncio.Task[Any]]:
    """Give the tasks in which commands, buttons and forms are being answered right now."""
    return {task for task in asyncio.all_tasks() if task.get_name() in _ANSWERING}
