"""Requests from asking to their end, whatever members do, in whatever order."""

from __future__ import annotations

from collections import Counter
from datetime import timedelta

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from bot.domain.ids import RequestId, UserId
from bot.domain.requests import HOLD, Request, RequestState
from bot.services.queues import Queues
from bot.services.standings import Standings
from tests.support.callers import act
from tests.support.feedback_life import PEOPLE, Stage

people = st.sampled_from(PEOPLE)
numbers = st.integers(0, 1_000)
spans = st.sampled_from(
    (
        timedelta(minutes=5),
        HOLD - timedelta(seconds=1),
        HOLD,
        timedelta(hours=25),
        timedelta(days=5),
        timedelta(days=29),
    )
)
is_asked = precondition(lambda self: self.life.asked)


class FeedbackMachine(RuleBasedStateMachine):
    """Two or three requests at a time, so that members meet at them."""

    def __init__(self) -> None:
        super().__init__()
        self.stage = Stage()
        self.life = self.stage.life

    def teardown(self) -> None:
        self.stage.close()

    def pick(self, number: int) -> RequestId:
        """Choose one of the last requests."""
        latest = self.life.asked[-4:]
        return latest[number % len(latest)]

    @rule(
        who=people, to=st.none() | st.none() | people, stuck=st.booleans(), anonymous=st.booleans()
    )
    def ask(self, who: UserId, to: UserId | None, *, stuck: bool, anonymous: bool) -> None:
        self.stage.attempt(self.life.ask(who, to, stuck=stuck, anonymous=anonymous))

    @is_asked
    @rule(who=people, number=numbers)
    def take(self, who: UserId, number: int) -> None:
        self.stage.attempt(self.life.take(who, self.pick(number)))

    @is_asked
    @rule(number=numbers)
    def race(self, number: int) -> None:
        self.stage.run(self.life.race(self.pick(number)))

    @is_asked
    @rule(who=people, number=numbers)
    def release(self, who: UserId, number: int) -> None:
        self.stage.attempt(self.life.services.queues.release(act(who), self.pick(number)))

    @is_asked
    @rule(who=people, number=numbers)
    def give(self, who: UserId, number: int) -> None:
        self.stage.attempt(self.life.give(who, self.pick(number)))

    @is_asked
    @rule(who=people, number=numbers)
    def take_and_give(self, who: UserId, number: int) -> None:
        request = self.stage.run(self.life.get(self.pick(number)))
        helper = request.holder(self.stage.clock.now()) or who
        self.stage.attempt(self.life.take(helper, request.id))
        self.stage.attempt(self.life.give(helper, request.id))

    @rule(number=numbers, problematic=st.booleans())
    def rate(self, number: int, *, problematic: bool) -> None:
        answered = self.stage.run(self.life.answered())
        if answered:
            request_id = answered[number % len(answered)]
            self.stage.attempt(self.life.rate(request_id, problematic=problematic))

    @is_asked
    @rule(number=st.sampled_from((0, 0, 3)))
    def withdraw(self, number: int) -> None:
        request = self.stage.run(self.life.get(self.pick(number)))
        author = act(request.user_id)
        self.stage.attempt(self.life.services.requests.withdraw(author, str(request.id)))

    @is_asked
    @rule(number=numbers)
    def widen(self, number: int) -> None:
        request = self.stage.run(self.life.get(self.pick(number)))
        self.stage.attempt(self.life.services.asking.widen(act(request.user_id), request.id))

    @rule(who=st.just(PEOPLE[0]), other=st.sampled_from(PEOPLE[1:3]))
    def block_or_not(self, who: UserId, other: UserId) -> None:
        self.stage.attempt(self.life.services.members.toggle_block(act(who), other))

    @rule(span=spans)
    def wait(self, span: timedelta) -> None:
        self.stage.clock.advance(span)
        self.stage.run(self.life.do_what_is_due())

    @invariant()
    def nothing_is_lost_between_states(self) -> None:
        self.stage.run(self._nothing_is_lost())

    @invariant()
    def the_queue_is_what_is_stored(self) -> None:
        self.stage.run(self._queue_is_what_is_stored())

    async def _nothing_is_lost(self) -> None:
        now, holds = self.stage.clock.now(), Counter[UserId]()
        assert len(set(self.life.asked)) == len(self.life.asked)
        for request_id in self.life.asked:
            request = await self.life.get(request_id)
            assert request.state in set(RequestState) - {RequestState.KEPT}
            assert (request.closed_at is None) == request.is_open
            assert (request.due is None) == (not request.is_open)
            assert request.is_open or request.hold is None
            if holder := request.holder(now):
                holds[holder] += 1
                assert holder != request.user_id
            await self._answered_by_what_stands(request)
        assert all(number <= 2 for number in holds.values())

    async def _answered_by_what_stands(self, request: Request) -> None:
        answers = await self.life.answers(request.id)
        no_help = [each for each in answers if each.rating and each.rating.problematic]
        if request.state is RequestState.ANSWERED:
            assert answers
            assert all(each in no_help for each in answers[:-1])
        else:
            assert answers == tuple(no_help)

    async def _queue_is_what_is_stored(self) -> None:
        cold = Queues(self.life.db, self.stage.clock, Standings())
        shown = set[RequestId]()
        for who in PEOPLE:
            expected = await self.life.to_be_seen(who)
            assert await self.life.seen(who) == expected
            assert await self.life.seen(who, cold) == expected
            shown.update(expected)
        assert await self.life.open_to_somebody() == shown


FeedbackMachine.TestCase.settings = settings(
    max_examples=25,
    stateful_step_count=30,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
)
TestFeedback = FeedbackMachine.TestCase
