"""A world that ends badly fails its test, whatever the journey itself has looked at."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

import pytest
from discord.http import Route

from bot.delivery import MOST_A_SECOND
from bot.render.card import card, text
from storage.database import Database
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


@pytest.mark.parametrize("broken", ["bot.app.EXTENSIONS", "bot.app.Jobs"])
async def test_one_that_does_not_start_leaves_no_storage_open(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, broken: str
) -> None:
    monkeypatch.setattr(broken, ("cogs.absent",))
    with pytest.raises(Exception, match=r"cogs\.absent|not callable"):
        async with open_world(tmp_path):
            pytest.fail("it started")
    # A second one that is open on the same file would be refused.
    await (await Database.open(tmp_path / "whetstone.db")).close()


async def test_what_nobody_clicked_for_is_sent_while_the_clock_stands_still(tmp_path: Path) -> None:
    async with open_world(tmp_path) as world:
        for number in range(MOST_A_SECOND + 1):
            await world.bot.delivery.send(world.home.channel.id, card(text(str(number))))
        assert len(world.home.channel.history()) > MOST_A_SECOND
