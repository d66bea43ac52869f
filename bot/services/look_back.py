"""The first step of a reflection: what last week's change and goals came to, and a question."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.domain.days import local_day, week_of
from bot.domain.drafts import KEPT, Draft
from bot.domain.question_bank import LOVED, SHIPPED
from bot.domain.questions import named
from bot.domain.reflections import (
    LookBack,
    LookBackWords,
    asks_love,
    clean_answer,
    is_three_weeks,
    read_look_back,
    write_look_back,
)
from storage import adjustments, communities, drafts, goals, profiles, reflections

if TYPE_CHECKING:
    from bot.clock import Clock
    from bot.domain.callers import Caller
    from bot.domain.days import Week
    from bot.domain.goals import Goal
    from bot.domain.profiles import Profile
    from bot.domain.questions import Question
    from bot.domain.reflections import Reflection
    from bot.services.adjustment_effects import AdjustmentEffects
    from bot.services.questions import Questions
    from storage.connections import Connection, Transaction
    from storage.database import Database


class LookBacks:
    """Changes nothing but a draft, so that strangers may look as well."""

    def __init__(
        self, db: Database, clock: Clock, questions: Questions, effects: AdjustmentEffects
    ) -> None:
        self._db = db
        self._clock = clock
        self._questions = questions
        self._effects = effects

    async def open(self, caller: Caller, week: Week | None = None) -> LookBack:
        """Return what there is to look back at in a week: this one, or the one just over."""
        async with self._db.reading() as conn:
            look = await self.of(conn, caller, week)
            return await self._effects.beside(conn, caller, look, self._clock.now())

    async def keep(self, caller: Caller, week: Week, words: LookBackWords) -> LookBack:
        """Keep for a day what was said about last week, until the reflection is written.

        Raises:
            NameTooLong, HiddenCharacters: for an answer that cannot be kept.
        """
        cleaned = replace(words, answer=clean_answer(words.answer))
        async with self._db.transaction() as tx:
            look = await self.of(tx, caller, week)
            draft = Draft(
                id=caller.interaction_id,
                community_id=caller.community_id,
                user_id=caller.user_id,
                press=_step(look.week),
                answers=write_look_back(cleaned),
                expires_at=self._clock.now() + KEPT,
            )
            await drafts.keep(tx, draft)
        async with self._db.reading() as conn:
            said = replace(look, said=cleaned)
            return await self._effects.beside(conn, caller, said, self._clock.now())

    async def forget(self, tx: Transaction, caller: Caller, week: Week) -> None:
        """Drop what was kept for a week: it stands in the reflection now."""
        await drafts.delete(tx, caller.community_id, caller.user_id, _step(week))

    async def of(self, conn: Connection, caller: Caller, asked: Week | None) -> LookBack:
        """Do what ``open`` does, within somebody else's read or transaction."""
        profile = await profiles.get(conn, caller.community_id, caller.user_id)
        week = await self._week(conn, caller, profile, asked)
        whose = (caller.community_id, caller.user_id)
        written = await reflections.of_week(conn, *whose, week)
        draft = await drafts.latest(conn, *whose, _step(week))
        earlier = await reflections.count_before(conn, *whose, week)
        held = await goals.of_member(conn, *whose)
        practices = profile.active if profile else ()
        return LookBack(
            week=week,
            question=await self._question(conn, caller, week, written, earlier),
            adjustment=await adjustments.latest(conn, *whose),
            goals=tuple(
                (practice, held[practice.id])
                for practice in practices
                if practice.id in held and not _is_from(written, held[practice.id])
            ),
            three_weeks=written.three_weeks if written else is_three_weeks(earlier),
            said=_said(draft if draft and draft.expires_at > self._clock.now() else None, written),
            written=written,
        )

    async def _question(
        self,
        conn: Connection,
        caller: Caller,
        week: Week,
        written: Reflection | None,
        earlier: int,
    ) -> Question:
        """Return the week's question; every fourth time, what the member loves about it."""
        if written:
            # What was answered keeps its question, even where moderators change the week's.
            return named(written.question, (*SHIPPED, LOVED))
        if asks_love(earlier):
            return LOVED
        return await self._questions.of_week(conn, caller.community_id, week)

    async def _week(
        self, conn: Connection, caller: Caller, profile: Profile | None, asked: Week | None
    ) -> Week:
        """Return the week that was asked for where it is this one or the last, else this one."""
        now = self._clock.now()
        if profile:
            current = week_of(profile.member.today(now))
        else:
            community = await communities.get_or_default(conn, caller.community_id)
            current = week_of(local_day(now, community.zone, 0))
        return asked if asked and asked in {current, current.previous()} else current


def _step(week: Week) -> str:
    """Name the draft of the first step."""
    return f"look-back:{week}"


def _said(draft: Draft | None, written: Reflection | None) -> LookBackWords:
    if draft:
        return read_look_back(draft.answers)
    if written:
        return LookBackWords(goals=written.goal_outcomes, answer=written.answer)
    return LookBackWords()


def _is_from(written: Reflection | None, goal: Goal) -> bool:
    """Tell whether a goal is the one that this very reflection has set."""
    return (
        written is not None
        and written.goal_practice_id == goal.practice_id
        and written.goal == goal.better
    )
