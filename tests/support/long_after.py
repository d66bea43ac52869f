"""A card pressed by everybody, long after it was made and after a restart."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.jobs import feedback, maintenance
from tests.support.peers import card_in
from tests.support.practising import begin
from tests.support.pressing import Shown, press_everything

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from tests.support.members import Member, Seen
    from tests.support.world import World

    Make = Callable[[World, "People"], Awaitable[Seen]]

# After two days all that was begun has run out; after thirty what waited is closed.
SPANS = (2, 30)


class People:
    """Anna asks and shows, Ben helps, Cleo looks on, Mona moderates."""

    def __init__(self, world: World, anna: Member, ben: Member) -> None:
        self.anna, self.ben = anna, ben
        self.cleo = world.home.member("cleo")
        self.mona = world.home.member("mona", moderator=True)

    @property
    def all(self) -> tuple[Member, ...]:
        """Everybody, whoever may do most last."""
        return self.cleo, self.ben, self.anna, self.mona


async def idea(world: World, who: People) -> Seen:
    """Let Anna share an idea, and return its public card."""
    form = await who.anna.slash("wisdom share", kind="insight")
    await who.anna.submit(form, title="Slow first", text="Half the speed, then faster.")
    return card_in(world)


async def press_long_after(world: World, make: Make, days: int) -> list[str]:
    """Return what goes wrong on a card that is pressed so many days later."""
    who = People(world, await begin(world), await begin(world, "ben"))
    shown = Shown.of(await make(world, who))
    await world.advance(days=days)
    await world.restart()
    # A request takes one step a run: offered, told, closed.
    for job in (*[feedback.run_due] * 3, maintenance.tidy_up):
        await job(world.bot.services, world.bot.delivery, world.clock.now())
    return await press_everything(world, shown, who.all)
