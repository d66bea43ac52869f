"""Boards and lines as cards show them, without storage behind them."""

from __future__ import annotations

from datetime import UTC, date, datetime
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from bot.domain.challenge_boards import Board, Group, Line, Phase, Standing
from bot.domain.challenge_progress import Progress
from bot.domain.challenges import Challenge, Measure, Mode, Ranking, Terms
from bot.domain.days import DAY
from bot.domain.ids import ChallengeId, CommunityId, UserId
from tests.support.members import readable, walk

if TYPE_CHECKING:
    from bot.render.card import Card

MONDAY = date(2026, 11, 23)
LARGEST = 2**63 - 1


def challenge(**changes: Any) -> Challenge:
    values: dict[str, Any] = {
        "id": ChallengeId(LARGEST),
        "community_id": CommunityId(1),
        "created_by": UserId(1),
        "title": "Show-up week",
        "story": "",
        "measure": Measure.DAYS,
        "mode": Mode.ALONE,
        "ranking": Ranking.TARGET,
        "first_day": MONDAY,
        "last_day": MONDAY + 6 * DAY,
        "join_until": MONDAY + 2 * DAY,
        "terms": (Terms(1, 5, 0, MONDAY),),
        "created_at": datetime(2026, 11, 18, tzinfo=UTC),
    }
    return Challenge(**{**values, **changes})


def progress(**changes: Any) -> Progress:
    values: dict[str, Any] = {
        "first": MONDAY,
        "last": MONDAY + 6 * DAY,
        "today": MONDAY + 3 * DAY,
        "terms": Terms(1, 5, 0, MONDAY),
        "done": 4,
        "needed": 5,
        "eligible": 7,
        "share": Fraction(4, 5),
        "counted": (MONDAY,),
        "held": (),
        "breaks_taken": 0,
        "planned": 0,
        "compared": None,
    }
    return Progress(**{**values, **changes})


def line(
    user: int = 11,
    standing: Standing = Standing.RANKED,
    *,
    place: int | None = 1,
    team: int | None = None,
    **changes: Any,
) -> Line:
    """Return the line of somebody in their sixth week, unless told."""
    weeks = changes.pop("weeks", 6)
    made = progress(**changes)
    return Line(
        user_id=UserId(user), standing=standing, progress=made, weeks=weeks, place=place, team=team
    )


def board(of: Challenge, *lines: Line, **changes: Any) -> Board:
    values: dict[str, Any] = {
        "challenge": of,
        "terms": of.newest_terms,
        "phase": Phase.RUNNING,
        "is_over": False,
        "groups": (Group(None, lines),) if lines else (),
    }
    return Board(**{**values, **changes})


def text_of(card: Card) -> str:
    return readable(list(walk(card.to_components())))


def length(card: Card) -> int:
    """Count as Discord does: all text displays of a card together."""
    parts = list(walk(card.to_components()))
    assert len(parts) <= 40
    return sum(len(each.get("content") or "") for each in parts)


def thousand(**changes: Any) -> list[Line]:
    widest = {"done": 10_000_000_00, "needed": 10_000_000_00, "weeks": 10_000, **changes}
    return [line(LARGEST - number, place=1 + number, **widest) for number in range(1_000)]
