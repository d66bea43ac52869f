"""The picture of a community's health says what its report says, and no more."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from bot.domain.health import (
    Answers,
    Cohort,
    HealthReport,
    HealthWeek,
    Part,
    Share,
    Spread,
    Tally,
    Waiting,
)
from bot.domain.ids import UserId
from bot.domain.months import Month
from bot.domain.pictures import Form, Panel
from bot.pictures.painting import paint
from bot.render.health_pictures import BANDS, MOST_COHORTS, health_picture
from bot.render.pictures import LONGEST_ALT

MONDAY = date(2026, 11, 16)
NOBODY = Tally()
NO_ANSWERS = Answers()


def people(number: int) -> Tally:
    return Tally(tuple(map(UserId, range(number))))


def report(
    *weeks: HealthWeek, spread: Spread | None = None, cohorts: tuple[Cohort, ...] = ()
) -> HealthReport:
    return HealthReport(
        at=datetime(2026, 11, 22, tzinfo=UTC),
        weeks=weeks or (few(MONDAY),),
        agreed=NOBODY,
        active=NOBODY,
        practised=NOBODY,
        reflected=NOBODY,
        gave=NOBODY,
        adherence=spread or Spread((NOBODY,) * 5, None),
        comebacks=NOBODY,
        cohorts=cohorts,
        answers=NO_ANSWERS,
        answered=(),
        applied=Part(NOBODY, NOBODY, Share(0, 0)),
        alone=NOBODY,
        waiting=Waiting(0, None, NOBODY),
        hand=NOBODY,
        trends={},
    )


def few(monday: date) -> HealthWeek:
    return HealthWeek(monday, 2, 2, 0, 0, None, NO_ANSWERS)


def busy(monday: date) -> HealthWeek:
    return HealthWeek(monday, 40, 31, 12, 0, 70, Answers(Share(9, 10), 10, 7.5))


def panels(told: HealthReport) -> list[Panel]:
    return [panel for panel in health_picture(told).panels if isinstance(panel, Panel)]


def test_shows_each_week_in_its_place() -> None:
    before = MONDAY - timedelta(weeks=1)
    active, _, weekly, wait, _ = panels(report(few(before), busy(MONDAY)))
    assert active.labels == weekly.labels == wait.labels == ("9 Nov", "16 Nov")
    assert [(series.name, series.values) for series in active.series] == [
        ("practised", (2, 31)),
        ("reflected", (0, 12)),
        ("gave", (0, 0)),
    ]
    assert [series.values for series in weekly.series] == [(None, 70), (None, 90)]
    assert weekly.percent
    assert wait.series[0].values == (None, 7.5)


def test_a_band_with_nobody_to_name_is_never_drawn_as_nobody() -> None:
    bands = (people(4), people(5), NOBODY, people(9), people(1))
    spread = panels(report(spread=Spread(bands, (30, 60, 70))))[1]
    assert spread.form is Form.BARS
    assert spread.labels == BANDS
    # One to four private members may stand behind none.
    assert spread.series[0].values == (4, 5, None, 9, 1)
    hidden = panels(report(spread=Spread((people(4), *(NOBODY,) * 4), None)))[1]
    assert hidden.numbers == ()


def test_shows_the_newest_cohorts_the_oldest_first() -> None:
    cohorts = tuple(
        Cohort(Month(2026, 11 - number), people(10), people(10 - number), Share(10 - number, 10))
        for number in range(8)
    )
    stayed = panels(report(cohorts=cohorts))[4]
    assert len(stayed.labels) == MOST_COHORTS
    assert stayed.labels == ("Jun", "Jul", "Aug", "Sep", "Oct", "Nov")
    assert stayed.series[0].values == (50, 60, 70, 80, 90, 100)


def test_says_in_words_where_there_is_nothing() -> None:
    empty = health_picture(report())
    assert all(panel.empty and not panel.numbers for panel in panels(report())[1:])
    assert 0 < len(empty.alt) <= LONGEST_ALT


def test_can_be_drawn_for_half_a_year() -> None:
    mondays = [MONDAY - timedelta(weeks=number) for number in range(26)][::-1]
    content = paint(health_picture(report(*map(busy, mondays))))
    assert len(content) < 200_000
