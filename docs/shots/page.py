"""The demo's page in a browser, used as a person uses it."""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

from bot.demo.theatre import ZONE

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, Mapping
    from contextlib import AsyncExitStack

    from playwright.async_api import FilePayload, Locator, Page

    from bot.demo.theatre import Theatre

# Functions, since the page allows no other scripts.
READY = "() => window.simcordPreview && window.simcordPreview.ready"
REVISION = "() => window.simcordPreview.publishedRevision"
BLUR = "() => document.activeElement.blur()"
# A form scrolls; a picture shows all of it.
UNROLL = """() => {
    document.querySelector(".modal-dialog").style.maxHeight = "none";
    for (const each of document.querySelectorAll(".modal-body textarea")) {
        each.style.height = `${each.scrollHeight + 4}px`;
    }
    document.querySelector(".modal-body").scrollTop = 0;
}"""
PUBLISHED = """before => window.simcordPreview.ready
    && window.simcordPreview.publishedRevision > before"""


@dataclass(frozen=True, slots=True)
class Channel:
    """The demo's page, used as a person uses it."""

    page: Page
    theatre: Theatre
    shown: AsyncExitStack

    async def direct(self, name: str) -> None:
        """Turn to somebody's direct messages with the bot, away from the channel."""
        await self.shown.aclose()
        user = self.theatre.stage.actor(name).user
        env = self.theatre.env
        preview = env.preview(user.dm_channel, viewers=[user], layout="channel", timezone=ZONE)
        served = await self.shown.enter_async_context(preview)
        await self.page.goto(served.url)
        await self.page.wait_for_function(READY)

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

    async def command(self, command: str, options: Mapping[str, str]) -> None:
        """Type a command and its options, those that need not be there too, and send it.

        A value is the label of a choice, or what is typed.
        """
        await self.page.locator("#channel-composer-input").click()
        await self.page.keyboard.type(f"/{command}")
        await self.page.locator(".command-popup:not([hidden])").wait_for()
        await self.page.wait_for_timeout(300)
        await self.page.keyboard.press("Enter")
        for name, value in options.items():
            field = self.page.locator(f'.command-option-input[data-option="{name}"]')
            if await field.count():
                await field.click()
            else:
                await self.page.locator(".command-chip").click()
                await self._suggestion(name).click()
            await self.page.wait_for_timeout(300)
            if await self._suggestion(value).count():
                await self._suggestion(value).click()
            else:
                await self.page.keyboard.type(value)
        async with self._published():
            await self.page.locator("#send-message").click()

    async def attach(self, command: str, name: str, content: bytes) -> None:
        """Type a command whose only option is a file, and send it with this one."""
        await self.page.locator("#channel-composer-input").click()
        await self.page.keyboard.type(f"/{command}")
        await self.page.locator(".command-popup:not([hidden])").wait_for()
        await self.page.wait_for_timeout(300)
        await self.page.keyboard.press("Enter")
        file: FilePayload = {"name": name, "mimeType": "application/zip", "buffer": content}
        await self.page.locator(".command-file-input").set_input_files(file)
        async with self._published():
            await self.page.locator("#send-message").click()

    def _suggestion(self, label: str) -> Locator:
        label = f"^{re.escape(label)}…?$"
        return self.page.locator(".command-suggestion").filter(has_text=re.compile(label))

    async def click(self, label: str, within: str = "article") -> None:
        """Click the newest button with this label."""
        async with self._published():
            await self.page.locator(within).get_by_role("button", name=label).last.click()

    async def click_on(self, card: Locator, label: str) -> None:
        """Click the button with this label on a card."""
        async with self._published():
            await card.get_by_role("button", name=label).click()

    async def choose(self, card: Locator, criterion: str, level: int) -> None:
        """Choose a criterion's level on a card."""
        await card.get_by_role("combobox", name=criterion).click()
        async with self._published():
            option = f"{criterion}: {level} of 4"
            await self.page.get_by_role("option", name=option).click()

    async def choose_all(self, card: Locator, *options: str) -> None:
        """Choose several from the only list of a card."""
        await card.get_by_role("combobox").click()
        for option in options:
            await self.page.get_by_role("option", name=option).click()
        async with self._published():
            await self.page.get_by_role("button", name="Apply").click()

    async def fill(self, *answers: str) -> None:
        """Fill the fields of the form that is open, in their order."""
        fields = self.page.locator("#modal-root .modal-input")
        for number, words in enumerate(answers):
            await fields.nth(number).fill(words)
        await self.page.evaluate(BLUR)
        await self.page.evaluate(UNROLL)

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


Scene: TypeAlias = Callable[[Channel], Awaitable["Locator | None"]]
