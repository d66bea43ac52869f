"""The button that opens a refused form again, and clicks that come too late for anything."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bot.domain.drafts import DraftGone
from bot.domain.errors import OnlyInServers, OutOfDate
from bot.render.presses import Count, Press

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping


class ReopenDraft(Press, tag="draft"):
    """Open the refused form again."""

    draft_id: Count


REFUSALS: Mapping[type[Exception], Callable[[Any], str]] = {
    DraftGone: lambda _: (
        "What you typed is kept for a day, and that day is over. Begin again with the command."
    ),
    OutOfDate: lambda _: (
        "That is out of date, or what it was about is gone. `/today` shows what there is now."
    ),
    OnlyInServers: lambda _: "That belongs to a community: use it in a server that I am in.",
}
