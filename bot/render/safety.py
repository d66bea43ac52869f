"""The one safety note: the same words wherever somebody starts something or asks for help."""

from __future__ import annotations

from bot.render.text import quote

SAFETY_NOTE = (
    "Whetstone is educational. It is not clinical, legal or financial advice. "
    "In severe distress, with thoughts of self-harm, or around eating, substances, abuse or "
    "trauma: pause, and seek professional support. "
    "This work should bring clarity and stability, and never replace care."
)


def safety(resources: str = "") -> str:
    """Give the note in small print, and beside it the help that the community itself named."""
    note = f"-# {SAFETY_NOTE}"
    return f"{note}\n-# Help in this community:\n{quote(resources)}" if resources else note
