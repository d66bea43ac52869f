"""Logging through every door, and what is typed wrong into them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from bot.domain.callers import Caller
from bot.domain.entries import Entry
from bot.domain.ids import CommunityId, InteractionId, UserId
from bot.render.logs import CorrectLog, LogNow, LogThis
from tests.support.members import readable, text_of, walk
from tests.support.practising import begin, last, set_up

if TYPE_CHECKING:
    from tests.support.members import Reply
    from tests.support.world import World


async def test_a_log_is_private_until_chosen_otherwise(world: World) -> None:
    anna = await begin(world, is_open=False)
    await set_up(world)
    logged = await anna.slash("log", amount="25", note="**slow** @everyone", where="kitchen")
    assert logged.private
    assert "**Guitar** · 25 min" in logged.text
    assert "Today: 25 min of 20 min, minimum reached" in logged.text
    assert "> \\*\\*slow\\*\\* @\u200beveryone" in logged.text
    assert "Streak: 1 day · plan kept: 100 % (1 of 1)" in logged.text
    assert logged.labels == ["Correct", "Undo"]


async def test_before_set_up_nothing_is_posted(world: World) -> None:
    anna = await begin(world)
    assert (await anna.slash("log", amount="25")).private
    assert last(world.home.channel) == ""


async def test_the_log_channel_gets_the_card(world: World) -> None:
    anna = await begin(world)
    logs = world.home.guild.create_text_channel("logs")
    await set_up(world, logs)
    logged = await anna.slash("log", amount="25")
    assert logged.private
    assert f"Your card is in <#{logs.id}>." in logged.text
    assert "**Guitar** · 25 min" in last(logs)
    assert last(world.home.channel) == ""
    there = await anna.slash("log", in_channel=logs, amount="5")
    assert not there.private
    corrected = await anna.submit(await anna.click(logged, CorrectLog), amount="30", note="more")
    assert "30 min" in corrected.text
    history = [text_of(message) for message in logs.history()]
    assert any("**Guitar** · 30 min" in text and "> more" in text for text in history)
    assert not any("**Guitar** · 25 min" in text for text in history)


@pytest.mark.parametrize(
    ("status", "code", "words"),
    [(403, 50013, "I lack a permission there"), (404, 10003, "it is not there any more")],
)
async def test_a_log_stands_where_its_card_cannot(
    world: World, status: int, code: int, words: str
) -> None:
    anna = await begin(world)
    logs = world.home.guild.create_text_channel("logs")
    await set_up(world, logs)
    world.env.inject_error(
        "POST", f"/channels/{logs.id}/messages", status=status, code=code, message="no"
    )
    logged = await anna.slash("log", amount="25")
    assert logged.private
    assert "Your log is kept." in logged.text
    assert words in logged.text
    assert "Streak: **1 day**" in (await anna.slash("streak show")).text


async def test_a_card_that_cannot_be_posted_is_told_where_it_was_announced(world: World) -> None:
    anna = await begin(world)
    logs = world.home.guild.create_text_channel("logs")
    await set_up(world, logs)
    form = await anna.click(await anna.slash("today"), LogNow)
    world.env.inject_error("POST", f"/channels/{logs.id}/messages", status=403, code=50013)
    logged = await anna.submit(form, amount="25")
    home = logged.result.response
    assert home
    shown = readable(list(walk(home.components)))
    assert "Guitar" in shown
    assert "could not be posted" not in shown


@pytest.mark.parametrize(("name", "shown"), [("take 1.png", "take_1.png"), ("../a.pdf", "a.pdf")])
async def test_a_file_is_shown_with_the_card(world: World, name: str, shown: str) -> None:
    anna = await begin(world)
    await set_up(world)
    logged = await anna.slash(
        "log", amount="25", proof=(name, b"bytes"), link="https://example.org/a"
    )
    assert not logged.private
    message = world.home.channel.last_message
    assert message
    assert [each.filename for each in message.attachments] == [shown]
    assert "Open example.org" in logged.labels
    await anna.submit(await anna.click(logged, CorrectLog), amount="30")
    message = world.home.channel.last_message
    assert message
    assert "**Guitar** · 30 min" in text_of(message)
    assert [each.filename for each in message.attachments] == [shown]


async def test_a_file_that_cannot_be_fetched_is_told(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    anna = await begin(world)
    await set_up(world)
    monkeypatch.setattr(world.env.backend.cdn, "get", lambda _: None)
    logged = await anna.slash("log", amount="25", proof=("take.png", b"bytes"))
    assert logged.private
    assert "its file could not be fetched" in logged.text
    message = world.home.channel.last_message
    assert message
    assert "**Guitar** · 25 min" in text_of(message)
    assert "take.png" not in text_of(message)


async def test_a_file_goes_where_the_card_goes(world: World) -> None:
    anna = await begin(world)
    logs = world.home.guild.create_text_channel("logs")
    await set_up(world, logs)
    logged = await anna.slash("log", amount="25", proof=("take.png", b"bytes"))
    assert logged.private
    assert "Proof: take.png" in logged.text
    posted = logs.last_message
    assert posted
    assert [each.filename for each in posted.attachments] == ["take.png"]


async def test_a_private_log_shows_its_file_to_its_author(world: World) -> None:
    anna = await begin(world, is_open=False)
    logged = await anna.slash("log", amount="25", proof=("take.png", b"bytes"))
    assert logged.private
    kinds = [each["type"] for each in logged.components]
    assert 12 in kinds
    corrected = await anna.submit(await anna.click(logged, CorrectLog), amount="30")
    assert "Proof: take.png" in corrected.text


async def test_a_file_that_is_too_large_is_refused(world: World) -> None:
    anna = await begin(world)
    refused = await anna.slash("log", amount="25", proof=("a.png", b"x" * (10 * 2**20 + 1)))
    assert "larger than 10 MiB" in refused.text
    assert "Streak: **0 days**" in (await anna.slash("streak show")).text


@pytest.mark.parametrize(
    ("options", "words"),
    [
        ({"amount": "0"}, "nothing to count"),
        ({"amount": "-5"}, "nothing to count"),
        ({"amount": "abc"}, "could not read “abc” as an amount"),
        ({"amount": "99999999999"}, "more than one day holds"),
        ({"amount": "1h 90m"}, "the minutes go past 59"),
        ({"amount": "5 words"}, "This practice counts minutes, and you gave “words”."),
        ({"amount": "5", "day": "2026-01-06"}, "has not begun for you yet"),
        ({"amount": "5", "day": "2025-12-20"}, "began on 2026-01-05"),
        ({"amount": "5", "day": "yesterday"}, "began on 2026-01-05"),
        ({"amount": "5", "day": "someday"}, "could not read “someday” as a day"),
        ({"amount": "5", "practice": "Piano"}, "no practice of yours called “Piano”"),
        ({"amount": "5", "link": "ftp://x"}, "could not read “ftp://\u200bx” as a web address"),
        ({"amount": "5", "where": "\u202eneben"}, "hidden characters"),
    ],
)
async def test_what_is_typed_wrong_is_refused_and_given_back(
    world: World, options: dict[str, Any], words: str
) -> None:
    anna = await begin(world)
    refused = await anna.slash("log", **options)
    assert refused.private
    assert words.replace("\u200b", "") in refused.text.replace("\u200b", "")
    assert "You typed" in refused.text
    assert "Streak: **0 days**" in (await anna.slash("streak show")).text


async def test_a_stranger_is_shown_the_way_in(world: World) -> None:
    ben = world.home.member("ben")
    assert "Start" in (await ben.slash("today")).labels
    assert "Start" in (await ben.slash("log", amount="25")).labels
    assert "no log of yours" in (await ben.slash("undo")).text
    assert await ben.complete("log", "practice") == []
    assert await ben.complete("log", "day") == []
    anna = await begin(world)
    await anna.slash("practice archive", practice="Guitar")
    for reply in (await anna.slash("today"), await anna.slash("log", amount="5")):
        assert "no active practice" in reply.text
        assert "Start" in reply.labels


async def test_which_practice_is_asked_once_and_logged_once(world: World) -> None:
    anna = await begin(world)
    await set_up(world)
    await anna.slash("practice add", name="Piano", minimum="10 min")
    asked = await anna.slash("log", amount="25", note="slow")
    assert asked.labels == ["Guitar", "Piano"]
    again = await anna.slash("log", amount="25", proof=("a.png", b"x"))
    assert "Name one with the option `practice`" in again.text
    piano = await anna.actor.autocomplete(anna.channel, "log", "practice", "pia")
    press = LogThis(
        draft_id=int(_ids(asked, LogThis)[0].split(":")[1]), practice_id=int(piano[0]["value"])
    )
    logged = await anna.click(asked, press)
    assert not logged.private
    assert "**Piano** · 25 min" in last(world.home.channel)
    assert "> slow" in last(world.home.channel)
    assert asked.text != logged.text
    once = await anna.slash("streak audit", practice="Piano")
    assert "**done** · 25 min · streak 1" in once.text


async def test_a_day_too_far_back_is_refused(world: World) -> None:
    anna = await begin(world)
    await world.advance(days=20)
    assert "too far back" in (await anna.slash("log", amount="5", day="2026-01-06")).text


async def test_what_was_typed_survives_the_question(world: World) -> None:
    anna = await begin(world)
    await anna.slash("practice add", name="Piano", minimum="10 min")
    asked = await anna.slash("log", amount="abc", note="a long note")
    refused = await anna.click(asked, "Piano")
    assert "abc" in refused.text
    assert "a long note" in refused.text


def _ids(reply: Reply, press: type[LogThis]) -> list[str]:
    ids = (each.get("custom_id", "") for each in reply.components)
    return [each for each in ids if each.startswith(press.tag)]


async def test_days_and_practices_are_offered(world: World) -> None:
    anna = await begin(world)
    assert await anna.complete("log", "practice", "gui") == ["Guitar · 20 min · every day"]
    days = await anna.complete("log", "day")
    assert (days[:3], len(days)) == (["today", "yesterday", "Sat 3 Jan"], 8)
    await world.advance(days=1)
    logged = await anna.slash("log", amount="25", day="2026-01-05")
    assert "Yesterday: 25 min of 20 min, minimum reached · logged later" in logged.text
    assert "Streak now: 1 day" in logged.text


async def test_today_logs_and_shows_what_is_left(world: World) -> None:
    anna = await begin(world)
    await set_up(world)
    home = await anna.slash("today")
    assert home.private
    assert "Today, Mon 5 Jan" in home.text
    assert "**Guitar** · open, 20 min to go" in home.text
    form = await anna.click(home, LogNow)
    assert form.fields == {"amount": "", "note": "", "where": "", "focus": ""}
    refused = await anna.submit(form, amount="abc")
    assert "as an amount" in refused.text
    form = await anna.click(refused, "Open it again")
    await anna.submit(form, amount="12", focus="bar 4", felt="easy")
    assert "**Guitar** · 12 min" in last(world.home.channel)
    home = await anna.slash("today")
    assert "**Guitar** · 12 min of 20 min, 8 min to go" in home.text
    await anna.submit(await anna.click(home, LogNow), amount="8")
    assert "**Guitar** · done, 20 min of 20 min" in (await anna.slash("today")).text


async def test_the_same_command_delivered_twice_logs_once(world: World) -> None:
    anna = await begin(world)
    asked = Caller(CommunityId(world.home.id), UserId(anna.id), InteractionId(5))
    for _ in range(2):
        await world.bot.services.logs.add(asked, Entry("25"))
    audit = await anna.slash("streak audit")
    assert "**done** · 25 min · streak 1" in audit.text
