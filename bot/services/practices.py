"""Practices: adding, editing, archiving and restoring them, and their goals."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.domain.amounts import DONE, Standard, parse_amount, parse_standard, same_unit
from bot.domain.goals import Goal, split_goal
from bot.domain.haste import Haste, is_swap
from bot.domain.ids import PracticeId
from bot.domain.names import clean_name, clean_text
from bot.domain.practice_details import EVERY_DAY, LONGEST_WHY, PracticeChange, PracticeDetails
from bot.domain.practices import (
    Practice,
    ScheduleFrom,
    StandardFrom,
    check_name,
    check_room,
    pick,
    with_archive,
    with_restore,
    with_schedule,
    with_standard,
)
from bot.domain.schedules import parse_schedule
from bot.domain.thresholds import UNCHANGED, Limits, with_limits
from bot.services import haste
from storage import goals, practices, receipts, skills, thresholds, trusted

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from bot.clock import Clock
    from bot.domain.callers import Caller
    from bot.domain.goals import GoalWords
    from bot.domain.ids import SkillId
    from bot.domain.members import Member
    from bot.domain.practice_details import PracticeWords
    from bot.services.members import Members
    from bot.services.skills import Skills
    from storage.connections import Connection, Transaction
    from storage.database import Database


class Practices:
    """Each public method is one use case, whichever door it was asked through."""

    def __init__(self, db: Database, clock: Clock, members: Members, skills_: Skills) -> None:
        self._db = db
        self._clock = clock
        self._members = members
        self._skills = skills_

    async def of(self, caller: Caller) -> tuple[Practice, ...]:
        """Return all practices of the caller, oldest first; none for a stranger."""
        async with self._db.reading() as conn:
            return await practices.of_member(conn, caller.community_id, caller.user_id)

    async def find(self, conn: Connection, member: Member, text: str) -> Practice:
        """Return the member's practice whose id or name was typed.

        Raises:
            UnknownPractice: where they have none like it.
        """
        return pick(await practices.of_member(conn, member.community_id, member.user_id), text)

    async def overview(self, caller: Caller) -> tuple[PracticeDetails, ...]:
        """Return all practices of the caller, active ones first.

        Raises:
            NotStarted: for a stranger.
        """
        async with self._db.reading() as conn:
            member = await self._members.require(conn, caller)
            return await self._all_details(conn, member)

    async def details(self, caller: Caller, text: str) -> PracticeDetails:
        """Return one practice of the caller, by id or name.

        Raises:
            NotStarted: for a stranger.
            UnknownPractice: where they have none like it.
        """
        async with self._db.reading() as conn:
            member = await self._members.require(conn, caller)
            return await self._details(conn, member, await self.find(conn, member, text))

    async def add(self, caller: Caller, words: PracticeWords) -> PracticeDetails:
        """Add a practice that starts today; without days it is planned every day.

        Raises:
            TooManyActive, DuplicateName: where it has no room.
            Refusals of names, amounts and schedules: for words that cannot be read.
        """
        async with self._db.transaction() as tx:
            member = await self._members.ensure(tx, caller)
            today = member.today(self._clock.now())
            known = await practices.of_member(tx, caller.community_id, caller.user_id)
            practice = next((each for each in known if each.id == caller.interaction_id), None)
            if practice is None:
                practice = await self._new(tx, caller, words, today)
                check_room(known)
                check_name(practice.name, known)
                await practices.add(tx, practice, self._clock.now())
            early = Haste.SWAPPED if is_swap(known, today) else None
            return replace(await self._details(tx, member, practice), haste=early)

    async def edit(self, caller: Caller, text: str, words: PracticeWords) -> PracticeChange:
        """Change what was typed; days that are over keep the rule by which they were judged.

        Raises:
            NotStarted, UnknownPractice: where there is nothing to edit.
            DuplicateName: where another active practice has the name.
            Refusals of names, amounts, schedules and limits: for words that cannot be read.
        """
        async with self._db.transaction() as tx:
            member = await self._members.require(tx, caller)
            before = await self.find(tx, member, text)
            after, told = before, await self._details(tx, member, before)
            if await self._claim(tx, caller):
                after = await self._edited(tx, caller, before, words)
                await practices.save(tx, after)
                if words.limits != UNCHANGED:
                    await thresholds.save(tx, after, with_limits(told.limits, words.limits))
            early = await haste.of_edit(tx, before, after, told.today)
            return PracticeChange(
                told, replace(await self._details(tx, member, after), haste=early)
            )

    async def archive(self, caller: Caller, text: str) -> PracticeDetails:
        """Put a practice aside; its history stays, and today is still judged.

        Raises:
            NotStarted, UnknownPractice, AlreadyArchived: where there is nothing to archive.
        """

        def archived(practice: Practice, today: date, _: tuple[Practice, ...]) -> Practice:
            return with_archive(practice, today)

        return await self._move(caller, text, archived)

    async def restore(self, caller: Caller, text: str) -> PracticeDetails:
        """Take an archived practice up again, from today.

        Raises:
            NotStarted, UnknownPractice, NotArchived: where there is nothing to restore.
            TooManyActive, DuplicateName: where it has no room.
        """

        def restored(practice: Practice, today: date, known: tuple[Practice, ...]) -> Practice:
            after = with_restore(practice, today)
            check_room(known)
            check_name(practice.name, known)
            return after

        return await self._move(caller, text, restored)

    async def set_goal(self, caller: Caller, text: str, words: GoalWords) -> PracticeDetails:
        """Set what better looks like next week, in place of the practice's goal so far.

        Raises:
            NotStarted, UnknownPractice: where there is no such practice.
            ProcessGoalMissing: for an outcome without anything to do for it.
            EmptyName, NameTooLong, HiddenCharacters: for words that cannot be kept.
        """
        better, wish = split_goal(words)
        async with self._db.transaction() as tx:
            member = await self._members.require(tx, caller)
            practice = await self.find(tx, member, text)
            goal = Goal(
                id=caller.interaction_id,
                community_id=caller.community_id,
                user_id=caller.user_id,
                practice_id=practice.id,
                better=better,
                wish=wish,
                set_at=self._clock.now(),
            )
            await goals.add(tx, goal)
            return await self._details(tx, member, practice)

    async def _new(
        self, tx: Transaction, caller: Caller, words: PracticeWords, today: date
    ) -> Practice:
        standard = parse_standard(words.minimum or "")
        schedule = parse_schedule(words.days or EVERY_DAY)
        return Practice(
            id=PracticeId(caller.interaction_id),
            community_id=caller.community_id,
            user_id=caller.user_id,
            name=clean_name(words.name or "", "name"),
            why=_why(words.why or ""),
            skill_id=await self._skill(tx, caller, words.skill or ""),
            started_on=today,
            standards=(StandardFrom(today, standard),),
            schedules=(ScheduleFrom(today, schedule),),
            archives=(),
        )

    async def _edited(
        self, tx: Transaction, caller: Caller, practice: Practice, words: PracticeWords
    ) -> Practice:
        member = await self._members.require(tx, caller)
        today = member.today(self._clock.now())
        edited = practice
        if words.name is not None:
            known = await practices.of_member(tx, caller.community_id, caller.user_id)
            name = clean_name(words.name, "name")
            check_name(name, [each for each in known if each.id != practice.id])
            edited = replace(edited, name=name)
        if words.why is not None:
            edited = replace(edited, why=_why(words.why))
        if words.skill is not None:
            edited = replace(edited, skill_id=await self._skill(tx, caller, words.skill))
        if words.minimum is not None:
            edited = with_standard(edited, _standard(practice, words.minimum), today)
        if words.days is not None:
            edited = with_schedule(edited, parse_schedule(words.days), today)
        return edited

    async def _skill(self, tx: Transaction, caller: Caller, text: str) -> SkillId | None:
        return await self._skills.resolve(tx, caller, text) if text.strip() else None

    async def _move(
        self,
        caller: Caller,
        text: str,
        moved: Callable[[Practice, date, tuple[Practice, ...]], Practice],
    ) -> PracticeDetails:
        async with self._db.transaction() as tx:
            member = await self._members.require(tx, caller)
            known = await practices.of_member(tx, caller.community_id, caller.user_id)
            practice = pick(known, text)
            if await self._claim(tx, caller):
                practice = moved(practice, member.today(self._clock.now()), known)
                await practices.save(tx, practice)
            return await self._details(tx, member, practice)

    async def _claim(self, tx: Transaction, caller: Caller) -> bool:
        now = self._clock.now()
        return await receipts.claim(tx, caller.community_id, caller.interaction_id, now)

    async def _details(
        self, conn: Connection, member: Member, practice: Practice
    ) -> PracticeDetails:
        found = await self._all_details(conn, member)
        return next(each for each in found if each.practice.id == practice.id)

    async def _all_details(self, conn: Connection, member: Member) -> tuple[PracticeDetails, ...]:
        whose = (member.community_id, member.user_id)
        known = await practices.of_member(conn, *whose)
        listed = await skills.of_community(conn, member.community_id)
        words = {skill.id: skill.name for skill in listed}
        theirs = await goals.of_member(conn, *whose)
        sources = await trusted.of_member(conn, *whose)
        limits = await thresholds.of_member(conn, *whose)
        today = member.today(self._clock.now())
        return tuple(
            PracticeDetails(
                practice=practice,
                skill=words.get(practice.skill_id) if practice.skill_id else None,
                goal=theirs.get(practice.id),
                today=today,
                limits=limits.get(practice.id, Limits(practice.id)),
                trusted=sources.get(practice.id),
            )
            for practice in sorted(known, key=lambda each: each.is_archived)
        )


def _standard(practice: Practice, text: str) -> Standard:
    """Read a new minimum; a number alone, or the unit in another form, keeps the unit."""
    latest = practice.standards[-1].standard
    standard = parse_standard(text)
    yes_or_no = DONE in {latest.unit, standard.unit}
    is_bare = not yes_or_no and not any(letter.isalpha() for letter in text)
    if is_bare or same_unit(standard.unit, latest.unit):
        return Standard(parse_amount(text, latest), latest.unit)
    return standard


def _why(text: str) -> str:
    return clean_text(text, "why", LONGEST_WHY) if text.strip() else ""
