"""What members see of each other: requests, answers, ideas, and what moderators hear of."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.async_api import Locator

    from shots.page import Channel, Scene


async def request(channel: Channel) -> Locator:
    """Show a request that waits for somebody."""
    return channel.card("Two pointers", "asks for feedback")


async def queue(channel: Channel) -> Locator:
    """Show what a helper may answer."""
    await channel.become("Noor")
    await channel.type("feedback queue")
    return channel.card("What you may answer")


async def desk(channel: Channel) -> Locator:
    """Show a request that a helper took, with two levels chosen."""
    await queue(channel)
    await channel.click("Take it")
    shown = channel.card("For you to answer")
    await channel.choose(shown, "Does what it should", 4)
    await channel.choose(shown, "Can be read", 3)
    return shown


async def answer(channel: Channel) -> Locator:
    """Show an answer to whoever asked."""
    await channel.type("today")
    await channel.click("Read")
    return channel.card("An answer to")


async def mine(channel: Channel) -> Locator:
    """Show what somebody received."""
    await channel.type("feedback mine")
    return channel.card("My feedback")


async def idea(channel: Channel) -> Locator:
    """Show an idea that others tried."""
    return channel.card("One take before judging", "Take it down")


async def rubric(channel: Channel) -> Locator:
    """Show a rubric that ships."""
    await channel.type("rubric list")
    return channel.card("Rubric 1 of 4")


async def report(channel: Channel) -> Locator:
    """Show what moderators see of a report."""
    await channel.become("Samir")
    await channel.click_on(await request(channel), "Report")
    await channel.fill("The link leads to somebody else's code.")
    await channel.submit()
    await channel.become("Maya")
    await channel.type("moderate reports")
    return channel.card("Reported:")


SCENES: tuple[Scene, ...] = (request, queue, desk, answer, mine, idea, rubric, report)
ON_PHONES = (queue, answer, idea)
