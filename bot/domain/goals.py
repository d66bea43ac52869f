"""Goals: what better looks like next week, and the wish that may stand behind it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.domain.errors import Refusal
from bot.domain.names import clean_text

if TYPE_CHECKING:
    from datetime import datetime

    from bot.domain.ids import CommunityId, PracticeId, UserId

LONGEST_GOAL = 200


@dataclass(frozen=True, slots=True)
class Goal:
    """One practice's goal: ``better`` is always something to do, never a rank or a win.

    ``wish`` is what was named first where that is not in one's own hands; else it is empty.
    """

    id: int
    community_id: CommunityId
    user_id: UserId
    practice_id: PracticeId
    better: str
    wish: str
    set_at: datetime

    @property
    def in_own_hands(self) -> bool:
        """Whether what was named first depends on oneself alone."""
        return not self.wish


@dataclass(eq=False)
class ProcessGoalMissing(Refusal):
    """An outcome that depends on others was named, and nothing to do for it."""

    wish: str


@dataclass(frozen=True, slots=True)
class GoalWords:
    """What was typed: what better looks like, and what to do for it where others decide it too."""

    better: str
    in_own_hands: bool = True
    process: str = ""


def split_goal(words: GoalWords) -> tuple[str, str]:
    """Tell the goal from the wish: what to do, and what is hoped for or "".

    Raises:
        ProcessGoalMissing: for an outcome without a process beside it.
        EmptyName, NameTooLong, HiddenCharacters: for words that cannot be kept.
    """
    named = clean_text(words.better, "goal", LONGEST_GOAL)
    if words.in_own_hands:
        return named, ""
    if not words.process.strip():
        raise ProcessGoalMissing(named)
    return clean_text(words.process, "goal", LONGEST_GOAL), named
