"""Days in words."""

from __future__ import annotations

from datetime import date, timedelta

WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def say_day(day: date, today: date) -> str:
    """Say a day as seen from today: "today", "tomorrow", "Mon 24 Nov", "Mon 24 Nov 2025"."""
    near = {0: "today", 1: "tomorrow", -1: "yesterday"}.get((day - today) // timedelta(days=1))
    if near:
        return near
    words = f"{WEEKDAYS[day.weekday()]} {day.day} {MONTHS[day.month - 1]}"
    return words if day.year == today.year else f"{words} {day.year}"
