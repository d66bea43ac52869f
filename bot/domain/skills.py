"""Skills: the words of a community's list that practices carry."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.domain.errors import Refusal

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.domain.ids import CommunityId, SkillId

# As many as moderators can look through, and no more than one member should fill the list with.
MOST_PROPOSED = 50


@dataclass(frozen=True, slots=True)
class Skill:
    """One word; a synonym points at the skill that it means, never at another synonym."""

    id: SkillId
    community_id: CommunityId
    name: str
    approved: bool
    synonym_of: SkillId | None


@dataclass(eq=False)
class UnknownSkill(Refusal):
    """No skill of this community has the name, or it is gone."""

    text: str


@dataclass(eq=False)
class SkillExists(Refusal):
    """The list has this word already."""

    name: str


@dataclass(eq=False)
class TooManyProposed(Refusal):
    """As many new words as `limit` wait for the moderators already."""

    limit: int


@dataclass(eq=False)
class SynonymOfItself(Refusal):
    """A skill was to be joined with itself, or with one of its own synonyms."""

    name: str


@dataclass(frozen=True, slots=True)
class SkillList:
    """All words of a community, by name."""

    skills: Sequence[Skill]

    @property
    def heads(self) -> tuple[Skill, ...]:
        """The skills themselves, proposed ones first, without synonyms."""
        heads = (skill for skill in self.skills if skill.synonym_of is None)
        return tuple(sorted(heads, key=lambda skill: skill.approved))

    def synonyms(self, skill: Skill) -> tuple[Skill, ...]:
        """Return the other words for a skill."""
        return tuple(each for each in self.skills if each.synonym_of == skill.id)
