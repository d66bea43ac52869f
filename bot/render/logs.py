"""Cards of logs: what was done, how it stands against the plan, and who cheered."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import discord
from discord import ui

from bot.domain.adjustments import Source
from bot.domain.amounts import DONE
from bot.domain.entries import host_of, is_picture
from bot.domain.logs import Felt
from bot.domain.pieces import PieceKind
from bot.render.adjustments import adopt_button
from bot.render.amounts import plain_amount, say_amount, say_standard
from bot.render.card import button, buttons, card, choice, text
from bot.render.days import say_day
from bot.render.pieces import report_button
from bot.render.presses import Count, Press
from bot.render.recoveries import take_ten_after
from bot.render.streaks import say_numbers, say_week
from bot.render.text import count, inert, mention, quote, shorten
from bot.render.thresholds import say_sign
from bot.render.troubles import say_trouble

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from bot.domain.deliveries import Trouble
    from bot.domain.log_cards import LogCard, LogLine, Undone
    from bot.domain.practices import Practice
    from bot.render.card import Block, Card

MOST_NAMED = 10
FELT = {
    Felt.EASY: "easy",
    Felt.STRETCH: "a stretch",
    Felt.TOO_HARD: "too hard",
    Felt.WENT_BADLY: "went badly",
}


class LogNow(Press, tag="log"):
    """Log a practice for today, in a form."""

    practice_id: Count


class LogThis(Press, tag="log-this"):
    """Finish a log that did not say which practice it was for."""

    draft_id: Count
    practice_id: Count


class Cheer(Press, tag="cheer"):
    """Cheer somebody's log on."""

    log_id: Count


class CorrectLog(Press, tag="log-correct"):
    """Correct my log, in a form."""

    log_id: Count


class UndoLog(Press, tag="log-undo"):
    """Take my log back."""

    log_id: Count


class UndoOneOf(Press, tag="log-undo-one"):
    """Take one of my last logs back, chosen from a list."""


class LearnFromLog(Press, tag="log-lesson"):
    """Say what a block taught, in a form."""

    log_id: Count


def public(shown: LogCard) -> Card:
    """Show a log to the community; its file, if any, has to be attached.

    Of somebody who became private it shows what stood there, and no number of today.
    """
    log = shown.log
    words = [*_words(shown), *(_numbers(shown) if shown.is_open else ())]
    return card(
        text(
            f"{mention(log.user_id)} · {_title(shown)}", _day_line(shown) if shown.is_open else None
        ),
        _note(shown),
        text(*words) if words else None,
        *_proof(shown),
        _cheers(shown),
        buttons(
            button("Cheer", Cheer(log_id=log.id), emoji="👏"),
            *_own_buttons(shown),
            report_button(PieceKind.LOG, log.id),
        ),
    )


def private(shown: LogCard, *, remark: str | None = None, with_proof: bool = False) -> Card:
    """Show a log to its author, with a remark below; ``with_proof`` where its file is attached."""
    return card(
        text(_title(shown), _day_line(shown)),
        _note(shown),
        text(*_words(shown), *_numbers(shown), say_sign(shown.sign)),
        *_proof(shown, attached=with_proof),
        text(remark) if remark else None,
        buttons(*take_ten_after(shown.log), *_own_buttons(shown), *_adopt(shown)),
    )


def hidden() -> Card:
    """Stand where a moderator hid a card."""
    return card(text("-# A moderator hid this card. The log behind it still counts."))


def undone(what: Undone, trouble: Trouble | None = None) -> Card:
    """Give back what was taken back, and offer the other last logs."""
    log, practice = what.line.log, what.line.practice
    return card(
        text(
            f"### Taken back: {_amount(what.line)} of {inert(practice.name)}",
            f"It was logged for {say_day(log.day, what.today)}.",
            f"Your streak there is {count(what.streak, 'day')} now.",
        ),
        text(quote(log.note)) if log.note else None,
        text(f"Its public card could not be removed: {say_trouble(trouble)}.") if trouble else None,
        choice(UndoOneOf(), _options(what.latest), placeholder="Take another one back")
        if what.latest
        else None,
    )


def which_practice(practices: Sequence[Practice], draft_id: int) -> Card:
    """Ask which practice was meant; what was typed is kept."""
    return card(
        text("For which practice is it?"),
        buttons(
            *(
                button(
                    shorten(practice.name, 80),
                    LogThis(draft_id=draft_id, practice_id=practice.id),
                )
                for practice in practices
            )
        ),
    )


def chosen(practice: Practice) -> Card:
    """Stand where the question was, once it is answered."""
    return card(text(f"Logged for {inert(practice.name)}."))


def posted_in(channel_id: int) -> str:
    """Say where the public card is."""
    return f"-# Your card is in <#{channel_id}>."


def not_posted(channel_id: int, trouble: Trouble) -> str:
    """Say why there is no public card; the log is safe."""
    return (
        f"Your log is kept. Its card could not be posted in <#{channel_id}>: "
        f"{say_trouble(trouble)}. A moderator can mend that in `/community settings`."
    )


def not_mended(trouble: Trouble) -> str:
    """Say why the public card still shows what was there before."""
    return f"Its public card could not be changed: {say_trouble(trouble)}."


def no_file() -> Card:
    """Say that a log lacks the file that was attached."""
    return card(
        text("Your log counts, yet its file could not be fetched from Discord and is not shown.")
    )


def label(line: LogLine) -> str:
    """Name a log where Discord shows text as it is."""
    words = (line.practice.name, _plain_amount(line), line.log.day.isoformat(), line.log.note or "")
    return shorten(" · ".join(" ".join(word.split()) for word in words if word), 100)


def _title(shown: LogCard) -> str:
    unit = shown.practice.standard_on(shown.log.day).unit
    return f"**{inert(shown.practice.name)}** · {say_amount(shown.log.amount, unit)}"


def _note(shown: LogCard) -> Block | None:
    # On its own: in one text with them, a quotation can swallow the lines that follow.
    return text(quote(shown.log.note)) if shown.log.note else None


def _words(shown: LogCard) -> Iterator[str]:
    if circumstances := _circumstances(shown):
        yield f"-# {circumstances}"
    if shown.log.lesson:
        yield f"What it taught: {inert(shown.log.lesson)}"


def _numbers(shown: LogCard) -> Iterator[str]:
    day = shown.log.day
    yield say_numbers(shown.summary, now=day != shown.today)
    if shown.summary.week:
        yield say_week(shown.summary.week)
    if shown.summary.comebacks and shown.summary.comebacks[-1].day == day:
        days = count(shown.summary.comebacks[-1].days, "day")
        yield f"A comeback after {days}: starting again is the skill, and you just used it."


def _day_line(shown: LogCard) -> str:
    standard = shown.practice.standard_on(shown.log.day)
    day = say_day(shown.log.day, shown.today)
    day = day[0].upper() + day[1:]
    late = " · logged later" if shown.log.backfilled else ""
    if standard.unit == DONE:
        return f"{day}: done{late}"
    amount = say_amount(shown.day_amount, standard.unit)
    missing = standard.minimum - shown.day_amount
    state = f"{say_amount(missing, standard.unit)} to go" if missing > 0 else "minimum reached"
    return f"{day}: {amount} of {say_standard(standard)}, {state}{late}"


def _circumstances(shown: LogCard) -> str:
    log = shown.log
    parts = (
        f"Focus: {inert(log.focus)}" if log.focus else None,
        f"Where: {inert(log.where)}" if log.where else None,
        f"Felt: {FELT[log.felt]}" if log.felt else None,
    )
    return " · ".join(part for part in parts if part)


def _proof(shown: LogCard, *, attached: bool = True) -> Iterator[Block]:
    name, link = shown.log.proof, shown.log.link
    if name and not attached:
        yield text(f"-# Proof: {inert(name)}")
    elif name and is_picture(name):
        yield ui.MediaGallery(discord.MediaGalleryItem(f"attachment://{name}"))
    elif name:
        yield ui.File(f"attachment://{name}")
    if link:
        opens: ui.Button[Any] = ui.Button(label=f"Open {shorten(host_of(link), 60)}", url=link)
        yield buttons(opens)


def _cheers(shown: LogCard) -> Block | None:
    if not shown.cheered_by:
        return None
    names = [mention(user_id) for user_id in shown.cheered_by[:MOST_NAMED]]
    if len(shown.cheered_by) > MOST_NAMED:
        names.append("others")
    *first, last = names
    return text(
        f"-# Cheered on by {', '.join(first)} and {last}" if first else f"-# Cheered on by {last}"
    )


def _own_buttons(shown: LogCard) -> Iterator[ui.Button[Any]]:
    log_id = shown.log.id
    if shown.log.felt is Felt.WENT_BADLY:
        yield button("What did it teach?", LearnFromLog(log_id=log_id))
    yield button("Correct", CorrectLog(log_id=log_id))
    yield button("Undo", UndoLog(log_id=log_id))


def _adopt(shown: LogCard) -> Iterator[ui.Button[Any]]:
    if shown.log.lesson:
        yield adopt_button(Source.SETBACK, shown.log.id)


def _options(lines: Sequence[LogLine]) -> list[discord.SelectOption]:
    return [discord.SelectOption(label=label(line), value=str(line.log.id)) for line in lines]


def _amount(line: LogLine) -> str:
    return say_amount(line.log.amount, line.practice.standard_on(line.log.day).unit)


def _plain_amount(line: LogLine) -> str:
    return plain_amount(line.log.amount, line.practice.standard_on(line.log.day).unit)
