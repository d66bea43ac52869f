"""The ways to answer an interaction; each interaction gets exactly one first answer."""

from __future__ import annotations

import logging
import secrets
from typing import TYPE_CHECKING

import discord

from bot.render import refusals

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.render.card import Card
    from bot.render.presses import Press
    from bot.views.caller import Interaction

log = logging.getLogger(__name__)

UNKNOWN_INTERACTION = 10062
ALREADY_ACKNOWLEDGED = 40060
_TOO_LATE = frozenset({UNKNOWN_INTERACTION, ALREADY_ACKNOWLEDGED})


async def answer(
    interaction: Interaction,
    card: Card,
    *,
    private: bool = True,
    files: Sequence[discord.File] = (),
    ping: Sequence[int] = (),
) -> int | None:
    """Answer with a card, only to the caller unless told otherwise; return the message's id.

    It pings nobody but the users in ``ping``.
    """
    mentions = discord.AllowedMentions(
        everyone=False,
        roles=False,
        replied_user=False,
        users=[discord.Object(user_id) for user_id in ping],
    )
    if interaction.response.is_done():
        message = await interaction.followup.send(
            view=card, ephemeral=private, files=files, allowed_mentions=mentions, wait=True
        )
        return message.id
    sent = await interaction.response.send_message(
        view=card, ephemeral=private, files=files, allowed_mentions=mentions
    )
    return sent.message_id


async def replace(
    interaction: Interaction, card: Card, *, files: Sequence[discord.File] | None = None
) -> None:
    """Put another card in the place of the one whose button was clicked.

    ``files`` take the place of its files; they are for an interaction that was deferred.
    """
    if interaction.response.is_done():
        attachments = discord.utils.MISSING if files is None else list(files)
        await interaction.edit_original_response(view=card, attachments=attachments)
    elif interaction.message is None:
        await interaction.response.send_message(view=card, ephemeral=True)
    else:
        await interaction.response.edit_message(view=card)


async def mend(interaction: Interaction, message_id: int | None, card: Card) -> None:
    """Put another card in the place of an answer that `answer` gave, the first one or a later."""
    if message_id is None:
        await interaction.edit_original_response(view=card)
    else:
        await interaction.followup.edit_message(message_id, view=card)


async def answer_error(
    interaction: Interaction,
    error: BaseException,
    *,
    typed: str | None = None,
    retry: Press | None = None,
) -> None:
    """Turn whatever went wrong into an answer: a refusal in words, or an apology with an id.

    What was typed comes back: as a button that opens the form again, or as text.
    """
    cause = _cause(error)
    if isinstance(cause, discord.HTTPException) and cause.code in _TOO_LATE:
        log.info("too late to answer interaction %s", interaction.id)
        return
    words = refusals.words(cause)
    if words is None:
        incident = secrets.token_hex(4)
        log.error("incident %s in interaction %s", incident, interaction.id, exc_info=cause)
        words = refusals.apology(cause, incident)
    shown = refusals.refusal(
        words, typed=typed or _typed(interaction), retry=retry, steps_=refusals.steps(cause)
    )
    try:
        await answer(interaction, shown)
    except discord.HTTPException as failure:
        log.warning("could not answer interaction %s: %s", interaction.id, failure)


def _cause(error: BaseException) -> BaseException:
    """Unwrap what discord.py wraps around an error of a command."""
    return getattr(error, "original", error)


def _typed(interaction: Interaction) -> str | None:
    """Give back the options of a refused command, so that nothing typed is lost."""
    if interaction.type is not discord.InteractionType.application_command:
        return None
    command = interaction.command
    if not isinstance(command, discord.app_commands.Command):
        return None
    options = " ".join(
        f"{name}:{value}"
        for name, value in interaction.namespace
        if isinstance(value, str | int | float)
    )
    return f"/{command.qualified_name} {options}" if options else None
