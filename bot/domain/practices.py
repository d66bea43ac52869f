"""Practices: one behaviour with a standard and a schedule, each valid from a day on."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from bot.domain.amounts import Standard, parse_amount, same_unit
from bot.domain.days import DAY, WEEK, Span, monday_of
from bot.domain.errors import Refusal
from bot.domain.ids import CommunityId, PracticeId, SkillId, UserId
from bot.domain.names import same_name
from bot.domain.schedules import Schedule

MAX_ACTIVE = 3


@dataclass(frozen=True, slots=True)
class StandardFrom:
    """A standard and the first day on which it holds."""

    valid_from: date
    standard: Standard


@dataclass(frozen=True, slots=True)
class ScheduleFrom:
    """A schedule and the first day on which it holds: the start, or a Monday."""

    valid_from: date
    schedule: Schedule


@dataclass(frozen=True, slots=True)
class Archive:
    """The days strictly between these two have no verdict; not restored yet where None."""

    archived_on: date
    restored_on: date | None


@dataclass(frozen=True, slots=True)
class Practice:
    """A member's practice with its history. Standards, schedules, archives, rests: oldest first.

    The first standard and the first schedule also hold for every day before them; `why` may be
    empty. `rests` are its own and those from everything; they may overlap.
    """

    id: PracticeId
    community_id: CommunityId
    user_id: UserId
    name: str
    why: str
    skill_id: SkillId | None
    started_on: date
    standards: tuple[StandardFrom, ...]
    schedules: tuple[ScheduleFrom, ...]
    archives: tuple[Archive, ...]
    rests: tuple[Span, ...] = ()

    @property
    def is_archived(self) -> bool:
        """Whether it was archived and not restored since."""
        return bool(self.archives) and self.archives[-1].restored_on is None

    def standard_on(self, day: date) -> Standard:
        """Give the standard by which the day is judged."""
        for version in reversed(self.standards):
            if version.valid_from <= day:
                return version.standard
        return self.standards[0].standard

    def schedule_on(self, day: date) -> Schedule:
        """Give the schedule that holds on the day."""
        for version in reversed(self.schedules):
            if version.valid_from <= day:
                return version.schedule
        return self.schedules[0].schedule

    def covers(self, day: date) -> bool:
        """Whether the day is judged: from the start on, archive and restore days included."""
        if day < self.started_on:
            return False
        for gap in self.archives:
            if gap.archived_on < day and (gap.restored_on is None or day < gap.restored_on):
                return False
        return True

    def rests_on(self, day: date) -> bool:
        """Whether the day lies in a rest."""
        return any(day in rest for rest in self.rests)


@dataclass(eq=False)
class TooManyActive(Refusal):
    """One more practice than `limit` would be active."""

    limit: int


@dataclass(eq=False)
class DuplicateName(Refusal):
    """Another practice of the member has this name."""

    name: str


@dataclass(eq=False)
class AlreadyArchived(Refusal):
    """The practice is archived."""

    name: str


@dataclass(eq=False)
class NotArchived(Refusal):
    """The practice is not archived, so it cannot be restored."""

    name: str


@dataclass(eq=False)
class UnknownPractice(Refusal):
    """The member has no such practice; `names` are those they have, active ones first."""

    text: str
    names: tuple[str, ...]


def pick(practices: Iterable[Practice], text: str) -> Practice:
    """Give the practice whose id or name was typed, an active one before an archived one.

    Raises UnknownPractice.
    """
    known = sorted(practices, key=lambda practice: practice.is_archived)
    wanted = text.strip()
    for practice in known:
        if wanted == str(practice.id):
            return practice
    for practice in known:
        if same_name(wanted, practice.name):
            return practice
    raise UnknownPractice(text, tuple(practice.name for practice in known))


def fitting(practices: tuple[Practice, ...], amount: str, day: date) -> tuple[Practice, ...]:
    """Give those practices that can take the amount as it was typed; all, where none can."""
    return tuple(each for each in practices if _takes(each, amount, day)) or practices


def _takes(practice: Practice, amount: str, day: date) -> bool:
    try:
        parse_amount(amount, practice.standard_on(day))
    except Refusal:
        return False
    return True


def check_room(practices: Iterable[Practice]) -> None:
    """Raise TooManyActive where no further practice may become active beside these."""
    if sum(not practice.is_archived for practice in practices) >= MAX_ACTIVE:
        raise TooManyActive(MAX_ACTIVE)


def check_name(name: str, others: Iterable[Practice]) -> None:
    """Raise DuplicateName where one of the others, archived ones apart, has the name."""
    for other in others:
        if not other.is_archived and same_name(name, other.name):
            raise DuplicateName(other.name)


def with_standard(practice: Practice, standard: Standard, today: date) -> Practice:
    """Give the practice a standard: an easier minimum from today, anything else from tomorrow.

    What was to come later is dropped: the latest decision wins.
    """
    current = practice.standard_on(today)
    harder = not same_unit(standard.unit, current.unit) or standard.minimum > current.minimum
    start = today + DAY if harder else today
    kept = tuple(version for version in practice.standards if version.valid_from < start)
    if kept and kept[-1].standard == standard:
        return replace(practice, standards=kept)
    return replace(practice, standards=(*kept, StandardFrom(start, standard)))


def with_schedule(practice: Practice, schedule: Schedule, today: date) -> Practice:
    """Give the practice a schedule from the next Monday on, or from its start where that is today.

    What was to come later is dropped: the latest decision wins.
    """
    if practice.started_on >= today:
        return replace(practice, schedules=(ScheduleFrom(practice.started_on, schedule),))
    start = monday_of(today) + WEEK
    kept = tuple(version for version in practice.schedules if version.valid_from < start)
    if kept[-1].schedule == schedule:
        return replace(practice, schedules=kept)
    return replace(practice, schedules=(*kept, ScheduleFrom(start, schedule)))


def with_archive(practice: Practice, today: date) -> Practice:
    """Archive the practice; today is still judged. Raises AlreadyArchived."""
    if practice.is_archived:
        raise AlreadyArchived(practice.name)
    return replace(practice, archives=(*practice.archives, Archive(today, None)))


def with_restore(practice: Practice, today: date) -> Practice:
    """Take the practice up again; today is judged. Raises NotArchived.

    Room and name are the caller's to check, with `check_room` and `check_name`.
    """
    if not practice.is_archived:
        raise NotArchived(practice.name)
    last = replace(practice.archives[-1], restored_on=today)
    return replace(practice, archives=(*practice.archives[:-1], last))
