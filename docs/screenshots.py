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
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

from playwright.async_api import async_playwright

from bot.demo.theatre import opened

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, Awaitable, Callable

    from playwright.async_api import Browser, FloatRect, Locator, Page

IMAGES = Path(__file__).parent / "images"
# A Thursday evening where most members live.
NOW = datetime(2026, 11, 19, 17, 40, tzinfo=UTC)
DESKTOP, PHONE = 900, 390
WHOLE = {"width": 1000, "height": 1050}
# Tall, so that a long card fits: each picture is cut to what it shows.
HEIGHT = 1600
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
# Functions, since the page allows no other scripts.
READY = "() => window.simcordPreview && window.simcordPreview.ready"
REVISION = "() => window.simcordPreview.publishedRevision"
BLUR = "() => document.activeElement.blur()"
PUBLISHED = """before => window.simcordPreview.ready
    && window.simcordPreview.publishedRevision > before"""


@dataclass(frozen=True, slots=True)
class Channel:
    """The demo's page, used as a person uses it."""

    page: Page

    async def become(self, name: str) -> None:
        """Look over somebody's shoulder."""
        async with self._published():
            await self.page.locator("#viewer-picker").select_option(label=name)

    async def type(self, command: str, value: str = "") -> None:
        """Type a command, the value of its first option, and send it."""
        keyboard = self.page.keyboard
        await self.page.locator("#channel-composer-input").click()
        await keyboard.type(f"/{command}")
        await self.page.locator(".command-popup:not([hidden])").wait_for()
        await self.page.wait_for_timeout(300)
        await keyboard.press("Enter")
        await self.page.wait_for_timeout(300)
        await keyboard.type(value)
        async with self._published():
            await self.page.locator("#send-message").click()

    async def click(self, label: str, within: str = "article") -> None:
        """Click the newest button with this label."""
        async with self._published():
            await self.page.locator(within).get_by_role("button", name=label).last.click()

    async def fill(self, *answers: str) -> None:
        """Fill the fields of the form that is open, in their order."""
        fields = self.page.locator("#modal-root .modal-input")
        for number, words in enumerate(answers):
            await fields.nth(number).fill(words)
        await self.page.evaluate(BLUR)
        await self.page.evaluate("() => { document.querySelector('.modal-body').scrollTop = 0; }")

    async def submit(self) -> None:
        """Send the form."""
        await self.click("Submit", within="#modal-root")

    def card(self, *words: str) -> Locator:
        """Find the newest message with these words."""
        found = self.page.locator("article.channel-message")
        for each in words:
            found = found.filter(has_text=each)
        return found.last

    @property
    def form(self) -> Locator:
        """The form that is open."""
        return self.page.locator("#modal-root .modal-dialog")

    @asynccontextmanager
    async def _published(self) -> AsyncGenerator[None]:
        """Wait until the page shows what came of an act."""
        before = await self.page.evaluate(REVISION)
        yield
        await self.page.wait_for_function(PUBLISHED, arg=before)
        await self.page.wait_for_timeout(300)


Scene: TypeAlias = "Callable[[Channel], Awaitable[Locator | None]]"


async def demo(channel: Channel) -> None:
    """Show the channel as it stands when the demo begins."""
    await channel.page.wait_for_timeout(100)


async def panel(channel: Channel) -> Locator:
    """Show the start-here panel."""
    return channel.card("Start here")


async def begin(channel: Channel) -> Locator:
    """Show the first step of somebody new."""
    await channel.become("Kim")
    await channel.click("Start")
    await channel.click("Begin with one practice")
    await channel.fill("Chess", "10 min")
    return channel.form


async def begun(channel: Channel) -> Locator:
    """Show what follows on the first step."""
    await begin(channel)
    await channel.submit()
    return channel.card("Chess")


async def log(channel: Channel) -> Locator:
    """Show a log card that others have cheered."""
    return channel.card("Ravi", "Public speaking", "comeback")


async def today(channel: Channel) -> Locator:
    """Show the day."""
    await channel.type("today")
    return channel.card("Today,")


async def streak(channel: Channel) -> Locator:
    """Show one's own numbers."""
    await channel.type("streak show")
    return channel.card("Your numbers")


async def audit(channel: Channel) -> Locator:
    """Show the days behind a number."""
    await channel.type("streak show")
    await channel.click("Why?")
    return channel.card("a streak of")


async def look_back(channel: Channel) -> Locator:
    """Show what there is to look back at."""
    await channel.become("Lena")
    await channel.type("reflect")
    return channel.card("Looking back")


async def reflect(channel: Channel) -> Locator:
    """Show the weekly form, filled in."""
    await look_back(channel)
    await channel.click("Write my reflection")
    await channel.fill(
        "I said the invariant aloud before I typed, four times out of five.",
        "Library, phone in the bag, one problem chosen the evening before.",
        "Write the invariant down before the first line.",
        "No rewrite from scratch",
    )
    return channel.form


async def reflected(channel: Channel) -> Locator:
    """Show what came of it."""
    await reflect(channel)
    await channel.submit()
    return channel.card("Your reflection")


async def weekly_post(channel: Channel) -> Locator:
    """Show the community's week."""
    await channel.type("demo weekly-post")
    return channel.card("Week 47 together")


async def prompt(channel: Channel) -> Locator:
    """Show the invitation to look back."""
    await channel.type("demo weekly-post")
    return channel.card("Time to look back on week 47")


async def set_up(channel: Channel) -> Locator:
    """Show the community's settings, as a moderator sees them."""
    await channel.type("community settings")
    return channel.card("Settings of this community")


async def week(channel: Channel) -> Locator:
    """Show this week's posts, as a moderator sees them."""
    await channel.type("community week")
    return channel.card("The posts of week 47")


SCENES: dict[str, Scene] = {
    scene.__name__.replace("_", "-"): scene
    for scene in (
        demo,
        panel,
        begin,
        begun,
        log,
        today,
        streak,
        audit,
        reflect,
        reflected,
        weekly_post,
        prompt,
        set_up,
        week,
    )
}
ON_PHONES = ("log", "today", "audit", "weekly-post")


async def take(browser: Browser, name: str, width: int) -> None:
    """Play one scene in a fresh demo, and keep a picture of what it leads to."""
    with tempfile.TemporaryDirectory() as folder:
        async with opened(Path(folder) / "demo.db", NOW) as theatre, theatre.page(None) as served:
            page = await browser.new_page(
                viewport={"width": width, "height": HEIGHT}, reduced_motion="reduce"
            )
            await page.goto(served.url)
            await page.wait_for_function(READY)
            if width > PHONE:
                await page.locator("#messages-toggle").click()
            shown = await SCENES[name](Channel(page))
            await page.mouse.move(0, 0)
            await page.evaluate(BLUR)
            suffix = "-phone" if width == PHONE else ""
            path = IMAGES / f"{name}{suffix}.png"
            if shown is None:
                await page.set_viewport_size(WHOLE)
                await page.wait_for_timeout(500)
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
            await take(browser, name, DESKTOP)
            if name in ON_PHONES:
                await take(browser, name, PHONE)
        await browser.close()


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1:]))
