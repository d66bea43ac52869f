"""What moderators type about a challenge, and what is made of it."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest

from bot.domain.challenge_dates import (
    ChallengeDays,
    Dates,
    EndsBeforeStart,
    JoinOutside,
    LastsTooLong,
    StartsOutside,
    UnknownChallengeDay,
    read_dates,
)
from bot.domain.challenge_templates import TEMPLATES
from bot.domain.challenge_words import (
    BadCount,
    ChallengeWords,
    NoLetters,
    NothingCounted,
    NotImprovable,
    Occasion,
    TeamsUnwanted,
    UnknownTemplate,
    check_options,
    read_breaks,
    read_challenge,
    with_template,
)
from bot.domain.challenges import Challenge, Draw, Measure, Mode, Ranking, Terms
from bot.domain.errors import Refusal
from bot.domain.ids import ChallengeId, CommunityId, UserId
from bot.domain.names import EmptyName, HiddenCharacters, NameTooLong

TODAY = date(2026, 11, 18)  # a Wednesday
MONDAY, SUNDAY = date(2026, 11, 23), date(2026, 11, 29)
NOW = datetime(2026, 11, 18, 12, tzinfo=UTC)
OCCASION = Occasion(ChallengeId(1), CommunityId(2), UserId(3), TODAY, NOW)


def read(**said: Any) -> Challenge:
    words = ChallengeWords(**{"title": "A week", "measure": Measure.DAYS, "target": "5", **said})
    return read_challenge(words, OCCASION)


@pytest.mark.parametrize(
    ("typed", "days"),
    [
        (("", "", ""), (MONDAY, SUNDAY, date(2026, 11, 25))),
        (("today", "", ""), (TODAY, date(2026, 11, 24), date(2026, 11, 20))),
        (("2026-12-01", "2026-12-02", ""), (date(2026, 12, 1), *[date(2026, 12, 2)] * 2)),
        (("friday", "friday", "today"), (date(2026, 11, 20), date(2026, 11, 20), TODAY)),
        (("", "2026-12-06", "2026-12-06"), (MONDAY, date(2026, 12, 6), date(2026, 12, 6))),
        (("in 90 days", "", ""), (date(2027, 2, 16), date(2027, 2, 22), date(2027, 2, 18))),
        # 92 days are as long as it may be.
        (("", "2027-02-22", ""), (MONDAY, date(2027, 2, 22), date(2026, 11, 25))),
    ],
)
def test_days_are_read(typed: tuple[str, str, str], days: tuple[date, ...]) -> None:
    assert read_dates(Dates(*typed), TODAY) == ChallengeDays(*days)


@pytest.mark.parametrize(
    ("typed", "refusal"),
    [
        (("someday", "", ""), UnknownChallengeDay),
        (("", "the end", ""), UnknownChallengeDay),
        (("", "", "never"), UnknownChallengeDay),
        (("9999 days ago", "", ""), StartsOutside),
        (("in 999 weeks", "", ""), StartsOutside),
        (("9999-12-31", "", ""), StartsOutside),
        (("yesterday", "", ""), StartsOutside),
        (("in 91 days", "", ""), StartsOutside),
        (("", "2026-11-22", ""), EndsBeforeStart),
        (("", "2027-02-23", ""), LastsTooLong),
        (("", "2027-12-28", ""), LastsTooLong),
        (("", "", "yesterday"), JoinOutside),
        (("", "", "2026-11-30"), JoinOutside),
    ],
)
def test_days_that_do_not_fit_are_refused(
    typed: tuple[str, str, str], refusal: type[Refusal]
) -> None:
    with pytest.raises(refusal):
        read_dates(Dates(*typed), TODAY)


def test_a_week_of_four_hundred_days_is_told_its_length() -> None:
    with pytest.raises(LastsTooLong) as refused:
        read_dates(Dates("", "2027-12-27", ""), TODAY)
    assert (refused.value.days, refused.value.most) == (400, 92)


def test_what_is_left_open_follows() -> None:
    challenge = read(story="  For us.  ")
    assert (challenge.first_day, challenge.last_day) == (MONDAY, SUNDAY)
    assert challenge.join_until == date(2026, 11, 25)
    assert (challenge.mode, challenge.ranking) == (Mode.ALONE, Ranking.IMPROVEMENT)
    assert (challenge.teams, challenge.draw, challenge.grace_days) == (0, None, 1)
    assert challenge.terms == (Terms(1, 5, 0, MONDAY),)
    assert (challenge.story, challenge.created_by, challenge.created_at) == ("For us.", 3, NOW)


@pytest.mark.parametrize(
    ("said", "ranking"),
    [
        ({"measure": Measure.BLOCKS, "target": "80"}, Ranking.IMPROVEMENT),
        ({"measure": Measure.FEEDBACK}, Ranking.TARGET),
        ({"mode": Mode.TOGETHER}, Ranking.TARGET),
        ({"mode": Mode.TEAMS}, Ranking.TARGET),
        ({"mode": Mode.TEAMS, "template": "show-up"}, Ranking.TARGET),
        ({"ranking": Ranking.TARGET}, Ranking.TARGET),
    ],
)
def test_what_has_a_baseline_is_ranked_by_improvement(
    said: dict[str, Any], ranking: Ranking
) -> None:
    assert read(**said).ranking is ranking


@pytest.mark.parametrize(
    "said",
    [
        {"measure": Measure.PLACES},
        {"mode": Mode.TOGETHER},
        {"mode": Mode.TEAMS},
        {"template": "quiet"},
    ],
)
def test_what_has_no_baseline_cannot_be_ranked_by_improvement(said: dict[str, Any]) -> None:
    words = {"measure": None, **said} if "template" in said else said
    with pytest.raises(NotImprovable):
        read(**words, ranking=Ranking.IMPROVEMENT)


def test_teams_are_meant_where_their_number_or_draw_is_said() -> None:
    assert (read(teams=4).mode, read(teams=4).draw, read(teams=4).teams) == (
        Mode.TEAMS,
        Draw.DRAWN,
        4,
    )
    chosen = read(draw=Draw.CHOSEN)
    assert (chosen.mode, chosen.teams, chosen.draw) == (Mode.TEAMS, 2, Draw.CHOSEN)
    themed = read(template="show-up", measure=None, target="", teams=3)
    assert (themed.mode, themed.teams) == (Mode.TEAMS, 3)
    for said in ({"teams": 2}, {"draw": Draw.DRAWN}):
        with pytest.raises(TeamsUnwanted):
            read(mode=Mode.ALONE, **said)


@pytest.mark.parametrize(
    ("said", "refusal"),
    [
        ({"measure": None}, NothingCounted),
        ({"template": "none"}, UnknownTemplate),
        ({"title": "\U0001f525" * 200}, NoLetters),
        ({"title": " "}, EmptyName),
        ({"title": "x" * 61}, NameTooLong),
        ({"story": "x" * 501}, NameTooLong),
        ({"story": "a\u202eb"}, HiddenCharacters),
        ({"teams": 1}, BadCount),
        ({"teams": 9}, BadCount),
        ({"grace": 15}, BadCount),
        ({"grace": -1}, BadCount),
        ({"breaks": 7}, BadCount),
    ],
)
def test_words_that_do_not_fit_are_refused(said: dict[str, Any], refusal: type[Refusal]) -> None:
    with pytest.raises(refusal):
        read(**said)


def test_a_title_needs_one_letter_of_any_script() -> None:
    assert read(title=" \U0001f525  練習 ").title == "\U0001f525 練習"
    assert read(title="7").title == "7"


@pytest.mark.parametrize("name", TEMPLATES)
def test_every_template_makes_a_challenge_of_next_week(name: str) -> None:
    template = TEMPLATES[name]
    challenge = read(template=name, measure=None, target="")
    assert (challenge.template, challenge.measure) == (name, template.measure)
    assert challenge.terms == (Terms(1, template.target, template.breaks, MONDAY),)
    assert (challenge.ranking, challenge.mode) == (template.ranking, template.mode)
    assert (challenge.first_day, challenge.last_day) == (MONDAY, SUNDAY)


def test_what_is_said_goes_before_the_template() -> None:
    said = ChallengeWords(template="quiet", target="3", breaks=2, mode=Mode.TOGETHER)
    filled = with_template(said)
    assert (filled.measure, filled.target, filled.breaks) == (Measure.CALM, "3", 2)
    assert (filled.mode, filled.ranking) == (Mode.TOGETHER, None)
    # What is counted otherwise has a target of its own.
    other = with_template(ChallengeWords(template="quiet", measure=Measure.BLOCKS))
    assert (other.measure, other.target, other.ranking) == (Measure.BLOCKS, "", None)


def test_options_are_refused_before_a_form_asks_for_the_rest() -> None:
    check_options(ChallengeWords(), TODAY)
    for said in (
        ChallengeWords(starts="yesterday"),
        ChallengeWords(measure=Measure.IDEAS, ranking=Ranking.IMPROVEMENT),
        ChallengeWords(mode=Mode.ALONE, teams=3),
        ChallengeWords(grace=99),
        ChallengeWords(breaks=99),
    ):
        with pytest.raises(Refusal):
            check_options(said, TODAY)
    # The first day may still come from the form.
    check_options(ChallengeWords(ends="friday"), TODAY)


@pytest.mark.parametrize("text", ["", "7", "-1", "1.5", "two", "10", "²"])
def test_breaks_are_whole_numbers(text: str) -> None:
    with pytest.raises(BadCount):
        read_breaks(text)
    assert read_breaks(" 6 ") == 6
