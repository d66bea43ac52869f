"""What bringing a file in does to a member's practices, worked out before anything is done."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from bot.domain.amounts import limit, parse_amount
from bot.domain.days import DAY, Span
from bot.domain.errors import Refusal
from bot.domain.ids import LogId, PracticeId, RestId
from bot.domain.import_standing import ImportPlan, LogKey, named, stable_id
from bot.domain.imports import EARLIEST, MOST_TOLD, DryRun, PracticeSeen, Skipped, Why
from bot.domain.logs import Log
from bot.domain.names import name_key
from bot.domain.practices import MAX_ACTIVE, Archive, Practice, ScheduleFrom, StandardFrom
from bot.domain.rests import Rest
from bot.domain.schedules import EVERY_DAY, Weekdays
from bot.domain.units import same_unit

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from bot.domain.amounts import Standard
    from bot.domain.import_standing import Logged, Standing
    from bot.domain.imports import Contents, FoundPractice, FoundRow

LONGEST_REST = 30
_NOON = time(12)


@dataclass(slots=True)
class _Target:
    """A practice of the file with what comes to it; ``practice`` is as it would be judged."""

    practice: Practice
    is_new: bool
    wants_archive: bool = False
    seen: Counter[LogKey] = field(default_factory=Counter[LogKey])
    logs: list[Log] = field(default_factory=list[Log])
    rest_days: set[date] = field(default_factory=set[date])


def plan_import(contents: Contents, standing: Standing, logged: Logged) -> ImportPlan:
    """Work out what bringing these contents in would do."""
    return _Planner(contents, standing, logged).plan()


class _Planner:
    def __init__(self, contents: Contents, standing: Standing, logged: Logged) -> None:
        self._contents = contents
        self._standing = standing
        self._logged = logged
        self._today = standing.today
        self._zone = ZoneInfo(standing.member.zone)
        self._skipped = list(contents.skipped)
        self._there = 0
        self._amounts: dict[tuple[str, Standard], int | Why] = {}
        # Two of one name are one practice.
        self._by_name: dict[str, _Target] = {}
        self._targets = [self._target(*each) for each in enumerate(contents.practices)]

    def plan(self) -> ImportPlan:
        for row in self._contents.rows:
            self._add_row(self._targets[row.practice], row)
        for number, day in self._contents.rests:
            self._targets[number].rest_days.add(day)
        room = MAX_ACTIVE - sum(not each.is_archived for each in self._standing.practices)
        before = {each.id: each for each in self._standing.practices}
        done = list(self._finished(room))
        early = [log for each in done for log in each.logs if _is_early(log, before)]
        others = [log for each in done for log in each.logs if not _is_early(log, before)]
        rests = tuple(self._rests(done))
        return ImportPlan(
            dry_run=self._dry_run(done, rests, before),
            new=tuple(each.practice for each in done if each.is_new),
            moved=tuple(
                each.practice
                for each in done
                if not each.is_new and each.practice != before[each.practice.id]
            ),
            early=tuple(early),
            others=tuple(others),
            rests=rests,
        )

    def _target(self, number: int, found: FoundPractice) -> _Target:
        key = name_key(found.name)
        if key not in self._by_name:
            self._by_name[key] = self._new_target(number, found)
        return self._by_name[key]

    def _new_target(self, number: int, found: FoundPractice) -> _Target:
        known = named(self._standing.practices, found.name)
        if known:
            return _Target(known, is_new=False)
        member = self._standing.member
        schedules = found.schedules or ((EARLIEST, Weekdays(EVERY_DAY)),)
        practice = Practice(
            id=PracticeId(stable_id("practice", self._standing.import_id, number)),
            community_id=member.community_id,
            user_id=member.user_id,
            name=found.name,
            why="",
            skill_id=None,
            started_on=EARLIEST,
            standards=tuple(StandardFrom(*each) for each in found.standards),
            schedules=tuple(ScheduleFrom(*each) for each in schedules),
            archives=(),
        )
        return _Target(practice, is_new=True, wants_archive=found.archived)

    def _add_row(self, target: _Target, row: FoundRow) -> None:
        practice = target.practice
        amount = self._wrong_day(practice, row.day) or self._amount(
            row, practice.standard_on(row.day)
        )
        if isinstance(amount, Why):
            told = row.typed if amount in {Why.WRONG_AMOUNT, Why.WRONG_UNIT} else str(row.day)
            self._skipped.append(Skipped(line=row.line, why=amount, text=told or row.unit))
            return
        key = (row.day, amount, row.note)
        target.seen[key] += 1
        if target.seen[key] <= self._logged.counts.get(practice.id, {}).get(key, 0):
            self._there += 1
        else:
            target.logs.append(self._log(practice, row, amount, target.seen[key]))

    def _wrong_day(self, practice: Practice, day: date) -> Why | None:
        if day > self._today:
            return Why.FUTURE
        if day < EARLIEST:
            return Why.TOO_OLD
        is_gap = day >= practice.started_on and not practice.covers(day)
        return Why.ARCHIVED_THEN if is_gap else None

    def _amount(self, row: FoundRow, standard: Standard) -> int | Why:
        if row.typed:
            key = (row.typed, standard)
            if key not in self._amounts:
                self._amounts[key] = _read_amount(*key)
            return self._amounts[key]
        if row.amount is None:
            return standard.minimum
        if row.unit != standard.unit and not same_unit(row.unit, standard.unit):
            return Why.WRONG_UNIT
        return row.amount if row.amount <= limit(standard.unit) else Why.WRONG_AMOUNT

    def _log(self, practice: Practice, row: FoundRow, amount: int, nth: int) -> Log:
        whose = (practice.community_id, practice.user_id, practice.id)
        log_id = stable_id(*whose, row.day, amount, row.note, nth)
        while log_id in self._logged.ids:
            nth += 1
            log_id = stable_id(*whose, row.day, amount, row.note, nth)
        noon = datetime.combine(row.day, _NOON, self._zone)
        return Log(
            id=LogId(log_id),
            community_id=practice.community_id,
            user_id=practice.user_id,
            practice_id=practice.id,
            day=row.day,
            amount=amount,
            note=row.note or None,
            where=row.where or None,
            focus=row.focus or None,
            felt=row.felt,
            lesson=row.lesson or None,
            link=row.link or None,
            proof=None,
            logged_at=min(noon, self._standing.now),
            backfilled=row.backfilled,
        )

    def _finished(self, room: int) -> Iterator[_Target]:
        """Give what something comes to, or was, with the practices as they will be."""
        for target in self._by_name.values():
            if target.is_new and not target.logs:
                continue
            if not target.is_new:
                first = min((log.day for log in target.logs), default=self._today)
                started = min(target.practice.started_on, first)
                target.practice = replace(target.practice, started_on=started)
            else:
                is_archived = target.wants_archive or room <= 0
                room -= not is_archived
                target.practice = _begun(target, is_archived=is_archived)
            yield target

    def _rests(self, targets: Iterable[_Target]) -> Iterator[Rest]:
        for target in targets:
            for span in _spans(sorted(self._new_rest_days(target))):
                yield Rest(
                    id=RestId(stable_id("rest", target.practice.id, span.first, span.last)),
                    community_id=target.practice.community_id,
                    user_id=target.practice.user_id,
                    practice_id=target.practice.id,
                    days=span,
                    is_pause=False,
                    taken_at=self._standing.now,
                    answered_at=self._standing.now,
                )

    def _new_rest_days(self, target: _Target) -> Iterator[date]:
        practice = target.practice
        for day in target.rest_days:
            if day <= self._today and practice.covers(day) and not practice.rests_on(day):
                yield day

    def _dry_run(
        self, targets: list[_Target], rests: tuple[Rest, ...], before: Mapping[PracticeId, Practice]
    ) -> DryRun:
        resting = Counter[PracticeId | None]()
        for rest in rests:
            resting[rest.practice_id] += rest.days.length
        reasons = Counter(each.why for each in self._skipped)
        told = sorted(self._skipped, key=lambda each: each.line)[:MOST_TOLD]
        return DryRun(
            source=self._contents.source,
            practices=tuple(_seen(each, before, resting[each.practice.id]) for each in targets),
            there=self._there,
            reasons=tuple(reasons.most_common()),
            skipped=tuple(told),
            left_out=tuple(
                each.practice.name
                for each in self._by_name.values()
                if each.is_new and not each.logs
            ),
        )


def _is_early(log: Log, before: Mapping[PracticeId, Practice]) -> bool:
    return log.practice_id not in before or log.day < before[log.practice_id].started_on


def _read_amount(typed: str, standard: Standard) -> int | Why:
    try:
        return parse_amount(typed, standard)
    except Refusal as refusal:
        wanted = getattr(refusal, "wanted", None)
        return Why.WRONG_UNIT if wanted else Why.WRONG_AMOUNT


def _begun(target: _Target, *, is_archived: bool) -> Practice:
    """Begin a new practice on its first day, with the rules that were told for it."""
    days = [log.day for log in target.logs]
    first, practice = min(days), target.practice
    archives = (Archive(max(days), None),) if is_archived else ()
    return replace(
        practice,
        started_on=first,
        standards=(
            StandardFrom(first, practice.standard_on(first)),
            *(each for each in practice.standards if each.valid_from > first),
        ),
        schedules=(
            ScheduleFrom(first, practice.schedule_on(first)),
            *(each for each in practice.schedules if each.valid_from > first),
        ),
        archives=archives,
    )


def _spans(days: list[date]) -> Iterator[Span]:
    """Put days in a row together, thirty at most."""
    first = last = None
    for day in days:
        if first and last and day == last + DAY and (day - first).days < LONGEST_REST:
            last = day
            continue
        if first and last:
            yield Span(first, last)
        first = last = day
    if first and last:
        yield Span(first, last)


def _seen(target: _Target, before: Mapping[PracticeId, Practice], rest_days: int) -> PracticeSeen:
    practice = target.practice
    standard = practice.standards[-1].standard
    known = before.get(practice.id)
    return PracticeSeen(
        name=practice.name,
        minimum=standard.minimum,
        unit=standard.unit,
        is_new=target.is_new,
        archived=practice.is_archived,
        logs=len(target.logs),
        rest_days=rest_days,
        first=min((log.day for log in target.logs), default=None),
        starts_earlier=known is not None and practice.started_on < known.started_on,
    )
