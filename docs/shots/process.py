"""What members do for themselves: rest, reminders, pictures, the plan, the journal, a file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from shots.alone import audit
from shots.files import a_year

if TYPE_CHECKING:
    from playwright.async_api import Locator

    from shots.page import Channel, Scene


async def rest(channel: Channel) -> Locator:
    """Show a rest that is planned, and what skipping tomorrow would do."""
    await channel.become("Elif")
    await channel.type("rest show")
    return channel.card("Skip tomorrow?")


async def pause(channel: Channel) -> Locator:
    """Show a pause."""
    await channel.type("pause")
    return channel.card("End the pause")


async def take_ten(channel: Channel) -> Locator:
    """Show the ten minutes after a setback."""
    await channel.become("Ravi")
    what = "The talk fell apart after the second slide."
    lesson = "Say the first minute aloud that morning."
    await channel.command("journal setback", {"what": what, "lesson": lesson})
    await channel.click("Take ten")
    return channel.card("Start now")


async def reminders(channel: Channel) -> Locator:
    """Show one's own reminders."""
    await channel.become("Noor")
    await channel.type("remind list")
    return channel.card("Your reminders")


async def reminder(channel: Channel) -> Locator:
    """Show a reminder as it arrives."""
    for _ in range(2):
        await channel.type("demo next-hour")
    await channel.direct("Noor")
    return channel.card("Snooze")


async def dry_run(channel: Channel) -> Locator:
    """Show what a file would do."""
    await channel.become("Kim")
    await channel.attach("practice import", "Loop Habits CSV.zip", a_year())
    return channel.card("Never mind")


async def brought_in(channel: Channel) -> Locator:
    """Show that it is in."""
    await dry_run(channel)
    await channel.click("Import")
    shown = channel.card("It is in")
    await shown.wait_for()
    return shown


async def year(channel: Channel) -> Locator:
    """Show a year as a picture."""
    await brought_in(channel)
    await channel.command("progress", {"practice": "Piano"})
    return channel.card("Piano: ")


async def weeks(channel: Channel) -> Locator:
    """Show twelve weeks as a picture."""
    shown = await year(channel)
    await channel.click_on(shown, "12 weeks")
    return channel.card("Piano: 12 weeks")


async def whole_way(channel: Channel) -> Locator:
    """Show everything since the first log, with a setback."""
    await brought_in(channel)
    what, lesson = "Stiff hands, a whole week.", "Warm up, even when in a hurry."
    await channel.command("journal setback", {"what": what, "lesson": lesson})
    await channel.command("progress", {"practice": "Piano", "period": "all"})
    return channel.card("Piano: ")


async def verdicts(channel: Channel) -> Locator:
    """Show the audit as a picture."""
    await audit(channel)
    await channel.click("As a picture")
    return channel.card("every day's verdict")


async def plan(channel: Channel) -> Locator:
    """Show a plan in its last week."""
    await channel.become("Maya")
    await channel.type("plan show")
    return channel.card("30 days with")


async def plan_report(channel: Channel) -> Locator:
    """Show what a plan came to."""
    await channel.become("Tomás")
    await channel.type("plan show")
    return channel.card("came to")


async def journal(channel: Channel) -> Locator:
    """Show what somebody wrote last."""
    await channel.become("Ravi")
    await channel.type("journal recent")
    return channel.card("Your journal")


async def check_in(channel: Channel) -> Locator:
    """Show a month beside the one before."""
    await channel.become("Lena")
    await channel.type("checkin")
    await channel.fill(
        "One problem before lunch, in the library.",
        "Nothing, now that Fridays are light.",
        "I explain one solution a week to somebody.",
    )
    await channel.submit()
    return channel.card("Nothing, now that")


SCENES: tuple[Scene, ...] = (
    rest,
    pause,
    take_ten,
    reminders,
    reminder,
    dry_run,
    year,
    weeks,
    whole_way,
    verdicts,
    plan,
    plan_report,
    journal,
    check_in,
)
ON_PHONES = (plan_report,)
# What is drawn has to be legible on dark and on light, where there is least room for it.
IN_BOTH_THEMES = (year, weeks, whole_way, verdicts)
