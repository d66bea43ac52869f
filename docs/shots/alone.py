"""What members and moderators see of practices, days and weeks."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.async_api import Locator

    from shots.page import Channel, Scene


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
    await channel.click("I agree, begin")
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


async def week(channel: Channel) -> Locator:
    """Show this week's posts, as a moderator sees them."""
    await channel.type("community week")
    return channel.card("The posts of week 47")


SCENES: tuple[Scene, ...] = (
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
    week,
)
ON_PHONES = (log, today, audit, weekly_post)
