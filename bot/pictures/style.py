"""How pictures look: one opaque dark ground, legible beside Discord's dark and light themes.

Sizes are pixels of a picture of 1080, of which a phone makes about 390: 42 become 15.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain.pictures import Tone

if TYPE_CHECKING:
    from collections.abc import Mapping

WIDTH = 1080
MARGIN = 44

GROUND = "#1F2329"
TEXT = "#F2F3F5"
QUIET = "#B5BAC1"
GRID = "#444A53"
# From the palette of Okabe and Ito, which all kinds of colour vision tell apart: those of its
# colours that stand out from the ground, and a mark for each.
COLOURS = ("#56B4E9", "#E69F00", "#F0E442", "#CC79A7", "#009E73")
MARKS = ("o", "s", "^", "D", "v")
# Of cells: one hue that grows brighter, then those of the palette. What is drawn on them is dark.
TONES: Mapping[Tone, str] = {
    Tone.NOTHING: "#3A424D",
    Tone.SOME: "#2F7CAD",
    Tone.ENOUGH: "#7CC8F0",
    Tone.MOST: "#E4F4FD",
    Tone.HOLLOW: QUIET,
    Tone.GOOD: "#009E73",
    Tone.CALM: "#CC79A7",
    Tone.SMALL: "#F0E442",
    Tone.KIND: "#E69F00",
    Tone.MISSED: "#D55E00",
}
# The ground of shaded weeks.
SHADE = "#39414C"

TITLE = 54
HEADING = 46
SMALL = 42
# Height of a line of text, in sizes of its letters.
LINE = 1.4

# Between panels.
GAP = 30
CHART_HEIGHT = 145
# Left of a chart for the numbers of its axis, right of it for the newest numbers of its lines.
AXIS_ROOM = 190
END_ROOM = 140
LINE_WIDTH = 6
MARK_SIZE = 15
# Height of a row of marks above a chart.
LANE = 26
# A line of more points than this has no mark on each of them.
MOST_MARKED = 26
# From so many times that on, it is drawn finer.
FINE_FROM = 4
# Cells of a calendar: with a sign they need the room of a letter.
LEAST_CELL = 30
LEAST_SIGNED = 58
MOST_CELL_WIDTH = 122
MOST_CELL_HEIGHT = 72
CELL_GAP = 4
# The line around what is hollow.
FRAME = 4
# How much of its room a group of bars takes.
BARS = 0.8
