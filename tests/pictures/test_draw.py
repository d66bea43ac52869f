"""What can be told of a drawn picture without looking at it."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.pictures import Form, Marks, Panel, Picture, Series
from bot.pictures import style
from bot.pictures.charts import say
from bot.pictures.draw import png
from bot.pictures.lettering import MISSING, drawable, fit, width_of
from tests.support.pictures import opened, panel, picture, texts

HALF_A_YEAR = tuple(f"{number} Sep" for number in range(26))
STRANGE = (
    "$x^2$ $\\nosuch{$ % _a",
    "🎉👩‍👩‍👧\ufe0f 日本語",
    "\u202eevil\x00\n\t\x1b[31m",
    "\ud800 lone",
    "e\u0301" * 300,
    "مرحبا שלום",
    "🎉x" * 200,
    "W" * 200,
    "",
)
EVERYTHING = picture(
    panel(Form.LINES, (31, 33, None, 36), (None, 12, 14, 14), (8, None, None, 14), (0, 0, 0, 0)),
    panel(Form.LINES, (100, 99, 98, 100), (0, 1, None, None), percent=True),
    panel(Form.LINES, (7,), labels=("16 Nov",)),
    panel(Form.LINES, tuple(range(26)), labels=HALF_A_YEAR),
    panel(Form.BARS, (None, 0, 6.5, 14)),
    panel(Form.BARS, (60, 100, 0, None), (1, 2, 3, 4), percent=True),
    panel(Form.BARS, tuple(range(26)), labels=HALF_A_YEAR),
    panel(Form.BARS, (123_456, 1, 2, 99_999)),
    panel(Form.BARS, (None, None, None, None)),
    replace(
        panel(Form.BARS, (12, 30, 0, 4)),
        baseline=Series("own baseline", (None, 13, 21, 2)),
        shaded=Marks("rest", (2,)),
    ),
    replace(
        panel(Form.BARS, tuple(range(26)), labels=HALF_A_YEAR),
        baseline=Series("own baseline", (None,) * 2 + (40,) * 24),
        shaded=Marks("rest", ()),
    ),
    replace(
        panel(Form.LINES, tuple(range(520)), labels=tuple(f"Nov {at}" for at in range(520))),
        marks=(Marks("rest", (3, 519)), Marks("setback", ()), Marks("comeback", (3, 4))),
    ),
    panel(Form.LINES, tuple(range(120)), tuple(range(120)), labels=("Nov 2026",) * 120),
    panel(Form.LINES, tuple(range(160))[::-1], labels=("Nov 2026",) * 160),
)


def luminance(colour: str) -> float:
    """Relative luminance as WCAG 2 defines it."""
    parts = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def test_is_opaque_as_wide_as_a_phone_needs_and_not_blank() -> None:
    drawn = opened(png(EVERYTHING))
    assert drawn.format == "PNG"
    assert drawn.width == style.WIDTH
    assert drawn.convert("RGBA").getchannel("A").getextrema() == (255, 255)
    palette = drawn.getpalette() or []
    colours = set(zip(palette[::3], palette[1::3], palette[2::3], strict=True))
    assert len(colours) > 20
    for wanted in (style.GROUND, style.TEXT, *style.COLOURS[:4]):
        red, green, blue = (int(wanted[at : at + 2], 16) for at in (1, 3, 5))
        # A palette may be off by what nobody sees.
        assert any(max(abs(red - r), abs(green - g), abs(blue - b)) <= 8 for r, g, b in colours), (
            wanted
        )


def test_equal_pictures_are_equal_files() -> None:
    assert png(picture()) == png(picture())


def test_every_text_is_within_the_picture_and_large_enough() -> None:
    height = opened(png(EVERYTHING)).height
    found = list(texts(EVERYTHING))
    assert len(found) > 60
    for text, (left, bottom, right, top) in found:
        assert left >= 0, text
        assert bottom >= 0, text
        assert right <= style.WIDTH, text
        assert top <= height, text
    # At least 14 pixels on a phone 390 wide.
    assert min(style.SMALL, style.HEADING, style.TITLE) * 390 / style.WIDTH >= 14


def test_no_two_texts_overlap() -> None:
    found = list(texts(EVERYTHING))
    for number, (text, one) in enumerate(found):
        for other_text, other in found[number + 1 :]:
            # The boxes are a little larger than their letters.
            across = min(one[2], other[2]) - max(one[0], other[0])
            down = min(one[3], other[3]) - max(one[1], other[1])
            assert across <= 4 or down <= 12, (text, other_text)


def test_colours_stand_out_from_the_ground() -> None:
    for colour in (style.TEXT, style.QUIET):
        assert contrast(colour, style.GROUND) >= 4.5
    for colour in style.COLOURS:
        assert contrast(colour, style.GROUND) >= 3
    assert len(style.COLOURS) == len(style.MARKS)


@pytest.mark.parametrize("text", STRANGE)
def test_draws_whatever_was_typed(text: str) -> None:
    strange = Panel(text, Form.BARS, (text, text), (Series(text, (1, 2)), Series(text, (3, 4))))
    empty = Panel(text, Form.LINES, (text,), (Series(text, (None,)),), empty=text)
    described = Picture(text, (strange, empty), text)
    opened(png(described))
    assert all(box[2] <= style.WIDTH for _, box in texts(described))


def test_says_in_squares_what_the_font_cannot_draw() -> None:
    assert drawable("Ünï 🎉 ✓") == f"Ünï {MISSING} ✓"
    assert drawable("日本語 🎉👩‍👩‍👧 ok") == f"{MISSING} ok"
    assert drawable("a\u202e\u200db\n c\x00") == "ab c"
    assert drawable("e\u0301") == "é"
    assert drawable("$5") == "$5"


@pytest.mark.parametrize(
    ("title", "shown"),
    [
        ("4 weeks: 走る", "4 weeks"),
        ("4 weeks: 走る run 🎉", "4 weeks: run"),
        ("4 weeks: Guitar", "4 weeks: Guitar"),
        ("走る", MISSING),
    ],
)
def test_a_title_leaves_out_what_the_font_cannot_draw(title: str, shown: str) -> None:
    assert shown in {drawn for drawn, _ in texts(picture(title=title))}


@given(st.text(), st.sampled_from([style.SMALL, style.TITLE]), st.booleans())
def test_text_fits_and_can_be_drawn(text: str, size: int, bold: bool) -> None:  # noqa: FBT001
    shown = fit(text, 300, size, bold=bold)
    assert width_of(shown, size, bold=bold) <= 300
    assert shown == drawable(shown)


@pytest.mark.parametrize(
    ("value", "said"),
    [(0, "0"), (0.5, "0.5"), (9.96, "10"), (9, "9"), (12.4, "12"), (9999, "9999"), (12345, "12k")],
)
def test_numbers_are_short(value: float, said: str) -> None:
    assert say(value) == said


def test_a_series_has_a_number_for_each_label() -> None:
    with pytest.raises(ValueError, match="as many values"):
        panel(Form.BARS, (1, 2), labels=("one",))
    with pytest.raises(ValueError, match="as many values"):
        replace(panel(Form.BARS, (1, 2, 3, 4)), baseline=Series("own baseline", (1,)))
