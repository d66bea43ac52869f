"""Ten weeks of the demo's community, lived through the same services that members use."""

from __future__ import annotations

import random
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING, TypeVar
from zoneinfo import ZoneInfo

import discord

from bot.demo.cast import CAST, WEEKS
from bot.demo.script import THOUGHTS
from bot.domain.adjustments import Outcome
from bot.domain.callers import Caller
from bot.domain.entries import Entry
from bot.domain.goals import GoalWords
from bot.domain.ids import CommunityId, InteractionId, UserId
from bot.domain.logs import Felt
from bot.domain.practice_details import PracticeWords
from bot.domain.reflections import GoalOutcome, LookBackWords, ReflectionWords
from bot.domain.schedules import Weekdays, parse_schedule
from bot.domain.start import ConditionsWords

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Iterator, Sequence

    from bot.demo.cast import Character, Habit
    from bot.demo.clock import DemoClock
    from bot.domain.reflections import LookBack, Reflected
    from bot.services.container import Services

    Post = Callable[[Reflected], Awaitable[object]]

T = TypeVar("T")

SEED = 7
# How often a log has a note, is below the minimum where that happens at all, or is made a day late.
NOTED, SMALL, LATE = 0.35, 0.12, 0.06
MOST_KEPT = 9
HOURS = (7, 12, 18, 19, 20)
# Which weekdays somebody picks who practises n times a week.
FAVOURITES = (1, 3, 5, 0, 6, 2, 4)
FELT = (Felt.EASY, Felt.STRETCH, Felt.STRETCH, Felt.STRETCH, Felt.TOO_HARD, Felt.WENT_BADLY)
OUTCOMES = (Outcome.KEPT, Outcome.KEPT, Outcome.DROPPED)
REACHED = (GoalOutcome.REACHED, GoalOutcome.PARTLY, GoalOutcome.PARTLY, GoalOutcome.NOT_YET)


@dataclass(frozen=True, slots=True)
class Scene:
    """Something that happens at an instant."""

    at: datetime
    play: Callable[[], Awaitable[object]]


class Story:
    """Everything that eight people did in ten weeks, the same in every demo.

    ``first`` is the Monday on which they began; ``post`` puts a shared reflection into the channel.
    """

    def __init__(
        self, services: Services, clock: DemoClock, community_id: int, *, first: date, post: Post
    ) -> None:
        self._services = services
        self._clock = clock
        self._community_id = CommunityId(community_id)
        self._first = first
        self._post = post
        self._random = random.Random(SEED)  # noqa: S311 - a story, not a secret
        self._serial = 0

    def caller(self, user_id: int, *, is_moderator: bool = False) -> Caller:
        """Let somebody act now, by an interaction of their own."""
        self._serial += 1
        moment = discord.utils.time_snowflake(self._clock.now())
        return Caller(
            community_id=self._community_id,
            user_id=UserId(user_id),
            interaction_id=InteractionId(moment + self._serial % (1 << 22)),
            manages_server=is_moderator,
        )

    def of(self, character: Character, user_id: int, until: datetime) -> Iterator[Scene]:
        """Tell how one member joins, logs and reflects, up to the day before ``until``."""
        start = self._at(character, self._first, 6)
        yield Scene(start, lambda: self._join(character, user_id))
        today = until.astimezone(ZoneInfo(character.zone)).date()
        for habit in character.habits:
            yield Scene(start, lambda habit=habit: self._take_up(character, user_id, habit))
            yield from self._keep(character, user_id, habit, today)
        for week in sorted(character.reflects):
            sunday = self._first + timedelta(days=7 * week - 1)
            at = self._at(character, sunday, 23)
            yield Scene(at, lambda week=week: self._reflect(character, user_id, week))

    async def _join(self, character: Character, user_id: int) -> None:
        members = self._services.members
        await members.choose_zone(self.caller(user_id), character.zone)
        await members.choose_visibility(self.caller(user_id), character.visibility)
        if character.on_boards:
            await members.choose_boards(self.caller(user_id), on=True)

    async def _take_up(self, character: Character, user_id: int, habit: Habit) -> None:
        words = PracticeWords(
            name=habit.name,
            minimum=habit.minimum,
            days=habit.days,
            skill=habit.skill,
            why=habit.why,
        )
        practice = (await self._services.practices.add(self.caller(user_id), words)).practice
        if habit.goal:
            goal = GoalWords(better=habit.goal)
            await self._services.practices.set_goal(self.caller(user_id), str(practice.id), goal)
        if character.since:
            start = ConditionsWords(since=character.since, weekly_hours=character.weekly_hours)
            await self._services.start.record_conditions(self.caller(user_id), practice.id, start)

    def _keep(
        self, character: Character, user_id: int, habit: Habit, today: date
    ) -> Iterator[Scene]:
        planned = _weekdays(habit)
        for number in range((today - self._first).days):
            day = self._first + timedelta(days=number)
            chance = int(habit.kept[min(number // 7, WEEKS)]) / MOST_KEPT
            if day.weekday() in planned and self._random.random() < chance:
                at, entry = self._at(character, day, self._pick(HOURS)), self._entry(habit)
                if self._random.random() < LATE and day + timedelta(days=1) < today:
                    at, entry = at + timedelta(days=1), replace(entry, day="yesterday")
                yield Scene(at, lambda entry=entry: self._log(user_id, entry))

    def _entry(self, habit: Habit) -> Entry:
        is_small = bool(habit.small) and self._random.random() < SMALL
        is_noted = bool(habit.notes) and self._random.random() < NOTED
        return Entry(
            amount=self._pick(habit.small if is_small else habit.amounts),
            practice=habit.name,
            note=self._pick(habit.notes) if is_noted else "",
            where=self._pick(habit.places) if habit.places else "",
            felt=self._pick(FELT),
        )

    async def _log(self, user_id: int, entry: Entry) -> None:
        await self._services.logs.add(self.caller(user_id), entry)

    async def _reflect(self, character: Character, user_id: int, week: int) -> None:
        look = await self._services.look_backs.open(self.caller(user_id))
        await self._services.look_backs.keep(self.caller(user_id), look.week, self._said(look))
        thought = THOUGHTS[(week + CAST.index(character)) % len(THOUGHTS)]
        words = ReflectionWords(
            behaviour=thought.behaviour,
            conditions=thought.conditions,
            adjustment=thought.adjustment,
            goal=character.habits[0].goal,
            share=week in character.shares,
        )
        what = await self._services.reflections.write(self.caller(user_id), look.week, words)
        if what.reflection.shared:
            await self._post(what)

    def _said(self, look: LookBack) -> LookBackWords:
        return LookBackWords(
            outcome=self._pick(OUTCOMES) if look.asks_outcome else None,
            goals={practice.id: self._pick(REACHED) for practice, _ in look.goals},
        )

    def _pick(self, choices: Sequence[T]) -> T:
        return self._random.choice(choices)

    @staticmethod
    def _at(character: Character, day: date, hour: int) -> datetime:
        return datetime.combine(day, time(hour), ZoneInfo(character.zone)).astimezone(UTC)


def _weekdays(habit: Habit) -> frozenset[int]:
    schedule = parse_schedule(habit.days)
    if isinstance(schedule, Weekdays):
        return schedule.days
    return frozenset(FAVOURITES[: schedule.times])
