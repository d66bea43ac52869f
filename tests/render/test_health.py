"""The report's card and lists at their largest, and on a phone."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from bot.domain.health import (
    Answers,
    Cohort,
    Group,
    HealthReport,
    HealthWeek,
    Measure,
    Part,
    Share,
    Spread,
    Tally,
    Trend,
    Waiting,
)
from bot.domain.ids import UserId
from bot.domain.months import Month
from bot.render.health import LISTS, health_card
from bot.render.health_lists import health_list
from bot.render.health_pictures import health_picture
from bot.render.pictures import gallery
from tests.support import limits
from tests.support.calls import RestCall
from tests.support.members import readable, walk

NOW = datetime(2026, 11, 18, 12, tzinfo=UTC)
FULL = Tally(tuple(UserId(10**18 + number) for number in range(3_000)), 97_000)
FEW = Tally((UserId(1), UserId(2)))
ALL = Share(5, 5)


def report(members: Tally = FULL, **changes: Any) -> HealthReport:
    answers = Answers(Share(12_345, 54_321), 54_320, 71.6)
    weeks = tuple(
        HealthWeek(date(2026, 5, 25) + timedelta(weeks=number), 1, 1, 1, 1, 1, answers)
        for number in range(25)
    )
    return replace(
        HealthReport(
            at=NOW,
            weeks=weeks,
            agreed=FULL,
            active=members,
            practised=members,
            reflected=members,
            gave=members,
            adherence=Spread((members,) * 5, (23, 55, 100)),
            comebacks=members,
            cohorts=tuple(Cohort(Month(2026, 12 - each), FULL, FULL, ALL) for each in range(12)),
            answers=answers,
            answered=(Group("answered", members), Group("lapsed", members)),
            applied=Part(members, members, ALL),
            alone=members,
            waiting=Waiting(99_999, NOW - timedelta(days=27), members),
            hand=members,
            trends=dict.fromkeys(Measure, Trend.UP),
        ),
        **changes,
    )


def problems(card: Any) -> list[str]:
    body = {"components": card.to_components(), "flags": limits.COMPONENTS_V2}
    return list(limits.problems(RestCall("POST", "/channels/1/messages", body)))


def said(card: Any) -> str:
    return readable(list(walk(card.to_components())))


def test_the_largest_report_fits() -> None:
    made = report()
    card = health_card(made, gallery(health_picture(made)))
    assert not problems(card)
    text = said(card)
    assert "**Active:** 100000 ↑" in text
    assert "**Requests waiting:** 99999 ↑\n-# The oldest of a member who may be named" in text
    assert "**Feedback answered:** 23 % of 54320 ↑" in text
    assert "Half of the answers came within 72 hours." in text
    assert "**Tried somebody's idea this month:** 100 % ↑\n-# The goal is 70 %." in text
    assert "Dec 2026 100 % of 100000" in text
    assert "Jun 2026" not in text


@pytest.mark.parametrize("measure", LISTS)
def test_the_largest_lists_fit(measure: Measure) -> None:
    for page in (0, 1, 10**6):
        card = health_list(report(), measure, page)
        assert not problems(card)
        assert "97000 others, who are private" in said(card)


def test_few_open_members_are_counted_and_give_no_percentages() -> None:
    made = report(
        FEW,
        agreed=FEW,
        adherence=Spread((FEW,) * 5, None),
        answers=Answers(),
        cohorts=(),
        waiting=Waiting(2, NOW, FEW),
        trends={},
    )
    text = said(health_card(made, None))
    assert "**Active:** 2\n-# practised 2, reflected 2, gave feedback or thanks 2" in text
    assert "0-19 %: 2, 20-39 %: 2" in text
    assert "**Requests waiting:** 2\n" in text
    assert text.count("too few for a percentage") == 2
    assert "Still here" not in text.split("See who")[0]
    assert "idea" not in text
    assert "↑" not in text


def test_where_nobody_agreed_it_is_said_how_one_does() -> None:
    text = said(health_card(report(agreed=Tally()), None))
    assert "Nobody has agreed" in text
    assert "`/start`" in text
    assert "Active" not in text


def test_a_time_is_told_of_no_private_request() -> None:
    text = said(health_card(report(waiting=Waiting(5, None, Tally((), 5))), None))
    assert "**Requests waiting:** 5 ↑\n**Tried" in text


def test_nobody_behind_a_number() -> None:
    assert "Nobody who may be named." in said(health_list(report(Tally()), Measure.HAND))


def test_nobody_who_agreed_has_no_lists() -> None:
    card = health_card(report(agreed=Tally()), None)
    assert "Members agree at `/start`" in said(card)
    assert not [each for each in walk(card.to_components()) if each["type"] == 3]
