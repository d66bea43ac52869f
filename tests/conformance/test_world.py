"""A world that ends badly fails its test, whatever the journey itself has looked at."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

import pytest
from discord.http import Route

from tests.support.openapi import ABSENT, document
from tests.support.world import open_world

if TYPE_CHECKING:
    from pathlib import Path


async def test_something_unforeseen_fails_it(tmp_path: Path) -> None:
    with pytest.raises(AssertionError, match="incident 123"):
        async with open_world(tmp_path):
            logging.getLogger("bot.views.answers").error("incident %d", 123)


async def test_what_was_looked_at_does_not_fail_it(tmp_path: Path) -> None:
    async with open_world(tmp_path) as world:
        logging.getLogger("bot.views.answers").error("incident %d", 123)
        assert world.incidents() == ["bot.views.answers: incident 123"]


async def test_a_body_that_discord_refuses_fails_it(tmp_path: Path) -> None:
    if document() is None:
        pytest.skip(ABSENT)
    with pytest.raises(AssertionError, match=r"POST /channels/\d+/messages: \$\.nonce"):
        async with open_world(tmp_path) as world:
            post = Route(
                "POST", "/channels/{channel_id}/messages", channel_id=world.home.channel.id
            )
            await world.bot.http.request(post, json={"content": "x", "nonce": "n" * 26})
