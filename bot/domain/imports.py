"""Files with logs from elsewhere: what was found in one, and what bringing it in would do."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING

from pydantic import BaseModel, ConfigDict

if TYPE_CHECKING:
    from bot.domain.amounts import Standard
    from bot.domain.logs import Felt
    from bot.domain.practices import Practice
    from bot.domain.schedules import Schedule

MIB = 1024 * 1024
LARGEST_FILE_MIB = 5
LARGEST_UNPACKED_MIB = 20
MOST_ROWS = 50_000
MOST_COLUMNS = 20
MOST_TOLD = 500
"""How many skipped rows are told one by one; the others are counted."""
EARLIEST = date(2000, 1, 1)
KEPT = timedelta(hours=1)
"""How long a file waits for its author's word."""


class Source(StrEnum):
    """Who wrote the file."""

    OWN = "own"
    LOOP = "loop"
    OTHER = "other"


class Why(StrEnum):
    """Why a row is left out."""

    WRONG_DAY = "wrong_day"
    FUTURE = "future"
    TOO_OLD = "too_old"
    WRONG_AMOUNT = "wrong_amount"
    WRONG_UNIT = "wrong_unit"
    NOTHING = "nothing"
    NO_NAME = "no_name"
    ARCHIVED_THEN = "archived_then"
    LIMIT = "limit"


class DayOrder(StrEnum):
    """Which number of "03/04/2026" is the day."""

    DAY_FIRST = "dmy"
    MONTH_FIRST = "mdy"


class Skipped(BaseModel):
    """A row that is left out: its line in the file, and what stands there."""

    model_config = ConfigDict(frozen=True)

    line: int
    why: Why
    text: str = ""


@dataclass(frozen=True, slots=True)
class FoundPractice:
    """A practice as a file tells of it; a standard or schedule from each of these days on."""

    name: str
    standards: tuple[tuple[date, Standard], ...]
    schedules: tuple[tuple[date, Schedule], ...] = ()
    archived: bool = False


@dataclass(frozen=True, slots=True)
class FoundRow:
    """A row for the practice at this place of the list.

    The amount is what was ``typed``, or ``amount`` in hundredths of ``unit``, or, without either,
    the minimum.
    """

    line: int
    practice: int
    day: date
    typed: str = ""
    amount: int | None = None
    unit: str = ""
    note: str = ""
    where: str = ""
    focus: str = ""
    felt: Felt | None = None
    lesson: str = ""
    link: str = ""
    backfilled: bool = True


@dataclass(slots=True)
class Contents:
    """All that was found in a file; ``rests`` are days without a block, by practice."""

    source: Source
    practices: tuple[FoundPractice, ...] = ()
    rows: list[FoundRow] = field(default_factory=list[FoundRow])
    rests: list[tuple[int, date]] = field(default_factory=list[tuple[int, date]])
    skipped: list[Skipped] = field(default_factory=list[Skipped])


class Columns(BaseModel):
    """Which column of a table is what, counted from 0.

    Without a practice column all rows are for ``into``: a practice of the member by its id, or else
    a new one of this name.
    """

    model_config = ConfigDict(frozen=True)

    day: int
    amount: int | None = None
    practice: int | None = None
    note: int | None = None
    where: int | None = None
    into: str = ""
    order: DayOrder | None = None


class Layout(BaseModel):
    """The head of a table whose columns have to be named, and a guess at them."""

    model_config = ConfigDict(frozen=True)

    header: tuple[str, ...]
    guess: Columns


class PracticeSeen(BaseModel):
    """What would come to one practice; ``first`` and ``last`` are None where nothing would."""

    model_config = ConfigDict(frozen=True)

    name: str
    minimum: int
    unit: str
    is_new: bool
    archived: bool
    logs: int
    rest_days: int
    first: date | None
    starts_earlier: bool


class DryRun(BaseModel):
    """What bringing a file in would do; ``there`` counts rows that are logged already.

    ``left_out`` are names of the file for which there would be no practice: nothing was logged.
    """

    model_config = ConfigDict(frozen=True)

    source: Source
    practices: tuple[PracticeSeen, ...]
    there: int
    reasons: tuple[tuple[Why, int], ...]
    skipped: tuple[Skipped, ...]
    left_out: tuple[str, ...] = ()

    @property
    def logs(self) -> int:
        """How many logs would be new."""
        return sum(each.logs for each in self.practices)

    @property
    def rest_days(self) -> int:
        """How many days of rest would be new."""
        return sum(each.rest_days for each in self.practices)

    @property
    def adds(self) -> bool:
        """Whether anything would be new."""
        return bool(self.logs or self.rest_days)


class KeptImport(BaseModel):
    """What is kept of a file that waits: its name, what its columns are, what it would do.

    ``asks_order`` is a day that can be read in two ways, where the file does not tell which.
    """

    model_config = ConfigDict(frozen=True)

    file_name: str
    layout: Layout | None = None
    columns: Columns | None = None
    asks_order: str = ""
    dry_run: DryRun | None = None
    made: tuple[int, ...] = ()
    """Ids of practices that were made while its rows are placed."""


@dataclass(frozen=True, slots=True)
class Waiting:
    """A file that waits for its author's next word."""

    import_id: int
    kept: KeptImport
    practices: tuple[Practice, ...]
    """The author's own, into which its rows could go."""
    today: date
