"""Cards of practices and their goals."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from discord import SelectOption

from bot.domain.goals import ProcessGoalMissing
from bot.domain.practices import (
    AlreadyArchived,
    DuplicateName,
    NotArchived,
    TooManyActive,
    UnknownPractice,
)
from bot.render.amounts import plain_standard, say_planned, say_schedule, say_standard
from bot.render.card import button, buttons, card, choice, primary, rule, text
from bot.render.days import say_day
from bot.render.haste import say_haste
from bot.render.marks import next_step, say_marks
from bot.render.pages import page_of, pager
from bot.render.practice_presses import (
    AddPractice,
    ArchivePractice,
    EditPractice,
    ListPractices,
    RestorePractice,
    SetGoal,
)
from bot.render.text import count, inert, quote, shorten, typed
from bot.render.thresholds import limits_button, say_changes
from bot.render.trusted import say_source, trusted_button

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from bot.domain.goals import Goal
    from bot.domain.practice_details import PracticeChange, PracticeDetails
    from bot.domain.practices import Practice
    from bot.render.card import Block, Card
    from bot.render.presses import Press

# Three of these, in the longest words and every character escaped, fit into one message.
PAGE = 3
LONGEST_SHOWN = 120
MOST_NAMES = 5
SHORTEST_ID = 15
MOST_CHOICES = 25


def overview(found: Sequence[PracticeDetails], number: int) -> Card:
    """Show a page of practices, each with what can be done about it."""
    if not found:
        return card(
            text("### Your practices", "None yet. One behaviour with one clear minimum is enough."),
            buttons(primary("Add a practice", AddPractice())),
        )
    page = page_of(found, number, PAGE)
    active = sum(not each.practice.is_archived for each in found)
    blocks: list[Block] = [text("### Your practices", f"-# {active} of 3 active")]
    for each in page.items:
        blocks += [rule(), text(*_lines(each)), _actions(each)]
    turn = pager(page, lambda to: ListPractices(page=to))
    return card(*blocks, below=[turn] if turn else [])


def added(details: PracticeDetails) -> Card:
    """Confirm a new practice and name the next step."""
    practice = details.practice
    return card(
        text(f"### {inert(practice.name)} is set", *_rules(details)),
        quoted(practice.why),
        text(
            "It starts today. When you have done some of it, `/log` is all it takes.",
            say_haste(details.haste),
        ),
        buttons(button("Set a goal", _goal_of(practice)), _all_button()),
    )


def edited(change: PracticeChange) -> Card:
    """Say what changed and from which day on it holds."""
    lines = list(_changes(change))
    name = inert(change.after.practice.name)
    return card(
        text(f"### {name}", *(lines or ["Everything stays as it was."])),
        text(
            "-# Days that are over keep the rule that held on them.", say_haste(change.after.haste)
        )
        if lines
        else None,
        buttons(
            button("Edit again", _edit_of(change.after.practice)),
            limits_button(change.after.practice.id),
            _all_button(),
        ),
    )


def archived(details: PracticeDetails) -> Card:
    """Confirm that a practice was put aside."""
    practice = details.practice
    return card(
        text(
            f"### {inert(practice.name)} is archived",
            "Today still counts, and from tomorrow nothing is planned. Its history stays, and "
            "after more than four weeks away a new streak begins.",
        ),
        buttons(button("Restore", RestorePractice(practice_id=practice.id)), _all_button()),
    )


def restored(details: PracticeDetails) -> Card:
    """Confirm that a practice was taken up again."""
    return card(
        text(
            f"### {inert(details.practice.name)} is back",
            "It is planned again from today, and its history is where you left it.",
            *_rules(details),
        ),
        buttons(button("Set a goal", _goal_of(details.practice)), _all_button()),
    )


def goal_set(details: PracticeDetails) -> Card:
    """Show the goal that holds from now on."""
    return card(
        text(f"### {inert(details.practice.name)}", "Better next week looks like this:"),
        quoted(details.goal.better if details.goal else ""),
        text(f"-# The wish behind it: {inert(details.goal.wish)}")
        if details.goal and details.goal.wish
        else None,
        text("-# `/today` keeps it in sight, and `/reflect` asks how it went."),
        buttons(button("Change it", _goal_of(details.practice)), _all_button()),
    )


def label(practice: Practice) -> str:
    """Name a practice where Discord shows text as it is, with its standard."""
    standard, schedule = practice.standards[-1].standard, practice.schedules[-1].schedule
    return f"{practice.name} · {plain_standard(standard)} · {say_schedule(schedule)}"


def quoted(words: str) -> Block | None:
    """Show a member's words as a quotation; nothing where there are none."""
    return text(quote(words)) if words else None


def another_practice(press: Press, practices: Sequence[Practice]) -> Block:
    """Choose one of some practices, told apart by their minimum."""
    options = [
        SelectOption(
            label=shorten(practice.name, 100),
            value=str(practice.id),
            description=shorten(plain_standard(practice.standards[-1].standard), 100),
        )
        for practice in practices[:MOST_CHOICES]
    ]
    return choice(press, options, placeholder="Another practice")


def _lines(details: PracticeDetails) -> Iterator[str]:
    practice = details.practice
    resting = practice.rests_on(details.today) and not practice.is_archived
    yield f"**{inert(practice.name)}**{' · resting' if resting else ''}"
    if practice.is_archived:
        since = say_day(practice.archives[-1].archived_on, details.today)
        yield f"-# Archived {since}"
    yield from _rules(details)
    if practice.why:
        yield f"Why: {_short(practice.why)}"
    if details.goal:
        yield from _goal_lines(details.goal)
    if details.trusted:
        yield f"-# Trusted source: {say_source(details.trusted)}"
    if details.marks:
        yield say_marks(details.marks)


def _rules(details: PracticeDetails) -> Iterator[str]:
    practice, today = details.practice, details.today
    standard, schedule = practice.standard_on(today), practice.schedule_on(today)
    skill = f" · {inert(details.skill)}" if details.skill else ""
    yield f"{say_standard(standard)} · {say_schedule(schedule)}{skill}"
    for version in practice.standards:
        if version.valid_from > today:
            yield f"-# From {say_day(version.valid_from, today)}: {say_standard(version.standard)}"
    for planned in practice.schedules:
        if planned.valid_from > today:
            yield f"-# From {say_day(planned.valid_from, today)}: {say_schedule(planned.schedule)}"


def _goal_lines(goal: Goal) -> Iterator[str]:
    yield f"Goal: {_short(goal.better)}"
    if goal.wish:
        yield f"-# The wish behind it: {_short(goal.wish)}"


def _changes(change: PracticeChange) -> Iterator[str]:
    before, after = change.before.practice, change.after.practice
    today = change.after.today
    if before.name != after.name:
        yield f"The name was {inert(before.name)}."
    if before.standards != after.standards:
        latest = after.standards[-1]
        start = say_day(max(latest.valid_from, today), today)
        yield f"The minimum is {say_standard(latest.standard)} from {start}."
    if before.schedules != after.schedules:
        planned = after.schedules[-1]
        start = say_day(max(planned.valid_from, today), today)
        yield f"It is planned {say_planned(planned.schedule)} from {start}."
    if change.before.skill != change.after.skill:
        yield f"The skill is {inert(change.after.skill)}." if change.after.skill else "No skill."
    if before.why != after.why:
        yield f"Why: {inert(after.why)}" if after.why else "The why is taken out."
    yield from say_changes(change.before.limits, change.after.limits)


def _actions(details: PracticeDetails) -> Block:
    practice = details.practice
    if practice.is_archived:
        return buttons(button("Restore", RestorePractice(practice_id=practice.id)))
    return buttons(
        next_step(practice, details.marks) if details.marks else None,
        button("Edit", _edit_of(practice)),
        button("Goal", _goal_of(practice)),
        trusted_button(practice.id),
        button("Archive", ArchivePractice(practice_id=practice.id)),
    )


def _edit_of(practice: Practice) -> EditPractice:
    return EditPractice(practice_id=practice.id)


def _goal_of(practice: Practice) -> SetGoal:
    return SetGoal(practice_id=practice.id)


def _all_button() -> Any:
    return button("My practices", ListPractices(page=0))


def _short(words: str) -> str:
    return inert(shorten(" ".join(words.split()), LONGEST_SHOWN))


def _unknown(refusal: UnknownPractice) -> str:
    if not refusal.names:
        return "You have no practice here yet. `/practice add` makes the first one."
    if refusal.text.isdecimal() and len(refusal.text) >= SHORTEST_ID:
        return "That practice is not there any more, or not yours. `/practice list` shows yours."
    names = ", ".join(inert(name) for name in refusal.names[:MOST_NAMES])
    return f"I know no practice of yours called {typed(refusal.text)}. You have: {names}."


REFUSALS: Mapping[type[Exception], Callable[[Any], str]] = {
    UnknownPractice: _unknown,
    TooManyActive: lambda refusal: (
        f"You have {count(refusal.limit, 'active practice')}, and that is as many as one week "
        "carries well. Archive one to make room: its history stays, and it can come back."
    ),
    DuplicateName: lambda refusal: (
        f"You already have an active practice called {typed(refusal.name)}. "
        "Give this one another name, or edit the one you have."
    ),
    AlreadyArchived: lambda refusal: (
        f"{typed(refusal.name)} is archived already. `/practice restore` takes it up again."
    ),
    NotArchived: lambda refusal: f"{typed(refusal.name)} is active: there is nothing to restore.",
    ProcessGoalMissing: lambda refusal: (
        f"{typed(refusal.wish)} is a fine wish, and it is not all in your hands. Open the form "
        "again and add what you will do for it next week: that is the goal, and the wish stays "
        "beside it."
    ),
}

STEPS: Mapping[type[Exception], Callable[[Any], Block]] = {
    TooManyActive: lambda _: buttons(_all_button()),
}
