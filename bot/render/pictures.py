"""Pictures on cards, and what stands there when one could not be drawn."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from discord import MediaGalleryItem, ui

from bot.domain.pictures import PictureFailed, WorkFailed
from bot.render.card import text
from bot.render.text import shorten

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from bot.domain.pictures import Picture
    from bot.render.card import Block

FILE_NAME = "picture.png"
LONGEST_ALT = 1024

REFUSALS: Mapping[type[Exception], Callable[[Any], str]] = {
    PictureFailed: lambda _: (
        "Sorry, I could not draw that picture just now. Nothing is lost; please try again soon."
    ),
    WorkFailed: lambda _: (
        "Sorry, I could not finish working that out just now. Nothing was changed; please try "
        "again soon."
    ),
}


def gallery(picture: Picture) -> Block:
    """Show the picture, which goes along as the file `FILE_NAME`."""
    shown = MediaGalleryItem(
        f"attachment://{FILE_NAME}", description=shorten(picture.alt, LONGEST_ALT)
    )
    return ui.MediaGallery(shown)


def not_drawn() -> Block:
    """Say that there is no picture this time, on a card that has its numbers."""
    return text("-# The picture could not be drawn just now; its numbers are all here.")
