"""How much of what may go wrong the lives really hold, so that agreeing on it means something."""

from __future__ import annotations

from collections import Counter
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from tests.recount.life import FIRST, JOIN_UNTIL, LAST, ZONES

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from tests.recount.boards import Row
    from tests.recount.books import Books

DAY = timedelta(days=1)
LEAST: Mapping[str, int] = {
    "log": 7_000,
    "logged for an earlier day": 1_000,
    "logged afterwards for a day that counts": 20,
    "undo": 150,
    "restart": 4,
    "move": 8,
    "edit": 5,
    "remove": 1,
    "came back": 20,
    "join, in vain": 2,
    "leave, in vain": 1,
    "renew, in vain": 3,
    "renew": 20,
    "travels on a day that counts": 8,
    "rests on a day that counts": 60,
    "rest": 80,
    "shares a place": 100,
    "behind, and not shown as such": 50,
    "cannot be compared": 30,
    "improved": 50,
    "joined late": 60,
    "joined on the last day": 1,
    "has left": 30,
    "agreed to the harder target": 20,
    "keeps the older target": 20,
    "in a team": 120,
    "grouped": 60,
    "day begins late": 40,
    "teams": 6,
    "ends": 3,
    **{f"in {zone}": 10 for zone in ZONES},
}
"""What there must be at least of each."""


def riches(
    books: Books, ended: dict[str, dict[int, Row]], places: dict[str, dict[int, int]]
) -> Counter[str]:
    """Count what happened, and who is on the boards as they ended."""
    found = Counter(books.done)
    for name, rows in ended.items():
        for who, row in rows.items():
            found.update(_of_one(books, name, who, row))
        sizes = Counter(places[name].values())
        found["shares a place"] += sum(size for size in sizes.values() if size > 1)
        taking = books.games[name].people.values()
        found["has left"] += sum(not each.is_in for each in taking)
        found["teams"] += len({each.team for each in taking} - {None})
    found["ends"] = len({books.settles_at(game) for game in books.games.values()})
    return found


def _of_one(books: Books, name: str, who: int, row: Row) -> Iterator[str]:
    game, clock = books.games[name], books.lives[who].clock[-1]
    taking = game.people[who]
    newest = game.targets[-1][0]
    facts = {
        "travels on a day that counts": row.is_travelling,
        "rests on a day that counts": row.is_resting,
        "behind, and not shown as such": row.improvement is not None and row.improvement < 0,
        "cannot be compared": game.plan.ranking == "improvement" and row.improvement is None,
        "improved": row.improvement is not None and row.improvement > 0,
        "joined late": taking.joined_on > FIRST,
        "joined on the last day": taking.joined_on == JOIN_UNTIL,
        "agreed to the harder target": game.plan.name == "Minutes" and row.target == newest,
        "keeps the older target": row.target < newest,
        "in a team": taking.team is not None,
        "grouped": taking.grouped,
        "day begins late": clock[2] > 0,
        f"in {clock[1]}": True,
    }
    return (fact for fact, is_true in facts.items() if is_true)


def zones_that_change() -> set[str]:
    """Return the zones whose clocks change within the four weeks."""
    return {zone for zone in ZONES if _offset(zone, FIRST) != _offset(zone, LAST + DAY)}


def _offset(zone: str, day: date) -> timedelta | None:
    return datetime.combine(day, time(), ZoneInfo(zone)).utcoffset()
