"""The button that opens a refused form again, filled with what was typed."""

from __future__ import annotations

from bot.render.presses import Count, Press


class ReopenDraft(Press, tag="draft"):
    """Open the refused form again."""

    draft_id: Count
