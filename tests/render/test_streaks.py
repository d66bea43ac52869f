from __future__ import annotations

import dataclasses
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from bot.domain.adherence import Adherence
from bot.domain.adjustments import LONGEST_CHANGE, Adjustment
from bot.domain.amounts import DONE, UNIT, Standard
from bot.domain.audits import Audit, Numbers, PracticeNumbers, audit_weeks
from bot.domain.beside import Beside
from bot.domain.challenges import LONGEST_TITLE as LONGEST_CHALLENGE
from bot.domain.challenges import MOST_OPEN
from bot.domain.days import DAY, Week
from bot.domain.generosity import Exchanged, FeedbackWaiting
from bot.domain.goals import LONGEST_GOAL, Goal
from bot.domain.ids import AdjustmentId, ChallengeId, CommunityId, FeedbackId, RequestId
from bot.domain.participations import ChallengeToday
from bot.domain.practices import Archive
from bot.domain.requests import LONGEST_TITLE, Request, RequestKind
from bot.domain.schedules import TimesAWeek, Weekdays
from bot.domain.streaks import Comeback
from bot.domain.summaries import summarise
from bot.domain.today import Home, PracticeToday
from bot.domain.verdicts import DayLog, Span, judge
from bot.render import streaks as render
from bot.render import today as render_today
from tests.support.sampled import ANNA, TODAY, history, labels, practice, read

if TYPE_CHECKING:
    from bot.domain.practices import Practice
    from bot.domain.verdicts import History

WEEKDAYS = Weekdays(frozenset(range(5)))
YES_OR_NO = Standard(UNIT, DONE)
NOW = datetime(2026, 11, 18, 12, tzinfo=UTC)


def audit_of(lived: History, weeks: int = 2) -> Audit:
    audited, streak = audit_weeks(judge(lived))
    return Audit(lived.practice, streak, TODAY, audited[:weeks], ())


def line(lived: History, day: str, page: int = 0) -> str:
    """Return the one line of the audit that begins with this day."""
    words = read(render.audit(audit_of(lived, 52), 52, page, own=True))
    (found,) = (each for each in words.splitlines() if each.startswith(day))
    return found


LONG = practice(days_old=16)


@pytest.mark.parametrize(
    ("lived", "day", "words"),
    [
        (history(LONG, [0]), "today", "**done** · 20 min · streak 1"),
        (history(LONG, [1]), "today", "**open** · the day is not over"),
        (
            history(LONG, [0, 1, 2], amount=500),
            "yesterday",
            "**small** · 5 min of 20 min · below the minimum, and it keeps the streak",
        ),
        (history(LONG, [0]), "Mon 16 Nov", "**forgiven** · the one miss that this week may have"),
        (history(LONG, [0]), "yesterday", "**missed** · nothing was logged"),
        (
            history(practice(plan=WEEKDAYS, days_old=16), [0, 2, 3]),
            "Sun 15 Nov",
            "**extra** · 20 min · unplanned · streak",
        ),
        (
            history(practice(plan=WEEKDAYS, days_old=16), [3], amount=500),
            "Sun 15 Nov",
            "**extra** · 5 min of 20 min · unplanned, below the minimum",
        ),
        (history(practice(plan=WEEKDAYS, days_old=16), [0]), "Sun 15 Nov", "**free**"),
        (
            history(practice(plan=WEEKDAYS, days_old=16), [3]),
            "Fri 13 Nov",
            "**moved** · made up for on Sun 15 Nov",
        ),
        (
            history(practice(plan=Weekdays(frozenset({0, 1})), days_old=16), []),
            "yesterday",
            "**owed** · a free day this week can still make up for it",
        ),
        (
            history(practice(plan=Weekdays(frozenset({0})), days_old=2), []),
            "Mon 16 Nov",
            "**forgiven** · the one miss that these four weeks may have",
        ),
        (history(practice(standard=YES_OR_NO), [0]), "today", "**done** · streak 1"),
    ],
)
def test_every_day_has_its_verdict_and_why(lived: History, day: str, words: str) -> None:
    assert words in line(lived, day)


def test_days_that_cannot_be_missed_say_why() -> None:
    rested = dataclasses.replace(history(LONG, [0]), rests=(Span(TODAY - DAY * 2, TODAY - DAY),))
    assert "**rest** · planned recovery keeps the streak" in line(rested, "yesterday")
    moved = dataclasses.replace(history(LONG, [0]), travel=frozenset({TODAY - DAY}))
    assert "**travel** · the time zone changed" in line(moved, "yesterday")
    away = dataclasses.replace(LONG, archives=(Archive(TODAY - DAY * 3, TODAY),))
    assert "**not judged** · archived on that day" in line(history(away, [0]), "yesterday")


def test_today_and_unplanned_days_tell_that_they_rest() -> None:
    resting = (Span(TODAY - DAY * 6, TODAY),)
    weekly = practice(plan=Weekdays(frozenset({TODAY.weekday()})), days_old=20)
    lived = dataclasses.replace(history(weekly, []), rests=resting)
    assert "**open** · at rest or travelling, it cannot be missed" in line(lived, "today")
    assert "**free** · at rest or travelling, the strength stays" in line(lived, "yesterday")


def test_what_was_logged_later_is_marked() -> None:
    late = DayLog(2000, same_day=False, backfilled=True)
    lived = dataclasses.replace(history(LONG, [0]), logs={TODAY - DAY: late})
    assert line(lived, "yesterday").endswith("· logged later · streak 1")


def test_weeks_of_n_times_say_what_they_came_to() -> None:
    monday = TODAY - DAY * 2
    weeks = practice(plan=TimesAWeek(3), days_old=2 + 7 * 4)
    done = [(TODAY - monday).days + ago for ago in (1, 2, 3, 8, 9, 15)]
    words = read(render.audit(audit_of(history(weeks, done), 52), 52, 0, own=True))
    assert "**Week 47** · open, 0 of 3 done so far" in words
    assert "**Week 46** · kept, 3 of 3 done" in words
    words = read(render.audit(audit_of(history(weeks, done), 52), 52, 1, own=True))
    assert "**Week 45** · forgiven, 2 of 3 done: the miss that is allowed" in words
    assert "**Week 44** · missed, 1 of 3 done: the streak starts anew" in words


def test_the_longest_audit_fits_into_a_card() -> None:
    hostile = practice("*" * 40, Standard(333_333, "_" * 20), WEEKDAYS, days_old=60)
    late = DayLog(12_345_678, same_day=False, backfilled=True)
    lived = dataclasses.replace(
        history(hostile, []), logs={TODAY - DAY * ago: late for ago in range(60)}
    )
    others = tuple(practice(f"{number}" * 20) for number in range(10, 50))
    audit = dataclasses.replace(audit_of(lived, 52), others=others)
    for page in range(5):
        card = render.audit(audit, 52, page, own=True)
        assert card.content_length() <= 4000
        assert card.total_children_count <= 40
    assert labels(render.audit(audit, 52, 99, own=True)) == ["Newer", "As a picture"]


def test_all_numbers_of_a_practice() -> None:
    weekly = practice("*Piano*", plan=TimesAWeek(3), days_old=2)
    shown = Numbers(
        ANNA,
        TODAY,
        (
            PracticeNumbers(LONG, summarise(history(LONG, [0, 1, 5]))),
            PracticeNumbers(weekly, summarise(history(weekly, [0]))),
        ),
        Exchanged(given=6, received=3),
    )
    words = read(render.numbers(shown, own=True))
    assert "Feedback: 6 given, 3 received" in words
    assert "### Your numbers" in words
    assert "**Guitar** · 20 min · every day" in words
    assert "Streak: **2 days** · best 2 days" in words
    assert "Plan kept in four weeks: 18 % (3 of 17)" in words
    assert "Comebacks: 2, typically after 6.5 days" in words
    assert "\\*Piano\\*" in words
    assert "new, nothing planned yet" in words
    assert "This week: 1 of 3" in words
    assert "<@11> in numbers" in read(render.numbers(shown, own=False))
    nobody = dataclasses.replace(shown, practices=())
    assert "No active practice" in read(render.numbers(nobody, own=False))


def test_one_comeback_after_a_day() -> None:
    summary = dataclasses.replace(
        summarise(history(LONG, [0])), comebacks=(Comeback(TODAY - DAY, TODAY),)
    )
    shown = Numbers(ANNA, TODAY, (PracticeNumbers(LONG, summary),), Exchanged())
    assert "Comebacks: 1, typically after 1 day" in read(render.numbers(shown, own=True))


def test_the_percentage_is_given_with_its_blocks() -> None:
    assert render.say_adherence(Adherence(23, 25)) == "92 % (23 of 25)"


def home(lived: History, goal: str | None = None) -> Home:
    of: Practice = lived.practice
    set_goal = goal and Goal(1, CommunityId(1), ANNA, of.id, goal, "", NOW)
    return Home(
        beside=Beside(),
        today=TODAY,
        practices=(PracticeToday(of, summarise(lived), set_goal or None),),
        adjustment=None,
        reflect_on=None,
        feedback=FeedbackWaiting(),
        held=(),
        asked=(),
        lapsed=(),
    )


@pytest.mark.parametrize(
    ("lived", "words"),
    [
        (history(LONG, []), "open, 20 min to go"),
        (history(LONG, [0], amount=500), "5 min of 20 min, 15 min to go"),
        (history(LONG, [0]), "done, 20 min of 20 min"),
        (history(practice(standard=YES_OR_NO), []), "**Guitar** · open"),
        (history(practice(standard=YES_OR_NO), [0]), "**Guitar** · done"),
        (history(practice(plan=Weekdays(frozenset({0}))), []), "free today"),
        (history(practice(plan=TimesAWeek(3), days_old=2), [0]), "This week: 1 of 3"),
        (dataclasses.replace(history(LONG, []), today=TODAY - timedelta(days=99)), "not begun"),
    ],
)
def test_home_says_what_is_left_today(lived: History, words: str) -> None:
    assert words in read(render_today.home(home(lived)))


def test_home_keeps_goal_adjustment_and_look_back_in_sight() -> None:
    running = Adjustment(
        AdjustmentId(1), CommunityId(1), ANNA, "*" * LONGEST_CHANGE, Week(2026, 46), NOW
    )
    practices = home(history(LONG, []), "g" * LONGEST_GOAL).practices * 3
    full = dataclasses.replace(
        home(history(LONG, [])),
        today=date(2026, 11, 22),
        practices=practices,
        adjustment=running,
        reflect_on=Week(2026, 47),
    )
    card = render_today.home(full)
    words = read(card)
    assert "### Today, Sun 22 Nov" in words
    assert "Better this week: ggg" in words
    assert "Trying this week: \\*" in words
    assert labels(card) == ["Log", "Log", "Log", "Reflect"]
    assert card.content_length() <= 4000


def full_home() -> Home:
    request = Request(
        id=RequestId(2**63 - 1),
        community_id=CommunityId(1),
        user_id=ANNA,
        kind=RequestKind.WORK,
        title="*" * LONGEST_TITLE,
        asked_at=NOW,
    )
    ids = tuple(FeedbackId(2**63 - 1 - number) for number in range(9))
    practices = home(history(LONG, []), "*" * LONGEST_GOAL).practices * 3
    return dataclasses.replace(
        home(history(LONG, [])),
        practices=practices,
        reflect_on=Week(2026, 47),
        feedback=FeedbackWaiting(ids, ids, ids, ids),
        held=(request, request),
        asked=(request,) * 9,
        lapsed=(request,) * 9,
    )


def test_home_has_room_for_what_others_wait_for() -> None:
    full = full_home()
    card = render_today.home(full)
    assert len(list(card.walk_children())) <= 40
    assert card.content_length() <= 4000
    assert labels(card).count("Take it") == 3
    assert "Continue" in labels(card)
    quiet = render_today.home(dataclasses.replace(full, held=(), asked=()))
    assert {"Read", "Rate", "Say", "See", "Ask smaller"} <= set(labels(quiet))


def test_home_has_room_for_challenges_beside_all_that() -> None:
    walked = tuple(
        ChallengeToday(
            challenge_id=ChallengeId(2**63 - 1 - number),
            title="*" * LONGEST_CHALLENGE,
            first_day=TODAY,
            last_day=TODAY,
            join_until=TODAY,
            takes_part=bool(number),
        )
        for number in range(MOST_OPEN)
    )
    running = Adjustment(AdjustmentId(1), CommunityId(1), ANNA, "c", Week(2026, 46), NOW)
    most = render_today.home(
        dataclasses.replace(full_home(), challenges=walked, adjustment=running)
    )
    assert len(list(most.walk_children())) <= 40
    assert most.content_length() <= 4000
    assert len(labels(most)) == 3 + 1 + 3 + MOST_OPEN
