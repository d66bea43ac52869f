"""What the streak post tells: the plan kept together, comebacks, improvements and runs.

Sums are told from five members on, and private members stand in them in whole fives: the numbers
of open ones can be taken away, and nobody can be read out of what is left. Named are open members
alone, and with numbers only those of them who chose to be on boards.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from bot.domain.adherence import Adherence, adherence_of_days
from bot.domain.days import DAY
from bot.domain.improvement import WEEKS_BEFORE, improvement
from bot.domain.settings import Visibility
from bot.domain.sums import FEWEST, whole_fives

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from bot.domain.days import Week
    from bot.domain.ids import UserId
    from bot.domain.members import Member
    from bot.domain.practices import Practice
    from bot.domain.summaries import Summary
    from bot.domain.verdicts import Record

SPAN_DAYS = 7
LOOK_BACK = timedelta(days=SPAN_DAYS + 7 * WEEKS_BEFORE + 7)
SHORTEST_RUN = 3
MOST_IMPROVED = 5
MOST_RUNS = 10
MOST_NAMED = 10


@dataclass(frozen=True, slots=True)
class PracticeWeek:
    """The seven days of one practice; ``improvement`` in percentage points, None where new."""

    practice: Practice
    first: date
    last: date
    adherence: Adherence
    improvement: float | None
    days_logged: int


@dataclass(frozen=True, slots=True)
class OwnWeek:
    """A member's own seven days behind a streak post, both days included."""

    first: date
    last: date
    practices: tuple[PracticeWeek, ...]


class PracticeNumbers(NamedTuple):
    """Where one practice of a member stands at the time of the post."""

    week: PracticeWeek
    streak: int
    percent: int | None
    """Of the last 28 days."""
    came_back: int
    """How often within the seven days."""
    is_resting: bool = False
    """On the day of the post."""


_Standings: TypeAlias = "tuple[Member, Sequence[PracticeNumbers]]"


class Improved(NamedTuple):
    """A member on the boards who kept more of the plan than before, by whole points."""

    user_id: UserId
    practice: str
    points: int
    is_resting: bool = False


class Run(NamedTuple):
    """A member on the boards whose streak is alive; ``percent`` of the last 28 days."""

    user_id: UserId
    practice: str
    days: int
    percent: int
    is_resting: bool = False


@dataclass(frozen=True, slots=True)
class StreakPost:
    """All that one streak post says.

    ``together``, ``comebacks`` and ``practised`` (members who logged) are None below five members;
    ``came_back`` are the open members among those who did.
    """

    week: Week
    is_first: bool
    is_silent: bool
    together: Adherence | None
    comebacks: int | None
    practised: int | None
    came_back: tuple[UserId, ...]
    improved: tuple[Improved, ...]
    runs: tuple[Run, ...]


def span(today: date) -> tuple[date, date]:
    """Give the first and last of the seven days to yesterday."""
    return today - timedelta(days=SPAN_DAYS), today - timedelta(days=1)


def look_back(practice: Practice, record: Record, today: date) -> PracticeWeek:
    """Sum up the seven days to yesterday; the record must begin `LOOK_BACK` before today."""
    first, last = span(today)
    adherence = adherence_of_days(record, practice, first, last)
    logged = sum(first <= day.day <= last and day.amount > 0 for day in record.days)
    return PracticeWeek(
        practice=practice,
        first=first,
        last=last,
        adherence=adherence,
        improvement=improvement(adherence, record, first),
        days_logged=logged,
    )


def numbers_of(week: PracticeWeek, summary: Summary) -> PracticeNumbers:
    """Put the seven days beside the numbers on display."""
    came_back = sum(week.first <= comeback.day <= week.last for comeback in summary.comebacks)
    is_resting = week.practice.rests_on(week.last + DAY)
    streak, percent = summary.streak.current, summary.adherence.percent
    return PracticeNumbers(week, streak, percent, came_back, is_resting)


def tell(week: Week, members: Sequence[_Standings], *, is_first: bool) -> StreakPost:
    """Choose what a community's post says about these members."""
    taking_part = [each for each in members if any(_counts(standing) for standing in each[1])]
    practised = [each for each in taking_part if any(at.week.days_logged for at in each[1])]
    has_sums = len(_told(taking_part)) >= FEWEST
    return StreakPost(
        week=week,
        is_first=is_first,
        is_silent=not practised,
        together=_together(_told(taking_part)) if has_sums else None,
        comebacks=_comebacks(taking_part) if has_sums else None,
        practised=_in_fives(practised) if has_sums else None,
        came_back=tuple(
            member.user_id
            for member, numbers in taking_part
            if _is_open(member) and any(at.came_back for at in numbers)
        ),
        improved=_improved(taking_part),
        runs=_runs(taking_part),
    )


def is_on_boards(member: Member) -> bool:
    """Tell whether posts may name this member with numbers."""
    return member.on_boards and _is_open(member)


def _counts(at: PracticeNumbers) -> bool:
    return at.week.adherence.planned > 0 or at.week.days_logged > 0


def _told(members: Iterable[_Standings]) -> list[_Standings]:
    """Leave private members out where they are too few for a sum of their own."""
    known = list(members)
    private = [each for each in known if not _is_open(each[0])]
    return known if len(private) >= FEWEST else [each for each in known if _is_open(each[0])]


def _in_fives(members: Sequence[_Standings]) -> int:
    named = sum(_is_open(member) for member, _ in members)
    return named + whole_fives(len(members) - named)


def _comebacks(members: Iterable[_Standings]) -> int:
    back = [each for each in members if any(at.came_back for at in each[1])]
    times = [(sum(at.came_back for at in numbers), _is_open(who)) for who, numbers in _told(back)]
    named = sum(number for number, is_open in times if is_open)
    return named + whole_fives(sum(number for number, is_open in times if not is_open))


def _is_open(member: Member) -> bool:
    return member.visibility is Visibility.OPEN


def _together(members: Iterable[_Standings]) -> Adherence:
    weeks = [at.week.adherence for _, numbers in members for at in numbers]
    return Adherence(sum(each.kept for each in weeks), sum(each.planned for each in weeks))


def _improved(members: Iterable[_Standings]) -> tuple[Improved, ...]:
    """Give everybody's best improvement, the largest first."""
    best: list[Improved] = []
    for member, numbers in members:
        gains = [
            Improved(
                user_id=member.user_id,
                practice=at.week.practice.name,
                points=round(at.week.improvement or 0),
                is_resting=at.is_resting,
            )
            for at in numbers
        ]
        largest = max(gains, key=lambda gain: gain.points, default=None)
        if largest and largest.points > 0 and is_on_boards(member):
            best.append(largest)
    return tuple(sorted(best, key=lambda gain: (-gain.points, gain.user_id))[:MOST_IMPROVED])


def _runs(members: Iterable[_Standings]) -> tuple[Run, ...]:
    """Give everybody's best run, ordered by the plan kept: totals rank nobody."""
    best: list[Run] = []
    for member, numbers in members:
        alive = [
            Run(member.user_id, at.week.practice.name, at.streak, at.percent, at.is_resting)
            for at in numbers
            if at.streak >= SHORTEST_RUN and at.percent is not None
        ]
        if alive and is_on_boards(member):
            best.append(max(alive, key=lambda run: (run.percent, run.days)))
    return tuple(sorted(best, key=lambda run: (-run.percent, -run.days, run.user_id))[:MOST_RUNS])
