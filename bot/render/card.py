"""The pieces that every card is made of."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from discord import ButtonStyle, Colour, PartialEmoji, SelectOption, ui

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from bot.render.presses import Press

ACCENT = Colour(0x3E7C6B)
WARNING = Colour(0xB7791F)

Block = ui.Item[Any]
Card = ui.LayoutView


def card(*blocks: Block | None, accent: Colour = ACCENT, below: Sequence[Block] = ()) -> Card:
    """Frame the blocks as one card; ``below`` stands under the frame.

    The view is stopped at once: doors answer by custom id, so discord.py need not remember it.
    """
    view = ui.LayoutView(timeout=None)
    view.add_item(ui.Container(*(block for block in blocks if block), accent_colour=accent))
    for block in below:
        view.add_item(block)
    view.stop()
    return view


def text(*lines: str | None) -> ui.TextDisplay[Any]:
    """Put lines under each other, leaving out those that are None."""
    return ui.TextDisplay("\n".join(line for line in lines if line is not None))


def rule() -> ui.Separator[Any]:
    """Draw a thin line between two parts of a card."""
    return ui.Separator()


def gap() -> ui.Separator[Any]:
    """Leave some room between two parts of a card."""
    return ui.Separator(visible=False)


def section(content: str, accessory: ui.Button[Any]) -> ui.Section[Any]:
    """Put text on the left and one button on the right."""
    return ui.Section(ui.TextDisplay(content), accessory=accessory)


def button(
    label: str,
    press: Press,
    *,
    style: ButtonStyle = ButtonStyle.secondary,
    emoji: str | PartialEmoji | None = None,
    disabled: bool = False,
) -> ui.Button[Any]:
    """Make a button that the door of ``press`` answers."""
    return ui.Button(
        label=label, custom_id=press.custom_id, style=style, emoji=emoji, disabled=disabled
    )


def primary(label: str, press: Press) -> ui.Button[Any]:
    """Make the one button of a card that is the next step."""
    return button(label, press, style=ButtonStyle.primary)


def buttons(*items: ui.Button[Any] | None) -> ui.ActionRow[Any]:
    """Put up to five buttons side by side."""
    return ui.ActionRow(*(item for item in items if item is not None))


def choice(press: Press, options: Iterable[SelectOption], *, placeholder: str) -> ui.ActionRow[Any]:
    """Offer a drop-down of at most 25 options, of which one is chosen."""
    return ui.ActionRow(
        ui.Select(custom_id=press.custom_id, placeholder=placeholder, options=list(options))
    )
