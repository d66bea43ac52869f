"""Moderators' buttons: on the card of a report, in the list of reports, and about a member."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

import discord

from bot.domain.deliveries import Sent, trouble_mending
from bot.domain.ids import ReportId, RequestId, UserId
from bot.domain.moderation import ActKind, AlreadyDone, Subject
from bot.domain.pieces import Piece, PieceKind
from bot.domain.requests import UnknownRequest
from bot.render import moderation as render
from bot.render.hidden import hidden
from bot.views.answers import answer, replace
from bot.views.caller import caller
from bot.views.doors import ButtonDoor
from bot.views.standing_cards import standing_card
from bot.views.threads import Threads

if TYPE_CHECKING:
    from bot.delivery import Delivery
    from bot.domain.deliveries import Outcome
    from bot.domain.ids import CommunityId
    from bot.domain.moderation import Case, Moderated
    from bot.domain.pieces import Written
    from bot.domain.places import Place
    from bot.render.card import Card
    from bot.services.container import Services
    from bot.views.caller import Interaction


async def show_reports(interaction: Interaction, services: Services) -> None:
    """Answer /moderate reports."""
    await answer(interaction, render.desk(await services.moderation.desk(caller(interaction))))


async def block(interaction: Interaction, services: Services, member: discord.User) -> None:
    """Answer /moderate block: keep somebody out; already kept out, show how to undo that."""
    asks, subject = caller(interaction), await _subject(interaction, UserId(member.id))
    judged = await services.moderation.suspend(asks, subject)
    is_new = bool(judged.acts) and judged.acts[-1].id == asks.interaction_id
    await answer(interaction, render.judged(judged, is_new=is_new))


async def hide(
    interaction: Interaction, services: Services, delivery: Delivery, place: Place
) -> None:
    """Hide the card that was chosen by its menu, and put a short line in its place."""
    piece = await services.moderation.hide(caller(interaction), place)
    await answer(interaction, render.was_hidden(piece))
    outcome = await _cover(delivery, piece, place)
    if trouble := trouble_mending(outcome):
        await replace(interaction, render.was_hidden(piece, trouble))
    await _name_thread(services, delivery, caller(interaction).community_id, piece)


async def _cover(delivery: Delivery, piece: Piece, place: Place) -> Outcome:
    """Put a short line in the place of a card."""
    return await _put(delivery, piece, place, hidden(piece.kind))


async def _name_thread(
    services: Services, delivery: Delivery, community_id: CommunityId, piece: Piece
) -> None:
    """Take a hidden request's words from the name of its thread, or give them back."""
    if piece.kind is not PieceKind.REQUEST:
        return
    with suppress(UnknownRequest):  # taken away meanwhile
        shown = await services.requests.shown(community_id, RequestId(piece.id))
        await Threads(services, delivery).name(shown)


async def _put_back(
    services: Services, delivery: Delivery, community_id: CommunityId, written: Written
) -> str | None:
    """Put a card back into its place; return what stood in the way."""
    standing = await standing_card(services, community_id, written.piece)
    if standing is None or written.place is None:
        return render.no_card()
    outcome = await _put(delivery, written.piece, written.place, standing)
    return None if isinstance(outcome, Sent) else render.not_changed(outcome.trouble)


async def _put(delivery: Delivery, piece: Piece, place: Place, card: Card) -> Outcome:
    # Files of a log are proof of it, and go for good; others stay with the message, unseen.
    keeps = piece.kind is not PieceKind.LOG
    return await delivery.edit(place.channel_id, place.message_id, card, keep_files=keeps)


_SHOWING = frozenset({ActKind.HID, ActKind.RESTORED})


class DecideDoor(ButtonDoor[render.Decide]):
    press = render.Decide

    async def click(self, interaction: Interaction, press: render.Decide) -> None:
        asks, report_id = caller(interaction), ReportId(press.report_id)
        moderation = self.services.moderation
        reported = (await moderation.case(asks, report_id)).report.reported
        subject = Subject(reported)
        if press.act is ActKind.SUSPENDED:
            subject = await _subject(interaction, reported)
        try:
            done = await moderation.decide(asks, report_id, press.act, subject)
        except AlreadyDone:
            # The card that was clicked is out of date.
            await replace(interaction, render.case(await moderation.case(asks, report_id)))
            raise
        await replace(interaction, render.case(done.case))
        if trouble := await self._mend(done.case, press.act):
            await replace(interaction, render.case(done.case, trouble))
        await self._mend_cards(interaction, done)
        if press.act in _SHOWING:
            piece = done.case.report.piece
            await _name_thread(self.services, self.delivery, asks.community_id, piece)

    async def _mend(self, case: Case, act: ActKind) -> str | None:
        """Hide the public card, or put it back; return what stood in the way."""
        report, written = case.report, case.written
        if written and report.piece.kind is PieceKind.APPLICATION:
            return await self._mend_idea(case, written) if act in _SHOWING else None
        if act is ActKind.HID and report.link:
            outcome = await _cover(self.delivery, report.piece, report.link)
            return None if isinstance(outcome, Sent) else render.not_changed(outcome.trouble)
        if act is ActKind.RESTORED and written:
            where = report.community_id
            return await _put_back(self.services, self.delivery, where, written)
        return None

    async def _mend_idea(self, case: Case, written: Written) -> str | None:
        """Show an idea's card without the hidden words, or with them again."""
        where, piece = case.report.community_id, written.piece
        standing = await standing_card(self.services, where, piece)
        if standing is None or written.place is None:
            return None
        outcome = await _put(self.delivery, piece, written.place, standing)
        return None if isinstance(outcome, Sent) else render.not_changed(outcome.trouble)

    async def _mend_cards(self, interaction: Interaction, done: Moderated) -> None:
        """Bring the other moderators' cards about the same words up to date."""
        clicked = interaction.message.id if interaction.message else None
        for case in (done.case, *done.others):
            card = case.report.card
            if card is not None and card.message_id != clicked:
                await self.delivery.edit(card.channel_id, card.message_id, render.case(case))


class TurnReportsDoor(ButtonDoor[render.TurnReports]):
    press = render.TurnReports

    async def click(self, interaction: Interaction, press: render.TurnReports) -> None:
        found = await self.services.moderation.desk(caller(interaction))
        await replace(interaction, render.desk(found, press.page))


class ShowActsDoor(ButtonDoor[render.ShowActs]):
    press = render.ShowActs

    async def click(self, interaction: Interaction, press: render.ShowActs) -> None:
        acts = await self.services.moderation.acts(caller(interaction))
        await replace(interaction, render.audit(acts, press.page))


class ShowAgainDoor(ButtonDoor[render.ShowAgain]):
    press = render.ShowAgain

    async def click(self, interaction: Interaction, press: render.ShowAgain) -> None:
        asks, piece = caller(interaction), Piece(press.kind, press.piece_id)
        written = await self.services.moderation.restore(asks, piece)
        await replace(interaction, render.shown_again())
        where = asks.community_id
        if trouble := await _put_back(self.services, self.delivery, where, written):
            await replace(interaction, render.shown_again(trouble))
        await _name_thread(self.services, self.delivery, where, piece)


class JudgeMemberDoor(ButtonDoor[render.JudgeMember]):
    press = render.JudgeMember

    async def click(self, interaction: Interaction, press: render.JudgeMember) -> None:
        asks, moderation = caller(interaction), self.services.moderation
        subject = await _subject(interaction, UserId(press.user_id))
        judge = moderation.suspend if press.suspended else moderation.readmit
        await replace(interaction, render.judged(await judge(asks, subject), is_new=True))


async def _subject(interaction: Interaction, user_id: UserId) -> Subject:
    """Ask Discord what somebody may do here; whoever has left may do nothing."""
    guild = interaction.guild
    if guild is None:
        return Subject(user_id)
    try:
        member = await guild.fetch_member(user_id)
    except discord.NotFound:
        return Subject(user_id)
    return Subject(
        user_id,
        manages_server=member.guild_permissions.manage_guild,
        role_ids=frozenset(role.id for role in member.roles),
    )


DOORS = (DecideDoor, TurnReportsDoor, ShowActsDoor, ShowAgainDoor, JudgeMemberDoor)
