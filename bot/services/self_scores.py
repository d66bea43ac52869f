"""Scoring one's own work by a rubric, and keeping it as a version: no helper is needed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain.asking import LONGEST_NOTE, Scoring, SelfScored, read_words
from bot.domain.drafts import DraftGone
from bot.domain.feedback import Feedback
from bot.domain.giving import require_levels
from bot.domain.ids import FeedbackId, RequestId
from bot.domain.names import clean_text
from bot.domain.requests import Request, RequestKind, RequestState
from bot.services.asking import own_version, standing_practice, standing_skill
from bot.services.welcome import require_welcome
from storage import feedback, requests

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.clock import Clock
    from bot.domain.asking import Options, Plan, Prepared, Words
    from bot.domain.callers import Caller
    from bot.domain.rubrics import RubricVersion
    from bot.services.members import Members
    from bot.services.plans import Plans
    from bot.services.rubrics import Rubrics
    from bot.services.versions import Versions
    from storage.connections import Connection, Transaction
    from storage.database import Database


class SelfScores:
    """Levels are kept with the plan, so that a restart loses none; a version has the plan's id."""

    def __init__(
        self,
        db: Database,
        clock: Clock,
        *,
        members: Members,
        plans: Plans,
        rubrics: Rubrics,
        versions: Versions,
    ) -> None:
        self._db = db
        self._clock = clock
        self._members = members
        self._plans = plans
        self._rubrics = rubrics
        self._versions = versions

    async def begin(self, caller: Caller, options: Options) -> Scoring:
        """Open a panel of levels.

        Raises:
            Suspended: for somebody whom moderators keep out.
            What ``Plans.make`` raises: for options that mean nothing.
        """
        async with self._db.transaction() as tx:
            await require_welcome(tx, caller)
            plan = await self._plans.make(tx, caller, RequestKind.SELF, options)
            await self._plans.keep(tx, caller, caller.interaction_id, plan)
            return await self._scoring(tx, caller, caller.interaction_id, plan)

    async def choose(self, caller: Caller, draft_id: int, position: int, level: int) -> Scoring:
        """Keep one level, 1 to 4.

        Raises:
            DraftGone: where the panel is not the caller's, or its day is over.
        """
        async with self._db.transaction() as tx:
            plan = await self._plans.get(tx, caller, draft_id)
            chosen = plan.model_copy(update={"levels": {**plan.levels, position: level}})
            await self._plans.keep(tx, caller, draft_id, chosen)
            return await self._scoring(tx, caller, draft_id, chosen)

    async def prepared(self, caller: Caller, draft_id: int) -> Prepared:
        """Return what the form shows once every criterion has its level.

        Raises:
            DraftGone: where the panel is not the caller's, or its day is over.
            LevelsMissing: before that.
        """
        async with self._db.reading() as conn:
            plan = await self._plans.get(conn, caller, draft_id)
            require_levels(await self._rubric(conn, caller, plan), plan.levels)
            return await self._plans.prepared(conn, caller, draft_id, plan)

    async def keep(self, caller: Caller, draft_id: int, words: Words, note: str) -> SelfScored:
        """Keep the scores as a version; a second time it is the one that is there.

        ``note`` is the one change to make next, or empty.

        Raises:
            DraftGone: where the panel is not the caller's, or its day is over.
            Suspended: for somebody whom moderators keep out.
            LevelsMissing: where a criterion has no level.
            What ``read_words`` raises: for words that cannot be kept.
        """
        async with self._db.transaction() as tx:
            plan = await self._plans.get(tx, caller, draft_id)
            rubric = await self._rubric(tx, caller, plan)
            request = await requests.get(tx, caller.community_id, RequestId(draft_id))
            if request is None:
                await require_welcome(tx, caller)
                levels = require_levels(rubric, plan.levels)
                said = clean_text(note, "change", LONGEST_NOTE) if note.strip() else ""
                request = await self._version(tx, caller, draft_id, plan, words)
                await self._members.ensure(tx, caller)
                await requests.add(tx, request)
                await feedback.add(tx, _own_answer(request, levels, said))
            answers = await feedback.of_request(tx, caller.community_id, request.id)
            compared = await self._versions.compare(tx, request, for_author=True)
        return SelfScored(request, answers[0], rubric, compared)

    async def _version(
        self, tx: Transaction, caller: Caller, draft_id: int, plan: Plan, words: Words
    ) -> Request:
        read = read_words(words, with_file=False, needs_work=False)
        now = self._clock.now()
        return Request(
            id=RequestId(draft_id),
            community_id=caller.community_id,
            user_id=caller.user_id,
            kind=RequestKind.SELF,
            state=RequestState.KEPT,
            title=read.title,
            asked_at=now,
            closed_at=now,
            work=read.work,
            link=read.link,
            skill_id=await standing_skill(tx, caller, plan.skill_id),
            practice_id=await standing_practice(tx, caller, plan.practice_id),
            rubric_version_id=plan.rubric_version_id,
            earlier_id=await own_version(tx, caller, words.earlier),
            counted=read.counted,
        )

    async def _scoring(
        self, conn: Connection, caller: Caller, draft_id: int, plan: Plan
    ) -> Scoring:
        return Scoring(draft_id, await self._rubric(conn, caller, plan), plan.levels)

    async def _rubric(self, conn: Connection, caller: Caller, plan: Plan) -> RubricVersion:
        version_id = plan.rubric_version_id
        found = (
            await self._rubrics.version(conn, caller.community_id, version_id)
            if version_id is not None
            else None
        )
        if found is None:
            raise DraftGone
        return found


def _own_answer(request: Request, levels: Mapping[int, int], change: str) -> Feedback:
    return Feedback(
        id=FeedbackId(request.id),
        community_id=request.community_id,
        request_id=request.id,
        asked_by=request.user_id,
        given_by=request.user_id,
        given_at=request.asked_at,
        works="",
        change=change,
        levels=levels,
    )
