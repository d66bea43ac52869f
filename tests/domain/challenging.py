"""A challenge over one drawn week, after five drawn weeks before it."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

from bot.domain.challenge_days import Facts, Practised
from bot.domain.challenge_progress import progress, terms_for
from bot.domain.challenge_ranks import line
from bot.domain.challenges import Challenge, Measure, Mode, Participant, Ranking, Terms
from bot.domain.ids import ChallengeId, CommunityId, UserId
from bot.domain.verdicts import judge
from tests.domain.drawing import day, history, practice

if TYPE_CHECKING:
    from bot.domain.challenge_boards import Line
    from bot.domain.challenge_progress import Progress
    from bot.domain.verdicts import History

FIRST, LAST = day(35), day(41)
NOTHING = "." * 35
JOINED_AT = datetime(2026, 1, 1, tzinfo=UTC)


def challenge(measure: Measure = Measure.DAYS, target: int = 5, **changes: Any) -> Challenge:
    """Make a challenge of one whole week, alone, ranked by the target reached."""
    breaks = changes.pop("breaks", 0)
    made = Challenge(
        id=ChallengeId(1),
        community_id=CommunityId(2),
        created_by=UserId(9),
        title="Show up",
        story="",
        measure=measure,
        mode=Mode.ALONE,
        ranking=Ranking.TARGET,
        first_day=FIRST,
        last_day=LAST,
        join_until=LAST,
        terms=(Terms(1, target, breaks, FIRST),),
        created_at=JOINED_AT,
        unit="min" if measure is Measure.AMOUNT else "",
    )
    return replace(made, **changes)


def participant(user: int = 3, **changes: Any) -> Participant:
    """Make somebody who joined before the first day; lower numbers joined earlier."""
    made = Participant(
        challenge_id=ChallengeId(1),
        community_id=CommunityId(2),
        user_id=UserId(user),
        joined_on=day(30),
        joined_at=JOINED_AT + timedelta(minutes=user),
        terms=1,
    )
    return replace(made, **changes)


def drawn(
    week: str, *, before: str = NOTHING, schedule: str = "every day", **changes: Any
) -> History:
    """Draw a practice in the challenge's days; the last one drawn is today."""
    return history(practice(schedule, **changes), before.replace(" ", "") + week)


def facts(*histories: History, **changes: Any) -> Facts:
    """Give what is known of somebody with these practices."""
    today = changes.pop("today", None) or histories[0].today
    return Facts(
        participant=changes.pop("participant", participant()),
        today=today,
        practised=tuple(Practised(each, judge(each)) for each in histories),
        **changes,
    )


def reached(of: Challenge, known: Facts) -> Progress:
    """Count by the terms that hold for them."""
    return progress(of, known, terms_for(of, known.participant.terms, known.today))


def line_of(of: Challenge, known: Facts) -> Line:
    """Give somebody's line, without a place yet."""
    return line(of, known, reached(of, known))
