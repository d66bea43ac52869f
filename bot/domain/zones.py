"""Time zones: the one that somebody means, and what to ask back where it is not clear."""

import difflib
import re
import unicodedata
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cache
from importlib import resources
from zoneinfo import ZoneInfo, available_timezones

from bot.domain.errors import Refusal
from bot.domain.zone_words import ASKED, LARGE_CITIES

NEAREST_ZONES = 5
LONGEST_ZONE = 60
# "Australia/West", "US/Samoa", "Mexico/General": their last words are no cities.
REGIONS = ("Brazil/", "Canada/", "Chile/", "Mexico/", "US/")
# A winter and a summer: a typed offset is that of either.
SEASONS = (datetime(2026, 1, 15, tzinfo=UTC), datetime(2026, 7, 15, tzinfo=UTC))

_OFFSET = re.compile(r"(?:utc|gmt)?\s?([+\-\u2212])\s?(\d{1,2})(?::?([0-5]\d)|\.(5))?", re.ASCII)
_TIME = re.compile(r" (?:standard |daylight |summer )?time(?: zone)?$")


@dataclass(eq=False)
class UnknownZone(Refusal):
    """The text is no zone, or none alone; `nearest` are at most five it may mean, best first."""

    text: str
    nearest: tuple[str, ...]


def find_zone(text: str) -> str:
    """Give the zone's exact key for "europe/berlin", "Europe/New York" or a city alone ("berlin").

    Abbreviations, offsets, countries and names of several places are asked back, for they leave
    summer time or the place open. Raises UnknownZone.
    """
    wanted = _words(text)
    if wanted in _keys():
        return _keys()[wanted]
    if wanted not in ASKED and wanted in _cities():
        return _cities()[wanted]
    nearest = _listed(wanted) or _similar(wanted)
    raise UnknownZone(text, nearest[:NEAREST_ZONES])


@cache
def zones() -> tuple[str, ...]:
    """Give the keys of all zones that stand for a place, in alphabetical order, and UTC."""
    places = (zone for zone in available_timezones() if "/" in zone and not zone.startswith("Etc/"))
    return ("UTC", *sorted(places))


def zones_of(text: str) -> tuple[str, ...]:
    """Give the zones of a country, an abbreviation or an offset, best first; () for other texts."""
    return _listed(_words(text))


def similar_zones(text: str) -> tuple[str, ...]:
    """Give the zones whose names are nearly what was typed, best first."""
    return _similar(_words(text))


def _words(text: str) -> str:
    return _TIME.sub("", _plain(text[:LONGEST_ZONE]))


def _listed(wanted: str) -> tuple[str, ...]:
    if wanted in ASKED:
        return ASKED[wanted]
    country = wanted.removeprefix("the ")
    if country in _countries():
        return _countries()[country]
    if found := _OFFSET.fullmatch(wanted):
        return _with_offset(*found.groups())
    return ()


def _with_offset(sign: str, hours: str, minutes: str | None, half: str | None) -> tuple[str, ...]:
    """Give large cities with the offset, those first that have it in winter or all year."""
    size = timedelta(hours=int(hours), minutes=30 if half else int(minutes or 0))
    offset = size if sign == "+" else -size
    having: dict[str, None] = {}
    for number in range(len(SEASONS)):
        for zone in LARGE_CITIES:
            offsets = sorted(
                season.astimezone(ZoneInfo(zone)).utcoffset() or timedelta() for season in SEASONS
            )
            if offsets[number] == offset:
                having.setdefault(zone)
    return tuple(having)


def _similar(wanted: str) -> tuple[str, ...]:
    # Three letters are like too many names: "uk" is no slip of "Truk"; "east" is none of "Easter".
    if len(wanted) <= 3 or wanted in ASKED:  # noqa: PLR2004
        return ()
    cutoff = 0.75 if len(wanted) <= 5 else 0.7  # noqa: PLR2004
    names = _all_names()
    close = difflib.get_close_matches(wanted, names, n=2 * NEAREST_ZONES, cutoff=cutoff)
    return tuple(dict.fromkeys(names[name] for name in close))


@cache
def _keys() -> dict[str, str]:
    return {_plain(zone): zone for zone in (*zones(), "Etc/UTC")}


@cache
def _cities() -> dict[str, str]:
    """Map the name of a city to its zone, where its area alone stands before it."""
    cities: dict[str, str] = {}
    for zone in _best_first():
        if zone.count("/") == 1 and not zone.startswith(REGIONS):
            cities.setdefault(_plain(zone.partition("/")[2]), zone)
    return cities


@cache
def _all_names() -> dict[str, str]:
    names = _keys() | _cities()
    for zone in _best_first():
        if not zone.startswith(REGIONS):
            names.setdefault(_plain(zone.rpartition("/")[2]), zone)
    return names


def _best_first() -> list[str]:
    """Give the zones, those of the table of countries before former names of theirs."""
    listed = {zone for rows in _rows().values() for zone in rows}
    return sorted(zones()[1:], key=lambda zone: (zone not in listed, len(zone), zone))


@cache
def _countries() -> dict[str, tuple[str, ...]]:
    """Map the names of countries to their zones; "Korea (South)" is "south korea", too."""
    countries: dict[str, tuple[str, ...]] = {}
    for code, country in _table("iso3166.tab"):
        name, _, more = _plain(country).rstrip(")").partition(" (")
        for each in {name, more, f"{more} {name}"} - {"", f" {name}"}:
            countries[each] = (*countries.get(each, ()), *_rows().get(code, ()))
    return countries


@cache
def _rows() -> dict[str, tuple[str, ...]]:
    """Map the codes of countries to their zones."""
    rows: dict[str, tuple[str, ...]] = {}
    for code, _, zone, *_ in _table("zone.tab"):
        rows[code] = (*rows.get(code, ()), zone)
    return rows


def _table(name: str) -> list[list[str]]:
    """Read one of the tables that come with the zones; they are separated by tabs."""
    text = resources.files("tzdata").joinpath("zoneinfo", name).read_text("utf-8")
    return [line.split("\t") for line in text.splitlines() if not line.startswith("#")]


def _plain(text: str) -> str:
    """Fold case, accents, underscores and spaces away: "São_Paulo" and "sao paulo" are one."""
    letters = unicodedata.normalize("NFKD", text.casefold())
    bare = "".join(letter for letter in letters if not unicodedata.combining(letter))
    return " ".join(bare.replace("_", " ").replace("\u2019", "'").replace("&", "and").split())
