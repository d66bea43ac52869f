"""What the people of the demo do for each other in the days before the present."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from bot.demo.acting import Acting
from bot.demo.story import Scene
from bot.domain.requests import Hardship, Wish
from bot.domain.wisdom import IdeaKind
from bot.render.giving import GiveLevel

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Iterator
    from datetime import datetime

    from bot.demo.stage import Stage

DRAFT_2 = (
    "The station was full of people who were not going anywhere. I counted the clocks instead of "
    "the minutes, and all nine of them were wrong in the same direction."
)
DRAFT_3 = (
    "The station was full of people who were not going anywhere. I counted clocks. All nine were "
    "wrong, and all of them early, as if the building wanted us gone."
)


class Peers:
    """Plays each scene by real commands, so that its cards stand in the channel."""

    def __init__(self, stage: Stage) -> None:
        self._stage = stage

    def scenes(self, end: datetime) -> Iterator[Scene]:
        """Give the scenes of the ten days before ``end``."""
        acts: tuple[tuple[float, Callable[[], Awaitable[object]]], ...] = (
            (9.2, self._noor_shares),
            (9.0, self._others_try_it),
            (8.1, self._elif_shares),
            (6.3, self._maya_asks),
            (6.1, self._noor_answers),
            (5.9, self._maya_rates),
            (4.2, self._aiko_shows),
            (3.3, self._tomas_asks),
            (2.2, self._thanks),
            (1.4, self._ravi_is_stuck),
            (1.2, self._maya_asks_again),
            (1.0, self._lena_answers),
            (0.4, self._lena_asks),
        )
        for days_ago, act in acts:
            yield Scene(end - timedelta(days=days_ago), act)

    def _as(self, name: str) -> Acting:
        return Acting(self._stage, name)

    async def _noor_shares(self) -> None:
        noor = self._as("Noor")
        form = await noor.command("wisdom share", kind=IdeaKind.STRATEGY.value, skill="music")
        await noor.fill(
            form,
            title="One take before judging",
            text="Record one whole take before you correct anything. Listen once, write down one "
            "spot, and practise only that.",
            source="My teacher, who never lets me stop in the middle",
        )

    async def _others_try_it(self) -> None:
        await self._as("Lena").click_newest("Now I can")
        tomas = self._as("Tomás")
        form = await tomas.click_newest("I applied this")
        await tomas.fill(form, happened="I stopped hunting mistakes and heard the rush at bar 9.")

    async def _elif_shares(self) -> None:
        elif_person = self._as("Elif")
        form = await elif_person.command("wisdom share", kind=IdeaKind.SHORTCUT.value)
        await elif_person.fill(
            form,
            title="Review by one question",
            text="When the evening is short I answer one question instead of the whole page: what "
            "would I do again?",
            leaves_out="What went wrong. Once a week I still write the whole page.",
        )

    async def _maya_asks(self) -> None:
        maya = self._as("Maya")
        form = await maya.command("feedback ask", rubric="Writing", practice="Morning pages")
        await maya.fill(
            form,
            title="The station, second draft",
            work=DRAFT_2,
            question="Where do you stop reading?",
            counted="adverbs 9",
        )

    async def _answer(self, name: str, levels: str, **words: str) -> None:
        """Take the newest request in the channel and answer it."""
        helper = self._as(name)
        desk = await helper.click_newest("Take it")
        await helper.choose_each(desk, GiveLevel, *levels)
        await helper.fill(await helper.click(desk.response, "Write it"), **words)

    async def _noor_answers(self) -> None:
        await self._answer(
            "Noor",
            works="The clocks. I see the place at once, and I trust a narrator who counts.",
            change="Cut the second sentence in half: the joke works better when it comes earlier.",
            question="Who is waiting, and for whom?",
            levels="23322",
        )

    async def _maya_rates(self) -> None:
        maya = self._as("Maya")
        form = await maya.command("feedback rate")
        await maya.fill(
            form,
            encouraging="3",
            useful="3",
            applied="yes",
            remark="I cut it in half the same evening. Thank you.",
        )

    async def _aiko_shows(self) -> None:
        aiko = self._as("Aiko")
        form = await aiko.command("showcase add", practice="Life drawing", skill="drawing")
        await aiko.fill(
            form,
            title="Fifty hands",
            work="https://example.org/aiko/fifty-hands",
            look_at="Number 31 on: one line for the back of the hand, nothing else.",
            first_version="Ten lines for every finger, and still a glove.",
        )

    async def _tomas_asks(self) -> None:
        tomas = self._as("Tomás")
        form = await tomas.command("feedback ask", practice="Guitar")
        await tomas.fill(
            form,
            title="Son para mi padre, third take",
            work="https://example.org/tomas/take-3",
            question="Do I still rush into the B section?",
        )

    async def _thanks(self) -> None:
        lena, aiko = self._as("Lena"), self._as("Aiko")
        noor, ravi = self._stage.actor("Noor"), self._stage.actor("Ravi")
        await lena.command("kudos", member=noor, for_what="asked me one question that helped.")
        await aiko.command("kudos", member=ravi, for_what="came back and told us how.")

    async def _ravi_is_stuck(self) -> None:
        ravi = self._as("Ravi")
        form = await ravi.command(
            "feedback stuck",
            hard=Hardship.PLATEAU.value,
            wants=Wish.ADVICE.value,
            anonymous=True,
        )
        await ravi.fill(form, sentence="Every recording sounds like the one of last month.")

    async def _maya_asks_again(self) -> None:
        maya = self._as("Maya")
        form = await maya.command("feedback ask", rubric="Writing", practice="Morning pages")
        await maya.fill(
            form,
            title="The station, third draft",
            work=DRAFT_3,
            question="Is the ending of the paragraph too much?",
            earlier=Acting.first_choice(form, "earlier"),
            counted="adverbs 6",
        )

    async def _lena_answers(self) -> None:
        await self._answer(
            "Lena",
            works="Short now, and the building has a will of its own. That is the best line.",
            change="Stop at “all of them early”. The reader finds the rest without you.",
            levels="34333",
        )

    async def _lena_asks(self) -> None:
        lena = self._as("Lena")
        form = await lena.command("feedback ask", rubric="Code", practice="Algorithms")
        await lena.fill(
            form,
            title="Two pointers, test first",
            work="https://example.org/lena/two-pointers",
            question="Would you know the invariant from the names alone?",
        )
