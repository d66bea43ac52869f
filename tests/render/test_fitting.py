from __future__ import annotations

from typing import TYPE_CHECKING

from discord import ui
from hypothesis import given
from hypothesis import strategies as st

from bot.render.card import button, buttons, card, rule, section, text
from bot.render.fitting import MOST_COMPONENTS, Part, fit
from bot.render.practices import AddPractice

if TYPE_CHECKING:
    from bot.render.card import Block

PRESS = AddPractice()


def part(worth: int, size: int) -> Part:
    return Part(worth, [text(f"{worth}") for _ in range(size)])


def components(*blocks: Block) -> int:
    size, _ = Part(0, blocks, ruled=False).measure()
    return size


def test_a_block_counts_with_all_that_it_holds() -> None:
    assert components(text("words")) == 1
    assert components(section("words", button("On", PRESS))) == 3
    assert components(buttons(button("On", PRESS), button("Off", PRESS))) == 3
    whole = card(text("words"), rule(), section("words", button("On", PRESS)))
    assert components(*whole.children) == len(list(whole.walk_children())) == 6


def test_what_matters_least_is_left_out_and_the_order_stays() -> None:
    parts = [part(9, 10), part(1, 20), part(5, 10), part(8, 10)]
    shown = [block.content for block in fit(parts) if isinstance(block, ui.TextDisplay)]
    assert shown == ["9"] * 10 + ["5"] * 10 + ["8"] * 10


def test_a_small_part_takes_the_room_that_a_large_one_cannot() -> None:
    # 39 beside the card itself: the second part is too large, and an empty one takes no line.
    shown = fit([part(5, 36), part(4, 2), part(3, 0), part(2, 1)])
    assert components(*shown) == 39
    assert [block.content for block in shown if isinstance(block, ui.TextDisplay)][-1] == "2"


@given(st.lists(st.builds(part, st.integers(0, 9), st.integers(0, 12)), max_size=12))
def test_never_more_than_a_card_holds(parts: list[Part]) -> None:
    blocks = fit(parts)
    assert 1 + sum(map(components, blocks)) <= MOST_COMPONENTS


def test_a_text_that_is_too_long_is_left_out_as_well() -> None:
    long = Part(5, [text("x" * 3_000)])
    shown = fit([long, Part(4, [text("y" * 2_000)]), Part(3, [text("z")])])
    assert [block.content[0] for block in shown if isinstance(block, ui.TextDisplay)] == ["x", "z"]
