from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from bot.domain.days import ClockSetting
from bot.domain.ids import CommunityId, UserId
from bot.domain.kudos import LONGEST_REASON, ReasonTooShort, clean_reason, next_day_at
from bot.domain.members import Member
from bot.domain.names import EmptyName, HiddenCharacters, NameTooLong
from bot.domain.settings import Visibility


def member(zone: str, day_start: int) -> Member:
    since = datetime(2026, 1, 1, tzinfo=UTC)
    return Member(
        community_id=CommunityId(1),
        user_id=UserId(2),
        visibility=Visibility.PRIVATE,
        on_boards=False,
        share_conditions=False,
        joined_at=since,
        clock=(ClockSetting(since, zone, day_start, zone_chosen=True),),
    )


def test_a_reason_stands_on_one_line() -> None:
    assert clean_reason("  you read   my  draft ") == "you read my draft"
    assert clean_reason("abc") == "abc"
    assert clean_reason("x" * LONGEST_REASON) == "x" * LONGEST_REASON


@pytest.mark.parametrize(
    ("text", "refusal"),
    [
        ("", EmptyName),
        ("   ", EmptyName),
        ("ab", ReasonTooShort),
        (" a ", ReasonTooShort),
        ("x" * (LONGEST_REASON + 1), NameTooLong),
        ("x" * 5000, NameTooLong),
        ("thanks\u202e", HiddenCharacters),
    ],
)
def test_a_reason_that_cannot_be_kept(text: str, refusal: type[Exception]) -> None:
    with pytest.raises(refusal):
        clean_reason(text)


@pytest.mark.parametrize(
    ("zone", "day_start", "begins"),
    [
        ("UTC", 0, datetime(2026, 11, 19, 0, tzinfo=UTC)),
        ("Europe/Berlin", 4, datetime(2026, 11, 19, 3, tzinfo=UTC)),
        ("Pacific/Auckland", 6, datetime(2026, 11, 18, 17, tzinfo=UTC)),
    ],
)
def test_the_next_day_begins_by_the_members_clock(
    zone: str, day_start: int, begins: datetime
) -> None:
    somebody = member(zone, day_start)
    today = date(2026, 11, 18)
    assert next_day_at(somebody, today) == begins
    assert somebody.today(begins) == date(2026, 11, 19)
