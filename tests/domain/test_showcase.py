from __future__ import annotations

from datetime import date, timedelta

import pytest

from bot.domain.amounts import Standard
from bot.domain.days import DAY
from bot.domain.entries import NotALink
from bot.domain.ids import CommunityId, PracticeId, UserId
from bot.domain.names import EmptyName, NameTooLong
from bot.domain.practices import Practice, ScheduleFrom, StandardFrom
from bot.domain.requests import LONGEST_TEXT
from bot.domain.schedules import Schedule, TimesAWeek, Weekdays
from bot.domain.showcase import (
    LONGEST_FIRST,
    LONGEST_LOOK_AT,
    ExampleWords,
    NothingToLookAt,
    Said,
    made_over,
    read_example,
)
from bot.domain.verdicts import DayLog, History, judge

MONDAY = date(2026, 11, 2)
EVERY_DAY = Weekdays(frozenset(range(7)))


def words(**typed: str) -> ExampleWords:
    return ExampleWords(**({"title": "A waltz", "work": "la la", "look_at": "the end"} | typed))


def test_a_single_address_is_a_link_and_all_else_is_text() -> None:
    read = read_example(words(work=" https://Example.org/a b "[:22]), with_file=False)
    assert (read.work, read.link) == ("", "https://example.org/a")
    read = read_example(words(work="see https://example.org/a"), with_file=False)
    assert (read.work, read.link) == ("see https://example.org/a", "")


def test_what_is_not_needed_may_be_blank() -> None:
    read = read_example(words(work=" ", first_version=" \n"), with_file=True)
    assert (read.work, read.link, read.first_version) == ("", "", "")
    assert read_example(words(first_version=" la\nla "), with_file=False).first_version == "la\nla"


@pytest.mark.parametrize(
    ("typed", "refusal"),
    [
        ({"work": " "}, NothingToLookAt),
        ({"work": "ftp://example.org"}, NotALink),
        ({"work": "x" * (LONGEST_TEXT + 1)}, NameTooLong),
        ({"work": "x" * 5000}, NameTooLong),
        ({"title": ""}, EmptyName),
        ({"title": "x" * 81}, NameTooLong),
        ({"look_at": " "}, EmptyName),
        ({"look_at": "x" * (LONGEST_LOOK_AT + 1)}, NameTooLong),
        ({"first_version": "x" * (LONGEST_FIRST + 1)}, NameTooLong),
    ],
)
def test_words_that_cannot_be_shown(typed: dict[str, str], refusal: type[Exception]) -> None:
    with pytest.raises(refusal):
        read_example(words(**typed), with_file=False)


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        (" a message\n", "a message"),
        ("turn\u202eed", "turned"),
        ("x" * LONGEST_TEXT, "x" * LONGEST_TEXT),
        ("x" * (LONGEST_TEXT + 1), "x" * (LONGEST_TEXT - 1) + "…"),
        ("", ""),
        (" \u200b\n", ""),
    ],
)
def test_what_is_kept_of_a_message(text: str, kept: str) -> None:
    assert Said(UserId(1), "https://example.org", text).kept == kept


def practice(schedule: Schedule) -> Practice:
    return Practice(
        id=PracticeId(1),
        community_id=CommunityId(1),
        user_id=UserId(1),
        name="Guitar",
        why="",
        skill_id=None,
        started_on=MONDAY,
        standards=(StandardFrom(MONDAY, Standard(2000, "min")),),
        schedules=(ScheduleFrom(MONDAY, schedule),),
        archives=(),
    )


@pytest.mark.parametrize(
    ("schedule", "days", "logged", "made"),
    [
        (EVERY_DAY, 0, 0, (1, 0)),
        (EVERY_DAY, 0, 1, (1, 1)),
        (EVERY_DAY, 6, 7, (1, 7)),
        (EVERY_DAY, 7, 7, (2, 7)),
        (TimesAWeek(3), 7, 5, (2, 3)),
    ],
)
def test_how_long_it_took(
    schedule: Schedule, days: int, logged: int, made: tuple[int, int]
) -> None:
    done = {
        MONDAY + DAY * day: DayLog(2000, same_day=True, backfilled=False) for day in range(logged)
    }
    today = MONDAY + timedelta(days=days)
    each = practice(schedule)
    record = judge(History(each, done, (), frozenset(), today))
    assert made_over(each, record, today) == made
