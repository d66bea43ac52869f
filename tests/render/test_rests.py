"""Cards of rests in the longest words there are, and every word for a skipped day."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import pytest

from bot.domain.days import Week, week_of
from bot.domain.ids import CommunityId, PracticeId
from bot.domain.resting import Ended, MaySkip, Paused, RestOver, RestsShown, Taken
from bot.domain.rests import NamedRest, RestToday
from bot.domain.schedules import TimesAWeek
from bot.domain.skips import CutWeek, Forgiveness, Held, Skip
from bot.domain.thresholds import LONGEST_SIGN
from bot.domain.verdicts import JudgedWeek, Verdict
from bot.render import pauses
from bot.render import rests as render
from bot.render.skips import say_forgiveness, say_held, say_skip
from tests.domain.drawing import practice
from tests.domain.resting import GUITAR, TODAY, day, rest
from tests.support.challenge_cards import length, text_of
from tests.support.members import walk

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bot.render.card import Block

NAME = "*" * 40
GUITARS = practice(name=NAME, id=GUITAR)
WEEK = week_of(TODAY)
LIMIT, COMPONENTS, ON_TODAY = 4000, 40, 4
TOLD = datetime(2026, 11, 20, 9, tzinfo=UTC)


def components(blocks: Iterable[Block]) -> int:
    return len(list(walk([block.to_component_dict() for block in blocks])))


def shown(rests: int) -> RestsShown:
    week = JudgedWeek(WEEK, Verdict.OPEN, 1, 3)
    each = MaySkip(
        practice=GUITARS,
        streak=3650,
        forgiveness=Forgiveness(is_left=True, by_week=False),
        skip=Skip(day(1), Verdict.MISSED, week, 2),
    )
    found = NamedRest(rest(3, 9, GUITAR, reason="_" * 200), GUITARS)
    return RestsShown(TODAY, (found,) * rests, (each,) * 3, ("_" * LONGEST_SIGN,) * 3)


@pytest.mark.parametrize("number", [0, 1, 7])
def test_all_rests_fit_on_a_card(number: int) -> None:
    card = render.shown(shown(100), number)
    assert length(card) <= LIMIT
    assert len(list(walk(card.to_components()))) <= COMPONENTS


def test_a_rest_with_all_its_words_fits() -> None:
    cut = tuple(CutWeek(Week(2026, number), 1, 3, 2) for number in range(40, 46))
    taken = Taken(
        named=NamedRest(rest(0, 29, reason="_" * 200, extended=2), None),
        today=TODAY,
        held=(Held(GUITARS, 30, cut),) * 3,
        this_week={},
    )
    card = render.taken(taken, render.NOT_TOLD)
    assert length(card) <= LIMIT
    assert len(list(walk(card.to_components()))) <= COMPONENTS
    assert "Made longer 2 times now" in text_of(card)


def test_a_pause_fits_beside_the_longest_help() -> None:
    held = rest(0, 0, is_pause=True)
    signs = ("_" * LONGEST_SIGN,) * 3
    for card in (
        pauses.paused(Paused(held, TODAY, "_" * 500, signs)),
        pauses.what_pause_holds("_" * 500),
    ):
        assert length(card) <= LIMIT


def test_a_week_of_pause_cannot_be_made_longer() -> None:
    card = pauses.paused(Paused(rest(0, 6, is_pause=True), TODAY, "", ()))
    assert "3 days" not in text_of(card)
    assert "7 days" not in text_of(card)


def named(first: int, last: int, **more: Any) -> NamedRest:
    return NamedRest(rest(first, last, **more), None)


@pytest.mark.parametrize(
    ("running", "planned", "asks"),
    [
        ((named(0, 2),) * 4, (named(1, 3),) * 4, None),
        ((), (named(1, 3),), None),
        ((), (named(1, 3),), named(-3, -1)),
        ((), (), named(-3, -1)),
    ],
)
def test_today_has_room_for_it(
    running: tuple[NamedRest, ...], planned: tuple[NamedRest, ...], asks: NamedRest | None
) -> None:
    assert components(render.today(RestToday(TODAY, running, planned, asks))) <= ON_TODAY


def asked(first: int, last: int) -> str:
    said = render.today(RestToday(TODAY, (), (), named(first, last)))
    return str(said[0].to_component_dict())


def test_a_short_rest_ends_with_a_first_step_too() -> None:
    step = "Ten minutes are a good first step"
    assert step in asked(-1, -1)
    assert step in asked(-2, -1)
    # After a longer one the small restart itself is offered, and after a day it is over.
    assert step not in asked(-3, -1)
    assert step not in asked(-2, -2)


def test_what_ended_and_what_goes_on() -> None:
    back = Ended((named(0, 2),), (), TODAY)
    assert "taken back, as if it had never been planned" in text_of(render.ended(back))
    assert "One question" not in text_of(render.ended(back))
    over = text_of(render.ended(Ended((named(-2, 2),), (), TODAY)))
    assert "ended yesterday. Its days stay days of rest." in over
    assert "One question" in over
    pause = text_of(render.ended(Ended((named(-2, 2, is_pause=True),), (), TODAY)))
    assert "The pause ended yesterday." in pause
    assert "One question" not in pause
    twice = text_of(render.ended(Ended((), (), TODAY)))
    assert "### Nothing rests today" in twice


def test_the_direct_message_names_what_rested() -> None:
    own = RestOver(NamedRest(rest(-2, -1, GUITAR), practice(name="Guitar")), CommunityId(5))
    card = render.over(own)
    assert "### Your rest from Guitar is over" in text_of(card)
    urls = [each["url"] for each in walk(card.to_components()) if "url" in each]
    assert urls == ["https://discord.com/channels/5"]
    assert "### Your rest is over" in text_of(render.over(replace(own, named=named(-2, -1))))


def test_telling_is_offered_until_it_is_over() -> None:
    taken = Taken(named(0, 2, tell_at=TOLD), TODAY, (), {})
    assert "Do not write to me" in text_of(render.taken(taken))
    yesterday = text_of(render.taken(Taken(named(-1, -1), TODAY, (), {})))
    assert "nothing in it was missed" in yesterday
    assert "Write to me" not in yesterday


def may_skip(verdict: Verdict | None, week: JudgedWeek | None = None, streak: int = 4) -> str:
    skip = Skip(day(1), verdict, week, 2) if verdict else None
    return say_skip(MaySkip(GUITARS, streak, Forgiveness(is_left=True, by_week=True), skip))


@pytest.mark.parametrize(
    ("verdict", "said"),
    [
        (None, "nothing is planned"),
        (Verdict.FREE, "nothing is planned, so it is free"),
        (Verdict.REST, "Tomorrow rests."),
        (Verdict.TRAVEL, "the time zone changed"),
        (Verdict.MOVED, "makes up for it"),
        (Verdict.FORGIVEN, "used up then"),
        (Verdict.OWED, "make up for it on a free day"),
        (Verdict.MISSED, "your streak of 4 days would start anew"),
    ],
)
def test_skipping_in_words(verdict: Verdict | None, said: str) -> None:
    assert said in may_skip(verdict)


@pytest.mark.parametrize(
    ("verdict", "said"),
    [
        (Verdict.REST, "Tomorrow rests: 1 of 3 by then, 2 days left after it."),
        (Verdict.TRAVEL, "this week cannot be missed"),
        (Verdict.FORGIVEN, "It would take the miss that is allowed: 1 of 3"),
        (Verdict.OWED, "Yes: 1 of 3 by then"),
        (Verdict.KEPT, "Yes, the week has what it needs"),
        (Verdict.MISSED, "too few. It would be a miss: your streak of 4 days"),
    ],
)
def test_skipping_of_n_times_in_words(verdict: Verdict, said: str) -> None:
    assert said in may_skip(verdict, JudgedWeek(WEEK, Verdict.OPEN, 1, 3))


def test_skipping_in_words_when_today_is_open() -> None:
    left = Forgiveness(is_left=False, by_week=True)
    skip = Skip(day(1), Verdict.FORGIVEN, if_today=True)
    assert say_skip(MaySkip(GUITARS, 4, left, skip)) == (
        "Skip tomorrow? If today is kept, it would be the one miss that is forgiven next week."
    )
    skip = Skip(day(1), Verdict.MOVED, if_today=True)
    assert say_skip(MaySkip(GUITARS, 4, left, skip)).startswith(
        "Skip tomorrow? Yes, if today is kept: an extra day"
    )


@pytest.mark.parametrize(
    ("verdict", "streak", "said"),
    [
        (Verdict.FORGIVEN, 4, "nothing is planned. Your minimum on it would make up for a miss."),
        (Verdict.MISSED, 4, "for a miss. Without it, your streak of 4 days would start anew."),
        (Verdict.MISSED, 0, "it is the last day to make up for a miss."),
    ],
)
def test_a_free_day_that_makes_up_for_a_miss(verdict: Verdict, streak: int, said: str) -> None:
    left = Forgiveness(is_left=False, by_week=True)
    skip = Skip(day(1), verdict, is_planned=False)
    assert say_skip(MaySkip(GUITARS, streak, left, skip)).endswith(said)


def test_there_may_be_no_streak_to_lose() -> None:
    assert "there is no streak to lose" in may_skip(Verdict.MISSED, streak=0)


def test_forgiveness_in_words() -> None:
    assert say_forgiveness(Forgiveness(is_left=True, by_week=True)) == (
        "One miss this week is still forgiven."
    )
    assert "these four weeks may have is used up" in say_forgiveness(
        Forgiveness(is_left=False, by_week=False)
    )


def test_what_a_rest_holds_in_words() -> None:
    scales = practice(TimesAWeek(3), id=PracticeId(4))
    weeks = (
        CutWeek(WEEK, 1, 3, 0),
        CutWeek(WEEK.next(), 3, 3, 5),
        CutWeek(Week(2026, 49), 0, 3, 0),
    )
    now = {scales.id: JudgedWeek(WEEK, Verdict.OPEN, 2, 1)}
    assert list(say_held(Held(scales, 0, weeks), now)) == [
        "**Scales**, week 47: 1 needed instead of 3, and 2 done so far.",
        "**Scales**, week 48: 3 needed as ever.",
        "**Scales**, week 49: nothing is needed instead of 3.",
    ]
    for left, said in ((0, "no day left for it"), (1, "1 day left for it")):
        (line,) = say_held(Held(scales, 0, (CutWeek(WEEK, 3, 3, left),)), now)
        assert line == f"**Scales**, week 47: 3 needed as ever, 2 done so far, {said}."
    assert list(say_held(Held(scales, 0, ()), {})) == [
        "**Scales**: nothing is planned on these days."
    ]
    assert list(say_held(Held(scales, 1, ()), {})) == [
        "**Scales**: 1 planned block in it, and none can be missed."
    ]
    assert render.say_days(rest(0, 0), TODAY) == "today"
