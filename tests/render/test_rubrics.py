from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from bot.domain.ids import CommunityId, PracticeId, RubricId, RubricVersionId, UserId
from bot.domain.names import NameTooLong
from bot.domain.rubric_bank import SHIPPED
from bot.domain.rubric_files import FileRefused, NotToml, UnknownKey, WrongType
from bot.domain.rubrics import (
    LONGEST_CRITERION,
    LONGEST_LEVEL,
    LONGEST_RUBRIC,
    MOST_RUBRICS,
    Change,
    Criterion,
    LevelMissing,
    Rubric,
    RubricList,
    RubricPanel,
    RubricVersion,
    UnknownRubric,
)
from bot.domain.trusted import SourceKind, TrustedPanel, TrustedSource
from bot.render import refusals, rubric_forms, rubrics, trusted
from bot.render.practices import ListPractices
from tests.support import limits
from tests.support.calls import RestCall
from tests.support.members import readable, walk

if TYPE_CHECKING:
    from bot.domain.errors import Refusal
    from bot.render.card import Card

HERE, ANNA = CommunityId(1), UserId(1)
LARGEST = 2**63 - 1


def words(length: int, letter: str) -> str:
    return letter * length


def version(letter: str, number: int = LARGEST) -> RubricVersion:
    """One whose every word is as long as it can be."""
    level = words(LONGEST_LEVEL, letter)
    return RubricVersion(
        id=RubricVersionId(number),
        rubric_id=RubricId(number),
        community_id=HERE,
        number=10_000,
        name=words(LONGEST_RUBRIC, letter),
        criteria=(Criterion(words(LONGEST_CRITERION, letter), (level, level, level, level)),) * 5,
    )


def panel(letter: str, *, criteria: int = 5) -> RubricPanel:
    full = version(letter)
    shown = replace(full, criteria=full.criteria[:criteria])
    return RubricPanel(full.rubric_id, full.name, shown, undo=Change(LARGEST, LARGEST))


def listed(letter: str) -> RubricList:
    name = words(LONGEST_RUBRIC, letter)
    unfinished = [Rubric(RubricId(LARGEST - 1 - number), HERE, name) for number in range(9)]
    return RubricList([version(letter)] * MOST_RUBRICS, unfinished, is_moderator=True)


def source_panel(letter: str, kind: SourceKind) -> TrustedPanel:
    source = TrustedSource(
        PracticeId(LARGEST),
        HERE,
        ANNA,
        kind,
        peer=ANNA if kind is SourceKind.PEER else None,
        rubric_id=RubricId(3),
        rubric_name=words(LONGEST_RUBRIC, letter),
    )
    many = [version(letter, number) for number in range(MOST_RUBRICS)]
    return TrustedPanel(PracticeId(LARGEST), words(40, letter), source, many)


CARDS = {
    f"{name} {letter}": shown
    for letter in ("x", "<", "*", "語")
    for name, shown in {
        "list": rubrics.rubric_list(listed(letter), 3),
        "panel": rubrics.panel(panel(letter)),
        "four criteria": rubrics.panel(panel(letter, criteria=4)),
        "unfinished": rubrics.panel(replace(panel(letter), version=None, undo=None)),
        "off the list": rubrics.panel(replace(panel(letter), listed=False)),
        "file": rubrics.exported(words(LONGEST_RUBRIC, letter)),
        **{
            f"trusted {kind}": trusted.panel(source_panel(letter, kind), ListPractices(page=0))
            for kind in SourceKind
        },
    }.items()
}


def text_of(card: Card) -> str:
    return readable(list(walk(card.to_components())))


@pytest.mark.parametrize("shown", CARDS.values(), ids=CARDS)
def test_the_longest_words_fit_into_one_message(shown: Card) -> None:
    body = {"type": 4, "data": {"components": shown.to_components(), "flags": 1 << 15}}
    assert not list(limits.problems(RestCall("POST", "/interactions/1/x/callback", body)))


def test_levels_are_shown_in_full_wherever_they_fit() -> None:
    shown = text_of(rubrics.rubric_list(listed("x"), 0))
    assert shown.count("x" * LONGEST_LEVEL) == 20
    assert text_of(rubrics.panel(panel("<"))).count("…") == 20
    for each in SHIPPED:
        of_it = RubricPanel(each.rubric_id, each.name, each, is_shipped=True)
        assert "…" not in text_of(rubrics.panel(of_it))


def test_a_form_filled_with_a_criterion_fits() -> None:
    criterion = version("x").criteria[0]
    press = rubrics.EditCriterion(version_id=LARGEST, place=4)
    for form in (
        rubric_forms.criterion_form(press, {}, criterion),
        rubric_forms.rename_form(rubrics.RenameRubric(rubric_id=LARGEST), {}, version("x").name),
    ):
        body = {"type": 9, "data": form.to_dict()}
        assert not list(limits.problems(RestCall("POST", "/interactions/1/x/callback", body)))


def test_what_is_offered_fits_the_rubric() -> None:
    def labels(shown: RubricPanel) -> list[str]:
        parts = walk(rubrics.panel(shown).to_components())
        return [each["label"] for each in parts if each["type"] == limits.BUTTON][-6:]

    assert "Add a criterion" not in labels(panel("x"))
    assert "Add a criterion" in labels(panel("x", criteria=4))
    shipped = replace(panel("x", criteria=1), is_shipped=True, undo=None)
    assert labels(shipped) == [
        "Edit",
        "Remove",
        "Add a criterion",
        "Rename",
        "Save as a file",
        "All rubrics",
    ]


def test_members_see_a_rubric_without_what_moderators_do() -> None:
    shown = text_of(rubrics.rubric_list(RubricList([version("x")], (), is_moderator=False), 0))
    assert "Edit" not in shown
    assert "Save as a file" in shown


@pytest.mark.parametrize(
    ("reason", "says"),
    [
        (NotToml(), "as TOML"),
        (UnknownKey("lev`el\n"), "nothing called"),
        (WrongType("criteria"), "[[criteria]]"),
        (WrongType("name"), "between quotation marks"),
        (LevelMissing(3), "Level 3 has no description yet"),
        (NameTooLong("text of level 2", "x" * 130, 100), "130 characters, and at most 100 fit"),
    ],
)
def test_a_refused_file_names_the_line(reason: Refusal, says: str) -> None:
    told = refusals.words(FileRefused(7, reason))
    assert told
    assert told.startswith("**Line 7** of the file: ")
    assert says in told


def test_an_unknown_rubric_is_told_with_its_neighbours() -> None:
    near = refusals.words(UnknownRubric("writting", ("Writing",)))
    assert near
    assert "Did you mean Writing?" in near
    assert "not on the list any more" in (refusals.words(UnknownRubric("", ())) or "")
    far = refusals.words(UnknownRubric("zz", ()))
    assert far
    assert "/rubric list" in far
