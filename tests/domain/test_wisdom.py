from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from bot.domain.days import ClockSetting
from bot.domain.ids import IdeaId
from bot.domain.members import Member
from bot.domain.months import Month
from bot.domain.names import EmptyName, HiddenCharacters, NameTooLong
from bot.domain.settings import Visibility
from bot.domain.wisdom import (
    FEWEST_ACTIVE,
    Idea,
    IdeaKind,
    IdeaWords,
    LeftAlready,
    Share,
    TooFarAhead,
    UnknownUntil,
    clean_happened,
    parse_until,
    read_idea,
)
from tests.support.callers import ANNA, HERE

TODAY = date(2026, 11, 18)  # a Wednesday
NOW = datetime(2026, 11, 18, 12, tzinfo=UTC)
MEMBER = Member(
    community_id=HERE,
    user_id=ANNA,
    visibility=Visibility.PRIVATE,
    on_boards=False,
    share_conditions=False,
    joined_at=NOW,
    clock=(ClockSetting(NOW, "America/New_York", 4, zone_chosen=True),),
)


def read(kind: IdeaKind = IdeaKind.INSIGHT, **words: str) -> Idea:
    typed = IdeaWords(**{"title": "Slow first", "text": "Half the speed", **words})
    return read_idea(Idea(IdeaId(5), HERE, ANNA, kind, shared_at=NOW), typed, MEMBER, NOW)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("today", date(2026, 11, 18)),
        ("Tomorrow", date(2026, 11, 19)),
        ("in 1 day", date(2026, 11, 19)),
        (" in  10 days ", date(2026, 11, 28)),
        ("in 2 weeks", date(2026, 12, 2)),
        ("2026-12-24", date(2026, 12, 24)),
        ("2027-1-5", date(2027, 1, 5)),
        ("wed", date(2026, 11, 18)),
        ("Thu.", date(2026, 11, 19)),
        ("tuesday", date(2026, 11, 24)),
        ("2027-11-18", date(2027, 11, 18)),
    ],
)
def test_days_ahead(text: str, day: date) -> None:
    assert parse_until(text, TODAY) == day


@pytest.mark.parametrize("text", ["", "soon", "in ten days", "2026-02-30", "in 9999 days", "t"])
def test_texts_that_name_no_day(text: str) -> None:
    with pytest.raises(UnknownUntil) as refused:
        parse_until(text, TODAY)
    assert refused.value.text == text


@pytest.mark.parametrize("text", ["2026-11-17", "yesterday", "last friday", "2 days ago"])
def test_days_that_are_over(text: str) -> None:
    with pytest.raises(LeftAlready):
        parse_until(text, TODAY)


def test_a_day_more_than_a_year_ahead() -> None:
    with pytest.raises(TooFarAhead) as refused:
        parse_until("2027-11-19", TODAY)
    assert refused.value.latest == date(2027, 11, 18)


def test_an_opportunity_leaves_when_its_last_day_is_over_for_its_author() -> None:
    idea = read(IdeaKind.OPPORTUNITY, until="2026-11-20")
    # The author's 20th ends at four in the morning of the 21st, in New York.
    over = datetime(2026, 11, 21, 9, tzinfo=UTC)
    assert idea.leaves_at == over
    assert not idea.has_left(over - timedelta(seconds=1))
    assert idea.has_left(over)
    with pytest.raises(UnknownUntil):
        read(IdeaKind.OPPORTUNITY)


def test_only_an_opportunity_leaves_and_only_a_short_cut_leaves_something_out() -> None:
    insight = read(until="2020-01-01", leaves_out="something")
    assert (insight.leaves_at, insight.leaves_out) == (None, "")
    assert not insight.has_left(NOW + timedelta(days=9_999))
    assert read(IdeaKind.SHORTCUT, leaves_out="the why").leaves_out == "the why"
    with pytest.raises(EmptyName):
        read(IdeaKind.SHORTCUT)


def test_words_are_cleaned() -> None:
    idea = read(title="  Slow   first ", text="one\n\ntwo ", source=" A  book ")
    assert (idea.title, idea.text, idea.source) == ("Slow first", "one\n\ntwo", "A book")
    assert read(source=" ").source == ""


@pytest.mark.parametrize(
    ("words", "refusal"),
    [
        ({"title": " "}, EmptyName),
        ({"title": "x" * 81}, NameTooLong),
        ({"text": "\u200b"}, EmptyName),
        ({"text": "x" * 5_000}, NameTooLong),
        ({"text": "a\u202eb"}, HiddenCharacters),
        ({"source": "x" * 201}, NameTooLong),
    ],
)
def test_words_that_cannot_be_kept(words: dict[str, str], refusal: type[Exception]) -> None:
    with pytest.raises(refusal):
        read(IdeaKind.INSIGHT, **words)


def test_what_happened_stands_on_one_line() -> None:
    assert clean_happened("  it\n worked ") == "it worked"
    assert clean_happened(" ") == ""
    with pytest.raises(NameTooLong):
        clean_happened("x" * 501)


def test_a_share_tells_nothing_among_few() -> None:
    assert Share(2, FEWEST_ACTIVE - 1).percent is None
    assert Share(2, FEWEST_ACTIVE).percent == 40
    assert Share(0, 8).percent == 0
    assert Share(0, 0).percent is None


def test_a_month_is_that_of_the_zone() -> None:
    at = datetime(2026, 12, 31, 23, 30, tzinfo=UTC)
    assert Month.of(at, "UTC") == Month(2026, 12)
    assert Month.of(at, "Europe/Berlin") == Month(2027, 1)
    assert Month(2026, 12).next() == Month(2027, 1)
    assert Month(2026, 1).next() == Month(2026, 2)
    assert Month(2027, 1).begins("Europe/Berlin") == datetime(2026, 12, 31, 23, tzinfo=UTC)
    assert Month(2026, 11).begins("America/New_York") == datetime(2026, 11, 1, 4, tzinfo=UTC)
