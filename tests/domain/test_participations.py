"""What stands beside somebody's day, and which team a newcomer is in."""

from __future__ import annotations

from datetime import date, timedelta

from bot.domain.ids import ChallengeId
from bot.domain.participations import ChallengeToday, beside

MONDAY = date(2026, 11, 23)
DAY = timedelta(days=1)


def open_one(number: int, *, takes_part: bool, join_until: int = 2) -> ChallengeToday:
    return ChallengeToday(
        challenge_id=ChallengeId(number),
        title="Show-up week",
        first_day=MONDAY,
        last_day=MONDAY + 6 * DAY,
        join_until=MONDAY + join_until * DAY,
        takes_part=takes_part,
    )


def test_ones_own_stand_first_and_the_first_that_may_be_joined() -> None:
    known = [
        open_one(1, takes_part=False, join_until=0),
        open_one(2, takes_part=False),
        open_one(3, takes_part=True),
        open_one(4, takes_part=False),
    ]
    assert [each.challenge_id for each in beside(known, MONDAY)] == [3, 1]
    assert [each.challenge_id for each in beside(known, MONDAY + DAY)] == [3, 2]
    assert [each.challenge_id for each in beside(known, MONDAY + 6 * DAY)] == [3]
    assert beside(known, MONDAY + 7 * DAY) == ()
