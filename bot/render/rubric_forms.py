"""The forms of rubrics, one criterion each; their files; and what is wrong with a file."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bot.domain.rubric_files import (
    FileRefused,
    FileTooLarge,
    FileUnreadable,
    NotText,
    NotToml,
    UnknownKey,
    WrongType,
)
from bot.domain.rubrics import LEVELS, LONGEST_CRITERION, LONGEST_LEVEL, LONGEST_RUBRIC
from bot.render import names, rubrics
from bot.render.forms import Field, form, line, paragraph
from bot.render.text import typed

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from bot.domain.rubrics import Criterion
    from bot.render.forms import Answers, Form
    from bot.render.presses import Press

_LEVELS = {
    1: "Level 1: where most begin",
    2: "Level 2: on the way",
    3: "Level 3: good",
    4: "Level 4: as good as you have seen it",
}


def criterion_form(press: Press, answers: Answers, criterion: Criterion | None = None) -> Form:
    """Ask for a criterion: its name and four levels, filled with the one that is changed."""
    filled = answers or (_answers(criterion) if criterion else {})
    return form(
        "A criterion",
        press,
        line(
            Field("name", "What to look at", "Something that can be seen or heard in the work"),
            filled,
            longest=LONGEST_CRITERION,
        ),
        *(
            paragraph(
                Field(f"level_{level}", label, "What anybody could see in the work"),
                filled,
                longest=LONGEST_LEVEL,
            )
            for level, label in _LEVELS.items()
        ),
    )


def criterion_words(answers: Answers) -> tuple[str, list[str]]:
    """Read the form: the name, and the levels from 1 to 4."""
    levels = [answers.get(f"level_{level}", "") for level in range(1, LEVELS + 1)]
    return answers.get("name", ""), levels


def rename_form(press: Press, answers: Answers, name: str) -> Form:
    """Ask for another name, filled with the one it has."""
    field = Field("name", "What is the rubric called?")
    return form(
        "Rename a rubric", press, line(field, answers or {"name": name}, longest=LONGEST_RUBRIC)
    )


def _answers(criterion: Criterion) -> dict[str, str]:
    levels = {f"level_{level}": words for level, words in enumerate(criterion.levels, 1)}
    return {"name": criterion.name, **levels}


def _refused(refusal: FileRefused) -> str:
    reason = _REASONS[type(refusal.reason)](refusal.reason)
    return f"**Line {refusal.line}** of the file: {reason}"


_FILE_REFUSALS: Mapping[type[Exception], Callable[[Any], str]] = {
    FileTooLarge: lambda refusal: (
        f"The file has more than {refusal.largest_kib} KiB, and a rubric needs far less. "
        "`/rubric export` gives one to begin with."
    ),
    FileUnreadable: lambda _: "Discord did not hand the file over. Please attach it again.",
    NotText: lambda _: "These are no letters in UTF-8. Save the file as UTF-8 text and try again.",
    NotToml: lambda _: (
        "I cannot read this as TOML. Often a quotation mark or an equals sign is missing. "
        "`/rubric export` gives a file to compare with."
    ),
    UnknownKey: lambda refusal: (
        f"A rubric has nothing called {typed(refusal.key)}. It has a `name` and `[[criteria]]`, "
        "each with a `name` and `level_1` to `level_4`."
    ),
    WrongType: lambda refusal: (
        "Each criterion begins with a line `[[criteria]]`."
        if refusal.key == "criteria"
        else f"After {typed(refusal.key)} comes text between quotation marks."
    ),
}
_REASONS: Mapping[type[Exception], Callable[[Any], str]] = {
    **names.REFUSALS,
    **rubrics.REFUSALS,
    **_FILE_REFUSALS,
}
REFUSALS: Mapping[type[Exception], Callable[[Any], str]] = {
    **_FILE_REFUSALS,
    FileRefused: _refused,
}
