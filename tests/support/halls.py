"""Channels beside which events stand, as Discord keeps them, and fail as it can."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from bot.domain.deliveries import Sent, Trouble, Undeliverable
from bot.domain.ids import CommunityId, UserId
from bot.domain.sessions import SessionWords
from bot.jobs import posts, sessions
from tests.support.callers import act
from tests.support.channels import Channels, Crash

if TYPE_CHECKING:
    from bot.domain.deliveries import Outcome
    from bot.domain.session_meetings import Event
    from bot.domain.sessions import ShownSession
    from tests.support.weeks import Scene

MONA = UserId(21)


@dataclass
class Halls(Channels):
    """``no_events`` is what Discord answers instead of doing anything about an event.

    ``crash_making`` ends the program right after the next event was made; the event called
    ``wrong`` meets with something that nobody foresaw.
    """

    events: dict[int, Event] = field(default_factory=dict)
    no_events: Trouble | None = None
    crash_making: bool = False
    wrong: str | None = None
    asked: int = 0

    async def make_event(self, event: Event) -> Outcome:
        self.asked += 1
        if event.title == self.wrong:
            raise ValueError(event)
        if self.no_events:
            return Undeliverable(self.no_events)
        for known, stands in self.events.items():
            if (stands.title, stands.starts_at) == (event.title, event.starts_at):
                return Sent(known)
        made = 9000 + self.asked
        self.events[made] = event
        if self.crash_making:
            self.crash_making = False
            raise Crash
        return Sent(made)

    async def look_for_event(self, community_id: int, event_id: int) -> Outcome:
        del community_id
        if self.no_events:
            return Undeliverable(self.no_events)
        return Sent(event_id) if event_id in self.events else Undeliverable(Trouble.GONE)

    async def drop_event(self, community_id: int, event_id: int) -> Outcome:
        outcome = await self.look_for_event(community_id, event_id)
        if isinstance(outcome, Sent):
            del self.events[event_id]
        return outcome


async def plan(scene: Scene, starts: str = "tuesday 19:00", **words: Any) -> ShownSession:
    """Let Mona plan a session in the scene's first community."""
    session = SessionWords(words.pop("title", "Scales"), starts, **words)
    asks = act(MONA, CommunityId(1), manages_server=True)
    return await scene.services.sessions.plan(asks, session, 77)


async def shown(scene: Scene) -> ShownSession:
    """Return the one session there is, as Mona sees it."""
    asks = act(MONA, CommunityId(1), manages_server=True)
    (found,) = await scene.services.sessions.all(asks)
    return found


async def run(scene: Scene, halls: Halls) -> None:
    """Do what the jobs do each minute."""
    now = scene.clock.now()
    await sessions.run_due(scene.services, halls, now)
    await posts.run_due(scene.services, halls, now)
