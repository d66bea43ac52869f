"""A community's export in words: the card that hands it over, and the papers that come along."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING, Any

from discord import ui

from bot.domain.exports import ExportUnderWay, NothingStored
from bot.render.card import WARNING, card, text
from bot.render.export_words import COLUMNS, TABLES

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import datetime

    from bot.domain.exports import Exported
    from bot.domain.ids import CommunityId
    from bot.render.card import Card

_MIB = 1024 * 1024

_README = """\
What the members of a community share with its moderators, as Whetstone stores it.

csv/ and json/ hold the same tables; dictionary.csv tells what every table and column means.
All text is UTF-8, without a byte order mark. Days are each member's own local days, times are UTC.

Who is in it
- Members who agreed to be counted, and are open, are named by their Discord id.
- Private members who agreed are in sums alone, in whole fives: what is over is left out.
- Whoever did not agree is not in it.
- Words of members come along only where they stand in public; what moderators hid does not.

In CSV files, a text that a spreadsheet would run as a formula (it begins with = + - @) has a '
before it. Ids are longer than a spreadsheet's numbers: import them as text, as they are in JSON.

This file holds what people wrote and did. Keep it no longer than you need it, and pass it on to
nobody who is not a moderator here: whoever deletes their data is still in older exports.
"""


def papers() -> Mapping[str, str]:
    """Return the texts that come along, by file name."""
    dictionary = io.StringIO(newline="")
    writer = csv.writer(dictionary)
    writer.writerow(("table", "column", "meaning", "unit"))
    for table, meaning in TABLES.items():
        writer.writerow((table, "", meaning, ""))
        writer.writerows((table, column, *each) for column, each in COLUMNS[table].items())
    return {"README.txt": _README, "dictionary.csv": dictionary.getvalue()}


def exported(found: Exported) -> Card:
    """Hand over the file, which is sent along."""
    return card(
        text(
            "### What this community shares with its moderators",
            f"{_say_rows(found)} As CSV and JSON in one ZIP, with a dictionary of all columns.",
            "Members who agreed to be counted are in it: open ones by their id, private ones in "
            "sums, in whole fives. Nobody else is.",
        ),
        ui.File(f"attachment://{found.path.name}"),
        text("-# Keep it no longer than you need it: whoever deletes their data is still in it."),
    )


def too_large(found: Exported, limit: int, community_id: CommunityId) -> Card:
    """Say how to get at a file that Discord does not take."""
    return card(
        text(
            "### The export is larger than Discord takes",
            f"It has {_say_size(found.size)}, and a file here may have {_say_size(limit)}. "
            "Whoever runs this bot can write it to a file, also while the bot runs:",
            f"```\nwhetstone export --community {community_id} --to export.zip\n```",
        ),
        accent=WARNING,
    )


def file_name(community_id: CommunityId, now: datetime) -> str:
    """Name the file that is written where no other name was given."""
    return f"whetstone-{community_id}-{now:%Y-%m-%d}.zip"


def _say_rows(found: Exported) -> str:
    logs, members = found.rows["logs"], found.rows["members"]
    return f"Open members by name: {members:,}, their logs: {logs:,}."


def _say_size(size: int) -> str:
    return f"{size / _MIB:.1f} MiB"


REFUSALS: Mapping[type[Exception], Callable[[Any], str]] = {
    ExportUnderWay: lambda _: (
        "This community is just being packed. Wait a moment for that file, or ask again after it."
    ),
    NothingStored: lambda _: (
        "Nothing is stored here yet. Once `/community setup` is done or somebody has begun with "
        "`/start`, there is something to take along."
    ),
}
