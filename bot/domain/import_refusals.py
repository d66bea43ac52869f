"""Why a file cannot be brought in, or taken out."""

from dataclasses import dataclass

from bot.domain.errors import Refusal


@dataclass(eq=False)
class FileTooBig(Refusal):
    """The file has more than `largest_mib` MiB."""

    largest_mib: int


class FileEmpty(Refusal):
    """Nothing stands in the file."""


class FileNotHandedOver(Refusal):
    """Discord did not hand the file over."""


class NotATable(Refusal):
    """The file is neither a table in text nor a ZIP."""


@dataclass(eq=False)
class NoDays(Refusal):
    """No column of the table holds days; `header` is its first line."""

    header: tuple[str, ...]


@dataclass(eq=False)
class DoubtfulDays(Refusal):
    """Days such as `example` can be read in two ways, and nothing tells which."""

    example: str


class BadZip(Refusal):
    """The ZIP cannot be read."""


class NotLoop(Refusal):
    """The ZIP holds nothing that Loop Habit Tracker exports."""


@dataclass(eq=False)
class ZipTooBig(Refusal):
    """Unpacked it has more than `largest_mib` MiB."""

    largest_mib: int


class UnevenTable(Refusal):
    """Rows have fewer cells than the first line: a name in it holds a comma."""


@dataclass(eq=False)
class TooManyRows(Refusal):
    """The file has more than `most` rows."""

    most: int


class ImportGone(Refusal):
    """The file waits no longer: it is in, was put away, or its hour is over."""


class ImportUnderWay(Refusal):
    """The file is just being brought in."""


class ImportStale(Refusal):
    """Something of the practices changed while the file was being brought in."""


class NothingToImport(Refusal):
    """Nothing of the file would be new."""


class NothingToExport(Refusal):
    """There is no practice yet."""


@dataclass(eq=False)
class ExportTooBig(Refusal):
    """The exported file is larger than Discord takes here."""

    largest_mib: int
