"""A community's settings as its moderators see them, and the start-here panel."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from discord import ChannelType, SelectDefaultValue, SelectDefaultValueType, ui
from discord.utils import format_dt

from bot.domain.communities import (
    LONGEST_RESOURCES,
    BadBackfillDays,
    ChannelUse,
    CommunityWords,
    EverybodyModerates,
    ManageServerOnly,
    ModeratorsOnly,
    NotSetUp,
    NoWeeklyChannel,
    UnknownWeeklyTime,
    UnsafeWeeklyTime,
    WeeklyTime,
)
from bot.domain.days import WEEKDAY_NAMES
from bot.domain.deliveries import Trouble
from bot.domain.weekly import Reason
from bot.render.card import WARNING, button, buttons, card, primary, rule, text
from bot.render.failures import say_failures
from bot.render.forms import Field, form, line, paragraph
from bot.render.help import CREED
from bot.render.presses import Press
from bot.render.safety import safety
from bot.render.settings import ZONE_EXAMPLE
from bot.render.start import Start
from bot.render.text import count, inert, shorten, typed
from bot.render.troubles import say_trouble

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from bot.domain.communities import Community, Obstacle, Overview
    from bot.render.card import Block, Card
    from bot.render.forms import Answers, Form

MOST_FAILURES = 4
RESOURCES_SHOWN = 200


class ChooseChannel(Press, tag="community-channel"):
    """Name a channel for something."""

    use: ChannelUse


class ChooseModeratorRole(Press, tag="community-role"):
    """Name the moderators' role."""


class DescribeCommunity(Press, tag="community-form"):
    """Set what is typed: zone, weekly time, back-logging, help."""


class FinishSetUp(Press, tag="community-finish"):
    """Begin with the weekly posts."""


def overview(shown: Overview, obstacles: Sequence[Obstacle], *news: str | None) -> Card:
    """Show every setting with what changes it, and what stands in the way of posts."""
    community = shown.community
    gone = {obstacle.channel_id for obstacle in obstacles if not obstacle.missing}
    finish = None if community.set_up_at else primary("Finish set-up", FinishSetUp())
    return card(
        text(_title(community), *news, _say_posts(community)),
        *_troubles(shown, obstacles),
        rule(),
        *_choices(community, gone),
        text(*_typed_settings(community)),
        buttons(button("Times, back-logging and help", DescribeCommunity()), finish),
        text("-# `/community panel` · `/community skills` · `/community week`"),
    )


def set_up(shown: Overview, obstacles: Sequence[Obstacle]) -> Card:
    """Confirm that the set-up is done."""
    return overview(
        shown,
        obstacles,
        "The community is set up. `/community panel` puts a start button into a channel.",
    )


def describe_form(answers: Answers) -> Form:
    """Ask for the settings that are typed."""
    return form(
        "Settings of this community",
        DescribeCommunity(),
        line(Field("zone", "Time zone of the community"), answers, example=ZONE_EXAMPLE),
        line(
            Field("weekly_time", "Weekly posts", hint="From next week on; not 01:00 to 03:59"),
            answers,
            example="Sunday 18:00",
        ),
        line(
            Field("backfill_days", "Back-logging", hint="How many days back, 0 to 30"),
            answers,
            longest=5,
        ),
        paragraph(
            Field(
                "resources",
                "Where members find help here",
                hint="People, channels, numbers; shown beside the safety note",
                required=False,
            ),
            answers,
            longest=LONGEST_RESOURCES,
        ),
    )


def community_answers(community: Community) -> Answers:
    """Fill the form with what holds."""
    return {
        "zone": community.zone,
        "weekly_time": say_weekly_time(community.weekly_time),
        "backfill_days": str(community.backfill_days),
        "resources": community.resources,
    }


def community_words(answers: Answers) -> CommunityWords:
    """Read the form."""
    return CommunityWords(
        zone=answers.get("zone", ""),
        weekly_time=answers.get("weekly_time", ""),
        backfill_days=answers.get("backfill_days", ""),
        resources=answers.get("resources", ""),
    )


def panel(community: Community) -> Card:
    """Make the standing message from which members begin."""
    return card(
        text("### Start here", CREED),
        text(
            "Choose one thing to practise with one small minimum, log it when it is done, and "
            "look back together once a week. You choose who sees what.",
        ),
        rule(),
        text(safety(community.resources)),
        buttons(primary("Start", Start())),
    )


def panel_stands(channel_id: int) -> Card:
    """Confirm that the panel was posted."""
    return card(text(f"The panel stands in <#{channel_id}>. Pin it, so that newcomers find it."))


def panel_refused(trouble: Trouble) -> Card:
    """Say why the panel could not be posted, and what to do."""
    hint = "Try again in a moment, or use `/community panel` in another channel."
    if trouble is Trouble.FORBIDDEN:
        hint = _say_permissions(("view_channel", "send_messages"))
    return card(
        text(f"The panel could not be posted here: {say_trouble(trouble)}. {hint}"), accent=WARNING
    )


def say_weekly_time(weekly_time: WeeklyTime) -> str:
    """Say a weekly time as it is typed: "Sunday 18:00"."""
    hour, minute = divmod(weekly_time.minute, 60)
    return f"{WEEKDAY_NAMES[weekly_time.weekday].capitalize()} {hour:02d}:{minute:02d}"


def _title(community: Community) -> str:
    return "### Settings of this community" if community.set_up_at else "### Set up this community"


def _say_posts(community: Community) -> str:
    if community.next_weekly_at is None:
        return (
            "Members can log privately already. Nothing is posted before you choose a channel for "
            "the weekly posts and finish."
        )
    return f"Next weekly posts: {format_dt(community.next_weekly_at, 'F')}, your time."


def _troubles(shown: Overview, obstacles: Iterable[Obstacle]) -> Iterable[Block]:
    failures = say_failures(shown.failures)[:MOST_FAILURES]
    told = {post.channel_id for post in shown.failures if post.reason is Reason.GONE}
    untold = (each for each in obstacles if each.missing or each.channel_id not in told)
    # One channel may be chosen for several things.
    lines = [*dict.fromkeys(map(_say_obstacle, untold)), *failures]
    if lines:
        yield rule()
        yield text("**To mend**", *(f"- {line}" for line in lines))


def _say_obstacle(obstacle: Obstacle) -> str:
    where = f"<#{obstacle.channel_id}>"
    if not obstacle.missing:
        return "A channel that was chosen here is gone. Choose another one below."
    return f"In {where} something is missing. {_say_permissions(obstacle.missing)}"


def _say_permissions(missing: Iterable[str]) -> str:
    """Say which permissions to grant, by the names that Discord shows."""
    names = ", ".join(name.replace("_", " ").title() for name in missing)
    return f"Open the channel's settings, then Permissions, add my role and allow: {names}."


def _choices(community: Community, gone: set[int]) -> Iterable[Block]:
    for use, words in _USES.items():
        chosen = community.channel(use)
        yield text(words)
        yield _channel_choice(use, None if chosen in gone else chosen)
    yield text("**Moderators' role:** beside everybody with Manage Server")
    yield _role_choice(community.moderator_role_id)


_USES: Mapping[ChannelUse, str] = {
    ChannelUse.WEEKLY: "**Weekly posts:** the streak post and the question of the week",
    ChannelUse.LOGS: "**Log cards:** of open members; without a channel they stay where they log",
    ChannelUse.FEEDBACK: "**Feedback:** where requests stand; else they stay where they are asked",
    ChannelUse.MODERATORS: "**Moderators' channel:** where I say what needs you",
}


def _channel_choice(use: ChannelUse, chosen: int | None) -> Block:
    kind = SelectDefaultValueType.channel
    select: ui.ChannelSelect[Any] = ui.ChannelSelect(
        custom_id=ChooseChannel(use=use).custom_id,
        channel_types=[ChannelType.text, ChannelType.news],
        placeholder="Choose a channel",
        # The weekly posts need a place; the other channels can be done without again.
        min_values=1 if use is ChannelUse.WEEKLY else 0,
        default_values=[SelectDefaultValue(id=chosen, type=kind)] if chosen else [],
    )
    return ui.ActionRow(select)


def _role_choice(chosen: int | None) -> Block:
    kind = SelectDefaultValueType.role
    select: ui.RoleSelect[Any] = ui.RoleSelect(
        custom_id=ChooseModeratorRole().custom_id,
        placeholder="Choose a role",
        min_values=0,
        default_values=[SelectDefaultValue(id=chosen, type=kind)] if chosen else [],
    )
    return ui.ActionRow(select)


def _typed_settings(community: Community) -> Iterable[str]:
    weekly_time = say_weekly_time(community.weekly_time)
    start = ", from next week on" if _is_time_to_come(community) else ""
    yield f"**Weekly time:** {weekly_time}, {inert(community.zone)}{start}"
    yield f"**Back-logging:** {count(community.backfill_days, 'day')}"
    yield f"**Help here:** {inert(shorten(community.resources, RESOURCES_SHOWN)) or 'none named'}"


def _is_time_to_come(community: Community) -> bool:
    """Tell whether the next posts still go out at the weekly time that held before."""
    if community.next_weekly_at is None:
        return False
    due = community.next_weekly_at.astimezone(ZoneInfo(community.zone))
    return WeeklyTime(due.weekday(), due.hour * 60 + due.minute) != community.weekly_time


REFUSALS: Mapping[type[Exception], Callable[[Any], str]] = {
    ModeratorsOnly: lambda _: (
        "That is for this community's moderators: whoever may Manage Server, or has the role they "
        "named in `/community settings`."
    ),
    ManageServerOnly: lambda _: (
        "Only somebody with Manage Server names the moderators' role. Ask one of them to choose it."
    ),
    NotSetUp: lambda _: (
        "This community is not set up yet. A moderator can do so with `/community setup`."
    ),
    NoWeeklyChannel: lambda _: "Choose a channel for the weekly posts first, then finish.",
    EverybodyModerates: lambda _: (
        "Everybody has that role, so everybody would be a moderator. Choose a smaller one."
    ),
    UnknownWeeklyTime: lambda refusal: (
        f'I could not read {typed(refusal.text)} as a weekly time. Try "Sunday 18:00" or "mon 7pm".'
    ),
    UnsafeWeeklyTime: lambda refusal: (
        f"{refusal.minute // 60:02d}:{refusal.minute % 60:02d} lies within the hours in which "
        "clocks change, so some weeks would have it twice or not at all. Choose a time outside "
        "01:00 to 03:59."
    ),
    BadBackfillDays: lambda refusal: (
        f"I could not read {typed(refusal.text)} as days. A whole number from 0 to {refusal.most} "
        "is fine."
    ),
}
