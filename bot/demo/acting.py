"""How the people of the demo act: by real commands, forms and clicks, as their visitors do."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

    import simcord

    from bot.demo.stage import Stage
    from bot.render.presses import Press

_TEXT_INPUT = 4


class Acting:
    """One member at the keyboard, in the channel that visitors see."""

    def __init__(self, stage: Stage, name: str) -> None:
        self._channel = stage.channel
        self._actor = stage.actor(name)

    async def command(self, name: str, /, **options: Any) -> simcord.InteractionResult:
        """Type a command."""
        return await self._actor.slash(self._channel, name, **options)

    async def fill(
        self, shown: simcord.InteractionResult, **words: str | simcord.MemberActor
    ) -> Any:
        """Fill in the form that is open, and send it."""
        values: dict[str, Any] = {}
        for field in walk((shown.modal or {}).get("components", [])):
            if name := field.get("custom_id"):
                is_text = field.get("type") == _TEXT_INPUT
                chosen = [words[name]] if name in words else []
                typed = words.get(name, field.get("value") or "")
                values[name] = typed if is_text else chosen
        return await self._actor.submit_modal(shown, values)

    async def click(self, message: Any, label: str) -> simcord.InteractionResult:
        """Click the button with this label."""
        return await self._actor.click(message, label=label)

    async def click_newest(self, label: str) -> simcord.InteractionResult:
        """Click on the newest message of the channel that has this button."""
        for message in reversed(list(self._channel.history())):
            raw = [each.to_dict() for each in message.components]
            if any(each.get("label") == label for each in walk(raw)):
                return await self.click(message, label)
        raise LookupError(label)

    @staticmethod
    def first_choice(shown: simcord.InteractionResult, name: str) -> str:
        """Return the first option of a drop-down in the form that is open."""
        fields = walk((shown.modal or {}).get("components", []))
        (field,) = (each for each in fields if each.get("custom_id") == name)
        return str(field["options"][0]["value"])

    async def choose_each(
        self, shown: simcord.InteractionResult, press: type[Press], *values: str
    ) -> None:
        """Choose from the drop-downs of a kind, from top to bottom."""
        message = shown.response
        if message is None:
            raise LookupError(press.tag)
        ids = [each["custom_id"] for each in walk(message.components) if _is_of(each, press)]
        for custom_id, value in zip(ids, values, strict=False):
            await self._actor.select(message, [value], custom_id=custom_id)


def walk(components: list[Any]) -> Iterator[dict[str, Any]]:
    """Yield all components, the inner ones too, in reading order."""
    for each in components:
        yield each
        yield from walk(each.get("components") or [])
        yield from walk([part for key in ("accessory", "component") if (part := each.get(key))])


def _is_of(component: dict[str, Any], press: type[Press]) -> bool:
    return str(component.get("custom_id", "")).split(":")[0] == press.tag
