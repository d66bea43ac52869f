"""What the weekly posts tell of members for each other: thanks, an idea, requests that wait."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bot.domain.requests import Request
    from bot.domain.wisdom import Share, ShownIdea


@dataclass(frozen=True, slots=True)
class Digest:
    """What stands beside the question of the week.

    ``share`` is how much of the community tries others' ideas this month, None where ideas are
    left out; ``needs_eyes`` are public requests that nobody has answered for two days.
    """

    idea: ShownIdea | None
    share: Share | None
    needs_eyes: tuple[Request, ...]
