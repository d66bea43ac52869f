"""Places on a challenge's board: like with like, ties shared, nobody at rest among the ranked."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from fractions import Fraction
from typing import TYPE_CHECKING

from bot.domain.challenge_boards import Band, Board, Group, Line, Phase, Standing, Together
from bot.domain.challenge_teams import teams
from bot.domain.challenges import Challenge, Mode, Ranking, Terms

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from bot.domain.challenge_days import Facts
    from bot.domain.challenge_progress import Progress

YEARS = 3
FEWEST_IN_A_BAND = 2


def board(challenge: Challenge, terms: Terms, lines: Sequence[Line], today: date) -> Board:
    """Put everybody's lines together; they come in the order of joining.

    ``terms`` are those that the board shows, ``today`` is the community's day.
    """
    days = [each.progress.today for each in lines]
    is_over = all(challenge.is_over_on(day) for day in days or [today])
    is_together = challenge.mode is Mode.TOGETHER
    return Board(
        challenge=challenge,
        terms=terms,
        phase=phase(challenge, [*days, today], is_over=is_over),
        is_over=is_over,
        groups=groups(challenge, lines),
        on_the_way=_all_that_are(Standing.ON_THE_WAY, lines),
        resting=_all_that_are(Standing.RESTING, lines),
        new=_all_that_are(Standing.NEW, lines),
        nothing_yet=_all_that_are(Standing.NOTHING_YET, lines),
        teams=teams(lines) if challenge.mode is Mode.TEAMS else (),
        together=_together(terms, lines) if is_together else None,
    )


def phase(challenge: Challenge, days: Sequence[date], *, is_over: bool) -> Phase:
    """Tell where a challenge is; ``days`` are today for everybody in it and the community."""
    if is_over or not challenge.is_open:
        return Phase.OVER
    if max(days) < challenge.first_day:
        return Phase.BEFORE
    return Phase.GRACE if min(days) > challenge.last_day else Phase.RUNNING


def line(challenge: Challenge, facts: Facts, progress: Progress) -> Line:
    """Give one participant's line, without a place yet."""
    return Line(
        user_id=facts.participant.user_id,
        standing=standing(challenge, progress),
        progress=progress,
        weeks=weeks(facts),
        team=facts.participant.team,
        band=band(challenge, facts),
    )


def standing(challenge: Challenge, progress: Progress) -> Standing:
    """Tell whether somebody is ranked, or why not."""
    if challenge.mode is Mode.TOGETHER:
        return Standing.TOGETHER
    if progress.is_resting:
        return Standing.RESTING
    if progress.compared and progress.compared.baseline is None:
        return Standing.NEW
    number = _number(challenge, progress)
    if progress.today < progress.first or number is None:
        return Standing.NOTHING_YET
    if number < 0 or (number == 0 and challenge.ranking is Ranking.TARGET):
        return Standing.ON_THE_WAY
    return Standing.RANKED


def weeks(facts: Facts) -> int:
    """Count the whole weeks since the oldest active practice began, at least one."""
    practices = (each.history.practice for each in facts.practised)
    starts = (each.started_on for each in practices if not each.is_archived)
    return max(1, (facts.today - min(starts, default=facts.today)).days // 7)


def band(challenge: Challenge, facts: Facts) -> Band | None:
    """Tell how long somebody had practised on the first day, where they want to be grouped."""
    since = facts.since
    if not facts.participant.grouped or since is None:
        return None
    if _years(since, challenge.first_day) < 1:
        return Band.UNDER_A_YEAR
    if _years(since, challenge.first_day) < YEARS:
        return Band.ONE_TO_THREE_YEARS
    return Band.LONGER


def groups(challenge: Challenge, lines: Sequence[Line]) -> tuple[Group, ...]:
    """Group the ranked lines and give them their places; ``lines`` are in the order of joining.

    A band with a single one of them joins the rest, so that nobody is first among nobody.
    """
    if challenge.mode is Mode.TOGETHER:
        return (Group(None, tuple(lines)),) if lines else ()
    ranked = [each for each in lines if each.standing is Standing.RANKED]
    sizes = Counter(each.band for each in ranked)
    large = [each for each in Band if sizes[each] >= FEWEST_IN_A_BAND]
    found: list[Group] = []
    for wanted in (*large, None):
        inside = [each for each in ranked if (each.band if each.band in large else None) is wanted]
        if inside:
            found.append(Group(wanted, places(challenge, inside)))
    return tuple(found)


def places(challenge: Challenge, lines: Iterable[Line]) -> tuple[Line, ...]:
    """Order lines by the number that is shown; equal numbers share a place: 1, 1, 3.

    Within a place the order stays as it was.
    """
    numbers = {each.user_id: _number(challenge, each.progress) or 0 for each in lines}
    ordered = sorted(lines, key=lambda each: -numbers[each.user_id])
    first_with: dict[int, int] = {}
    for place, each in enumerate(ordered, 1):
        first_with.setdefault(numbers[each.user_id], place)
    return tuple(replace(each, place=first_with[numbers[each.user_id]]) for each in ordered)


def _all_that_are(standing_: Standing, lines: Iterable[Line]) -> tuple[Line, ...]:
    return tuple(each for each in lines if each.standing is standing_)


def _together(terms: Terms, lines: Sequence[Line]) -> Together:
    done = sum(each.done for each in lines)
    return Together(done, terms.target, min(Fraction(1), Fraction(done, terms.target)))


def _number(challenge: Challenge, progress: Progress) -> int | None:
    if challenge.ranking is Ranking.IMPROVEMENT:
        return progress.improvement
    return progress.percent


def _years(since: date, day: date) -> int:
    """Count whole years."""
    return day.year - since.year - ((day.month, day.day) < (since.month, since.day))
