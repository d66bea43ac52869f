"""Small words and safe text, shared by all cards."""

from __future__ import annotations

import re

import discord

from bot.domain.ids import NOBODY

# What Discord turns into a link, an invite, a mention or a timestamp, wherever it stands.
_COMES_ALIVE = re.compile(
    r"(?i)<|(?<=\w):(?=//)|(?<=discord)\.(?=\w)|(?<=discordapp)\.(?=\w)|(?<=www)\."
)
_ZERO_WIDTH_SPACE = "\u200b"
LONGEST_TYPED = 60
SOMEBODY_GONE = "somebody who left"


def inert(typed: str) -> str:
    """Show what somebody typed as plain text: no markdown, mention, link or invite comes alive."""
    if typed.replace(" ", "").isalnum():  # as most names are
        return typed
    flat = discord.utils.escape_markdown(discord.utils.escape_mentions(typed), ignore_links=False)
    return _COMES_ALIVE.sub(lambda found: found[0] + _ZERO_WIDTH_SPACE, flat)


def quote(typed: str) -> str:
    """Show what somebody typed as a quotation, every line of it."""
    return "\n".join(f"> {inert(line)}" for line in typed.splitlines())


def typed(text: str) -> str:
    """Give back what somebody typed, within a sentence."""
    return f"“{inert(shorten(text, LONGEST_TYPED))}”"


def shorten(typed: str, longest: int) -> str:
    """Cut to at most ``longest`` characters, with an ellipsis where something was cut."""
    return typed if len(typed) <= longest else typed[: longest - 1].rstrip() + "…"


def count(number: int, singular: str, plural: str | None = None) -> str:
    """Say "1 day" or "2 days"."""
    return f"{number} {singular if number == 1 else plural or singular + 's'}"


def mention(user_id: int) -> str:
    """Name a member; messages are sent so that this pings nobody."""
    return f"<@{user_id}>"


def say_person(user_id: int, gone: str = SOMEBODY_GONE) -> str:
    """Name a member, or say ``gone`` where they deleted their data."""
    return gone if user_id == NOBODY else mention(user_id)
