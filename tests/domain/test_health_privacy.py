"""Nobody private can be made out from the report, whatever was done."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.health_facts import Counted, HealthFacts, Tried
from bot.domain.health_reports import report
from bot.domain.requests import RequestState
from tests.support.health import EVERYBODY, LONG_AGO, NOW, OPEN, SPAN, asked, facts

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.domain.health import HealthReport, Tally

members = st.frozensets(st.sampled_from(EVERYBODY))
weeks = st.fixed_dictionaries(dict.fromkeys(SPAN.known, members))
requests = st.lists(
    st.builds(
        lambda who, openly, state, hours: asked(
            who, state=state, hours=hours, is_open=openly and who in OPEN
        ),
        st.sampled_from(EVERYBODY),
        st.booleans(),
        st.sampled_from([RequestState.OPEN, RequestState.ANSWERED, RequestState.LAPSED]),
        st.integers(1, 100),
    ),
    max_size=40,
).map(tuple)


@st.composite
def any_facts(draw: st.DrawFn) -> HealthFacts:
    kept = st.dictionaries(st.sampled_from(EVERYBODY), st.tuples(st.integers(0, 7), st.just(7)))
    tried = st.tuples(members, members).map(lambda both: Tried(both[0] & both[1], both[1]))
    return facts(
        kept=draw(st.fixed_dictionaries(dict.fromkeys(SPAN.known, kept))),
        practised=draw(weeks),
        reflected=draw(weeks),
        gave=draw(weeks),
        came_back=draw(weeks),
        requests=draw(requests),
        tried=draw(tried),
        tried_before=draw(tried),
        broke=dict.fromkeys(draw(members), SPAN.now[0]),
        members={
            who: Counted(who in OPEN, draw(st.sampled_from([LONG_AGO, NOW - timedelta(days=40)])))
            for who in EVERYBODY
        },
    )


def tallies(made: HealthReport) -> Iterator[Tally]:
    yield from (made.agreed, made.active, made.practised, made.reflected, made.gave)
    yield from (made.comebacks, made.alone, made.hand, made.waiting.members)
    yield from (made.applied.members, made.applied.whole)
    yield from made.adherence.bands
    yield from (each.members for each in made.answered)
    for cohort in made.cohorts:
        yield from (cohort.joined, cohort.active)


@settings(max_examples=150, deadline=None)
@given(known=any_facts())
def test_what_is_left_without_the_names_is_whole_fives(known: HealthFacts) -> None:
    """So is what is left of any two numbers, of two reports or of one, when they are compared."""
    made = report(known)
    for each in tallies(made):
        assert set(each.named) <= OPEN
        assert (each.total - len(each.named)) % 5 == 0
    for week in made.weeks:
        named = [len(OPEN & sets[week.monday]) for sets in (known.practised, known.reflected)]
        for number, names in zip((week.practised, week.reflected), named, strict=True):
            assert (number - names) % 5 == 0
    named_requests = [each for each in known.requests if each.is_open]
    waiting = sum(each.state is RequestState.OPEN for each in named_requests)
    assert (made.waiting.requests - waiting) % 5 == 0


@settings(max_examples=150, deadline=None)
@given(known=any_facts())
def test_percentages_that_hold_private_members_go_in_steps_of_five(known: HealthFacts) -> None:
    """A share of open members alone can be counted by anybody; another tells of nobody."""
    made = report(known)
    shares = [made.applied.share, *(each.share for each in made.cohorts)]
    tallied = [made.applied.whole, *(each.joined for each in made.cohorts)]
    for share, whole in zip(shares, tallied, strict=True):
        assert share.step == 5 or not whole.others
    for week in made.weeks:
        private = known.kept[week.monday].keys() - OPEN
        assert len(private) < 5 or (week.median_percent or 0) % 5 == 0
        if week.answered.share and week.answered.share.step == 1:
            assert week.answered.requests == week.answered.share.whole


@settings(max_examples=150, deadline=None)
@given(known=any_facts())
def test_fewer_than_five_private_members_change_no_number(known: HealthFacts) -> None:
    """What a moderator reads is the same whether or not the few did anything."""
    few = frozenset(EVERYBODY[12:16])
    only_few = OPEN | few

    def without(sets: Any) -> Any:
        return {monday: who & OPEN for monday, who in sets.items()}

    def within(sets: Any) -> Any:
        return {monday: who & only_few for monday, who in sets.items()}

    fields = ("practised", "reflected", "gave", "came_back")
    some = replace(known, requests=(), **{name: within(getattr(known, name)) for name in fields})
    none = replace(known, requests=(), **{name: without(getattr(known, name)) for name in fields})
    assert report(some) == report(none)
