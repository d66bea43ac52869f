"""The streak post of a community, and one's own numbers behind it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain.posts import Kind
from bot.domain.streak_posts import MOST_NAMED
from bot.render import kudos
from bot.render.card import button, buttons, card, rule, section, text
from bot.render.days import MONTHS, WEEKDAYS
from bot.render.streaks import DEFAULT_WEEKS, Why, say_adherence
from bot.render.text import count, inert, mention
from bot.render.weekly import LATE, my_week_button

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from bot.domain.ids import UserId
    from bot.domain.kudos import Roundup
    from bot.domain.streak_posts import Improved, OwnWeek, PracticeWeek, Run, StreakPost
    from bot.render.card import Block, Card

# Whoever archived and began many within a week sees the newest: a card holds 40 components.
MOST_PRACTICES = 8
_FIRST = (
    "This is the first look at our weeks together. From here on every logged block counts, the "
    "small ones too."
)
_SILENT = (
    "A quiet week: nothing was logged. Such weeks belong to every long practice, and nothing is "
    "lost. One small block is all it takes to come back."
)
_SILENT_FIRST = "Nothing was logged yet. One small block is all it takes to begin."


def streaks(told: StreakPost, thanks: Roundup | None = None, *, late: bool = False) -> Card:
    """Show how a community's week went, and who thanked whom."""
    parts = [part for part in _parts(told, kudos.roundup(thanks) if thanks else ()) if part]
    return card(
        text(f"### Week {told.week.number} together", LATE if late else None),
        *(text(*part) for part in parts),
        text(
            "-# The seven days to yesterday, each by their own clock. Named with numbers: open "
            "members who chose it in `/settings boards`."
        ),
        buttons(my_week_button(Kind.STREAKS, told.week)),
    )


def own_week(shown: OwnWeek) -> Card:
    """Show a member their own seven days, each practice with the way to its days."""
    blocks: list[Block] = [
        text(f"### Your week, {_say(shown.first)} to {_say(shown.last)}"),
    ]
    for week in shown.practices[-MOST_PRACTICES:]:
        press = Why(practice_id=week.practice.id, weeks=DEFAULT_WEEKS, page=0)
        blocks += [rule(), section("\n".join(_own(week)), button("Why?", press))]
    if not shown.practices:
        blocks.append(text("You had no block planned in these days. Any day is a good first one."))
    return card(*blocks)


def _parts(told: StreakPost, thanked: Sequence[str]) -> Iterator[Sequence[str]]:
    """Give the parts of the post, each a few lines, the empty ones too."""
    if told.is_first:
        yield [_FIRST]
    if told.is_silent:
        yield [_SILENT_FIRST if told.is_first else _SILENT]
    yield list(_sums(told))
    yield _more_than_before(told)
    yield _running(told)
    if thanked:
        yield ["**Thanks among you**", *thanked]
    if not told.is_silent:
        yield ["Thank you for practising, and for cheering each other on."]


def _sums(told: StreakPost) -> Iterator[str]:
    if told.together and told.together.percent is not None and not told.is_silent:
        yield f"**Plan kept together:** {say_adherence(told.together)}"
    if told.practised:
        yield f"**Practised:** {count(told.practised, 'member')}"
    if told.comebacks:
        yield f"**Comebacks:** {told.comebacks}"
    if told.came_back:
        yield f"Good to have you back: {_names(told.came_back)}"


def _more_than_before(told: StreakPost) -> Sequence[str]:
    if not told.improved:
        return ()
    return (
        "**More than before**, against their own four weeks",
        *(f"- {_who(each)}: +{each.points} points" for each in told.improved),
    )


def _running(told: StreakPost) -> Sequence[str]:
    if not told.runs:
        return ()
    return (
        "**Runs**, by plan kept in four weeks",
        *(
            f"- {_who(each)}: {each.percent} %, {count(each.days, 'day')} of streak"
            for each in told.runs
        ),
    )


def _who(each: Improved | Run) -> str:
    resting = " (resting)" if each.is_resting else ""
    return f"{mention(each.user_id)} · {inert(each.practice)}{resting}"


def _names(user_ids: Sequence[UserId]) -> str:
    named = ", ".join(mention(user_id) for user_id in user_ids[:MOST_NAMED])
    more = len(user_ids) - MOST_NAMED
    return f"{named} and {more} more" if more > 0 else named


def _own(week: PracticeWeek) -> Iterator[str]:
    yield f"**{inert(week.practice.name)}**"
    yield f"Plan kept: {say_adherence(week.adherence)}"
    yield f"Against your four weeks before: {_say_improvement(week)}"


def _say_improvement(week: PracticeWeek) -> str:
    if week.improvement is None:
        return "new, it needs two weeks to compare with"
    points = round(week.improvement)
    if not points:
        return "as before"
    return f"{points:+d} points".replace("-", "\N{MINUS SIGN}")


def _say(day: date) -> str:
    return f"{WEEKDAYS[day.weekday()]} {day.day} {MONTHS[day.month - 1]}"
