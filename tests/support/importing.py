"""Files that members bring in, for tests."""

from __future__ import annotations

import io
import zipfile
from datetime import date, timedelta
from typing import TYPE_CHECKING

from tests.support.callers import ANNA, act

if TYPE_CHECKING:
    from bot.domain.imports import DryRun
    from bot.domain.practices import Practice
    from bot.domain.summaries import Summary
    from bot.services.container import Services
    from storage.database import Database

HEAD = "day,practice,amount,unit,minimum,days,note,backfilled\n"

HABITS = (
    "Position,Name,Type,Question,Description,FrequencyNumerator,FrequencyDenominator,Color,Unit,"
    "Target Type,Target Value,Archived?\n"
    "001,Meditate,YES_NO,Did you?,,1,1,#FF8F00,,,,false\n"
    "002,Run,NUMERICAL,How far?,,3,7,#AFB42B,km,AT_LEAST,5.0,false\n"
    "003,Smoking,NUMERICAL,How many?,,1,1,#AFB42B,cigarettes,AT_MOST,5.0,false\n"
    "004,Read,YES_NO,,,1,2,#AFB42B,,,,true\n"
)
MEDITATE = (
    "Date,Value,Notes\n2026-11-17,YES_MANUAL,calm\n2026-11-16,SKIP,\n2026-11-15,SKIP,\n"
    "2026-11-14,NO,\n2026-11-13,YES_AUTO,\n2026-11-12,YES_MANUAL,\n2026-11-11,UNKNOWN,\n"
)
RUN = "Date,Value,Notes\n2026-11-17,5200,\n2026-11-15,NO,\n2026-11-14,10000,windy\n"


def zipped(files: dict[str, str | bytes]) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return packed.getvalue()


def loop(**more: str | bytes) -> bytes:
    """What Loop Habit Tracker exports."""
    files: dict[str, str | bytes] = {
        "Habits.csv": HABITS,
        "001 Meditate/Scores.csv": "Date,Score\n2026-11-17,0.0519\n",
        "001 Meditate/Checkmarks.csv": MEDITATE,
        "002 Run/Checkmarks.csv": RUN,
        "003 Smoking/Checkmarks.csv": "Date,Value,Notes\n2026-11-17,3000,\n",
        "004 Read/Checkmarks.csv": "Date,Value,Notes\n2026-11-10,YES_MANUAL,\n",
        "Scores.csv": "Date,Meditate,\n",
    }
    return zipped({**files, **more})


def table(rows: int, first: date = date(2020, 1, 1), *, practice: str = "Guitar") -> bytes:
    """A table in our own form, of one log a day."""
    lines = ["day,practice,amount,unit,minimum,days"]
    for number in range(rows):
        day = first + timedelta(days=number % 2000)
        lines.append(f"{day},{practice} {number // 2000},{20 + number % 7},min,20,every day")
    return "\n".join(lines).encode()


async def silent(_done: int, _total: int, /) -> None:
    pass


async def bring_in(services: Services, content: bytes, name: str = "logs.csv") -> DryRun:
    waiting = await services.imports.begin(act(), content, name)
    return await services.imports.bring_in(act(), waiting.import_id, silent)


async def practices(services: Services) -> dict[str, Practice]:
    return {each.name: each for each in await services.practices.of(act())}


async def numbers(services: Services) -> list[Summary]:
    shown = await services.streaks.show(act(), ANNA)
    return [each.summary for each in shown.practices]


async def count(db: Database, sql: str) -> int:
    async with db.reading() as conn:
        row = await conn.fetch_one(sql)
        assert row
        return row[0]


async def left(db: Database) -> tuple[int, int]:
    return (
        await count(db, "SELECT COUNT(*) FROM imports"),
        await count(db, "SELECT COUNT(*) FROM import_rows"),
    )


async def logs(db: Database) -> int:
    return await count(db, "SELECT COUNT(*) FROM logs")
