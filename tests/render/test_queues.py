from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from bot.domain.ids import CommunityId, RequestId, SkillId, UserId
from bot.domain.names import LONGEST_NAME
from bot.domain.queues import (
    PAGE,
    Criterion,
    Entry,
    Explained,
    Filter,
    HoldsFull,
    Placed,
    QueuePage,
    RequestHeld,
    Why,
)
from bot.domain.requests import LONGEST_TITLE, Hardship, Request, RequestKind, RequestState, Wish
from bot.render import queues, refusals
from bot.render.card import Card
from tests.support.limits import MOST_COMPONENTS, MOST_TEXT
from tests.support.members import walk
from tests.support.sampled import labels, read

NOW = datetime(2026, 11, 18, 12, tzinfo=UTC)
LARGEST = 2**63 - 1


def entry(number: int = 1, **more: Any) -> Entry:
    plain = Entry(
        id=RequestId(number),
        community_id=CommunityId(1),
        user_id=UserId(11),
        kind=RequestKind.WORK,
        title="My essay",
        asked_at=NOW,
    )
    return replace(plain, **more)


def page(*entries: Entry, **more: Any) -> QueuePage:
    plain = QueuePage(
        entries=entries,
        number=0,
        last=0,
        waiting=len(entries),
        longest_days=0,
        pace=None,
        mine=frozenset(),
        only=None,
    )
    return replace(plain, **more)


def says(shown: QueuePage, *words: str) -> None:
    found = read(queues.queue(shown))
    for each in words:
        assert each in found, found


@pytest.mark.parametrize("letter", ["_", "`", "<", "@", "💯", "."])
def test_the_largest_queue_fits(letter: str) -> None:
    worst = [
        entry(
            LARGEST - number,
            user_id=UserId(LARGEST),
            title=letter * LONGEST_TITLE,
            question=letter * 200,
            skill=letter * LONGEST_NAME,
            rubric=letter * LONGEST_NAME,
            asked=UserId(LARGEST),
            wanted_by=NOW,
        )
        for number in range(PAGE)
    ]
    worst[0] = replace(
        worst[0],
        kind=RequestKind.STUCK,
        words=letter * 200,
        hardship=Hardship.STOPPING,
        wish=Wish.ENCOURAGEMENT,
    )
    shown = page(
        *worst,
        number=1,
        last=2,
        waiting=LARGEST,
        longest_days=LARGEST,
        pace=timedelta(days=28),
        mine=frozenset(each.id for each in worst),
        only=Filter(SkillId(LARGEST), letter * LONGEST_NAME),
    )
    why = Why(Criterion.WAITED, LARGEST, LARGEST)
    not_mine = replace(shown, mine=frozenset())
    explained = Explained([Placed(each, why) for each in worst], not_mine)
    for card in (queues.queue(shown), queues.queue(not_mine), queues.why(explained)):
        assert isinstance(card, Card)
        components = list(walk(card.to_components()))
        assert len(components) <= MOST_COMPONENTS
        assert sum(len(each.get("content", "")) for each in components) <= MOST_TEXT


def test_an_entry_says_all_that_matters() -> None:
    full = entry(
        skill="Prose",
        rubric="Writing",
        wanted_by=NOW + timedelta(days=3),
        question="Does *it*\npull you in?",
        asked=UserId(12),
    )
    says(
        page(full),
        "**My essay**",
        "-# <@11> · asks you alone · Prose · rubric Writing · asked <t:1795003200:R> · wanted "
        "<t:1795262400:R>",
        r"> Does \*it\* pull you in?",
    )


def test_somebody_who_is_stuck_and_has_no_name() -> None:
    stuck = entry(
        kind=RequestKind.STUCK,
        title="",
        words="I do not get better.",
        hardship=Hardship.PLATEAU,
        wish=Wish.ADVICE,
        anonymous=True,
    )
    says(
        page(stuck), "**Stuck: a plateau**", "-# Somebody · wants advice", "> I do not get better."
    )
    assert "11" not in read(queues.queue(page(stuck)))


@pytest.mark.parametrize(
    ("more", "words"),
    [
        ({}, "2 wait, the longest less than a day."),
        ({"longest_days": 1}, "2 wait, the longest for 1 day."),
        ({"waiting": 1, "longest_days": 3}, "One waits, for 3 days."),
        ({}, "Nobody was answered in the last four weeks"),
        ({"pace": timedelta(seconds=9)}, "of the last four weeks came within 1 hour."),
        ({"pace": timedelta(hours=29, seconds=1)}, "came within 30 hours."),
        ({"pace": timedelta(days=2)}, "came within 48 hours."),
        ({"pace": timedelta(days=2, seconds=1)}, "came within 3 days."),
        ({"only": Filter(SkillId(3), "Prose")}, "### What you may answer about Prose"),
    ],
)
def test_waiting_times_are_honest(more: dict[str, Any], words: str) -> None:
    says(page(entry(1), entry(2), **more), words)


def test_what_can_be_done() -> None:
    both = page(entry(1), entry(2), mine=frozenset({RequestId(1)}), last=1)
    assert labels(queues.queue(both)) == [
        *("Continue", "Give it back", "Report"),
        *("Take it", "Report"),
        "Next",
        "Why is this first?",
    ]
    later = labels(queues.queue(replace(both, number=1)))
    assert later[-2:] == ["Previous", "Why this order?"]


def test_an_empty_queue_is_good_news() -> None:
    says(page(), "Nothing waits for you just now", "`/feedback ask`", "`/feedback stuck`")
    only = page(only=Filter(SkillId(3), "Prose"))
    says(only, "Nothing about Prose waits")
    assert labels(queues.queue(only)) == ["Everything that waits"]


def test_every_place_has_its_reason() -> None:
    reasons = [None, *(Why(criterion, 3, 1) for criterion in Criterion)]
    entries = [entry(number) for number in range(len(reasons))]
    shown = page(*entries, mine=frozenset({entries[0].id}))
    placed = [*map(Placed, entries, reasons), Placed(entry(99), None)]
    said = read(queues.why(Explained(placed, shown)))
    assert "### Why is this first?" in said
    for line in (
        "1. **My essay** · it is with you.",
        "2. **My essay** · it is from somebody who is stuck, the next one is not.",
        "3. **My essay** · it has waited 3 days, the next one 1.",
        "4. **My essay** · its author gave others more lately, set against what they took.",
        "5. **My essay** · it was asked before the next one.",
        "6. **My essay** · nothing comes after it.",
    ):
        assert line in said
    second = read(queues.why(Explained(placed[1:], replace(shown, number=1, mine=frozenset()))))
    assert "### Why this order?" in second
    assert "6. **My essay** · it is from somebody" in second


def test_refusals_lead_on() -> None:
    held = RequestHeld(UserId(12), NOW)
    assert "<@12> was faster and has it until <t:1795003200:t>" in (refusals.words(held) or "")
    full = HoldsFull(2, (RequestId(1), RequestId(2)))
    assert "You hold 2 requests already" in (refusals.words(full) or "")
    found = [labels(refusals.refusal("", steps_=refusals.steps(each))) for each in (held, full)]
    assert found == [["Who waits next"], ["Continue", "Continue"]]


def test_giving_back_is_confirmed() -> None:
    request = Request(
        id=RequestId(1),
        community_id=CommunityId(1),
        user_id=UserId(11),
        kind=RequestKind.WORK,
        title="My essay",
        asked_at=NOW,
    )
    assert "back in the queue" in read(queues.released(request))
    closed = request.closed(RequestState.WITHDRAWN, NOW)
    assert "does not wait for an answer any more" in read(queues.released(closed))
