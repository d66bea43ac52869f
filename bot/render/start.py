"""The way in: one panel, then short steps."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bot.domain.members import NotStarted
from bot.domain.norms import NormsChanged
from bot.domain.settings import Visibility
from bot.domain.start import ConditionsWords, Onboarding, Step
from bot.render.amounts import say_schedule, say_standard
from bot.render.card import button, buttons, card, primary, rule, text
from bot.render.days import say_day
from bot.render.forms import Field, form, line
from bot.render.logs import LogNow
from bot.render.norms import TITLE as NORMS_TITLE
from bot.render.norms import AgreeToNorms, ShowNorms, say_norms
from bot.render.presses import Count, Press
from bot.render.safety import safety
from bot.render.settings import COUNTED_MEANS, ZONE, ZONE_EXAMPLE, ZONE_LABEL
from bot.render.text import inert

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from discord import ui

    from bot.domain.practice_details import PracticeDetails
    from bot.domain.start import NotBegun
    from bot.render.card import Block, Card
    from bot.render.forms import Answers, Form

LONGEST_ANSWER = 40
IN_A_ROW = 3


class Start(Press, tag="start"):
    """Show the way in; it stands on the community's panel."""


class StartPractice(Press, tag="start-practice"):
    """The first step: a practice, in a form."""


class StartConditions(Press, tag="start-conditions"):
    """Where I start from, in a form."""

    practice_id: Count


class StartZone(Press, tag="start-zone"):
    """My time zone, in a form."""


class StartVisibility(Press, tag="start-visibility"):
    """Show my logs to the community."""


class StartCounted(Press, tag="start-counted"):
    """Let the moderators' report count me."""


class StartGoal(Press, tag="start-goal"):
    """What better looks like next week, in a form."""

    practice_id: Count


class SkipStep(Press, tag="start-skip"):
    """Go on to what follows this step."""

    step: Step


def welcome(found: NotBegun) -> Card:
    """Say what this is, and offer the first step."""
    return card(
        text(
            "### Small corrections, in company",
            "You practise one thing with one clear minimum, and log it here when it is done.",
            "A missed day now and then is forgiven, and every number can be asked why.",
            "Once a week we look back: one thing better, what made it possible, one small change.",
        ),
        *_norms_first(found),
        rule(),
        text(safety(found.resources)),
        buttons(_begin(found)),
    )


def overview(found: Onboarding) -> Card:
    """Show where somebody stands and what is still open."""
    still = [_button(found, which) for which in found.open_steps]
    return card(
        text("### Where you stand", *_told(found)),
        text("Still open, whenever you like:") if still else None,
        *(buttons(*still[row : row + IN_A_ROW]) for row in range(0, len(still), IN_A_ROW)),
        buttons(primary("Log now", LogNow(practice_id=found.practice.practice.id))),
        text("-# `/today` shows the day, and `/help` knows the rest."),
        rule(),
        text(safety(found.resources)),
    )


def step(found: Onboarding, which: Step | None, before: str | None = None) -> Card:
    """Ask one thing, after a word on the step ``before``; without a step the way is at its end."""
    if which is None:
        return _arrived(found, before)
    return card(
        text(before) if before else None,
        text(
            f"-# Step {found.way.index(which) + 1} of {len(found.way)}",
            f"### {_TITLES[which]}",
            _HINTS[which],
        ),
        text(say_norms(found.norms)) if found.norms and which is Step.NORMS else None,
        buttons(*_answers(found, which)),
    )


def practice_set(found: Onboarding) -> str:
    """Confirm the first step."""
    return f"**{inert(found.practice.practice.name)}** is set, and it starts today."


def zone_set(found: Onboarding) -> str:
    """Confirm the time zone."""
    return f"Your days follow {inert(found.member.zone)}."


def goal_set(details: PracticeDetails) -> str:
    """Confirm the goal."""
    return f"Better next week: {inert(details.goal.better if details.goal else '')}"


def conditions_form(press: StartConditions, answers: Answers) -> Form:
    """Ask three things about the start, each of which may be left empty."""
    return form(
        "Where you start from",
        press,
        line(
            Field("since", "Since when do you practise this?", required=False),
            answers,
            longest=LONGEST_ANSWER,
            example="new, 3 months, 2 years, 2021, May 2023",
        ),
        line(
            Field("weekly_hours", "How many hours a week so far?", required=False),
            answers,
            longest=LONGEST_ANSWER,
            example="2.5",
        ),
        line(
            Field("level", "Your level today, in one number", required=False),
            answers,
            longest=LONGEST_ANSWER,
            example="Words a minute, kilometres, a rating: what you can measure again",
        ),
    )


def conditions_words(answers: Answers) -> ConditionsWords:
    """Read the form."""
    return ConditionsWords(
        since=answers.get("since", ""),
        weekly_hours=answers.get("weekly_hours", ""),
        level=answers.get("level", ""),
    )


def zone_form(answers: Answers) -> Form:
    """Ask for a time zone."""
    field = Field(ZONE, ZONE_LABEL, "A city or a zone's name")
    return form("Your time zone", StartZone(), line(field, answers, example=ZONE_EXAMPLE))


CONDITIONS_SET = "Noted, for your eyes only."
COUNTED_SET = "The moderators' report may count you from now on."
NORMS_SET = "You agreed to how people treat each other here."
VISIBILITY_SET = "Your logs are shown to this community from now on."


def _norms_first(found: NotBegun) -> Iterator[Block]:
    if found.norms:
        yield rule()
        yield text(f"**{NORMS_TITLE}**")
        yield text(say_norms(found.norms))


def _begin(found: NotBegun) -> ui.Button[Any]:
    if found.norms:
        return primary("I agree, begin", AgreeToNorms(norms_id=found.norms.id))
    return primary("Begin with one practice", StartPractice())


def _answers(found: Onboarding, which: Step) -> Iterator[ui.Button[Any]]:
    """Give the buttons of a step, that which is offered first at the left."""
    if which is Step.NORMS and found.norms:
        yield primary("I agree", AgreeToNorms(norms_id=found.norms.id))
        yield button("Skip", SkipStep(step=which))
    elif which is not Step.VISIBILITY:
        yield _button(found, which)
        yield button("Skip", SkipStep(step=which))
    elif found.offered is Visibility.OPEN:
        yield primary("Show my logs here", StartVisibility())
        yield button("Keep them private", SkipStep(step=which))
    else:
        yield primary("Keep them private", SkipStep(step=which))
        yield button("Show my logs here", StartVisibility())


def _arrived(found: Onboarding, before: str | None) -> Card:
    practice = found.practice.practice
    return card(
        text(before) if before else None,
        text(
            "### That is all it takes",
            f"When you have done some **{inert(practice.name)}**, log it: "
            "any amount counts as having been there.",
            "-# `/today` shows the day, and `/start` brings you back to what is open.",
        ),
        buttons(primary("Log now", LogNow(practice_id=practice.id))),
    )


def _told(found: Onboarding) -> Iterator[str]:
    details = found.practice
    practice, today = details.practice, details.today
    yield (
        f"**{inert(practice.name)}** · {say_standard(practice.standard_on(today))} · "
        f"{say_schedule(practice.schedule_on(today))} · since {say_day(practice.started_on, today)}"
    )
    if details.goal:
        yield f"Goal: {inert(details.goal.better)}"
    if Step.CONDITIONS not in found.open_steps:
        yield "Where you started from is noted."
    yield f"Your days follow {inert(found.member.zone)}."
    if found.member.visibility is Visibility.PRIVATE:
        yield "Only you see your logs."
    else:
        yield "Your logs are shown to this community."
    if found.member.counted:
        yield "The moderators' report counts you."


def _button(found: Onboarding, which: Step) -> ui.Button[Any]:
    practice_id = found.practice.practice.id
    if which is Step.CONDITIONS:
        return button("Say where you start", StartConditions(practice_id=practice_id))
    if which is Step.ZONE:
        return button("Set my time zone", StartZone())
    if which is Step.VISIBILITY:
        return button("Show my logs here", StartVisibility())
    if which is Step.COUNTED:
        return button("Count me", StartCounted())
    if which is Step.NORMS:
        return button("Agree to how we treat each other", ShowNorms())
    return button("Set a goal", StartGoal(practice_id=practice_id))


_TITLES: Mapping[Step, str] = {
    Step.NORMS: NORMS_TITLE,
    Step.CONDITIONS: "Where do you start from?",
    Step.ZONE: "When do your days begin and end?",
    Step.VISIBILITY: "Who sees your logs?",
    Step.COUNTED: "May the moderators' report count you?",
    Step.GOAL: "What does better look like next week?",
}
_HINTS: Mapping[Step, str] = {
    Step.NORMS: "What this community asks of everybody.",
    Step.CONDITIONS: (
        "Three short answers, each of which may stay empty. Only you see them, and they are used "
        "for grouping only if you allow it when you join a challenge."
    ),
    Step.ZONE: "By your own clock, wherever you are. Travel never costs you a day.",
    Step.VISIBILITY: (
        "Only you, unless you choose to show them to this community. Both count the same, and "
        "`/settings visibility` changes it at any time."
    ),
    Step.COUNTED: COUNTED_MEANS,
    Step.GOAL: "One thing that you would notice. `/reflect` asks how it went.",
}

REFUSALS: Mapping[type[Exception], Callable[[Any], str]] = {
    NotStarted: lambda _: (
        "You have not begun here yet. One practice with a small minimum is all it takes."
    ),
    NormsChanged: lambda _: "These norms have changed meanwhile. `/start` shows what holds now.",
}

STEPS: Mapping[type[Exception], Callable[[Any], Block]] = {
    NormsChanged: lambda _: buttons(primary("Start", Start())),
    NotStarted: lambda _: buttons(primary("Start", Start())),
}
