from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.domain.communities import ModeratorsOnly
from bot.domain.names import HiddenCharacters
from bot.domain.norms import NormsChanged, NormsWords
from bot.domain.practice_details import PracticeWords
from bot.domain.setting_changes import Setting
from bot.domain.start import NotBegun, Onboarding, Step
from tests.support.callers import ANNA, BEN, ELSEWHERE, HERE, act

if TYPE_CHECKING:
    from bot.domain.callers import Caller
    from bot.domain.ids import CommunityId, UserId
    from bot.domain.norms import Norms
    from bot.services.container import Services
    from storage.database import Database

KIND = NormsWords("Be kind.", "Ask Mona")


def moderator(community: CommunityId = HERE) -> Caller:
    return act(BEN, community, manages_server=True)


async def write(services: Services, words: NormsWords = KIND) -> Norms:
    shown = await services.norms.write(moderator(), words)
    assert shown.norms
    return shown.norms


async def asked(services: Services, user: UserId = ANNA) -> Norms | None:
    """Return the norms that somebody is still to agree to."""
    return (await services.start.progress(act(user))).norms


async def test_norms_and_resources_are_kept_with_who_and_when(services: Services) -> None:
    norms = await write(services)
    assert (norms.text, norms.set_by) == ("Be kind.", BEN)
    assert (await services.communities.get(act())).resources == "Ask Mona"
    shown = await services.norms.show(moderator())
    assert (shown.norms, shown.resources, shown.agreed) == (norms, "Ask Mona", 0)
    page = await services.setting_changes.page(moderator(), 0)
    told = {each.setting: (each.before, each.after) for each in page.changes}
    assert told == {
        Setting.NORMS: ("", str(norms.id)),
        Setting.RESOURCES: ("", "Ask Mona"),
    }
    assert (await services.norms.show(moderator(ELSEWHERE))).norms is None


async def test_a_second_delivery_and_the_same_words_make_no_version(services: Services) -> None:
    first = moderator()
    norms = (await services.norms.write(first, KIND)).norms
    again = await services.norms.write(first, NormsWords("Other words.", ""))
    assert (again.norms, again.resources) == (norms, "Ask Mona")
    assert await write(services) == norms
    assert len((await services.setting_changes.page(moderator(), 0)).changes) == 2


async def test_whoever_agreed_is_asked_again_only_about_new_norms(services: Services) -> None:
    norms = await write(services)
    assert await asked(services) == norms
    await services.norms.agree(act(), norms.id)
    await services.norms.agree(act(), norms.id)
    assert await asked(services) is None
    assert await asked(services, BEN) == norms
    assert (await services.norms.show(moderator())).agreed == 1
    newer = await write(services, NormsWords("Be brief.", ""))
    assert newer.id != norms.id
    assert await asked(services) == newer
    assert (await services.norms.show(moderator())).agreed == 0


async def test_agreeing_makes_a_member_and_no_practice(services: Services) -> None:
    norms = await write(services)
    await services.norms.agree(act(), norms.id)
    assert (await services.members.get(act())).user_id == ANNA
    found = await services.start.progress(act())
    assert found == NotBegun("Ask Mona")


async def test_norms_that_hold_no_more_are_not_agreed_to(services: Services) -> None:
    with pytest.raises(NormsChanged):
        await services.norms.agree(act(), 5)
    old = await write(services)
    await write(services, NormsWords("Be brief.", ""))
    with pytest.raises(NormsChanged):
        await services.norms.agree(act(), old.id)
    with pytest.raises(NormsChanged):
        await services.norms.agree(act(community=ELSEWHERE), old.id)


async def test_nothing_typed_takes_the_norms_away(services: Services) -> None:
    norms = await write(services)
    await services.practices.add(act(), PracticeWords(name="Run", minimum="done"))
    found = await services.start.progress(act())
    assert isinstance(found, Onboarding)
    assert (found.norms, found.open_steps[0]) == (norms, Step.NORMS)
    assert found.way == tuple(Step)
    shown = await services.norms.write(moderator(), NormsWords(" ", " "))
    assert (shown.norms, shown.resources) == (None, "")
    found = await services.start.progress(act())
    assert isinstance(found, Onboarding)
    assert Step.NORMS not in (*found.open_steps, *found.way)
    page = await services.setting_changes.page(moderator(), 0)
    norms_changes = [each for each in page.changes if each.setting is Setting.NORMS]
    assert (norms_changes[0].before, norms_changes[0].after) == (str(norms.id), "")


async def test_norms_are_written_by_moderators_only(services: Services, db: Database) -> None:
    with pytest.raises(ModeratorsOnly):
        await services.norms.show(act())
    for words in (KIND, NormsWords("a\u202eb", "")):
        with pytest.raises(ModeratorsOnly):
            await services.norms.write(act(), words)
    with pytest.raises(HiddenCharacters):
        await services.norms.write(moderator(), NormsWords("Be kind.", "a\u202eb"))
    async with db.reading() as conn:
        assert not await conn.fetch_all("SELECT 1 FROM norms")
