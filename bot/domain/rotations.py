"""Themes in turn: each week the next template becomes a challenge by itself."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, NamedTuple

from bot.domain.errors import Refusal
from bot.domain.ids import ChallengeId

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import date, datetime

    from bot.domain.ids import CommunityId, UserId


class NoThemes(Refusal):
    """The rotation was to begin without any theme."""


class ThemeWords(NamedTuple):
    """What a theme is called, and what it is for."""

    title: str
    story: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Rotation:
    """Names of templates in their order; ``next_theme`` is the place of the next one, from 0.

    ``next_at`` is when the next challenge is made; None while the rotation stands still.
    """

    community_id: CommunityId
    set_by: UserId
    themes: tuple[str, ...] = ()
    next_theme: int = 0
    next_at: datetime | None = None

    @property
    def is_on(self) -> bool:
        """Whether challenges are made by themselves."""
        return self.next_at is not None

    @property
    def coming(self) -> tuple[str, ...]:
        """The themes, beginning with the next one."""
        return self.themes[self.next_theme :] + self.themes[: self.next_theme]

    def chosen(self, themes: tuple[str, ...], by: UserId) -> Rotation:
        """Return the rotation with other themes, from their first on; without any it stops."""
        next_at = self.next_at if themes else None
        return replace(self, themes=themes, next_theme=0, next_at=next_at, set_by=by)

    def begun(self, first: datetime, by: UserId) -> Rotation:
        """Return it turning; one that turns already keeps its time.

        Raises:
            NoThemes: before any theme was chosen.
        """
        if not self.themes:
            raise NoThemes
        return replace(self, next_at=self.next_at or first, set_by=by)

    def stopped(self, by: UserId) -> Rotation:
        """Return it standing still, with its themes and its place among them."""
        return replace(self, next_at=None, set_by=by)

    def is_due(self, now: datetime) -> bool:
        """Tell whether the time of the next challenge has come."""
        return self.next_at is not None and self.next_at <= now

    def next_of(self, free: Collection[str]) -> str | None:
        """Return the next theme that is free now, or None where none is."""
        return next((theme for theme in self.coming if theme in free), None)

    def turned(self, theme: str | None, next_at: datetime) -> Rotation:
        """Return it after its time: past the theme that was made, or where it was without one."""
        if theme is None:
            return replace(self, next_at=next_at)
        place = (self.themes.index(theme) + 1) % len(self.themes)
        return replace(self, next_theme=place, next_at=next_at)


def themed_id(community_id: CommunityId, monday: date) -> ChallengeId:
    """Give the id of the one challenge that the rotation makes for a week.

    No interaction made it; an id that follows from its week lets no week have two.
    """
    key = f"{community_id}/{monday.isoformat()}".encode()
    # 63 bits, as ids have.
    return ChallengeId(int.from_bytes(hashlib.sha256(key).digest()[:8], "big") >> 1)
