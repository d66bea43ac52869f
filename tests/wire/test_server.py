"""The loopback Discord itself, with a bare discord.py bot on the other end."""

from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager, suppress
from typing import TYPE_CHECKING, Any

import discord
import pytest
import yarl
from discord import app_commands, ui
from discord.gateway import DiscordWebSocket
from discord.http import Route

from tests.support.conformance import require_conformance
from tests.wire.server import TOKEN, WireDiscord

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

ADA = 900_000_000_000_000_001


class Form(ui.Modal, title="Note"):
    note: ui.Label[Any] = ui.Label(
        text="Note", component=ui.TextInput(custom_id="note", default="draft")
    )

    async def on_submit(self, interaction: discord.Interaction, /) -> None:
        assert isinstance(self.note.component, ui.TextInput)
        await interaction.response.send_message(f"noted {self.note.component.value}")


class NoteButton(ui.Button[Any]):
    def __init__(self) -> None:
        super().__init__(label="Note", custom_id="note")

    async def callback(self, interaction: discord.Interaction) -> None:
        await interaction.response.send_modal(Form())


async def ping(interaction: discord.Interaction, times: int) -> None:
    view = ui.LayoutView(timeout=None)
    view.add_item(ui.Section(f"pong x{times}", accessory=NoteButton()))
    await interaction.response.send_message(view=view, ephemeral=True)


async def think(interaction: discord.Interaction) -> None:
    await interaction.response.defer(thinking=True)
    await interaction.edit_original_response(content="thought")
    assert interaction.channel is not None
    message = await interaction.channel.send("to all")  # pyright: ignore[reportAttributeAccessIssue]
    await message.edit(content="to all, mended")


class Pong(discord.AutoShardedClient):
    """A bot that says pong, takes notes and thinks."""

    def __init__(self) -> None:
        super().__init__(intents=discord.Intents(guilds=True))
        self.tree = app_commands.CommandTree(self)
        self.tree.command(name="ping", description="Say pong")(ping)
        self.tree.command(name="think", description="Take time")(think)

    async def setup_hook(self) -> None:
        await self.tree.sync()


@asynccontextmanager
async def pong(
    monkeypatch: pytest.MonkeyPatch, token: str = TOKEN
) -> AsyncIterator[tuple[WireDiscord, asyncio.Task[None]]]:
    async with WireDiscord() as wire:
        monkeypatch.setattr(Route, "BASE", wire.api_url)
        gateway = yarl.URL(wire.gateway_url)
        monkeypatch.setattr(DiscordWebSocket, "DEFAULT_GATEWAY", gateway)
        client = Pong()
        connecting = asyncio.create_task(client.start(token))
        try:
            yield wire, connecting
        finally:
            await client.close()
            with suppress(discord.LoginFailure):
                await connecting
        require_conformance(wire.calls)


async def test_carries_commands_buttons_and_forms(monkeypatch: pytest.MonkeyPatch) -> None:
    async with pong(monkeypatch) as (wire, _):
        await wire.identified()
        answer = await wire.slash(ADA, "ping", times=3)
        shown = await wire.click(ADA, answer, "Note")
        noted = await wire.submit(ADA, shown, note="final")
    assert "pong x3" in answer.text
    assert shown.text == "Note\nNote"
    assert noted.text == "noted final"
    assert [command["name"] for command in wire.synced_commands] == ["ping", "think"]


async def test_waits_for_the_content_behind_a_deferral(monkeypatch: pytest.MonkeyPatch) -> None:
    async with pong(monkeypatch) as (wire, _):
        await wire.identified()
        answer = await wire.slash(ADA, "think")
        await wire.milestones.until("edited")
    assert answer.text == "thought"
    assert [message["content"] for message in wire.messages] == ["thought", "to all, mended"]


async def test_refuses_what_the_bot_has_not_synced(monkeypatch: pytest.MonkeyPatch) -> None:
    async with pong(monkeypatch) as (wire, _):
        await wire.identified()
        wrong: list[tuple[str, dict[str, Any]]] = [
            ("pong", {}),
            ("ping", {"time": 3}),
            ("ping", {"times": "3"}),
        ]
        for command, options in wrong:
            with pytest.raises(LookupError):
                await wire.slash(ADA, command, **options)


async def test_sends_again_what_was_missed(monkeypatch: pytest.MonkeyPatch) -> None:
    async with pong(monkeypatch) as (wire, _):
        await wire.identified()
        await wire.slash(ADA, "ping", times=1)
        wire.drop_gateway()
        await wire.milestones.until("disconnected")
        answer = await wire.slash(ADA, "ping", times=2)
    assert "pong x2" in answer.text
    assert wire.milestones.reached["resumed"] == 1


async def test_refuses_a_wrong_token(monkeypatch: pytest.MonkeyPatch) -> None:
    async with pong(monkeypatch, token="wrong") as (wire, connecting):  # noqa: S106
        with pytest.raises(discord.LoginFailure):
            await connecting
    assert not wire.milestones.reached
