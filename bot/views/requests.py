"""Asking, and what can be done with one's own requests."""

from __future__ import annotations

import dataclasses
from contextlib import contextmanager
from enum import StrEnum
from typing import TYPE_CHECKING, TypeVar

import discord
from discord.app_commands import Choice
from discord.utils import DEFAULT_FILE_SIZE_LIMIT_BYTES

from bot.domain.asking import Options, anonymous_file, check_file
from bot.domain.drafts import DraftGone
from bot.domain.entries import clean_file_name
from bot.domain.errors import OutOfDate
from bot.domain.ids import RequestId, UserId
from bot.domain.requests import CannotAsk, RequestKind
from bot.render import request_forms as forms
from bot.render import requests as render
from bot.views.answers import answer, mend
from bot.views.caller import caller
from bot.views.doors import ButtonDoor, FormDoor, SelectDoor
from bot.views.request_desk import RequestDesk

if TYPE_CHECKING:
    from collections.abc import Generator, Mapping

    from bot.delivery import Delivery
    from bot.domain.deliveries import Trouble
    from bot.domain.ids import CommunityId
    from bot.render.forms import Answers, Form
    from bot.services.container import Services
    from bot.views.caller import Interaction

E = TypeVar("E", bound=StrEnum)


async def ask(
    interaction: Interaction,
    services: Services,
    options: Options,
    file: discord.Attachment | None = None,
) -> None:
    """Answer /feedback ask with its form."""
    if file:
        options = _with_file(interaction, options, file)
    prepared = await services.asking.prepare(caller(interaction), RequestKind.WORK, options)
    await interaction.response.send_modal(forms.ask_form(prepared, {}))


async def say_stuck(interaction: Interaction, services: Services, options: Options) -> None:
    """Answer /feedback stuck with its form."""
    prepared = await services.asking.prepare(caller(interaction), RequestKind.STUCK, options)
    await interaction.response.send_modal(forms.stuck_form(prepared, {}))


async def withdraw(
    interaction: Interaction, services: Services, delivery: Delivery, text: str
) -> None:
    """Take a request back, and mend its card."""
    shown = await services.requests.withdraw(caller(interaction), text)
    request = shown.request
    message_id = await answer(interaction, render.withdrawn(request))
    trouble = await RequestDesk(services, delivery).refresh(request.community_id, request.id)
    if trouble:
        await mend(interaction, message_id, render.withdrawn(request, trouble))


async def refresh_card(
    services: Services, delivery: Delivery, community_id: CommunityId, request_id: RequestId
) -> Trouble | None:
    """Bring a request's public card, if it has one, in step with what became of it.

    Returns what kept it from that; a card that is gone is forgotten, which is no trouble.
    """
    return await RequestDesk(services, delivery).refresh(community_id, request_id)


def audience(user: discord.Member | discord.User | None) -> UserId | None:
    """Return whom a command names.

    Raises:
        CannotAsk: for a bot, and for somebody who is not in the server.
    """
    if user is None:
        return None
    if user.bot or not isinstance(user, discord.Member):
        raise CannotAsk
    return UserId(user.id)


def choices_of(words: Mapping[E, str]) -> list[Choice[str]]:
    """Give the choices of an option: the words that are shown, and the values behind them."""
    return [Choice(name=shown, value=each.value) for each, shown in words.items()]


@contextmanager
def kept_for_a_day() -> Generator[None]:
    """Hand back what was typed into a form whose plan is gone: it could not be opened again.

    Raises:
        OutOfDate: in the place of DraftGone.
    """
    try:
        yield
    except DraftGone as gone:
        raise OutOfDate from gone


class WriteRequestDoor(FormDoor[render.WriteRequest]):
    press = render.WriteRequest

    async def build(
        self, interaction: Interaction, press: render.WriteRequest, answers: Answers
    ) -> Form:
        prepared = await self.services.asking.prepared(caller(interaction), press.draft_id)
        return forms.ask_form(prepared, answers)

    async def submit(
        self, interaction: Interaction, press: render.WriteRequest, answers: Answers
    ) -> None:
        words = forms.read_words(answers)
        with kept_for_a_day():
            asked = await self.services.asking.ask(caller(interaction), press.draft_id, words)
        await RequestDesk(self.services, self.delivery).show(interaction, asked)


class SayStuckDoor(FormDoor[render.SayStuck]):
    press = render.SayStuck

    async def build(
        self, interaction: Interaction, press: render.SayStuck, answers: Answers
    ) -> Form:
        prepared = await self.services.asking.prepared(caller(interaction), press.draft_id)
        return forms.stuck_form(prepared, answers)

    async def submit(
        self, interaction: Interaction, press: render.SayStuck, answers: Answers
    ) -> None:
        said = answers.get("sentence", "")
        with kept_for_a_day():
            asked = await self.services.asking.say_stuck(caller(interaction), press.draft_id, said)
        await RequestDesk(self.services, self.delivery).show(interaction, asked)


class AskAgainDoor(ButtonDoor[render.AskAgain]):
    press = render.AskAgain

    async def click(self, interaction: Interaction, press: render.AskAgain) -> None:
        asking = self.services.asking
        prepared, before = await asking.again(caller(interaction), RequestId(press.request_id))
        is_stuck = prepared.plan.kind is RequestKind.STUCK
        make = forms.stuck_form if is_stuck else forms.ask_form
        await interaction.response.send_modal(make(prepared, forms.answers_of(before)))


class WithdrawRequestDoor(ButtonDoor[render.WithdrawRequest]):
    press = render.WithdrawRequest

    async def click(self, interaction: Interaction, press: render.WithdrawRequest) -> None:
        await withdraw(interaction, self.services, self.delivery, str(press.request_id))


class WithdrawOneOfDoor(SelectDoor[render.WithdrawOneOf]):
    press = render.WithdrawOneOf

    async def choose(
        self, interaction: Interaction, press: render.WithdrawOneOf, values: list[str]
    ) -> None:
        await withdraw(interaction, self.services, self.delivery, *values)


class WidenRequestDoor(ButtonDoor[render.WidenRequest]):
    press = render.WidenRequest

    async def click(self, interaction: Interaction, press: render.WidenRequest) -> None:
        asking = self.services.asking
        asked = await asking.widen(caller(interaction), RequestId(press.request_id))
        await RequestDesk(self.services, self.delivery).show(interaction, asked)


DOORS = (
    WriteRequestDoor,
    SayStuckDoor,
    AskAgainDoor,
    WithdrawRequestDoor,
    WithdrawOneOfDoor,
    WidenRequestDoor,
)


def _with_file(interaction: Interaction, options: Options, file: discord.Attachment) -> Options:
    """Take an attachment along; what its name tells of an author who stays unnamed is left out."""
    guild = interaction.guild
    check_file(file.size, guild.filesize_limit if guild else DEFAULT_FILE_SIZE_LIMIT_BYTES)
    name = clean_file_name(file.filename)
    return dataclasses.replace(
        options,
        file_name=anonymous_file(name) if options.anonymous else name,
        file_url=file.url,
    )
