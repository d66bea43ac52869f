"""What stands beside the practices on `/today`, each told by its own feature."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from bot.domain.ids import PracticeId
from bot.domain.marks import Marks

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.domain.advice import Advice
    from bot.domain.checkins import CheckinToday
    from bot.domain.journal import JournalToday
    from bot.domain.month_plans import PlanToday
    from bot.domain.reminder_cards import RemindersToday
    from bot.domain.restarts import Restart
    from bot.domain.rests import RestToday
    from bot.domain.thresholds import Touched


@dataclass(frozen=True, slots=True)
class Beside:
    """What each feature has to say today; None where it is silent."""

    journal: JournalToday | None = None
    rest: RestToday | None = None
    restart: Restart | None = None
    touched: Touched | None = None
    plan: PlanToday | None = None
    advice: Advice | None = None
    checkin: CheckinToday | None = None
    reminders: RemindersToday | None = None
    marks: Mapping[PracticeId, Marks] = field(default_factory=dict[PracticeId, Marks])

    @property
    def is_quiet(self) -> bool:
        """Whether the day is for an outcome, and the process waits until tomorrow."""
        return self.journal is not None and self.journal.outcome is not None

    @property
    def is_paused(self) -> bool:
        """Whether a pause holds everything today."""
        return self.rest is not None and any(each.rest.is_pause for each in self.rest.running)
