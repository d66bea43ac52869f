"""Kudos: by command and by context menu, once a day for each pair, and five a day in all."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain.ids import CommunityId, UserId
from bot.render.kudos import MENU
from storage import blocks, suspensions
from tests.support.practising import begin, last

if TYPE_CHECKING:
    from typing import Any

    from tests.support.members import Member
    from tests.support.world import World


def pinged(world: World) -> list[str]:
    """Return whom the last public answer pings."""
    bodies: list[dict[str, Any]] = [
        request.json["data"]
        for request in world.env.http_requests
        if request.path.endswith("/callback") and request.json and request.json.get("data")
    ]
    return bodies[-1]["allowed_mentions"]["users"]


async def thank(giver: Member, thanked: Member, for_what: str = "a careful read") -> str:
    reply = await giver.slash("kudos", member=thanked.actor, for_what=for_what)
    return "" if not reply.private else reply.text


async def test_thanks_are_public_and_ping_one(world: World) -> None:
    anna, ben = world.home.member("anna"), world.home.member("ben")
    given = await anna.slash("kudos", member=ben.actor, for_what="you *read* <@&1> my draft")
    assert not given.private
    card = last(world.home.channel)
    assert f"<@{anna.id}> thanks <@{ben.id}>" in card
    assert r"you \*read\* " in card
    assert "<@&1>" not in card
    assert [str(each) for each in pinged(world)] == [str(ben.id)]
    assert given.labels == ["Report"]
    message = world.home.channel.last_message
    async with world.db.reading() as conn:
        row = await conn.fetch_one("SELECT * FROM kudos")
    assert row
    assert message
    assert (row["channel_id"], row["message_id"]) == (world.home.channel.id, message.id)


async def test_by_context_menu_and_its_form(world: World) -> None:
    anna, ben = world.home.member("anna"), world.home.member("ben")
    form = await anna.menu(MENU, ben)
    refused = await anna.submit(form, for_what="x ")
    assert refused.private
    assert "at least 3 characters" in refused.text
    again = await anna.click(refused, "Open it again")
    assert again.fields["for_what"] == "x "
    await world.restart()
    given = await anna.submit(again, for_what="x marks the spot")
    assert not given.private
    assert "x marks the spot" in last(world.home.channel)
    assert [str(each) for each in pinged(world)] == [str(ben.id)]


async def test_who_cannot_be_thanked(world: World) -> None:
    anna, ben, cleo = (world.home.member(name) for name in ("anna", "ben", "cleo"))
    here = CommunityId(world.home.id)
    assert "go to somebody else" in await thank(anna, anna)
    assert "go to somebody else" in (await anna.menu(MENU, anna)).text
    robot = world.home.guild.add_member(world.env.create_user("robot", bot=True))
    refused = await anna.slash("kudos", member=robot, for_what="beep beep")
    assert "a program" in refused.text
    assert refused.private
    away = await anna.slash("kudos", member=world.user("dan"), for_what="goodbye then")
    assert "not in this server any more" in away.text
    await begin(world, "ben")
    async with world.db.transaction() as tx:
        await blocks.add(tx, here, UserId(ben.id), UserId(anna.id), world.clock.now())
        await suspensions.add(tx, here, UserId(cleo.id), UserId(ben.id), world.clock.now())
    for giver, thanked in ((anna, ben), (ben, anna), (anna, cleo)):
        assert "not possible from you at the moment" in await thank(giver, thanked)
    assert last(world.home.channel) == ""


async def test_once_a_day_for_each_pair(world: World) -> None:
    anna, ben = world.home.member("anna"), world.home.member("ben")
    assert await thank(anna, ben) == ""
    told = await thank(anna, ben, "once more")
    assert f"<@{ben.id}> today already" in told
    # simcord's day ends at midnight, UTC.
    assert "<t:1767657600:R>" in told
    assert await thank(ben, anna) == ""
    await world.advance(hours=15)
    assert await thank(anna, ben, "once more") == ""


async def test_five_a_day(world: World) -> None:
    anna = world.home.member("anna")
    others = [world.home.member(f"m{number}") for number in range(6)]
    for each in others[:5]:
        assert await thank(anna, each) == ""
    told = await thank(anna, others[5])
    assert "5 members today" in told
    assert "<t:1767657600:t>" in told
    await world.advance(days=1)
    assert await thank(anna, others[5]) == ""
