from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any

import pytest

from bot.domain.adherence import Adherence
from bot.domain.communities import Community
from bot.domain.days import Week
from bot.domain.ids import CommunityId, PracticeId, UserId
from bot.domain.posts import WEEKLY, Kind, Notice, Post, Reason, State
from bot.domain.question_bank import SHIPPED
from bot.domain.questions import LONGEST_QUESTION, OwnQuestion
from bot.domain.streak_posts import (
    MOST_IMPROVED,
    MOST_RUNS,
    Improved,
    OwnWeek,
    PracticeWeek,
    Run,
    StreakPost,
)
from bot.domain.weekly import WeekPlan
from bot.render import streak_posts, week_plans, weekly
from tests.domain.drawing import practice
from tests.support import limits
from tests.support.calls import RestCall
from tests.support.members import readable, walk

if TYPE_CHECKING:
    from bot.render.card import Card

WEEK = Week(2026, 47)
DUE = datetime(2026, 11, 22, 18, 0, tzinfo=UTC)
# As long as a name may be, and each character grows when it is made inert.
HOSTILE = "*_`~|<@&1>https://discord.gg/[x](y)#>-" + "*" * 2
LARGEST_ID = 2**63 - 1


def told(**changes: Any) -> StreakPost:
    plain: dict[str, Any] = {
        "week": WEEK,
        "is_first": False,
        "is_silent": False,
        "together": None,
        "comebacks": None,
        "practised": None,
        "came_back": (),
        "improved": (),
        "runs": (),
    }
    return StreakPost(**plain | changes)


def shown(card: Card) -> str:
    """Return what can be read on a card that Discord would take."""
    body = {"components": card.to_components(), "flags": limits.COMPONENTS_V2}
    assert list(limits.problems(RestCall("POST", "/channels/1/messages", body))) == []
    return readable(list(walk(card.to_components())))


def test_a_post_about_five_hundred_hostile_members_fits() -> None:
    everybody = tuple(UserId(LARGEST_ID - number) for number in range(500))
    text = shown(
        streak_posts.streaks(
            told(
                is_first=True,
                together=Adherence(99_999, 100_000),
                comebacks=5000,
                practised=500,
                came_back=everybody,
                improved=tuple(Improved(who, HOSTILE, 100) for who in everybody[:MOST_IMPROVED]),
                runs=tuple(Run(who, HOSTILE, 99_999, 100) for who in everybody[:MOST_RUNS]),
            ),
            late=True,
        )
    )
    assert len(HOSTILE) == 40
    assert "and 490 more" in text
    assert "later than promised" in text
    assert "https://" not in text


def test_sums_and_names_are_told() -> None:
    text = shown(
        streak_posts.streaks(
            told(
                together=Adherence(57, 80),
                comebacks=1,
                practised=12,
                came_back=(UserId(5), UserId(6)),
                improved=(Improved(UserId(7), "Guitar", 23),),
                runs=(Run(UserId(8), "Scales", 12, 93),),
            )
        )
    )
    assert "Plan kept together:** 71 % (57 of 80)" in text
    assert "Practised:** 12 members" in text
    assert "Comebacks:** 1" in text
    assert "Good to have you back: <@5>, <@6>" in text
    assert "<@7> · Guitar: +23 points" in text
    assert "<@8> · Scales: 93 %, 12 days of streak" in text
    assert "Thank you" in text
    assert "later" not in text


@pytest.mark.parametrize("is_first", [True, False])
def test_a_silent_week_is_told_kindly_and_without_a_zero(*, is_first: bool) -> None:
    silent = told(
        is_silent=True, is_first=is_first, together=Adherence(0, 35), comebacks=0, practised=0
    )
    text = shown(streak_posts.streaks(silent))
    assert "0" not in text.replace("### Week 47", "")
    assert "Thank you" not in text
    assert ("nothing is lost" in text) is not is_first
    assert ("begin" in text) is is_first


def own(*improvements: float | None, name: str = "Guitar") -> OwnWeek:
    first, last = date(2026, 11, 15), date(2026, 11, 21)
    weeks = (
        PracticeWeek(
            practice(name=name, id=PracticeId(number)), first, last, Adherence(4, 5), each, 4
        )
        for number, each in enumerate(improvements)
    )
    return OwnWeek(first, last, tuple(weeks))


def test_the_own_week_stands_beside_the_weeks_before() -> None:
    text = shown(streak_posts.own_week(own(12.4, -7.6, 0.2, None)))
    assert "Your week, Sun 15 Nov to Sat 21 Nov" in text
    assert "Plan kept: 80 % (4 of 5)" in text
    assert "weeks before: +12 points" in text
    assert "weeks before: \N{MINUS SIGN}8 points" in text
    assert "weeks before: as before" in text
    assert "weeks before: new" in text
    assert "Any day is a good first one" in shown(streak_posts.own_week(own()))
    assert shown(streak_posts.own_week(own(*[5.0] * 60))).count("+5 points") == 8
    assert "**\\*\\*" in shown(streak_posts.own_week(own(None, name="**")))


def test_each_post_has_a_marker_that_no_other_post_has() -> None:
    def ids(card: Card) -> set[str]:
        return {each["custom_id"] for each in walk(card.to_components()) if "custom_id" in each}

    streaks, prompt = ids(streak_posts.streaks(told())), ids(weekly.prompt(WEEK, "Why?"))
    assert weekly.marker(Kind.STREAKS, WEEK) in streaks - prompt
    assert weekly.marker(Kind.REFLECTION, WEEK) in prompt - streaks
    assert not ids(weekly.prompt(WEEK.next(), "Why?")) & prompt


def test_the_prompt_names_the_theme_of_a_question_of_ours() -> None:
    ours = shown(weekly.prompt(WEEK, SHIPPED[0].text))
    assert str(SHIPPED[0].theme) in ours
    theirs = shown(weekly.prompt(WEEK, "*" * LONGEST_QUESTION, late=True))
    assert "\\*" * LONGEST_QUESTION in theirs
    assert "later than promised" in theirs


def post(kind: Kind, state: State, **changes: Any) -> Post:
    return Post(
        CommunityId(1), kind, str(WEEK), DUE, DUE, DUE, state=state, channel_id=3, **changes
    )


WEEKLY_FAILED = post(Kind.STREAKS, State.FAILED, reason=Reason.FORBIDDEN)


@pytest.mark.parametrize("reason", list(Reason))
def test_every_failure_has_words(reason: Reason) -> None:
    failed = tuple(post(kind, State.FAILED, reason=reason) for kind in reversed(WEEKLY))
    text = shown(weekly.notice(Notice(CommunityId(1), 5, failed)))
    assert "The streak post and the reflection prompt of week 47 in <#3>" in text
    # What came too late can be sent no more.
    assert ("`/community week`" in text) is (reason is not Reason.TOO_LATE)


def test_other_posts_that_failed_are_told_as_what_they_are() -> None:
    failed = [
        replace(post(kind, State.FAILED, reason=Reason.FORBIDDEN), period="12")
        for kind in (Kind.RESULTS, Kind.CHALLENGE)
    ]
    text = shown(weekly.notice(Notice(CommunityId(1), 5, tuple(failed))))
    assert "The board of a challenge and the results of a challenge in <#3>" in text
    assert "every ten minutes" in text
    assert "`/community week`" not in text
    mixed = shown(weekly.notice(Notice(CommunityId(1), 5, (failed[0], WEEKLY_FAILED))))
    assert "The streak post of week 47 and the results of a challenge in <#3>" in mixed


def plan(*posts: Post, due_at: datetime | None = DUE, **changes: Any) -> str:
    community = Community(CommunityId(1), next_weekly_at=changes.pop("next_weekly_at", None))
    own_questions = changes.pop("own", ())
    by_kind = {each.kind: each for each in posts}
    shown_plan = WeekPlan(community, WEEK, due_at, by_kind, "Why?", own_questions)
    return shown(week_plans.plan(shown_plan))


def test_the_plan_says_where_the_posts_are() -> None:
    sent = post(Kind.STREAKS, State.SENT, settled_at=DUE, late=True)
    on_its_way = post(Kind.REFLECTION, State.CLAIMED)
    retried = post(Kind.REFLECTION, State.CLAIMED, attempts=2)
    too_late = post(Kind.REFLECTION, State.SKIPPED, reason=Reason.TOO_LATE)
    assert "Both come <t:1795370400:f>." in plan()
    assert "Nothing was posted this week." in plan(due_at=None)
    following = plan(due_at=None, next_weekly_at=DUE)
    assert "The next ones come <t:1795370400:f>." in following
    assert "Streak post: posted <t:1795370400:f>, late." in plan(sent)
    assert "Nothing more comes this week." in plan(sent)
    assert "on its way" in plan(sent, on_its_way)
    assert "I try again <t:1795370400:f>" in plan(sent, retried)
    assert "away for more than a day" in plan(sent, too_late)
    assert "posted <t:1795370400:f>." in plan(post(Kind.STREAKS, State.SENT))


def test_many_long_questions_fit_and_asked_ones_are_not_offered() -> None:
    own_questions = tuple(
        OwnQuestion(number, f"{number} " + "*" * (LONGEST_QUESTION - 4), is_asked=number > 25)
        for number in range(40)
    )
    assert "wait for their week: 26" in plan(own=own_questions)
