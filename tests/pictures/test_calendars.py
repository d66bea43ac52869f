"""Calendars: every cell in its place, told apart without colour, readable on a phone."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import pytest
from matplotlib.collections import PolyCollection

from bot.domain.pictures import Calendar, Key, Tone
from bot.pictures import style
from bot.pictures.draw import laid_out, png
from tests.pictures.test_draw import contrast, luminance
from tests.support.pictures import opened, picture, texts

DAYS = ("Mon", "", "", "Thu", "", "", "Sun")
MONTHS = ("Jan", "", "", "", "Feb", "", "", "")
RAMP = (Tone.NOTHING, Tone.SOME, Tone.ENOUGH, Tone.MOST)
KEYS = (*(Key(tone, tone.value) for tone in RAMP), Key(Tone.HOLLOW, "rest"))
SIGNED = (
    Key(Tone.GOOD, "done", "✓"),
    Key(Tone.MISSED, "missed", "✗"),
    Key(Tone.NOTHING, "free", "·"),
)


def calendar(weeks: int, keys: tuple[Key, ...] = KEYS) -> Calendar:
    """Describe so many weeks, the last one with its Monday alone."""
    cells = [number % len(keys) for number in range(7 * (weeks - 1) + 1)]
    return Calendar(
        "Each day",
        tuple(MONTHS[number % 8] for number in range(weeks)),
        DAYS,
        keys,
        (*cells, *(None,) * 6),
    )


def boxes(shown: Calendar) -> list[tuple[float, ...]]:
    """Give left, bottom, right and top of every cell in pixels."""
    figure = laid_out(picture(shown))._figure
    figure.canvas.draw()
    return [
        tuple(axes.transData.transform_path(path).get_extents().extents)
        for axes in figure.axes
        for cells in axes.findobj(PolyCollection)
        for path in cells.get_paths()
    ]


@pytest.mark.parametrize("keys", [KEYS, SIGNED], ids=["heat", "signs"])
@pytest.mark.parametrize("weeks", [1, 4, 12, 27, 52, 53])
def test_every_cell_and_text_has_its_place(weeks: int, keys: tuple[Key, ...]) -> None:
    shown = calendar(weeks, keys)
    drawn = opened(png(picture(shown)))
    found = boxes(shown)
    assert len(found) == 7 * (weeks - 1) + 1
    assert len(set(found)) == len(found)
    for left, bottom, right, top in found:
        assert 0 <= left < right <= style.WIDTH
        assert 0 <= bottom < top <= drawn.height
        # On a phone 390 wide: eight pixels at least, within the frame of a hollow one.
        assert min(right - left, top - bottom) * 390 / style.WIDTH >= 8
    for text, (left, bottom, right, top) in texts(picture(shown)):
        assert 0 <= left < right <= style.WIDTH, text
        assert 0 <= bottom < top <= drawn.height, text


@pytest.mark.parametrize("weeks", [4, 12, 53])
def test_no_two_words_overlap(weeks: int) -> None:
    words = [each for each in texts(picture(calendar(weeks, SIGNED))) if each[0].isalpha()]
    for number, (text, one) in enumerate(words):
        for other_text, other in words[number + 1 :]:
            across = min(one[2], other[2]) - max(one[0], other[0])
            down = min(one[3], other[3]) - max(one[1], other[1])
            assert across <= 4 or down <= 12, (text, other_text)


def test_a_month_that_is_nearly_over_leaves_its_room_to_the_next() -> None:
    shown = replace(calendar(27), columns=("Jan", "Feb", *("",) * 24, "Aug"))
    words = [text for text, _ in texts(picture(shown))]
    assert "Feb" in words
    # The last week is as near to the edge.
    assert not {"Jan", "Aug"} & set(words)


def test_a_year_takes_two_blocks_each_with_its_first_month() -> None:
    shown = calendar(53)
    middles = {round((bottom + top) / 2) for _, bottom, _, top in boxes(shown)}
    assert len(middles) == 14
    assert [text for text, _ in texts(picture(shown))].count("Mon") == 2


def test_cells_are_told_apart_without_colour() -> None:
    # The ramp by brightness alone, the rest by sign; each stands out from the ground.
    grades = [luminance(style.TONES[tone]) + 0.05 for tone in RAMP]
    assert all(brighter / darker >= 1.5 for darker, brighter in pairwise(grades))
    for tone in set(Tone) - {Tone.NOTHING}:
        assert contrast(style.TONES[tone], style.GROUND) >= 3, tone
    assert contrast(style.TONES[Tone.NOTHING], style.GROUND) >= 1.5
    # Signs are dark on all colours but the darkest.
    for tone in (Tone.GOOD, Tone.CALM, Tone.SMALL, Tone.KIND, Tone.MISSED):
        assert contrast(style.TONES[tone], style.GROUND) >= 3
    assert contrast(style.TONES[Tone.NOTHING], style.TEXT) >= 4.5


def test_the_legend_names_what_there_is() -> None:
    few = Calendar("Each day", ("Jan",), ("Mon", "Tue"), KEYS, (0, None))
    words = [text for text, _ in texts(picture(few))]
    assert "nothing" in words
    assert "rest" not in words


def test_a_calendar_without_cells_says_why() -> None:
    none = Calendar("Each day", ("Jan",), ("Mon",), KEYS, (None,), empty="Not yet.")
    assert "Not yet." in [text for text, _ in texts(picture(none))]


def test_a_cell_for_each_row_of_each_column() -> None:
    with pytest.raises(ValueError, match="a cell for each row"):
        Calendar("Each day", ("Jan",), ("Mon", "Tue"), KEYS, (0,))
