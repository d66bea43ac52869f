"""What every act of a member starts from: the community's settings, the member, their practices."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date

    from bot.domain.communities import Community
    from bot.domain.ids import PracticeId
    from bot.domain.members import Member
    from bot.domain.practices import Practice
    from bot.domain.rests import Rest


@dataclass(frozen=True, slots=True)
class Profile:
    """A member at home in one community; ``practices`` and ``rests`` oldest first, past ones too.

    ``is_suspended`` where moderators keep them from sharing anything here.
    """

    community: Community
    member: Member
    practices: tuple[Practice, ...]
    is_suspended: bool = False
    rests: tuple[Rest, ...] = ()

    @property
    def may_post(self) -> bool:
        """Whether their logs and reflections may be posted here, if they want it."""
        return self.community.set_up_at is not None and not self.is_suspended

    @property
    def active(self) -> tuple[Practice, ...]:
        """The practices that are not archived."""
        return tuple(practice for practice in self.practices if not practice.is_archived)

    def pause_on(self, day: date) -> Rest | None:
        """Return the pause that holds everything on the day, the one that lasts longest."""
        held = [rest for rest in self.rests if rest.holds(day)]
        return max(held, key=lambda rest: rest.days.last, default=None)

    def practice(self, practice_id: PracticeId) -> Practice:
        """Return the one of the member's practices that a log of theirs names."""
        (practice,) = (each for each in self.practices if each.id == practice_id)
        return practice


@dataclass(frozen=True, slots=True)
class Bearings:
    """Where somebody stands here; a stranger has no profile."""

    community: Community
    profile: Profile | None
    is_moderator: bool

    @property
    def is_practising(self) -> bool:
        """Tell whether there is something to log."""
        return self.profile is not None and bool(self.profile.active)
