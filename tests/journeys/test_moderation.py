"""What moderators do about reports and people, by buttons, menus and commands."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from bot.domain.moderation import ActKind
from bot.render.moderation import HIDE, Decide, JudgeMember, ShowActs, ShowAgain, TurnReports
from tests.support.members import text_of
from tests.support.practising import last
from tests.support.reporting import open_scene

if TYPE_CHECKING:
    from tests.support.reporting import Scene
    from tests.support.world import World


@pytest.fixture
async def scene(world: World) -> Scene:
    return await open_scene(world)


async def test_a_report_reaches_the_moderators_who_hide_and_show_again(scene: Scene) -> None:
    thanks = await scene.tell(scene.ben)
    assert thanks.private
    assert "The moderators have it now." in thanks.text
    card = text_of(scene.told)
    for part in ("a log", f"<@{scene.ben.id}>", f"<@{scene.anna.id}>", "> It hurts", "all lazy"):
        assert part in card
    assert "@everyone" not in card
    await scene.world.restart()
    hidden = await scene.mona.click(scene.told, Decide(report_id=scene.report_id, act=ActKind.HID))
    assert f"Hidden by <@{scene.mona.id}>" in hidden.text
    assert "A moderator hid this card" in text_of(scene.public)
    assert "all lazy" not in text_of(scene.public)
    # The card that Max still sees is out of date: he hears so, and it is brought up to date.
    back = await scene.max.click(scene.told, "Restore")
    assert f"Restored by <@{scene.max.id}>" in back.text
    assert "all lazy" in text_of(scene.public)
    assert "No report is open" in (await scene.mona.slash("moderate reports")).text


async def test_the_second_moderator_hears_that_it_is_done(scene: Scene) -> None:
    await scene.tell(scene.ben)
    monas, maxs = [await who.slash("moderate reports") for who in (scene.mona, scene.max)]
    await scene.mona.click(monas, "Dismiss")
    assert f"Dismissed by <@{scene.mona.id}>" in text_of(scene.told)
    late = await scene.max.click(maxs, "Dismiss")
    assert late.private
    assert f"That is done already. Dismissed by <@{scene.mona.id}>" in late.text
    again = await scene.tell(scene.ben)
    assert "You told the moderators of this before, and they have looked" in again.text


async def test_members_cannot_use_the_moderators_buttons(scene: Scene) -> None:
    await scene.tell(scene.ben)
    for label in ("Hide", "Suspend author", "Dismiss"):
        refused = await scene.ben.click(scene.told, label)
        assert refused.private
        assert "That is for this community's moderators" in refused.text
    for command in ("moderate reports", "moderate block"):
        options: dict[str, Any] = {"member": scene.anna.actor} if command.endswith("block") else {}
        refused = await scene.ben.slash(command, **options)
        assert "That is for this community's moderators" in refused.text
    assert "all lazy" in text_of(scene.public)


async def test_a_card_that_cannot_be_changed_is_told(scene: Scene) -> None:
    await scene.tell(scene.ben)
    scene.world.env.inject_error(
        "PATCH", "/channels/*/messages/*", status=403, code=50013, message="no"
    )
    done = await scene.mona.click(scene.told, "Hide")
    assert "could not be changed: I lack a permission there" in done.text
    assert "all lazy" in text_of(scene.public)
    await scene.public.delete()
    back = await scene.mona.click(scene.told, "Restore")
    assert "could not be changed: it is not there any more" in back.text


async def test_keeping_the_author_out_and_letting_them_in(scene: Scene) -> None:
    await scene.tell(scene.ben)
    done = await scene.mona.click(scene.told, "Suspend author")
    assert f"Author suspended by <@{scene.mona.id}>" in done.text
    kudos = await scene.anna.slash("kudos", member=scene.ben.actor, for_what="being there for me")
    assert "The moderators have paused asking, answering, sharing" in kudos.text
    logged = await scene.anna.slash("log", amount="25")
    assert logged.private
    listed = await scene.mona.slash("moderate reports")
    assert f"1 person is kept out: <@{scene.anna.id}>" in listed.text
    back = await scene.max.click(scene.told, "Readmit author")
    assert f"Author readmitted by <@{scene.max.id}>" in back.text
    assert not (await scene.anna.slash("log", amount="25")).private
    acts = await scene.mona.click(await scene.mona.slash("moderate reports"), ShowActs)
    assert "Author suspended" in acts.text
    assert "No report is open" in (await scene.mona.click(acts, TurnReports)).text


async def test_moderators_cannot_keep_out_moderators_or_themselves(scene: Scene) -> None:
    for who, said in ((scene.mona, "Nobody keeps themselves out"), (scene.max, "a moderator")):
        refused = await scene.mona.slash("moderate block", member=who.actor)
        assert said in refused.text
    blocked = await scene.mona.slash("moderate block", member=scene.ben.actor)
    assert blocked.private
    assert f"<@{scene.ben.id}> is kept out from now on" in blocked.text
    again = await scene.max.slash("moderate block", member=scene.ben.actor)
    assert "is kept out already" in again.text
    back = await scene.max.click(again, JudgeMember)
    assert "may take part again" in back.text
    assert "from now on" in (await scene.max.click(back, "Suspend")).text


async def test_whoever_has_left_can_be_kept_out(scene: Scene) -> None:
    await scene.tell(scene.ben)
    scene.world.home.guild.remove_member(scene.anna.actor)
    done = await scene.mona.click(scene.told, "Suspend author")
    assert "Author suspended by" in done.text


async def test_moderators_hide_by_the_menu_and_show_again(scene: Scene) -> None:
    hidden = await scene.mona.menu(HIDE, scene.public)
    assert "The log itself stays and counts." in hidden.text
    assert "A moderator hid this card" in text_of(scene.public)
    assert "That is done already. Hidden by" in (await scene.max.menu(HIDE, scene.public)).text
    assert "It is shown again." in (await scene.mona.click(hidden, ShowAgain)).text
    assert "all lazy" in last(scene.channel)
