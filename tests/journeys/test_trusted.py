"""The trusted source of a practice."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain.ids import CommunityId, PracticeId, UserId
from bot.domain.rubric_bank import SHIPPED
from bot.domain.trusted import TrustedPanel
from bot.render import trusted as render
from bot.render.presses import Press
from bot.render.trusted import (
    ShowTrusted,
    TrustNothing,
    TrustPeer,
    TrustRubric,
    TrustVersions,
)
from storage import blocks
from tests.support.members import Reply

if TYPE_CHECKING:
    from typing import Any

    from tests.support.members import Member
    from tests.support.world import World


async def choose_peer(member: Member, shown: Reply, peer: Any) -> Reply:
    ids = [each.get("custom_id", "") for each in shown.components]
    (custom_id,) = (each for each in ids if each.startswith(f"{TrustPeer.tag}:"))
    return Reply(await member.actor.select(shown.message, [peer], custom_id=custom_id))


async def begin(world: World) -> tuple[Member, Reply]:
    anna = world.home.member("anna")
    await anna.slash("practice add", name="*Pages*", minimum="1 page")
    return anna, await anna.click(await anna.slash("practice list"), ShowTrusted)


async def test_a_peer_a_rubric_or_earlier_versions(world: World) -> None:
    anna, shown = await begin(world)
    ben = world.home.member("ben")
    assert shown.private
    assert "**Now:** none chosen" in shown.text
    shown = await choose_peer(anna, shown, ben.actor)
    assert f"**Now:** <@{ben.id}>" in shown.text
    await world.restart()
    shown = await anna.choose(shown, TrustRubric, "1")
    assert "**Now:** the rubric Writing" in shown.text
    assert "Trusted source: the rubric Writing" in (await anna.slash("practice list")).text
    shown = await anna.click(shown, TrustVersions)
    assert "**Now:** my earlier versions" in shown.text
    shown = await anna.click(shown, TrustNothing)
    assert "**Now:** none chosen" in shown.text
    assert "Trusted source" not in (await anna.click(shown, "My practices")).text.split("Edit")[0]


async def test_everybody_is_asked_where_the_peer_cannot_be_by_now(world: World) -> None:
    anna, shown = await begin(world)
    ben = world.home.member("ben")
    await choose_peer(anna, shown, ben.actor)
    assert "Ask one person" in (await anna.slash("feedback ask", practice="*Pages*")).text
    await ben.slash("settings block", member=anna.actor)
    form = await anna.slash("feedback ask", practice="*Pages*")
    assert "Ask everybody" in form.text
    assert "this goes to everybody" in str(form.components)
    asked = await anna.submit(form, title="My essay", work="It was dark.", question="Too dark?")
    assert "Whoever takes it" in asked.text


async def test_who_cannot_be_asked(world: World) -> None:
    anna, shown = await begin(world)
    ben = world.home.member("ben")
    refused = await choose_peer(anna, shown, anna.actor)
    assert "Your own eye counts, too" in refused.text
    robot = world.home.guild.add_member(world.env.create_user("robot", bot=True))
    assert "cannot be asked here just now" in (await choose_peer(anna, shown, robot)).text
    await ben.slash("practice add", name="Guitar", minimum="done")
    async with world.db.transaction() as tx:
        here, now = CommunityId(world.home.id), world.clock.now()
        await blocks.add(tx, here, UserId(ben.id), UserId(anna.id), now)
    refused = await choose_peer(anna, shown, ben.actor)
    assert refused.private
    assert "cannot be asked here just now" in refused.text
    assert "block" not in refused.text.casefold()


async def test_a_practice_that_is_somebody_elses(world: World) -> None:
    anna, _ = await begin(world)
    ben = world.home.member("ben")
    await ben.slash("practice add", name="Guitar", minimum="done")
    shown = await anna.slash("practice list")
    ids = [each.get("custom_id", "") for each in shown.components]
    (custom_id,) = (each for each in ids if each.startswith(f"{ShowTrusted.tag}:"))
    press = Press.parse(custom_id)
    assert isinstance(press, ShowTrusted)
    panel = TrustedPanel(PracticeId(press.practice_id), "Pages", None, SHIPPED)
    await world.bot.delivery.send(world.home.channel.id, render.panel(panel, press))
    seen = world.home.channel.last_message
    assert seen
    for refused in (
        await ben.click(seen, press),
        await ben.click(seen, TrustVersions),
        await ben.choose(seen, TrustRubric, "2"),
    ):
        assert refused.private
        assert "not there any more, or not yours" in refused.text
    assert "Trusted source:" not in (await anna.slash("practice list")).text
