"""Rubrics: what to look at in a piece of work, with four levels each that can be seen in it.

Every change makes a new version; versions never change, so that old scores keep their meaning.
"""

from __future__ import annotations

from dataclasses import dataclass
from difflib import get_close_matches
from typing import TYPE_CHECKING, NamedTuple

from bot.domain.errors import Refusal
from bot.domain.names import LONGEST_NAME, clean_name, name_key, same_name

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.domain.ids import CommunityId, RubricId, RubricVersionId

LEVELS = 4
MOST_CRITERIA = 5
LONGEST_CRITERION = 45
LONGEST_LEVEL = 100
LONGEST_RUBRIC = LONGEST_NAME
# As many as a drop-down takes, shipped ones included.
MOST_RUBRICS = 25
_MOST_NEAREST = 3

Levels = tuple[str, str, str, str]


@dataclass(eq=False)
class LevelMissing(Refusal):
    """The description of a level, 1 to 4, is empty or not there."""

    level: int


@dataclass(eq=False)
class DuplicateCriterion(Refusal):
    """Another criterion of the rubric has this name."""

    name: str


@dataclass(eq=False)
class TooManyCriteria(Refusal):
    """The rubric has, or would have, more criteria than `limit`."""

    limit: int


class NoCriteria(Refusal):
    """A rubric without any criterion, or the last one was to be removed."""


@dataclass(eq=False)
class CriterionGone(Refusal):
    """The criterion was renamed or removed since its button was shown."""

    name: str


@dataclass(eq=False)
class RubricExists(Refusal):
    """The community has a rubric of this name."""

    name: str


@dataclass(eq=False)
class TooManyRubrics(Refusal):
    """The community has as many rubrics of its own as `limit`."""

    limit: int


@dataclass(eq=False)
class UnknownRubric(Refusal):
    """No rubric here has the name; `nearest` are those named most like it. No text: it is gone."""

    text: str
    nearest: tuple[str, ...]


class RubricChanged(Refusal):
    """Something was to be undone that is not the latest change any more."""


class Criterion(NamedTuple):
    """One thing to look at; its levels from 1, which is where everybody begins, to 4."""

    name: str
    levels: Levels


Criteria = tuple[Criterion, ...]


class Spot(NamedTuple):
    """A criterion as it was seen: in which version, and at which place from 0."""

    version_id: int
    place: int


class Change(NamedTuple):
    """One change to a rubric: the version before it, and the one that it made."""

    before: int
    after: int


@dataclass(frozen=True, slots=True)
class RubricVersion:
    """A rubric as it reads in one version, 1 to 5 criteria; shipped ones are of no community."""

    id: RubricVersionId
    rubric_id: RubricId
    community_id: CommunityId | None
    number: int
    name: str
    criteria: Criteria


@dataclass(frozen=True, slots=True)
class Rubric:
    """A rubric of a community; without ``version`` as long as it has no criterion.

    One that is not ``listed`` was taken off the list: old scores still name its versions.
    """

    id: RubricId
    community_id: CommunityId
    name: str
    version: RubricVersion | None = None
    listed: bool = True


@dataclass(frozen=True, slots=True)
class RubricList:
    """What members may score by, by name; ``unfinished`` ones are for moderators to go on with."""

    rubrics: Sequence[RubricVersion]
    unfinished: Sequence[Rubric]
    is_moderator: bool


@dataclass(frozen=True, slots=True)
class RubricPanel:
    """One rubric as moderators change it; ``undo`` is the change just made, where one was.

    ``is_shipped`` until the community edits it: then a rubric of its own stands in its place.
    """

    id: RubricId
    name: str
    version: RubricVersion | None
    is_shipped: bool = False
    listed: bool = True
    undo: Change | None = None

    @property
    def criteria(self) -> Criteria:
        """The criteria as they are now."""
        return self.version.criteria if self.version else ()


def clean_rubric_name(text: str) -> str:
    """Give a rubric's name; raises what `clean_name` raises."""
    return clean_name(text, "name of the rubric", LONGEST_RUBRIC)


def clean_criterion(name: str, levels: Sequence[str]) -> Criterion:
    """Give a criterion of the words that were typed.

    Raises:
        LevelMissing: for an empty level.
        EmptyName, NameTooLong, HiddenCharacters: for words that cannot be kept.
    """
    cleaned = clean_criterion_name(name)
    one, two, three, four = (clean_level(text, level) for level, text in enumerate(levels, 1))
    return Criterion(cleaned, (one, two, three, four))


def clean_criterion_name(text: str) -> str:
    """Give a criterion's name; raises what `clean_name` raises."""
    return clean_name(text, "name of the criterion", LONGEST_CRITERION)


def clean_level(text: str, level: int) -> str:
    """Give a level's description.

    Raises:
        LevelMissing: for an empty one.
        EmptyName, NameTooLong, HiddenCharacters: for words that cannot be kept.
    """
    if not text.strip():
        raise LevelMissing(level)
    # The field of a form takes line breaks; the card has one line for a level.
    return clean_name(" ".join(text.split()), f"text of level {level}", LONGEST_LEVEL)


def check_criteria(criteria: Criteria) -> Criteria:
    """Give the criteria back where a rubric can have them.

    Raises:
        NoCriteria, TooManyCriteria: for none, or more than five.
        DuplicateCriterion: where two have one name.
    """
    if not criteria:
        raise NoCriteria
    if len(criteria) > MOST_CRITERIA:
        raise TooManyCriteria(MOST_CRITERIA)
    seen: set[str] = set()
    for criterion in criteria:
        key = name_key(criterion.name)
        if key in seen:
            raise DuplicateCriterion(criterion.name)
        seen.add(key)
    return criteria


def with_criterion(criteria: Criteria, seen: Criterion, *new: Criterion) -> Criteria:
    """Put another criterion in the place of the one that is called as ``seen`` was, or none.

    Raises:
        CriterionGone: where none has the name any more.
    """
    place = criteria.index(current_of(criteria, seen))
    return (*criteria[:place], *new, *criteria[place + 1 :])


def current_of(criteria: Criteria, seen: Criterion) -> Criterion:
    """Return the criterion that is called as ``seen`` was.

    Raises:
        CriterionGone: where none has the name any more.
    """
    for criterion in criteria:
        if same_name(criterion.name, seen.name):
            return criterion
    raise CriterionGone(seen.name)


def pick_rubric(rubrics: Sequence[RubricVersion], text: str) -> RubricVersion:
    """Return the rubric that was typed, in any case.

    Raises:
        UnknownRubric: with the nearest names, where none is called so.
    """
    for rubric in rubrics:
        if same_name(rubric.name, text):
            return rubric
    raise UnknownRubric(text, nearest_names(text, [rubric.name for rubric in rubrics]))


def nearest_names(text: str, names: Sequence[str]) -> tuple[str, ...]:
    """Return at most three names that are written most like the text."""
    by_key = {name_key(name): name for name in names}
    near = get_close_matches(name_key(text), by_key, n=_MOST_NEAREST, cutoff=0.5)
    return tuple(by_key[key] for key in near)
