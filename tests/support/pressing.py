"""Everything on a card pressed by everybody, and what must then be answered."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeAlias

from discord import SelectOption
from simcord import SetupError
from simcord.backend.errors import BackendError

from bot.domain.errors import OutOfDate
from bot.render import refusals
from bot.render.card import button, buttons, card, choice
from bot.render.presses import Press
from tests.support.members import BUTTON, SELECT, TEXT_INPUT, Reply, parts_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    import discord
    import simcord

    from tests.support.members import Member, Seen
    from tests.support.world import World

Part: TypeAlias = "dict[str, Any]"

WORDS = "Words that are long enough for whatever is asked for here."
_OUT_OF_DATE = str(refusals.words(OutOfDate()))


@dataclass(frozen=True, slots=True)
class Shown:
    """A card as somebody has it on a screen, whatever has become of it since."""

    message: simcord.ResponseMessage | discord.Message
    parts: tuple[Part, ...]

    @classmethod
    def of(cls, seen: Seen) -> Shown:
        """Remember what can be pressed now."""
        usable = (each for each in parts_of(seen) if each["type"] in (BUTTON, SELECT))
        parts = tuple(each for each in usable if not each.get("disabled") and "custom_id" in each)
        assert parts, "a card without buttons"
        return cls(seen.message if isinstance(seen, Reply) else seen, parts)


async def press_everything(world: World, shown: Shown, people: Sequence[Member]) -> list[str]:
    """Let each of them press each button and choose each first option; return what goes wrong.

    What is not on the message any more is pressed on a copy.
    """
    found = list[str]()
    for member in people:
        for part in shown.parts:
            try:
                replies = await _press(member, shown.message, part)
            except (SetupError, BackendError):
                replies = await press_copy(world, member, part)
            wrong = [*_complaints(replies[-1]), *world.incidents()]
            found += [f"{part['custom_id']}: {each}" for each in wrong]
    return found


async def press_copy(world: World, member: Member, part: Part) -> list[Reply]:
    """Let somebody press a copy where they are; return the form, if any, and the answer."""
    press = Press.parse(part["custom_id"])
    assert press
    row = (
        buttons(button("Again", press))
        if part["type"] == BUTTON
        else choice(press, _unchosen(part["options"]), placeholder="Again")
    )
    channel = world.bot.get_partial_messageable(member.channel.id)
    return await _press(member, await channel.send(view=card(row)), part)


def _unchosen(options: Sequence[Any]) -> list[SelectOption]:
    """Copy options of which several may have been chosen."""
    plain: list[Any] = [{**each, "default": False} for each in options]
    return [SelectOption.from_dict(each) for each in plain]


async def _press(member: Member, seen: Seen, part: Part) -> list[Reply]:
    press = Press.parse(part["custom_id"])
    assert press
    if part["type"] == BUTTON:
        reply = await member.click(seen, press)
    else:
        reply = await member.choose(seen, press, part["options"][0]["value"])
    return [reply, *await _fill_in(member, reply)]


async def _fill_in(member: Member, reply: Reply) -> list[Reply]:
    """Send a form with something in every field; return its answer, if it was a form."""
    if reply.result.modal is None:
        return []
    values = dict[str, Any]()
    for field in reply.components:
        name, kind = field.get("custom_id"), field["type"]
        if name and kind == TEXT_INPUT:
            values[name] = (field.get("value") or WORDS)[: field.get("max_length")]
        elif name and field.get("options"):
            values[name] = [field["options"][0]["value"]]
    return [Reply(await member.actor.submit_modal(reply.result, values))]


def _complaints(reply: Reply) -> list[str]:
    if not reply.result.acknowledged:
        return ["no answer"]
    if reply.result.response is None and not reply.result.followups:
        return []  # it took its own card away
    if reply.message.flags.loading:
        return ["it is thinking for ever"]
    said = reply.text
    return [said or "empty"] if not said or _OUT_OF_DATE in said or "Sorry," in said else []
