"""Telling the moderators: by button, by a message's menu, by its address."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

import discord

from bot.domain.deliveries import Sent
from bot.domain.drafts import DraftGone
from bot.domain.errors import OutOfDate
from bot.domain.ids import UserId
from bot.domain.pieces import Piece, PieceKind
from bot.domain.places import Place
from bot.domain.reports import (
    LONGEST_SAID,
    Message,
    NothingToReport,
    OwnPiece,
    UnseenMessage,
    parse_message_link,
)
from bot.render import moderation
from bot.render import reports as render
from bot.render.pieces import ReportPiece
from bot.views.answers import answer, mend
from bot.views.caller import caller
from bot.views.doors import FormDoor

if TYPE_CHECKING:
    from bot.delivery import Delivery
    from bot.domain.reports import Reported
    from bot.render.forms import Answers, Form
    from bot.services.container import Services
    from bot.views.caller import Interaction

log = logging.getLogger(__name__)


async def open_for(interaction: Interaction, services: Services, message: discord.Message) -> None:
    """Open the form about a message that was chosen by its menu.

    Discord hands a message over with its menu; until the form is sent, it waits in a draft.

    Raises:
        NothingToReport, OwnPiece: where there is nothing to tell.
    """
    asks = caller(interaction)
    piece = await services.reports.at(asks, Place(message.channel.id, message.id))
    if piece is not None:
        await services.reports.check(asks, piece)
        press = ReportPiece(kind=piece.kind, piece_id=piece.id)
        await interaction.response.send_modal(render.report_form(press, {}))
        return
    if message.author.bot:
        raise NothingToReport
    if message.author.id == asks.user_id:
        raise OwnPiece
    waiting = {
        "channel_id": str(message.channel.id),
        "message_id": str(message.id),
        "author_id": str(message.author.id),
        "said": message.content[:LONGEST_SAID],
    }
    draft_id = await services.drafts.keep(asks, render.ReportMessage.tag, waiting)
    form = render.report_form(render.ReportMessage(draft_id=draft_id), {})
    await interaction.response.send_modal(form)


async def report_link(
    interaction: Interaction,
    services: Services,
    delivery: Delivery,
    link: str,
    reason: str | None,
) -> None:
    """Answer /report: with the form, unless a reason was given with the command."""
    place = parse_message_link(link, caller(interaction).community_id)
    if reason is None:
        press = render.ReportLink(channel_id=place.channel_id, message_id=place.message_id)
        await interaction.response.send_modal(render.report_form(press, {}))
    else:
        await Desk(services, delivery).at(interaction, place, reason)


class Desk:
    """Keeps reports, thanks whoever told, and then tells the moderators."""

    def __init__(self, services: Services, delivery: Delivery) -> None:
        self._reports = services.reports
        self._delivery = delivery

    async def piece(self, interaction: Interaction, piece: Piece, reason: str) -> None:
        """Report a piece."""
        asks = caller(interaction)
        await self._told(interaction, await self._reports.piece(asks, piece, reason))

    async def message(self, interaction: Interaction, message: Message, reason: str) -> None:
        """Report any other message of a person."""
        asks = caller(interaction)
        await self._told(interaction, await self._reports.message(asks, message, reason))

    async def at(self, interaction: Interaction, place: Place, reason: str) -> None:
        """Report what stands at an address.

        Raises:
            UnseenMessage: where there is none that both the caller and the bot can see.
        """
        await interaction.response.defer(ephemeral=True)
        piece = await self._reports.at(caller(interaction), place)
        if piece is not None:
            await self.piece(interaction, piece, reason)
            return
        author = await _author(interaction, place)
        # What it says is not read: it was not handed over by a menu.
        await self.message(interaction, Message(place, UserId(author.id), ""), reason)

    async def _told(self, interaction: Interaction, what: Reported) -> None:
        message_id = await answer(interaction, render.reported(what))
        if not what.is_new or what.channel_id is None:
            return
        report = what.case.report
        outcome = await self._delivery.send(
            what.channel_id, moderation.case(what.case), f"rep-{report.id}"
        )
        if isinstance(outcome, Sent):
            await self._reports.stands(report, Place(what.channel_id, outcome.message_id))
        else:
            log.warning("report %s did not reach the moderators: %s", report.id, outcome.trouble)
            await mend(interaction, message_id, render.reported(what, outcome.trouble))


async def _author(interaction: Interaction, place: Place) -> discord.abc.User:
    """Find out who wrote a message, without reading what it says."""
    guild, member = interaction.guild, interaction.user
    channel = guild.get_channel_or_thread(place.channel_id) if guild else None
    if not isinstance(channel, discord.abc.Messageable) or not isinstance(member, discord.Member):
        raise UnseenMessage
    if not channel.permissions_for(member).read_message_history:
        raise UnseenMessage
    try:
        message = await channel.fetch_message(place.message_id)
    except discord.HTTPException as error:
        raise UnseenMessage from error
    if message.author.bot:
        raise NothingToReport
    return message.author


class ReportPieceDoor(FormDoor[ReportPiece]):
    press = ReportPiece

    async def build(self, interaction: Interaction, press: ReportPiece, answers: Answers) -> Form:
        await self.services.reports.check(caller(interaction), _piece(press))
        return render.report_form(press, answers)

    async def submit(self, interaction: Interaction, press: ReportPiece, answers: Answers) -> None:
        desk = Desk(self.services, self.delivery)
        await desk.piece(interaction, _piece(press), answers.get(render.REASON, ""))


class ReportMessageDoor(FormDoor[render.ReportMessage]):
    press = render.ReportMessage

    async def build(
        self, interaction: Interaction, press: render.ReportMessage, answers: Answers
    ) -> Form:
        await self._waiting(interaction, press)
        return render.report_form(press, answers)

    async def submit(
        self, interaction: Interaction, press: render.ReportMessage, answers: Answers
    ) -> None:
        message = await self._waiting(interaction, press)
        desk = Desk(self.services, self.delivery)
        await desk.message(interaction, message, answers.get(render.REASON, ""))

    async def _waiting(self, interaction: Interaction, press: render.ReportMessage) -> Message:
        draft = await self.services.drafts.get(caller(interaction), press.draft_id)
        if draft.press != render.ReportMessage.tag:
            raise DraftGone
        kept = draft.answers
        place = Place(int(kept["channel_id"]), int(kept["message_id"]))
        return Message(place, UserId(int(kept["author_id"])), kept["said"])


class ReportLinkDoor(FormDoor[render.ReportLink]):
    press = render.ReportLink

    async def build(
        self, interaction: Interaction, press: render.ReportLink, answers: Answers
    ) -> Form:
        return render.report_form(press, answers)

    async def submit(
        self, interaction: Interaction, press: render.ReportLink, answers: Answers
    ) -> None:
        place = Place(press.channel_id, press.message_id)
        desk = Desk(self.services, self.delivery)
        await desk.at(interaction, place, answers.get(render.REASON, ""))


def _piece(press: ReportPiece) -> Piece:
    if press.kind is PieceKind.MESSAGE:
        raise OutOfDate
    return Piece(press.kind, press.piece_id)


DOORS = (ReportPieceDoor, ReportMessageDoor, ReportLinkDoor)
