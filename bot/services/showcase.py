"""The showcase: adding one's own work, browsing, and taking down."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.domain.ids import ExampleId
from bot.domain.names import same_name
from bot.domain.practices import pick
from bot.domain.showcase import (
    Example,
    ExampleGone,
    ExampleState,
    Exhibit,
    FileLost,
    NoSuchSkill,
    NotYourExample,
    Plan,
    Shelf,
    made_over,
    read_example,
)
from bot.services.welcome import require_welcome
from storage import practices, showcase, skills

if TYPE_CHECKING:
    from datetime import datetime

    from bot.clock import Clock
    from bot.domain.callers import Caller
    from bot.domain.ids import CommunityId, SkillId
    from bot.domain.members import Member
    from bot.domain.places import Place
    from bot.domain.showcase import ExampleWords
    from bot.services.histories import Histories
    from bot.services.members import Members
    from bot.services.skills import Skills
    from storage.connections import Connection
    from storage.database import Database


class Showcase:
    """Examples that members show themselves, and all that are shown."""

    def __init__(
        self, db: Database, clock: Clock, members: Members, skills_: Skills, histories: Histories
    ) -> None:
        self._db = db
        self._clock = clock
        self._members = members
        self._skills = skills_
        self._histories = histories

    async def prepare(self, caller: Caller, skill: str, practice: str) -> Plan:
        """Understand what was chosen before the form; both may be empty.

        Without a skill, that of the practice is meant.

        Raises:
            Suspended: for members whom moderators keep out.
            UnknownPractice: where the caller has none like it.
            Refusals of names, TooManyProposed: for a skill that cannot be kept.
        """
        async with self._db.transaction() as tx:
            await require_welcome(tx, caller)
            await self._members.ensure(tx, caller)
            plan = Plan()
            if practice.strip():
                known = await practices.of_member(tx, caller.community_id, caller.user_id)
                chosen = pick(known, practice)
                plan = Plan(chosen.skill_id, chosen.id, chosen.name)
            if skill.strip():
                plan = replace(plan, skill_id=await self._skills.resolve(tx, caller, skill))
            return plan

    async def add(self, caller: Caller, plan: Plan, words: ExampleWords) -> Exhibit:
        """Show the caller's own work; the same interaction shows it once.

        Raises:
            Suspended: for members whom moderators keep out.
            UnknownPractice: where the practice is gone since.
            NothingToLookAt, NotALink, refusals of names: for what cannot be shown.
        """
        read = read_example(words, with_file=bool(plan.file_name))
        now = self._clock.now()
        async with self._db.transaction() as tx:
            await require_welcome(tx, caller)
            member = await self._members.ensure(tx, caller)
        example = Example(
            id=ExampleId(caller.interaction_id),
            community_id=caller.community_id,
            user_id=caller.user_id,
            state=ExampleState.SHOWN,
            look_at=read.look_at,
            added_at=now,
            title=read.title,
            link=read.link,
            work=read.work,
            first_version=read.first_version,
            file_name=plan.file_name,
            skill_id=await self._still_listed(caller, plan.skill_id),
        )
        if plan.practice_id is not None:
            example = await self._with_making(member, example, str(plan.practice_id), now)
        async with self._db.transaction() as tx:
            await showcase.add(tx, example)
            kept = await showcase.get(tx, caller.community_id, example.id)
            return await exhibit(tx, kept or example)

    async def without_file(self, shown: Exhibit) -> Exhibit:
        """Keep an example without its file, which could not be fetched.

        Raises:
            FileLost: where nothing would be left to look at; then the example is gone.
        """
        example = shown.example
        nothing_left = not (example.work or example.link)
        async with self._db.transaction() as tx:
            await (showcase.remove if nothing_left else showcase.without_file)(tx, example)
        if nothing_left:
            raise FileLost
        return replace(shown, example=replace(example, file_name=""))

    async def stands(self, example: Example, place: Place) -> bool:
        """Remember where our card stands; False where the example is gone."""
        async with self._db.transaction() as tx:
            return await showcase.stand(tx, example, place)

    async def look_up(self, caller: Caller, skill: str) -> SkillId | None:
        """Return the skill that a word means, a synonym's too; None without a word.

        Raises:
            NoSuchSkill: where the community's list does not have it.
        """
        if not skill.strip():
            return None
        async with self._db.reading() as conn:
            for each in await skills.of_community(conn, caller.community_id):
                if same_name(each.name, skill):
                    return each.synonym_of or each.id
        raise NoSuchSkill(skill)

    async def browse(self, caller: Caller, skill_id: SkillId | None, number: int) -> Shelf:
        """Return one page of what the caller may see, the nearest one where there are fewer.

        Left out is what moderators hid, and what comes from somebody the caller is kept apart from.
        """
        whose = caller.community_id, caller.user_id
        async with self._db.reading() as conn:
            example, count = await showcase.page(conn, *whose, skill_id, number)
            last = max(0, count - 1)
            if example is None and count:
                example, _ = await showcase.page(conn, *whose, skill_id, last)
            shown = await exhibit(conn, example) if example else None
            return Shelf(
                exhibit=shown,
                number=min(number, last),
                last=last,
                skill_id=skill_id,
                skill=await _name_of(conn, caller.community_id, skill_id),
            )

    async def visible(self, caller: Caller, example_id: int) -> Exhibit:
        """Return an example that is shown.

        Raises:
            ExampleGone: where it is not, or not any more.
        """
        async with self._db.reading() as conn:
            example = await showcase.visible(conn, caller.community_id, ExampleId(example_id))
            if example is None or not example.is_shown:
                raise ExampleGone
            return await exhibit(conn, example)

    async def find(self, community_id: CommunityId, example_id: int) -> Exhibit | None:
        """Return an example in any state, whose card was hidden and is to be shown again.

        Its file stays with the message, unseen while it is hidden; None: the example is gone.
        """
        async with self._db.reading() as conn:
            example = await showcase.get(conn, community_id, ExampleId(example_id))
            return await exhibit(conn, example) if example else None

    async def take_down(self, caller: Caller, example_id: int) -> Example:
        """Delete the caller's own example and return it.

        Raises:
            ExampleGone, NotYourExample: where there is nothing to take down.
        """
        async with self._db.transaction() as tx:
            example = await showcase.get(tx, caller.community_id, ExampleId(example_id))
            if example is None:
                raise ExampleGone
            if example.user_id != caller.user_id:
                raise NotYourExample
            await showcase.remove(tx, example)
            return example

    async def _still_listed(self, caller: Caller, skill_id: SkillId | None) -> SkillId | None:
        """Return the skill, or None where moderators took it off the list meanwhile."""
        async with self._db.reading() as conn:
            listed = await skills.of_community(conn, caller.community_id)
        for each in listed:
            if each.id == skill_id:
                return each.synonym_of or each.id
        return None

    async def _with_making(
        self, member: Member, example: Example, practice_id: str, now: datetime
    ) -> Example:
        """Add how it was made, from the logs of the practice up to now."""
        async with self._db.reading() as conn:
            known = await practices.of_member(conn, member.community_id, member.user_id)
            practice = pick(known, practice_id)
            record = await self._histories.record(conn, member, practice, now, practice.started_on)
        today = member.today(now)
        weeks, blocks = made_over(practice, record, today)
        return replace(example, practice_id=practice.id, weeks=weeks, blocks=blocks, made_on=today)


async def exhibit(conn: Connection, example: Example) -> Exhibit:
    """Put together what the card of an example shows."""
    practice = None
    if example.practice_id is not None:
        known = await practices.of_member(conn, example.community_id, example.user_id)
        practice = next((each for each in known if each.id == example.practice_id), None)
    return Exhibit(example, await _name_of(conn, example.community_id, example.skill_id), practice)


async def _name_of(
    conn: Connection, community_id: CommunityId, skill_id: SkillId | None
) -> str | None:
    listed = await skills.of_community(conn, community_id) if skill_id else ()
    return next((each.name for each in listed if each.id == skill_id), None)
