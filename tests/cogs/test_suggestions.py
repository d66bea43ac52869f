from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from bot.views.suggestions import LONGEST_LABEL, MOST_CHOICES, suggest

if TYPE_CHECKING:
    import pytest


async def pairs(*labels: str) -> list[tuple[str, str]]:
    return [(label, str(number)) for number, label in enumerate(labels)]


async def test_what_was_typed_is_found_in_any_case_and_place() -> None:
    found = await suggest(pairs("Writing", "Running", "Chess"), " RU")
    assert [(choice.name, choice.value) for choice in found] == [("Running", "1")]


async def test_no_more_is_offered_than_discord_shows() -> None:
    found = await suggest(pairs(*("x" * 200 for _ in range(30))), "")
    assert len(found) == MOST_CHOICES
    assert {len(choice.name) for choice in found} == {LONGEST_LABEL}


async def test_trouble_offers_nothing_and_is_logged(caplog: pytest.LogCaptureFixture) -> None:
    async def trouble() -> list[tuple[str, str]]:
        raise OSError

    with caplog.at_level(logging.ERROR):
        assert await suggest(trouble(), "") == []
    assert "no suggestions" in caplog.text
