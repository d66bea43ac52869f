"""What the people of the demo say: their reflections, and what they logged just now."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Thought:
    """What somebody writes when they look back."""

    behaviour: str
    conditions: str
    adjustment: str


THOUGHTS = (
    Thought(
        behaviour="I began within five minutes of sitting down.",
        conditions="Phone in the other room, everything laid out the evening before.",
        adjustment="Lay out tomorrow's first page before I stop.",
    ),
    Thought(
        behaviour="I worked on one spot instead of playing everything through.",
        conditions="I chose the spot the day before and wrote it on a card.",
        adjustment="One spot a day, at half speed.",
    ),
    Thought(
        behaviour="I came back the day after a miss, for ten minutes.",
        conditions="I had told somebody that I would.",
        adjustment="On bad days, ten minutes count.",
    ),
    Thought(
        behaviour="I stopped while it still went well.",
        conditions="A timer, and something to look forward to afterwards.",
        adjustment="Stop at the timer, note the next step.",
    ),
    Thought(
        behaviour="I slowed down until it was clean, and only then went on.",
        conditions="Mornings, before anybody writes to me.",
        adjustment="Practise before breakfast three times this week.",
    ),
    Thought(
        behaviour="I asked for help on the part that had been stuck for two weeks.",
        conditions="I had written down in one sentence what I did not understand.",
        adjustment="Write that sentence before every block.",
    ),
    Thought(
        behaviour="I did the dull fundamentals first, and the pleasant part after.",
        conditions="A short list on paper, made before I began.",
        adjustment="Ten minutes of fundamentals before anything else.",
    ),
)
SKILLS = ("writing", "reading", "music", "drawing", "code", "speaking")
QUESTION = "What did you learn from somebody here this week?"


@dataclass(frozen=True, slots=True)
class Line:
    """A log typed into the channel shortly before the present."""

    minutes_ago: int
    name: str
    options: dict[str, str]
    cheered_by: tuple[str, ...] = ()


FINALE = (
    Line(95, "Elif", {"amount": "done", "note": "One thing I would do again: asking first."}),
    Line(
        80,
        "Aiko",
        {"amount": "2 sketches", "focus": "hands", "where": "café", "felt": "went_badly"},
        cheered_by=("Tomás",),
    ),
    Line(62, "Noor", {"amount": "20 min", "note": "Only scales today. Better than nothing."}),
    Line(
        47,
        "Maya",
        {"amount": "510 words", "practice": "Morning pages", "where": "train"},
        cheered_by=("Elif",),
    ),
    Line(
        31,
        "Ravi",
        {"amount": "15 min", "where": "park", "note": "First recording since the break."},
        cheered_by=("Maya", "Noor", "Lena"),
    ),
    Line(
        12,
        "Lena",
        {
            "amount": "2 problems",
            "note": "Wrote the test first, and the second one fell out of it.",
            "focus": "invariants",
            "felt": "stretch",
        },
        cheered_by=("Maya",),
    ),
    Line(
        3,
        "Tomás",
        {"amount": "25 min", "where": "balcony", "note": "Metronome at 72, no rushing."},
        cheered_by=("Aiko", "Elif"),
    ),
)
