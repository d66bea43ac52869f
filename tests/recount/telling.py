"""What the results of a challenge have to say, word for word, from the second count alone."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.recount.boards import Game, Row

THANKED = 30
LINE = re.compile(r"(?:(?P<place>\d+)\\\. |- )<@(?P<who>\d+)>(?: · (?P<told>.*))?")


def hold(text: str, game: Game, rows: dict[int, Row], places: dict[int, int]) -> None:
    """Hold results against the count: the sum, everybody by name, and each line."""
    lines = text.splitlines()
    total = sum(row.done for row in rows.values())
    assert f"**{say(game, total)}** between us, by {len(rows)} people." in lines
    names = [f"<@{who}>" for who in sorted(rows)]
    more = len(names) - THANKED
    thanks = f"Thank you for walking along: {', '.join(names[:THANKED])} and {more} more."
    assert thanks in lines
    told = [found for line in lines if (found := LINE.fullmatch(line))]
    assert len(told) >= 9
    odd = [found[0] for found in told if not _is_true(found, game, rows, places)]
    assert not odd, "\n".join(odd)
    _hold_order(lines, game, places)


def _is_true(
    found: re.Match[str], game: Game, rows: dict[int, Row], places: dict[int, int]
) -> bool:
    who, told = int(found["who"]), (found["told"] or "").split(" · ")
    if game.plan.mode == "alone":
        place = None if found["place"] is None else int(found["place"])
        if place != places.get(who):
            return False
    return set(_parts(game, rows[who])) <= set(told)


def _parts(game: Game, row: Row) -> Iterator[str]:
    """Give what must stand in somebody's line."""
    if row.done:
        yield _reached(game, row)
    if game.plan.mode == "together":
        return
    if game.plan.mode == "teams":
        if row.share:
            yield f"{int(100 * row.share)} %"
    elif row.shown is not None:
        yield f"{row.shown} %" if game.plan.ranking == "target" else _improved(game, row.shown)
    if row.target < game.targets[-1][0]:
        yield f"target {say(game, row.target)}"


def _reached(game: Game, row: Row) -> str:
    if game.plan.mode == "together" or not row.needed:
        return say(game, row.done)
    done = say(game, row.done) if game.plan.measure == "amount" else row.done
    return f"{done} of {say(game, row.needed)}"


def _improved(game: Game, number: int) -> str:
    unit = "points" if game.plan.measure == "blocks" else "%"
    return f"+{number} {unit}" if number else "as before"


def say(game: Game, number: int) -> str:
    """Say a number of what is counted."""
    plan = game.plan
    if plan.unit == "min":
        hours, minutes = divmod(number, 60 * 100)
        parts = [f"{hours} h"] * bool(hours) + [f"{minutes / 100:g} min"] * bool(minutes)
        return " ".join(parts) or "0 min"
    if plan.unit:
        return f"{number // 100} {plan.unit}"
    word = {"days": "day", "places": "different place", "blocks": "block"}[plan.measure]
    return f"{number} {word}" + "s" * (number != 1)


def _hold_order(lines: list[str], game: Game, places: dict[int, int]) -> None:
    """See that each group begins with its first and goes on in order."""
    if game.plan.mode != "alone":
        return
    firsts = 0
    before: int | None = None
    for line in lines:
        found = LINE.fullmatch(line)
        place = places.get(int(found["who"])) if found else None
        if place is not None:
            firsts += before is None
            assert place >= (before or 1), line
            assert before is not None or place == 1, line
        before = place
    assert firsts >= 2, "those with like starts, and everybody else"
