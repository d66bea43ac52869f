"""Boards of challenges: kind words for everybody, and room for a thousand people."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import pytest

from bot.domain.challenge_boards import Band, Board, Group, Phase, Standing, TeamLine, Together
from bot.domain.challenge_progress import Compared, WeekBefore
from bot.domain.challenges import Draw, Measure, Mode, Ranking, State, Terms
from bot.domain.deliveries import Trouble
from bot.domain.ids import UserId
from bot.domain.participations import TeamChoice
from bot.render import challenge_joining as joining
from bot.render import challenge_news as news
from bot.render import challenges as render
from bot.render.challenge_own import own
from tests.support.challenge_cards import (
    LARGEST,
    MONDAY,
    board,
    challenge,
    length,
    line,
    text_of,
    thousand,
)

# What takes most room once markdown and mentions in it are taken apart.
NASTY = "*_`~|<@&>" * 100


def crowded() -> dict[str, Board]:
    """Give boards with as many people, and as much of everything, as there can be."""
    nasty = {"title": NASTY[:60], "story": NASTY[:600], "ping_role_id": LARGEST, "grace_days": 14}
    amount = challenge(
        **nasty,
        measure=Measure.AMOUNT,
        unit=NASTY[:20],
        ranking=Ranking.IMPROVEMENT,
        terms=(Terms(1, 10_000_000_00, 6, MONDAY),),
    )
    before = WeekBefore(MONDAY, Fraction(100))
    compared = Compared((before, before), Fraction(10_000_000_00), in_points=False)
    lines = thousand(compared=compared)
    parts = [tuple(lines[at : at + 142]) for at in range(0, 994, 142)]
    teams = challenge(**nasty, mode=Mode.TEAMS, teams=8, draw=Draw.DRAWN, measure=Measure.CALM)
    in_team = [replace(each, team=1 + number % 8) for number, each in enumerate(thousand())]
    together = challenge(**nasty, mode=Mode.TOGETHER)
    return {
        "groups": board(
            amount,
            groups=tuple(
                Group(band, part) for band, part in zip((*Band, None), parts[:4], strict=True)
            ),
            nothing_yet=parts[4],
            new=parts[5],
            resting=parts[6],
        ),
        "teams": board(
            teams,
            *in_team,
            teams=tuple(
                TeamLine(number, number, Fraction(1, 2), tuple(in_team[number - 1 :: 8]))
                for number in range(1, 9)
            ),
        ),
        "together": board(
            together, *thousand(), together=Together(5, 10, Fraction(1, 2)), phase=Phase.GRACE
        ),
    }


@pytest.mark.parametrize("kind", ["groups", "teams", "together"])
def test_a_thousand_people_fit(kind: str) -> None:
    shown = crowded()[kind]
    newest = shown.challenge.newest_terms
    cards = [
        render.board(shown, NASTY[:500], late=True),
        render.everyone(shown, 7, for_moderator=True),
        render.how_counted(shown.challenge, newest),
        own(shown, next(shown.lines()), may_join=True),
        news.results(shown, late=True),
        news.new_terms(shown.challenge, newest, replace(newest, version=2, target=9), late=True),
    ]
    assert max(length(each) for each in cards) <= 4_000, [length(each) for each in cards]


def test_lines_say_place_number_and_weeks() -> None:
    shown = board(
        challenge(), line(11), line(12, place=1), line(13, place=3, share=Fraction(1, 5), done=1)
    )
    said = text_of(render.board(shown))
    assert "1\\. <@11> · 80 % · 4 of 5 days · in 6 weeks" in said
    assert "1\\. <@12>" in said
    assert "3\\. <@13> · 20 % · 1 of 5 days" in said
    assert "3 people take part, 9 days between us so far." in said


def test_whoever_rests_or_is_new_stands_apart_and_is_no_last() -> None:
    resting = line(12, Standing.RESTING, place=None)
    new = line(13, Standing.NEW, place=None)
    shown = board(challenge(), line(11), resting=(resting,), new=(new,))
    said = text_of(render.board(shown))
    assert "**New: too little before it to compare with**\n- <@13>" in said
    assert "**Resting**\n- <@12>" in said


@pytest.mark.parametrize(
    ("measure", "improvement", "words"),
    [
        (Measure.DAYS, 120, "+20 %"),
        (Measure.BLOCKS, 88, "\u221212 points"),
        (Measure.DAYS, 100, "as before"),
    ],
)
def test_improvement_is_said_with_its_sign(measure: Measure, improvement: int, words: str) -> None:
    before = WeekBefore(MONDAY, Fraction(100))
    in_points = measure is Measure.BLOCKS
    compared = Compared((before, before), Fraction(improvement), in_points=in_points)
    of = challenge(measure=measure, ranking=Ranking.IMPROVEMENT)
    shown = board(of, line(11, compared=compared))
    assert f"<@11> · {words} · 4 of 5 " in text_of(render.board(shown))
    assert words in text_of(own(shown, shown.own(UserId(11)), may_join=False))


@pytest.mark.parametrize(
    ("phase", "heading"), [(Phase.RUNNING, "On the way"), (Phase.OVER, "Walked along")]
)
def test_whoever_is_behind_has_no_number_on_the_board(phase: Phase, heading: str) -> None:
    compared = Compared((WeekBefore(MONDAY, Fraction(5)),) * 2, Fraction(1), in_points=False)
    behind = line(11, Standing.ON_THE_WAY, place=None, compared=compared)
    of = challenge(ranking=Ranking.IMPROVEMENT)
    shown = board(of, on_the_way=(behind,), phase=phase)
    said = text_of(render.board(shown))
    assert f"**{heading}**\n- <@11> · 4 of 5 " in said
    assert "%" not in said
    assert "\u221280 %" in text_of(own(shown, behind, may_join=False))


def test_bands_have_headings_and_the_rest_too() -> None:
    groups = (Group(Band.LONGER, (line(11), line(12))), Group(None, (line(13),)))
    said = text_of(render.board(board(challenge(), groups=groups)))
    assert said.index("Practising for longer") < said.index("<@11>")
    assert said.index("<@12>") < said.index("**Everybody else**") < said.index("<@13>")


def test_who_kept_an_older_target_is_shown_with_it() -> None:
    terms = (Terms(1, 4, 0, MONDAY), Terms(2, 5, 0, MONDAY))
    shown = board(challenge(terms=terms), line(11, terms=terms[0]))
    assert "target 4 days" in text_of(render.board(shown))
    mine = text_of(own(shown, shown.own(UserId(11)), may_join=False))
    assert "You keep the target that you agreed to, 4 days." in mine


def test_teams_stand_with_their_share_and_a_team_of_one_counts_like_any_other() -> None:
    of = challenge(mode=Mode.TEAMS, teams=2, draw=Draw.CHOSEN)
    first, second = line(11, team=1, place=None), line(12, team=2, place=None)
    teams = (
        TeamLine(2, 1, Fraction(1), (second, line(13, team=2, today=MONDAY, held=(MONDAY,)))),
        TeamLine(1, None, None, (first,)),
    )
    said = text_of(render.board(board(of, first, second, teams=teams)))
    assert "**1. Team 2 · 100 % · 2 people**\n- <@12> · 80 % · 4 of 5 days" in said
    assert "resting" in said
    kindly = "**Team 1 · nothing to count yet · 1 person, which counts like any other team**"
    assert kindly in said


def test_who_came_after_the_teams_were_made_stands_without_one() -> None:
    of = challenge(mode=Mode.TEAMS, teams=2, draw=Draw.DRAWN)
    inside, outside = line(11, team=1), line(12)
    shown = board(of, inside, outside, teams=(TeamLine(1, 1, Fraction(1), (inside,)),))
    assert "**Without a team**\n- <@12>" in text_of(render.everyone(shown, 0, for_moderator=False))


def test_everyones_pages_repeat_the_heading() -> None:
    shown = board(challenge(), *thousand())
    first = text_of(render.everyone(shown, 0, for_moderator=False))
    assert "Page 1 of 67" in first
    assert "Take somebody off" not in first
    last = render.everyone(board(challenge(), resting=tuple(thousand())), 999, for_moderator=True)
    assert "**Resting**" in text_of(last)
    assert "Page 67 of 67" in text_of(last)
    nobody = text_of(render.everyone(board(challenge()), 0, for_moderator=True))
    assert "Nobody is in it yet" in nobody


@pytest.mark.parametrize(
    ("state", "words"),
    [(State.ENDED, "has ended"), (State.CANCELLED, "called off before it began")],
)
def test_an_ended_board_says_so_and_offers_no_join(state: State, words: str) -> None:
    said = text_of(render.board(board(challenge(state=state))))
    assert words in said
    assert "Nobody was in it this time" in said
    assert "Join" not in said


def test_the_role_that_is_pinged_is_named_and_a_late_post_says_so() -> None:
    shown = board(challenge(ping_role_id=5, grace_days=2))
    said = text_of(render.board(shown, "Call 116 123", late=True))
    assert "-# For <@&5>" in said
    assert "later than promised" in said
    assert "> Call 116 123" in said
    assert "For 2 days afterwards" in said


@pytest.mark.parametrize("measure", Measure)
@pytest.mark.parametrize("mode", Mode)
def test_every_measure_and_mode_is_explained(measure: Measure, mode: Mode) -> None:
    draw = Draw.DRAWN if mode is Mode.TEAMS else None
    terms = (Terms(1, 5, 1, MONDAY),)
    of = challenge(measure=measure, mode=mode, draw=draw, unit="km", terms=terms)
    said = text_of(render.how_counted(of, of.newest_terms))
    assert "**Counted:**" in said
    assert ("**Breaks:**" in said) == (mode is not Mode.TOGETHER)
    assert ("Nobody weighs more" in said) == (mode is Mode.TEAMS)
    together = Together(5, 10, Fraction(1, 2)) if mode is Mode.TOGETHER else None
    shown = board(of, line(breaks_taken=1, planned=7), together=together)
    mine = text_of(own(shown, shown.own(UserId(11)), may_join=False))
    assert "**Counted:** Mon 23 Nov" in mine


@pytest.mark.parametrize(
    ("measure", "breaks", "words"),
    [
        (Measure.DAYS, 1, "1 day a week is off, used or not, and the target shrinks to fit."),
        (Measure.PLACES, 2, "2 days a week are off, used or not, and the target shrinks to fit."),
        (Measure.BLOCKS, 1, "1 missed block a week may be left out."),
    ],
)
def test_breaks_are_days_off_or_missed_blocks(measure: Measure, breaks: int, words: str) -> None:
    of = challenge(measure=measure, terms=(Terms(1, 5, breaks, MONDAY),))
    assert f"**Breaks:** {words}" in text_of(render.board(board(of)))


def test_the_only_day_of_a_challenge_is_said_once() -> None:
    of = challenge(last_day=MONDAY)
    assert render.say_span(of) == "Mon 23 Nov"


def test_moderators_hear_what_to_do_about_a_board() -> None:
    said = text_of(render.stuck(5, Trouble.FORBIDDEN))
    assert "<#5>: I lack a permission there" in said


def test_digests_differ_where_cards_do() -> None:
    shown = board(challenge(), line())
    assert render.digest(render.board(shown)) == render.digest(render.board(shown))
    assert render.digest(render.board(shown)) != render.digest(render.board(board(challenge())))


def test_eight_teams_to_choose_from_fit() -> None:
    said = text_of(joining.choose_team(TeamChoice(challenge(teams=8), tuple(range(8)))))
    assert "Team 8 (7)" in said
