"""What an import does, for the command line: plain text, a line for each practice and row."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain.amounts import Standard
from bot.render.amounts import plain_standard
from bot.render.imports import WHY
from bot.render.text import count

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.domain.imports import DryRun


def report(found: DryRun, *, is_in: bool) -> str:
    """Say what an import did, or would do."""
    return "\n".join(_lines(found, is_in=is_in))


def _lines(found: DryRun, *, is_in: bool) -> Iterator[str]:
    for each in found.practices:
        minimum = plain_standard(Standard(each.minimum, each.unit))
        kind = "new" if each.is_new else "known"
        rest = f", {count(each.rest_days, 'day')} of rest" if each.rest_days else ""
        archived = ", archived" if each.archived else ""
        yield f"{each.name} ({kind}, {minimum}): {count(each.logs, 'new log')}{rest}{archived}"
    yield f"there already: {count(found.there, 'row')}"
    for skipped in found.skipped:
        yield f"left out, line {skipped.line}: {WHY[skipped.why]} ({skipped.text})"
    more = sum(times for _, times in found.reasons) - len(found.skipped)
    if more:
        yield f"left out beside these: {count(more, 'row')}"
    yield "It is in." if is_in else "Nothing was changed; to bring it in, add --apply."
