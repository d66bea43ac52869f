"""The card that hands an export over, and the one that says why it cannot."""

from __future__ import annotations

from pathlib import Path

from bot.domain.exports import Exported, harmless
from bot.domain.ids import CommunityId
from bot.render import exports
from tests.support.members import readable, walk

BIG = Exported(Path("whetstone-community.zip"), 19 * 1024 * 1024, {"logs": 10**6, "members": 10**4})


def said(card: exports.Card) -> str:
    return readable(list(walk(card.to_components())), "")


async def test_what_is_in_it_is_said() -> None:
    text = said(exports.exported(BIG))
    assert "Open members by name: 10,000, their logs: 1,000,000." in text
    assert "private ones in sums, in whole fives" in text


async def test_a_file_too_large_for_discord_has_another_way() -> None:
    text = said(exports.too_large(BIG, 10 * 1024 * 1024, CommunityId(77)))
    assert "It has 19.0 MiB, and a file here may have 10.0 MiB." in text
    assert "whetstone export --community 77 --to export.zip" in text


def test_only_text_is_made_harmless() -> None:
    assert [harmless(cell) for cell in (-1, -1.5, None, "a=1", "", "-1")] == [
        -1,
        -1.5,
        None,
        "a=1",
        "",
        "'-1",
    ]
