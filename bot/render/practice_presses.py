"""What the buttons of practices carry."""

from __future__ import annotations

from bot.render.presses import Count, Press


class ListPractices(Press, tag="practices"):
    """Show one page of my practices."""

    page: Count


class AddPractice(Press, tag="practice-add"):
    """Add a practice, in a form."""


class EditPractice(Press, tag="practice-edit"):
    """Edit a practice, in a form."""

    practice_id: Count


class SetGoal(Press, tag="practice-goal"):
    """Say what better looks like next week, in a form."""

    practice_id: Count


class ArchivePractice(Press, tag="practice-archive"):
    """Put a practice aside."""

    practice_id: Count


class RestorePractice(Press, tag="practice-restore"):
    """Take an archived practice up again."""

    practice_id: Count
