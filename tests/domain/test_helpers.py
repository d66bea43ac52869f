from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from bot.domain.adherence import Adherence
from bot.domain.helpers import Candidate, Hurdle, Likeness, hurdle, rank
from bot.domain.ids import UserId
from bot.domain.streaks import Comeback, Streak
from bot.domain.summaries import Summary
from bot.domain.verdicts import Record

NOW = datetime(2026, 11, 21, 12, tzinfo=UTC)
TODAY = NOW.date()
BACK = Hurdle.BREAK


def candidate(user: int, *, has_skill: bool = True, since: date | None = TODAY) -> Candidate:
    return Candidate(
        user_id=UserId(user),
        is_open=True,
        practice="Guitar",
        has_skill=has_skill,
        since=since if has_skill else None,
        hurdle=None,
        last_logged_at=NOW,
    )


def summary(*comebacks: Comeback) -> Summary:
    return Summary(
        streak=Streak(1, 1, None),
        adherence=Adherence(1, 1),
        strength=0.5,
        comebacks=comebacks,
        today=None,
        week=None,
    )


def test_the_order_is_hurdle_then_longer_then_others() -> None:
    author_since = date(2026, 6, 1)
    elsewhere = candidate(1, has_skill=False)
    newer = candidate(2, since=date(2026, 9, 1))
    longer = candidate(3, since=date(2026, 1, 1))
    through = replace(candidate(4, since=date(2026, 9, 1)), hurdle=BACK)
    found = rank([elsewhere, newer, longer, through], author_since)
    assert [each.user_id for each in found] == [4, 3, 2, 1]
    assert [each.likeness for each in found] == [
        Likeness.CAME_THROUGH,
        Likeness.LONGER,
        Likeness.OTHER,
        Likeness.OTHER,
    ]


def test_a_hurdle_in_another_field_is_another_field() -> None:
    (found,) = rank([replace(candidate(1, has_skill=False), hurdle=BACK)], None)
    assert found.likeness is Likeness.OTHER


def test_whoever_practises_at_all_does_so_longer_than_a_beginner() -> None:
    (found,) = rank([candidate(1)], None)
    assert found.likeness is Likeness.LONGER
    (same_day,) = rank([candidate(1)], TODAY)
    assert same_day.likeness is Likeness.OTHER


def test_a_break_counts_for_eight_weeks() -> None:
    nothing = Record((), ())
    missed = date(2026, 8, 1)
    recent = Comeback(missed, TODAY - timedelta(weeks=8))
    assert hurdle(summary(recent), nothing, TODAY) == Hurdle.BREAK
    long_ago = Comeback(missed, TODAY - timedelta(weeks=8, days=1))
    assert hurdle(summary(long_ago), nothing, TODAY) is None


candidates = st.builds(
    Candidate,
    user_id=st.integers(1, 50).map(UserId),
    is_open=st.booleans(),
    practice=st.just("Guitar"),
    has_skill=st.booleans(),
    since=st.none() | st.dates(date(2026, 1, 1), TODAY),
    hurdle=st.none() | st.just(BACK),
    last_logged_at=st.datetimes(datetime(2026, 11, 1), datetime(2026, 11, 21)).map(  # noqa: DTZ001 - made aware next
        lambda moment: moment.replace(tzinfo=UTC)
    ),
)


@given(
    st.lists(candidates, unique_by=lambda each: each.user_id, max_size=8).flatmap(
        lambda found: st.tuples(st.just(found), st.permutations(found))
    ),
    st.none() | st.dates(date(2026, 1, 1), TODAY),
)
def test_the_order_depends_on_nothing_but_the_helpers(
    both: tuple[list[Candidate], list[Candidate]], author_since: date | None
) -> None:
    first, second = both
    assert rank(first, author_since) == rank(second, author_since)
