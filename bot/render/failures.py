"""Why a message did not get through, and what moderators can do about it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain.posts import Kind, Reason

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from bot.domain.posts import Post

MOST_WEEKS = 5
_WEEKLY: Mapping[Kind, str] = {
    Kind.STREAKS: "streak post",
    Kind.REFLECTION: "reflection prompt",
}
_OTHERS: Mapping[Kind, str] = {
    Kind.CHALLENGE: "board of a challenge",
    Kind.TERMS: "news of a challenge's target",
    Kind.RESULTS: "results of a challenge",
    Kind.MEETING: "card of a meeting",
    Kind.SUMMARY: "summary of a meeting",
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


def say_failure(*posts: Post) -> str:
    """Say which posts did not get through, all to one channel and for one reason, and why."""
    first = posts[0]
    why = _WHY[first.reason or Reason.UNREACHABLE]
    where = f" in <#{first.channel_id}>" if first.channel_id else ""
    return f"{_say_which(posts)}{where} did not get through: {why}"


def say_failures(posts: Iterable[Post]) -> list[str]:
    """Say it of all these posts, newest first: one line for each channel and reason."""
    alike: dict[tuple[int | None, Reason | None], list[Post]] = {}
    for post in sorted(posts, key=lambda post: (post.due_at, post.period), reverse=True):
        alike.setdefault((post.channel_id, post.reason), []).append(post)
    return [say_failure(*each) for each in alike.values()]


def _say_which(posts: Sequence[Post]) -> str:
    kinds = {post.kind for post in posts}
    named = [f"the {name}" for kind, name in _OTHERS.items() if kind in kinds]
    if weekly := [post for post in posts if post.is_weekly]:
        named.insert(0, _say_weekly(weekly))
    said = " and ".join(named)
    return said[0].upper() + said[1:]


def _say_weekly(posts: Sequence[Post]) -> str:
    weeks = list(dict.fromkeys(post.week.number for post in posts))
    if len(weeks) > 1:
        more = ", …" if len(weeks) > MOST_WEEKS else ""
        return f"posts of weeks {', '.join(map(str, weeks[:MOST_WEEKS]))}{more}"
    kinds = {post.kind for post in posts}
    names = " and the ".join(name for kind, name in _WEEKLY.items() if kind in kinds)
    return f"the {names} of week {weeks[0]}"
