"""Teams: drawn balanced, and a number in which nobody weighs more than their own share."""

from __future__ import annotations

from collections import Counter, defaultdict
from fractions import Fraction
from typing import TYPE_CHECKING

from bot.domain.challenge_boards import Line, TeamLine
from bot.domain.challenge_progress import blocks_of
from bot.domain.days import DAY

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from bot.domain.challenge_days import Facts
    from bot.domain.challenges import Challenge, Participant
    from bot.domain.ids import UserId

DRAW_DAYS = 28
UNKNOWN_PERCENT = 50
FEWEST_IN_A_TEAM = 2


def draw(challenge: Challenge, everybody: Iterable[Facts]) -> dict[UserId, int]:
    """Draw teams of like strength by what each kept of the plan in the four weeks before.

    The strongest go one to a team, the next ones in the opposite order, and so on; whoever has no
    plan behind them counts as average. There are never so many teams that each has only one.
    """
    strengths = {facts.participant: strength(challenge, facts) for facts in everybody}
    ordered = sorted(strengths, key=lambda each: (-strengths[each], each.joined_at, each.user_id))
    count = min(challenge.teams, max(1, len(ordered) // FEWEST_IN_A_TEAM))
    drawn: dict[UserId, int] = {}
    for number, participant in enumerate(ordered):
        turn, step = divmod(number, count)
        drawn[participant.user_id] = count - step if turn % 2 else step + 1
    return drawn


def strength(challenge: Challenge, facts: Facts) -> int:
    """Give the whole percent of blocks kept in the 28 days before the first day."""
    first = challenge.first_day
    percent = blocks_of(facts, first - DRAW_DAYS * DAY, first - DAY).percent
    return UNKNOWN_PERCENT if percent is None else percent


def team_for_late(participants: Iterable[Participant]) -> int:
    """Give the team for whoever joins after the draw: the smallest, then the lowest number.

    ``participants`` are all rows of the challenge, those who left among them.
    """
    everybody = list(participants)
    sizes = Counter(each.team for each in everybody if each.takes_part)
    numbers = {each.team for each in everybody if each.team is not None}
    return min(numbers, key=lambda number: (sizes[number], number), default=1)


def teams(lines: Iterable[Line]) -> tuple[TeamLine, ...]:
    """Give the teams in order, ties by whole percent sharing a place; then those without one."""
    members: defaultdict[int, list[Line]] = defaultdict(list)
    for each in lines:
        if each.team is not None:
            members[each.team].append(each)
    return _placed(members)


def mean_share(lines: Sequence[Line]) -> Fraction | None:
    """Give the mean of the shares; those without one are left out."""
    shares = [each.share for each in lines if each.share is not None]
    return sum(shares, Fraction()) / len(shares) if shares else None


def _placed(members: Mapping[int, list[Line]]) -> tuple[TeamLine, ...]:
    found = [
        TeamLine(number, None, mean_share(lines), tuple(lines))
        for number, lines in sorted(members.items())
    ]
    ranked = sorted(
        (team for team in found if team.percent is not None),
        key=lambda team: -(team.percent or 0),
    )
    first_with: dict[int | None, int] = {}
    for place, team in enumerate(ranked, 1):
        first_with.setdefault(team.percent, place)
    return tuple(
        TeamLine(team.number, first_with[team.percent], team.share, team.lines) for team in ranked
    ) + tuple(team for team in found if team.percent is None)
