"""Progress as a picture: one's own, others', another period, another practice, without a log."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any

from PIL import Image

from bot.domain.pictures import WorkFailed
from bot.domain.settings import Visibility
from bot.render.progress import ProgressAnother
from bot.render.streaks import PictureOfDays, Why
from tests.support.members import SELECT, parts_of
from tests.support.practising import begin

if TYPE_CHECKING:
    import pytest

    from tests.support.members import Member, Reply
    from tests.support.world import World

GALLERY = 12


async def live(world: World, member: Member, plan: str) -> None:
    """Live a day for each letter: x keeps the plan, a dot leaves it out."""
    for letter in plan:
        if letter == "x":
            await member.slash("log", amount="25", practice="Guitar")
        await world.advance(days=1)


def picture_in(reply: Reply) -> tuple[str, str]:
    """Return the words of the one picture on a card, and where it is from."""
    (shown,) = [part for part in parts_of(reply.message) if part["type"] == GALLERY]
    (item,) = shown["items"]
    return item["description"], item["media"]["url"]


def has_picture(reply: Reply) -> bool:
    return any(part["type"] == GALLERY for part in parts_of(reply.message))


async def test_a_picture_says_its_numbers_in_words(world: World) -> None:
    anna = await begin(world)
    await live(world, anna, "xxx.xxx" * 2)
    shown = await anna.slash("progress")
    assert shown.private
    assert "### Guitar: 3 weeks" in shown.text
    assert "In 3 weeks: 12 days reached the minimum" in shown.text
    alt, url = picture_in(shown)
    assert "In 3 weeks: 12 days reached the minimum" in alt
    assert url
    (attached,) = shown.message.attachments
    assert Image.open(io.BytesIO(await attached.read())).format == "PNG"


async def test_periods_and_practices_are_a_tap_away(world: World) -> None:
    anna = await begin(world)
    await live(world, anna, "xxx.xxx" * 5)
    await anna.slash("practice add", name="Piano", minimum="done")
    shown = await anna.slash("progress", practice="Guitar", period="12 weeks")
    assert "### Guitar: 6 weeks" in shown.text
    assert "Week of 5 Jan: 2 h 30 min" in shown.text
    whole = await anna.click(shown, "All of it")
    assert "### Guitar: the whole way" in whole.text
    assert "Since 5 Jan 2026: 30 days" in whole.text
    assert has_picture(whole)
    four = await anna.click(whole, "4 weeks")
    assert "In 4 weeks: 18 days reached the minimum" in four.text
    (others,) = [part for part in four.components if part["type"] == SELECT]
    piano = await anna.choose(four, ProgressAnother, others["options"][0]["value"])
    assert "### Piano: 1 week" in piano.text
    assert "Nothing is logged for it yet" in piano.text
    assert not has_picture(piano)
    form = await anna.click(piano, "Log")
    await anna.submit(form, amount="done")
    begun = await anna.slash("progress", practice="Piano")
    assert "This week so far" not in begun.text
    assert has_picture(begun)


async def test_others_are_shown_only_where_they_are_open(world: World) -> None:
    anna, ben = await begin(world, is_open=False), world.home.member("ben")
    await live(world, anna, "xx")
    refused = await ben.slash("progress", member=anna.actor)
    assert refused.private
    assert "keeps their numbers to themselves" in refused.text
    assert await ben.complete("progress", "practice", member=anna.actor) == []
    await anna.slash("settings visibility", level=Visibility.OPEN.value)
    assert len(await ben.complete("progress", "practice", member=anna.actor)) == 1
    assert await ben.complete("progress", "practice") == []
    shown = await ben.slash("progress", member=anna.actor, period="all")
    assert shown.private
    assert f"<@{anna.id}>, Guitar: the whole way" in shown.text
    assert has_picture(shown)
    await anna.slash("journal setback", what="A string broke.", lesson="Keep a spare one.")
    assert "setback" not in (await ben.click(shown, "A year")).text
    assert "1 setback" in (await anna.slash("progress", period="all")).text
    await anna.slash("settings visibility", level=Visibility.PRIVATE.value)
    assert "keeps their numbers" in (await ben.click(shown, "4 weeks")).text
    await anna.slash("settings visibility", level=Visibility.OPEN.value)
    await anna.slash("practice archive", practice="Guitar")
    assert "no active practice" in (await ben.slash("progress", member=anna.actor)).text


async def test_on_the_day_of_an_outcome_others_wait(world: World) -> None:
    anna, ben = await begin(world), await begin(world, "ben")
    await live(world, anna, "xx")
    await ben.slash("journal outcome", what="I passed.", kind="celebrate")
    quiet = await ben.slash("progress", member=anna.actor)
    assert "can wait until tomorrow" in quiet.text
    assert not has_picture(quiet)
    shown = await ben.click(quiet, "Show anyway")
    assert f"<@{anna.id}>, Guitar" in shown.text
    assert has_picture(await ben.click(shown, "4 weeks"))
    assert "Nothing is logged for it yet" in (await ben.slash("progress")).text


async def test_the_card_stands_without_its_picture(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def dies(*_: Any) -> bytes:
        raise WorkFailed

    anna = await begin(world)
    await live(world, anna, "xx")
    monkeypatch.setattr(world.bot.services.pictures, "_offload", dies)
    shown = await anna.slash("progress")
    assert "The picture could not be drawn just now" in shown.text
    assert "2 days reached the minimum" in shown.text
    assert any("was not drawn" in each for each in world.incidents())
    monkeypatch.setattr(world.bot.services.progress, "_offload", dies)
    assert "could not finish working that out" in (await anna.slash("progress")).text
    assert "could not finish" in (await anna.click(shown, "4 weeks")).text


async def test_the_days_of_an_audit_as_a_picture(world: World) -> None:
    anna, ben = await begin(world), world.home.member("ben")
    await live(world, anna, "xxx.x.." + "xxx")
    audit = await anna.slash("streak audit", weeks=2)
    shown = await anna.click(audit, "As a picture")
    assert shown.private
    assert "### Guitar: every day's verdict" in shown.text
    alt, _ = picture_in(shown)
    assert "7 done" in alt
    assert "1 forgiven" in alt
    assert "2 missed" in alt
    theirs = await ben.click(await ben.slash("streak show", member=anna.actor), Why)
    await anna.slash("settings visibility", level=Visibility.PRIVATE.value)
    assert "keeps their numbers" in (await ben.click(theirs, PictureOfDays)).text


async def test_without_a_practice_the_way_in_is_shown(world: World) -> None:
    ben = world.home.member("ben")
    reply = await ben.slash("progress")
    assert reply.private
    assert "Start" in reply.labels
    await begin(world, "ben")
    assert "called “Flute”" in (await ben.slash("progress", practice="Flute")).text
