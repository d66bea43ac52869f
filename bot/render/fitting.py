"""Cards that may hold more than Discord takes: what matters least is left out first."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

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

    @property
    def size(self) -> int:
        """How many of Discord's components it takes."""
        return self.ruled + sum(map(components, self.blocks))

    @property
    def length(self) -> int:
        """How many characters its texts have."""
        return sum(map(_length, self.blocks))


def fit(parts: Sequence[Part]) -> list[Block]:
    """Give the blocks of as many parts as one card can hold, in their order."""
    room, paper = MOST_COMPONENTS - 1, MOST_TEXT
    kept: set[int] = set()
    # Of two parts of equal worth, the one that stands first.
    for place in sorted(range(len(parts)), key=lambda place: -parts[place].worth):
        size, length = parts[place].size, parts[place].length
        if parts[place].blocks and size <= room and length <= paper:
            kept.add(place)
            room, paper = room - size, paper - length
    blocks: list[Block] = []
    for place in sorted(kept):
        blocks += [rule()] if parts[place].ruled else []
        blocks += parts[place].blocks
    return blocks


def components(block: Block) -> int:
    """Count a block with all that it holds."""
    return 1 + sum(map(components, _held(block)))


def _length(block: Block) -> int:
    return len(getattr(block, "content", "")) + sum(map(_length, _held(block)))


def _held(block: Block) -> Iterator[Any]:
    yield from getattr(block, "children", ())
    if accessory := getattr(block, "accessory", None):
        yield accessory
