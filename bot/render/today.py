"""Home: each practice with what is left today, and what waits."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from discord import ButtonStyle, ui

from bot.domain.amounts import DONE
from bot.domain.verdicts import Verdict
from bot.render import generosity
from bot.render.amounts import say_amount, say_standard
from bot.render.card import button, buttons, card, rule, section, text
from bot.render.challenge_presses import ShowChallenge
from bot.render.days import MONTHS, WEEKDAYS, say_day
from bot.render.logs import LogNow
from bot.render.queues import TakeRequest
from bot.render.reflections import ReflectNow
from bot.render.requests import lapsed, say_author, say_request
from bot.render.streaks import say_numbers, say_week
from bot.render.text import count, inert, shorten

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from bot.domain.participations import ChallengeToday
    from bot.domain.today import Home, PracticeToday
    from bot.domain.verdicts import JudgedDay
    from bot.render.card import Block, Card

# A card holds 40 components, and these stand beside three practices and the look back.
MOST_WAITING = 5
BESIDE_CHALLENGES = 3
LONGEST_LABEL = 30


def home(shown: Home) -> Card:
    """Show the day: practices first, then the one adjustment, then what waits."""
    day = shown.today
    title = f"### Today, {WEEKDAYS[day.weekday()]} {day.day} {MONTHS[day.month - 1]}"
    blocks: list[Block] = [text(title)]
    for each in shown.practices:
        blocks += [rule(), section("\n".join(_lines(each)), _log_button(each))]
    if shown.adjustment:
        blocks += [rule(), text(f"Trying this week: {inert(shown.adjustment.change)}")]
    if week := shown.reflect_on:
        reflect = button("Reflect", ReflectNow(year=week.year, week=week.number))
        blocks += [rule(), section("Your look back on this week waits for you.", reflect)]
    closed = map(lapsed, shown.lapsed[-1:])
    if waiting := [*_to_answer(shown), *generosity.waiting(shown.feedback), *closed]:
        most = BESIDE_CHALLENGES if shown.challenges else MOST_WAITING
        blocks += [rule(), *waiting[:most]]
    if shown.challenges:
        blocks += [rule(), *_challenges(shown)]
    return card(*blocks)


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


def _lines(each: PracticeToday) -> Iterator[str]:
    yield f"**{inert(each.practice.name)}** · {_state(each.summary.today)}"
    yield say_numbers(each.summary)
    if each.summary.week:
        yield say_week(each.summary.week)
    if each.goal:
        yield f"-# Better this week: {inert(each.goal.better)}"


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
