"""Messages put forward as examples: nobody sees them before their author agrees."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.domain.ids import ExampleId
from bot.domain.showcase import (
    PROPOSED_FOR,
    CannotPutForward,
    Example,
    ExampleGone,
    ExampleState,
    NotYoursToShow,
    PutForwardAlready,
    clean_look_at,
)
from bot.services.showcase import exhibit
from bot.services.welcome import require_welcome
from storage import blocks, showcase, suspensions

if TYPE_CHECKING:
    from bot.clock import Clock
    from bot.domain.callers import Caller
    from bot.domain.places import Place
    from bot.domain.showcase import Exhibit, Said
    from bot.services.members import Members
    from bot.services.skills import Skills
    from storage.connections import Connection, Transaction
    from storage.database import Database


class Consents:
    """Puts messages forward, and hears what their authors say."""

    def __init__(self, db: Database, clock: Clock, members: Members, skills_: Skills) -> None:
        self._db = db
        self._clock = clock
        self._members = members
        self._skills = skills_

    async def check(self, caller: Caller, said: Said) -> None:
        """Refuse, before a form is filled in, what could not be put forward.

        Raises:
            Suspended, CannotPutForward: where one of the two is kept out, or they are kept apart.
            PutForwardAlready: where it is shown already, or waits for its author.
        """
        async with self._db.reading() as conn:
            await self._require_possible(conn, caller, said)

    async def put_forward(self, caller: Caller, said: Said, look_at: str, skill: str) -> Exhibit:
        """Show the caller's own message, or propose to show somebody else's.

        Raises:
            Suspended, CannotPutForward, PutForwardAlready: as `check` does.
            Refusals of names, TooManyProposed: for words and skills that cannot be kept.
        """
        async with self._db.transaction() as tx:
            known = await showcase.get(tx, caller.community_id, ExampleId(caller.interaction_id))
            if known is None:
                await self._require_possible(tx, caller, said)
                await self._members.ensure(tx, caller)
                known = await self._example(tx, caller, said, look_at, skill)
                await showcase.add(tx, known)
            return await exhibit(tx, known)

    async def agree(self, caller: Caller, example_id: int, place: Place) -> Exhibit:
        """Show what was proposed, on the card at ``place``; a second time changes nothing.

        Raises:
            Suspended: for an author whom moderators keep out.
            ExampleGone, NotYoursToShow: where the caller has nothing to agree to.
        """
        async with self._db.transaction() as tx:
            await require_welcome(tx, caller)
            example = await self._asked(tx, caller, example_id)
            if not example.is_shown:
                now = self._clock.now()
                await showcase.agree(tx, example, now)
                await showcase.stand(tx, example, place)
                example = replace(example, state=ExampleState.SHOWN, added_at=now, place=place)
            return await exhibit(tx, example)

    async def decline(self, caller: Caller, example_id: int) -> Example:
        """Throw a proposal away, with what the message said, and return it.

        Raises:
            ExampleGone, NotYoursToShow: where the caller has nothing to decline.
        """
        async with self._db.transaction() as tx:
            example = await self._asked(tx, caller, example_id)
            if example.is_shown:
                raise ExampleGone
            await showcase.remove(tx, example)
            return example

    async def expire(self) -> tuple[Place, ...]:
        """Throw away what nobody agreed to within a week; return where its cards stand."""
        async with self._db.transaction() as tx:
            return await showcase.delete_expired(tx, self._clock.now() - PROPOSED_FOR)

    async def _asked(self, tx: Transaction, caller: Caller, example_id: int) -> Example:
        example = await showcase.visible(tx, caller.community_id, ExampleId(example_id))
        if example is None:
            raise ExampleGone
        if example.user_id != caller.user_id:
            raise NotYoursToShow(example.user_id)
        if not example.is_shown and example.added_at <= self._clock.now() - PROPOSED_FOR:
            raise ExampleGone
        return example

    async def _require_possible(self, conn: Connection, caller: Caller, said: Said) -> None:
        here, since = caller.community_id, self._clock.now() - PROPOSED_FOR
        await require_welcome(conn, caller)
        if await suspensions.is_suspended(conn, here, said.author):
            raise CannotPutForward
        if said.author in await blocks.apart(conn, here, caller.user_id):
            raise CannotPutForward
        if await showcase.of_link(conn, here, said.link, since):
            raise PutForwardAlready

    async def _example(
        self, tx: Transaction, caller: Caller, said: Said, look_at: str, skill: str
    ) -> Example:
        is_own = said.author == caller.user_id
        skill_id = await self._skills.resolve(tx, caller, skill) if skill.strip() else None
        return Example(
            id=ExampleId(caller.interaction_id),
            community_id=caller.community_id,
            user_id=said.author,
            state=ExampleState.SHOWN if is_own else ExampleState.PROPOSED,
            look_at=clean_look_at(look_at),
            added_at=self._clock.now(),
            link=said.link,
            work=said.kept,
            proposed_by=None if is_own else caller.user_id,
            skill_id=skill_id,
        )
