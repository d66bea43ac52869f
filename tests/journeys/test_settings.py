"""A member's own settings: by command, by button, by form, and what is typed wrong."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.domain.ids import CommunityId, UserId
from bot.domain.settings import Nudges, Visibility
from bot.render.settings import (
    ChooseBlock,
    ChooseBoards,
    ChooseCounted,
    ChooseDayStart,
    ChooseNudges,
    ChooseVisibility,
    ChooseZone,
)
from storage import members

if TYPE_CHECKING:
    import pytest

    from tests.support.world import World


async def test_a_stranger_sees_what_everybody_begins_with(world: World) -> None:
    anna = world.home.member("anna")
    shown = await anna.slash("settings show")
    assert shown.private
    assert "**Time zone** UTC, where it is Mon 09:00" in shown.text
    assert "The community's zone, until you choose yours" in shown.text
    assert "begins at** midnight" in shown.text
    assert "private: only you see your logs and numbers; a cheer shows your name" in shown.text
    assert "**Boards** off" in shown.text
    # Looking is no joining.
    assert "Nothing." in (await anna.slash("privacy show")).text


async def test_each_setting_by_command(world: World) -> None:
    anna = world.home.member("anna")
    zone = await anna.slash("settings timezone", zone="berlin")
    assert zone.private
    assert "Europe/Berlin, where it is Mon 10:00" in zone.text
    assert "until you choose yours" not in zone.text
    assert "Days already logged stay as they are." in zone.text
    assert "begins at** 04:00" in (await anna.slash("settings day-start", hour=4)).text
    opened = await anna.slash("settings visibility", level="open")
    assert "shown to this community" in opened.text
    assert "weekly post on" in (await anna.slash("settings boards", choice="on")).text
    hidden = await anna.slash("settings visibility", level="private")
    assert "From now on only you" in hidden.text
    assert "on no board" in (await anna.slash("settings boards", choice="off")).text


async def test_each_setting_by_button(world: World) -> None:
    anna = world.home.member("anna")
    shown = await anna.slash("settings show")
    form = await anna.click(shown, ChooseZone)
    assert form.fields == {"zone": "UTC"}
    shown = await anna.submit(form, zone="America/New York")
    assert "America/New\\_York, where it is Mon 04:00" in shown.text
    shown = await anna.submit(await anna.click(shown, ChooseDayStart), hour="6")
    assert "begins at** 06:00" in shown.text
    shown = await anna.click(shown, ChooseVisibility(level=Visibility.OPEN))
    assert "open: your logs" in shown.text
    shown = await anna.click(shown, ChooseBoards(on=True))
    assert "**Boards** on" in shown.text
    again = await anna.slash("settings show")
    assert all(word in again.text for word in ("New\\_York", "06:00", "open: your", "Boards** on"))


async def test_a_day_start_of_another_version_is_refused(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.render.settings.LATEST_DAY_START", 12)
    anna = world.home.member("anna")
    form = await anna.click(await anna.slash("settings show"), ChooseDayStart)
    refused = await anna.submit(form, hour="12")
    assert "A whole number from 0 to 6" in refused.text
    assert "begins at** midnight" in (await anna.slash("settings show")).text


async def test_a_journey_is_told_to_spare_its_days(world: World) -> None:
    anna = world.home.member("anna")
    await anna.slash("settings timezone", zone="Europe/Berlin")
    await world.advance(days=3)
    moved = await anna.slash("settings timezone", zone="Asia/Tokyo")
    assert "the days from today to tomorrow cannot be missed" in moved.text
    await world.advance(days=3)
    back = await anna.slash("settings timezone", zone="Europe/Berlin")
    assert "once in 14 days" in back.text
    same = await anna.slash("settings timezone", zone="Europe/Berlin")
    assert "Nothing changed." in same.text


async def test_an_unknown_zone_is_refused_with_the_nearest_names(world: World) -> None:
    anna = world.home.member("anna")
    refused = await anna.slash("settings timezone", zone="Europe/Berlln")
    assert refused.private
    assert "Europe/Berlin" in refused.text
    assert "zone:Europe/Berlln" in refused.text
    several = await anna.slash("settings timezone", zone="EST")
    assert (
        "“EST” is not clear to me. Did you mean `America/New_York`, `America/Toronto` or "
        "`America/Panama`?"
    ) in several.text
    far = await anna.slash("settings timezone", zone="@everyone **x**")
    assert "nearest large city" in far.text
    assert "@everyone" not in far.text.split("You typed")[0]
    form = await anna.click(await anna.slash("settings show"), ChooseZone)
    refused = await anna.submit(form, zone="Berlln")
    again = await anna.click(refused, "Open it again")
    assert again.fields == {"zone": "Berlln"}
    assert "Europe/Berlin," in (await anna.submit(again, zone="Berlin")).text


async def test_zones_are_offered_while_typing(world: World) -> None:
    anna = world.home.member("anna")
    assert (await anna.complete("settings timezone", "zone", "new y"))[0] == "America/New York"
    assert (await anna.complete("settings timezone", "zone", "ber"))[:2] == [
        "Atlantic/Bermuda",
        "Europe/Berlin",
    ]
    assert len(await anna.complete("settings timezone", "zone")) == 25
    # What a refusal would ask back is offered at once.
    assert await anna.complete("settings timezone", "zone", "Germany") == [
        "Europe/Berlin",
        "Europe/Busingen",
    ]
    india = await anna.complete("settings timezone", "zone", "india")
    assert india[0] == "Asia/Kolkata"
    assert "Indian/Maldives" in india
    assert (await anna.complete("settings timezone", "zone", "EST"))[0] == "America/New York"
    assert (await anna.complete("settings timezone", "zone", "berlim"))[0] == "Europe/Berlin"
    assert "Europe/Athens" in await anna.complete("settings timezone", "zone", "UTC+2")
    assert await anna.complete("settings timezone", "zone", "x" * 90) == []


async def test_settings_survive_a_restart_and_stay_within_one_community(world: World) -> None:
    anna = world.home.member("anna")
    shown = await anna.slash("settings visibility", level="open")
    elsewhere = world.community("Away").member("anna")
    assert "private: only you" in (await elsewhere.slash("settings show")).text
    await world.restart()
    assert "open: your logs" in (await anna.slash("settings show")).text
    clicked = await anna.click(shown, ChooseVisibility(level=Visibility.PRIVATE))
    assert "private: only you" in clicked.text


async def test_direct_messages_are_chosen_and_explained(world: World) -> None:
    anna = world.home.member("anna")
    shown = await anna.slash("settings show")
    assert "off: I write only what you asked for, such as a reminder" in shown.text
    on = await anna.click(shown, ChooseNudges(on=True))
    assert "at most one a week" in on.text
    assert "**Direct messages** on" in on.text
    off = await anna.slash("settings nudges", choice="off")
    assert off.private
    assert "I write no direct messages to you" in off.text
    async with world.db.transaction() as tx:
        member = await members.get(tx, CommunityId(world.home.id), UserId(anna.id))
        assert member
        await members.save(tx, replace(member, nudges=Nudges.CLOSED))
    closed = await anna.slash("settings show")
    assert "off, since Discord refused one" in closed.text
    assert "**Direct messages** on" in (await anna.click(closed, "Switch on")).text


async def test_keeping_somebody_apart_and_back(world: World) -> None:
    anna, ben = world.home.member("anna"), world.home.member("ben")
    assert "**Kept apart** from nobody" in (await anna.slash("settings show")).text
    assert "That is you" in (await anna.slash("settings block", member=anna.actor)).text
    apart = await anna.slash("settings block", member=ben.actor)
    assert apart.private
    assert f"You and <@{ben.id}> are kept apart from now on" in apart.text
    await world.restart()
    assert f"**Kept apart** from <@{ben.id}>" in (await anna.slash("settings show")).text
    assert "from nobody" in (await ben.slash("settings show")).text
    back = await anna.click(apart, ChooseBlock)
    assert "not kept apart by you any more" in back.text
    again = await anna.click(back, "Keep apart again")
    assert "are kept apart from now on" in again.text
    assert "not kept apart" in (await anna.slash("settings block", member=ben.actor)).text


async def test_being_counted_is_agreed_to_and_taken_back(world: World) -> None:
    anna = world.home.member("anna")
    shown = await anna.slash("settings show")
    assert "**Moderators' report** off: it and its export leave you out" in shown.text
    on = await anna.click(shown, ChooseCounted(on=True))
    assert "you are in its sums, and where your logs are open your name may stand" in on.text
    assert "**Moderators' report** on" in on.text
    await world.restart()
    assert "Leave me out" in (await anna.slash("settings show")).labels
    off = await anna.slash("settings counted", choice="off")
    assert off.private
    assert "leave you out from now on" in off.text
    assert "Agreed." in (await anna.slash("settings counted", choice="on")).text
    elsewhere = world.community("Away").member("anna")
    assert "report** off" in (await elsewhere.slash("settings show")).text
