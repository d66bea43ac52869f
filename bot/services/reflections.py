"""The weekly look back: what it asks, what it keeps, and what follows from it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.domain.goals import Goal
from bot.domain.ids import ReflectionId
from bot.domain.moderation import Suspended
from bot.domain.reflections import (
    LookBack,
    Reflected,
    Reflection,
    ReflectionGone,
    clean_conditions,
    clean_words,
    gather,
)
from storage import adjustments, goals, profiles, receipts, reflections

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from bot.clock import Clock
    from bot.domain.callers import Caller
    from bot.domain.days import Week
    from bot.domain.ids import PracticeId
    from bot.domain.places import Place
    from bot.domain.profiles import Profile
    from bot.domain.reflections import Help, ReflectionWords
    from bot.services.adjustments import Adjustments
    from bot.services.facts import Facts
    from bot.services.look_back import LookBacks
    from bot.services.members import Members
    from storage.connections import Connection, Transaction
    from storage.database import Database

    Change = Callable[[Transaction, Profile, Reflection], Awaitable[Reflection]]


class Reflections:
    """One reflection for each member and ISO week of their own; each is its author's alone."""

    def __init__(
        self,
        db: Database,
        clock: Clock,
        members: Members,
        *,
        look_backs: LookBacks,
        adjustments_: Adjustments,
        facts: Facts,
    ) -> None:
        self._db = db
        self._clock = clock
        self._members = members
        self._look_backs = look_backs
        self._adjustments = adjustments_
        self._facts = facts

    async def write(self, caller: Caller, week: Week, words: ReflectionWords) -> Reflected:
        """Keep the reflection of a week, in place of an earlier version.

        Raises:
            EmptyName, NameTooLong, HiddenCharacters: for words that cannot be kept.
        """
        cleaned = clean_words(words)
        async with self._db.transaction() as tx:
            await self._members.ensure(tx, caller)
            profile = await profiles.get(tx, caller.community_id, caller.user_id)
            look = await self._look_backs.of(tx, caller, week)
            if profile and await self._claim(tx, caller):
                reflection = self._written(caller, profile, look, cleaned)
                await reflections.save(tx, reflection)
                await self._adjustments.settle(tx, caller, reflection, look.said.outcome)
                await self._set_goal(tx, caller, look.written, reflection)
                await self._look_backs.forget(tx, caller, look.week)
        return await self.get(caller, look.week)

    async def get(self, caller: Caller, week: Week) -> Reflected:
        """Return the caller's reflection of a week, with what is still open about it.

        Raises:
            ReflectionGone: where there is none.
        """
        async with self._db.reading() as conn:
            profile, reflection = await self._require(conn, caller, week)
            running = await adjustments.running(conn, caller.community_id, caller.user_id)
            about, found = None, ()
            if reflection.lacks_conditions:
                about, found = await self._facts.of(conn, profile, self._clock.now())
            return Reflected(
                reflection=reflection,
                running=running,
                practices=profile.active,
                facts_of=about,
                facts=found,
                is_set_up=profile.community.set_up_at is not None,
                channel_id=profile.community.weekly_channel_id,
            )

    async def name_conditions(self, caller: Caller, week: Week, text: str) -> Reflected:
        """Add what made the improvement possible.

        Raises:
            ReflectionGone: where there is no such reflection.
            EmptyName, NameTooLong, HiddenCharacters: for words that cannot be kept.
        """
        cleaned = clean_conditions(text)

        async def named(_: Transaction, __: Profile, reflection: Reflection) -> Reflection:
            return replace(reflection, conditions=cleaned, unknown_conditions=False)

        return await self._change(caller, week, named)

    async def do_not_know(self, caller: Caller, week: Week) -> Reflected:
        """Accept that the conditions are not known yet.

        Raises:
            ReflectionGone: where there is no such reflection.
        """

        async def unknown(_: Transaction, __: Profile, reflection: Reflection) -> Reflection:
            return replace(reflection, unknown_conditions=not reflection.conditions)

        return await self._change(caller, week, unknown)

    async def keep_adjustment(self, caller: Caller, week: Week) -> Reflected:
        """Go on with what is running, and let go of what was typed beside it.

        Raises:
            ReflectionGone: where there is no such reflection.
        """

        async def kept(_: Transaction, __: Profile, reflection: Reflection) -> Reflection:
            return replace(reflection, adjustment="")

        return await self._change(caller, week, kept)

    async def switch_adjustment(self, caller: Caller, week: Week) -> Reflected:
        """Drop what is running for what was typed beside it.

        Raises:
            ReflectionGone: where there is no such reflection.
        """

        async def switched(tx: Transaction, _: Profile, reflection: Reflection) -> Reflection:
            await self._adjustments.switch(tx, caller, reflection)
            return reflection

        return await self._change(caller, week, switched)

    async def choose_practice(
        self, caller: Caller, week: Week, practice_id: PracticeId
    ) -> Reflected:
        """Set next week's goal for one of the caller's active practices.

        Raises:
            ReflectionGone: where there is no such reflection.
        """

        async def chosen(tx: Transaction, profile: Profile, before: Reflection) -> Reflection:
            if practice_id not in {practice.id for practice in profile.active}:
                return before
            after = replace(before, goal_practice_id=practice_id)
            await self._set_goal(tx, caller, before, after)
            return after

        return await self._change(caller, week, chosen)

    async def share(self, caller: Caller, week: Week, *, shared: bool) -> Reflected:
        """Share a reflection with the community, or take it back.

        Raises:
            ReflectionGone: where there is no such reflection.
            Suspended: for whom moderators keep from sharing.
        """

        async def changed(_: Transaction, profile: Profile, reflection: Reflection) -> Reflection:
            if shared and profile.is_suspended:
                raise Suspended
            return replace(reflection, shared=shared and profile.may_post)

        return await self._change(caller, week, changed)

    async def stands(self, reflection: Reflection, card: Place) -> bool:
        """Remember where the public card is; False where it is not wanted any more."""
        async with self._db.transaction() as tx:
            return await reflections.stand(tx, reflection.community_id, reflection.id, card)

    async def fell(self, reflection: Reflection) -> None:
        """Note that the public card is gone: it comes back only where its author shares anew."""
        async with self._db.transaction() as tx:
            await reflections.fall(tx, reflection.community_id, reflection.id)

    async def what_helps(self, caller: Caller) -> tuple[Help, ...]:
        """Return all conditions that the caller ever named, newest first."""
        async with self._db.reading() as conn:
            return gather(await reflections.conditions(conn, caller.community_id, caller.user_id))

    async def _change(self, caller: Caller, week: Week, act: Change) -> Reflected:
        async with self._db.transaction() as tx:
            profile, reflection = await self._require(tx, caller, week)
            if await self._claim(tx, caller):
                await reflections.save(tx, await act(tx, profile, reflection))
        return await self.get(caller, week)

    async def _require(
        self, conn: Connection, caller: Caller, week: Week
    ) -> tuple[Profile, Reflection]:
        whose = (caller.community_id, caller.user_id)
        profile = await profiles.get(conn, *whose)
        reflection = await reflections.of_week(conn, *whose, week)
        if profile is None or reflection is None:
            raise ReflectionGone
        return profile, reflection

    def _written(
        self, caller: Caller, profile: Profile, look: LookBack, words: ReflectionWords
    ) -> Reflection:
        before = look.written
        return Reflection(
            id=before.id if before else ReflectionId(caller.interaction_id),
            community_id=caller.community_id,
            user_id=caller.user_id,
            week=look.week,
            question=look.question.text,
            answer=look.said.answer,
            goal_outcomes=look.said.goals,
            behaviour=words.behaviour,
            conditions=words.conditions,
            unknown_conditions=not words.conditions and bool(before and before.unknown_conditions),
            adjustment=words.adjustment,
            goal=words.goal,
            goal_practice_id=_goal_practice(profile, words, before),
            three_weeks=look.three_weeks,
            shared=words.share and profile.may_post,
            card=None,
            reflected_at=self._clock.now(),
        )

    async def _set_goal(
        self, tx: Transaction, caller: Caller, before: Reflection | None, after: Reflection
    ) -> None:
        """Make the goal its practice's; a wish that stood behind the last one stays."""
        practice_id = after.goal_practice_id
        if practice_id is None or (before and _goal_of(before) == _goal_of(after)):
            return
        held = await goals.of_member(tx, caller.community_id, caller.user_id)
        goal = Goal(
            id=caller.interaction_id,
            community_id=caller.community_id,
            user_id=caller.user_id,
            practice_id=practice_id,
            better=after.goal,
            wish=held[practice_id].wish if practice_id in held else "",
            set_at=self._clock.now(),
        )
        await goals.add(tx, goal)

    async def _claim(self, tx: Transaction, caller: Caller) -> bool:
        now = self._clock.now()
        return await receipts.claim(tx, caller.community_id, caller.interaction_id, now)


def _goal_practice(
    profile: Profile, words: ReflectionWords, before: Reflection | None
) -> PracticeId | None:
    """Choose the practice of a goal where there is no choice: the only one, or the one so far."""
    if not words.goal:
        return None
    active = [practice.id for practice in profile.active]
    if before and before.goal_practice_id in active:
        return before.goal_practice_id
    return active[0] if len(active) == 1 else None


def _goal_of(reflection: Reflection) -> tuple[PracticeId | None, str]:
    return reflection.goal_practice_id, reflection.goal
