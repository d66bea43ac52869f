"""What moderators do about people and what they wrote, all of it in one audit list."""

from __future__ import annotations

from bot.domain.errors import Refusal


class Suspended(Refusal):
    """The moderators keep the caller from asking, answering and sharing here."""
