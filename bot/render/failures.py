"""Why a message did not get through, and what moderators can do about it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain.weekly import Kind, Reason

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.domain.weekly import Post

_NAMES: Mapping[Kind, str] = {
    Kind.STREAKS: "streak post",
    Kind.REFLECTION: "reflection prompt",
}
_WHY: Mapping[Reason, str] = {
    Reason.TOO_LATE: "I was away for more than a day. Nothing needs mending.",
    Reason.BY_MODERATOR: "a moderator skipped it.",
    Reason.REMOVED: "I was not in this server.",
    Reason.NO_CHANNEL: "no channel is chosen. `/community settings` has the choice.",
    Reason.GONE: "the channel is gone. Choose another one in `/community settings`.",
    Reason.FORBIDDEN: (
        "I may not post there. Open the channel's settings, then Permissions, and allow my role "
        "View Channel and Send Messages."
    ),
    Reason.REFUSED: (
        "Discord did not take it. AutoMod may block it: look at its rules in the server's settings."
    ),
    Reason.UNREACHABLE: "Discord did not answer for a day.",
    Reason.UNREADABLE: (
        "I cannot tell whether it arrived, since I may not read the channel's history. Allow my "
        "role Read Message History there."
    ),
}


def say_failure(post: Post) -> str:
    """Say which weekly post did not get through, why, and how to mend it."""
    why = _WHY[post.reason] if post.reason else _WHY[Reason.UNREACHABLE]
    where = f" in <#{post.channel_id}>" if post.channel_id else ""
    name = _NAMES[post.kind]
    return f"The {name} of week {post.week.number}{where} did not get through: {why}"
