from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.feedback import LONGEST_ANSWER
from bot.domain.giving import (
    LEAST_CARE,
    LevelsMissing,
    Part,
    SaidTwice,
    TooShort,
    Words,
    care,
    is_named,
    needs_change,
    read_words,
    require_levels,
)
from bot.domain.ids import CommunityId, RequestId, RubricId, RubricVersionId, UserId
from bot.domain.names import HiddenCharacters, NameTooLong
from bot.domain.requests import Audience, Hardship, Request, RequestKind, Wish
from bot.domain.rubrics import Criterion, RubricVersion

NOW = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)
WORKS = "The first line made me want to know who she is."
CHANGE = "Cut the second paragraph, so that the scene starts sooner."


def asked(kind: RequestKind = RequestKind.WORK, wish: Wish | None = None) -> Request:
    hardship = Hardship.DOUBT if wish else None
    return Request(
        RequestId(1), CommunityId(1), UserId(11), kind, "Essay", NOW, hardship=hardship, wish=wish
    )


def rubric(*names: str) -> RubricVersion:
    levels = ("one", "two", "three", "four")
    criteria = tuple(Criterion(name, levels) for name in names)
    return RubricVersion(RubricVersionId(5), RubricId(4), CommunityId(1), 1, "Writing", criteria)


@pytest.mark.parametrize(
    ("text", "counted"),
    [
        ("", 0),
        ("   \n ", 0),
        ("Clear start.", 10),
        ("… !!! ---", 0),
        ("👍👍👍", 0),
        ("good " * 20, 4),
        ("a" * 100, 1),
        ("haha haha haha haha", 4),
        ("very good, very good, very good, very good, ", 8),
        ("開頭寫得很清楚", 14),
        ("Das ist schön", 11),
        (WORKS, 36),
    ],
)
def test_letters_are_counted_and_repetitions_are_not(text: str, counted: int) -> None:
    assert care(text) == counted


@given(st.text(max_size=200))
def test_saying_it_again_and_again_is_no_more_care(text: str) -> None:
    assert care(text) <= 2 * len(text.casefold())
    short = text[:20]
    assert care(short * 9) <= 2 * 2 * len(short.casefold())


def test_a_careful_answer_is_kept_clean() -> None:
    words = read_words(asked(), Words(f" {WORKS} ", CHANGE, " Why?\r\nReally? "))
    assert words == Words(WORKS, CHANGE, "Why?\nReally?")
    assert read_words(asked(), Words(WORKS, CHANGE, "  ")).question == ""


@pytest.mark.parametrize(
    ("works", "change", "part"),
    [
        ("Nice", CHANGE, Part.WORKS),
        ("", CHANGE, Part.WORKS),
        (WORKS, "Cut it", Part.CHANGE),
        (WORKS, "   ", Part.CHANGE),
        (WORKS, "cut it " * 50, Part.CHANGE),
    ],
)
def test_too_short_names_the_part(works: str, change: str, part: Part) -> None:
    with pytest.raises(TooShort) as refused:
        read_words(asked(), Words(works, change))
    assert (refused.value.part, refused.value.least) == (part, LEAST_CARE)


@pytest.mark.parametrize("change", [WORKS, WORKS.upper(), f"  {WORKS}!!"])
def test_the_same_text_twice_is_seen(change: str) -> None:
    with pytest.raises(SaidTwice):
        read_words(asked(), Words(WORKS, change))


@pytest.mark.parametrize("field", Words._fields)
def test_no_part_may_be_too_long_or_hide_anything(field: str) -> None:
    words = Words(WORKS, CHANGE, "Why?")
    with pytest.raises(NameTooLong):
        read_words(asked(), words._replace(**{field: "word " * (LONGEST_ANSWER // 5 + 1)}))
    with pytest.raises(HiddenCharacters):
        read_words(asked(), words._replace(**{field: f"{WORKS}\u202e"}))


def test_encouragement_alone_need_not_propose_anything() -> None:
    for wish, needed in ((Wish.ENCOURAGEMENT, False), (Wish.ADVICE, True), (None, True)):
        kind = RequestKind.STUCK if wish else RequestKind.WORK
        assert needs_change(asked(kind, wish)) is needed
    cheer = asked(RequestKind.STUCK, Wish.ENCOURAGEMENT)
    assert read_words(cheer, Words(WORKS, "")).change == ""
    assert read_words(cheer, Words(WORKS, "Rest")).change == "Rest"
    with pytest.raises(TooShort):
        read_words(asked(RequestKind.STUCK, Wish.ADVICE), Words(WORKS, ""))


def test_every_criterion_needs_its_level() -> None:
    assert require_levels(None, {0: 3}) == {}
    assert require_levels(rubric("Plot", "Voice"), {0: 3, 1: 1, 7: 4}) == {0: 3, 1: 1}
    with pytest.raises(LevelsMissing) as refused:
        require_levels(rubric("Plot", "Voice", "Pace"), {1: 2})
    assert refused.value.names == ("Plot", "Pace")


@pytest.mark.parametrize(
    ("audience", "anonymous", "named"),
    [
        (Audience.ANYONE, False, True),
        (Audience.ANYONE, True, False),
        (Audience.PERSON, False, False),
    ],
)
def test_only_named_requests_to_anyone_are_answered_in_the_open(
    *, audience: Audience, anonymous: bool, named: bool
) -> None:
    request = Request(
        RequestId(1),
        CommunityId(1),
        UserId(11),
        RequestKind.WORK,
        "Essay",
        NOW,
        audience=audience,
        anonymous=anonymous,
    )
    assert is_named(request) is named
