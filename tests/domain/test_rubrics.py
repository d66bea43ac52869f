from __future__ import annotations

from dataclasses import replace

import pytest

from bot.domain.names import EmptyName, HiddenCharacters, NameTooLong
from bot.domain.rubric_bank import SHIPPED, shipped_rubric, shipped_version
from bot.domain.rubrics import (
    LONGEST_CRITERION,
    LONGEST_LEVEL,
    LONGEST_RUBRIC,
    MOST_CRITERIA,
    Criterion,
    CriterionGone,
    DuplicateCriterion,
    LevelMissing,
    NoCriteria,
    RubricPanel,
    TooManyCriteria,
    UnknownRubric,
    check_criteria,
    clean_criterion,
    clean_rubric_name,
    current_of,
    pick_rubric,
    with_criterion,
)

# Discord's ids begin in 2015 and are never as small as this.
SMALLEST_SNOWFLAKE = 10**15
FOUR = ("one", "two", "three", "four")


def criteria(*names: str) -> tuple[Criterion, ...]:
    return tuple(Criterion(name, FOUR) for name in names)


def test_words_are_cleaned() -> None:
    made = clean_criterion("  A   point ", ["one\n", "\n two", "three", "four"])
    assert made == Criterion("A point", ("one", "two", "three", "four"))


@pytest.mark.parametrize("level", [1, 2, 3, 4])
def test_every_level_is_needed(level: int) -> None:
    levels = [text if number != level else " " for number, text in enumerate(FOUR, 1)]
    with pytest.raises(LevelMissing) as refused:
        clean_criterion("Order", levels)
    assert refused.value.level == level


@pytest.mark.parametrize(
    ("name", "level", "refusal"),
    [
        (" ", "x", EmptyName),
        ("x" * (LONGEST_CRITERION + 1), "x", NameTooLong),
        ("x", "x" * (LONGEST_LEVEL + 1), NameTooLong),
        ("x", "a\u202eb", HiddenCharacters),
        ("x", "\u2800", EmptyName),
    ],
)
def test_words_that_cannot_be_kept(name: str, level: str, refusal: type[Exception]) -> None:
    with pytest.raises(refusal):
        clean_criterion(name, [level, *FOUR[1:]])


def test_the_longest_words_are_kept() -> None:
    made = clean_criterion("n" * LONGEST_CRITERION, ["l" * LONGEST_LEVEL] * 4)
    assert check_criteria((made,)) == (made,)
    assert clean_rubric_name("r" * LONGEST_RUBRIC)
    with pytest.raises(NameTooLong):
        clean_rubric_name("r" * (LONGEST_RUBRIC + 1))


@pytest.mark.parametrize(
    ("names", "refusal"),
    [
        ([], NoCriteria),
        ([f"c{number}" for number in range(MOST_CRITERIA + 1)], TooManyCriteria),
        ([f"c{number}" for number in range(12)], TooManyCriteria),
        (["Order", "oRDER "], DuplicateCriterion),
    ],
)
def test_a_rubric_has_one_to_five_criteria_of_different_names(
    names: list[str], refusal: type[Exception]
) -> None:
    with pytest.raises(refusal):
        check_criteria(criteria(*names))


def test_a_criterion_is_found_by_what_it_was_called() -> None:
    before = criteria("Order", "Detail", "Point")
    seen = Criterion("DETAIL", ("a", "b", "c", "d"))
    assert current_of(before, seen) == before[1]
    assert with_criterion(before, seen) == criteria("Order", "Point")
    assert with_criterion(before, seen, *criteria("New")) == criteria("Order", "New", "Point")
    with pytest.raises(CriterionGone):
        with_criterion(before, Criterion("Style", FOUR))


def test_a_rubric_is_named_in_any_case_and_the_nearest_are_told() -> None:
    assert pick_rubric(SHIPPED, " wRITING") is SHIPPED[0]
    with pytest.raises(UnknownRubric) as refused:
        pick_rubric(SHIPPED, "writting")
    assert refused.value.nearest == ("Writing",)
    with pytest.raises(UnknownRubric) as refused:
        pick_rubric(SHIPPED, "日本")
    assert refused.value.nearest == ()


def test_a_panel_without_a_version_has_no_criteria() -> None:
    shipped = SHIPPED[0]
    panel = RubricPanel(shipped.rubric_id, shipped.name, shipped)
    assert panel.criteria == shipped.criteria
    assert replace(panel, version=None).criteria == ()


def test_what_is_shipped_is_what_a_moderator_could_type() -> None:
    assert [version.name for version in SHIPPED] == [
        "Writing",
        "Code",
        "Music or speaking",
        "Design",
    ]
    for version in SHIPPED:
        assert clean_rubric_name(version.name) == version.name
        assert check_criteria(version.criteria)
        for criterion in version.criteria:
            assert clean_criterion(criterion.name, criterion.levels) == criterion


def test_shipped_ids_are_never_discords_and_never_change() -> None:
    assert [(version.rubric_id, version.id) for version in SHIPPED] == [
        (1, 101),
        (2, 201),
        (3, 301),
        (4, 401),
    ]
    for version in SHIPPED:
        assert version.id < SMALLEST_SNOWFLAKE
        assert shipped_version(version.id) is version
        assert shipped_rubric(version.rubric_id) is version
    assert shipped_version(SMALLEST_SNOWFLAKE) is None
    assert shipped_rubric(SMALLEST_SNOWFLAKE) is None
