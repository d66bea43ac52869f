# ruff: noqa: INP001 - a script that stands beside what it makes
"""Takes the pictures in docs/images from the running demo, with Debian's chromium.

`make screenshots` installs what it needs and takes all; `make screenshots PICTURES="today log"`
takes those two.
The demo's clock stands at one instant, so that only what the bot shows can change a picture.
"""

from __future__ import annotations

import asyncio
import shutil
import sys
import tempfile
from contextlib import AsyncExitStack
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from playwright.async_api import async_playwright
from shots import alone, moderating, process, together
from shots.light import LIGHT
from shots.page import BLUR, READY, Channel

from bot.demo.theatre import opened

if TYPE_CHECKING:
    from playwright.async_api import Browser, FloatRect, Locator, ViewportSize

IMAGES = Path(__file__).parent / "images"
# A Thursday evening where most members live.
NOW = datetime(2026, 11, 19, 17, 40, tzinfo=UTC)
DESKTOP, PHONE = 900, 390
WHOLE: ViewportSize = {"width": 1000, "height": 1050}
# Tall, so that a long card fits: each picture is cut to what it shows.
HEIGHT = 2400
MARGIN = 12
FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
PARTS = (alone, process, together, moderating)
SCENES = {scene.__name__.replace("_", "-"): scene for part in PARTS for scene in part.SCENES}
ON_PHONES = tuple(scene for part in PARTS for scene in part.ON_PHONES)


async def take(browser: Browser, name: str, width: int, *, light: bool = False) -> None:
    """Play one scene in a fresh demo, and keep a picture of what it leads to."""
    async with AsyncExitStack() as stack:
        folder = stack.enter_context(tempfile.TemporaryDirectory())
        theatre = await stack.enter_async_context(opened(Path(folder) / "demo.db", NOW))
        shown_now = await stack.enter_async_context(AsyncExitStack())
        served = await shown_now.enter_async_context(theatre.page(None))
        size: ViewportSize = {"width": width, "height": HEIGHT}
        page = await browser.new_page(
            viewport=WHOLE if SCENES[name] is alone.demo else size,
            reduced_motion="reduce",
            bypass_csp=light,
        )
        await page.goto(served.url)
        await page.wait_for_function(READY)
        if width > PHONE:
            await page.locator("#messages-toggle").click()
        shown = await SCENES[name](Channel(page, theatre, shown_now))
        if light:
            await page.add_style_tag(content=LIGHT)
        await page.mouse.move(0, 0)
        await page.evaluate(BLUR)
        suffix = ("-phone" if width == PHONE else "") + ("-light" if light else "")
        path = IMAGES / f"{name}{suffix}.png"
        if shown is None:
            await page.screenshot(path=path)
        else:
            await shown.scroll_into_view_if_needed()
            await page.screenshot(path=path, clip=await _frame(shown))
        await page.close()
    print(f"{path.relative_to(Path.cwd())}: {path.stat().st_size // 1024} kB")  # noqa: T201


async def _frame(shown: Locator) -> FloatRect:
    """Cut to a form, or to a message without the empty space at its right."""
    box = await shown.bounding_box()
    card = shown.locator(".component-container").first
    inner = await card.bounding_box() if await card.count() else None
    if box is None:
        raise RuntimeError("what was to be shown is not there")
    if inner is None:
        return box
    # A phone's drawer of messages throws its shadow over the left edge.
    left, right = box["x"] + MARGIN, inner["x"] + inner["width"] + MARGIN
    return {"x": left, "y": box["y"], "width": right - left, "height": box["height"]}


async def main(names: list[str]) -> None:
    """Take the named pictures, or all."""
    chromium = shutil.which("chromium")
    if chromium is None:
        sys.exit("there is no chromium here: apt-get install chromium")
    IMAGES.mkdir(exist_ok=True)
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=chromium, args=FLAGS)
        for name in names or SCENES:
            if SCENES[name] in process.IN_BOTH_THEMES:
                await take(browser, name, PHONE)
                await take(browser, name, PHONE, light=True)
                continue
            await take(browser, name, DESKTOP)
            if SCENES[name] in ON_PHONES:
                await take(browser, name, PHONE)
        await browser.close()


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1:]))
