"""What the people of the demo do for themselves: rest, plans, the journal, reminders."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from bot.demo.acting import Acting
from bot.demo.story import Scene

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Iterator
    from datetime import datetime

    from bot.demo.stage import Stage

# Ravi moves house: two weeks of his story in which nothing is logged.
RAVI_RESTS = 40


class Process:
    """Plays each scene by real commands; their answers are private."""

    def __init__(self, stage: Stage) -> None:
        self._stage = stage

    def scenes(self, end: datetime) -> Iterator[Scene]:
        """Give the scenes of the ten weeks before ``end``."""
        acts: tuple[tuple[float, Callable[[], Awaitable[object]]], ...] = (
            (60.3, self._maya_says_why),
            (RAVI_RESTS, self._ravi_rests),
            (35.2, self._lena_checks_in),
            (31.3, self._tomas_plans),
            (24.3, self._maya_plans),
            (20.4, self._ravi_learns),
            (12.4, self._maya_notes),
            (9.6, self._lena_wins),
            (6.6, self._tomas_is_sure),
            (3.6, self._noor_is_reminded),
            (0.6, self._elif_rests),
        )
        for days_ago, act in acts:
            yield Scene(end - timedelta(days=days_ago), act)

    def _as(self, name: str) -> Acting:
        return Acting(self._stage, name)

    async def _maya_says_why(self) -> None:
        text = "My grandmother wrote every morning and kept all of it. I want a shelf like hers."
        await self._as("Maya").command("journal why", text=text)

    async def _ravi_rests(self) -> None:
        reason = "Moving house"
        await self._as("Ravi").command("rest take", until="in 12 days", reason=reason)

    async def _lena_checks_in(self) -> None:
        lena = self._as("Lena")
        await lena.fill(
            await lena.command("checkin"),
            works="The library, before lunch.",
            too_much="Two problems on Fridays.",
            changes="Fridays are for reading solutions.",
        )

    async def _tomas_plans(self) -> None:
        await self._start_plan("Tomás", "2")

    async def _maya_plans(self) -> None:
        await self._start_plan("Maya", "3", practice="Morning pages")

    async def _start_plan(self, name: str, confidence: str, **options: str) -> None:
        member = self._as(name)
        started = await member.command("plan start", **options)
        await member.click(started.response, confidence)

    async def _ravi_learns(self) -> None:
        await self._as("Ravi").command(
            "journal setback",
            what="Three weeks without a talk, and the first one back was stiff.",
            lesson="Say one minute aloud on the days in between.",
        )

    async def _maya_notes(self) -> None:
        await self._as("Maya").command("plan note", text="Writing before the phone: twice as calm.")

    async def _lena_wins(self) -> None:
        text = "Found the invariant before the code, for the first time."
        await self._as("Lena").command("journal win", text=text)

    async def _tomas_is_sure(self) -> None:
        text = "Played it on the borrowed guitar at my sister's. It held, a little slower."
        await self._as("Tomás").command("plan note", text=text)

    async def _noor_is_reminded(self) -> None:
        await self._as("Noor").command(
            "remind set", at="19:30", cue="after the dishes, I tune the violin"
        )

    async def _elif_rests(self) -> None:
        await self._as("Elif").command("rest take", until="in 4 days", **{"from": "in 2 days"})
