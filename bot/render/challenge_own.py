"""One's own progress in a challenge, with every number explained."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain.challenges import Measure, Mode
from bot.render.amounts import say_amount
from bot.render.card import button, buttons, card, primary, rule, text
from bot.render.challenge_lines import (
    NEW,
    NOTHING_YET,
    RESTING,
    say_done,
    say_improvement,
    say_reached,
    say_standing,
)
from bot.render.challenge_presses import HowCounted, JoinChallenge, LeaveChallenge, SeeEveryone
from bot.render.challenges import say_pending, say_span, say_when, standings
from bot.render.rest_presses import pause_button
from bot.render.text import count, inert

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date
    from fractions import Fraction

    from bot.domain.challenge_boards import Board, Line
    from bot.domain.challenge_progress import Compared, Progress
    from bot.domain.challenges import Challenge
    from bot.render.card import Card

MOST_DAYS_NAMED = 14


def own(shown: Board, line: Line | None, *, may_join: bool) -> Card:
    """Show one's own progress above the board; those who take no part see the board."""
    challenge = shown.challenge
    is_open, number = challenge.is_open, challenge.id
    return card(
        text(f"### {inert(challenge.title)}", f"-# {say_span(challenge)}, by your own days"),
        text(*_explained(shown, line)) if line else text(_no_part(challenge)),
        rule(),
        text(*standings(shown)),
        buttons(
            primary("Join", JoinChallenge(challenge_id=number)) if may_join else None,
            button("Leave", LeaveChallenge(challenge_id=number)) if line and is_open else None,
            button("See everyone", SeeEveryone(challenge_id=number)),
            button("How is this counted", HowCounted(challenge_id=number)),
            pause_button() if is_open else None,
        ),
    )


def _no_part(challenge: Challenge) -> str:
    return f"You {'take' if challenge.is_open else 'took'} no part in this one."


def _explained(shown: Board, line: Line) -> Iterator[str]:
    challenge, progress = shown.challenge, line.progress
    yield f"**You: {say_reached(challenge, line)}**{_standing(shown, line)}"
    if progress.counted:
        yield f"**Counted:** {_days(progress.counted)}"
    if progress.held:
        yield f"**Held** (rest, pause or travel): {_days(progress.held)}"
    yield from _needed(challenge, progress)
    if progress.compared:
        yield from _compared(challenge, progress.compared)
    if pending := say_pending(challenge, progress.terms):
        yield pending


def _standing(shown: Board, line: Line) -> str:
    number = say_standing(shown.challenge, line)
    said = f" · {number}" if number else ""
    if line.place:
        return f"{said} · place {line.place}"
    if line.team:
        return f"{said} · team {line.team}"
    if line.is_resting:
        return f"{said} · {RESTING.lower()}"
    if line in shown.new:
        return f"{said} · new"
    if line in shown.nothing_yet:
        return f"{said} · {NOTHING_YET.lower()}"
    return said


def _needed(challenge: Challenge, progress: Progress) -> Iterator[str]:
    if challenge.mode is Mode.TOGETHER:
        return
    target = progress.terms.target
    if challenge.measure is Measure.BLOCKS:
        missed = ""
        if progress.breaks_taken:
            missed = f", {count(progress.breaks_taken, 'missed one')} left out as breaks"
        yield (
            f"**Your plan so far:** {progress.done} kept of {count(progress.planned, 'block')}"
            f"{missed}. {target} % of them are the target."
        )
    elif progress.needed and progress.eligible == challenge.length:
        yield f"**Needed:** {say_done(challenge, progress.needed)}."
    elif progress.needed:
        breaks = ""
        if progress.breaks_taken:
            breaks = f", {count(progress.breaks_taken, 'day')} off left out already"
        yield (
            f"**Needed:** {say_done(challenge, target)} for "
            f"{progress.eligible} of {count(challenge.length, 'day')} that count{breaks}, "
            f"rounded up: {say_done(challenge, progress.needed)}."
        )
    else:
        yield "Nothing is needed of you: all of your days are held or days off."


def _compared(challenge: Challenge, compared: Compared) -> Iterator[str]:
    weeks = [
        f"{say_when(week.monday)}: {_value(challenge, week.value)}" for week in compared.before
    ]
    if weeks:
        yield f"**Your weeks before:** {'; '.join(weeks)}"
    if compared.baseline is None:
        yield f"**{NEW}.** Yours begin to count for the next one."
    elif compared.now is not None and compared.improvement is not None:
        now, mean = (_value(challenge, each) for each in (compared.now, compared.baseline))
        better = say_improvement(challenge, compared.improvement)
        each_week = "" if compared.in_points else " a week"
        yield f"**Improvement:** {now}{each_week} now, {mean} on average before: {better}."


def _value(challenge: Challenge, value: Fraction) -> str:
    if challenge.measure is Measure.AMOUNT:
        return say_amount(round(value), challenge.unit)
    number = f"{float(value):.1f}".removesuffix(".0")
    if challenge.measure is Measure.BLOCKS:
        return f"{number} %"
    return "1 day" if number == "1" else f"{number} days"


def _days(days: Sequence[date]) -> str:
    named = ", ".join(say_when(day) for day in days[:MOST_DAYS_NAMED])
    more = len(days) - MOST_DAYS_NAMED
    return f"{named} and {more} more" if more > 0 else named
