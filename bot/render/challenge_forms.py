"""The forms around challenges, and what their answers mean."""

from __future__ import annotations

from dataclasses import fields
from typing import TYPE_CHECKING, Any

from discord import SelectOption

from bot.domain.challenge_edits import EditWords
from bot.domain.challenge_words import ChallengeWords
from bot.domain.challenges import (
    LONGEST_STORY,
    LONGEST_TITLE,
    Draw,
    Measure,
    Mode,
    Ranking,
)
from bot.render.amounts import plain_amount
from bot.render.challenge_rules import MEASURES, MODES
from bot.render.challenge_templates import WORDS
from bot.render.forms import Field, form, line, paragraph, pick
from bot.render.presses import Count, Press

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from discord import ui

    from bot.domain.challenges import Challenge
    from bot.render.forms import Answers, Form

LONGEST_TARGET = 40
# A form has five fields, and three of them are always asked.
MOST_OPEN_FIELDS = 2
ASKED = ("title", "story", "target", "measure", "mode", "starts")
_ENUMS = {"measure": Measure, "mode": Mode, "ranking": Ranking, "draw": Draw}
_NUMBERS = frozenset({"grace", "breaks", "teams", "ping_role_id"})


class MakeChallenge(Press, tag="challenge-make"):
    """Say what a challenge is about; the draft holds what the command said already."""

    draft_id: Count


class EditChallenge(Press, tag="challenge-edit"):
    """Change a challenge."""

    challenge_id: Count


def make_form(press: MakeChallenge, said: ChallengeWords, answers: Answers) -> Form:
    """Ask for what the command has left open; it is filled with what follows from the rest."""
    shipped = WORDS.get(said.template)
    filled = {
        "title": said.title or (shipped.title if shipped else ""),
        "story": said.story or (shipped.story if shipped else ""),
        "target": said.target,
        "mode": Mode.ALONE.value,
        **answers,
    }
    return form(
        "A new challenge",
        press,
        *_words(filled),
        line(
            Field("target", "What each reaches for", _target_hint(said)),
            filled,
            longest=LONGEST_TARGET,
            example="5",
        ),
        *list(_open(said, filled))[:MOST_OPEN_FIELDS],
    )


def edit_form(challenge: Challenge, answers: Answers) -> Form:
    """Ask for what may change while a challenge stands; it is filled with what holds."""
    filled = answers or _what_holds(challenge)
    return form(
        "Change the challenge",
        EditChallenge(challenge_id=challenge.id),
        *_words(filled),
        line(
            Field(
                "target",
                "What each reaches for",
                "Less holds from tomorrow on; for more, everybody is asked anew.",
            ),
            filled,
            longest=LONGEST_TARGET,
        ),
        line(
            Field("breaks", "Breaks in each week", "0 to 6; more makes it easier."),
            filled,
            longest=1,
        ),
    )


def said_answers(words: ChallengeWords) -> Answers:
    """Turn what a command said into what a draft keeps."""
    values = {field.name: getattr(words, field.name) for field in fields(words)}
    return {name: str(value) for name, value in values.items() if value not in {None, ""}}


def challenge_words(draft: Answers, answers: Answers | None = None) -> ChallengeWords:
    """Read a draft, and the answers of the form that goes on from it."""
    asked = {name: value for name, value in (answers or {}).items() if name in ASKED}
    values = dict[str, Any]()
    for name, text in {**draft, **asked}.items():
        value = _read(name, text)
        if value is not None:
            values[name] = value
    return ChallengeWords(**values)


def edit_words(answers: Answers) -> EditWords:
    """Read the form of a challenge that stands."""
    return EditWords(
        target=answers.get("target", ""),
        breaks=answers.get("breaks", ""),
        title=answers.get("title", ""),
        story=answers.get("story", ""),
    )


def _words(answers: Answers) -> tuple[ui.Label[Any], ui.Label[Any]]:
    return (
        line(Field("title", "Its name"), answers, longest=LONGEST_TITLE, example="Show-up week"),
        paragraph(
            Field("story", "What it is for", "Warm and short; members read it.", required=False),
            answers,
            longest=LONGEST_STORY,
        ),
    )


def _open(said: ChallengeWords, answers: Answers) -> Iterator[ui.Label[Any]]:
    if said.measure is None:
        yield pick(Field("measure", "What is counted"), answers, _options(MEASURES))
    if said.mode is None:
        yield pick(Field("mode", "Who with"), answers, _options(MODES))
    if not said.starts:
        hint = "Empty: next Monday. It lasts seven days unless the command said otherwise."
        yield line(
            Field("starts", "First day", hint, required=False),
            answers,
            longest=LONGEST_TARGET,
            example="next monday, 2026-11-30, in 3 days",
        )


def _target_hint(said: ChallengeWords) -> str:
    if said.measure is None:
        return "A number; an amount with its unit (120 km); blocks in percent of one's plan."
    if said.measure is Measure.AMOUNT:
        return "A number in the unit you named." if said.unit else "With its unit, as in 120 km."
    if said.measure is Measure.BLOCKS:
        return "In percent of one's own plan; as a number of blocks where all go together."
    return "A whole number."


def _options(words: Mapping[Any, str]) -> list[SelectOption]:
    return [SelectOption(label=label, value=value.value) for value, label in words.items()]


def _what_holds(challenge: Challenge) -> Answers:
    terms = challenge.newest_terms
    is_amount = challenge.measure is Measure.AMOUNT
    target = plain_amount(terms.target, challenge.unit) if is_amount else str(terms.target)
    return {
        "title": challenge.title,
        "story": challenge.story,
        "target": target,
        "breaks": str(terms.breaks),
    }


def _read(name: str, text: str) -> object:
    if name in _ENUMS:
        return next((each for each in _ENUMS[name] if each.value == text), None)
    return int(text) if name in _NUMBERS else text
