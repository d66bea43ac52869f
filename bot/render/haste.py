"""The one sentence for what was done early; it is done all the same."""

from __future__ import annotations

from bot.domain.haste import Haste

_WORDS = {
    Haste.RAISED: (
        "A quick rise can fool: what holds is what was kept for two weeks. Fundamentals first, and "
        "an easier minimum is one edit away."
    ),
    Haste.SWAPPED: (
        "A fresh start feels good, and short wins can fool: most practices show what they are "
        "worth after four weeks. Fundamentals first."
    ),
}


def say_haste(haste: Haste | None) -> str | None:
    """Give the one sentence for what was done early; None where nothing was."""
    return f"-# {_WORDS[haste]}" if haste else None
