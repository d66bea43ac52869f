"""Pictures for cards: drawn elsewhere, sent along as a file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain.pictures import PictureFailed
from bot.render import pictures
from bot.views.attachments import file_of

if TYPE_CHECKING:
    import discord

    from bot.domain.ids import UserId
    from bot.domain.pictures import Picture
    from bot.render.card import Block
    from bot.services.container import Services


async def drawn(
    services: Services, picture: Picture, owner: UserId | None = None
) -> tuple[Block, list[discord.File]]:
    """Return the picture for a card and the files to answer with; ``owner``: whose days it shows.

    Where it cannot be drawn, a line says so: the card has its numbers all the same. The first
    picture may take a second or two, so the interaction is deferred before.
    """
    try:
        content = await services.pictures.png(picture, owner)
    except PictureFailed:
        return pictures.not_drawn(), []
    return pictures.gallery(picture), [file_of(content, pictures.FILE_NAME)]
