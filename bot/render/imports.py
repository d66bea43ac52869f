"""Cards of files on their way in and out: what would happen, how far it is, what was done."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from discord import ButtonStyle, ui

from bot.domain.amounts import Standard
from bot.domain.imports import (
    MOST_TOLD,
    DayOrder,
    Source,
    Why,
)
from bot.domain.units import DONE
from bot.render.amounts import say_standard
from bot.render.card import button, buttons, card, primary, rule, text
from bot.render.days import MONTHS, say_day
from bot.render.pages import page_of, pager
from bot.render.practices import ListPractices
from bot.render.presses import Count, Press
from bot.render.text import count, inert, shorten

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from bot.domain.imports import DryRun, PracticeSeen, Skipped, Waiting
    from bot.render.card import Block, Card

MOST_PRACTICES = 8
MOST_LEFT_OUT = 3
PAGE = 8
LONGEST_TOLD = 30
LONGEST_FILE_NAME = 60


class ShowImport(Press, tag="import"):
    """Show what my file would do, with one page of the rows that are left out."""

    import_id: Count
    page: Count


class NameColumns(Press, tag="import-columns"):
    """Say what the columns of my table are, in a form."""

    import_id: Count


class OrderImport(Press, tag="import-order"):
    """Say whether the day or the month comes first in my table."""

    import_id: Count
    order: DayOrder


class BringIn(Press, tag="import-do"):
    """Bring my file in."""

    import_id: Count


class PutAway(Press, tag="import-away"):
    """Forget my file; nothing of it was brought in."""

    import_id: Count


_SOURCES: Mapping[Source, str] = {
    Source.OWN: "It is an export of mine.",
    Source.LOOP: "It comes from Loop Habit Tracker; its skipped days become rest.",
    Source.OTHER: "It is a table of your own.",
}
WHY: Mapping[Why, str] = {
    Why.WRONG_DAY: "no day that I can read",
    Why.FUTURE: "a day that has not come yet",
    Why.TOO_OLD: "before the year 2000",
    Why.WRONG_AMOUNT: "no amount that I can read",
    Why.WRONG_UNIT: "another unit than the practice counts",
    Why.NOTHING: "nothing was done",
    Why.NO_NAME: "no name for a practice",
    Why.ARCHIVED_THEN: "the practice was archived then",
    Why.LIMIT: "a limit to stay below; practices here have a minimum to reach",
}
_WHY_ONE: Mapping[Why, str] = {**WHY, Why.LIMIT: "a limit to stay below"}


def shown(waiting: Waiting, number: int = 0) -> Card:
    """Show the next step of a file that waits."""
    if waiting.kept.asks_order:
        return _order_card(waiting)
    if waiting.kept.dry_run is None:
        return _columns_card(waiting)
    return _dry_run_card(waiting, waiting.kept.dry_run, number)


def working(done: int, total: int) -> Card:
    """Say how far it is."""
    return card(
        text(
            "### Bringing it in",
            f"{100 * done // max(total, 1)} % of it is written. It counts once all of it is there.",
        )
    )


def brought_in(found: DryRun) -> Card:
    """Say what was brought in."""
    archived = [each for each in found.practices if each.is_new and each.archived]
    # Our own export says itself which of them were.
    later = "" if found.source is Source.OWN else ", and the audit marks them as logged later"
    return card(
        text(
            "### It is in",
            f"{_say_new(found)} Streaks and strength count them from now on{later}.",
            f"{_names([each.name for each in archived])} arrived archived; `/practice restore` "
            "takes one up, three at a time."
            if archived
            else None,
        ),
        buttons(button("All practices", ListPractices(page=0))),
    )


def put_away() -> Card:
    """Confirm that a file was forgotten."""
    return card(text("The file is put away. Nothing of it was brought in."))


def exported(name: str) -> Card:
    """Hand over the table, which is sent along."""
    return card(
        text(
            "### Your logs as a table",
            "One line for each log and each day of rest, with the rule of that day. "
            "`/practice import` reads it back, here or in another server.",
        ),
        ui.File(f"attachment://{name}"),
    )


def _columns_card(waiting: Waiting) -> Card:
    header = waiting.kept.layout.header if waiting.kept.layout else ()
    listed = ", ".join(f"“{inert(shorten(name, LONGEST_TOLD))}”" for name in header if name)
    return card(
        text(
            "### Which column is what?",
            f"{_file(waiting)} is a table that I do not know: {listed}.",
            "Tell me what its columns are, and I show what would happen. Nothing is changed yet.",
        ),
        buttons(
            primary("Name the columns", NameColumns(import_id=waiting.import_id)), _away(waiting)
        ),
    )


def _order_card(waiting: Waiting) -> Card:
    day = waiting.kept.asks_order
    one, other = (int(part) for part in day.replace("/", "-").split("-")[:2])
    choices = ((DayOrder.DAY_FIRST, one, other), (DayOrder.MONTH_FIRST, other, one))
    return card(
        text(
            "### Day or month first?",
            f"The file has days such as {inert(day)}, and nothing in it tells which number is the "
            "month.",
        ),
        buttons(
            *(
                button(
                    f"It is {of_month} {MONTHS[month - 1]}",
                    OrderImport(import_id=waiting.import_id, order=order),
                    style=ButtonStyle.primary,
                )
                for order, of_month, month in choices
            ),
            _away(waiting),
        ),
    )


def _dry_run_card(waiting: Waiting, found: DryRun, number: int) -> Card:
    page = page_of(found.skipped, number, PAGE)
    turn = pager(page, lambda to: ShowImport(import_id=waiting.import_id, page=to))
    blocks: list[Block] = [
        text("### What would happen", f"{_file(waiting)}: {_SOURCES[found.source]}"),
        text(*_practice_lines(waiting, found), *_there(found)),
    ]
    if page.items:
        blocks += [rule(), text(*_skipped_lines(found, page.items))]
    if turn:
        blocks.append(turn)
    do = primary("Import", BringIn(import_id=waiting.import_id)) if found.adds else None
    other = found.source is Source.OTHER
    columns = NameColumns(import_id=waiting.import_id)
    back = button("Other columns", columns) if other else None
    return card(
        *blocks,
        rule(),
        text(
            "Nothing is changed yet. All of it comes in, or nothing."
            if found.adds
            else "Nothing of it would be new, so there is nothing to do."
        ),
        buttons(do, back, _away(waiting)),
    )


def _practice_lines(waiting: Waiting, found: DryRun) -> Iterator[str]:
    shown_ = sorted(found.practices, key=lambda each: -each.logs)
    for each in shown_[:MOST_PRACTICES]:
        yield _practice_line(waiting, each)
    if len(shown_) > MOST_PRACTICES:
        yield f"… and {count(len(shown_) - MOST_PRACTICES, 'more practice')}"


def _practice_line(waiting: Waiting, seen: PracticeSeen) -> str:
    whose = "new" if seen.is_new else "yours"
    done = f"at least {say_standard(Standard(seen.minimum, seen.unit))}"
    standard = "done or not" if seen.unit == DONE else done
    new = count(seen.logs, "new log")
    since = f" since {say_day(seen.first, waiting.today)}" if seen.first else ""
    rest = f", {count(seen.rest_days, 'day')} of rest" if seen.rest_days else ""
    moved = "; it then begins on that day" if seen.starts_earlier else ""
    archived = "; arrives archived" if seen.is_new and seen.archived else ""
    return f"- **{inert(seen.name)}** ({whose}, {standard}): {new}{since}{rest}{moved}{archived}"


def _there(found: DryRun) -> Iterator[str]:
    if found.there:
        yield f"{count(found.there, 'row')} of it you have here already."
    if found.left_out:
        yield f"No log would come in for {_names(found.left_out, MOST_LEFT_OUT)}: left out."


def _skipped_lines(found: DryRun, page: Sequence[Skipped]) -> Iterator[str]:
    total = sum(times for _, times in found.reasons)
    yield f"**{count(total, 'row')} left out**"
    yield "\n".join(f"-# {WHY[why]}: {times}" for why, times in found.reasons)
    for each in page:
        told = f": {inert(shorten(each.text, LONGEST_TOLD))}" if each.text else ""
        yield f"line {each.line}: {_WHY_ONE[each.why]}{told}"
    if total > MOST_TOLD:
        yield f"-# The first {MOST_TOLD} are listed."


def _say_new(found: DryRun) -> str:
    rest = f" and {count(found.rest_days, 'day')} of rest" if found.rest_days else ""
    return f"{count(found.logs, 'new log')}{rest} in {count(len(_touched(found)), 'practice')}."


def _touched(found: DryRun) -> list[PracticeSeen]:
    return [each for each in found.practices if each.logs or each.rest_days]


def _names(names: Sequence[str], most: int = MOST_PRACTICES) -> str:
    named = ", ".join(f"**{inert(name)}**" for name in names[:most])
    more = len(names) - most
    return f"{named} and {more} more" if more > 0 else named


def _file(waiting: Waiting) -> str:
    return f"“{inert(shorten(waiting.kept.file_name, LONGEST_FILE_NAME))}”"


def _away(waiting: Waiting) -> ui.Button[Any]:
    return button("Never mind", PutAway(import_id=waiting.import_id))
