"""Whose a rest is, and what `/today` says of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.domain.communities import Community
from bot.domain.day_facts import DayFacts
from bot.domain.days import ClockSetting
from bot.domain.ids import CommunityId, UserId
from bot.domain.members import Member
from bot.domain.practices import Archive
from bot.domain.profiles import Profile
from bot.domain.resting import is_held
from bot.domain.rests import Rest, named, rest_today, running
from bot.domain.settings import Visibility
from tests.domain.drawing import practice
from tests.domain.resting import GUITAR, NOW, PIANO, TODAY, day, rest

if TYPE_CHECKING:
    from collections.abc import Sequence


def facts(*rests: Rest, archived: bool = False) -> DayFacts:
    member = Member(
        community_id=CommunityId(2),
        user_id=UserId(3),
        visibility=Visibility.PRIVATE,
        on_boards=False,
        share_conditions=False,
        joined_at=NOW,
        clock=(ClockSetting(NOW, "UTC", 0, zone_chosen=False),),
    )
    archives = (Archive(day(-9), None),) if archived else ()
    guitar = practice(archives=archives)
    profile = Profile(Community(CommunityId(2)), member, (guitar,), rests=rests)
    return DayFacts(profile, TODAY, NOW, ())


@pytest.mark.parametrize(
    ("rests", "held", "planned", "asked"),
    [
        ([rest(0, 2)], 1, 0, False),
        ([rest(0, 2, GUITAR), rest(1, 3, id=4)], 1, 1, False),
        ([rest(3, 4)], 0, 1, False),
        ([rest(-3, -1)], 0, 0, True),
        ([rest(-9, -7)], 0, 0, True),
        ([rest(-3, -1), rest(2, 2)], 0, 1, True),
        ([rest(-3, -1), rest(0, 0)], 1, 0, False),
        ([rest(0, 0, is_pause=True)], 1, 0, False),
    ],
)
def test_today_tells(rests: Sequence[Rest], held: int, planned: int, *, asked: bool) -> None:
    shown = rest_today(facts(*rests))
    assert shown
    assert (len(shown.running), len(shown.planned), shown.asks is not None) == (
        held,
        planned,
        asked,
    )


@pytest.mark.parametrize(
    "rests",
    [
        [],
        [rest(4, 5)],
        [rest(-10, -8)],
        [rest(-3, -1, answered_at=NOW)],
        [rest(-3, -1, is_pause=True)],
    ],
)
def test_today_is_silent(rests: Sequence[Rest]) -> None:
    assert rest_today(facts(*rests)) is None


def test_today_asks_about_the_latest_rest_of_something_that_goes_on() -> None:
    shown = rest_today(facts(rest(-6, -5), rest(-4, -2, GUITAR)))
    assert shown
    assert shown.asks
    assert shown.asks.rest == rest(-4, -2, GUITAR)
    assert shown.asks.practice
    assert shown.asks.practice.id == GUITAR
    assert rest_today(facts(rest(0, 2, GUITAR), archived=True)) is None
    assert rest_today(facts(rest(0, 2), archived=True))


def test_a_rest_may_go_on_in_another_one() -> None:
    over = rest(-3, -1, GUITAR)
    assert is_held([over, rest(0, 1)], over, TODAY)
    assert is_held([over, rest(0, 1, GUITAR)], over, TODAY)
    assert not is_held([over, rest(0, 1, PIANO)], over, TODAY)
    assert not is_held([over], over, TODAY)
    assert not is_held([over, rest(0, 1, GUITAR)], rest(-3, -1), TODAY)


def test_whose_rest_it_is() -> None:
    assert rest(0, 1).is_of(GUITAR)
    assert rest(0, 1, GUITAR).is_of(GUITAR)
    assert not rest(0, 1, PIANO).is_of(GUITAR)
    assert running([rest(0, 1), rest(1, 2)], TODAY) == (rest(0, 1),)
    assert [each.practice for each in named([rest(0, 1)], [])] == [None]
