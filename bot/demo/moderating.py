"""What the demo's moderators set up for everybody, and how the others take part."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from bot.demo.acting import Acting
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
        # Monday is last week's grace and ends zone by zone; the job looks every quarter of an hour.
        monday_ends = datetime.combine(this_week, time(10), UTC)
        for quarters in range(QUARTERS):
            yield Scene(monday_ends + quarters * QUARTER, self._look_on)
        yield Scene(self._at(this_week - timedelta(days=5), 17), self._plan_evenings)
        yield Scene(self._at(this_week - timedelta(days=4), 18), self._join_rota)

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

    async def _look_on(self) -> None:
        """Do nothing: what is due then follows."""

    async def _set_norms(self) -> None:
        maya = self._as("Maya")
        shown = await maya.command("community norms")
        form = await maya.click(shown.response, "Change them")
        await maya.fill(form, norms=NORMS)
        for name in FIRST_TO_JOIN:
            await self._as(name).command("settings counted", choice="on")

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

    def _as(self, name: str) -> Acting:
        return Acting(self._stage, name)

    def _at(self, day: date, hour: int) -> datetime:
        return datetime.combine(day, time(hour), self._zone).astimezone(UTC)
