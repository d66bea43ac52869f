"""A bot that sends one of everything that discord.py can send for us."""

from __future__ import annotations

import io
from typing import Any

import discord
from discord import app_commands, ui
from discord.ext import commands

NOBODY = discord.AllowedMentions.none()


def picture() -> discord.File:
    return discord.File(io.BytesIO(b"not really a picture"), "picture.png")


def form() -> ui.Modal:
    """Make a form with every field that a form can have."""
    modal = ui.Modal(title="Form", custom_id="form:1", timeout=None)
    option = discord.SelectOption(label="x", description="y", emoji="🌱", default=True)
    radio = [discord.RadioGroupOption(label=label) for label in "ab"]
    fields: list[ui.Item[Any]] = [
        ui.TextInput(custom_id="text", max_length=10, default="x", required=False),
        ui.Select(custom_id="select", options=[option]),
        ui.RadioGroup(custom_id="radio", options=radio),
        ui.CheckboxGroup(custom_id="boxes", options=[discord.CheckboxGroupOption(label="a")]),
    ]
    for field in fields:
        modal.add_item(ui.Label(text="Label", description="Hint", component=field))
    modal.add_item(ui.TextDisplay("Read me"))
    return modal


def card() -> ui.LayoutView:
    """Make a card with every component that a card can have."""
    options = [discord.SelectOption(label=label) for label in "ab"]
    link: ui.Button[Any] = ui.Button(label="Link", url="https://example.org/page")
    cheer: ui.Button[Any] = ui.Button(emoji="👏", custom_id="cheer:1")
    view = ui.LayoutView(timeout=None)
    view.add_item(
        ui.Container(
            ui.TextDisplay("Text"),
            ui.Separator(),
            ui.Section("Text", accessory=ui.Button(label="Log", custom_id="log:1")),
            ui.ActionRow(ui.Select(custom_id="choose:1", options=options)),
            ui.ActionRow(ui.UserSelect(custom_id="user:1")),
            ui.ActionRow(ui.ChannelSelect(custom_id="channel:1")),
            ui.ActionRow(link, cheer),
            ui.MediaGallery(discord.MediaGalleryItem("attachment://picture.png")),
            accent_colour=discord.Colour(0x3E7C6B),
        )
    )
    view.stop()
    return view


@app_commands.command(name="form", description="Show a form")
async def show_form(interaction: discord.Interaction) -> None:
    await interaction.response.send_modal(form())


@app_commands.command(name="cards", description="Send cards in every way")
async def send_cards(
    interaction: discord.Interaction,
    text: app_commands.Range[str, 1, 40],
    member: discord.Member | None = None,
    number: app_commands.Range[int, 0, 6] = 1,
) -> None:
    del text, member, number
    await interaction.response.send_message(view=card(), file=picture(), allowed_mentions=NOBODY)
    await interaction.followup.send(view=ui.LayoutView().add_item(ui.TextDisplay("x")))
    await interaction.edit_original_response(view=ui.LayoutView().add_item(ui.TextDisplay("y")))
    channel = interaction.channel
    assert isinstance(channel, discord.TextChannel)
    message = await channel.send(view=card(), file=picture(), nonce="one", allowed_mentions=NOBODY)
    await message.edit(view=ui.LayoutView().add_item(ui.TextDisplay("z")), attachments=[])
    await message.delete()
    await interaction.user.send("a direct message")


@send_cards.autocomplete("text")
async def complete(_: discord.Interaction, typed: str) -> list[app_commands.Choice[str]]:
    return [app_commands.Choice(name=f"more {typed}", value=typed)]


@app_commands.command(name="later", description="Answer late")
async def answer_later(interaction: discord.Interaction) -> None:
    await interaction.response.defer(ephemeral=True, thinking=True)
    await interaction.followup.send("late", ephemeral=True)


@app_commands.context_menu(name="Cheer this")
async def cheer_this(interaction: discord.Interaction, message: discord.Message) -> None:
    await interaction.response.send_message(f"cheered {message.id}", ephemeral=True)


class SampleBot(commands.Bot):
    """Answers its own buttons by replacing the card."""

    def __init__(self) -> None:
        super().__init__(command_prefix=(), intents=discord.Intents(guilds=True))

    async def setup_hook(self) -> None:
        group = app_commands.Group(
            name="send",
            description="Send things",
            guild_only=True,
            default_permissions=discord.Permissions(manage_guild=True),
        )
        for command in (send_cards, answer_later):
            group.add_command(command)
        for command in (group, show_form, cheer_this):
            self.tree.add_command(command)
        await self.tree.sync()

    async def on_interaction(self, interaction: discord.Interaction) -> None:
        if interaction.type is discord.InteractionType.component:
            await interaction.response.edit_message(view=card())
        elif interaction.type is discord.InteractionType.modal_submit:
            await interaction.response.defer()
