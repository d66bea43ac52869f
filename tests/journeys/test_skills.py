"""The list of skills, as moderators keep it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain.ids import CommunityId, SkillId
from bot.domain.skills import Skill, SkillList
from bot.render.skills import (
    AddSkill,
    ApproveSkill,
    ChooseSkill,
    JoinSkill,
    ListSkills,
    RemoveSkill,
    one_skill,
    skill_list,
)

if TYPE_CHECKING:
    import pytest

    from tests.support.members import Member, Reply
    from tests.support.world import World


async def choose(moderator: Member, shown: Reply, name: str) -> Reply:
    """Choose a word of the drop-down by its name."""
    options = [each for each in shown.components if each.get("options")]
    value = next(each["value"] for each in options[0]["options"] if each["label"] == name)
    return await moderator.choose(shown, ChooseSkill, value)


async def test_proposed_words_are_approved_joined_and_declined(world: World) -> None:
    anna, ben = world.home.member("anna"), world.home.member("ben", moderator=True)
    for number, skill in enumerate(("Prose", "Essays", "*Nonsense*")):
        await anna.slash("practice add", name=f"p{number}", minimum="done", skill=skill)
    shown = await ben.slash("community skills")
    assert shown.private
    assert "- Prose · proposed" in shown.text
    one = await choose(ben, shown, "Prose")
    shown = await ben.click(one, ApproveSkill)
    assert "- Prose\n" in shown.text + "\n"
    one = await choose(ben, shown, "Essays")
    form = await ben.click(one, JoinSkill)
    refused = await ben.submit(form, into="Poetry")
    assert "no skill called “Poetry”" in refused.text
    form = await ben.click(refused, "Open it again")
    shown = await ben.submit(form, into="prose")
    assert "- Prose · also Essays" in shown.text
    one = await choose(ben, shown, "*Nonsense*")
    stale = await choose(ben, await ben.slash("community skills"), "*Nonsense*")
    staler = await ben.slash("community skills")
    shown = await ben.click(one, RemoveSkill)
    assert "Nonsense" not in shown.text
    gone = await ben.click(stale, RemoveSkill)
    assert "not on the list any more" in gone.text
    assert "not on the list any more" in (await choose(ben, staler, "*Nonsense*")).text
    listed = (await anna.slash("practice list")).text
    assert listed.count("Prose") == 2
    assert "Nonsense" not in listed


async def test_a_word_is_added_and_offered(world: World) -> None:
    anna, ben = world.home.member("anna"), world.home.member("ben", moderator=True)
    form = await ben.click(await ben.slash("community skills"), AddSkill)
    shown = await ben.submit(form, name="Public speaking")
    assert "- Public speaking" in shown.text
    refused = await ben.submit(await ben.click(shown, AddSkill), name="PUBLIC speaking")
    assert "on the list already" in refused.text
    assert await anna.complete("practice add", "skill", "speak") == ["Public speaking"]
    one = await choose(ben, shown, "Public speaking")
    assert "- Public speaking" in (await ben.click(one, ListSkills)).text


async def test_a_proposed_word_is_offered_to_its_member_only(world: World) -> None:
    anna, ben = world.home.member("anna"), world.home.member("ben")
    await anna.slash("practice add", name="Pages", minimum="done", skill="Prose")
    assert await anna.complete("practice add", "skill", "") == ["Prose"]
    assert await ben.complete("practice add", "skill", "") == []


async def test_a_word_too_many_is_refused_kindly(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.services.skills.MOST_PROPOSED", 1)
    anna = world.home.member("anna")
    await anna.slash("practice add", name="Pages", minimum="done", skill="Prose")
    refused = await anna.slash("practice add", name="Poems", minimum="done", skill="Verse")
    assert "moderators have 1 proposed skill to look at already" in refused.text
    assert "Poems" not in (await anna.slash("practice list")).text


async def test_members_do_not_keep_the_list(world: World) -> None:
    anna, ben = world.home.member("anna"), world.home.member("ben", moderator=True)
    assert "Add a skill" not in (await anna.slash("community skills")).labels
    shown = await ben.slash("community skills")
    elsewhere = world.community("Elsewhere").member("ben", moderator=True)
    await ben.submit(await ben.click(shown, AddSkill), name="Prose")
    assert "None yet" in (await elsewhere.slash("community skills")).text


async def test_no_form_opens_for_somebody_who_moderates_no_more(world: World) -> None:
    anna = world.home.member("anna")
    word = Skill(SkillId(1), CommunityId(world.home.id), "Prose", approved=True, synonym_of=None)
    for card, press in ((skill_list(SkillList(())), AddSkill), (one_skill(word), JoinSkill)):
        await world.bot.delivery.send(world.home.channel.id, card)
        seen = world.home.channel.last_message
        assert seen
        refused = await anna.click(seen, press)
        assert refused.private
        assert "for this community's moderators" in refused.text
