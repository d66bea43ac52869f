"""From a command's options to a plan that waits for its form."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain.asking import MOST_VERSIONS, Plan, Prepared
from bot.domain.drafts import KEPT, Draft, DraftGone
from bot.domain.practices import pick
from bot.domain.requests import AskedOneself, CannotAsk, RequestKind
from bot.domain.rubrics import UnknownRubric
from bot.domain.trusted import SourceKind
from bot.services.askable import is_askable
from storage import communities, drafts, practices, requests, trusted

if TYPE_CHECKING:
    from bot.clock import Clock
    from bot.domain.asking import Options
    from bot.domain.callers import Caller
    from bot.domain.ids import RequestId, RubricVersionId, SkillId, UserId
    from bot.domain.practices import Practice
    from bot.domain.trusted import TrustedSource
    from bot.services.members import Members
    from bot.services.rubrics import Rubrics
    from bot.services.skills import Skills
    from storage.connections import Connection, Transaction

# Under this name no form opens: a plan is never mistaken for what somebody typed.
PLAN = "plan"


class Plans:
    """Used by the services of asking, each within its own transaction."""

    def __init__(self, clock: Clock, members: Members, skills: Skills, rubrics: Rubrics) -> None:
        self._clock = clock
        self._members = members
        self._skills = skills
        self._rubrics = rubrics

    async def make(
        self, tx: Transaction, caller: Caller, kind: RequestKind, options: Options
    ) -> Plan:
        """Understand the options; a practice brings its skill and its trusted source.

        Raises:
            UnknownPractice, UnknownRubric: for names that mean nothing.
            AskedOneself, CannotAsk: for somebody who cannot be asked.
            TooManyProposed and refusals of names: for a new skill that cannot be kept.
        """
        practice = await _practice(tx, caller, options.practice)
        source = await _source(tx, practice)
        asked, peer = options.asked, source.peer if source else None
        without_peer = False
        if asked:
            await require_askable(tx, caller, asked)
        elif peer and kind is not RequestKind.SELF:
            # Chosen once: they may keep apart by now, or be kept out.
            whose = caller.community_id, caller.user_id
            without_peer = not await is_askable(tx, *whose, peer)
            asked = None if without_peer else peer
        return Plan(
            kind=kind,
            rubric_version_id=await self._rubric(tx, caller, kind, options, source),
            practice_id=practice.id if practice else None,
            skill_id=await self._skill(tx, caller, options.skill, practice),
            asked=asked,
            without_peer=without_peer,
            anonymous=options.anonymous,
            days=options.days,
            file_name=options.file_name,
            file_url=options.file_url,
            hardship=options.hardship,
            wish=options.wish,
            earlier_id=await _earlier(tx, caller, kind, practice, source),
        )

    async def keep(self, tx: Transaction, caller: Caller, draft_id: int, plan: Plan) -> None:
        """Keep a plan for a day, in the place of the one of the same id."""
        draft = Draft(
            id=draft_id,
            community_id=caller.community_id,
            user_id=caller.user_id,
            press=PLAN,
            answers={PLAN: plan.model_dump_json()},
            expires_at=self._clock.now() + KEPT,
        )
        await drafts.keep(tx, draft)

    async def get(self, conn: Connection, caller: Caller, draft_id: int) -> Plan:
        """Return the caller's own plan.

        Raises:
            DraftGone: where it is not theirs, or its day is over.
        """
        draft = await drafts.get(conn, caller.community_id, caller.user_id, draft_id)
        if draft is None or draft.press != PLAN or draft.expires_at <= self._clock.now():
            raise DraftGone
        return Plan.model_validate_json(draft.answers[PLAN])

    async def prepared(
        self, conn: Connection, caller: Caller, draft_id: int, plan: Plan
    ) -> Prepared:
        """Return what the plan's form shows."""
        community = await communities.get_or_default(conn, caller.community_id)
        whose = caller.community_id, caller.user_id
        return Prepared(
            draft_id=draft_id,
            plan=plan,
            versions=await requests.versions(conn, *whose, MOST_VERSIONS),
            resources=community.resources,
        )

    async def _rubric(
        self,
        tx: Transaction,
        caller: Caller,
        kind: RequestKind,
        options: Options,
        source: TrustedSource | None,
    ) -> RubricVersionId | None:
        if kind is RequestKind.STUCK:
            return None
        if options.rubric.strip():
            return (await self._rubrics.find(tx, caller.community_id, options.rubric)).id
        try:
            name = source.rubric_name if source else ""
            return (await self._rubrics.find(tx, caller.community_id, name)).id if name else None
        except UnknownRubric:
            return None  # chosen once, and off the list by now

    async def _skill(
        self, tx: Transaction, caller: Caller, text: str, practice: Practice | None
    ) -> SkillId | None:
        if not text.strip():
            return practice.skill_id if practice else None
        await self._members.ensure(tx, caller)
        return await self._skills.resolve(tx, caller, text)


async def require_askable(conn: Connection, caller: Caller, asked: UserId) -> None:
    """Refuse to ask oneself, and those with whom somebody keeps apart or whom moderators keep out.

    Raises:
        AskedOneself, CannotAsk: for them.
    """
    if asked == caller.user_id:
        raise AskedOneself
    if not await is_askable(conn, caller.community_id, caller.user_id, asked):
        raise CannotAsk


async def _practice(conn: Connection, caller: Caller, text: str) -> Practice | None:
    if not text.strip():
        return None
    return pick(await practices.of_member(conn, caller.community_id, caller.user_id), text)


async def _source(conn: Connection, practice: Practice | None) -> TrustedSource | None:
    if practice is None:
        return None
    return await trusted.of_practice(conn, practice.community_id, practice.id)


async def _earlier(
    conn: Connection,
    caller: Caller,
    kind: RequestKind,
    practice: Practice | None,
    source: TrustedSource | None,
) -> RequestId | None:
    """Return the practice's latest version, where one is scored or its versions are trusted."""
    trusts_versions = source is not None and source.kind is SourceKind.VERSIONS
    if practice is None or not (trusts_versions or kind is RequestKind.SELF):
        return None
    whose = caller.community_id, caller.user_id
    latest = await requests.versions(conn, *whose, MOST_VERSIONS)
    return next((each.id for each in latest if each.practice_id == practice.id), None)
