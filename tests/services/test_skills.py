from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.domain.communities import ModeratorsOnly
from bot.domain.names import EmptyName
from bot.domain.practice_details import PracticeWords
from bot.domain.skills import (
    MOST_PROPOSED,
    SkillExists,
    SynonymOfItself,
    TooManyProposed,
    UnknownSkill,
)
from bot.services.members import Members
from bot.services.practices import Practices
from bot.services.skills import Skills
from tests.support.callers import BEN, ELSEWHERE, act

if TYPE_CHECKING:
    from bot.domain.callers import Caller
    from bot.domain.skills import SkillList
    from storage.database import Database
    from tests.support.clock import FakeClock


@pytest.fixture
def skills(db: Database, clock: FakeClock) -> Skills:
    return Skills(db, clock)


@pytest.fixture
def practices(db: Database, clock: FakeClock, skills: Skills) -> Practices:
    return Practices(db, clock, Members(db, clock), skills)


def moderator() -> Caller:
    return act(BEN, manages_server=True)


def names(listed: SkillList) -> dict[str, bool]:
    return {skill.name: skill.approved for skill in listed.heads}


async def propose(practices: Practices, skill: str, name: str = "Writing") -> str | None:
    added = await practices.add(act(), PracticeWords(name=name, minimum="1 page", skill=skill))
    return added.skill


async def test_a_new_word_is_proposed_and_used_at_once(
    practices: Practices, skills: Skills
) -> None:
    assert await propose(practices, "  Public   speaking ") == "Public speaking"
    assert names(await skills.of(moderator())) == {"Public speaking": False}
    assert await skills.names(act()) == ("Public speaking",)


async def test_a_proposed_word_is_offered_to_nobody_else(
    practices: Practices, skills: Skills
) -> None:
    await propose(practices, "Leaving my husband")
    await skills.add(moderator(), "Prose")
    assert await skills.names(act()) == ("Leaving my husband", "Prose")
    assert await skills.names(act(BEN)) == ("Prose",)
    await skills.approve(moderator(), (await skills.of(moderator())).heads[0].id)
    assert await skills.names(act(BEN)) == ("Leaving my husband", "Prose")


async def test_only_so_many_words_wait_for_moderators(practices: Practices, skills: Skills) -> None:
    await propose(practices, "Word 0")
    for number in range(1, MOST_PROPOSED):
        await practices.edit(act(), "Writing", PracticeWords(skill=f"Word {number}"))
    with pytest.raises(TooManyProposed):
        await propose(practices, "One more", "Poems")
    assert [each.name for each in await practices.of(act())] == ["Writing"]
    # A word that is there does not wait anew.
    assert await propose(practices, "Word 7", "Poems") == "Word 7"
    first, *_ = (await skills.of(moderator())).heads
    await skills.approve(moderator(), first.id)
    assert await propose(practices, "One more", "Essays") == "One more"


async def test_a_word_that_is_there_is_shared_in_any_case(
    practices: Practices, skills: Skills
) -> None:
    await skills.add(moderator(), "Prose")
    assert await propose(practices, "pROSE") == "Prose"
    assert names(await skills.of(moderator())) == {"Prose": True}


async def test_proposals_stand_first(practices: Practices, skills: Skills) -> None:
    await skills.add(moderator(), "Algebra")
    await propose(practices, "Prose")
    assert list(names(await skills.of(moderator()))) == ["Prose", "Algebra"]


async def test_approving_a_proposal_either_way(practices: Practices, skills: Skills) -> None:
    await propose(practices, "Prose")
    await propose(practices, "Verse", "Poems")
    prose, _ = (await skills.of(moderator())).heads
    await skills.approve(moderator(), prose.id)
    assert names(await skills.add(moderator(), "VERSE")) == {"Prose": True, "Verse": True}
    with pytest.raises(SkillExists):
        await skills.add(moderator(), "prose")
    with pytest.raises(EmptyName):
        await skills.add(moderator(), " ")


async def test_a_declined_word_leaves_the_practice(practices: Practices, skills: Skills) -> None:
    await propose(practices, "Prose")
    (prose,) = (await skills.of(moderator())).heads
    assert not (await skills.remove(moderator(), prose.id)).skills
    assert (await practices.details(act(), "Writing")).skill is None
    with pytest.raises(UnknownSkill):
        await skills.remove(moderator(), prose.id)
    with pytest.raises(UnknownSkill):
        await skills.approve(moderator(), prose.id)


async def test_joined_words_are_one_skill(practices: Practices, skills: Skills) -> None:
    await propose(practices, "Essays")
    (essays,) = (await skills.of(moderator())).heads
    await skills.add(moderator(), "Prose")
    await skills.add(moderator(), "Writing")
    with pytest.raises(SynonymOfItself):
        await skills.join(moderator(), essays.id, "essays")
    with pytest.raises(UnknownSkill):
        await skills.join(moderator(), essays.id, "Poetry")
    listed = await skills.join(moderator(), essays.id, "prose")
    prose = next(skill for skill in listed.heads if skill.name == "Prose")
    assert [each.name for each in listed.synonyms(prose)] == ["Essays"]
    assert (await practices.details(act(), "Writing")).skill == "Prose"
    assert await propose(practices, "essays", "More") == "Prose"
    # A synonym never points at a synonym: what was joined before moves along.
    listed = await skills.join(moderator(), prose.id, "writing")
    (writing,) = listed.heads
    assert [each.name for each in listed.synonyms(writing)] == ["Essays", "Prose"]
    assert (await practices.details(act(), "Writing")).skill == "Writing"
    with pytest.raises(SynonymOfItself):
        await skills.join(moderator(), writing.id, "essays")


async def test_the_same_interaction_changes_the_list_once(skills: Skills) -> None:
    caller = moderator()
    await skills.add(caller, "Prose")
    assert names(await skills.add(caller, "Prose")) == {"Prose": True}
    (prose,) = (await skills.of(caller)).heads
    for again in (skills.remove, skills.approve):
        assert names(await again(caller, prose.id)) == {"Prose": True}
    assert names(await skills.join(caller, prose.id, "Prose")) == {"Prose": True}


async def test_only_moderators_keep_the_list(skills: Skills) -> None:
    (prose,) = (await skills.add(moderator(), "Prose")).heads
    with pytest.raises(ModeratorsOnly):
        await skills.of(act())
    for refused in (
        skills.add(act(), "Verse"),
        skills.add(act(), " "),
        skills.approve(act(), prose.id),
        skills.remove(act(), prose.id),
        skills.join(act(), prose.id, "Prose"),
    ):
        with pytest.raises(ModeratorsOnly):
            await refused
    assert names(await skills.of(moderator())) == {"Prose": True}


async def test_another_community_has_another_list(skills: Skills) -> None:
    (prose,) = (await skills.add(moderator(), "Prose")).heads
    elsewhere = act(BEN, ELSEWHERE, manages_server=True)
    assert not (await skills.of(elsewhere)).skills
    with pytest.raises(UnknownSkill):
        await skills.remove(elsewhere, prose.id)
    assert names(await skills.of(moderator())) == {"Prose": True}
