"""What moderators set up and look at: challenges, meetings, and how the community is doing."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.async_api import Locator

    from shots.page import Channel, Scene


async def set_up(channel: Channel) -> Locator:
    """Show the first page of the settings: the channels."""
    await channel.become("Maya")
    await channel.type("community settings")
    return channel.card("Settings of this community")


async def set_up_people(channel: Channel) -> Locator:
    """Show the second page: times and people."""
    await set_up(channel)
    await channel.click("2 Times and people")
    return channel.card("Settings of this community")


async def set_up_posts(channel: Channel) -> Locator:
    """Show the third page: what is posted, and who changed what."""
    await set_up(channel)
    await channel.click("3 What is posted")
    return channel.card("Settings of this community")


async def norms(channel: Channel) -> Locator:
    """Show the norms as moderators see them."""
    await channel.become("Maya")
    await channel.type("community norms")
    return channel.card("How we treat each other")


async def new_challenge(channel: Channel) -> Locator:
    """Show the form of a challenge, filled by a template."""
    await channel.become("Maya")
    await channel.command("challenge create", {"template": "Transfer week"})
    await channel.fill()
    return channel.form


async def made_challenge(channel: Channel) -> Locator:
    """Show what was understood of it."""
    await new_challenge(channel)
    await channel.submit()
    return channel.card("It goes out in")


async def board(channel: Channel) -> Locator:
    """Show a challenge's board in the middle of its week."""
    return channel.card("Show-up week", "Join until")


async def joined(channel: Channel) -> Locator:
    """Show what somebody private hears who joins."""
    await made_challenge(channel)
    await channel.become("Samir")
    await channel.type("challenge join", "Transfer week")
    return channel.card("You are in")


async def progress(channel: Channel) -> Locator:
    """Show one's own progress in a challenge."""
    await channel.become("Lena")
    await channel.command("challenge show", {"challenge": "Show-up week"})
    return channel.card("You: ")


async def results(channel: Channel) -> Locator:
    """Show how a challenge went."""
    return channel.card("How “Feedback week” went")


async def themes(channel: Channel) -> Locator:
    """Show the themes that come in turn."""
    await channel.become("Maya")
    await channel.type("challenge list")
    await channel.click("Themes in turn")
    shown = channel.card("Themes in turn", "At the weekly time")
    await channel.choose_all(shown, "Show-up week", "Transfer week", "Quiet week")
    await channel.click_on(shown, "Begin")
    return channel.card("Themes in turn", "In this order")


async def health(channel: Channel) -> Locator:
    """Show how the community is doing."""
    await channel.become("Maya")
    await channel.type("community health")
    return channel.card("How we are doing")


async def meeting(channel: Channel) -> Locator:
    """Show a meeting's card."""
    return channel.card("Feedback evening", "I am here")


SCENES: tuple[Scene, ...] = (
    set_up,
    set_up_people,
    set_up_posts,
    norms,
    new_challenge,
    made_challenge,
    board,
    joined,
    progress,
    results,
    themes,
    health,
    meeting,
)
ON_PHONES = (board, results, health)
