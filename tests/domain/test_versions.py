from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from bot.domain.ids import RequestId, RubricId, RubricVersionId
from bot.domain.requests import Audience, Counted, Request, RequestKind
from bot.domain.rubrics import Criterion, RubricVersion
from bot.domain.versions import CountChange, LevelChange, Scored, compare, is_linked_openly
from bot.render.versions import comparison
from tests.support.callers import ANNA, BEN, HERE

if TYPE_CHECKING:
    from typing import Any

WORK = Request(
    id=RequestId(1),
    community_id=HERE,
    user_id=ANNA,
    kind=RequestKind.WORK,
    title="Essay *one*",
    asked_at=datetime(2026, 11, 1, tzinfo=UTC),
)


def rubric(*names: str) -> RubricVersion:
    return RubricVersion(
        id=RubricVersionId(1),
        rubric_id=RubricId(1),
        community_id=None,
        number=1,
        name="Writing",
        criteria=tuple(Criterion(name, ("a", "b", "c", "d")) for name in names),
    )


def counting(what: str, amount: int) -> Scored:
    return Scored(replace(WORK, counted=Counted(what, amount)))


@pytest.mark.parametrize(
    ("before", "after", "change"),
    [
        (counting("errors", 900), counting("errors", 600), CountChange("errors", 900, 600)),
        (counting("Errors", 900), counting("error", 600), CountChange("error", 900, 600)),
        (counting("errors", 900), counting("typos", 600), None),
        (counting("errors", 900), Scored(WORK), None),
        (Scored(WORK), counting("errors", 900), None),
    ],
)
def test_compares_the_same_count_only(
    before: Scored, after: Scored, change: CountChange | None
) -> None:
    assert compare(before, after).counted == change


def test_compares_criteria_of_the_same_name_only() -> None:
    before = Scored(WORK, rubric("Clarity", "Rhythm", "Voice"), {0: 2, 1: 3, 2: 1})
    after = Scored(WORK, rubric("Voice", "CLARITY", "Tone", "Rhythm"), {0: 1, 1: 3, 2: 4})
    assert compare(before, after).levels == (
        LevelChange("Voice", 1, 1),
        LevelChange("CLARITY", 2, 3),
    )
    assert compare(before, Scored(WORK)).levels == ()
    assert compare(Scored(WORK), after).levels == ()


def test_leads_with_what_got_fewer() -> None:
    before = Scored(counting("errors", 900).request, rubric("Clarity"), {0: 2})
    after = Scored(counting("errors", 600).request, rubric("Clarity"), {0: 3})
    heading, fewer, clarity = comparison(compare(before, after))
    assert "Essay \\*one\\*" in heading
    assert fewer == "**errors 9 → 6**: fewer than before"
    assert clarity == "- Clarity **2 → 3**"


@pytest.mark.parametrize("amount", [600, 750])
def test_says_more_without_a_fuss_and_last(amount: int) -> None:
    before = Scored(counting("errors", 600).request, rubric("Clarity"), {0: 3})
    after = Scored(counting("errors", amount).request, rubric("Clarity"), {0: 2})
    _, clarity, count = comparison(compare(before, after))
    assert clarity == "- Clarity 3 → 2"
    assert count == f"- errors 6 → {amount / 100:g}"


def test_says_nothing_where_nothing_compares() -> None:
    assert comparison(compare(Scored(WORK), Scored(WORK))) == []


@pytest.mark.parametrize(
    ("earlier", "now", "linked"),
    [
        ({}, {}, True),
        ({"anonymous": True}, {}, False),
        ({}, {"anonymous": True}, False),
        ({"kind": RequestKind.SELF}, {}, False),
        ({"audience": Audience.PERSON, "asked": BEN}, {}, False),
        (
            {"audience": Audience.PERSON, "asked": BEN},
            {"audience": Audience.PERSON, "asked": BEN},
            True,
        ),
        (
            {"audience": Audience.PERSON, "asked": BEN, "anonymous": True},
            {"audience": Audience.PERSON, "asked": BEN},
            False,
        ),
    ],
)
def test_a_link_gives_nobody_away(
    earlier: dict[str, Any], now: dict[str, Any], *, linked: bool
) -> None:
    assert is_linked_openly(replace(WORK, **earlier), replace(WORK, **now)) is linked
