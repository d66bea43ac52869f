"""A small Discord on 127.0.0.1 that speaks the wire protocol, and members who use it.

async with WireDiscord() as wire:
    …start the bot with wire.api_url, wire.gateway_url and wire.token…
    await wire.identified()
    answer = await wire.slash(ADA, "practice add", name="Writing", minimum="400 words")
"""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any

from aiohttp import web

from tests.wire import payloads
from tests.wire.gateway import Gateway
from tests.wire.milestones import PATIENCE_S, Milestones
from tests.wire.rest import MESSAGE, VERSION, Answer, Asked, Discord, Routes

if TYPE_CHECKING:
    from typing import Self

    from tests.support.calls import RestCall

# Made for tests: the shape of a token, and no bot's.
TOKEN = "NzAwMDAwMDAwMDAwMDAwMDAx.wire00.loopback-discord-for-tests-00000000000"  # noqa: S105
FIRST_GUILD = 800_000_000_000_000_000
COMMAND, COMPONENT, FORM = 2, 3, 5
BUTTON = 2
EPHEMERAL = 1 << 6
_SUBCOMMANDS = frozenset({1, 2})
_OPTION_TYPES = {bool: 5, int: 4, float: 10}
_INTEGER_LIKE = frozenset({4, 6, 7, 8, 9})


class WireDiscord:
    """The server; ``guilds`` communities with one channel each."""

    def __init__(self, token: str = TOKEN, *, guilds: int = 1) -> None:
        # The last 22 bits are a serial number, the ones before choose the shard.
        ids = [FIRST_GUILD + (number << 22) for number in range(guilds)]
        self.token = token
        self.milestones = Milestones()
        self.guilds = {guild_id: guild_id + 10 for guild_id in ids}
        self._gateway = Gateway(token, self.guilds, self.milestones)
        self._discord = Discord(token, self.guilds, self.milestones, self._gateway)
        self._runner: web.AppRunner | None = None
        self.api_url = ""
        self.gateway_url = ""

    async def __aenter__(self) -> Self:
        app = web.Application()
        app.router.add_get("/gateway/", self._gateway.handle)
        Routes(self._discord).add_to(app)
        self._runner = web.AppRunner(app, access_log=None, shutdown_timeout=1)
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", 0)
        await site.start()
        port = self._runner.addresses[0][1]
        self.api_url = f"http://127.0.0.1:{port}{VERSION}"
        self.gateway_url = self._gateway.url = f"ws://127.0.0.1:{port}/gateway/"
        return self

    async def __aexit__(self, *_: object) -> None:
        await self._gateway.close()
        if self._runner is not None:
            await self._runner.cleanup()

    @property
    def synced_commands(self) -> list[dict[str, Any]]:
        """The application's commands, as last sent by the bot."""
        return self._discord.commands

    @property
    def calls(self) -> list[RestCall]:
        """Every REST request so far, oldest first; clear it in long runs."""
        return self._discord.calls

    @property
    def messages(self) -> list[dict[str, Any]]:
        """All messages that stand, oldest first, also those that only one member sees."""
        return list(self._discord.messages.values())

    async def posted(self, times: int = 1) -> Answer:
        """Wait until the bot has posted by itself so often, and return what everybody sees last."""
        await self.milestones.until("posted", times)
        message = [each for each in self.messages if not each["flags"] & EPHEMERAL][-1]
        return Answer({}, MESSAGE, message, message)

    async def identified(self, times: int = 1) -> None:
        """Wait until the bot has identified so often, and was sent its servers."""
        await self.milestones.until("identified", times)

    async def resumed(self, times: int = 1) -> None:
        """Wait until the bot has taken up its session again so often."""
        await self.milestones.until("resumed", times)

    def drop_gateway(self, *, forget: bool = False) -> None:
        """Cut the gateway connection; forgotten sessions cannot be resumed."""
        self._gateway.drop(forget=forget)

    async def slash(
        self, user_id: int, command: str, /, *, guild: int = 0, **options: Any
    ) -> Answer:
        """Use a slash command in the channel of the n-th server and wait for the content.

        Raises:
            LookupError: for a command or an option that the bot has not synced.
            TimeoutError: when no content came.
        """
        data = self._command_data(command, options)
        return await self._ask(COMMAND, data, user_id=user_id, guild=guild)

    async def click(self, user_id: int, answer: Answer, label: str, *, guild: int = 0) -> Answer:
        """Click the button with this label on what the bot answered."""
        button = self._only(
            each
            for each in answer.components
            if each["type"] == BUTTON and each.get("label") == label
        )
        data = {"custom_id": button["custom_id"], "component_type": BUTTON}
        return await self._ask(COMPONENT, data, user_id=user_id, guild=guild, source=answer.message)

    async def submit(
        self, user_id: int, shown: Answer, /, *, guild: int = 0, **values: str
    ) -> Answer:
        """Fill in the form that the bot has shown; fields are named by their custom ids."""
        fields = {each["custom_id"]: each for each in shown.components if "custom_id" in each}
        unknown = set(values) - set(fields)
        if unknown:
            message = f"the form has no {sorted(unknown)}; it has {sorted(fields)}"
            raise LookupError(message)
        components = [
            {"type": 18, "id": number, "component": _filled(each, values, number + 100)}
            for number, each in enumerate(fields.values(), start=1)
        ]
        data = {"custom_id": shown.data["custom_id"], "components": components}
        return await self._ask(FORM, data, user_id=user_id, guild=guild, source=shown.message)

    async def _ask(
        self,
        kind: int,
        data: dict[str, Any],
        *,
        user_id: int,
        guild: int,
        source: dict[str, Any] | None = None,
    ) -> Answer:
        guild_id, channel_id = list(self.guilds.items())[guild]
        interaction = payloads.interaction(
            kind, data, user_id=user_id, guild_id=guild_id, channel_id=channel_id
        )
        if source is not None:
            interaction["message"] = source
        content: asyncio.Future[Answer] = asyncio.get_running_loop().create_future()
        asked = Asked(interaction, source, content)
        self._discord.asked[interaction["token"]] = asked
        await self._gateway.session(guild_id).dispatch("INTERACTION_CREATE", interaction)
        try:
            return await asyncio.wait_for(content, PATIENCE_S)
        except TimeoutError:
            state = "said nothing" if asked.type is None else f"only deferred ({asked.type})"
            message = f"the bot {state} to {data}"
            raise TimeoutError(message) from None

    def _command_data(self, command: str, options: dict[str, Any]) -> dict[str, Any]:
        name, *path = command.split()
        root = self._named(self.synced_commands, name)
        nodes = [root]
        for part in path:
            nodes.append(self._named(nodes[-1].get("options") or [], part))
        given = [self._option(nodes[-1], key, value) for key, value in options.items()]
        for node in reversed(nodes[1:]):
            given = [{"type": node["type"], "name": node["name"], "options": given}]
        return {"id": root["id"], "name": name, "type": 1, "options": given}

    def _option(self, leaf: dict[str, Any], name: str, value: Any) -> dict[str, Any]:
        option = self._named(leaf.get("options") or [], name)
        expected = _OPTION_TYPES.get(type(value), 3)
        if option["type"] != expected:
            message = f"{name} is an option of type {option['type']}, not {expected}"
            raise LookupError(message)
        return {"type": option["type"], "name": name, "value": value}

    @staticmethod
    def _named(nodes: list[dict[str, Any]], name: str) -> dict[str, Any]:
        for node in nodes:
            if node["name"] == name:
                return node
        message = f"the bot has synced no {name!r}, only {[node['name'] for node in nodes]}"
        raise LookupError(message)

    @staticmethod
    def _only(found: Any) -> dict[str, Any]:
        matches = list(found)
        if len(matches) != 1:
            message = f"{len(matches)} components match, not one"
            raise LookupError(message)
        return matches[0]


def _filled(component: dict[str, Any], values: dict[str, str], number: int) -> dict[str, Any]:
    name = component["custom_id"]
    filled = {"type": component["type"], "id": number, "custom_id": name}
    if component["type"] == 4:  # a text input
        return {**filled, "value": values.get(name, component.get("value") or "")}
    defaults = [each["value"] for each in component.get("options", ()) if each.get("default")]
    chosen = values[name].split(",") if name in values else defaults
    return {**filled, "values": chosen}
