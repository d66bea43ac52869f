"""Numbers of giving and taking, and changes that may be made one's own."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from bot.domain.adjustments import (
    LONGEST_CHANGE,
    Adjustment,
    Origin,
    Proposal,
    Source,
    clean_change,
)
from bot.domain.days import Week
from bot.domain.generosity import Exchanged, FeedbackWaiting, Generosity, MineAsked
from bot.domain.ids import AdjustmentId, CommunityId, FeedbackId, RequestId
from bot.domain.names import EmptyName, NameTooLong
from bot.domain.requests import Hold, Request, RequestKind
from tests.support.callers import ANNA, BEN

NOW = datetime(2026, 11, 18, 12, tzinfo=UTC)
NOTHING = Generosity(Exchanged(), 0, 0, 0, 0, 0, 0, 0, ())
HERE = Origin(Source.FEEDBACK, 7)
RUNNING = Adjustment(AdjustmentId(1), CommunityId(1), ANNA, "phone away", Week(2026, 47), NOW)


def test_the_median_wait() -> None:
    assert NOTHING.median_wait is None
    assert replace(NOTHING, waited=(10, 30, 20)).median_wait == timedelta(seconds=20)
    assert replace(NOTHING, waited=(10, 30)).median_wait == timedelta(seconds=20)


def test_who_is_on_a_request_of_mine() -> None:
    request = Request(RequestId(1), CommunityId(1), ANNA, RequestKind.WORK, "essay", NOW)
    held = replace(request, hold=Hold(BEN, NOW + timedelta(minutes=45)))
    mine = MineAsked(NOTHING, (held,), 2, 0, 0, None, NOW)
    assert mine.holder(held) == BEN
    assert mine.holder(request) is None
    assert replace(mine, now=NOW + timedelta(hours=1)).holder(held) is None


def test_something_waits_or_nothing() -> None:
    assert not FeedbackWaiting()
    one = (FeedbackId(1),)
    for waiting in (
        FeedbackWaiting(unseen=one),
        FeedbackWaiting(unrated=one),
        FeedbackWaiting(undecided=one),
        FeedbackWaiting(news=one),
    ):
        assert waiting


def test_one_change_at_a_time() -> None:
    new = Proposal(HERE, "metronome first", RUNNING)
    assert new.rival == RUNNING
    assert not new.is_running
    assert Proposal(HERE, "metronome first", None).rival is None


@pytest.mark.parametrize(
    "running", [replace(RUNNING, change="  Metronome  FIRST"), replace(RUNNING, origin=HERE)]
)
def test_the_change_that_runs_is_no_rival_of_itself(running: Adjustment) -> None:
    proposal = Proposal(HERE, "metronome\nfirst", running)
    assert proposal.is_running
    assert proposal.rival is None


def test_a_long_change_is_said_in_one_line_first() -> None:
    assert Proposal(HERE, "x" * LONGEST_CHANGE, None).is_short
    assert not Proposal(HERE, "x" * (LONGEST_CHANGE + 1), None).is_short
    assert Proposal(HERE, "two\nlines ", None).line == "two lines"


def test_what_can_be_a_change() -> None:
    assert clean_change(" phone\n away ") == "phone away"
    with pytest.raises(EmptyName):
        clean_change(" ")
    with pytest.raises(NameTooLong):
        clean_change("x" * (LONGEST_CHANGE + 1))
