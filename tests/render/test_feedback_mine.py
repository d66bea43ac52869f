"""Ratings and what is mine, at their largest: every card and form within Discord's limits."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest
from discord import ui

from bot.domain.adjustments import LONGEST_CHANGE, Adjustment, Origin, Proposal, Source
from bot.domain.days import Week
from bot.domain.feedback import Applied, Feedback, Rating
from bot.domain.generosity import (
    Exchanged,
    FeedbackWaiting,
    Generosity,
    MineAnswered,
    MineAsked,
    Side,
)
from bot.domain.ids import NOBODY, AdjustmentId, CommunityId, FeedbackId, RequestId
from bot.domain.ratings import AlreadyRated, Answer, Told
from bot.domain.requests import Audience, Hold, Request, RequestKind, RequestState
from bot.render import adjustments, generosity, rating_forms, ratings
from bot.render.card import card
from bot.render.refusals import steps, words
from tests.support.answering import an_answer
from tests.support.callers import ANNA, BEN
from tests.support.members import readable, walk
from tests.support.sampled import labels, read

if TYPE_CHECKING:
    from bot.render.card import Card

NOW = datetime(2026, 11, 18, 12, tzinfo=UTC)
LARGEST = 2**63 - 1
DAY = timedelta(days=1)
MOST_COMPONENTS = 40
TABS = ("Asked", "Received", "Given")
REQUEST = Request(
    id=RequestId(LARGEST),
    community_id=CommunityId(1),
    user_id=ANNA,
    kind=RequestKind.WORK,
    title="*" * 80,
    asked_at=NOW,
    state=RequestState.ANSWERED,
)
GIVEN = an_answer(REQUEST, BEN, id=FeedbackId(LARGEST), change="*" * 1_000)
LOUD = replace(
    GIVEN,
    rating=Rating(3, 3, problematic=False, remark="*" * 500, at=NOW),
    applied=Applied.PARTLY,
    applied_at=NOW,
    applied_note="*" * 500,
    seen_at=NOW,
    reply="*" * 1_000,
    replied_at=NOW,
)
BAD = replace(GIVEN, rating=Rating(None, None, problematic=True, remark="rude", at=NOW))
NUMBERS = Generosity(Exchanged(7, 9), 5, 2, 3, 4, 5, 8, 9, (3_600, 90_000))
RUNNING = Adjustment(
    AdjustmentId(LARGEST), CommunityId(1), ANNA, "*" * LONGEST_CHANGE, Week(2026, 47), NOW
)


def fits(card: Card) -> str:
    shown = read(card)
    assert len(shown) <= 4_000
    assert card.total_children_count <= MOST_COMPONENTS
    parts = walk(card.to_components())
    ids = [each["custom_id"] for each in parts if "custom_id" in each]
    assert len(ids) == len(set(ids))
    return shown


@pytest.mark.parametrize("given", [GIVEN, LOUD, BAD])
@pytest.mark.parametrize("request_", [REQUEST, None])
def test_every_card_about_one_answer_fits(given: Feedback, request_: Request | None) -> None:
    answer = Answer(given, request_)
    fits(ratings.rated(answer))
    fits(ratings.applied(answer))
    fits(generosity.what_came(answer))


def test_the_largest_words_are_all_shown_to_whoever_gave() -> None:
    shown = fits(generosity.what_came(Answer(LOUD, REQUEST)))
    assert "*" * 1_000 in shown
    assert shown.count("*" * 500) == 4
    plain = fits(generosity.what_came(Answer(replace(LOUD, reply="so"), REQUEST)))
    assert "> so" in plain


def test_a_problem_stays_unsaid() -> None:
    shown = fits(generosity.what_came(Answer(BAD, REQUEST)))
    assert "Nothing yet" in shown
    assert "rude" not in shown
    assert "not rated yet" in fits(generosity.answered(page(Side.GIVEN, BAD)))


def page(side: Side, *answers: Feedback, number: int = 1, last: int = 2) -> MineAnswered:
    ids = (FeedbackId(LARGEST - place) for place in range(len(answers)))
    shown = tuple(
        Answer(replace(each, id=id_), REQUEST) for each, id_ in zip(answers, ids, strict=True)
    )
    return MineAnswered(side, NUMBERS, shown, number, last, NOW)


@pytest.mark.parametrize("side", [Side.RECEIVED, Side.GIVEN])
@pytest.mark.parametrize("number", [0, 1, 2])
def test_a_full_page_fits(side: Side, number: int) -> None:
    fits(generosity.answered(page(side, LOUD, GIVEN, BAD, LOUD, number=number)))


def test_what_is_next_for_each_answer() -> None:
    seen = replace(GIVEN, seen_at=NOW)
    undecided = replace(seen, rating=LOUD.rating, given_at=NOW - 8 * DAY)
    shown = generosity.answered(page(Side.RECEIVED, GIVEN, seen, undecided, LOUD, last=0))
    assert labels(shown) == ["Read", "Rate", "Applied?", "Open", *TABS]
    came = generosity.answered(page(Side.GIVEN, LOUD, GIVEN, last=0))
    assert labels(came) == ["See what came", "What came", *TABS]


def test_people_who_left_and_people_without_a_name() -> None:
    left = Answer(replace(GIVEN, given_by=NOBODY), REQUEST)
    mine = MineAnswered(Side.RECEIVED, NUMBERS, (left,), 0, 0, NOW)
    assert "from somebody who left" in fits(generosity.answered(mine))
    assert "what helps" not in fits(ratings.rated(Answer(left.feedback, REQUEST)))
    for request, name in (
        (None, "somebody who left"),
        (replace(REQUEST, anonymous=True), "Somebody"),
        (REQUEST, f"<@{ANNA}>"),
    ):
        given = MineAnswered(Side.GIVEN, NUMBERS, (Answer(GIVEN, request),), 0, 0, NOW)
        assert f"for {name} ·" in fits(generosity.answered(given))


def test_open_requests_say_who_is_on_them() -> None:
    waits = replace(REQUEST, state=RequestState.OPEN)
    held = replace(waits, id=RequestId(1), hold=Hold(BEN, NOW + DAY))
    private = replace(waits, id=RequestId(2), audience=Audience.PERSON, asked=BEN)
    more = tuple(replace(private, id=RequestId(number)) for number in (3, 4))
    mine = MineAsked(NUMBERS, (waits, held, private, *more), 5, 12, 9, REQUEST, NOW)
    shown = fits(generosity.asked(mine))
    assert "nobody is on it yet" in shown
    assert f"<@{BEN}> is on it until" in shown
    assert f"Waits for <@{BEN}>" in shown
    assert "8 of 9 requests answered, typically within 13 hours" in shown
    assert "5 of 5 open requests in use" in shown
    assert "You gave 12" in shown
    assert "9 versions of your work kept" in shown
    assert labels(generosity.asked(mine)).count("Ask everybody instead") == 3


def test_what_nobody_answered_can_be_asked_smaller() -> None:
    many = tuple(
        replace(REQUEST, id=RequestId(number), audience=Audience.PERSON, asked=BEN)
        for number in range(5)
    )
    lapsed = replace(REQUEST, state=RequestState.LAPSED)
    closed = tuple(replace(lapsed, id=RequestId(number)) for number in range(10, 15))
    mine = MineAsked(NUMBERS, many, 5, 12, 9, REQUEST, NOW, closed)
    assert "Nobody found the time" in fits(generosity.asked(mine))
    assert labels(generosity.asked(mine)).count("Ask smaller") == 1
    assert labels(generosity.asked(replace(mine, requests=()))).count("Ask smaller") == 5
    left = replace(mine, lapsed=(replace(lapsed, asked=NOBODY),))
    assert "left before" in fits(generosity.asked(left))


def test_nothing_yet_says_how_to_begin() -> None:
    nothing = Generosity(Exchanged(), 0, 0, 0, 0, 0, 0, 0, ())
    asked = fits(generosity.asked(MineAsked(nothing, (), 2, 0, 0, None, NOW)))
    assert "/feedback ask" in asked
    assert "answered" not in asked
    for side, way in ((Side.RECEIVED, "/feedback ask"), (Side.GIVEN, "/feedback queue")):
        assert way in fits(generosity.answered(MineAnswered(side, nothing, (), 0, 0, NOW)))


@pytest.mark.parametrize(
    ("seconds", "said"),
    [(60, "an hour"), (3_601, "2 hours"), (47 * 3_600, "47 hours"), (2 * 86_400, "2 days")],
)
def test_a_span_is_said_in_its_own_unit(seconds: int, said: str) -> None:
    numbers = replace(NUMBERS, waited=(seconds,))
    mine = MineAsked(numbers, (), 2, 0, 0, None, NOW)
    assert f"typically within {said}." in read(generosity.asked(mine))


def test_what_waits_has_its_way() -> None:
    one, two = (FeedbackId(1),), (FeedbackId(1), FeedbackId(2))
    few = read_all(FeedbackWaiting(unseen=one, unrated=one, undecided=two, news=one))
    assert few[0] == "An answer waits to be read."
    assert few[1] == "An answer waits for your rating."
    assert "Did you try it?" in few[2]
    assert few[3] == "Something came of feedback that you gave."
    many = read_all(FeedbackWaiting(unseen=two, unrated=two, news=two))
    assert many[0] == "2 answers wait to be read."
    assert many[2] == "2 things came of feedback that you gave."
    assert read_all(FeedbackWaiting()) == []


def read_all(waiting: FeedbackWaiting) -> list[str]:
    return [
        readable(list(walk([each.to_component_dict()]))).split("\n")[0]
        for each in generosity.waiting(waiting)
    ]


def test_forms_fit() -> None:
    told = Told(GIVEN, REQUEST, Applied.YES)
    rate = rating_forms.rate_form(ratings.RateFeedback(feedback_id=LARGEST), told, {})
    applied = rating_forms.applied_form(ratings.SayApplied(feedback_id=LARGEST), told, {})
    say = adjustments.SayChange(source=Source.FEEDBACK, source_id=LARGEST, drops=LARGEST)
    proposal = Proposal(Origin(Source.FEEDBACK, LARGEST), GIVEN.change, None)
    line = adjustments.line_form(say, proposal, {})
    for form in (rate, applied, line):
        assert len(form.children) <= 5
        labels_ = [each for each in form.children if isinstance(each, ui.Label)]
        assert len(labels_) == len(form.children)
        assert all(len(each.text) <= 45 for each in labels_)
        assert all(len(each.description or "") <= 100 for each in labels_)
    wordless = Told(replace(GIVEN, change=""), REQUEST, None)
    short = rating_forms.rate_form(ratings.RateFeedback(feedback_id=1), wordless, {})
    assert len(short.children) == 4


def test_a_rating_is_read_from_its_form() -> None:
    answers = {"encouraging": "3", "useful": "1", "applied": "partly", "remark": "so"}
    read_ = rating_forms.read_rating(answers)
    assert (read_.encouraging, read_.useful, read_.problematic) == (3, 1, False)
    assert (read_.applied, read_.remark) == (Applied.PARTLY, "so")
    empty = rating_forms.read_rating({"problematic": "yes"})
    assert (empty.encouraging, empty.useful, empty.problematic) == (None, None, True)


def test_the_question_which_change_it_is_fits() -> None:
    origin = Origin(Source.FEEDBACK, LARGEST)
    both = adjustments.proposed(Proposal(origin, "*" * 1_000, RUNNING))
    assert "One change at a time" in fits(both)
    assert all(len(label) <= 80 for label in labels(both))
    assert "Trying next" in fits(adjustments.proposed(Proposal(origin, RUNNING.change, RUNNING)))
    assert "nothing was changed" in fits(adjustments.proposed(Proposal(origin, "x", None)))
    assert "Make it my adjustment" in labels(adjustments.offer(Source.SETBACK, LARGEST))


def test_what_stands_is_said_again() -> None:
    rated = AlreadyRated(LOUD)
    assert "Encouraging 3 of 3 · useful 3 of 3" in (words(rated) or "")
    assert "problematic" in (words(AlreadyRated(BAD)) or "")
    asks = steps(rated)
    assert asks
    assert "Did you apply it?" in read(card(asks))
    for other in (BAD, replace(LOUD, change="")):
        report = steps(AlreadyRated(other))
        assert report
        assert "Report" in read(card(report))
