"""How people treat each other: moderators write it, members agree, and nobody is kept out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.render.norms import AgreeToNorms, ShowNorms, WriteNorms
from bot.render.start import SkipStep, StartPractice

if TYPE_CHECKING:
    from tests.support.members import Member, Reply
    from tests.support.world import World

KIND = "Be kind, be *specific*.\nNo @everyone."


async def write(mona: Member, norms: str = KIND, resources: str = "") -> Reply:
    form = await mona.click(await mona.slash("community norms"), WriteNorms)
    return await mona.submit(form, norms=norms, resources=resources)


async def test_moderators_write_the_norms_and_the_resources(world: World) -> None:
    mona = world.home.member("mona", moderator=True)
    shown = await mona.slash("community norms")
    assert shown.private
    assert "None yet." in shown.text
    assert "None named yet." in shown.text
    shown = await write(mona, resources="Call *112*")
    assert "Kept. It holds from now on." in shown.text
    assert ">>> Be kind, be \\*specific\\*.\nNo @\u200beveryone." in shown.text
    assert ">>> Call \\*112\\*" in shown.text
    assert f"-# By <@{mona.id}>, <t:1767603600:f> · 0 members agreed" in shown.text
    form = await mona.click(shown, "Change them")
    assert form.fields == {"norms": KIND, "resources": "Call *112*"}
    assert "> Call \\*112\\*" in (await mona.slash("about")).text
    refused = await mona.submit(form, norms="a\u202eb")
    assert "hidden characters" in refused.text
    assert (await mona.click(refused, "Open it again")).fields["norms"] == "a\u202eb"
    anna = world.home.member("anna")
    assert "moderators" in (await anna.slash("community norms")).text


async def test_agreeing_is_the_way_in_for_newcomers(world: World) -> None:
    mona, anna = world.home.member("mona", moderator=True), world.home.member("anna")
    await write(mona)
    welcome = await anna.slash("start")
    assert "Be kind, be \\*specific\\*." in welcome.text
    assert welcome.labels == ["I agree, begin"]
    form = await anna.click(welcome, AgreeToNorms)
    assert "1 member agreed" in (await mona.slash("community norms")).text
    # Whoever looks away now finds the norms agreed to.
    again = await anna.slash("start")
    assert again.labels == ["Begin with one practice"]
    second = await anna.submit(form, name="Guitar", why="joy")
    assert "**Guitar** is set" in second.text
    assert "Step 2 of 6" in second.text
    assert "Agree to how" not in "".join((await anna.slash("start")).labels)


async def test_members_from_before_find_an_open_step_and_are_kept_from_nothing(
    world: World,
) -> None:
    mona, anna = world.home.member("mona", moderator=True), world.home.member("anna")
    form = await anna.click(await anna.slash("start"), StartPractice)
    second = await anna.submit(form, name="Guitar", why="joy")
    await write(mona)
    assert "Step 4 of 7" in (await anna.click(second, SkipStep)).text
    logged = await anna.slash("log", amount="20 min")
    assert "Guitar" in logged.text
    shown = await anna.slash("start")
    assert shown.labels[0] == "Agree to how we treat each other"
    step = await anna.click(shown, ShowNorms)
    assert "Step 2 of 7" in step.text
    assert "Be kind, be \\*specific\\*." in step.text
    assert "Step 3 of 7" in (await anna.click(step, SkipStep)).text
    await world.restart()
    stale = await anna.slash("start")
    step = await anna.click(await anna.slash("start"), ShowNorms)
    done = await anna.click(step, AgreeToNorms)
    assert "You agreed to how people treat each other here." in done.text
    assert "Step 2 of 6" in done.text
    assert "Agree to how we treat each other" not in (await anna.slash("start")).labels
    assert "Where you stand" in (await anna.click(stale, ShowNorms)).text


async def test_changed_norms_are_asked_for_again(world: World) -> None:
    mona, anna = world.home.member("mona", moderator=True), world.home.member("anna")
    await write(mona)
    first = await anna.slash("start")
    await world.advance(minutes=1)
    await write(mona, "Be kind. Be brief.")
    refused = await anna.click(first, AgreeToNorms)
    assert "These norms have changed meanwhile." in refused.text
    newer = await anna.click(refused, "Start")
    assert "Be kind. Be brief." in newer.text
    form = await anna.click(newer, AgreeToNorms)
    await anna.submit(form, name="Guitar", why="joy")
    # The same words again are no new norms.
    await world.advance(minutes=1)
    assert "1 member agreed" in (await write(mona, "Be kind. Be brief.")).text
    await write(mona, "Be kind.")
    asked = await anna.slash("start")
    assert "Agree to how we treat each other" in asked.labels
    await world.advance(minutes=1)
    shown = await write(mona, "")
    assert "None yet." in shown.text
    assert "Agree to how we treat each other" not in (await anna.slash("start")).labels
    assert "Where you stand" in (await anna.click(asked, ShowNorms)).text
    settings = await mona.slash("community settings")
    posts = await mona.click(settings, "3 What is posted")
    assert "**Norms:** set" in posts.text
    assert "**Norms:** changed" in posts.text
    assert "**Norms:** taken away" in posts.text
