"""The line against a plain sort of what is open, after whatever happens to it."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import pairwise

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from bot.domain.ids import CommunityId, RequestId, SkillId, UserId
from bot.domain.queue_lines import SORTED_AFTER, Line, View
from bot.domain.queues import Entry, Placed, Viewer, rank, why_before
from bot.domain.requests import Hold, RequestKind

START = datetime(2026, 11, 18, 12, tzinfo=UTC)
PEOPLE = tuple(UserId(number) for number in range(1, 6))
SKILLS = (None, SkillId(1), SkillId(2))
VIEWERS = (
    Viewer(PEOPLE[0], frozenset()),
    Viewer(PEOPLE[1], frozenset({PEOPLE[2], UserId(99)})),
    Viewer(UserId(50), frozenset()),
)
people = st.sampled_from(PEOPLE)
request_ids = st.integers(1, 12).map(RequestId)
holds = st.none() | st.tuples(people, st.integers(-10, 90))


def seen(viewer: Viewer, entry: Entry, now: datetime) -> bool:
    return (
        entry.user_id != viewer.user_id
        and entry.user_id not in viewer.apart
        and entry.asked in (None, viewer.user_id)
        and entry.holder(now) in (None, viewer.user_id)
    )


class LineMachine(RuleBasedStateMachine):
    """Does to a line what may happen, and keeps a plain list beside it."""

    def __init__(self) -> None:
        super().__init__()
        self.now = START
        self.entries: dict[RequestId, Entry] = {}
        self.asked_at: dict[RequestId, datetime] = {}
        self.balances: dict[UserId, int] = {}
        self.line = Line((), {}, START)

    @rule(
        request_id=request_ids,
        author=people,
        hours=st.integers(0, 80),
        asked=st.none() | people,
        skill_id=st.sampled_from(SKILLS),
        stuck=st.booleans(),
    )
    def ask(
        self,
        request_id: RequestId,
        author: UserId,
        hours: int,
        asked: UserId | None,
        skill_id: SkillId | None,
        *,
        stuck: bool,
    ) -> None:
        entry = Entry(
            id=request_id,
            community_id=CommunityId(1),
            user_id=author,
            kind=RequestKind.STUCK if stuck else RequestKind.WORK,
            title="",
            asked_at=self.asked_at.setdefault(request_id, self.now - timedelta(hours=hours)),
            asked=asked,
            skill_id=skill_id,
        )
        self.entries[request_id] = entry
        self.line.put(entry)

    @rule(request_id=request_ids, hold=holds)
    def hold(self, request_id: RequestId, hold: tuple[UserId, int] | None) -> None:
        if request_id in self.entries:
            held = hold and Hold(hold[0], self.now + timedelta(minutes=hold[1]))
            entry = replace(self.entries[request_id], hold=held)
            self.entries[request_id] = entry
            self.line.put(entry)

    @rule(request_id=request_ids)
    def close(self, request_id: RequestId) -> None:
        self.entries.pop(request_id, None)
        self.line.remove(request_id)

    @rule(user_id=people, balance=st.integers(-2, 2))
    def weigh(self, user_id: UserId, balance: int) -> None:
        self.balances = self.balances | {user_id: balance}
        self.line.weigh(self.balances)

    @rule(
        span=st.sampled_from(
            (
                timedelta(0),
                timedelta(minutes=20),
                timedelta(hours=5),
                SORTED_AFTER,
                timedelta(days=9),
                timedelta(minutes=-90),
            )
        )
    )
    def let_time_pass(self, span: timedelta) -> None:
        self.now += span
        self.line.move_on(self.now)

    @invariant()
    def shows_what_a_plain_sort_shows(self) -> None:
        assert len(self.line) == len(self.entries)
        ranks = {
            each.id: rank(each, self.balances.get(each.user_id, 0), self.now)
            for each in self.entries.values()
        }
        for viewer in VIEWERS:
            can_see = [each for each in self.entries.values() if seen(viewer, each, self.now)]
            can_see.sort(key=lambda each: ranks[each.id])
            mine = [each for each in can_see if each.holder(self.now)]
            for skill_id in SKILLS:
                others = [
                    each
                    for each in can_see
                    if each not in mine and skill_id in (None, each.skill_id)
                ]
                self._compare(self.line.view(viewer, skill_id), mine, others)

    def _compare(self, view: View, mine: list[Entry], others: list[Entry]) -> None:
        expected = [*mine, *others]
        assert list(view.page(0, 100)) == expected
        assert list(view.page(1, 2)) == expected[2:4]
        assert len(view) == len(expected)
        assert view.mine == {each.id for each in mine}
        days = [each.days_waited(self.now) for each in expected]
        assert view.longest_days == max(days, default=0)
        self._compare_reasons(view, mine, others)

    def _compare_reasons(self, view: View, mine: list[Entry], others: list[Entry]) -> None:
        ranks = [rank(each, self.balances.get(each.user_id, 0), self.now) for each in others]
        pairs = pairwise(ranks)
        reasons = [*(why_before(*pair) for pair in pairs), None][: len(others)]
        expected = [*(Placed(each, None) for each in mine), *map(Placed, others, reasons)]
        assert list(view.explain(0, 100)) == expected
        assert list(view.explain(1, 2)) == expected[2:4]

    @invariant()
    def remembers_nothing_that_is_gone(self) -> None:
        assert len(self.line._next_days) == len(self.line._growing)
        for person in PEOPLE:
            theirs = {each.id for each in self.entries.values() if each.user_id == person}
            assert self.line.of_author(person) == theirs


LineMachine.TestCase.settings = settings(max_examples=100, stateful_step_count=25, deadline=None)
TestLine = LineMachine.TestCase


def test_who_began_a_moment_earlier_sees_the_later_line() -> None:
    entry = Entry(RequestId(1), CommunityId(1), PEOPLE[0], RequestKind.WORK, "", START)
    line = Line([entry], {}, START)
    line.move_on(START + timedelta(days=1))
    line.move_on(START + timedelta(days=1) - timedelta(seconds=1))
    assert line.view(VIEWERS[1]).longest_days == 1
    line.move_on(START)
    assert line.view(VIEWERS[1]).longest_days == 0


def test_what_is_gone_does_not_come_back_with_time() -> None:
    entry = Entry(RequestId(1), CommunityId(1), PEOPLE[0], RequestKind.WORK, "", START)
    line = Line([entry], {}, START)
    line.remove(entry.id)
    line.remove(entry.id)
    for hours in (5, 10, 15, 20, 25):
        line.move_on(START + timedelta(hours=hours))
    assert len(line.view(VIEWERS[1])) == 0
    line.put(entry)
    line.move_on(START + timedelta(hours=30))
    assert line.view(VIEWERS[1]).longest_days == 1


def test_who_has_waited_a_whole_day_more_moves_forward() -> None:
    asked = (START - timedelta(hours=1), START - timedelta(hours=23))
    entries = [
        Entry(RequestId(number), CommunityId(1), PEOPLE[0], RequestKind.WORK, "", at)
        for number, at in enumerate(asked, start=1)
    ]
    line = Line(entries, {}, START)
    assert [each.id for each in line.view(VIEWERS[1]).page(0, 5)] == [1, 2]
    line.move_on(START + timedelta(hours=2))
    assert [each.id for each in line.view(VIEWERS[1]).page(0, 5)] == [2, 1]
