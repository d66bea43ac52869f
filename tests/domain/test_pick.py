from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from bot.domain.amounts import Standard
from bot.domain.ids import CommunityId, PracticeId, UserId
from bot.domain.practices import (
    Archive,
    Practice,
    ScheduleFrom,
    StandardFrom,
    UnknownPractice,
    fitting,
    pick,
)
from bot.domain.schedules import TimesAWeek

START = date(2026, 1, 5)
OLD = Practice(
    id=PracticeId(1),
    community_id=CommunityId(1),
    user_id=UserId(1),
    name="Writing",
    why="",
    skill_id=None,
    started_on=START,
    standards=(StandardFrom(START, Standard(100, "done")),),
    schedules=(ScheduleFrom(START, TimesAWeek(3)),),
    archives=(Archive(START, None),),
)
NEW = replace(OLD, id=PracticeId(2), archives=())
NUMBER = replace(NEW, id=PracticeId(3), name="1")


@pytest.mark.parametrize(
    ("text", "picked"),
    [("2", NEW), (" 1 ", OLD), ("writing", NEW), (" WRITING ", NEW), ("3", NUMBER)],
)
def test_an_id_or_a_name_picks_an_active_practice_first(text: str, picked: Practice) -> None:
    assert pick((OLD, NEW, NUMBER), text) == picked


def test_an_archived_practice_is_found_by_name() -> None:
    assert pick((OLD,), "writing") == OLD


def test_what_is_not_there_names_what_is() -> None:
    with pytest.raises(UnknownPractice) as caught:
        pick((OLD, NUMBER), "Reading")
    assert (caught.value.text, caught.value.names) == ("Reading", ("1", "Writing"))


@pytest.mark.parametrize(
    ("amount", "fit"),
    [
        ("10 pages", ["Reading"]),
        ("10 min", ["Guitar"]),
        ("10", ["Reading", "Guitar"]),
        ("1", ["Writing", "Reading", "Guitar"]),
        ("done", ["Writing", "Reading", "Guitar"]),
        # What none can take is no choice between them.
        ("10 songs", ["Writing", "Reading", "Guitar"]),
        ("abc", ["Writing", "Reading", "Guitar"]),
    ],
)
def test_the_practices_that_can_take_an_amount(amount: str, fit: list[str]) -> None:
    reading, guitar = (
        replace(OLD, name=name, standards=(StandardFrom(START, Standard(1000, unit)),))
        for name, unit in (("Reading", "pages"), ("Guitar", "min"))
    )
    found = fitting((OLD, reading, guitar), amount, START)
    assert [practice.name for practice in found] == fit
