"""Days ahead, as people type them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bot.domain.days import DAY, WEEKDAY_NAMES, parse_day

if TYPE_CHECKING:
    from datetime import date

_AHEAD = re.compile(r"in (\d{1,3}) (day|week)s?", re.ASCII)
_NEXT = "next "


def parse_coming_day(text: str, today: date) -> date:
    """Read "2026-12-24", "tomorrow", "in 10 days", "friday" (today included) or "next friday".

    Past days are read as well, where they are typed as such. Raises UnknownDay.
    """
    words = " ".join(text.casefold().split()).removesuffix(".")
    if words == "tomorrow":
        return today + DAY
    if found := _AHEAD.fullmatch(words):
        return today + DAY * int(found[1]) * (7 if found[2] == "week" else 1)
    name = words.removeprefix(_NEXT)
    is_weekday = len(name) > 2 and any(day.startswith(name) for day in WEEKDAY_NAMES)  # noqa: PLR2004 - "t" could be two days
    if not is_weekday:
        return parse_day(text, today)
    # A weekday is read as the latest one; here the coming one is meant.
    latest = parse_day(name, today)
    is_past = latest < today or words != name
    return latest + 7 * DAY if is_past else latest
