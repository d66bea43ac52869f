"""Making a change one's own, from wherever it was read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain.adjustments import Origin
from bot.render import adjustments as render
from bot.views.answers import answer, replace
from bot.views.caller import caller
from bot.views.doors import ButtonDoor, FormDoor

if TYPE_CHECKING:
    from bot.domain.adjustments import Proposal
    from bot.render.forms import Answers, Form
    from bot.services.container import Services
    from bot.views.caller import Interaction


class AdoptChangeDoor(ButtonDoor[render.AdoptChange]):
    press = render.AdoptChange

    async def click(self, interaction: Interaction, press: render.AdoptChange) -> None:
        origin = Origin(press.source, press.source_id)
        proposal = await self.services.adjustments.propose(caller(interaction), origin)
        if proposal.rival is None and not proposal.is_running:
            await _take_up(interaction, self.services, proposal, 0)
        else:
            # Not in place of the answer, the idea or the log.
            await answer(interaction, render.proposed(proposal))


class SwitchChangeDoor(ButtonDoor[render.SwitchChange]):
    press = render.SwitchChange

    async def click(self, interaction: Interaction, press: render.SwitchChange) -> None:
        origin = Origin(press.source, press.source_id)
        proposal = await self.services.adjustments.propose(caller(interaction), origin)
        if proposal.is_running:
            await replace(interaction, render.proposed(proposal))
        else:
            await _take_up(interaction, self.services, proposal, press.drops)


class SayChangeDoor(FormDoor[render.SayChange]):
    press = render.SayChange

    async def build(
        self, interaction: Interaction, press: render.SayChange, answers: Answers
    ) -> Form:
        origin = Origin(press.source, press.source_id)
        proposal = await self.services.adjustments.propose(caller(interaction), origin)
        return render.line_form(press, proposal, answers)

    async def submit(
        self, interaction: Interaction, press: render.SayChange, answers: Answers
    ) -> None:
        origin, line = Origin(press.source, press.source_id), answers.get("change", "")
        proposal = await self.services.adjustments.adopt(
            caller(interaction), origin, line=line, drops=press.drops
        )
        # Where something is dropped the form came from the question, which is answered by now.
        show = replace if press.drops else answer
        await show(interaction, render.proposed(proposal, line))


class KeepMineDoor(ButtonDoor[render.KeepMine]):
    press = render.KeepMine

    async def click(self, interaction: Interaction, press: render.KeepMine) -> None:
        del press
        running = await self.services.adjustments.running(caller(interaction))
        await replace(interaction, render.kept(running))


DOORS = (AdoptChangeDoor, SwitchChangeDoor, SayChangeDoor, KeepMineDoor)


async def _take_up(
    interaction: Interaction, services: Services, proposal: Proposal, drops: int
) -> None:
    """Adopt a change that is short enough; else ask for it in one line."""
    origin = proposal.origin
    if not proposal.is_short:
        press = render.SayChange(source=origin.source, source_id=origin.id, drops=drops)
        await interaction.response.send_modal(render.line_form(press, proposal, {}))
        return
    after = await services.adjustments.adopt(caller(interaction), origin, drops=drops)
    show = replace if drops else answer
    await show(interaction, render.proposed(after))
