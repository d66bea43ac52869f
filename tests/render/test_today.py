"""The day with everything on it: one message that Discord takes, whatever comes together."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from bot.domain.advice import Advice, AdviceKind
from bot.domain.beside import Beside
from bot.domain.challenges import MOST_OPEN
from bot.domain.checkins import CheckinToday
from bot.domain.days import DAY, Span, Week
from bot.domain.generosity import FeedbackWaiting
from bot.domain.ids import ChallengeId, CommunityId, FeedbackId, PracticeId, RequestId, RestId
from bot.domain.journal import JournalToday
from bot.domain.marks import Mark, Marks
from bot.domain.month_plan_weeks import PlanStep, PlanWeek, StepKind, WeekState
from bot.domain.month_plans import PlanToday, Stage
from bot.domain.names import LONGEST_NAME
from bot.domain.participations import ChallengeToday
from bot.domain.reminder_cards import RemindersToday
from bot.domain.requests import LONGEST_TITLE, Request, RequestKind
from bot.domain.restarts import Reason, Restart
from bot.domain.rests import NamedRest, Rest, RestToday
from bot.domain.summaries import summarise
from bot.domain.thresholds import LONGEST_SIGN, Limits, Touched
from bot.domain.today import Home, PracticeToday
from bot.render import today
from tests.render.test_reflections import problems
from tests.support.members import walk
from tests.support.sampled import ANNA, TODAY, history, practice

if TYPE_CHECKING:
    from bot.domain.practices import Practice

LARGEST = 2**63 - 1
NOW = datetime(2026, 11, 18, 12, tzinfo=UTC)
PRACTICES = tuple(
    replace(practice("<" * LONGEST_NAME), id=PracticeId(LARGEST - number)) for number in range(3)
)
FIRST = PRACTICES[0]


def rest(number: int, days: Span, of: Practice | None) -> NamedRest:
    taken = Rest(
        id=RestId(LARGEST - number),
        community_id=CommunityId(1),
        user_id=ANNA,
        practice_id=of.id if of else None,
        days=days,
        is_pause=False,
        taken_at=NOW,
    )
    return NamedRest(taken, of)


def request(number: int) -> Request:
    return Request(
        id=RequestId(LARGEST - number),
        community_id=CommunityId(1),
        user_id=ANNA,
        kind=RequestKind.WORK,
        title="*" * LONGEST_TITLE,
        asked_at=NOW,
    )


def challenge(number: int) -> ChallengeToday:
    return ChallengeToday(
        challenge_id=ChallengeId(LARGEST - number),
        title="Show-up week",
        first_day=TODAY,
        last_day=TODAY,
        join_until=TODAY,
        takes_part=True,
    )


def all_at_once(kind: AdviceKind, have: frozenset[Mark]) -> Beside:
    """More than ever comes together: what is left out must not be what keeps it in order."""
    over = Span(TODAY - 3 * DAY, TODAY - DAY)
    coming = tuple(rest(number, Span(TODAY + DAY, TODAY + DAY), FIRST) for number in range(1, 4))
    steps = (PlanStep(StepKind.MINIMUM, 1, 0), PlanStep(StepKind.BLOCKS, 2, 4))
    return Beside(
        journal=JournalToday(broken=True, helps="<" * 300),
        rest=RestToday(TODAY, (), coming, rest(0, over, None)),
        restart=Restart(FIRST, Reason.MISS, FIRST.standard_on(TODAY), 10),
        touched=Touched(FIRST, 7, Limits(FIRST.id, 10, 1, "<" * LONGEST_SIGN)),
        plan=PlanToday(FIRST.name, Stage.RUNNING, 9, PlanWeek(2, over, steps, WeekState.OPEN)),
        advice=Advice(kind, FIRST, TODAY, TODAY, 30_000, 14_000, minimum=500, free_day=TODAY),
        checkin=CheckinToday(None),
        reminders=RemindersToday(4),
        marks={each.id: Marks(have, is_new=False) for each in PRACTICES},
    )


def home(beside: Beside, waits: FeedbackWaiting) -> Home:
    return Home(
        today=TODAY,
        practices=tuple(
            PracticeToday(each, summarise(history(each, [0, 1])), None) for each in PRACTICES
        ),
        beside=beside,
        adjustment=None,
        reflect_on=Week(2026, 47),
        feedback=waits,
        held=tuple(map(request, range(2))),
        asked=tuple(map(request, range(2, 5))),
        lapsed=tuple(map(request, range(5, 8))),
        challenges=tuple(map(challenge, range(MOST_OPEN))),
    )


ONE = (FeedbackId(LARGEST),)
SEVERAL = (*ONE, FeedbackId(LARGEST - 1))
EMPTY = tuple(frozenset(set(Mark) - {mark}) for mark in Mark)


@pytest.mark.parametrize("waits", [ONE, SEVERAL])
@pytest.mark.parametrize("have", EMPTY)
@pytest.mark.parametrize("kind", AdviceKind)
def test_everything_at_once_is_one_message(
    kind: AdviceKind, have: frozenset[Mark], waits: tuple[FeedbackId, ...]
) -> None:
    full = home(all_at_once(kind, have), FeedbackWaiting(waits, waits, waits, waits))
    if waits == SEVERAL:
        full = replace(full, held=(), asked=())
    assert not problems(today.home(full))
    # Also what had to make room: on another day there is room for it.
    parts = (*today._above(full.beside), *today._practices(full), *today._below(full))
    whole = walk([block.to_component_dict() for part in parts for block in part.blocks])
    ids = Counter(each["custom_id"] for each in whole if "custom_id" in each)
    assert len(ids) > 20
    assert [each for each, times in ids.items() if times > 1] == []


def test_what_runs_today_has_one_way_out_each() -> None:
    running = tuple(rest(number, Span(TODAY, TODAY), each) for number, each in enumerate(PRACTICES))
    beside = replace(
        all_at_once(AdviceKind.EASY, frozenset()), rest=RestToday(TODAY, running, (), None)
    )
    for each in (beside, replace(beside, journal=None), replace(beside, restart=None)):
        assert not problems(today.home(home(each, FeedbackWaiting())))
