"""What a challenge asks for, in words; shared by every card about one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain.challenges import Draw, Measure, Mode, Ranking, State
from bot.render.amounts import say_amount
from bot.render.text import count

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.domain.challenges import Challenge, Terms

MEASURES: Mapping[Measure, str] = {
    Measure.DAYS: "days practised",
    Measure.BLOCKS: "blocks kept",
    Measure.AMOUNT: "amount in one unit",
    Measure.REFLECTIONS: "reflections",
    Measure.FEEDBACK: "feedback given",
    Measure.IDEAS: "ideas applied",
    Measure.EXPERIMENTS: "approaches never tried before",
    Measure.PLACES: "different places of practice",
    Measure.FOCUS: "days with one spot in focus",
    Measure.CALM: "days kept without overdoing it",
}
"""What can be counted, as it is chosen."""

COUNTED: Mapping[Measure, str] = {
    Measure.DAYS: "A day counts when you logged anything.",
    Measure.BLOCKS: "What counts is how much of your own plan you kept.",
    Measure.AMOUNT: "What you log in this unit is added up.",
    Measure.REFLECTIONS: "A week counts when you looked back on it with `/reflect`.",
    Measure.FEEDBACK: "An answer to somebody's request counts: `/feedback queue`.",
    Measure.IDEAS: "Trying somebody's idea counts once a day: `/wisdom applied`.",
    Measure.EXPERIMENTS: (
        "An idea counts that you tried for the first time, with what came of it: `/wisdom applied`."
    ),
    Measure.PLACES: "Each place counts once: the option `where` of `/log`.",
    Measure.FOCUS: "A day counts when you named one spot: the option `focus` of `/log`.",
    Measure.CALM: "A day counts when nothing was missed and no minimum passed by over a quarter.",
}
"""How one does something that counts."""

MODES: Mapping[Mode, str] = {
    Mode.ALONE: "each for themselves",
    Mode.TEAMS: "in teams",
    Mode.TOGETHER: "all towards one goal",
}
RANKINGS: Mapping[Ranking, str] = {
    Ranking.IMPROVEMENT: "improvement on one's own last four weeks",
    Ranking.TARGET: "one's own target reached",
}
DRAWS: Mapping[Draw, str] = {
    Draw.DRAWN: "drawn at the start, balanced",
    Draw.CHOSEN: "chosen when joining",
}
STATES: Mapping[State, str] = {
    State.OPEN: "open",
    State.ENDED: "ended",
    State.CANCELLED: "called off",
}

CREATE_OPTIONS: Mapping[str, str] = {
    "template": "Begin with one that ships; all of it can be changed",
    "count": "What is counted",
    "with_": "Who with",
    "target": "What each reaches for; an amount with its unit, as in 120 km",
    "unit": "The unit, where an amount is counted",
    "starts": "First day, such as next monday; next Monday unless told",
    "ends": "Last day; a week in all unless told",
    "join_until": "Last day to join; the third day unless told",
    "grace": "Days after the end in which it may still be logged for; 1 unless told",
    "breaks": "Days off, or missed blocks, left out of each week; none unless told",
    "ranking": "What lines are ordered by; amounts never are",
    "teams": "How many teams",
    "draw": "How teams are made",
    "ping": "A role that the announcement pings, once",
}
EDIT_OPTIONS: Mapping[str, str] = {
    "challenge": "Which challenge",
    "target": "Less holds from tomorrow; for more, everybody is asked anew",
    "breaks": "Days off, or missed blocks, left out of each week",
    "title": "Its name",
    "story": "What it is for",
}
"""What the options of commands are for."""

_ONE: Mapping[Measure, tuple[str, str | None]] = {
    Measure.DAYS: ("day", None),
    Measure.REFLECTIONS: ("reflection", None),
    Measure.FEEDBACK: ("answer", None),
    Measure.IDEAS: ("idea applied", "ideas applied"),
    Measure.EXPERIMENTS: ("new approach", "new approaches"),
    Measure.PLACES: ("different place", None),
    Measure.FOCUS: ("day with a focus", "days with a focus"),
    Measure.CALM: ("calm day", None),
}


def say_number(challenge: Challenge, number: int) -> str:
    """Say so much of what a challenge counts: "5 days", "120 km", "80 % of the plan"."""
    if challenge.measure is Measure.AMOUNT:
        return say_amount(number, challenge.unit)
    if challenge.measure is not Measure.BLOCKS:
        return count(number, *_ONE[challenge.measure])
    if challenge.mode is Mode.TOGETHER:
        return count(number, "block")
    return f"{number} % of the plan"


def say_terms(challenge: Challenge, terms: Terms) -> str:
    """Say what is to be reached: "5 days, 1 break a week"."""
    breaks = f", {count(terms.breaks, 'break')} a week" if terms.breaks else ""
    return say_number(challenge, terms.target) + breaks


def say_who(challenge: Challenge) -> str:
    """Say with whom one walks: "in 3 teams, drawn at the start, balanced"."""
    if challenge.mode is not Mode.TEAMS or challenge.draw is None:
        return MODES[challenge.mode]
    return f"in {count(challenge.teams, 'team')}, {DRAWS[challenge.draw]}"
