"""Cards that may hold more than Discord takes: what matters least is left out first."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from discord import ui

from bot.render.card import rule

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from bot.render.card import Block

# Discord's limits on a message with components, the card itself included.
MOST_COMPONENTS = 40
MOST_TEXT = 4_000


class Part(NamedTuple):
    """Blocks that stand or fall together; parts of the lowest ``worth`` go first."""

    worth: int
    blocks: Sequence[Block]
    ruled: bool = True
    """Whether a line stands above them."""

    def measure(self) -> tuple[int, int]:
        """Count the components that it takes, and the characters of its texts."""
        size, length = int(self.ruled), 0
        for block in self.blocks:
            for each in _whole(block):
                size += 1
                if isinstance(each, ui.TextDisplay):
                    length += len(each.content)
        return size, length


def fit(parts: Sequence[Part]) -> list[Block]:
    """Give the blocks of as many parts as one card can hold, in their order."""
    room, paper = MOST_COMPONENTS - 1, MOST_TEXT
    kept: set[int] = set()
    # Of two parts of equal worth, the one that stands first.
    for place in sorted(range(len(parts)), key=lambda place: -parts[place].worth):
        size, length = parts[place].measure()
        if parts[place].blocks and size <= room and length <= paper:
            kept.add(place)
            room, paper = room - size, paper - length
    blocks: list[Block] = []
    for place in sorted(kept):
        blocks += [rule()] if parts[place].ruled else []
        blocks += parts[place].blocks
    return blocks


def _whole(block: Block) -> Iterator[Any]:
    yield block
    if isinstance(block, ui.ActionRow | ui.Container | ui.Section):
        yield from block.walk_children()
