"""Where the demo is played: storage, services and bot as in earnest, on simcord's Discord."""

from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager
from datetime import UTC, datetime, time, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import simcord

from bot.app import Whetstone
from bot.demo.cast import WEEKS
from bot.demo.clock import DemoClock
from bot.demo.commands import DemoCommands
from bot.demo.moderating import Moderating
from bot.demo.peers import Peers
from bot.demo.process import Process
from bot.demo.script import FINALE, QUESTION, SKILLS
from bot.demo.stage import set_stage
from bot.demo.story import Scene, Story
from bot.domain.communities import ChannelUse, CommunityWords
from bot.domain.days import monday_of
from bot.domain.deliveries import Sent
from bot.domain.places import Place
from bot.domain.weekly_times import DEFAULT_WEEKLY_TIME
from bot.jobs import EACH_MINUTE, maintenance
from bot.pictures.worker import Worker
from bot.render.reflected import shared
from bot.services.container import Services
from storage.database import Database

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator
    from pathlib import Path

    from simcord.preview import Preview

    from bot.demo.script import Line
    from bot.demo.stage import Stage
    from bot.domain.callers import Caller
    from bot.domain.reflections import Reflected

ZONE = "Europe/Berlin"
WEEKLY_TIME = DEFAULT_WEEKLY_TIME
# Set up on the evening before the first day, later than that Sunday's weekly time.
EVE = time(20)
WORDS = CommunityWords(
    zone=ZONE,
    weekly_time="Sunday 18:00",
    backfill_days="7",
    resources="In this demo nobody is on call. A real community names its own people and places.",
)
CHEER = "Cheer"
BOARD_HOURS = 3 * 7 * 24
# The clock stands still while somebody plays; what is due now need not wait for a minute.
PAUSE_S = 1.0


class NoPace:
    """Lets every call through: simcord has no rate limits, and its clock stands still."""

    async def acquire(self) -> None:
        """Return at once."""


class Theatre:
    """A running demo."""

    def __init__(self, services: Services, clock: DemoClock) -> None:
        self.services = services
        self._clock = clock
        self.bot = Whetstone(services, clock, pace=NoPace())
        self.bot.tree.add_command(DemoCommands(self))
        self.env = simcord.Env(self.bot, check_errors=False, shard_count=1)
        self.stage: Stage
        self._story: Story
        self._one_at_a_time = asyncio.Lock()

    async def play(self, now: datetime) -> None:
        """Tell the whole story; it ends at ``now``, or as early as simcord's time allows."""
        self._clock.follow(self.env)
        end = max(now, self._clock.now() + timedelta(weeks=WEEKS + 1, days=2))
        first = monday_of(end.astimezone(ZoneInfo(ZONE)).date()) - timedelta(weeks=WEEKS)
        self._clock.move_to(datetime.combine(first - timedelta(days=1), EVE, UTC))
        await self.env.start()
        self.stage = set_stage(self.env)
        guild_id = self.stage.guild.id
        self._story = Story(self.services, self._clock, guild_id, first=first, post=self._post)
        await self._set_up()
        for scene in self._scenes(end):
            self._clock.move_to(scene.at)
            await scene.play()
        self._clock.move_to(end)

    def page(self, port: int | None) -> Preview:
        """Serve the page in which a person can be each of the members."""
        return self.env.preview(
            self.stage.channel,
            viewers=self.stage.viewers,
            layout="channel",
            timezone=ZONE,
            port=port,
        )

    async def later(self, delta: timedelta) -> datetime:
        """Return the instant so long from now."""
        return self._clock.now() + delta

    async def next_posts(self) -> datetime:
        """Return the instant of the next weekly posts."""
        community = await self.services.communities.get(self._moderator())
        return community.next_weekly_at or self._clock.now()

    async def move_to(self, moment: datetime) -> None:
        """Move time on; weekly posts that fall due on the way come at their time."""
        due = await self.next_posts()
        # First of all what is due at this instant, so that it is not late.
        for stop in (self._clock.now(), min(due, moment), moment):
            self._clock.move_to(stop)
            await self._wake()

    async def keep_up(self) -> None:
        """Do what falls due at the present instant, for as long as somebody plays."""
        while True:
            await asyncio.sleep(PAUSE_S)
            with self.env.time_context():
                await self._wake()

    def _scenes(self, end: datetime) -> list[Scene]:
        scenes = [
            scene
            for character, actor in self.stage.people
            for scene in self._story.of(character, actor.id, end)
        ]
        due = self._clock.now()
        while (due := WEEKLY_TIME.next_after(due, ZONE)) <= end:
            scenes.append(Scene(due.astimezone(UTC), self._wake))
        scenes += Peers(self.stage).scenes(end)
        scenes += Process(self.stage).scenes(end)
        moderating = Moderating(self.stage, ZONE)
        for scene in moderating.scenes(end):
            scenes += [scene, Scene(scene.at + timedelta(minutes=1), self._wake)]
        scenes += [Scene(at, self._wake) for at in moderating.looks(end)]
        # Boards are edited as the days go by.
        scenes += [
            Scene(end - timedelta(hours=hours), self._wake) for hours in range(0, BOARD_HOURS, 12)
        ]
        scenes += [Scene(end - timedelta(minutes=110), self._put_panel)]
        scenes += [
            Scene(end - timedelta(minutes=line.minutes_ago), lambda line=line: self._say(line))
            for line in FINALE
        ]
        return sorted((each for each in scenes if each.at <= end), key=lambda each: each.at)

    async def _set_up(self) -> None:
        communities = self.services.communities
        await communities.describe(self._moderator(), WORDS)
        for use, channel in (
            (ChannelUse.WEEKLY, self.stage.channel),
            (ChannelUse.FEEDBACK, self.stage.channel),
            (ChannelUse.MODERATORS, self.stage.desk),
        ):
            await communities.choose_channel(self._moderator(), use, channel.id)
        await communities.finish_set_up(self._moderator())
        for skill in SKILLS:
            await self.services.skills.add(self._moderator(), skill)

    async def _put_panel(self) -> None:
        await self._wake()
        await self.services.questions.add(self._moderator(), QUESTION)
        await self.stage.moderator.slash(self.stage.channel, "community panel")

    async def _say(self, line: Line) -> None:
        """Log in the channel as members do: a real command, a real card, real clicks."""
        actor = self.stage.actor(line.name)
        logged = await actor.slash(self.stage.channel, "log", **line.options)
        if logged.response:
            for name in line.cheered_by:
                await self.stage.actor(name).click(logged.response, label=CHEER)

    async def _post(self, what: Reflected) -> None:
        """Put a shared reflection into the channel, and remember where it stands."""
        channel_id = self.stage.channel.id
        outcome = await self.bot.delivery.send(channel_id, shared(what))
        if isinstance(outcome, Sent):
            place = Place(channel_id, outcome.message_id)
            await self.services.reflections.stands(what.reflection, place)

    async def _wake(self) -> None:
        """Do what the bot's own jobs do by the clock."""
        async with self._one_at_a_time:
            for job in (maintenance.tidy_up, *EACH_MINUTE):
                await job(self.services, self.bot.delivery, self._clock.now())

    def _moderator(self) -> Caller:
        return self._story.caller(self.stage.moderator.id, is_moderator=True)


@asynccontextmanager
async def opened(path: Path, now: datetime) -> AsyncGenerator[Theatre]:
    """Play the story up to ``now`` into a new database, and close everything at the end."""
    clock = DemoClock()
    db = await Database.open(path)
    worker = Worker()
    theatre = Theatre(Services(db, clock, worker.run), clock)
    try:
        with theatre.env.time_context():
            await theatre.play(now)
        yield theatre
    finally:
        await theatre.env.shutdown()
        await worker.close()
        await db.close()
