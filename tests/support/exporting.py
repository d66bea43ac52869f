"""Exports of communities, and what stands in them."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from typing import TYPE_CHECKING, Any, TypeAlias

from storage.export_files import pack, snapshot
from tests.support.callers import HERE

if TYPE_CHECKING:
    from pathlib import Path

    from bot.domain.ids import CommunityId
    from storage.database import Database
    from tests.support.clock import FakeClock

Tables: TypeAlias = "dict[str, list[dict[str, Any]]]"
# What `live` put into the tables, made such that moderators may have it.
STANDING = (
    "UPDATE log_cards SET hidden_by = NULL WHERE community_id = 1",
    "UPDATE requests SET anonymous = 0 WHERE community_id = 1",
    "UPDATE examples SET state = 'shown' WHERE community_id = 1",
    "UPDATE ideas SET leaves_at = NULL WHERE community_id = 1",
)


def export(
    db: Database, clock: FakeClock, folder: Path, community_id: CommunityId = HERE
) -> Tables:
    """Pack a community and return what JSON says, which CSV must say too."""
    with snapshot(db.path, community_id, clock.now()) as found:
        packed = pack(found, folder / "export.zip", {"README.txt": "Read me"})
    return unpack(packed.path)


def unpack(path: Path) -> Tables:
    """Read an export."""
    with zipfile.ZipFile(path) as packed:
        names = [name for name in packed.namelist() if name.startswith("json/")]
        tables = {name[5:-5]: json.loads(packed.read(name)) for name in names}
        for name, rows in tables.items():
            found = csv.reader(io.StringIO(packed.read(f"csv/{name}.csv").decode()))
            columns = next(found)
            assert [dict(zip(columns, row, strict=True)) for row in found] == [
                {column: _cell(value) for column, value in row.items()} for row in rows
            ]
    return tables


async def change(db: Database, *statements: str, **values: int | str) -> None:
    """Change rows behind the services' back."""
    async with db.transaction() as tx:
        for sql in statements:
            await tx.execute(sql, values)


def _cell(value: Any) -> str:
    text = "" if value is None else str(value)
    return f"'{text}" if text.startswith(tuple("=+-@\t\r\n\uff0b\uff0d\uff1d\uff20")) else text
