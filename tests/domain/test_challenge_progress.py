"""What is done and needed, measure by measure, on drawn weeks."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import pytest

from bot.domain.amounts import Standard
from bot.domain.challenge_days import Mark
from bot.domain.challenge_progress import terms_for
from bot.domain.challenges import Measure, Mode, Terms
from bot.domain.practices import Archive, StandardFrom
from bot.domain.verdicts import DayLog, Span
from tests.domain.challenging import FIRST, LAST, challenge, drawn, facts, participant, reached
from tests.domain.drawing import START, day


@pytest.mark.parametrize(
    ("week", "breaks", "done", "needed", "taken"),
    [
        (".", 0, 0, 5, 0),
        ("#", 0, 1, 5, 0),
        ("##.#..#", 0, 4, 5, 0),
        ("oob.m..", 0, 4, 5, 0),  # any amount counts
        ("##.#..#", 1, 4, 5, 1),  # 5 * 6 / 7, rounded up
        ("##.#..#", 2, 4, 4, 2),  # 5 * 5 / 7
        ("#######", 2, 7, 4, 2),  # left out without being used
        ("#......", 2, 1, 4, 2),
        ("#.", 6, 1, 1, 6),  # 5 * 1 / 7, from the first day on
        ("##r#r.#", 0, 4, 4, 0),  # held days are not needed
        ("##t#t.#", 1, 4, 3, 1),  # 5 * 4 / 7
        ("rrrrr..", 1, 0, 1, 1),
        ("rrrrr..", 6, 0, 1, 1),  # one of the days that are not held stays
        ("RR.....", 0, 2, 4, 0),  # practised all the same: it counts, and asks for nothing
        ("rrrrrrr", 3, 0, 0, 0),
        ("rrrrrr.", 0, 0, 1, 0),
    ],
)
def test_days(week: str, breaks: int, done: int, needed: int, taken: int) -> None:
    found = reached(challenge(breaks=breaks), facts(drawn(week)))
    assert (found.done, found.needed, found.breaks_taken) == (done, needed, taken)
    assert found.share == (min(Fraction(1), Fraction(done, needed)) if needed else None)
    assert found.eligible == 7 - len(found.held) - taken


def test_a_share_is_a_whole_only_when_the_target_is_reached() -> None:
    long = challenge(target=7 * 43, last_day=day(35 + 7 * 43 - 1))
    assert reached(long, facts(drawn("#" * (7 * 43 - 1)))).percent == 99
    assert reached(long, facts(drawn("#" * (7 * 43)))).percent == 100
    assert reached(challenge(target=2), facts(drawn("#####"))).share == 1


@pytest.mark.parametrize(
    ("joined", "taken", "eligible", "needed"),
    [
        (30, 1 + 3 + 1, 6, 6),  # 10 * 6 / 11
        (41, 0 + 3 + 1, 6, 6),
        (44, 3 + 1, 3, 3),  # 10 * 3 / 11
        (50, 0, 1, 1),
    ],
)
def test_breaks_are_by_the_week_and_leave_a_day_of_each(
    joined: int, taken: int, eligible: int, needed: int
) -> None:
    # Saturday and Sunday, a whole week, Monday and Tuesday.
    long = challenge(target=10, breaks=3, first_day=day(40), last_day=day(50))
    late = facts(drawn("#" * 16), participant=participant(joined_on=day(joined)))
    found = reached(long, late)
    assert (found.breaks_taken, found.eligible, found.needed) == (taken, eligible, needed)
    early = facts(today=day(30), participant=participant(joined_on=day(joined)))
    assert reached(long, early).breaks_taken == taken


@pytest.mark.parametrize(("joined", "done", "needed"), [(35, 5, 5), (36, 4, 5), (38, 2, 3)])
def test_late_joiners_count_from_joining(joined: int, done: int, needed: int) -> None:
    late = participant(joined_on=day(joined))
    found = reached(challenge(), facts(drawn("#####.."), participant=late))
    assert (found.first, found.done, found.needed) == (day(joined), done, needed)


def test_rest_planned_ahead_is_not_needed() -> None:
    planned = replace(drawn("##"), rests=(Span(day(37), day(60)),))
    found = reached(challenge(), facts(planned))
    assert found.held == tuple(day(number) for number in range(37, 42))
    assert (found.eligible, found.needed, found.is_resting) == (2, 2, False)
    archived = replace(planned.practice, archives=(Archive(day(36), None),))
    assert not reached(challenge(), facts(replace(planned, practice=archived))).held


def test_a_day_is_held_only_where_every_practice_rests() -> None:
    both = facts(drawn("#rr"), drawn("#r."))
    assert reached(challenge(), both).held == (day(36),)


def test_nobody_without_a_practice_is_at_rest() -> None:
    found = reached(challenge(breaks=1), facts(today=day(37)))
    assert (found.done, found.needed, found.breaks_taken, found.held) == (0, 5, 1, ())


def test_somebody_who_joined_after_the_last_day_of_a_shortened_challenge_rests() -> None:
    late = participant(joined_on=day(42))
    for measure in (Measure.DAYS, Measure.BLOCKS):
        found = reached(challenge(measure, breaks=1), facts(drawn("########"), participant=late))
        assert (found.done, found.needed, found.share) == (0, 0, None)
        assert found.is_resting


@pytest.mark.parametrize(
    ("week", "done", "needed"),
    [("#", 2000, 10000), ("#o#", 5000, 10000), ("rr#####", 10000, 7143), ("Bbm", 4000, 10000)],
)
def test_amount(week: str, done: int, needed: int) -> None:
    found = reached(challenge(Measure.AMOUNT, 10000), facts(drawn(week)))
    assert (found.done, found.needed) == (done, needed)


@pytest.mark.parametrize(("week", "done"), [("####...", 8000), ("####b..", 9000)])
def test_a_little_more_on_a_day_off_asks_for_no_more(week: str, done: int) -> None:
    found = reached(challenge(Measure.AMOUNT, 20000, breaks=3), facts(drawn(week)))
    assert (found.done, found.needed) == (done, 11429)  # 20000 * 4 / 7


def test_amounts_of_another_unit_do_not_count() -> None:
    pages = (StandardFrom(START, Standard(2000, "pages")),)
    changed = (*pages, StandardFrom(day(36), Standard(2000, "min")))
    known = facts(drawn("#.#"), drawn("###", standards=pages), drawn("###", standards=changed))
    assert reached(challenge(Measure.AMOUNT, 9000), known).done == 4 * 2000
    assert reached(challenge(Measure.AMOUNT, 9000, unit="Page"), known).done == 4 * 2000


@pytest.mark.parametrize(
    ("schedule", "week", "done"),
    [
        ("every day", "#######", 7),
        ("every day", "######.", 6),  # today is open
        ("every day", "#.#####", 6),  # forgiven is a miss all the same
        ("every day", "#..####", 5),
        ("every day", "#o#####", 7),
        ("every day", "#rt#.##", 6),
        ("mon wed fri", "#.#.#..", 6),  # free days are calm, today is not over
        ("mon wed fri", "#......", 4),  # one is forgiven, one owed until Sunday is over
        ("3x", "###....", 6),
        ("3x", ".......", 6),
    ],
)
def test_calm(schedule: str, week: str, done: int) -> None:
    known = facts(drawn(week, schedule=schedule))
    assert reached(challenge(Measure.CALM), known).done == done


@pytest.mark.parametrize(("amount", "done"), [(2500, 1), (2501, 0)])
def test_more_than_a_quarter_too_much_is_not_calm(amount: int, done: int) -> None:
    log = DayLog(amount, same_day=True, backfilled=False)
    assert reached(challenge(Measure.CALM), facts(replace(drawn("."), logs={FIRST: log}))).done == (
        done
    )


def test_days_without_a_practice_are_not_calm() -> None:
    archived = drawn("#######", archives=(Archive(day(36), day(38)),))
    assert day(37) not in reached(challenge(Measure.CALM), facts(archived)).counted
    assert reached(challenge(Measure.CALM), facts(today=LAST)).done == 0


@pytest.mark.parametrize(
    ("schedule", "week", "breaks", "kept", "needed", "taken"),
    [
        ("every day", ".", 0, 0, 0, 0),
        ("every day", "#####..", 0, 5, 6, 0),
        ("every day", "####..#", 1, 5, 6, 1),
        ("every day", "#o#####", 0, 6, 7, 0),
        ("every day", "##r##t#", 0, 5, 5, 0),
        ("every day", "#.", 1, 1, 1, 0),
        ("every day", "..", 1, 0, 0, 1),  # the one that was missed is the break
        ("mon wed fri", "#.", 0, 1, 1, 0),
        ("mon wed fri", "##.....", 0, 2, 3, 0),  # one moved, one forgiven
        ("3x", "##.....", 0, 2, 3, 0),
        ("3x", "#####..", 1, 3, 3, 0),
    ],
)
def test_blocks(schedule: str, week: str, breaks: int, kept: int, needed: int, taken: int) -> None:
    found = reached(
        challenge(Measure.BLOCKS, 80, breaks=breaks), facts(drawn(week, schedule=schedule))
    )
    assert (found.done, found.needed, found.breaks_taken) == (kept, needed, taken)
    assert found.planned == needed + taken
    share = min(Fraction(1), Fraction(100 * kept, 80 * needed)) if needed else None
    assert found.share == share
    assert found.eligible == 7 - len(found.held)


def test_breaks_of_blocks_are_for_every_week_that_is_touched() -> None:
    weeks = challenge(Measure.BLOCKS, 80, breaks=1, first_day=day(40), last_day=day(50))
    assert reached(weeks, facts(drawn("." * 16))).breaks_taken == 3
    late = facts(drawn("." * 16), participant=participant(joined_on=day(44)))
    assert reached(weeks, late).breaks_taken == 2


MARKS = (
    Mark(day(34), "park"),
    Mark(day(35), "park"),
    Mark(day(35), "home"),
    Mark(day(37), "home"),
    Mark(day(42), "pool"),
)


@pytest.mark.parametrize(
    ("measure", "done", "days"),
    [
        (Measure.FOCUS, 2, (35, 37)),
        (Measure.PLACES, 2, (35, 37)),
        (Measure.FEEDBACK, 3, (35, 37)),
        (Measure.IDEAS, 3, (35, 37)),
        (Measure.EXPERIMENTS, 3, (35, 37)),
    ],
)
def test_what_is_noted_beside_amounts(measure: Measure, done: int, days: tuple[int, ...]) -> None:
    found = reached(challenge(measure, 3), facts(drawn("......."), marks=MARKS))
    assert (found.done, found.needed) == (done, 3)
    assert found.counted == tuple(day(number) for number in days)
    resting = reached(challenge(measure, 3), facts(drawn("rrrr..."), marks=MARKS))
    assert (resting.done, resting.needed) == (done, 2)


def test_reflections_count_by_weeks_that_have_a_day_in_it() -> None:
    weeks = challenge(Measure.REFLECTIONS, 2, first_day=day(40), last_day=day(50))
    marks = tuple(Mark(day(number), "") for number in (28, 35, 42, 49))
    assert reached(weeks, facts(drawn("." * 16), marks=marks)).done == 3
    assert reached(weeks, facts(drawn("." * 7), marks=marks[:2])).done == 1
    late = facts(drawn("." * 16), marks=marks, participant=participant(joined_on=day(42)))
    assert reached(weeks, late).done == 2


def test_one_goal_of_all_asks_nothing_of_one() -> None:
    together = challenge(target=100, mode=Mode.TOGETHER)
    found = reached(together, facts(drawn("###")))
    assert (found.done, found.share) == (3, None)


EASIER, HARDER = Terms(2, 4, 0, day(37)), Terms(2, 6, 0, day(37))


@pytest.mark.parametrize(
    ("newer", "agreed", "today", "target"),
    [
        ((EASIER,), 1, 36, 5),
        ((EASIER,), 1, 37, 4),
        ((EASIER,), 2, 36, 4),  # who joined since has agreed to it
        ((HARDER,), 1, 41, 5),
        ((HARDER,), 2, 36, 6),
        ((HARDER, Terms(3, 5, 0, day(38))), 1, 38, 5),
        ((HARDER, Terms(3, 4, 0, day(38))), 1, 38, 4),
        ((HARDER, Terms(3, 7, 0, day(38))), 2, 41, 6),
        ((EASIER, Terms(3, 5, 0, day(38))), 1, 41, 4),  # harder than what holds by now
        ((EASIER, Terms(3, 5, 0, day(38))), 3, 36, 5),
    ],
)
def test_terms(newer: tuple[Terms, ...], agreed: int, today: int, target: int) -> None:
    edited = challenge(terms=(Terms(1, 5, 0, FIRST), *newer))
    assert terms_for(edited, agreed, day(today)).target == target
