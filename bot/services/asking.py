"""Asking for feedback, and saying that one is stuck: from a command over its form to a request."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

from bot.domain.asking import LONGEST_SENTENCE, Asked, News, Plan, Read, open_limit, read_words
from bot.domain.ids import PracticeId, RequestId, SkillId
from bot.domain.names import clean_text
from bot.domain.requests import (
    OFFERED_AFTER,
    Audience,
    Due,
    NotWaiting,
    Request,
    RequestKind,
    RequestState,
    Step,
    TooManyOpen,
)
from bot.services.plans import require_askable
from bot.services.requests import require_own
from bot.services.welcome import require_welcome
from storage import communities, practices, receipts, request_files, requests, skills

if TYPE_CHECKING:
    from bot.clock import Clock
    from bot.domain.asking import Options, Prepared, Words
    from bot.domain.callers import Caller
    from bot.services.members import Members
    from bot.services.plans import Plans
    from bot.services.requests import Requests
    from bot.services.standings import Standings
    from storage.connections import Connection, Transaction
    from storage.database import Database


class Asking:
    """A request has the id of the command that began it, however often its form comes in."""

    def __init__(
        self,
        db: Database,
        clock: Clock,
        *,
        members: Members,
        plans: Plans,
        requests_: Requests,
        standings: Standings,
    ) -> None:
        self._db = db
        self._clock = clock
        self._members = members
        self._plans = plans
        self._requests = requests_
        self._standings = standings

    async def prepare(self, caller: Caller, kind: RequestKind, options: Options) -> Prepared:
        """Understand a command's options and keep them until its form comes in.

        Raises:
            Suspended: for somebody whom moderators keep out.
            TooManyOpen: where as many of the caller's requests wait as may.
            What ``Plans.make`` raises: for options that mean nothing.
        """
        async with self._db.transaction() as tx:
            await require_welcome(tx, caller)
            await self._require_room(tx, caller)
            plan = await self._plans.make(tx, caller, kind, options)
            return await self._kept(tx, caller, plan)

    async def again(self, caller: Caller, request_id: RequestId) -> tuple[Prepared, Request]:
        """Prepare to ask again: the next version of answered work, or what was closed.

        Raises:
            UnknownRequest: where it is not the caller's.
            NotWaiting: where it still waits itself.
            Suspended, TooManyOpen, CannotAsk: as for a new request.
        """
        async with self._db.transaction() as tx:
            await require_welcome(tx, caller)
            before = await require_own(tx, caller, request_id)
            if before.is_open:
                raise NotWaiting(before.state)
            await self._require_room(tx, caller)
            if before.asked:
                await require_askable(tx, caller, before.asked)
            is_stuck = before.kind is RequestKind.STUCK
            is_version = before.state in {RequestState.ANSWERED, RequestState.KEPT}
            plan = Plan(
                kind=RequestKind.STUCK if is_stuck else RequestKind.WORK,
                rubric_version_id=before.rubric_version_id,
                practice_id=before.practice_id,
                skill_id=before.skill_id,
                asked=before.asked or None,
                anonymous=before.anonymous,
                hardship=before.hardship,
                wish=before.wish,
                earlier_id=before.id if is_version and not is_stuck else before.earlier_id,
            )
            return await self._kept(tx, caller, plan), before

    async def prepared(self, caller: Caller, draft_id: int) -> Prepared:
        """Return what a form shows that is opened again.

        Raises:
            DraftGone: where it is not the caller's, or its day is over.
        """
        async with self._db.reading() as conn:
            plan = await self._plans.get(conn, caller, draft_id)
            return await self._plans.prepared(conn, caller, draft_id, plan)

    async def ask(self, caller: Caller, draft_id: int, words: Words) -> Asked:
        """Make the request that was prepared; a second time it is the one that is there.

        Raises:
            DraftGone: where nothing was prepared, or its day is over.
            Suspended, TooManyOpen, AskedOneself, CannotAsk: as things are by now.
            What ``read_words`` raises: for words that cannot be kept.
        """
        async with self._db.transaction() as tx:
            plan = await self._plans.get(tx, caller, draft_id)
            if known := await self._known(tx, caller, draft_id, plan):
                return known
            await self._require_may_ask(tx, caller, plan)
            read = read_words(words, with_file=bool(plan.file_name))
            fresh = await self._fresh(tx, caller, draft_id, plan)
            earlier_id = await own_version(tx, caller, words.earlier)
            return await self._add(tx, caller, plan, _with_words(fresh, read, earlier_id))

    async def say_stuck(self, caller: Caller, draft_id: int, sentence: str) -> Asked:
        """Make the request of somebody who is stuck; a second time it is the one that is there.

        Raises:
            DraftGone: where nothing was prepared, or its day is over.
            Suspended, TooManyOpen, AskedOneself, CannotAsk: as things are by now.
            EmptyName, NameTooLong, HiddenCharacters: for words that cannot be kept.
        """
        async with self._db.transaction() as tx:
            plan = await self._plans.get(tx, caller, draft_id)
            if known := await self._known(tx, caller, draft_id, plan):
                return known
            await self._require_may_ask(tx, caller, plan)
            said = clean_text(sentence, "sentence", LONGEST_SENTENCE)
            fresh = await self._fresh(tx, caller, draft_id, plan)
            return await self._add(tx, caller, plan, replace(fresh, work=said))

    async def widen(self, caller: Caller, request_id: RequestId) -> Asked:
        """Let everybody answer what one person was asked; its file goes onto its card.

        Raises:
            UnknownRequest: where it is not the caller's.
            NotWaiting: where it is answered or closed.
            Suspended: for somebody whom moderators keep out.
        """
        now = self._clock.now()
        async with self._db.transaction() as tx:
            await require_welcome(tx, caller)
            request = await require_own(tx, caller, request_id)
            if not request.is_open:
                raise NotWaiting(request.state)
            if await receipts.claim(tx, caller.community_id, caller.interaction_id, now):
                await requests.save(tx, replace(request, audience=Audience.ANYONE, asked=None))
            asked = await self._asked(tx, caller, request_id, News.WIDENED)
            content = await request_files.get(tx, caller.community_id, request_id)
            return replace(asked, file=content)

    async def _require_room(self, conn: Connection, caller: Caller) -> None:
        whose = caller.community_id, caller.user_id
        limit = await self._limit(conn, caller)
        if len(await requests.open_of_member(conn, *whose)) >= limit:
            raise TooManyOpen(limit)

    async def _limit(self, conn: Connection, caller: Caller) -> int:
        whose = caller.community_id, caller.user_id
        return open_limit(
            (await self._standings.of_member(conn, *whose, self._clock.now())).helpful
        )

    async def _require_may_ask(self, tx: Transaction, caller: Caller, plan: Plan) -> None:
        await require_welcome(tx, caller)
        await self._require_room(tx, caller)
        if plan.asked:
            await require_askable(tx, caller, plan.asked)

    async def _kept(self, tx: Transaction, caller: Caller, plan: Plan) -> Prepared:
        draft_id = caller.interaction_id
        await self._plans.keep(tx, caller, draft_id, plan)
        return await self._plans.prepared(tx, caller, draft_id, plan)

    async def _known(
        self, tx: Transaction, caller: Caller, draft_id: int, plan: Plan
    ) -> Asked | None:
        request = await requests.get(tx, caller.community_id, RequestId(draft_id))
        if request is None:
            return None
        asked = await self._asked(tx, caller, request.id, News.KNOWN)
        return replace(asked, file_url=plan.file_url)

    async def _fresh(self, tx: Transaction, caller: Caller, draft_id: int, plan: Plan) -> Request:
        """Return the request of a plan, without words, as things are by now."""
        now = self._clock.now()
        stuck = plan.kind is RequestKind.STUCK
        return Request(
            id=RequestId(draft_id),
            community_id=caller.community_id,
            user_id=caller.user_id,
            kind=plan.kind,
            title="",
            asked_at=now,
            skill_id=await standing_skill(tx, caller, plan.skill_id),
            practice_id=await standing_practice(tx, caller, plan.practice_id),
            rubric_version_id=plan.rubric_version_id,
            audience=Audience.PERSON if plan.asked else Audience.ANYONE,
            asked=plan.asked,
            anonymous=plan.anonymous,
            wanted_by=now + timedelta(days=plan.days) if plan.days else None,
            hardship=plan.hardship,
            wish=plan.wish,
            file_name=plan.file_name,
            due=Due(Step.OFFER, now if stuck else now + OFFERED_AFTER),
        )

    async def _add(self, tx: Transaction, caller: Caller, plan: Plan, request: Request) -> Asked:
        await self._members.ensure(tx, caller)
        await requests.add(tx, request)
        asked = await self._asked(tx, caller, request.id, News.NEW)
        return replace(asked, file_url=plan.file_url)

    async def _asked(
        self, conn: Connection, caller: Caller, request_id: RequestId, news: News
    ) -> Asked:
        whose = caller.community_id, caller.user_id
        community = await communities.get_or_default(conn, caller.community_id)
        return Asked(
            shown=await self._requests.show(conn, caller.community_id, request_id),
            news=news,
            channel_id=community.feedback_channel_id,
            waiting=await requests.waiting(conn, *whose),
            open=len(await requests.open_of_member(conn, *whose)),
            limit=await self._limit(conn, caller),
        )


async def standing_skill(
    conn: Connection, caller: Caller, skill_id: SkillId | None
) -> SkillId | None:
    """Return the skill as it is called now; None where it was taken off the list meanwhile."""
    listed = await skills.of_community(conn, caller.community_id)
    return next((each.synonym_of or each.id for each in listed if each.id == skill_id), None)


async def standing_practice(
    conn: Connection, caller: Caller, practice_id: PracticeId | None
) -> PracticeId | None:
    """Return the practice if it is still the caller's."""
    if practice_id is None:
        return None
    owner = await practices.owner(conn, caller.community_id, practice_id)
    return practice_id if owner == caller.user_id else None


async def own_version(conn: Connection, caller: Caller, chosen: str) -> RequestId | None:
    """Return the earlier version that was picked, unless it is gone."""
    if not chosen.isdecimal():
        return None
    found = await requests.get(conn, caller.community_id, RequestId(int(chosen)))
    return found.id if found and found.user_id == caller.user_id else None


def _with_words(request: Request, read: Read, earlier_id: RequestId | None) -> Request:
    return replace(
        request,
        title=read.title,
        work=read.work,
        link=read.link,
        question=read.question,
        counted=read.counted,
        earlier_id=earlier_id,
    )
