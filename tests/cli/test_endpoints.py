"""discord.py goes where it was told to, and its failures are told apart."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING
from unittest.mock import create_autospec

import aiohttp
import discord
import discord.shard
import pytest
import yarl
from discord.gateway import DiscordWebSocket
from discord.http import HTTPClient, Route

from bot import endpoints

if TYPE_CHECKING:
    from collections.abc import Generator

PROXY = yarl.URL("ws://127.0.0.1:9")


@pytest.fixture(autouse=True)
def as_before() -> Generator[None]:
    kept = Route.BASE, DiscordWebSocket.DEFAULT_GATEWAY
    sweep = HTTPClient._try_clear_expired_ratelimits
    yield
    HTTPClient._try_clear_expired_ratelimits = sweep
    Route.BASE, DiscordWebSocket.DEFAULT_GATEWAY = kept
    discord.shard.DiscordWebSocket = DiscordWebSocket  # pyright: ignore[reportPrivateImportUsage]


@pytest.fixture
def gone_to(monkeypatch: pytest.MonkeyPatch) -> list[yarl.URL]:
    """Where a shard would connect when /gateway/bot names gateway.example."""
    seen: list[yarl.URL] = []

    async def connect(client: discord.Client, *, gateway: yarl.URL, **_: object) -> None:
        del client
        seen.append(gateway)
        raise asyncio.CancelledError  # the one failure after which the library does not try again

    monkeypatch.setattr(DiscordWebSocket, "from_client", connect)
    return seen


API = "https://discord.com/api/v10"


async def where_a_shard_goes(seen: list[yarl.URL]) -> yarl.URL:
    """Drive the library's own code for the first connection, a resume and a new identify."""
    client = discord.AutoShardedClient(intents=discord.Intents(guilds=True))
    client._reconnect = True
    with pytest.raises(asyncio.CancelledError):
        await client.launch_shard(yarl.URL("wss://gateway.example"), 0)
    socket = create_autospec(aiohttp.ClientWebSocketResponse, instance=True)
    ws = DiscordWebSocket(socket, loop=asyncio.get_running_loop())
    ws.gateway, ws.shard_id = yarl.URL("wss://resume.example"), 0
    shard = discord.shard.Shard(ws, client, lambda _: None)
    for resume in (True, False):
        await shard.reidentify(discord.shard.ReconnectWebSocket(0, resume=resume))  # pyright: ignore[reportPrivateImportUsage]
    (only,) = set(seen)
    assert len(seen) == 3
    return only


async def test_a_configured_gateway_wins_over_what_discord_names(gone_to: list[yarl.URL]) -> None:
    endpoints.configure("http://127.0.0.1:8/api", str(PROXY))
    assert await where_a_shard_goes(gone_to) == PROXY


def test_rest_goes_to_the_configured_address() -> None:
    endpoints.configure("http://127.0.0.1:8/api", None)
    assert Route("GET", "/gateway/bot").url == "http://127.0.0.1:8/api/gateway/bot"


async def test_the_library_would_go_elsewhere_by_itself(gone_to: list[yarl.URL]) -> None:
    """Else the class that the test above holds would be of no use any more."""
    with pytest.raises(ValueError, match="too many values"):
        await where_a_shard_goes(gone_to)


def test_without_a_gateway_of_our_own_the_library_decides() -> None:
    endpoints.configure("http://127.0.0.1:8/api", None)
    assert discord.shard.DiscordWebSocket is DiscordWebSocket  # pyright: ignore[reportPrivateImportUsage]


def closed(code: int) -> discord.ConnectionClosed:
    socket = create_autospec(aiohttp.ClientWebSocketResponse, instance=True)
    return discord.ConnectionClosed(socket, shard_id=0, code=code)


def answered(status: int) -> discord.HTTPException:
    response = create_autospec(aiohttp.ClientResponse, instance=True)
    response.status, response.reason = status, "because"
    return discord.HTTPException(response, "try later")


@pytest.mark.parametrize(
    ("error", "refused"),
    [
        (discord.LoginFailure("improper token"), True),
        (closed(4004), True),
        (closed(4011), False),
        (answered(503), False),
        (OSError(), False),
    ],
)
def test_a_refused_token_is_told_from_other_failures(error: Exception, *, refused: bool) -> None:
    assert endpoints.is_token_refused(error) is refused


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (closed(4011), "Discord closed the connection with code 4011"),
        (answered(503), "Discord answered with an error: 503 try later"),
        (ConnectionRefusedError("nobody there"), f"cannot reach Discord at {API}: nobody there"),
        (TimeoutError(), f"cannot reach Discord at {API}: TimeoutError"),
        (aiohttp.ClientConnectionError("cut"), f"cannot reach Discord at {API}: cut"),
    ],
)
def test_why_no_connection_came_about(error: Exception, words: str) -> None:
    assert endpoints.why_unreachable(error) == words


def test_a_mistake_of_our_own_is_not_blamed_on_discord() -> None:
    assert endpoints.why_unreachable(LookupError("ours")) is None


async def test_the_library_still_names_its_answering_tasks_so() -> None:
    """endpoints.answers_under_way knows them by name."""
    seen: list[str] = []

    class Client(discord.Client):
        async def on_interaction(self, _: object) -> None:
            seen.extend(task.get_name() for task in endpoints.answers_under_way())

    client = Client(intents=discord.Intents.none())
    client.loop = asyncio.get_running_loop()
    client.dispatch("interaction", None)
    tree = discord.app_commands.CommandTree(client)

    async def call(interaction: object) -> None:
        del interaction
        seen.extend(task.get_name() for task in endpoints.answers_under_way())

    tree._call = call
    tree._from_interaction(create_autospec(discord.Interaction, instance=True))
    while answering := endpoints.answers_under_way():
        await asyncio.wait(answering)
    assert set(seen) == {"discord.py: on_interaction", "CommandTree-invoker"}


@pytest.mark.parametrize(("window_s", "fewest", "most"), [(0, 1, 256), (3600, 1000, 1000)])
async def test_rate_limits_go_when_their_window_is_over(
    window_s: float, fewest: int, most: int
) -> None:
    endpoints.sweep_rate_limits()
    http = HTTPClient(asyncio.get_running_loop())
    answer = create_autospec(aiohttp.ClientResponse, instance=True)
    answer.headers = {
        "X-Ratelimit-Limit": "5",
        "X-Ratelimit-Remaining": "4",
        "X-Ratelimit-Reset-After": str(window_s),
    }
    under_way = http.get_ratelimit("hash:slow")
    async with under_way:
        for channel in range(999):
            async with http.get_ratelimit(f"hash:{channel}") as bucket:
                bucket.update(answer)
        assert fewest <= len(http._buckets) <= most
        assert http.get_ratelimit("hash:slow") is under_way
