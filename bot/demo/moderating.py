"""What the demo's moderators set up for everybody, and how the others take part."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from bot.demo.acting import Acting
from bot.demo.cast import CAST
from bot.demo.story import Scene
from bot.domain.days import monday_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.demo.stage import Stage

NORMS = (
    "We speak of work, not of people. One thing that works before one thing to change.\n"
    "Nobody explains a missed day, and nobody asks for it.\n"
    "What is told here stays here."
)
FEEDBACK_WEEK, SHOW_UP_WEEK = "Feedback week", "Show-up week"
# From the first zone where a day is over to Bogotá, where Tomás lives.
QUARTERS, QUARTER = 20 * 4, timedelta(minutes=15)
FIRST_TO_JOIN = ("Maya", "Tomás", "Aiko", "Noor", "Lena")
LATER = ("Elif", "Ravi")
AGREE = "Agree to how we treat each other"
AGREED = (
    "Each brings two minutes of work next time, not twenty.\n"
    "Whoever listens says first where it came alive."
)


class Moderating:
    """Plays each scene by real commands, so that boards and cards stand in the channel."""

    def __init__(self, stage: Stage, zone: str) -> None:
        self._stage = stage
        self._zone = ZoneInfo(zone)

    def scenes(self, end: datetime) -> Iterator[Scene]:
        """Give the scenes of the three weeks before ``end``."""
        this_week = monday_of(end.astimezone(self._zone).date())
        last_week = this_week - timedelta(weeks=1)
        yield Scene(self._at(last_week - timedelta(days=10), 9), self._set_norms)
        yield from self._challenge(last_week, "feedback", FEEDBACK_WEEK)
        yield from self._challenge(this_week, "show-up", SHOW_UP_WEEK)
        yield Scene(self._at(this_week - timedelta(days=5), 17), self._plan_evenings)
        yield Scene(self._at(this_week - timedelta(days=4), 18), self._join_rota)
        yield Scene(self._at(this_week - timedelta(days=4), 19), self._meet)
        yield Scene(self._at(this_week - timedelta(days=4), 21), self._sum_up)
        yield Scene(self._at(last_week + timedelta(days=1), 18), self._help_each_other)

    def looks(self, end: datetime) -> Iterator[datetime]:
        """Give the instants at which the job looks whether last week's challenge is over.

        Monday is its grace and ends zone by zone; the job looks every quarter of an hour.
        """
        this_week = monday_of(end.astimezone(self._zone).date())
        monday_ends = datetime.combine(this_week, time(10), UTC)
        for quarters in range(QUARTERS):
            yield monday_ends + quarters * QUARTER

    def _challenge(self, monday: date, template: str, title: str) -> Iterator[Scene]:
        """Announce it on the Thursday before; some join at once, the others at the weekend."""

        async def announce() -> None:
            maya = self._as("Maya")
            await maya.fill(await maya.command("challenge create", template=template))

        async def join(names: tuple[str, ...]) -> None:
            for name in names:
                await self._as(name).command("challenge join", challenge=title)

        yield Scene(self._at(monday - timedelta(days=4), 16), announce)
        yield Scene(self._at(monday - timedelta(days=4), 19), lambda: join(FIRST_TO_JOIN))
        yield Scene(self._at(monday - timedelta(days=2), 11), lambda: join(LATER))

    async def _set_norms(self) -> None:
        maya = self._as("Maya")
        shown = await maya.command("community norms")
        form = await maya.click(shown.response, "Change them")
        await maya.fill(form, norms=NORMS)
        for character, _ in self._stage.people:
            await self._as(character.name).command("settings counted", choice="on")
        for name in FIRST_TO_JOIN:
            member = self._as(name)
            step = await member.click((await member.command("start")).response, AGREE)
            await member.click(step.response, "I agree")

    async def _plan_evenings(self) -> None:
        await self._as("Maya").command(
            "community session",
            title="Feedback evening",
            starts="thursday 19:00",
            place="The voice room, cameras optional",
            kind="feedback",
        )

    async def _join_rota(self) -> None:
        for name in ("Lena", "Noor", "Tomás"):
            await self._as(name).click_newest("Join or leave the rota")

    async def _meet(self) -> None:
        for name in ("Lena", "Noor", "Tomás", "Maya", "Elif"):
            await self._as(name).click_newest("I am here")

    async def _sum_up(self) -> None:
        lena = self._as("Lena")
        form = await lena.click_newest("Write the summary")
        await lena.fill(form, presenter=self._stage.actor("Lena"), agreed=AGREED)

    async def _help_each_other(self) -> None:
        """Ask and answer in the week that is about just that."""
        await self._ask("Aiko", "Ten hands in ten minutes", "Which one would you look at twice?")
        await self._answer(
            "Lena",
            works="The seventh: it holds something that you did not draw.",
            change="Leave the fingertips open, as you did there.",
        )
        await self._ask("Ravi", "The first minute", "Do you know after a minute what it is about?")
        await self._answer(
            "Lena",
            works="Yes, and the pause after the number made me lean in.",
            change="Begin with the number; the greeting can wait.",
        )
        await self._ask("Elif", "A week of evening reviews", "What would you ask me?")
        await self._answer(
            "Maya",
            works="You say what you did, not how you felt about it. That can be read again.",
            change="End each on one word for tomorrow, so that the morning knows where to begin.",
        )

    async def _ask(self, name: str, title: str, question: str) -> None:
        asks = self._as(name)
        work = f"https://example.org/{name.lower()}/work"
        practice = next(each.habits[0].name for each in CAST if each.name == name)
        form = await asks.command("feedback ask", practice=practice)
        await asks.fill(form, title=title, work=work, question=question)

    async def _answer(self, name: str, **words: str) -> None:
        helper = self._as(name)
        desk = await helper.click_newest("Take it")
        await helper.fill(await helper.click(desk.response, "Write it"), **words)

    def _as(self, name: str) -> Acting:
        return Acting(self._stage, name)

    def _at(self, day: date, hour: int) -> datetime:
        return datetime.combine(day, time(hour), self._zone).astimezone(UTC)
