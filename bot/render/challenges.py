"""Cards of challenges: the board that stands in a channel, everybody on it, and how it counts."""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING, Any

from discord import ui

from bot.domain.challenge_boards import Phase
from bot.domain.challenges import Draw, Measure, Mode, Ranking, State
from bot.render.card import WARNING, button, buttons, card, primary, rule, text
from bot.render.challenge_lines import say_done, sections
from bot.render.challenge_presses import (
    BoardPage,
    ChooseTakeOff,
    HowCounted,
    JoinChallenge,
    LeaveChallenge,
    SeeEveryone,
)
from bot.render.challenge_rules import COUNTED, say_number, say_terms
from bot.render.days import MONTHS, WEEKDAYS
from bot.render.pages import page_of, pager
from bot.render.rest_presses import pause_button
from bot.render.safety import safety
from bot.render.text import count, inert, quote, shorten
from bot.render.troubles import say_trouble
from bot.render.weekly import LATE

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from datetime import date

    from bot.domain.challenge_boards import Board
    from bot.domain.challenges import Challenge, Terms
    from bot.domain.deliveries import Trouble
    from bot.render.card import Card
    from bot.render.challenge_lines import Section

# Of a card's 4 000 characters, with a title and names that had to be taken apart.
LINES_ON_BOARD = 12
LINES_ON_PAGE = 15
LONGEST_STORY = 400
LONGEST_RESOURCES = 200
BAR = 10

_RANKED: Mapping[Ranking, str] = {
    Ranking.IMPROVEMENT: "Ranked by improvement against your own four weeks before.",
    Ranking.TARGET: "Ranked by how much of your own target you reached.",
}
_OVER: Mapping[State, str] = {
    State.ENDED: "**This challenge has ended.** Thank you, everybody.",
    State.CANCELLED: "**This challenge was called off before it began.**",
}


def board(shown: Board, resources: str = "", *, late: bool = False) -> Card:
    """Show what is asked for and how everybody stands: the one message that is edited in place."""
    challenge = shown.challenge
    return card(
        text(f"### {inert(challenge.title)}", *_story(challenge), LATE if late else None),
        text(*_what(challenge, shown.terms), *_when(challenge)),
        rule(),
        text(*standings(shown)),
        _buttons(challenge),
        text(safety(shorten(resources, LONGEST_RESOURCES))),
    )


def everyone(shown: Board, page: int, *, for_moderator: bool) -> Card:
    """Show every line, a page at a time; moderators may take somebody off."""
    challenge = shown.challenge
    lines = [(each.heading, line) for each in sections(shown) for line in each.lines]
    here = page_of(lines, page, LINES_ON_PAGE)
    number = challenge.id
    return card(
        text(f"### {inert(challenge.title)}", *_sum(shown)),
        text(*_under_headings(here.items)) if lines else text(nobody(challenge)),
        text(f"-# Page {here.number + 1} of {here.last + 1}") if here.last else None,
        pager(here, lambda page: BoardPage(challenge_id=number, page=page)),
        _take_off(challenge) if for_moderator and lines else None,
    )


def how_counted(challenge: Challenge, terms: Terms) -> Card:
    """Say what is counted and how, in plain words."""
    return card(
        text(f"### How “{inert(challenge.title)}” is counted"),
        text(*_what(challenge, terms), *_when(challenge)),
        text(*_rules(challenge)),
    )


def digest(card_: Card) -> str:
    """Return what tells a card from every other one, to edit it on change only."""
    shown = json.dumps(card_.to_components(), sort_keys=True)
    return hashlib.sha256(shown.encode()).hexdigest()


def stuck(channel_id: int, trouble: Trouble) -> Card:
    """Tell moderators that a board cannot be edited, and what to do."""
    return card(
        text("### A challenge's board is not up to date"),
        text(
            f"I could not edit it in <#{channel_id}>: {say_trouble(trouble)}. Open the channel's "
            "settings, then Permissions, and allow my role View Channel and Send Messages. I try "
            "again every ten minutes; with that mended, the board catches up by itself."
        ),
        accent=WARNING,
    )


def say_when(day: date) -> str:
    """Say a day of a challenge: "Mon 23 Nov"."""
    return f"{WEEKDAYS[day.weekday()]} {day.day} {MONTHS[day.month - 1]}"


def say_span(challenge: Challenge) -> str:
    """Say its days: "Mon 23 Nov to Sun 29 Nov"."""
    if challenge.first_day == challenge.last_day:
        return say_when(challenge.first_day)
    return f"{say_when(challenge.first_day)} to {say_when(challenge.last_day)}"


def say_pending(challenge: Challenge, terms: Terms) -> str | None:
    """Say what becomes of newer terms than those that hold; None where there are none."""
    newest = challenge.newest_terms
    if newest.version == terms.version:
        return None
    reach = say_terms(challenge, newest)
    if not newest.is_harder_than(terms):
        return f"From {say_when(newest.valid_from)} on it is {reach}."
    if challenge.mode is Mode.TOGETHER:
        return f"{reach} counts once everybody who takes part has renewed."
    kept = say_terms(challenge, terms)
    return f"You keep the target that you agreed to, {kept}. {reach} is yours only if you renew."


def bar(percent: int) -> str:
    """Draw how much of one goal is reached."""
    full = min(BAR, percent * BAR // 100)
    return "▰" * full + "▱" * (BAR - full)


def _story(challenge: Challenge) -> Iterator[str]:
    if challenge.ping_role_id is not None:
        yield f"-# For <@&{challenge.ping_role_id}>"
    if challenge.story:
        yield quote(shorten(challenge.story, LONGEST_STORY))


def _what(challenge: Challenge, terms: Terms) -> Iterator[str]:
    yield f"**Counted:** {COUNTED[challenge.measure]}"
    target = say_number(challenge, terms.target)
    if challenge.mode is Mode.TOGETHER:
        pending = say_pending(challenge, terms)
        yield f"**Together:** {target}, all of us as one. {pending or ''}".rstrip()
    elif challenge.mode is Mode.TEAMS:
        yield f"**Target for each:** {target}. A team's number is the mean of its people's shares."
    else:
        yield f"**Target:** {target}. {_RANKED[challenge.ranking]}"
    # One goal of all is not for so many days, and does not shrink with them.
    if terms.breaks and challenge.mode is not Mode.TOGETHER:
        yield f"**Breaks:** {_say_breaks(challenge, terms.breaks)}"


def _say_breaks(challenge: Challenge, breaks: int) -> str:
    if challenge.measure is Measure.BLOCKS:
        return f"{count(breaks, 'missed block')} a week may be left out."
    off = count(breaks, "day a week is", "days a week are")
    return f"{off} off, used or not, and the target shrinks to fit."


def _when(challenge: Challenge) -> Iterator[str]:
    yield f"**Days:** {say_span(challenge)}; each day is your own local day."
    if challenge.is_open:
        grace = ""
        if challenge.grace_days:
            days = count(challenge.grace_days, "day")
            grace = f" For {days} afterwards its days may still be logged for."
        yield f"**Join** until {say_when(challenge.join_until)}.{grace}"


def standings(shown: Board) -> Iterator[str]:
    """Give the sum, and the first lines under each heading."""
    challenge = shown.challenge
    if not challenge.is_open:
        yield _OVER[challenge.state]
    elif shown.phase is Phase.GRACE:
        yield "Its days are over. What happened on them may still be logged."
    yield from _sum(shown)
    if not shown.size:
        yield nobody(challenge)
        return
    yield from within(sections(shown))


def within(parts: Sequence[Section]) -> Iterator[str]:
    """Give the first lines under each heading, as many as a card in a channel should hold."""
    room = max(1, LINES_ON_BOARD // len(parts))
    for part in parts:
        if part.heading:
            yield f"**{part.heading}**"
        yield from part.lines[:room]
        if (more := len(part.lines) - room) > 0:
            yield f"-# … and {more} more"


def _sum(shown: Board) -> Iterator[str]:
    if shown.together:
        done = say_done(shown.challenge, shown.together.done)
        of = say_done(shown.challenge, shown.together.target)
        yield f"{bar(shown.together.percent)} **{shown.together.percent} %** · {done} of {of}"
    if shown.size:
        take = "takes" if shown.size == 1 else "take"
        take = take if shown.challenge.is_open else "took"
        taking = f"{count(shown.size, 'person', 'people')} {take} part"
        so_far = " so far" if shown.phase is Phase.RUNNING else ""
        between = f", {say_done(shown.challenge, shown.total)} between us{so_far}"
        yield f"-# {taking}{between if shown.total else ''}."


def nobody(challenge: Challenge) -> str:
    """Say kindly that nobody takes part."""
    if challenge.is_open:
        return "Nobody is in it yet. Whoever goes first makes it easier for the next."
    return "Nobody was in it this time, and that is fine. The next one is a fresh start."


def _under_headings(lines: Iterable[tuple[str, str]]) -> Iterator[str]:
    last = ""
    for heading, line in lines:
        if heading != last:
            yield f"**{heading}**"
        last = heading
        yield line


def _buttons(challenge: Challenge) -> ui.ActionRow[Any]:
    number = challenge.id
    is_open = challenge.is_open
    return buttons(
        primary("Join", JoinChallenge(challenge_id=number)) if is_open else None,
        button("Leave", LeaveChallenge(challenge_id=number)) if is_open else None,
        button("See everyone", SeeEveryone(challenge_id=number)),
        button("How is this counted", HowCounted(challenge_id=number)),
        pause_button() if is_open else None,
    )


def _take_off(challenge: Challenge) -> ui.ActionRow[Any]:
    press = ChooseTakeOff(challenge_id=challenge.id)
    select: ui.UserSelect[Any] = ui.UserSelect(
        custom_id=press.custom_id, placeholder="Take somebody off this board"
    )
    return ui.ActionRow(select)


def _rules(challenge: Challenge) -> Iterator[str]:
    yield "- Only your days from joining on count, and the target shrinks to fit them."
    yield (
        "- A day of planned rest, a pause or travel is held: it does not count against you, and "
        "whoever rests stands under “Resting”, never last."
    )
    if challenge.mode is not Mode.TOGETHER and challenge.measure is not Measure.BLOCKS:
        yield "- Needed = target, times your days that count, divided by all days, rounded up."
    if challenge.ranking is Ranking.IMPROVEMENT and challenge.mode is Mode.ALONE:
        yield (
            "- Improvement is against the mean of your own four weeks before it. Rest weeks are "
            "left out; with fewer than two weeks you stand under “New”."
        )
    if challenge.mode is Mode.ALONE:
        yield (
            "- Whoever has just begun, or did more in the weeks before, stands under “On the way”, "
            "without a place."
        )
    if challenge.mode is not Mode.TOGETHER:
        yield "- “in 6 weeks” says for how long somebody has been practising."
    if challenge.mode is Mode.TEAMS:
        drawn = challenge.draw is Draw.DRAWN
        how = "drawn when it begins, balanced by plan kept before" if drawn else "chosen on joining"
        yield f"- Teams are {how}. Nobody weighs more in a team than their own share."
    yield "- The numbers come from the logs: `/undo` and logging for an earlier day correct them."
    yield "- Equal numbers share a place. What was reached in total is shown, and ranks nobody."
