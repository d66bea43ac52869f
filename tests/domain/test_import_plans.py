"""What an import does to practices, row by row."""

from __future__ import annotations

import csv
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from bot.domain.amounts import Standard
from bot.domain.days import ClockSetting, Span
from bot.domain.ids import CommunityId, ImportId, PracticeId, UserId
from bot.domain.import_files import read_sheet
from bot.domain.import_own import read_own
from bot.domain.import_plans import plan_import
from bot.domain.import_standing import FIRST_IMPORTED, ImportPlan, Logged, Standing, named
from bot.domain.imports import Contents, FoundPractice, FoundRow, Source, Why
from bot.domain.members import Member
from bot.domain.practice_files import write_own
from bot.domain.practices import Archive, Practice, ScheduleFrom, StandardFrom
from bot.domain.schedules import TimesAWeek, Weekdays
from bot.domain.settings import Visibility

NOW = datetime(2026, 11, 18, 12, tzinfo=UTC)
TODAY = NOW.date()
DAY = timedelta(days=1)
CLOCK = ClockSetting(datetime(2026, 1, 1, tzinfo=UTC), "Europe/Berlin", 0, zone_chosen=True)
ANNA = Member(
    community_id=CommunityId(1),
    user_id=UserId(11),
    visibility=Visibility.PRIVATE,
    on_boards=False,
    share_conditions=False,
    joined_at=NOW,
    clock=(CLOCK,),
)
MINUTES = Standard(2000, "min")
GUITAR = Practice(
    id=PracticeId(5),
    community_id=CommunityId(1),
    user_id=UserId(11),
    name="Guitar",
    why="",
    skill_id=None,
    started_on=TODAY - 10 * DAY,
    standards=(StandardFrom(TODAY - 10 * DAY, MINUTES),),
    schedules=(ScheduleFrom(TODAY - 10 * DAY, Weekdays(frozenset(range(7)))),),
    archives=(),
)


def found(name: str = "Guitar", *standards: tuple[date, Standard]) -> FoundPractice:
    return FoundPractice(name, standards or ((date(2000, 1, 1), MINUTES),))


def row(day: date, typed: str = "20 min") -> FoundRow:
    return FoundRow(line=2, practice=0, day=day, typed=typed)


def plan(
    *rows: FoundRow,
    known: tuple[Practice, ...] = (GUITAR,),
    practice: FoundPractice | None = None,
    rests: tuple[date, ...] = (),
    logged: Logged | None = None,
) -> ImportPlan:
    contents = Contents(
        Source.OTHER,
        (practice or found(),),
        list(rows),
        [(0, day) for day in rests],
    )
    return plan_import(contents, Standing(ImportId(9), ANNA, known, NOW), logged or Logged())


def test_rows_before_the_start_move_it_and_are_early() -> None:
    planned = plan(row(TODAY - 20 * DAY), row(TODAY - DAY))
    assert [log.day for log in planned.early] == [TODAY - 20 * DAY]
    assert [log.day for log in planned.others] == [TODAY - DAY]
    assert [each.started_on for each in planned.moved] == [TODAY - 20 * DAY]
    (seen,) = planned.dry_run.practices
    assert (seen.starts_earlier, seen.is_new, seen.first) == (True, False, TODAY - 20 * DAY)
    assert planned.early[0].logged_at == datetime(2026, 10, 29, 11, tzinfo=UTC)


def test_rows_of_today_are_not_logged_in_the_future() -> None:
    early = replace(ANNA, clock=(replace(CLOCK, zone="America/New_York"),))
    contents = Contents(Source.OTHER, (found(),), [row(TODAY)])
    (log,) = plan_import(contents, Standing(ImportId(9), early, (GUITAR,), NOW), Logged()).others
    assert log.logged_at == NOW


def test_amounts_that_cannot_be() -> None:
    planned = plan(row(TODAY, "3 pages"), row(TODAY, "much"), row(TODAY, "1e5"), row(TODAY, "done"))
    assert [each.why for each in planned.dry_run.skipped] == [
        Why.WRONG_UNIT,
        Why.WRONG_AMOUNT,
        Why.WRONG_AMOUNT,
    ]
    assert [log.amount for log in planned.others] == [2000]


def test_ids_in_use_are_not_taken_again() -> None:
    (first,) = plan(row(TODAY)).others
    (second,) = plan(row(TODAY), logged=Logged(ids=frozenset({first.id}))).others
    assert first.id != second.id
    assert min(first.id, second.id) >= FIRST_IMPORTED


def test_rest_comes_in_spans_of_thirty_days() -> None:
    known = replace(GUITAR, started_on=TODAY - 100 * DAY, rests=(Span(TODAY - DAY, TODAY - DAY),))
    days = tuple(TODAY - n * DAY for n in (*range(-2, 35), 50, 200))
    rests = plan(known=(known,), rests=days).rests
    assert [each.days for each in rests] == [
        Span(TODAY - 50 * DAY, TODAY - 50 * DAY),
        Span(TODAY - 34 * DAY, TODAY - 5 * DAY),
        Span(TODAY - 4 * DAY, TODAY - 2 * DAY),
        Span(TODAY, TODAY),
    ]
    assert plan(known=(known,), rests=days).dry_run.rest_days == 35
    assert plan(known=(), rests=days).rests == ()


def test_a_new_practice_has_the_rules_of_the_file() -> None:
    start = date(2026, 3, 4)
    practice = FoundPractice(
        "Read",
        ((start - DAY, Standard(1000, "pages")), (start + DAY, Standard(2000, "pages"))),
        ((date(2026, 3, 2), TimesAWeek(2)), (date(2026, 3, 9), TimesAWeek(3))),
    )
    planned = plan(row(start, "12 pages"), row(start + 30 * DAY, "5"), practice=practice)
    (new,) = planned.new
    assert new.started_on == start
    assert new.standards[0] == StandardFrom(start, Standard(1000, "pages"))
    assert new.schedules[1] == ScheduleFrom(date(2026, 3, 9), TimesAWeek(3))
    assert len(planned.early) == 2


def test_two_of_one_name_are_one() -> None:
    contents = Contents(
        Source.LOOP,
        (found("Sit"), found(" SIT ")),
        [row(TODAY), FoundRow(3, 1, TODAY, typed="20 min")],
    )
    planned = plan_import(contents, Standing(ImportId(9), ANNA, (), NOW), Logged())
    assert len(planned.new) == 1
    assert len({log.id for log in planned.early}) == 2


def test_an_active_practice_is_meant_before_an_archived_one() -> None:
    old = replace(GUITAR, id=PracticeId(4), archives=(Archive(TODAY, None),))
    assert named((old, GUITAR), "guitar") == GUITAR
    assert named((GUITAR, old), "4") == old
    assert named((old,), "piano") is None


@given(st.lists(st.tuples(st.integers(-3, 40), st.sampled_from(["20", "25 min", "x"]))))
def test_what_came_in_comes_in_no_more(rows: list[tuple[int, str]]) -> None:
    typed = [row(TODAY - back * DAY, amount) for back, amount in rows]
    first = plan(*typed)
    logs = (*first.early, *first.others)
    counts: dict[tuple[date, int, str], int] = {}
    for log in logs:
        key = (log.day, log.amount, log.note or "")
        counts[key] = counts.get(key, 0) + 1
    assert len({log.id for log in logs}) == len(logs)
    logged = Logged({GUITAR.id: counts}, frozenset(log.id for log in logs))
    again = plan(*typed, known=first.moved or (GUITAR,), logged=logged)
    assert not again.dry_run.adds
    assert again.dry_run.there == len(logs)


def test_our_own_table_holds_rest_and_rules() -> None:
    known = replace(
        GUITAR,
        schedules=(ScheduleFrom(GUITAR.started_on, TimesAWeek(3)),),
        archives=(Archive(TODAY - 2 * DAY, None),),
        rests=(
            Span(TODAY - 20 * DAY, TODAY - 9 * DAY),
            Span(TODAY - 2 * DAY, TODAY - DAY),
        ),
    )
    planned = plan(row(TODAY - 3 * DAY, "12.5 min"), row(TODAY - 4 * DAY, "done"))
    content = write_own((known,), planned.others, TODAY)
    assert content.decode("utf-8-sig").splitlines()[1:3] == [
        "2026-11-08,Guitar,rest,min,20,3x a week,,,,,,,,yes",
        "2026-11-09,Guitar,rest,min,20,3x a week,,,,,,,,yes",
    ]
    contents = read_own(read_sheet(content))
    assert [(day, number) for number, day in contents.rests] == [
        (TODAY - 10 * DAY, 0),
        (TODAY - 9 * DAY, 0),
        (TODAY - 2 * DAY, 0),
    ]
    standing = Standing(ImportId(9), ANNA, (), NOW)
    (copy,) = plan_import(contents, standing, Logged()).new
    assert copy.schedules[0].schedule == TimesAWeek(3)
    assert copy.is_archived


def test_cells_that_run_nowhere_come_back_as_they_were() -> None:
    notes = ("=1", "+1", "-1", "@x", "'=1", "'x", "x", "''")
    logs = [
        replace(log, note=note)
        for note, log in zip(notes, plan(*[row(TODAY)] * len(notes)).others, strict=True)
    ]
    content = write_own((GUITAR,), logs, TODAY)
    assert not any(
        cell.startswith(("=", "+", "-", "@"))
        for cells in csv.reader(content.decode("utf-8-sig").splitlines())
        for cell in cells
    )
    assert sorted(each.note for each in read_own(read_sheet(content)).rows) == sorted(notes)


def test_a_copy_elsewhere_goes_out_as_the_same_file() -> None:
    piano = replace(GUITAR, id=PracticeId(4), name="Piano", archives=(Archive(TODAY, None),))
    logs = plan(row(TODAY), row(TODAY, "9 min"), row(TODAY - DAY), row(TODAY - DAY)).others
    theirs = [replace(log, practice_id=piano.id, note='x, "y"\nz') for log in logs]
    content = write_own((GUITAR, piano), [*logs, *theirs], TODAY)
    # Ids and the order of logs within a day are others in the copy.
    assert write_own((piano, GUITAR), [*theirs, *logs[::-1]], TODAY) == content
    contents = read_own(read_sheet(content))
    copies = plan_import(contents, Standing(ImportId(9), ANNA, (), NOW), Logged())
    assert write_own(copies.new, [*copies.early, *copies.others], TODAY) == content


def test_what_was_never_done_is_named_and_stays_out() -> None:
    planned = plan(practice=found("Piano"), rests=(TODAY,))
    assert planned.dry_run.left_out == ("Piano",)
    assert not planned.new
    assert plan(row(TODAY)).dry_run.left_out == ()
