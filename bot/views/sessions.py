"""What moderators do with sessions; every step checks that a moderator takes it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import discord

from bot.render import sessions as render
from bot.views import session_cards
from bot.views.answers import answer, replace
from bot.views.caller import caller, clicked_card
from bot.views.doors import ButtonDoor, FormDoor

if TYPE_CHECKING:
    from bot.delivery import Delivery
    from bot.domain.sessions import ChangedSession, Session, SessionWords
    from bot.render.card import Card
    from bot.render.forms import Answers, Form
    from bot.services.container import Services
    from bot.views.caller import Interaction

# What Discord asks for, by the kind of place.
ANYWHERE = ("create_events",)
VOICE = ("view_channel", "connect", *ANYWHERE)
STAGE = ("view_channel", "manage_channels", "mute_members", "move_members", *ANYWHERE)


async def show(interaction: Interaction, services: Services) -> None:
    """Answer /community session without options."""
    await answer(interaction, render.all_sessions(await services.sessions.all(caller(interaction))))


async def plan(interaction: Interaction, services: Services, words: SessionWords) -> None:
    """Answer /community session with options."""
    here = interaction.channel_id or 0
    shown = await services.sessions.plan(caller(interaction), words, here)
    missing = _missing(interaction, shown.session)
    await answer(interaction, render.planned(shown, missing))


class ListSessionsDoor(ButtonDoor[render.ListSessions]):
    press = render.ListSessions

    async def click(self, interaction: Interaction, press: render.ListSessions) -> None:
        found = await self.services.sessions.all(caller(interaction))
        await _show(interaction, render.all_sessions(found))


class ShowSessionDoor(ButtonDoor[render.ShowSession]):
    press = render.ShowSession

    async def click(self, interaction: Interaction, press: render.ShowSession) -> None:
        shown = await self.services.sessions.get(caller(interaction), press.session_id)
        missing = _missing(interaction, shown.session)
        await _show(interaction, render.session_card(shown, missing=missing))


class PlanNextDoor(FormDoor[render.PlanNext]):
    press = render.PlanNext

    async def build(
        self, interaction: Interaction, press: render.PlanNext, answers: Answers
    ) -> Form:
        await self.services.sessions.get(caller(interaction), press.session_id)
        return render.next_form(press, answers)

    async def submit(
        self, interaction: Interaction, press: render.PlanNext, answers: Answers
    ) -> None:
        changed = await self.services.sessions.plan_next(
            caller(interaction), press.session_id, answers.get(render.STARTS, "")
        )
        missing = _missing(interaction, changed.shown.session)
        await _show(interaction, render.moved(changed, missing))
        await _mend(self.delivery, changed)


class CancelMeetingDoor(ButtonDoor[render.CancelMeeting]):
    press = render.CancelMeeting

    async def click(self, interaction: Interaction, press: render.CancelMeeting) -> None:
        asks = caller(interaction)
        changed = await self.services.sessions.cancel(asks, press.session_id, press.number)
        await _show(interaction, render.cancelled(changed.shown))
        await _mend(self.delivery, changed)


class EndSessionDoor(ButtonDoor[render.EndSession]):
    press = render.EndSession

    async def click(self, interaction: Interaction, press: render.EndSession) -> None:
        changed = await self.services.sessions.end(caller(interaction), press.session_id)
        await _show(interaction, render.ended(changed.shown))
        await _mend(self.delivery, changed)


class PassTurnDoor(ButtonDoor[render.PassTurn]):
    press = render.PassTurn

    async def click(self, interaction: Interaction, press: render.PassTurn) -> None:
        asks, sessions = caller(interaction), self.services.sessions
        meeting = await sessions.pass_turn(asks, press.session_id, press.number)
        await _show(interaction, render.turn_passed(await sessions.get(asks, press.session_id)))
        await session_cards.mend(self.delivery, meeting)


class RemakeEventDoor(ButtonDoor[render.RemakeEvent]):
    press = render.RemakeEvent

    async def click(self, interaction: Interaction, press: render.RemakeEvent) -> None:
        asks = caller(interaction)
        shown = await self.services.sessions.remake_event(asks, press.session_id, press.number)
        await _show(interaction, render.remade(shown, _missing(interaction, shown.session)))


async def _show(interaction: Interaction, card: Card) -> None:
    """Answer within the panel, or beside a card that others see too."""
    await (answer if clicked_card(interaction) else replace)(interaction, card)


async def _mend(delivery: Delivery, changed: ChangedSession) -> None:
    """Keep the cards of meetings in step with what is planned."""
    for meeting in filter(None, (changed.cancelled, changed.last)):
        await session_cards.mend(delivery, meeting)


def _missing(interaction: Interaction, session: Session) -> tuple[str, ...]:
    """Find out which permissions keep the bot from making the events of a session."""
    guild = interaction.guild
    if guild is None or session.ended_at:
        return ()
    held, needs = guild.me.guild_permissions, ANYWHERE
    channel = guild.get_channel(session.voice_channel_id or 0)
    if channel is not None:
        held = channel.permissions_for(guild.me)
        needs = STAGE if isinstance(channel, discord.StageChannel) else VOICE
    return tuple(name for name in needs if not getattr(held, name))


DOORS = (
    ListSessionsDoor,
    ShowSessionDoor,
    PlanNextDoor,
    CancelMeetingDoor,
    EndSessionDoor,
    PassTurnDoor,
    RemakeEventDoor,
)
