"""Pictures are drawn once, one at a time, and remembered within bounds."""

from __future__ import annotations

import asyncio
import logging
from typing import TYPE_CHECKING, Any

import pytest

from bot.domain.pictures import PictureFailed, WorkFailed
from bot.pictures.painting import paint
from bot.render.card import card
from bot.render.pictures import FILE_NAME, LONGEST_ALT
from bot.services.container import Services
from bot.services.pictures import Pictures
from bot.views.pictures import drawn
from tests.support.callers import ANNA, BEN, act
from tests.support.pictures import picture

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.domain.pictures import Picture
    from storage.database import Database
    from tests.support.clock import FakeClock


class Painter:
    """Draws nothing, and remembers what it was asked for."""

    def __init__(self, *, size: int = 10, trouble: Exception | None = None) -> None:
        self.asked: list[str] = []
        self._size = size
        self._trouble = trouble
        self._is_busy = False

    async def __call__(self, function: Callable[..., Any], /, *args: Any) -> Any:
        assert function is paint
        assert not self._is_busy, "one at a time"
        self._is_busy = True
        await asyncio.sleep(0)
        self._is_busy = False
        self.asked.append(args[0].title)
        if self._trouble:
            raise self._trouble
        return args[0].title.encode().ljust(self._size)


def titled(title: str) -> Picture:
    return picture(title=title)


async def test_an_equal_picture_is_drawn_once() -> None:
    painter = Painter()
    pictures = Pictures(painter)
    both = await asyncio.gather(pictures.png(titled("a")), pictures.png(titled("a")))
    assert both == [b"a         "] * 2
    assert await pictures.png(titled("b")) == b"b         "
    assert await pictures.png(titled("a")) == b"a         "
    assert painter.asked == ["a", "b"]


async def test_the_one_that_was_not_asked_for_longest_is_forgotten_first() -> None:
    painter = Painter()
    pictures = Pictures(painter, most_bytes=29)
    for title in ("a", "b", "a", "c", "a", "b"):
        await pictures.png(titled(title))
    assert painter.asked == ["a", "b", "c", "b"]


async def test_the_pictures_of_somebodys_days_are_dropped_with_their_data() -> None:
    painter = Painter()
    pictures = Pictures(painter)
    for owner in (ANNA, BEN, ANNA):
        await pictures.png(titled("theirs"), owner)
        await pictures.png(titled(f"of {owner}"), owner)
    await pictures.png(titled("nobody's"))
    pictures.forget(ANNA)
    painter.asked.clear()
    for title in ("theirs", f"of {ANNA}", f"of {BEN}", "nobody's"):
        await pictures.png(titled(title))
    assert painter.asked == ["theirs", f"of {ANNA}"]


async def test_a_picture_under_way_is_not_kept_when_its_owner_goes() -> None:
    painter = Painter()
    pictures = Pictures(painter)
    drawing = [asyncio.create_task(pictures.png(titled(each), ANNA)) for each in "ab"]
    await asyncio.sleep(0)
    pictures.forget(ANNA)
    assert all(await asyncio.gather(*drawing))
    await pictures.png(titled("a"))
    assert painter.asked == ["a", "b", "a"]


async def test_deleting_my_data_drops_my_pictures(db: Database, clock: FakeClock) -> None:
    painter = Painter()
    services = Services(db, clock, painter)
    await services.pictures.png(titled("a"), ANNA)
    await services.privacy.erase(act(), everywhere=False)
    await services.pictures.png(titled("a"), ANNA)
    assert painter.asked == ["a", "a"]


async def test_one_larger_than_the_memory_is_not_kept() -> None:
    painter = Painter(size=100)
    pictures = Pictures(painter, most_bytes=50)
    assert len(await pictures.png(titled("a"))) == 100
    await pictures.png(titled("a"))
    assert painter.asked == ["a", "a"]


@pytest.mark.parametrize("trouble", [WorkFailed(), ValueError("of matplotlib")])
async def test_whatever_goes_wrong_is_a_refusal_and_in_the_log(
    trouble: Exception, caplog: pytest.LogCaptureFixture
) -> None:
    painter = Painter(trouble=trouble)
    pictures = Pictures(painter)
    for _ in range(2):
        with caplog.at_level(logging.ERROR), pytest.raises(PictureFailed):
            await pictures.png(titled("a"))
    assert painter.asked == ["a", "a"]
    assert [record.exc_info[1] for record in caplog.records if record.exc_info] == [trouble] * 2


async def test_a_card_shows_the_picture_with_its_words(db: Database, clock: FakeClock) -> None:
    described = titled("a" * 2000)
    block, (file,) = await drawn(Services(db, clock, Painter()), described)
    (container,) = card(block).to_components()
    (item,) = container["components"][0]["items"]
    assert item["media"]["url"] == f"attachment://{FILE_NAME}"
    assert item["description"] == described.alt
    assert len(described.alt) <= LONGEST_ALT
    assert file.filename == FILE_NAME
    assert file.fp.read() == b"a" * 2000


async def test_a_card_does_without_a_picture_that_cannot_be_drawn(
    db: Database, clock: FakeClock
) -> None:
    services = Services(db, clock, Painter(trouble=WorkFailed()))
    block, files = await drawn(services, titled("a"))
    (container,) = card(block).to_components()
    assert "could not be drawn" in container["components"][0]["content"]
    assert files == []


async def test_without_a_worker_a_thread_draws(db: Database, clock: FakeClock) -> None:
    content = await Services(db, clock).pictures.png(picture())
    assert content.startswith(b"\x89PNG")
