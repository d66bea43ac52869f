"""The community's list of skills: members propose words, moderators keep the list."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain.communities import Community
from bot.domain.ids import SkillId
from bot.domain.names import clean_name, same_name
from bot.domain.skills import (
    MOST_PROPOSED,
    Skill,
    SkillExists,
    SkillList,
    SynonymOfItself,
    TooManyProposed,
    UnknownSkill,
)
from bot.services.moderators import require_moderator
from storage import communities, profiles, receipts, skills

if TYPE_CHECKING:
    from bot.clock import Clock
    from bot.domain.callers import Caller
    from storage.connections import Connection, Transaction
    from storage.database import Database


class Skills:
    """Reads the list for everybody, and changes it for moderators."""

    def __init__(self, db: Database, clock: Clock) -> None:
        self._db = db
        self._clock = clock

    async def names(self, caller: Caller) -> tuple[str, ...]:
        """Return the words to offer: approved ones, and those that the caller's practices carry.

        What somebody else has proposed may tell about them, and is for moderators only.
        """
        async with self._db.reading() as conn:
            listed = SkillList(await skills.of_community(conn, caller.community_id))
            profile = await profiles.get(conn, caller.community_id, caller.user_id)
        own = {practice.skill_id for practice in (profile.practices if profile else ())}
        return tuple(skill.name for skill in listed.heads if skill.approved or skill.id in own)

    async def of(self, caller: Caller) -> SkillList:
        """Return the list as moderators see it.

        Raises:
            ModeratorsOnly: for anybody else.
        """
        async with self._db.reading() as conn:
            await require_moderator(conn, caller)
            return SkillList(await skills.of_community(conn, caller.community_id))

    async def resolve(self, tx: Transaction, caller: Caller, text: str) -> SkillId:
        """Return the skill that a word means; a new word is kept as proposed.

        Raises:
            EmptyName, NameTooLong, HiddenCharacters: for words that cannot be kept.
            TooManyProposed: for a new word where as many as fit are waiting.
        """
        name = clean_name(text, "skill")
        listed = await skills.of_community(tx, caller.community_id)
        known = _find(listed, name)
        if known is not None:
            return known.synonym_of or known.id
        if sum(not skill.approved for skill in listed) >= MOST_PROPOSED:
            raise TooManyProposed(MOST_PROPOSED)
        proposed = _new(caller, name, approved=False)
        await skills.add(tx, proposed)
        return proposed.id

    async def add(self, caller: Caller, text: str) -> SkillList:
        """Put a word on the list; one that was proposed is approved.

        Raises:
            ModeratorsOnly: for anybody else.
            SkillExists: where the list has it.
            EmptyName, NameTooLong, HiddenCharacters: for words that cannot be kept.
        """
        async with self._db.transaction() as tx:
            if await self._claim(tx, caller):
                name = clean_name(text, "skill")
                known = _find(await skills.of_community(tx, caller.community_id), name)
                if known is None:
                    await skills.add(tx, _new(caller, name, approved=True))
                elif known.approved:
                    raise SkillExists(known.name)
                else:
                    await skills.approve(tx, known)
            return SkillList(await skills.of_community(tx, caller.community_id))

    async def approve(self, caller: Caller, skill_id: int) -> SkillList:
        """Take a proposed word into the list.

        Raises:
            ModeratorsOnly: for anybody else.
            UnknownSkill: where it is gone.
        """
        async with self._db.transaction() as tx:
            if await self._claim(tx, caller):
                await skills.approve(tx, await _require(tx, caller, skill_id))
            return SkillList(await skills.of_community(tx, caller.community_id))

    async def remove(self, caller: Caller, skill_id: int) -> SkillList:
        """Take a word off the list; practices that carried it stay, without a skill.

        Raises:
            ModeratorsOnly: for anybody else.
            UnknownSkill: where it is gone.
        """
        async with self._db.transaction() as tx:
            if await self._claim(tx, caller):
                await skills.remove(tx, await _require(tx, caller, skill_id))
            return SkillList(await skills.of_community(tx, caller.community_id))

    async def join(self, caller: Caller, skill_id: int, text: str) -> SkillList:
        """Make a word a synonym of the one that is named.

        Raises:
            ModeratorsOnly: for anybody else.
            UnknownSkill: where either is not on the list.
            SynonymOfItself: where both are the same.
        """
        async with self._db.transaction() as tx:
            if await self._claim(tx, caller):
                skill = await _require(tx, caller, skill_id)
                into = _named(await skills.of_community(tx, caller.community_id), text)
                if into.id == skill.id:
                    raise SynonymOfItself(skill.name)
                await skills.join(tx, skill, into)
            return SkillList(await skills.of_community(tx, caller.community_id))

    async def _claim(self, tx: Transaction, caller: Caller) -> bool:
        await require_moderator(tx, caller)
        now = self._clock.now()
        if await communities.get(tx, caller.community_id) is None:
            await communities.add(tx, Community(caller.community_id), now)
        return await receipts.claim(tx, caller.community_id, caller.interaction_id, now)


async def _require(conn: Connection, caller: Caller, skill_id: int) -> Skill:
    for skill in await skills.of_community(conn, caller.community_id):
        if skill.id == skill_id:
            return skill
    raise UnknownSkill("")


def _named(known: tuple[Skill, ...], text: str) -> Skill:
    """Find a skill by name; a synonym leads to the skill it means."""
    found = _find(known, text)
    if found is None:
        raise UnknownSkill(text)
    return next(each for each in known if each.id == (found.synonym_of or found.id))


def _find(known: tuple[Skill, ...], name: str) -> Skill | None:
    return next((skill for skill in known if same_name(skill.name, name)), None)


def _new(caller: Caller, name: str, *, approved: bool) -> Skill:
    return Skill(
        id=SkillId(caller.interaction_id),
        community_id=caller.community_id,
        name=name,
        approved=approved,
        synonym_of=None,
    )
