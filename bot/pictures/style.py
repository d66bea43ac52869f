"""How pictures look: one opaque dark ground, legible beside Discord's dark and light themes.

Sizes are pixels of a picture of 1080, of which a phone makes about 390: 42 become 15.
"""

from __future__ import annotations

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
# How much of its room a group of bars takes.
BARS = 0.8
