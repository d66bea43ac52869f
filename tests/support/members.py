"""People who use the bot in a world, and what they see."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Iterator

    import discord
    import simcord

    from bot.render.presses import Press

BUTTON, SELECT, TEXT_INPUT = 2, 3, 4


class Reply:
    """What a member sees after an interaction: messages, or a form."""

    def __init__(self, result: simcord.InteractionResult) -> None:
        self.result = result

    @property
    def message(self) -> simcord.ResponseMessage:
        """The newest message of the answer."""
        first = [self.result.response] if self.result.response else []
        messages = [*first, *self.result.followups]
        assert messages, f"no message came back: {self.result}"
        return messages[-1]

    @property
    def private(self) -> bool:
        """Whether only the caller sees it."""
        return self.message.ephemeral

    @property
    def components(self) -> list[dict[str, Any]]:
        """All components, the inner ones too, in reading order."""
        shown = self.result.modal
        return list(walk(shown["components"] if shown else self.message.components))

    @property
    def text(self) -> str:
        """All that can be read, labels of buttons and fields included."""
        shown = self.result.modal
        return readable(self.components, shown["title"] if shown else self.message.content)

    @property
    def labels(self) -> list[str]:
        """The labels of all buttons that can be clicked."""
        buttons = (each for each in self.components if each["type"] == BUTTON)
        return [each.get("label") or "" for each in buttons if not each.get("disabled")]

    @property
    def fields(self) -> dict[str, str]:
        """What a form is filled with as it opens, by field name."""
        return {
            each["custom_id"]: each.get("value") or ""
            for each in self.components
            if each["type"] == TEXT_INPUT
        }


Seen: TypeAlias = "Reply | simcord.ResponseMessage | discord.Message"


class Member:
    """Somebody who types commands, clicks and fills in forms; ``channel`` is where, unless told."""

    def __init__(self, actor: simcord.MemberActor, channel: simcord.ChannelHandle) -> None:
        self.actor = actor
        self.channel = channel

    @property
    def id(self) -> int:
        return self.actor.id

    async def slash(
        self, command: str, /, *, in_channel: simcord.ChannelHandle | None = None, **options: Any
    ) -> Reply:
        """Use a slash command: ``slash("log", amount="25 min")``."""
        return Reply(await self.actor.slash(in_channel or self.channel, command, **options))

    async def complete(self, command: str, option: str, typed: str = "", **given: Any) -> list[str]:
        """Return what is offered while typing into an option."""
        found = await self.actor.autocomplete(self.channel, command, option, typed, **given)
        return [choice["name"] for choice in found]

    async def menu(self, name: str, target: Member | Seen) -> Reply:
        """Use a context menu on a member or a message."""
        onto = target.actor if isinstance(target, Member) else _message(target)
        return Reply(await self.actor.context_menu(self.channel, name, onto))

    async def click(self, seen: Seen, button: str | type[Press] | Press) -> Reply:
        """Click the button with this label, of this kind, or exactly this one."""
        message = _message(seen)
        if isinstance(button, str):
            return Reply(await self.actor.click(message, label=button))
        custom_id = _custom_id(message, button)
        return Reply(await self.actor.click(message, custom_id=custom_id))

    async def choose(self, seen: Seen, select: type[Press] | Press, *values: str) -> Reply:
        """Choose values from the drop-down of this kind."""
        message = _message(seen)
        custom_id = _custom_id(message, select)
        return Reply(await self.actor.select(message, values, custom_id=custom_id))

    async def submit(self, form: Reply, /, **answers: str) -> Reply:
        """Send a form; fields that are not named stay as the form was filled."""
        values: dict[str, Any] = {}
        for field in form.components:
            name = field.get("custom_id")
            if name is None:
                continue
            if field["type"] == TEXT_INPUT:
                values[name] = answers.pop(name, field.get("value") or "")
            elif name in answers:
                values[name] = [answers.pop(name)]
            else:
                chosen = (each for each in field.get("options", ()) if each.get("default"))
                values[name] = [each["value"] for each in chosen]
        return Reply(await self.actor.submit_modal(form.result, values | answers))


def walk(components: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """Yield all components, the inner ones too, in reading order."""
    for each in components:
        yield each
        yield from walk(each.get("components") or [])
        yield from walk([part for key in ("accessory", "component") if (part := each.get(key))])


def readable(components: list[dict[str, Any]], content: str = "") -> str:
    """Return all text in components, and the content before them."""
    found = (each.get("content") or each.get("label") for each in components)
    return "\n".join(filter(None, (content, *found)))


def text_of(message: discord.Message) -> str:
    """Return all that can be read in a message of a channel."""
    return readable(list(walk(_raw(message))), message.content)


def parts_of(seen: Seen) -> list[dict[str, Any]]:
    """Return all components of an answer or a message, the inner ones too."""
    return list(walk(_raw(_message(seen))))


def _message(seen: Seen) -> Any:
    return seen.message if isinstance(seen, Reply) else seen


def _raw(message: Any) -> list[dict[str, Any]]:
    """Return components as Discord sends them: simcord's messages hold dicts, others objects."""
    return [each if isinstance(each, dict) else each.to_dict() for each in message.components]


def _custom_id(message: Any, press: type[Press] | Press) -> str:
    """Find the one component of this kind."""
    if not isinstance(press, type):
        return press.custom_id
    ids = [each["custom_id"] for each in walk(_raw(message)) if each.get("custom_id")]
    matching = [each for each in ids if each.split(":")[0] == press.tag]
    assert len(matching) == 1, f"{len(matching)} components of {press.__name__} among {ids}"
    return matching[0]
