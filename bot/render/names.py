"""What is wrong with a name or a note that was typed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bot.domain.names import EmptyName, HiddenCharacters, NameTooLong

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

REFUSALS: Mapping[type[Exception], Callable[[Any], str]] = {
    EmptyName: lambda refusal: (
        f"The {refusal.field} needs at least one character that can be seen."
    ),
    NameTooLong: lambda refusal: (
        f"The {refusal.field} has {len(refusal.text)} characters, and at most {refusal.longest} "
        "fit. A shorter one will do."
    ),
    HiddenCharacters: lambda refusal: (
        f"The {refusal.field} holds hidden characters that change how text is shown. "
        "Type it without them: every script is fine."
    ),
}
