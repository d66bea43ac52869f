"""One's own progress with every number explained, changed targets, and results."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import pytest

from bot.domain.challenge_boards import Phase, Standing, TeamLine, Together
from bot.domain.challenge_progress import Compared, WeekBefore
from bot.domain.challenges import Draw, Measure, Mode, Participant, Ranking, State, Terms
from bot.domain.days import DAY
from bot.domain.ids import UserId
from bot.domain.participations import Joined
from bot.domain.settings import Visibility
from bot.render import challenge_news as news
from bot.render import challenges as render
from bot.render.challenge_joining import joined
from bot.render.challenge_own import own
from tests.support.challenge_cards import MONDAY, board, challenge, line, text_of, thousand


def test_ones_own_numbers_are_explained() -> None:
    weeks = tuple(WeekBefore(MONDAY - n * 7 * DAY, Fraction(n)) for n in (4, 3))
    compared = Compared(weeks, Fraction(9, 2), in_points=False)
    held = tuple(MONDAY + n * DAY for n in range(16))
    of = challenge(ranking=Ranking.IMPROVEMENT)
    shown = board(of, line(compared=compared, held=held, today=MONDAY + 20 * DAY))
    said = text_of(own(shown, shown.own(UserId(11)), may_join=True))
    assert "**You: 4 of 5 days** · +29 % · place 1" in said
    assert "and 2 more" in said
    assert "**Needed:** 5 days.\n" in said
    assert "**Your weeks before:** Mon 26 Oct: 4 days; Mon 2 Nov: 3 days" in said
    assert "4.5 days a week now, 3.5 days on average before: +29 %." in said
    assert "Join" in said


@pytest.mark.parametrize(
    ("standing", "where", "words"),
    [
        (Standing.RESTING, "resting", "· resting"),
        (Standing.NEW, "new", "· new\n"),
        (Standing.NOTHING_YET, "nothing_yet", "· nothing to count yet"),
    ],
)
def test_without_a_place_it_is_said_why(standing: Standing, where: str, words: str) -> None:
    none = Compared((), None, in_points=False)
    week = tuple(MONDAY + n * DAY for n in range(7))
    zero = {"needed": 0, "eligible": 0, "share": None, "held": week}
    mine = line(11, standing, place=None, compared=none, **zero)
    if standing is not Standing.RESTING:
        mine = line(11, standing, place=None, compared=none)
    of = challenge(ranking=Ranking.IMPROVEMENT)
    said = text_of(own(board(of, **{where: (mine,)}), mine, may_join=False))
    assert words in said
    assert ("Nothing is needed of you" in said) == (standing is Standing.RESTING)
    assert "Yours begin to count for the next one" in said


def test_days_off_are_said_where_they_lower_what_is_needed() -> None:
    mine = line(eligible=6, breaks_taken=1)
    said = text_of(own(board(challenge(), mine), mine, may_join=False))
    needed = "5 days for 6 of 7 days that count, 1 day off left out already, rounded up: 5 days."
    assert f"**Needed:** {needed}" in said


def test_too_few_weeks_before_are_shown_and_called_new() -> None:
    one = Compared((WeekBefore(MONDAY, Fraction(250)),), None, in_points=False)
    of = challenge(ranking=Ranking.IMPROVEMENT, measure=Measure.AMOUNT, unit="km")
    mine = line(compared=one, done=250, needed=500)
    said = text_of(own(board(of, mine), mine, may_join=False))
    assert "Mon 23 Nov: 2.5 km" in said
    assert "**New: too little before it to compare with.**" in said


def test_those_who_take_no_part_see_the_board() -> None:
    said = text_of(own(board(challenge(), line()), None, may_join=False))
    assert "You take no part in this one." in said
    assert "<@11>" in said
    assert "Leave" not in said


def test_what_has_ended_is_told_as_past() -> None:
    ended = board(challenge(state=State.ENDED), line(), phase=Phase.OVER)
    said = text_of(own(ended, None, may_join=False))
    assert "You took no part in this one." in said
    assert "1 person took part" in said


def test_a_team_is_named_in_ones_own_card() -> None:
    of = challenge(mode=Mode.TEAMS, draw=Draw.DRAWN)
    mine = line(team=2, place=None)
    shown = board(of, mine, teams=(TeamLine(2, 1, Fraction(1), (mine,)),))
    said = text_of(own(shown, mine, may_join=False))
    assert "4 of 5 days** · 80 % · team 2" in said


def test_results_name_everybody_and_what_is_reached_together() -> None:
    of = challenge(mode=Mode.TOGETHER, state=State.ENDED)
    reached = Together(40, 40, Fraction(1))
    said = text_of(news.results(board(of, line(), together=reached)))
    assert "▰▰▰▰▰▰▰▰▰▰ **100 %**. The goal is reached." in said
    crowd = text_of(news.results(board(challenge(state=State.ENDED), *thousand())))
    assert "**What each of us reached**" in crowd
    assert "and 970 more." in crowd


@pytest.mark.parametrize(
    ("target", "mode", "words"),
    [
        (6, Mode.ALONE, "It counts for you once you renew."),
        (6, Mode.TOGETHER, "once everybody who takes part has renewed"),
        (4, Mode.ALONE, "It counts for everybody from Mon 23 Nov on."),
    ],
)
def test_new_terms_say_from_when_and_for_whom(target: int, mode: Mode, words: str) -> None:
    of = challenge(mode=mode)
    card = news.new_terms(of, of.newest_terms, Terms(2, target, 0, MONDAY))
    said = text_of(card)
    assert f"**5 days → {target} days**" in said
    assert words in said
    assert ("Renew" in said) == (target > 5)


@pytest.mark.parametrize(
    ("team", "drawn", "words"), [(None, Draw.DRAWN, "Teams are drawn"), (2, None, "team 2.")]
)
def test_joining_says_what_becomes_of_teams(
    team: int | None, drawn: Draw | None, words: str
) -> None:
    of = challenge(mode=Mode.TEAMS, teams=2, draw=drawn)
    member = Participant(
        challenge_id=of.id,
        community_id=of.community_id,
        user_id=UserId(11),
        joined_on=MONDAY,
        joined_at=of.created_at,
        terms=1,
        team=team,
    )
    shown = Joined(
        challenge=of,
        participant=member,
        terms=of.newest_terms,
        visibility=Visibility.OPEN,
        is_new=True,
        can_group=True,
        has_practice=True,
        has_unit=True,
    )
    said = text_of(joined(shown))
    assert words in said
    assert "joining is your consent" not in said
    assert "Group me" not in said


EASIER, HARDER = Terms(2, 4, 0, MONDAY + DAY), Terms(2, 6, 0, MONDAY)


@pytest.mark.parametrize(
    ("mode", "newest", "words"),
    [
        (Mode.ALONE, EASIER, "From Tue 24 Nov on it is 4 days."),
        (Mode.ALONE, HARDER, "that you agreed to, 5 days. 6 days is yours only if you renew."),
        (Mode.ALONE, Terms(2, 5, 0, MONDAY), "5 days, 1 break a week. 5 days is yours only if"),
        (Mode.TOGETHER, EASIER, "From Tue 24 Nov on it is 4 days."),
        (Mode.TOGETHER, HARDER, "6 days counts once everybody who takes part has renewed."),
    ],
)
def test_what_becomes_of_newer_terms_is_said(mode: Mode, newest: Terms, words: str) -> None:
    theirs = Terms(1, 5, 1 if newest.target == 5 else 0, MONDAY)
    of = challenge(mode=mode, terms=(theirs, newest))
    mine = line(terms=theirs)
    changes = {"together": Together(4, 5, Fraction(4, 5))} if mode is Mode.TOGETHER else {}
    shown = board(of, mine, **changes)
    assert words in text_of(own(shown, mine, may_join=False))


def test_nobody_stands_on_a_board_with_nothing_beside_the_name() -> None:
    begun = line(11, Standing.ON_THE_WAY, place=None, done=0, share=Fraction(0))
    shown = board(challenge(), on_the_way=(begun,))
    for card in (render.board(shown), news.results(replace(shown, phase=Phase.OVER))):
        said = text_of(card)
        assert "- <@11> · in 6 weeks" in said
        assert "0 days" not in said
    of = challenge(mode=Mode.TOGETHER)
    together = board(of, line(done=0), together=Together(0, 5, Fraction(0)))
    assert "- <@11>\n" in text_of(render.board(together))


def test_the_sum_is_so_far_only_while_it_grows() -> None:
    shown = board(challenge(), line())
    assert "4 days between us so far." in text_of(render.board(shown))
    assert "4 days between us." in text_of(render.board(replace(shown, phase=Phase.OVER)))


def test_one_day_is_one_day() -> None:
    weeks = tuple(WeekBefore(MONDAY - n * 7 * DAY, Fraction(n)) for n in (2, 1))
    of = challenge(ranking=Ranking.IMPROVEMENT)
    mine = line(compared=Compared(weeks, Fraction(1), in_points=False))
    assert "Mon 16 Nov: 1 day\n" in text_of(own(board(of, mine), mine, may_join=False))
