"""A file to bring in: a year as Loop Habit Tracker exports it, always the same."""

from __future__ import annotations

import io
import zipfile
from datetime import date, timedelta
from random import Random

LAST = date(2026, 11, 18)
DAYS = 366
DAYS_OF_A_WEEK = 7
# Ill in spring, away in summer.
RESTS = (range(105, 112), range(240, 261))
HABITS = (
    "Position,Name,Type,Question,Description,FrequencyNumerator,FrequencyDenominator,Color,Unit,"
    "Target Type,Target Value,Archived?\n"
    "001,Piano,NUMERICAL,How long?,,1,1,#AFB42B,min,AT_LEAST,20.0,false\n"
    "002,Meditate,YES_NO,Did you?,,1,1,#FF8F00,,,,false\n"
    "003,Coffee,NUMERICAL,How many?,,1,1,#8D6E63,cups,AT_MOST,2.0,false\n"
)
HEAD = "Date,Value,Notes\n"


def a_year() -> bytes:
    """Give a year of piano, meditation and coffee."""
    chance = Random(7)  # noqa: S311 - so that the picture is always the same
    days = [LAST - timedelta(days=DAYS - 1 - number) for number in range(DAYS)]
    piano = [f"{day},{_piano(number, chance)},\n" for number, day in enumerate(days)]
    calm = [f"{day},{_meditated(number, chance)},\n" for number, day in enumerate(days[-90:])]
    cups = [f"{day},{1000 * chance.randint(1, 3)},\n" for day in days[-14:]]
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("Habits.csv", HABITS)
        for name, rows in (("001 Piano", piano), ("002 Meditate", calm), ("003 Coffee", cups)):
            archive.writestr(f"{name}/Checkmarks.csv", HEAD + "".join(rows))
    return packed.getvalue()


def _piano(number: int, chance: Random) -> str:
    """Give thousandths of minutes: a slow growth with misses, two rests, and a good last week."""
    if any(number in rest for rest in RESTS):
        return "SKIP"
    usual = 20 + number // 24
    minutes = chance.choice((0, usual // 2, *[usual] * 8, *[usual + 5] * 5, 2 * usual, 2 * usual))
    if number >= DAYS - DAYS_OF_A_WEEK:
        minutes = max(minutes, usual)
    return str(1000 * minutes) if minutes else "NO"


def _meditated(number: int, chance: Random) -> str:
    return "NO" if chance.randrange(5) == 0 or number % 30 == 0 else "YES_MANUAL"
