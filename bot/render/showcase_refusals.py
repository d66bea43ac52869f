"""What cannot be done with an example, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bot.domain.showcase import (
    CannotPutForward,
    ExampleGone,
    FileLost,
    NoSuchSkill,
    NotAPersonsMessage,
    NothingSaid,
    NothingToLookAt,
    NotYourExample,
    NotYoursToShow,
    PutForwardAlready,
)
from bot.render.text import mention, typed

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

REFUSALS: Mapping[type[Exception], Callable[[Any], str]] = {
    ExampleGone: lambda _: (
        "That example is not on show any more. `/showcase browse` has the others."
    ),
    NotYourExample: lambda _: (
        "Only whoever made it can take it down. If something is wrong with it, “Report” tells "
        "the moderators."
    ),
    NotYoursToShow: lambda refusal: (
        f"That is for {mention(refusal.author)} alone to say: it is their message. "
        "You can show work of your own with `/showcase add`."
    ),
    NothingToLookAt: lambda _: (
        "There is nothing to look at yet. Paste the text or a link, or attach a `file` to "
        "`/showcase add`."
    ),
    NotAPersonsMessage: lambda _: (
        "That message is from a program. Examples are what members made: choose a message of a "
        "person, or use `/showcase add` for work of your own."
    ),
    NothingSaid: lambda _: (
        "That message has neither text nor a file, so there is nothing to show. "
        "`/showcase add` takes a text, a link or a file."
    ),
    PutForwardAlready: lambda _: (
        "That message is an example already, or its author has been asked. "
        "`/showcase browse` shows what stands."
    ),
    CannotPutForward: lambda _: (
        "That message cannot be put forward by you at the moment. "
        "`/showcase add` shows work of your own."
    ),
    NoSuchSkill: lambda refusal: (
        f"There is no skill called {typed(refusal.text)} here. Choose one from the list, or leave "
        "it empty to see all examples."
    ),
    FileLost: lambda _: (
        "The file could not be fetched from Discord, and there was nothing else to show. "
        "Attach it to `/showcase add` once more, or add a text or a link in the form."
    ),
}
