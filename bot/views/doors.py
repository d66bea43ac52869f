"""The doors of buttons, selects and forms, and the one place where their errors are answered.

discord.py forgets views and forms at a restart and drops clicks it does not know. Here every click
and form comes in by its custom id (``bot.render.presses``), so old messages work like new ones.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from typing import TYPE_CHECKING, Any, ClassVar, Generic, TypeVar

import discord

from bot.domain.errors import OutOfDate, Refusal
from bot.render.drafts import ReopenDraft
from bot.render.presses import Press
from bot.views.answers import answer_error
from bot.views.caller import caller

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from bot.delivery import Delivery
    from bot.render.forms import Answers, Form
    from bot.services.container import Services
    from bot.services.drafts import Drafts
    from bot.views.caller import Interaction

P = TypeVar("P", bound=Press)


class Door(ABC, Generic[P]):
    """Answers one kind of press. Subclasses name it and implement what their component needs."""

    press: ClassVar[type[Press]]

    def __init__(self, services: Services, delivery: Delivery) -> None:
        self.services = services
        self.delivery = delivery


class ButtonDoor(Door[P]):
    """Answers a click."""

    @abstractmethod
    async def click(self, interaction: Interaction, press: P) -> None:
        """Do what the button says, and answer."""


class SelectDoor(Door[P]):
    """Answers a choice from a drop-down."""

    @abstractmethod
    async def choose(self, interaction: Interaction, press: P, values: list[str]) -> None:
        """Do what was chosen, and answer."""


class FormDoor(Door[P]):
    """Answers a form; refused, it can be opened again with what was typed."""

    @abstractmethod
    async def build(self, interaction: Interaction, press: P, answers: Answers) -> Form:
        """Make the form, filled with these answers."""

    @abstractmethod
    async def submit(self, interaction: Interaction, press: P, answers: Answers) -> None:
        """Do what the form asks for, and answer."""

    async def open(
        self, interaction: Interaction, press: P, answers: Answers | None = None
    ) -> None:
        """Show the form."""
        await interaction.response.send_modal(await self.build(interaction, press, answers or {}))


class Doorkeeper:
    """Brings every click and form to its door."""

    def __init__(self, doors: Iterable[Door[Any]], drafts: Drafts) -> None:
        self._doors: Mapping[str, Door[Any]] = {door.press.tag: door for door in doors}
        self._drafts = drafts

    async def dispatch(self, interaction: Interaction) -> None:
        """Answer a click, a choice or a form; other interactions are not for us."""
        if interaction.type is discord.InteractionType.component:
            act = self._component
        elif interaction.type is discord.InteractionType.modal_submit:
            act = self._form
        else:
            return
        try:
            await act(interaction)
        except Exception as error:  # noqa: BLE001 - the last place that can still answer the member
            await answer_error(interaction, error)

    async def open_form(
        self, interaction: Interaction, press: Press, answers: Answers | None = None
    ) -> None:
        """Show a form, filled with these answers.

        Raises:
            OutOfDate: where this version has no such form.
        """
        await self._form_door(press).open(interaction, press, answers)

    async def _component(self, interaction: Interaction) -> None:
        data: Any = interaction.data or {}
        press = _parse(str(data.get("custom_id", "")))
        if isinstance(press, ReopenDraft):
            await self._reopen(interaction, press)
            return
        door = self._doors.get(press.tag)
        if isinstance(door, ButtonDoor):
            await door.click(interaction, press)
        elif isinstance(door, SelectDoor):
            await door.choose(interaction, press, list(data.get("values", ())))
        else:
            await self.open_form(interaction, press)

    async def _form(self, interaction: Interaction) -> None:
        data: Any = interaction.data or {}
        custom_id, answers = str(data.get("custom_id", "")), read_answers(data)
        try:
            press = _parse(custom_id)
            await self._form_door(press).submit(interaction, press, answers)
        except OutOfDate as error:
            await answer_error(interaction, error, typed=_as_text(answers))
        except Refusal as refusal:
            if interaction.guild_id is None:
                # No draft is kept without a community; the button of the message stays.
                await answer_error(interaction, refusal, typed=_as_text(answers))
                return
            draft_id = await self._drafts.keep(caller(interaction), custom_id, answers)
            await answer_error(interaction, refusal, retry=ReopenDraft(draft_id=draft_id))
        except Exception as error:  # noqa: BLE001 - the last place that can still answer the member
            # It may have been kept before something went wrong: sent again it would be kept twice.
            await answer_error(interaction, error, typed=_as_text(answers))

    async def _reopen(self, interaction: Interaction, press: ReopenDraft) -> None:
        draft = await self._drafts.get(caller(interaction), press.draft_id)
        await self.open_form(interaction, _parse(draft.press), draft.answers)

    def _form_door(self, press: Press) -> FormDoor[Any]:
        door = self._doors.get(press.tag)
        if not isinstance(door, FormDoor):
            raise OutOfDate
        return door


def _as_text(answers: Answers) -> str:
    return "\n".join(filter(None, answers.values()))


def _parse(custom_id: str) -> Press:
    press = Press.parse(custom_id)
    if press is None:
        raise OutOfDate
    return press


def read_answers(data: Any) -> dict[str, str]:
    """Read a submitted form; several chosen values are joined by commas."""
    answers: dict[str, str] = {}
    for component in data.get("components", ()):
        inner = component.get("component") or component
        if "custom_id" not in inner:
            continue
        values = inner.get("values")
        value = ",".join(values) if values is not None else inner.get("value")
        answers[inner["custom_id"]] = "" if value is None else str(value)
    return answers
