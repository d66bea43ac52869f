"""Numbers in words, and the days behind them with the reason for each verdict."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bot.domain.amounts import DONE
from bot.domain.audits import KeptPrivate, PracticeGone
from bot.domain.streaks import median_days
from bot.domain.verdicts import Verdict
from bot.domain.week_rules import OFTEN
from bot.render.amounts import say_amount, say_schedule, say_standard
from bot.render.card import button, buttons, card, rule, section, text
from bot.render.days import say_day
from bot.render.pages import page_of, pager
from bot.render.practices import another_practice
from bot.render.presses import Count, Press
from bot.render.text import count, inert, mention

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from datetime import date

    from bot.domain.adherence import Adherence
    from bot.domain.audits import Audit, AuditedDay, AuditedWeek, Numbers, PracticeNumbers
    from bot.domain.generosity import Exchanged
    from bot.domain.streaks import Comeback
    from bot.domain.summaries import Summary
    from bot.domain.verdicts import JudgedDay, JudgedWeek
    from bot.render.card import Block, Card

WEEKS_ON_A_PAGE = 2
DEFAULT_WEEKS = 4
MOST_WEEKS = 52


class Why(Press, tag="why"):
    """Show the days behind a practice's numbers."""

    practice_id: Count
    weeks: Count
    page: Count


class PictureOfDays(Press, tag="why-picture"):
    """Show the days behind a practice's numbers as a picture."""

    practice_id: Count
    weeks: Count


class WhyAnother(Press, tag="why-another"):
    """Show the days behind another practice's numbers, chosen from a list."""

    weeks: Count


def numbers(shown: Numbers, *, own: bool) -> Card:
    """Show all numbers of a member's active practices, each with the way to its days."""
    title = "### Your numbers" if own else f"### {mention(shown.user_id)} in numbers"
    exchanged = _say_exchanged(shown.exchanged)
    if not shown.practices:
        return card(text(title, "No active practice at the moment.", exchanged))
    blocks: list[Block] = [text(title)]
    for each in shown.practices:
        press = Why(practice_id=each.practice.id, weeks=DEFAULT_WEEKS, page=0)
        lines = "\n".join(_numbers_of(each, shown.today))
        blocks += [rule(), section(lines, button("Why?", press))]
    if exchanged:
        blocks += [rule(), text(exchanged)]
    return card(*blocks)


def audit(shown: Audit, weeks: int, number: int, *, own: bool) -> Card:
    """Show two weeks of days, newest first, each with its verdict and why."""
    page = page_of(shown.weeks, number, WEEKS_ON_A_PAGE)

    def turn(to: int) -> Why:
        return Why(practice_id=shown.practice.id, weeks=weeks, page=to)

    blocks: list[Block | None] = [
        text(
            f"### {inert(shown.practice.name)}: a streak of {count(shown.streak.current, 'day')}",
            None if own else f"The days of {mention(shown.practice.user_id)}",
            _since(shown),
        )
    ]
    for week in page.items:
        blocks += [rule(), text(*_week_lines(week, shown.today))]
    picture = PictureOfDays(practice_id=shown.practice.id, weeks=weeks)
    blocks += [
        pager(page, turn, back="Newer", on="Older"),
        buttons(button("As a picture", picture)),
    ]
    below = [another_practice(WhyAnother(weeks=weeks), shown.others)] if shown.others else []
    return card(*blocks, below=below)


def audit_shown(shown: Audit, picture: Block) -> Card:
    """Show the days behind a practice's numbers as a picture; its words say the same."""
    return card(text(f"### {inert(shown.practice.name)}: every day's verdict"), picture)


def say_numbers(summary: Summary, *, now: bool = False) -> str:
    """Say streak and adherence on one line; ``now`` where the card is about an earlier day."""
    streak = f"Streak{' now' if now else ''}: {count(summary.streak.current, 'day')}"
    return f"{streak} · plan kept: {say_adherence(summary.adherence)}"


def say_adherence(adherence: Adherence) -> str:
    """Say the share of blocks kept: "92 % (23 of 25)", or "new"."""
    if adherence.percent is None:
        return "new, nothing planned yet"
    return f"{adherence.percent} % ({adherence.kept} of {adherence.planned})"


def say_week(week: JudgedWeek) -> str:
    """Say how far the current week of n times a week is."""
    return f"This week: {week.done} of {week.needed}"


def _say_exchanged(exchanged: Exchanged) -> str | None:
    given, received = exchanged
    return f"Feedback: {given} given, {received} received" if given or received else None


def _numbers_of(each: PracticeNumbers, today: date) -> Iterator[str]:
    practice, summary = each.practice, each.summary
    standard, schedule = practice.standard_on(today), practice.schedule_on(today)
    resting = " · resting" if practice.rests_on(today) else ""
    rules = f"{say_standard(standard)} · {say_schedule(schedule)}"
    yield f"**{inert(practice.name)}** · {rules}{resting}"
    streak = summary.streak
    yield f"Streak: **{count(streak.current, 'day')}** · best {count(streak.best, 'day')}"
    yield f"Plan kept in four weeks: {say_adherence(summary.adherence)}"
    if summary.week:
        yield say_week(summary.week)
    yield f"Strength: {round(summary.strength * 100)} %"
    if summary.comebacks:
        yield say_comebacks(summary.comebacks)


def say_comebacks(comebacks: tuple[Comeback, ...]) -> str:
    """Say how many comebacks there were, and after how long."""
    days = median_days(comebacks) or 0
    typical = f"{days:g} {'day' if days == 1 else 'days'}"
    return f"Comebacks: {len(comebacks)}, typically after {typical}"


def _since(shown: Audit) -> str:
    missed = shown.streak.last_missed
    if missed:
        start = f"since the miss ({say_day(missed, shown.today)})"
    else:
        start = f"since the start ({say_day(shown.practice.started_on, shown.today)})"
    return f"-# It counts every day that reached the minimum {start}."


def _week_lines(week: AuditedWeek, today: date) -> Iterator[str]:
    judged = f" · {_say_week_verdict(week.judged)}" if week.judged else ""
    yield f"**Week {week.week.number}**{judged}"
    for day in reversed(week.days):
        yield _day_line(day, today)


def _day_line(audited: AuditedDay, today: date) -> str:
    day = audited.judged
    words = [
        f"{say_day(day.day, today)}: **{_NAMES[day.verdict]}**",
        _amount(day),
        _reason(day, today),
    ]
    if day.exempt and day.verdict in _UNPLANNED:
        words.append("at rest or travelling, the strength stays as it is")
    if day.backfilled:
        words.append("logged later")
    if day.counted:
        words.append(f"streak {audited.streak}")
    return " · ".join(word for word in words if word)


def _amount(day: JudgedDay) -> str:
    if not day.amount:
        return ""
    unit = day.standard.unit
    if unit == DONE:
        return "" if day.counted else say_amount(day.amount, unit)
    below = "" if day.counted else f" of {say_standard(day.standard)}"
    return f"{say_amount(day.amount, unit)}{below}"


def _reason(day: JudgedDay, today: date) -> str:
    if day.verdict is Verdict.MOVED and day.made_up_by:
        return f"made up for on {say_day(day.made_up_by, today)}"
    if day.verdict is Verdict.FORGIVEN:
        span = "this week" if day.blocks_per_week >= OFTEN else "these four weeks"
        return f"the one miss that {span} may have"
    if day.verdict is Verdict.OPEN and day.exempt:
        return "at rest or travelling, it cannot be missed"
    if day.verdict is Verdict.EXTRA and not day.counted:
        return "unplanned, below the minimum"
    return _REASONS.get(day.verdict, "")


def _say_week_verdict(week: JudgedWeek) -> str:
    reason = _WEEK_REASONS.get(week.verdict, "")
    return f"{_NAMES[week.verdict]}, {week.done} of {week.needed} done{reason}"


_NAMES: Mapping[Verdict | None, str] = {
    None: "not judged",
    Verdict.DONE: "done",
    Verdict.REST: "rest",
    Verdict.TRAVEL: "travel",
    Verdict.MOVED: "moved",
    Verdict.SMALL: "small",
    Verdict.FORGIVEN: "forgiven",
    Verdict.OWED: "owed",
    Verdict.MISSED: "missed",
    Verdict.OPEN: "open",
    Verdict.FREE: "free",
    Verdict.EXTRA: "extra",
    Verdict.KEPT: "kept",
}
_REASONS: Mapping[Verdict | None, str] = {
    None: "archived on that day",
    Verdict.REST: "planned recovery keeps the streak",
    Verdict.TRAVEL: "the time zone changed, so this day cannot be missed",
    Verdict.SMALL: "below the minimum, and it keeps the streak",
    Verdict.OWED: "a free day this week can still make up for it",
    Verdict.MISSED: "nothing was logged on the day, and the streak starts anew",
    Verdict.OPEN: "the day is not over",
    Verdict.EXTRA: "unplanned",
}
_UNPLANNED = frozenset({Verdict.FREE, Verdict.EXTRA})
_WEEK_REASONS: Mapping[Verdict, str] = {
    Verdict.OPEN: " so far",
    Verdict.FORGIVEN: ": the miss that is allowed",
    Verdict.MISSED: ": the streak starts anew",
    Verdict.TRAVEL: ": the time zone changed, so this week cannot be missed",
}

REFUSALS: Mapping[type[Exception], Callable[[Any], str]] = {
    KeptPrivate: lambda refusal: (
        f"{mention(refusal.user_id)} keeps their numbers to themselves, and that is fine. "
        "You can always ask them."
    ),
    PracticeGone: lambda _: (
        "That practice is not there any more. `/streak show` lists those that are."
    ),
}
