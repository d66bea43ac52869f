"""The card of progress: a picture, its numbers in words, and the ways to others like it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bot.domain.progress import NoPracticeThere, Period
from bot.render.card import button, buttons, card, primary, rule, text
from bot.render.journal import quiet
from bot.render.logs import LogNow
from bot.render.practices import another_practice
from bot.render.presses import Count, Press
from bot.render.progress_words import say_period, say_rows, say_sums
from bot.render.text import inert, mention

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from bot.domain.progress import OthersLater, ProgressShown
    from bot.render.card import Block, Card

_LABELS: Mapping[Period, str] = {
    Period.FOUR_WEEKS: "4 weeks",
    Period.TWELVE_WEEKS: "12 weeks",
    Period.YEAR: "A year",
    Period.ALL: "All of it",
}


class ShowProgress(Press, tag="progress"):
    """Show a period of a practice; ``anyway`` (1) on the day of an outcome of one's own, too."""

    practice_id: Count
    period: Period
    anyway: Count


class ProgressAnother(Press, tag="progress-another"):
    """Show another practice of the same member, chosen from a list."""

    period: Period
    anyway: Count


def progress_card(shown: ProgressShown, picture: Block | None) -> Card:
    """Show a practice's progress; without a picture where nothing is logged yet."""
    below: list[Block] = [_periods(shown)]
    if shown.others:
        press = ProgressAnother(period=shown.period, anyway=int(shown.anyway))
        below.append(another_practice(press, shown.others))
    if picture is None:
        return card(text(_title(shown), *_nothing_yet(shown)), *_first_log(shown), below=below)
    sums = (inert(line) for line in say_sums(shown))
    rows = (f"-# {inert(line)}" for line in say_rows(shown))
    legend = text(*_legend(shown))
    return card(text(_title(shown)), picture, text(*sums, *rows), rule(), legend, below=below)


def others_later(later: OthersLater) -> Card:
    """Stand in place of others' progress on the day of an outcome."""
    press = ShowProgress(practice_id=later.practice_id, period=later.period, anyway=1)
    return quiet(later.outcome, press)


def _title(shown: ProgressShown) -> str:
    whose = "" if shown.own else f"{mention(shown.practice.user_id)}, "
    return f"### {whose}{inert(shown.practice.name)}: {say_period(shown)}"


def _nothing_yet(shown: ProgressShown) -> Iterator[str]:
    if shown.own:
        yield "Nothing is logged for it yet, so there is no picture. Your first log begins it."
        yield "-# Small counts: anything above zero makes a mark."
    else:
        yield "Nothing is logged for it yet."


def _first_log(shown: ProgressShown) -> Iterator[Block]:
    if shown.own and not shown.practice.is_archived:
        yield buttons(primary("Log", LogNow(practice_id=shown.practice.id)))


def _legend(shown: ProgressShown) -> Iterator[str]:
    if shown.period is Period.ALL:
        yield "-# Setbacks, rests and comebacks are part of the way."
    else:
        yield (
            "-# The own baseline is the mean of the up to four whole weeks before, rest weeks left "
            "out."
        )
    yield "-# Strength grows with every kept block and fades slowly; rest leaves it as it is."


def _periods(shown: ProgressShown) -> Block:
    def to(period: Period) -> ShowProgress:
        return ShowProgress(practice_id=shown.practice.id, period=period, anyway=int(shown.anyway))

    return buttons(
        *(
            button(label, to(period), disabled=period is shown.period)
            for period, label in _LABELS.items()
        )
    )


REFUSALS: Mapping[type[Exception], Callable[[Any], str]] = {
    NoPracticeThere: lambda refusal: (
        f"{mention(refusal.user_id)} has no active practice at the moment. "
        "An archived one can be named in `practice`."
    ),
}
