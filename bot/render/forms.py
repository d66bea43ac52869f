"""The pieces that every form is made of: at most five fields, as Discord allows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from discord import SelectOption, TextStyle, ui

if TYPE_CHECKING:
    from bot.render.presses import Press

Answers = Mapping[str, str]
"""What was typed or chosen, by field name; several chosen values are joined by commas."""

Form = ui.Modal
LONGEST_TITLE = 45


@dataclass(frozen=True, slots=True)
class Field:
    """What the fields of a form have in common; ``name`` is its key in the answers."""

    name: str
    label: str
    hint: str | None = None
    required: bool = True


def line(
    field: Field, answers: Answers, *, longest: int = 100, example: str | None = None
) -> ui.Label[Any]:
    """Ask for one line of text."""
    return _text(field, answers, TextStyle.short, longest, example)


def paragraph(
    field: Field, answers: Answers, *, longest: int = 1000, example: str | None = None
) -> ui.Label[Any]:
    """Ask for one or more lines of text."""
    return _text(field, answers, TextStyle.paragraph, longest, example)


def pick(field: Field, answers: Answers, options: Sequence[SelectOption]) -> ui.Label[Any]:
    """Ask for one of at most 25 options."""
    chosen = answers.get(field.name)
    for option in options:
        option.default = option.value == chosen
    select: ui.Select[Any] = ui.Select(
        custom_id=field.name,
        options=list(options),
        required=field.required,
        min_values=1 if field.required else 0,
    )
    return ui.Label(text=field.label, description=field.hint, component=select)


def form(title: str, press: Press, *fields: ui.Label[Any] | ui.TextDisplay[Any] | None) -> Form:
    """Put fields into one form that the door of ``press`` answers.

    The form is stopped at once: doors answer by custom id, so discord.py need not remember it.
    """
    modal = ui.Modal(title=title[:LONGEST_TITLE], custom_id=press.custom_id, timeout=None)
    for field in fields:
        if field is not None:
            modal.add_item(field)
    modal.stop()
    return modal


def _text(
    field: Field, answers: Answers, style: TextStyle, longest: int, example: str | None
) -> ui.Label[Any]:
    box: ui.TextInput[Any] = ui.TextInput(
        custom_id=field.name,
        style=style,
        required=field.required,
        max_length=longest,
        placeholder=example,
        default=answers.get(field.name) or None,
    )
    return ui.Label(text=field.label, description=field.hint, component=box)
