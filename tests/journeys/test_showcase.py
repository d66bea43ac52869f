"""The showcase: one's own work, looked at, tried and taken down."""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING

from bot.domain.ids import CommunityId, UserId
from bot.domain.pieces import PieceKind
from bot.render.pieces import ReportPiece
from bot.render.showcase import TakeDown, TryStandard
from bot.render.skills import ChooseSkill
from storage import blocks
from tests.support.members import text_of
from tests.support.practising import begin, last

if TYPE_CHECKING:
    from typing import Any

    import discord
    import pytest

    from tests.support.members import Member, Reply
    from tests.support.world import World

WORDS = {"title": "A slow waltz", "work": "https://example.org/waltz", "look_at": "the left hand"}


async def show(member: Member, words: dict[str, str] | None = None, **options: Any) -> Reply:
    """Show one's own work."""
    return await member.submit(await member.slash("showcase add", **options), **(words or WORDS))


def card_of(world: World) -> discord.Message:
    message = world.home.channel.last_message
    assert message
    return message


async def test_own_work_stands_in_the_channel(world: World) -> None:
    anna = world.home.member("anna")
    shown = await show(anna, skill="Piano")
    assert not shown.private
    card = last(world.home.channel)
    assert "A slow waltz" in card
    assert f"By <@{anna.id}>" in card
    assert "the left hand" in card
    assert "Skill: Piano" in card
    assert "Made over" not in card
    assert shown.labels == ["Open example.org", "Take it down", "Report"]
    assert ReportPiece.parse(
        next(each["custom_id"] for each in shown.components if each.get("label") == "Report")
    ) == ReportPiece(kind=PieceKind.EXAMPLE, piece_id=await example_id(world))


async def example_id(world: World) -> int:
    async with world.db.reading() as conn:
        row = await conn.fetch_one("SELECT example_id FROM examples")
    assert row
    return row["example_id"]


async def test_how_it_was_made_is_shown_although_numbers_are_private(world: World) -> None:
    anna, ben = await begin(world, is_open=False), world.home.member("ben")
    for _ in range(8):
        await anna.slash("log", amount="25")
        await world.advance(days=1)
    assert await anna.complete("showcase add", "practice", "gui") == ["Guitar · 20 min · every day"]
    form = await anna.slash("showcase add", practice="Guitar")
    assert "weeks, blocks and minimum of Guitar" in str(form.result.modal)
    await anna.submit(form, **WORDS, first_version="one note at a time")
    card = last(world.home.channel)
    assert "Made over 2 weeks and 8 blocks of Guitar, with 20 min every day." in card
    assert "one note at a time" in card
    assert "keeps their numbers" in (await ben.slash("streak show", member=anna.actor)).text


async def test_one_tap_copies_the_standard(world: World) -> None:
    anna, ben = await begin(world), world.home.member("ben")
    shown = await show(anna, practice="Guitar", skill="Music")
    await anna.slash("practice edit", practice="Guitar", minimum="60 min")
    await world.advance(days=3)
    form = await ben.click(shown, TryStandard)
    assert form.fields["name"] == "Guitar"
    assert form.fields["minimum"] == "20 min"
    assert form.fields["days"] == "every day"
    assert form.fields["skill"] == "Music"
    before = last(world.home.channel)
    refused = await ben.submit(form, minimum="often")
    assert "as an amount" in refused.text
    again = await ben.click(refused, "Open it again")
    assert again.fields["minimum"] == "often"
    added = await ben.submit(again, minimum="10 min")
    assert added.private
    assert "Guitar is set" in added.text
    cleo = world.home.member("cleo")
    assert (await cleo.submit(await cleo.click(shown, TryStandard))).private
    assert last(world.home.channel) == before
    for name in ("a", "b"):
        await ben.slash("practice add", name=name, minimum="done")
    full = await ben.submit(await ben.click(shown, TryStandard), name="c")
    assert "three" in full.text or "3" in full.text


async def test_browsing_goes_from_newest_to_oldest(world: World) -> None:
    anna, ben = world.home.member("anna"), world.home.member("ben")
    assert "No examples yet" in (await ben.slash("showcase browse")).text
    for title in ("First", "Second", "Third"):
        options = {"skill": "Piano"} if title == "First" else {}
        await show(anna, {**WORDS, "title": title}, **options)
        await world.advance(minutes=1)
    page = await ben.slash("showcase browse")
    assert page.private
    assert "Third" in page.text
    assert "1 of 3" in page.text
    assert "Open its card" in page.labels
    assert "Take it down" not in page.labels
    page = await ben.click(page, "Older")
    page = await ben.click(page, "Older")
    assert "First" in page.text
    assert "Older" not in page.labels
    await world.restart()
    page = await ben.click(page, "Newer")
    assert "Second" in page.text
    assert "First" in (await ben.slash("showcase browse", skill="piano")).text
    assert "1 of 1" in (await ben.slash("showcase browse", skill="piano")).text
    assert "no skill called “Chess”" in (await ben.slash("showcase browse", skill="Chess")).text


async def test_skills_are_offered_and_blocks_respected(world: World) -> None:
    anna, ben = world.home.member("anna"), world.home.member("ben")
    await show(anna, skill="Piano")
    assert "A slow waltz" in (await ben.slash("showcase browse")).text
    assert await anna.complete("showcase browse", "skill", "pia") == []
    moderator = world.home.member("mo", moderator=True)
    skills = await moderator.slash("community skills")
    chosen = await moderator.choose(skills, ChooseSkill, str(await _skill(world, "Piano")))
    await moderator.click(chosen, "Approve")
    assert await anna.complete("showcase browse", "skill", "pia") == ["Piano"]
    assert await anna.complete("showcase add", "skill", "pia") == ["Piano"]
    async with world.db.transaction() as tx:
        await blocks.add(
            tx, CommunityId(world.home.id), UserId(anna.id), UserId(ben.id), world.clock.now()
        )
    assert "No examples yet" in (await ben.slash("showcase browse")).text


async def test_taken_down_by_its_author_alone(world: World) -> None:
    anna, ben = world.home.member("anna"), world.home.member("ben")
    shown = await show(anna)
    assert "Only whoever made it" in (await ben.click(shown, TakeDown)).text
    await world.advance(days=30)
    await world.restart()
    page = await ben.slash("showcase browse")
    down = await anna.click(shown, TakeDown)
    assert down.private
    assert "is taken down" in down.text
    assert last(world.home.channel) == ""
    assert "No examples yet" in (await anna.slash("showcase browse")).text
    assert page.labels == ["Open example.org", "Open its card", "Report"]


async def test_a_card_that_comes_too_late_is_removed(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    anna = world.home.member("anna")
    form = await anna.slash("showcase add", file=("a.png", b"bytes"))
    fetch = world.env.backend.cdn.get

    def delete_meanwhile(url: str) -> bytes | None:
        with sqlite3.connect(world.path) as other:
            other.execute("DELETE FROM examples")
        return fetch(url)

    monkeypatch.setattr(world.env.backend.cdn, "get", delete_meanwhile)
    await anna.submit(form, **WORDS)
    assert last(world.home.channel) == ""


async def test_taken_down_while_browsing(world: World) -> None:
    anna, ben = await begin(world), world.home.member("ben")
    await show(anna, practice="Guitar")
    page = await anna.slash("showcase browse")
    seen = await ben.slash("showcase browse")
    twice = await anna.slash("showcase browse")
    assert "is taken down" in (await anna.click(page, TakeDown)).text
    assert last(world.home.channel) == ""
    assert "not on show any more" in (await anna.click(twice, TakeDown)).text
    assert "not on show any more" in (await ben.click(seen, TryStandard)).text


async def test_a_card_that_is_gone_or_cannot_be_removed(world: World) -> None:
    anna = world.home.member("anna")
    await show(anna)
    await card_of(world).delete()
    page = await anna.slash("showcase browse")
    assert "could not be removed" not in (await anna.click(page, TakeDown)).text
    shown = await show(anna)
    path = f"/channels/{world.home.channel.id}/messages/*"
    world.env.inject_error("DELETE", path, status=403, code=50013, message="no")
    down = await anna.click(shown, TakeDown)
    assert "I lack a permission there" in down.text


async def test_what_cannot_be_shown_comes_back(world: World) -> None:
    anna = world.home.member("anna")
    refused = await show(anna, {**WORDS, "work": "ftp://example.org/waltz"}, skill="Piano")
    assert "as a web address" in refused.text
    again = await anna.click(refused, "Open it again")
    assert again.fields["title"] == "A slow waltz"
    second = await anna.click(refused, "Open it again")
    await anna.submit(again, work="la la la")
    assert "> la la la" in last(world.home.channel)
    twice = await anna.submit(second, work="la la la")
    assert twice.private
    assert "stands already" in twice.text
    assert len(world.home.channel.history()) == 1
    unknown = await anna.slash("showcase add", practice="Chess")
    assert "Chess" in unknown.text
    late = await anna.slash("showcase add")
    await world.advance(hours=25)
    assert (await anna.submit(late, **WORDS)).private
    assert len(world.home.channel.history()) == 1


async def test_a_file_is_posted_with_the_card(world: World) -> None:
    anna, ben = world.home.member("anna"), world.home.member("ben")
    words = {"title": "A waltz", "look_at": "the left hand"}
    await show(anna, words, file=("../evil <@1>.png", b"bytes"))
    message = card_of(world)
    assert [each.filename for each in message.attachments] == ["evil_1.png"]
    assert "A waltz" in text_of(message)
    page = await ben.slash("showcase browse")
    assert page.labels == ["Open its card", "Report"]
    await show(anna, words, file=("score.pdf", b"bytes"))
    assert [each.filename for each in card_of(world).attachments] == ["score.pdf"]
    refused = await anna.slash("showcase add", file=("a.png", b"x" * (10 * 2**20 + 1)))
    assert "larger than 10 MiB" in refused.text
    bare = await anna.slash("showcase add")
    empty = await anna.submit(bare, **words, work=" ")
    assert "nothing to look at yet" in empty.text


async def test_a_file_that_cannot_be_fetched(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    anna = world.home.member("anna")
    form = await anna.slash("showcase add", file=("a.png", b"bytes"))
    monkeypatch.setattr(world.env.backend.cdn, "get", lambda _: None)
    shown = await anna.submit(form, **WORDS)
    assert shown.private
    assert "could not be fetched" in shown.text
    message = card_of(world)
    assert "A slow waltz" in text_of(message)
    assert not message.attachments
    form = await anna.slash("showcase add", file=("a.png", b"bytes"))
    lost = await anna.submit(form, title="B", look_at="b")
    assert lost.private
    assert "nothing else to show" in lost.text
    assert "A slow waltz" in last(world.home.channel)
    assert "1 of 1" in (await anna.slash("showcase browse")).text


async def _skill(world: World, name: str) -> int:
    async with world.db.reading() as conn:
        row = await conn.fetch_one("SELECT skill_id FROM skills WHERE name = :name", {"name": name})
    assert row
    return row["skill_id"]
