"""Home: each practice with what is left today, and what waits."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from discord import ButtonStyle, ui

from bot.domain.amounts import DONE
from bot.domain.verdicts import Verdict
from bot.render import (
    advice,
    checkins,
    generosity,
    journal,
    marks,
    month_plans,
    reminders,
    restarts,
    rests,
    thresholds,
)
from bot.render.amounts import say_amount, say_standard
from bot.render.card import button, buttons, card, section, text
from bot.render.challenge_presses import ShowChallenge
from bot.render.days import MONTHS, WEEKDAYS, say_day
from bot.render.fitting import Part, fit
from bot.render.logs import LogNow
from bot.render.queues import TakeRequest
from bot.render.reflections import ReflectNow
from bot.render.requests import lapsed, say_author, say_request
from bot.render.streaks import say_numbers, say_week
from bot.render.text import count, inert, shorten

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from bot.domain.beside import Beside
    from bot.domain.participations import ChallengeToday
    from bot.domain.today import Home, PracticeToday
    from bot.domain.verdicts import JudgedDay
    from bot.render.card import Block, Card

LONGEST_LABEL = 30
MOST_WAITING = 5
# A card holds only so much: the least of these is left out first.
MUST = 9
RESTART, FIRST_WAITING = 8, 2
REST = JOURNAL = ADVICE = REFLECT = 7
ADJUSTMENT = WAITING = PLAN = 6
CHALLENGES = REMINDERS = 5
CHECKIN = TOUCHED = 4
MORE_WAITING = 3
MARK = 2


def home(shown: Home) -> Card:
    """Show the day: practices first, then the one adjustment, then what waits.

    On the day of an outcome, and in a pause, nothing presses: there are the practices alone.
    """
    day, beside = shown.today, shown.beside
    title = f"### Today, {WEEKDAYS[day.weekday()]} {day.day} {MONTHS[day.month - 1]}"
    first = Part(MUST, [text(title)], ruled=False)
    if beside.is_quiet or beside.is_paused:
        return card(*fit([first, *_above(beside), *_practices(shown)]))
    return card(*fit([first, *_above(beside), *_practices(shown), *_below(shown)]))


def _above(beside: Beside) -> Iterator[Part]:
    """Give what comes before the practices."""
    if beside.journal:
        yield Part(JOURNAL, journal.today(beside.journal))
    if beside.restart and not beside.is_quiet:
        yield Part(RESTART, restarts.today(beside.restart))
    if beside.rest and not beside.is_quiet:
        yield Part(REST, rests.today(beside.rest))


def _practices(shown: Home) -> Iterator[Part]:
    beside = shown.beside
    is_calm = beside.is_quiet or beside.is_paused
    for each in shown.practices:
        yield Part(
            MUST, [section("\n".join(_lines(each, shown, is_calm=is_calm)), _log_button(each))]
        )
    if is_calm:
        return
    if beside.touched:
        yield Part(TOUCHED, thresholds.today(beside.touched), ruled=False)
    if step := _next_mark(shown):
        yield Part(MARK, [step], ruled=False)


def _below(shown: Home) -> Iterator[Part]:
    """Give what waits beside the practices."""
    if shown.adjustment:
        yield Part(ADJUSTMENT, [text(f"Trying this week: {inert(shown.adjustment.change)}")])
    if shown.beside.plan:
        yield Part(PLAN, month_plans.today(shown.beside.plan))
    if week := shown.reflect_on:
        reflect = button("Reflect", ReflectNow(year=week.year, week=week.number))
        yield Part(REFLECT, [section("Your look back on this week waits for you.", reflect)])
    yield from _words(shown.beside)
    closed = map(lapsed, shown.lapsed[-1:])
    waiting = (*_to_answer(shown), *generosity.waiting(shown.feedback), *closed)
    for place, each in enumerate(waiting[:MOST_WAITING]):
        yield Part(WAITING if place < FIRST_WAITING else MORE_WAITING, [each], ruled=not place)
    if shown.challenges:
        yield Part(CHALLENGES, [*_challenges(shown)])


def _words(beside: Beside) -> Iterator[Part]:
    """Give a word of advice, the monthly look, and what became of reminders."""
    if beside.advice:
        yield Part(ADVICE, advice.today(beside.advice))
    if beside.checkin:
        yield Part(CHECKIN, checkins.today(beside.checkin))
    if beside.reminders:
        yield Part(REMINDERS, reminders.today(beside.reminders))


def _next_mark(shown: Home) -> Block | None:
    """Offer the step that fills the first empty mark, of one practice at a time."""
    for each in shown.practices:
        theirs = shown.beside.marks.get(each.practice.id)
        if each.practice.rests_on(shown.today):
            continue
        if theirs and (step := marks.next_step(each.practice, theirs)):
            return section(f"-# The next mark of {inert(each.practice.name)}", step)
    return None


def _challenges(shown: Home) -> Iterator[Block]:
    """Tell how long each challenge lasts; how it goes is one click away."""
    yield text(*(_say_challenge(each, shown.today) for each in shown.challenges))
    yield buttons(
        *(
            button(
                shorten(each.title, LONGEST_LABEL), ShowChallenge(challenge_id=each.challenge_id)
            )
            for each in shown.challenges
        )
    )


def _say_challenge(each: ChallengeToday, today: date) -> str:
    name = f"“{inert(each.title)}”"
    if not each.takes_part:
        return f"{name} can be joined until {say_day(each.join_until, today)}."
    if today < each.first_day:
        return f"{name} begins {say_day(each.first_day, today)}."
    left = (each.last_day - today).days
    return f"{name}: {count(left, 'more day')}." if left else f"{name}: today is the last day."


def _to_answer(shown: Home) -> Iterator[Block]:
    """Give the requests that this member holds, and those that were put to them alone."""
    for request in shown.held:
        words = f"You hold {say_request(request)} for an answer."
        yield section(words, button("Continue", TakeRequest(request_id=request.id)))
    for request in shown.asked:
        words = f"{say_author(request)} asks you alone: {say_request(request)}"
        yield section(words, button("Take it", TakeRequest(request_id=request.id)))


def _log_button(each: PracticeToday) -> ui.Button[Any]:
    style = ButtonStyle.primary if _is_open(each.summary.today) else ButtonStyle.secondary
    return button("Log", LogNow(practice_id=each.practice.id), style=style)


def _is_open(day: JudgedDay | None) -> bool:
    return day is not None and day.verdict is Verdict.OPEN


def _lines(each: PracticeToday, shown: Home, *, is_calm: bool) -> Iterator[str]:
    practice, summary = each.practice, each.summary
    if practice.rests_on(shown.today) and not (summary.today and summary.today.counted):
        yield f"**{inert(practice.name)}** · resting, anything you do is extra"
        return
    yield f"**{inert(practice.name)}** · {_state(summary.today)}"
    if is_calm:
        return
    yield say_numbers(summary)
    if summary.week:
        yield say_week(summary.week)
    if each.goal:
        yield f"-# Better this week: {inert(each.goal.better)}"
    if theirs := shown.beside.marks.get(practice.id):
        yield marks.say_marks(theirs)


def _state(day: JudgedDay | None) -> str:
    if day is None:
        return "not begun"
    standard = day.standard
    if day.verdict is Verdict.FREE:
        return "free today, anything you do is extra"
    if standard.unit == DONE:
        return "done" if day.counted else "open"
    sum_ = f"{say_amount(day.amount, standard.unit)} of {say_standard(standard)}"
    if day.counted:
        return f"done, {sum_}"
    if not day.amount:
        return f"open, {say_standard(standard)} to go"
    return f"{sum_}, {say_amount(standard.minimum - day.amount, standard.unit)} to go"
