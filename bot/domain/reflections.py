"""Reflections: one look back for each member and ISO week, and what it leads to."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

from bot.domain.adjustments import LONGEST_CHANGE, Outcome
from bot.domain.errors import Refusal
from bot.domain.goals import LONGEST_GOAL
from bot.domain.ids import PracticeId
from bot.domain.names import clean_text

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from bot.domain.adjustment_effects import Effect
    from bot.domain.adjustments import Adjustment
    from bot.domain.days import Week
    from bot.domain.facts import Fact
    from bot.domain.goals import Goal
    from bot.domain.ids import CommunityId, ReflectionId, UserId
    from bot.domain.places import Place
    from bot.domain.practices import Practice
    from bot.domain.questions import Question

# With these lengths, on one line each, a shared reflection fits into one message whatever is typed.
LONGEST_BEHAVIOUR = 400
LONGEST_CONDITIONS = 300
LONGEST_ANSWER = 400
_GOAL = "goal:"
# Each third reflection looks at three weeks together.
ROUND = 3
# ... and each fourth one asks for what is loved about it.
LOVES_EVERY = 4


class GoalOutcome(StrEnum):
    """How last week's goal went."""

    REACHED = "reached"
    PARTLY = "partly"
    NOT_YET = "not_yet"


@dataclass(eq=False)
class ReflectionGone(Refusal):
    """The reflection that a button belongs to is not there, or not any more."""


@dataclass(frozen=True, slots=True)
class Reflection:
    """What a member wrote for one week; texts left empty are "".

    ``adjustment`` is what was typed; whether it runs is told by the adjustments. ``card`` is the
    public message, where it was shared and posted.
    """

    id: ReflectionId
    community_id: CommunityId
    user_id: UserId
    week: Week
    question: str
    answer: str
    goal_outcomes: Mapping[PracticeId, GoalOutcome]
    behaviour: str
    conditions: str
    unknown_conditions: bool
    adjustment: str
    goal: str
    goal_practice_id: PracticeId | None
    three_weeks: bool
    shared: bool
    card: Place | None
    reflected_at: datetime

    @property
    def lacks_conditions(self) -> bool:
        """Whether it is open what made the improvement possible."""
        return not (self.conditions or self.unknown_conditions)


@dataclass(frozen=True, slots=True)
class LookBackWords:
    """What the first step said about last week; everything in it may be left out."""

    outcome: Outcome | None = None
    goals: Mapping[PracticeId, GoalOutcome] = field(default_factory=dict[PracticeId, GoalOutcome])
    answer: str = ""


@dataclass(frozen=True, slots=True)
class ReflectionWords:
    """What the form said, as typed; only the behaviour must be there."""

    behaviour: str
    conditions: str = ""
    adjustment: str = ""
    goal: str = ""
    share: bool = False


@dataclass(frozen=True, slots=True)
class LookBack:
    """What the first step shows: last week's change and goals, and what was said of them so far.

    ``adjustment`` is the member's latest, running or not; ``asks_outcome`` where it ran before this
    week. ``written`` is this week's reflection, if there is one. ``effects`` are what the logs of
    each active practice say before and after the adjustment.
    """

    week: Week
    question: Question
    adjustment: Adjustment | None
    goals: tuple[tuple[Practice, Goal], ...]
    three_weeks: bool
    said: LookBackWords
    written: Reflection | None
    effects: tuple[Effect, ...] = ()

    @property
    def asks_outcome(self) -> bool:
        """Whether what became of the adjustment is still to be said."""
        latest = self.adjustment
        return latest is not None and latest.is_running and latest.week < self.week

    @property
    def running(self) -> Adjustment | None:
        """The adjustment from an earlier week that goes on, unless the first step ended it."""
        goes_on = self.said.outcome in {None, Outcome.RUNNING}
        return self.adjustment if self.asks_outcome and goes_on else None


@dataclass(frozen=True, slots=True)
class Reflected:
    """What a reflection came to, and what is still open.

    ``running`` is the adjustment that is being tried now; ``practices`` are the active ones, which
    a goal can be for; ``facts``, about ``facts_of``, are there while the conditions are missing.
    Nothing is posted before ``is_set_up``; without a channel, the one at hand is used.
    """

    reflection: Reflection
    running: Adjustment | None
    practices: tuple[Practice, ...]
    facts_of: Practice | None
    facts: tuple[Fact, ...]
    is_set_up: bool
    channel_id: int | None

    @property
    def rival(self) -> Adjustment | None:
        """The running adjustment that another one was typed beside: one of them has to wait."""
        typed, running = self.reflection.adjustment, self.running
        return running if typed and running and not running.says(typed) else None

    @property
    def own_change(self) -> str:
        """The adjustment that this reflection itself names, where that one is being tried; or "".

        What another week said may have been said in private.
        """
        return self.reflection.adjustment if self.running and not self.rival else ""

    @property
    def goal_practice(self) -> Practice | None:
        """The practice that next week's goal was set for."""
        wanted = self.reflection.goal_practice_id
        return next((each for each in self.practices if each.id == wanted), None)

    @property
    def asks_practice(self) -> bool:
        """Whether it is open which practice the goal is for."""
        return bool(self.reflection.goal and self.practices) and self.goal_practice is None


@dataclass(frozen=True, slots=True)
class Help:
    """Conditions that a member named, and the weeks in which they did, newest first."""

    conditions: str
    weeks: tuple[Week, ...]


def clean_words(words: ReflectionWords) -> ReflectionWords:
    """Give the words as they are kept.

    Raises:
        EmptyName: without a behaviour.
        NameTooLong, HiddenCharacters: for words that cannot be kept.
    """
    return ReflectionWords(
        behaviour=_line(words.behaviour, "behaviour", LONGEST_BEHAVIOUR),
        conditions=_line_or_nothing(words.conditions, "conditions", LONGEST_CONDITIONS),
        adjustment=_line_or_nothing(words.adjustment, "adjustment", LONGEST_CHANGE),
        goal=_line_or_nothing(words.goal, "goal", LONGEST_GOAL),
        share=words.share,
    )


def clean_answer(text: str) -> str:
    """Give an answer to the week's question as it is kept; it may be empty.

    Raises:
        NameTooLong, HiddenCharacters: for words that cannot be kept.
    """
    return _line_or_nothing(text, "answer", LONGEST_ANSWER)


def clean_conditions(text: str) -> str:
    """Give conditions as they are kept.

    Raises:
        EmptyName, NameTooLong, HiddenCharacters: for words that cannot be kept.
    """
    return _line(text, "conditions", LONGEST_CONDITIONS)


def is_three_weeks(earlier: int) -> bool:
    """Tell whether a member's next reflection, after this many, asks about three weeks."""
    return earlier % ROUND == ROUND - 1


def asks_love(earlier: int) -> bool:
    """Tell whether a member's next reflection, after this many, asks what they love about it."""
    return earlier % LOVES_EVERY == LOVES_EVERY - 1


def gather(reflections: Mapping[Week, str]) -> tuple[Help, ...]:
    """Gather named conditions, the newest first; the same words in another case are one."""
    weeks: dict[str, list[Week]] = {}
    words: dict[str, str] = {}
    for week in sorted(reflections, reverse=True):
        key = " ".join(reflections[week].casefold().split())
        words.setdefault(key, reflections[week])
        weeks.setdefault(key, []).append(week)
    return tuple(Help(words[key], tuple(named)) for key, named in weeks.items())


def read_look_back(answers: Mapping[str, str]) -> LookBackWords:
    """Read the first step's fields: ``outcome``, ``answer``, and ``goal:`` with a practice's id."""
    goals = {
        PracticeId(int(name.removeprefix(_GOAL))): GoalOutcome(value)
        for name, value in answers.items()
        if name.startswith(_GOAL) and value
    }
    outcome = answers.get("outcome")
    return LookBackWords(
        outcome=Outcome(outcome) if outcome else None,
        goals=goals,
        answer=answers.get("answer", ""),
    )


def write_look_back(words: LookBackWords) -> dict[str, str]:
    """Give the fields that ``read_look_back`` reads."""
    return {
        "outcome": words.outcome.value if words.outcome else "",
        "answer": words.answer,
        **{goal_field(practice): outcome.value for practice, outcome in words.goals.items()},
    }


def goal_field(practice_id: PracticeId) -> str:
    """Name the field that asks how the goal of a practice went."""
    return f"{_GOAL}{practice_id}"


def _line_or_nothing(text: str, name: str, longest: int) -> str:
    return _line(text, name, longest) if text.strip() else ""


def _line(text: str, name: str, longest: int) -> str:
    """Put what was typed in several lines on one."""
    return " ".join(clean_text(text, name, longest).split())
