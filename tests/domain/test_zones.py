"""Finding the zone that somebody means, and the ones to choose from."""

from __future__ import annotations

import pytest

from bot.domain.days import UnknownZone, find_zone, zones

BERLIN, NEW_YORK = "Europe/Berlin", "America/New_York"


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
        ("indianapolis", "America/Indianapolis"),
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
    ],
)
def test_an_unknown_zone_names_the_nearest(text: str, near: str) -> None:
    with pytest.raises(UnknownZone) as refused:
        find_zone(text)
    assert refused.value.text == text
    assert refused.value.nearest[0] == near
    assert 1 <= len(refused.value.nearest) <= 5
    assert len(set(refused.value.nearest)) == len(refused.value.nearest)


@pytest.mark.parametrize("text", ["", "qqqqqq", "localtime", "Factory", "GMT+2", "x" * 5000])
def test_zones_that_are_no_places(text: str) -> None:
    with pytest.raises(UnknownZone) as refused:
        find_zone(text)
    # "Etc/GMT+2" would be four hours off what is meant.
    assert not any(zone.startswith("Etc/GMT") for zone in refused.value.nearest)


def test_the_zones_to_choose_from_are_places() -> None:
    first, *places = zones()
    assert first == "UTC"
    assert places == sorted(places)
    assert {BERLIN, NEW_YORK, "America/Argentina/Buenos_Aires"} <= set(places)
    assert all("/" in zone for zone in places)
    assert not any(zone.startswith("Etc/") for zone in places)
    assert {find_zone(zone) for zone in zones()} == set(zones())
