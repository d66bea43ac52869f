"""Every refusal has words of its own; without them a member would read an apology instead."""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING

from bot.domain.errors import Refusal
from bot.render import refusals
from tests.meta.sources import sources

if TYPE_CHECKING:
    from collections.abc import Iterable


def kinds(kind: type[Exception]) -> set[type[Exception]]:
    """Return every kind of refusal below this one."""
    below = set(kind.__subclasses__())
    return below.union(*(kinds(each) for each in below))


def speechless(found: Iterable[type[Exception]]) -> list[str]:
    """Return the refusals without words, their own or those of what they are a kind of."""
    return sorted(
        each.__name__ for each in found if not any(base in refusals.WORDS for base in each.__mro__)
    )


def test_every_refusal_has_words() -> None:
    for source in sources("bot/domain", "bot/services", "bot/views"):
        importlib.import_module(source.module)
    found = {each for each in kinds(Refusal) if each.__module__.startswith("bot.")}
    assert len(found) > 30
    assert speechless(found) == []


def test_sees_a_refusal_without_words() -> None:
    class Wordless(Exception):
        pass

    assert speechless([Wordless, *refusals.WORDS]) == ["Wordless"]


async def test_what_was_typed_comes_back_as_it_is_but_harmless() -> None:
    shown = refusals.refusal("No.", typed="日本 👩\u200d🎤 a\u202eb ```x\ny\x07")
    block = shown.to_components()[0]["components"][1]["content"]
    assert block == "-# You typed\n```\n日本 👩\u200d🎤 a\\u202eb '''x\ny\\u0007\n```"
