"""Cards of rubrics: what members score by, and what moderators change about it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bot.domain.rubrics import (
    MOST_CRITERIA,
    CriterionGone,
    DuplicateCriterion,
    LevelMissing,
    NoCriteria,
    RubricChanged,
    RubricExists,
    TooManyCriteria,
    TooManyRubrics,
    UnknownRubric,
)
from bot.render.card import button, buttons, card, gap, primary, rule, text
from bot.render.pages import page_of, pager
from bot.render.presses import Count, Press
from bot.render.text import count, inert, shorten, typed

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from discord import ui

    from bot.domain.rubrics import Criteria, Criterion, Rubric, RubricList, RubricPanel
    from bot.render.card import Block, Card

# What the longest criteria need in full, where nothing has to be escaped; else levels are cut.
LONGEST_IN_FULL = 2800
LONGEST_CUT = 50
MOST_UNFINISHED = 5


class ListRubrics(Press, tag="rubrics"):
    """Show one of the rubrics that members score by."""

    page: Count


class ShowRubric(Press, tag="rubric"):
    """Show a rubric as moderators change it."""

    rubric_id: Count


class AddCriterion(Press, tag="criterion-add"):
    """Add a criterion, in a form."""

    rubric_id: Count


class EditCriterion(Press, tag="criterion-edit"):
    """Change a criterion of the version that is shown, in a form."""

    version_id: Count
    place: Count


class RemoveCriterion(Press, tag="criterion-remove"):
    """Take out a criterion of the version that is shown."""

    version_id: Count
    place: Count


class RenameRubric(Press, tag="rubric-rename"):
    """Give a rubric another name, in a form."""

    rubric_id: Count


class ExportRubric(Press, tag="rubric-export"):
    """Give a rubric out as a file."""

    version_id: Count


class UndoRubricChange(Press, tag="rubric-undo"):
    """Take the change back that led from one version to the next."""

    before: Count
    after: Count


class TakeOffList(Press, tag="rubric-off"):
    """Take a rubric off the list."""

    rubric_id: Count


class PutOnList(Press, tag="rubric-on"):
    """Put a rubric back on the list."""

    rubric_id: Count


def rubric_list(listed: RubricList, number: int) -> Card:
    """Show one rubric with all its levels, and the way to the others."""
    page = page_of(listed.rubrics, number, 1)
    (version,) = page.items
    blocks: list[Block | None] = [
        text(
            f"### {inert(version.name)}",
            f"-# Rubric {page.number + 1} of {len(listed.rubrics)}. Name it in `/feedback ask` to "
            "be answered by it, or in `/feedback self` to score your own work.",
        ),
        *_apart(_criteria(version.criteria)),
        rule(),
        buttons(
            button("Save as a file", ExportRubric(version_id=version.id)),
            button("Edit", ShowRubric(rubric_id=version.rubric_id))
            if listed.is_moderator
            else None,
        ),
        _unfinished(listed.unfinished),
    ]
    turn = pager(page, lambda to: ListRubrics(page=to))
    return card(*blocks, below=[turn] if turn else [])


def panel(shown: RubricPanel) -> Card:
    """Show a rubric to its moderators, each criterion with what can be done about it."""
    if not shown.listed:
        return _off_the_list(shown)
    blocks: list[Block | None] = [text(f"### {inert(shown.name)}", f"-# {_state(shown)}")]
    version = shown.version
    if version:
        for place, words in enumerate(_criteria(version.criteria)):
            blocks += [words, _actions(version.id, place)]
    blocks += [rule(), _next_steps(shown), _other_steps(shown)]
    return card(*blocks)


def exported(name: str) -> Card:
    """Say what the file is for; it stands beside this card."""
    return card(
        text(
            f"### {inert(name)} as a file",
            "It is TOML: text that any editor opens. Changed and given to `/rubric import`, it "
            "becomes the newest version of the rubric that has its name.",
        )
    )


def _off_the_list(shown: RubricPanel) -> Card:
    return card(
        text(
            f"### {inert(shown.name)} is off the list",
            "Nobody is offered it any more. What was scored by it keeps its meaning.",
        ),
        buttons(
            button("Put it back", PutOnList(rubric_id=shown.id)),
            button("All rubrics", ListRubrics(page=0)),
        ),
    )


def _state(shown: RubricPanel) -> str:
    if shown.version is None:
        return (
            "A new rubric. With its first criterion members can score by it: something to look at, "
            "and four levels that anybody can see in the work."
        )
    if shown.is_shipped:
        return (
            "It comes with Whetstone. Edited, a rubric of your community's own stands in its place."
        )
    return f"Version {shown.version.number}. What was scored by an earlier one keeps its meaning."


def _actions(version_id: int, place: int) -> Block:
    return buttons(
        button("Edit", EditCriterion(version_id=version_id, place=place)),
        button("Remove", RemoveCriterion(version_id=version_id, place=place)),
    )


def _next_steps(shown: RubricPanel) -> Block:
    add = primary("Add a criterion", AddCriterion(rubric_id=shown.id))
    undo = shown.undo
    return buttons(
        add if len(shown.criteria) < MOST_CRITERIA else None,
        button("Undo", UndoRubricChange(before=undo.before, after=undo.after)) if undo else None,
        button("Rename", RenameRubric(rubric_id=shown.id)),
    )


def _other_steps(shown: RubricPanel) -> Block:
    export = (
        button("Save as a file", ExportRubric(version_id=shown.version.id))
        if shown.version
        else None
    )
    off = None if shown.is_shipped else button("Take off the list", TakeOffList(rubric_id=shown.id))
    return buttons(export, off, button("All rubrics", ListRubrics(page=0)))


def _apart(parts: Iterable[Block]) -> Iterator[Block]:
    for part in parts:
        yield gap()
        yield part


def _criteria(criteria: Criteria) -> Iterator[ui.TextDisplay[Any]]:
    full = ["\n".join(_lines(each, each.levels)) for each in criteria]
    if sum(map(len, full)) > LONGEST_IN_FULL:
        full = [
            "\n".join(_lines(each, [shorten(level, LONGEST_CUT) for level in each.levels]))
            for each in criteria
        ]
    for words in full:
        yield text(words)


def _lines(criterion: Criterion, levels: Sequence[str]) -> Iterator[str]:
    yield f"**{inert(criterion.name)}**"
    for level, words in enumerate(levels, 1):
        yield f"**{level}** {inert(words)}"


def _unfinished(rubrics: Sequence[Rubric]) -> Block | None:
    if not rubrics:
        return None
    return buttons(
        *(
            button(f"Go on with {shorten(each.name, 40)}", ShowRubric(rubric_id=each.id))
            for each in rubrics[:MOST_UNFINISHED]
        )
    )


def _unknown(refusal: UnknownRubric) -> str:
    if not refusal.text:
        return "That rubric is not on the list any more. `/rubric list` shows those that are."
    if not refusal.nearest:
        return f"There is no rubric called {typed(refusal.text)}. `/rubric list` shows all."
    names = ", ".join(inert(name) for name in refusal.nearest)
    return f"There is no rubric called {typed(refusal.text)}. Did you mean {names}?"


def _gone(refusal: CriterionGone) -> str:
    named = f" {typed(refusal.name)}" if refusal.name else ""
    return (
        f"The criterion{named} has been renamed or removed meanwhile. `/rubric edit` shows the "
        "rubric as it is now."
    )


REFUSALS: Mapping[type[Exception], Callable[[Any], str]] = {
    UnknownRubric: _unknown,
    CriterionGone: _gone,
    LevelMissing: lambda refusal: (
        f"Level {refusal.level} has no description yet. All four levels need one: what anybody "
        "could see in the work, from where most begin (1) to as good as you have seen it (4)."
    ),
    DuplicateCriterion: lambda refusal: (
        f"The rubric has a criterion called {typed(refusal.name)} already. Give this one another "
        "name, or edit that one."
    ),
    TooManyCriteria: lambda refusal: (
        f"A rubric has at most {count(refusal.limit, 'criterion', 'criteria')}, as many as a "
        "helper can keep in mind. Join two that are alike, or leave the least useful one out."
    ),
    NoCriteria: lambda _: (
        "A rubric needs at least one criterion. Edit the one it has, or take the whole rubric off "
        "the list."
    ),
    RubricExists: lambda refusal: (
        f"There is a rubric called {typed(refusal.name)} already. `/rubric edit` changes it; if it "
        "was taken off the list, `/rubric create` brings it back."
    ),
    TooManyRubrics: lambda refusal: (
        f"This community has {count(refusal.limit, 'rubric')} of its own, and no more fit into a "
        "list. Take one off with `/rubric edit` to make room: old scores keep their meaning."
    ),
    RubricChanged: lambda _: (
        "The rubric has been changed since, so this one step cannot be taken back any more. "
        "`/rubric edit` shows it as it is now."
    ),
}
