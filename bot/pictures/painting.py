"""The way to a drawn picture that loads nothing before it is taken."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bot.domain.pictures import Picture


def paint(picture: Picture) -> bytes:
    """Draw the picture as a PNG file, for the worker process to call."""
    # matplotlib takes a second and some 60 MiB; the bot itself never loads it.
    from bot.pictures.draw import png  # noqa: PLC0415

    return png(picture)
