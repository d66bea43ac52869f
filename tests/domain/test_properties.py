"""What must hold for every history."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from bot.domain.adherence import Adherence
from bot.domain.days import WEEK, ClockSetting, today, travel_days
from bot.domain.streaks import Comeback
from bot.domain.summaries import settle, summarise
from bot.domain.verdicts import DayLog, History, Record, Verdict, judge
from tests.domain.drawing import START, history, practice
from tests.domain.strategies import days_until, histories, seldom, times_a_week, weekdays

# In all four places of a block, and before the start too.
mondays = st.integers(-2, 16).map(lambda week: START + WEEK * week)

many = settings(max_examples=200, deadline=None)
some = settings(max_examples=100, deadline=None)

ZONES = (
    "UTC",
    "Europe/Berlin",
    "America/New_York",
    "America/St_Johns",
    "Asia/Kolkata",
    "Asia/Kathmandu",
    "Australia/Lord_Howe",
    "Pacific/Apia",
    "Pacific/Kiritimati",
    "Pacific/Pago_Pago",
    "Antarctica/Troll",
    "Africa/Casablanca",
)
instants = st.datetimes(datetime(2026, 1, 1), datetime(2027, 12, 31)).map(  # noqa: DTZ001 - UTC is added
    lambda naive: naive.replace(tzinfo=UTC)
)


@st.composite
def clocks(draw: st.DrawFn) -> list[ClockSetting]:
    since = draw(instants)
    made: list[ClockSetting] = []
    for hours in draw(st.lists(st.integers(0, 24 * 20), min_size=1, max_size=5)):
        since += timedelta(hours=hours)
        zone, day_start = draw(st.sampled_from(ZONES)), draw(st.integers(0, 6))
        made.append(ClockSetting(since, zone, day_start, draw(st.booleans())))
    return made


def with_log(of: History, when: date, log: DayLog) -> History:
    """Add a log to a day, as the storage adds a day's logs up."""
    before = of.logs.get(when, DayLog(0, same_day=False, backfilled=False))
    added = DayLog(
        before.amount + log.amount,
        same_day=before.same_day or log.same_day,
        backfilled=before.backfilled or log.backfilled,
    )
    return replace(of, logs={**of.logs, when: added})


new_logs = st.builds(
    lambda amount, same_day: DayLog(amount, same_day=same_day, backfilled=not same_day),
    st.sampled_from([500, 1000, 2000, 3000]),
    st.booleans(),
)


@many
@given(histories(), st.data())
def test_adding_a_log_never_lowers_the_streak(of: History, data: st.DataObject) -> None:
    richer = with_log(of, data.draw(days_until(of.today)), data.draw(new_logs))
    before, after = summarise(of), summarise(richer)
    assert after.streak.current >= before.streak.current
    assert after.streak.best >= before.streak.best


@many
@given(histories(), st.data())
def test_adding_a_log_never_makes_another_day_missed(of: History, data: st.DataObject) -> None:
    richer = with_log(of, data.draw(days_until(of.today)), data.draw(new_logs))
    assert missed(judge(richer)) <= missed(judge(of))


@some
@given(histories())
def test_today_open_is_never_a_miss(of: History) -> None:
    record = judge(of)
    for each in record.days:
        if each.verdict is Verdict.OPEN:
            assert each.day == of.today
    last = record.days[-1] if record.days else None
    if last and last.planned:
        assert last.verdict is (Verdict.DONE if last.counted else Verdict.OPEN)
    assert of.today not in missed(record)


@some
@given(histories())
def test_every_day_from_the_start_to_today_has_its_row(of: History) -> None:
    record = judge(of)
    length = (of.today - of.practice.started_on).days + 1
    assert [each.day for each in record.days] == [
        of.practice.started_on + timedelta(days=step) for step in range(length)
    ]
    for each in record.days:
        assert (each.verdict is None) is not of.practice.covers(each.day)
        assert (each.made_up_by is None) is (each.verdict is not Verdict.MOVED)


@some
@given(histories())
def test_each_day_makes_up_for_one_miss_of_its_week(of: History) -> None:
    record = judge(of)
    by_day = {each.day: each for each in record.days}
    makers = [each.made_up_by for each in record.days if each.made_up_by]
    assert len(makers) == len(set(makers))
    for each in record.days:
        if each.made_up_by:
            maker = by_day[each.made_up_by]
            assert maker.verdict is Verdict.EXTRA
            assert maker.counted
            assert maker.day.isocalendar()[:2] == each.day.isocalendar()[:2]


@many
@given(histories())
def test_the_streak_is_the_count_read_off_the_audit(of: History) -> None:
    record = judge(of)
    after = max(missed(record), default=START - timedelta(days=1))
    archived = 0
    for each in record.days:
        archived = archived + 1 if each.verdict is None else 0
        if archived > 28:
            after = max(after, each.day)
    counted = sum(each.counted and each.day > after for each in record.days)
    summary = summarise(of)
    assert summary.streak.current == counted
    assert summary.streak.best >= counted
    assert summary.streak.last_missed == max(missed(record), default=None)


@some
@given(histories())
def test_the_comebacks_are_those_read_off_the_audit(of: History) -> None:
    record = judge(of)
    logged = [each.day for each in record.days if each.amount and each.verdict is not None]
    expected: list[Comeback] = []
    for gone in sorted(missed(record)):
        back = min((when for when in logged if when > gone), default=None)
        if back and (not expected or expected[-1].day != back):
            expected.append(Comeback(gone, back))
    assert list(summarise(of).comebacks) == expected


@some
@given(histories(weekdays))
def test_the_percentage_is_the_share_read_off_the_audit(of: History) -> None:
    days = judge(of).days
    last = of.today - timedelta(days=not days or days[-1].verdict is not Verdict.DONE)
    shown = [
        each.verdict
        for each in days
        if each.planned and last - timedelta(days=28) < each.day <= last
    ]
    kept = shown.count(Verdict.DONE) + shown.count(Verdict.MOVED)
    lost = sum(shown.count(sign) for sign in (Verdict.SMALL, Verdict.FORGIVEN, Verdict.MISSED))
    assert summarise(of).adherence == Adherence(kept, kept + lost)


@some
@given(histories(times_a_week))
def test_the_percentage_of_times_a_week_is_read_off_the_weeks(of: History) -> None:
    this_monday = of.today - timedelta(days=of.today.weekday())
    shown = [
        each
        for each in judge(of).weeks
        if this_monday - timedelta(days=28) <= each.week.monday < this_monday
        and each.verdict not in {Verdict.REST, Verdict.TRAVEL}
    ]
    kept = sum(min(each.done, each.needed) for each in shown)
    planned = sum(each.needed for each in shown)
    assert summarise(of).adherence == Adherence(kept, planned)


@many
@given(st.one_of(histories(), histories(seldom)), mondays)
def test_what_is_carried_over_replaces_the_logs_before_it(of: History, boundary: date) -> None:
    assume(boundary <= of.today)
    later = replace(of, logs={when: log for when, log in of.logs.items() if when >= boundary})
    carry = settle(of, boundary)
    assert summarise(later, carry) == summarise(of)
    # What comes to light later changes nothing about what is settled.
    assert settle(replace(of, today=boundary), boundary) == carry


@some
@given(st.one_of(histories(), histories(seldom)), mondays, mondays)
def test_what_is_carried_over_can_be_carried_on(of: History, first: date, second: date) -> None:
    early, late = sorted((first, second))
    assume(late <= of.today)
    since = replace(of, logs={when: log for when, log in of.logs.items() if when >= early})
    assert settle(since, late, settle(of, early)) == settle(of, late)


@some
@given(histories())
def test_strength_stays_between_nothing_and_everything(of: History) -> None:
    assert 0 <= summarise(of).strength <= 1


@some
@given(clocks(), st.lists(st.integers(0, 60 * 24 * 40), min_size=2, max_size=8))
def test_today_never_goes_back(settings_: list[ClockSetting], minutes: list[int]) -> None:
    moments = sorted(
        {each.since for each in settings_}
        | {settings_[0].since + timedelta(minutes=each) for each in minutes}
    )
    reached: list[date] = []
    for moment in moments:
        known = [each for each in settings_ if each.since <= moment]
        # A setting made at this very moment: today just before, and just after.
        earlier = [each for each in known if each.since < moment] or known[:1]
        reached += [today(moment, earlier), today(moment, known)]
    assert reached == sorted(reached)


@some
@given(histories(), st.sampled_from(ZONES), st.sampled_from(ZONES), st.integers(0, 24 * 60 - 1))
@example(history(practice("mon wed fri"), "#......"), "Europe/Berlin", "Pacific/Apia", 30)
@example(history(practice("3x a week"), "#......"), "Pacific/Pago_Pago", "Asia/Kolkata", 30)
def test_changing_zone_never_changes_an_old_day(
    of: History, here: str, there: str, minute: int
) -> None:
    now = datetime.combine(of.today, datetime.min.time(), UTC) + timedelta(minutes=minute)
    clock = [
        ClockSetting(now - timedelta(days=100), here, 0, zone_chosen=True),
        ClockSetting(now, there, 0, zone_chosen=True),
    ]
    before = replace(of, today=today(now, clock[:1]))
    after = replace(of, today=today(now, clock), travel=of.travel | travel_days(clock))
    old = judge(before)
    assume(old.days)
    changed = {each.day: each.verdict for each in judge(after).days}
    for each in old.days[:-1]:
        expected = {each.verdict}
        if each.verdict is Verdict.OWED:
            # Further east it may be too late to make up for it: its week is over.
            expected.add(Verdict.MISSED)
        assert changed[each.day] in expected
    weeks = {each.week: each.verdict for each in judge(after).weeks}
    assert all(
        weeks[each.week] is each.verdict for each in old.weeks if each.verdict is not Verdict.OPEN
    )


def missed(record: Record) -> set[date]:
    """Give the missed days, and the Sundays of the missed weeks."""
    days = {each.day for each in record.days if each.verdict is Verdict.MISSED}
    return days | {each.week.sunday for each in record.weeks if each.verdict is Verdict.MISSED}


def test_the_histories_tried_hold_every_verdict() -> None:
    """A property is worth nothing where the interesting never happens."""
    seen: set[Verdict | None] = set()

    @settings(max_examples=300, deadline=None, database=None, derandomize=True)
    @given(histories())
    def look(of: History) -> None:
        record = judge(of)
        seen.update(each.verdict for each in record.days)
        seen.update(each.verdict for each in record.weeks)

    look()
    assert seen == {*Verdict, None}
