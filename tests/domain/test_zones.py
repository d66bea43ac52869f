"""Finding the zone that somebody means, and the ones to choose from."""

from __future__ import annotations

from zoneinfo import available_timezones

import pytest

from bot.domain.zone_words import ASKED, LARGE_CITIES
from bot.domain.zones import UnknownZone, find_zone, zones

NO_PLACES = {"Factory", "localtime", "posixrules"}
BERLIN, NEW_YORK = "Europe/Berlin", "America/New_York"


def nearest(text: str) -> tuple[str, ...]:
    with pytest.raises(UnknownZone) as refused:
        find_zone(text)
    assert refused.value.text == text
    found = refused.value.nearest
    assert len(found) <= 5
    assert len(set(found)) == len(found)
    # What is offered can be typed.
    assert [find_zone(zone) for zone in found] == list(found)
    return found


def places_for(text: str) -> tuple[str, ...]:
    """Give the place that is found, or those that are offered."""
    try:
        found = (find_zone(text),)
    except UnknownZone as refused:
        found = refused.nearest
    return tuple(zone for zone in found if zone in zones())


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Europe/Berlin", BERLIN),
        ("europe/berlin", BERLIN),
        ("  berlin ", BERLIN),
        ("America/New York", NEW_YORK),
        ("new york", NEW_YORK),
        ("New_York", NEW_YORK),
        ("são paulo", "America/Sao_Paulo"),
        ("utc", "UTC"),
        ("Etc/UTC", "Etc/UTC"),
        ("US/Eastern", "US/Eastern"),
        ("indianapolis", "America/Indianapolis"),
        ("istanbul", "Europe/Istanbul"),
        ("singapore", "Asia/Singapore"),
    ],
)
def test_find_zone(text: str, expected: str) -> None:
    assert find_zone(text) == expected


@pytest.mark.parametrize(
    ("text", "near"),
    [
        ("argentina/buenos aires", "America/Argentina/Buenos_Aires"),
        ("berlim", BERLIN),
        ("Europe/Berln", BERLIN),
        ("new yrok", NEW_YORK),
        ("olso", "Europe/Oslo"),
        ("ushuaia", "America/Argentina/Ushuaia"),
    ],
)
def test_an_unknown_zone_names_the_nearest(text: str, near: str) -> None:
    assert nearest(text)[0] == near


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("EST", NEW_YORK),
        ("est5edt", NEW_YORK),
        ("Eastern time", NEW_YORK),
        ("MST", "America/Denver"),
        ("PST", "America/Los_Angeles"),
        ("Pacific Standard Time", "America/Los_Angeles"),
        ("CST", "America/Chicago"),
        ("HST", "Pacific/Honolulu"),
        ("CET", BERLIN),
        ("EET", "Europe/Athens"),
        ("WET", "Europe/Lisbon"),
        ("GMT", "Europe/London"),
        ("Zulu", "UTC"),
        ("samoa", "Pacific/Apia"),
        ("san juan", "America/Puerto_Rico"),
        ("west", "Europe/Lisbon"),
        ("hawaii", "Pacific/Honolulu"),
        ("san francisco", "America/Los_Angeles"),
        ("St. Petersburg", "Europe/Moscow"),
    ],
)
def test_an_abbreviation_or_a_word_of_many_places_is_asked_back(text: str, first: str) -> None:
    assert nearest(text)[0] == first


@pytest.mark.parametrize("text", ["east", "south", "general", "north", "act", "uk time zone"])
def test_words_without_a_place_are_never_taken_for_one(text: str) -> None:
    assert "Pacific/Truk" not in nearest(text)
    assert "Pacific/Easter" not in nearest(text)


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("india", "Asia/Kolkata"),
        ("Germany", BERLIN),
        ("UK", "Europe/London"),
        ("britain", "Europe/London"),
        ("England", "Europe/London"),
        ("japan", "Asia/Tokyo"),
        ("Poland", "Europe/Warsaw"),
        ("usa", NEW_YORK),
        ("United States", NEW_YORK),
        ("canada", "America/Toronto"),
        ("russia", "Europe/Moscow"),
        ("ukraine", "Europe/Kyiv"),
        ("australia", "Australia/Sydney"),
        ("brazil", "America/Sao_Paulo"),
        ("south korea", "Asia/Seoul"),
        ("Korea", "Asia/Seoul"),
        ("Burma", "Asia/Yangon"),
        ("the netherlands", "Europe/Amsterdam"),
        ("côte d'ivoire", "Africa/Abidjan"),
        ("bosnia and herzegovina", "Europe/Sarajevo"),
        ("türkiye", "Europe/Istanbul"),
    ],
)
def test_a_country_names_its_zones(text: str, first: str) -> None:
    assert nearest(text)[0] == first


@pytest.mark.parametrize(
    ("text", "among"),
    [
        ("GMT+2", "Europe/Athens"),
        ("UTC+2", "Africa/Cairo"),
        ("utc+02:00", "Europe/Athens"),
        ("+0200", "Europe/Athens"),
        ("UTC+1", BERLIN),
        ("UTC-5", NEW_YORK),
        ("UTC \u22128", "America/Los_Angeles"),
        ("utc+5:30", "Asia/Kolkata"),
        ("+5.5", "Asia/Kolkata"),
        ("GMT+0", "Europe/London"),
        ("utc+13", "Pacific/Auckland"),
    ],
)
def test_an_offset_names_cities_that_have_it(text: str, among: str) -> None:
    assert among in nearest(text)


@pytest.mark.parametrize(
    "text",
    ["", "qqqqqq", "uuk", "localtime", "Factory", "GMT+3:17", "UTC+99", "Etc/GMT+2", "x" * 5000],
)
def test_texts_with_nothing_near(text: str) -> None:
    # "Etc/GMT+2" would be four hours off what is meant.
    assert not any(zone.startswith("Etc/GMT") for zone in nearest(text))


def test_a_former_name_of_one_word_is_never_taken_as_it_is() -> None:
    former = {zone for zone in available_timezones() if "/" not in zone} - NO_PLACES - {"UTC"}
    assert len(former) > 30
    assert [zone for zone in former if not places_for(zone)] == []


def test_every_zone_of_the_tables_is_one() -> None:
    offered = {zone for zones in ASKED.values() for zone in zones}
    assert offered | set(LARGE_CITIES) <= set(zones())
    for word in ASKED:
        nearest(word)


def test_the_zones_to_choose_from_are_places() -> None:
    first, *places = zones()
    assert first == "UTC"
    assert places == sorted(places)
    assert {BERLIN, NEW_YORK, "America/Argentina/Buenos_Aires"} <= set(places)
    assert all("/" in zone for zone in places)
    assert not any(zone.startswith("Etc/") for zone in places)
    assert {find_zone(zone) for zone in zones()} == set(zones())
