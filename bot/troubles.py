"""What Discord's errors mean for a message."""

from __future__ import annotations

import logging
from http import HTTPStatus

import discord

from bot.domain.deliveries import Trouble

log = logging.getLogger(__name__)

# Discord's codes for a thread in the archive, for a message that has a thread already, for no room
# for another one,
ARCHIVED = 50083
THREAD_EXISTS = 160004
TOO_MANY_THREADS = 160006
# ... and for edits of a message older than an hour, of which it takes only some.
TOO_MANY_OLD_EDITS = 30046


def of(error: discord.HTTPException | discord.RateLimited) -> Trouble:
    """Say why Discord did not take a message."""
    if isinstance(error, discord.NotFound):
        return Trouble.GONE
    if isinstance(error, discord.Forbidden) or _is(error, ARCHIVED):
        return Trouble.FORBIDDEN
    if _is(error, TOO_MANY_THREADS):
        return Trouble.CROWDED
    if _is(error, TOO_MANY_OLD_EDITS):
        return Trouble.WORN
    log.warning("Discord did not take a message: %s", error)
    if (
        isinstance(error, discord.RateLimited)
        or error.status == HTTPStatus.TOO_MANY_REQUESTS
        or error.status >= HTTPStatus.INTERNAL_SERVER_ERROR
    ):
        return Trouble.UNREACHABLE
    return Trouble.REFUSED


def _is(error: discord.HTTPException | discord.RateLimited, code: int) -> bool:
    return isinstance(error, discord.HTTPException) and error.code == code
