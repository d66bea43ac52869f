"""Teams: drawn balanced, and a number in which nobody weighs more than their own share."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import replace
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
    count = _count(challenge, len(ordered))
    drawn: dict[UserId, int] = {}
    for number, participant in enumerate(ordered):
        turn, step = divmod(number, count)
        drawn[participant.user_id] = count - step if turn % 2 else step + 1
    return drawn


def placed(
    challenge: Challenge, everybody: Iterable[Participant], drawn: Mapping[UserId, int]
) -> tuple[Participant, ...]:
    """Give those who have a team with it; who joined since the draw goes where late ones go."""
    found = [replace(each, team=drawn.get(each.user_id)) for each in everybody]
    for at, each in enumerate(found):
        if each.takes_part and each.team is None:
            found[at] = replace(each, team=team_for_late(challenge, found))
    return tuple(each for each in found if each.team is not None)


def strength(challenge: Challenge, facts: Facts) -> int:
    """Give the whole percent of blocks kept in the 28 days before the first day."""
    first = challenge.first_day
    percent = blocks_of(facts, first - DRAW_DAYS * DAY, first - DAY).percent
    return UNKNOWN_PERCENT if percent is None else percent


def team_for_late(challenge: Challenge, participants: Iterable[Participant]) -> int:
    """Give the team for whoever joins after the draw: the smallest, then the lowest number.

    Where few were there to be drawn, another team begins as soon as there are two for each.
    ``participants`` are all rows of the challenge, those who left among them.
    """
    drawn = [each for each in participants if each.team is not None]
    sizes = Counter(each.team for each in drawn if each.takes_part)
    numbers = {each.team for each in drawn}
    if len(numbers) < _count(challenge, sizes.total() + 1):
        return min(set(range(1, challenge.teams + 1)) - numbers)
    return min((each.team or 1 for each in drawn), key=lambda number: (sizes[number], number))


def _count(challenge: Challenge, people: int) -> int:
    """Give how many teams there are for so many: never so many that each has only one."""
    return min(challenge.teams, max(1, people // FEWEST_IN_A_TEAM))


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
