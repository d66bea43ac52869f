"""The only place that knows APScheduler: it wakes plain functions, and those ask what is due."""

from __future__ import annotations

import asyncio
import logging
import secrets
from datetime import UTC, timedelta
from typing import TYPE_CHECKING, Any, TypeAlias

from apscheduler.events import EVENT_JOB_ERROR  # pyright: ignore[reportMissingTypeStubs]
from apscheduler.schedulers.asyncio import (  # pyright: ignore[reportMissingTypeStubs]
    AsyncIOScheduler,
)

from bot.clock import SystemClock
from bot.jobs import challenges, feedback, maintenance, posts, recoveries, reminders, sessions

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine
    from datetime import datetime

    from bot.clock import Clock
    from bot.delivery import Delivery
    from bot.services.container import Services

    Job: TypeAlias = Callable[[Services, Delivery, datetime], Coroutine[Any, Any, None]]

log = logging.getLogger(__name__)

EACH_MINUTE: tuple[Job, ...] = (
    posts.run_due,
    challenges.run_due,
    feedback.run_due,
    recoveries.run_due,
    reminders.run_due,
    sessions.run_due,
)
# The program promises to be gone in 5 s; a post that is cut off is settled at the next start.
STOP_S = 1.0


class Jobs:
    """What happens by itself: once when the bot starts, and then at its interval."""

    def __init__(self, services: Services, delivery: Delivery, clock: Clock) -> None:
        self._services = services
        self._delivery = delivery
        self._clock = clock
        self._under_way: set[asyncio.Task[Any]] = set()
        self._busy: set[Job] = set()
        self._scheduler: Any = AsyncIOScheduler(
            timezone=UTC,
            # It is never too late to ask what is due, and to ask once is enough. A second instance
            # is one that finds the first under way: APScheduler would warn of it each minute.
            job_defaults={"misfire_grace_time": None, "coalesce": True, "max_instances": 2},
        )
        self._scheduler.add_listener(_report, EVENT_JOB_ERROR)

    def start(self) -> None:
        """Begin; must be called in a running event loop."""
        for job in EACH_MINUTE:
            self._every(timedelta(minutes=1), job)
        self._every(timedelta(days=1), maintenance.tidy_up)
        self._scheduler.start()

    async def stop(self) -> None:
        """Start nothing new, give what is under way a moment to end, and cut off the rest."""
        if not self._scheduler.running:
            return
        self._scheduler.pause()
        if self._under_way:
            await asyncio.wait(self._under_way, timeout=STOP_S)
        unfinished = list(self._under_way)
        for task in unfinished:
            task.cancel()
        await asyncio.gather(*unfinished, return_exceptions=True)
        self._scheduler.shutdown()
        # The scheduler does that in the loop's next turn.
        await asyncio.sleep(0)

    def _every(self, interval: timedelta, job: Job) -> None:
        self._scheduler.add_job(
            self._run,
            "interval",
            (job,),
            seconds=interval.total_seconds(),
            name=f"{job.__module__}.{job.__qualname__}",
            # APScheduler lives by the machine's clock, whatever clock the rules are given.
            next_run_time=SystemClock().now(),
        )

    async def _run(self, job: Job) -> None:
        """Run a job, unless it is still under way: then the next minute asks what is left."""
        if job in self._busy:
            return
        self._busy.add(job)
        task = asyncio.create_task(job(self._services, self._delivery, self._clock.now()))
        self._under_way.add(task)
        try:
            await task
        except asyncio.CancelledError:
            # Ends here: APScheduler would report it as a failure of the job.
            log.info("a job was cut off because the bot stops")
        finally:
            self._under_way.discard(task)
            self._busy.discard(job)


def _report(event: Any) -> None:
    incident = secrets.token_hex(4)
    log.error("incident %s in job %s", incident, event.job_id, exc_info=event.exception)
