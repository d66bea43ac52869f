"""Files, cards and channels of requests: what arrives, and what cannot."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from bot.domain.deliveries import Trouble, Undeliverable
from bot.domain.requests import RequestState
from bot.render.requests import WidenRequest, WithdrawRequest
from storage import request_files
from tests.support.members import text_of
from tests.support.requests_seen import ask, close, last, set_up, stored

if TYPE_CHECKING:
    from bot.domain.deliveries import Outcome
    from tests.support.world import World


async def test_a_file_comes_with_the_card(world: World) -> None:
    anna, channel = world.home.member("anna"), await set_up(world)
    form = await anna.slash("feedback ask", file=("../my draft?.pdf", b"bytes"))
    await anna.submit(form, title="Draft", question="Clear?", work="")
    message = last(channel)
    assert [each.filename for each in message.attachments] == ["my_draft.pdf"]
    withdrawn = await anna.slash("feedback withdraw")
    assert "Taken back: Draft" in withdrawn.text
    message = last(channel)
    assert "taken back by whoever asked" in text_of(message)
    assert "Draft" not in text_of(message)
    assert not message.attachments


async def test_a_file_that_is_too_large_is_refused_before_the_form(world: World) -> None:
    anna = world.home.member("anna")
    refused = await anna.slash("feedback ask", file=("a.png", b"x" * (10 * 2**20 + 1)))
    assert "larger than 10 MiB" in refused.text
    assert not refused.fields


async def test_a_file_that_cannot_be_fetched_is_told(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    anna, channel = world.home.member("anna"), await set_up(world)
    form = await anna.slash("feedback ask", file=("a.png", b"x"))
    monkeypatch.setattr(world.env.backend.cdn, "get", lambda _: None)
    answered = await anna.submit(form, title="Draft", question="Clear?", work="")
    assert "file did not come through" in answered.text
    assert not last(channel).attachments
    assert "Draft" in text_of(last(channel))
    (request,) = await stored(world)
    assert not request.file_name


async def test_one_person_is_asked_and_then_everybody(world: World) -> None:
    anna, ben, channel = world.home.member("anna"), world.home.member("ben"), await set_up(world)
    answered = await ask(anna, audience=ben.actor, file=("a.png", b"picture"))
    assert f"It waits for <@{ben.id}>" in answered.text
    assert channel.last_message is None
    (request,) = await stored(world)
    assert request.card is None
    widened = await anna.click(answered, WidenRequest)
    assert "Everybody may answer now" in widened.text
    assert "My essay" in text_of(last(channel))
    assert [each.filename for each in last(channel).attachments] == ["a.png"]
    first = last(channel).id
    await anna.click(answered, WidenRequest)
    assert last(channel).id == first


@pytest.mark.parametrize(("status", "said"), [(403, "I lack a permission"), (404, "not there")])
async def test_a_channel_that_does_not_take_it_is_told_and_nothing_is_lost(
    world: World, status: int, said: str
) -> None:
    anna, channel = world.home.member("anna"), await set_up(world)
    world.env.inject_error("POST", f"/channels/{channel.id}/messages", status=status, times=None)
    answered = await ask(anna)
    assert f"Its card stands in <#{world.home.channel.id}>" in answered.text
    assert "My essay" in text_of(last(world.home.channel))
    world.env.inject_error(
        "POST", f"/channels/{world.home.channel.id}/messages", status=status, times=None
    )
    answered = await ask(anna, file=("a.png", b"picture"))
    assert said in answered.text
    assert "nothing is lost" in answered.text
    request = (await stored(world))[-1]
    assert request.is_open
    assert request.card is None
    async with world.db.reading() as conn:
        rows = await conn.fetch_all("SELECT content FROM request_files")
    assert [row["content"] for row in rows] == [b"picture"]


async def test_a_card_that_was_deleted_is_no_trouble(world: World) -> None:
    anna, channel = world.home.member("anna"), await set_up(world)
    answered = await ask(anna)
    world.env.inject_error("PATCH", f"/channels/{channel.id}/messages/*", status=404, times=None)
    withdrawn = await anna.click(answered, WithdrawRequest)
    assert "Taken back: My essay" in withdrawn.text
    (request,) = await stored(world)
    assert request.card is None
    assert "taken back" in (await anna.click(answered, WithdrawRequest)).text


async def test_a_card_that_cannot_be_mended_is_told(world: World) -> None:
    anna, channel = world.home.member("anna"), await set_up(world)
    answered = await ask(anna)
    world.env.inject_error("PATCH", f"/channels/{channel.id}/messages/*", status=403, times=None)
    withdrawn = await anna.click(answered, WithdrawRequest)
    assert "I could not change its card" in withdrawn.text


async def test_a_kept_file_that_is_gone_is_told(world: World) -> None:
    anna, ben, channel = world.home.member("anna"), world.home.member("ben"), await set_up(world)
    answered = await ask(anna, audience=ben.actor, file=("a.png", b"picture"))
    (request,) = await stored(world)
    async with world.db.transaction() as tx:
        await request_files.delete(tx, request.community_id, request.id)
    widened = await anna.click(answered, WidenRequest)
    assert "file did not come through" in widened.text
    assert "My essay" in text_of(last(channel))


async def test_what_may_have_been_posted_is_posted_with_the_same_nonce(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    anna, channel = world.home.member("anna"), await set_up(world)
    send, nonces = world.bot.delivery.send, list[str]()

    async def lose_the_first_answer(*args: Any, **kwargs: Any) -> Outcome:
        outcome = await send(*args, **kwargs)
        nonces.append(args[2])
        return Undeliverable(Trouble.UNREACHABLE) if len(nonces) == 1 else outcome

    monkeypatch.setattr(world.bot.delivery, "send", lose_the_first_answer)
    answered = await ask(anna)
    assert f"Its card stands in <#{channel.id}>" in answered.text
    assert len(nonces) == 2
    assert len(set(nonces)) == 1


async def test_silence_from_discord_is_told(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    anna, channel = world.home.member("anna"), await set_up(world)
    tried: list[int] = []

    async def silence(channel_id: int, *args: Any) -> Outcome:
        del args
        tried.append(channel_id)
        return Undeliverable(Trouble.UNREACHABLE)

    monkeypatch.setattr(world.bot.delivery, "send", silence)
    answered = await ask(anna)
    assert "Discord did not answer" in answered.text
    # It may stand there by now, so that it is posted nowhere else.
    assert tried == [channel.id, channel.id]


async def test_what_is_taken_back_on_the_way_leaves_no_card(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    anna, channel = world.home.member("anna"), await set_up(world)
    send = world.bot.delivery.send

    async def then_take_it_back(*args: Any, **kwargs: Any) -> Outcome:
        outcome = await send(*args, **kwargs)
        (request,) = await stored(world)
        await close(world, request.id, RequestState.WITHDRAWN)
        return outcome

    monkeypatch.setattr(world.bot.delivery, "send", then_take_it_back)
    await ask(anna)
    assert channel.last_message is None


async def test_what_is_answered_on_the_way_is_shown_so(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    anna, channel = world.home.member("anna"), await set_up(world)
    send = world.bot.delivery.send

    async def then_answer_it(*args: Any, **kwargs: Any) -> Outcome:
        outcome = await send(*args, **kwargs)
        (request,) = await stored(world)
        await close(world, request.id, RequestState.ANSWERED)
        return outcome

    monkeypatch.setattr(world.bot.delivery, "send", then_answer_it)
    await ask(anna)
    assert "Answered. Thank you." in text_of(last(channel))
