"""Changing and ending a challenge that stands."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

import pytest

from bot.domain.challenge_edits import Edit, EditWords, EndsAnyway, NothingChanged, edit, end
from bot.domain.challenge_targets import TargetOutOfReach
from bot.domain.challenge_words import BadCount, ChallengeWords, Occasion, read_challenge
from bot.domain.challenges import Challenge, ChallengeOver, Measure, Mode, State, Terms
from bot.domain.ids import ChallengeId, CommunityId, UserId
from bot.domain.names import EmptyName

if TYPE_CHECKING:
    from bot.domain.errors import Refusal

NOW = datetime(2026, 11, 18, 12, tzinfo=UTC)
BEFORE, MONDAY, TUESDAY = date(2026, 11, 18), date(2026, 11, 23), date(2026, 11, 24)
SUNDAY = date(2026, 11, 29)
WEDNESDAY = date(2026, 11, 25)


def challenge() -> Challenge:
    words = ChallengeWords(
        title="A week", story="For us.", measure=Measure.DAYS, target="5", breaks=1
    )
    who = Occasion(ChallengeId(1), CommunityId(2), UserId(3), BEFORE, NOW)
    return read_challenge(words, who)


def change(was: Challenge, words: EditWords, today: date = TUESDAY) -> Edit:
    return edit(was, words, today, has_joined=True)


@pytest.mark.parametrize(
    ("words", "terms", "is_harder"),
    [
        (EditWords(target="4"), Terms(2, 4, 1, WEDNESDAY), False),
        (EditWords(breaks="2"), Terms(2, 5, 2, WEDNESDAY), False),
        (EditWords(breaks=2), Terms(2, 5, 2, WEDNESDAY), False),
        (EditWords(target="6"), Terms(2, 6, 1, TUESDAY), True),
        (EditWords(breaks="0"), Terms(2, 5, 0, TUESDAY), True),
        # Harder in anything is harder.
        (EditWords(target="6", breaks="3"), Terms(2, 6, 3, TUESDAY), True),
        (EditWords(target="4", breaks="0"), Terms(2, 4, 0, TUESDAY), True),
    ],
)
def test_easier_holds_from_tomorrow_and_harder_is_asked(
    words: EditWords, terms: Terms, *, is_harder: bool
) -> None:
    was = challenge()
    edited = change(was, words)
    assert edited == Edit(replace(was, terms=(*was.terms, terms)), terms, is_harder=is_harder)


def test_before_anybody_joined_terms_are_put_right() -> None:
    edited = edit(challenge(), EditWords(target="6"), TUESDAY, has_joined=False)
    assert edited.challenge.terms == (Terms(1, 6, 1, MONDAY),)
    assert edited.at_once
    assert edited.terms is None


def test_words_change_at_once() -> None:
    edited = change(challenge(), EditWords(title="Another  week", story=" ", target="5"))
    assert (edited.challenge.title, edited.challenge.story) == ("Another week", "")
    assert edited.terms is None
    assert not edited.at_once


@pytest.mark.parametrize(
    ("words", "refusal"),
    [
        (EditWords(), NothingChanged),
        (EditWords(target="5 days", breaks="1", title="A week", story="For us."), NothingChanged),
        (EditWords(target="8"), TargetOutOfReach),
        (EditWords(breaks=""), BadCount),
        (EditWords(title=""), EmptyName),
    ],
)
def test_what_changes_nothing_or_cannot_be_is_refused(
    words: EditWords, refusal: type[Refusal]
) -> None:
    with pytest.raises(refusal):
        change(challenge(), words)


@pytest.mark.parametrize("state", [State.ENDED, State.CANCELLED])
def test_what_is_over_does_not_change(state: State) -> None:
    over = replace(challenge(), state=state)
    with pytest.raises(ChallengeOver):
        change(over, EditWords(target="4"))
    with pytest.raises(ChallengeOver):
        end(over, TUESDAY, NOW)


def test_ended_before_its_first_day_it_is_called_off() -> None:
    was = challenge()
    assert end(was, BEFORE, NOW) == replace(was, state=State.CANCELLED, ended_at=NOW)


def test_ended_later_today_is_its_last_day() -> None:
    was = challenge()
    on_tuesday = end(was, TUESDAY, NOW)
    assert on_tuesday.is_open
    assert (on_tuesday.last_day, on_tuesday.join_until) == (TUESDAY, TUESDAY)
    assert on_tuesday.grace_days == 0
    assert end(was, MONDAY, NOW).length == 1
    # In its grace, only the grace ends.
    late = end(was, date(2026, 11, 30), NOW)
    assert (late.last_day, late.grace_days, late.join_until) == (SUNDAY, 0, WEDNESDAY)
    with pytest.raises(EndsAnyway):
        end(late, date(2026, 11, 30), NOW)


@pytest.mark.parametrize(
    ("measure", "mode", "targets"),
    [
        # 5 of 7 days is 2 of 2, 7 of 7 too; nobody is left with more than the days there were.
        (Measure.DAYS, Mode.ALONE, (2, 2)),
        (Measure.DAYS, Mode.TEAMS, (2, 2)),
        (Measure.BLOCKS, Mode.ALONE, (5, 7)),
        (Measure.DAYS, Mode.TOGETHER, (5, 7)),
    ],
)
def test_ended_early_the_target_shrinks_with_the_days(
    measure: Measure, mode: Mode, targets: tuple[int, ...]
) -> None:
    terms = (Terms(1, 5, 1, MONDAY), Terms(2, 7, 1, MONDAY))
    was = replace(challenge(), measure=measure, mode=mode, terms=terms)
    assert tuple(each.target for each in end(was, TUESDAY, NOW).terms) == targets
