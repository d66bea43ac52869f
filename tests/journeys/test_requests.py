"""Asking for feedback, from the command over the form to the card, and taking a request back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from bot.domain.places import Place
from bot.domain.requests import RequestState
from bot.render.requests import AskAgain, WithdrawOneOf, WithdrawRequest
from tests.support.members import TEXT_INPUT, text_of
from tests.support.requests_seen import ESSAY, ask, close, last, set_up, stored

if TYPE_CHECKING:
    from tests.support.world import World


async def test_a_request_is_posted_in_the_feedback_channel(world: World) -> None:
    anna, channel = world.home.member("anna"), await set_up(world)
    answered = await ask(
        anna, {**ESSAY, "counted": "errors 6"}, rubric="Writing", deadline=3, skill="Prose"
    )
    assert answered.private
    assert "Your request is in: My essay" in answered.text
    assert f"Its card stands in <#{channel.id}>" in answered.text
    card = text_of(last(channel))
    for part in (
        "My essay",
        f"<@{anna.id}> asks for feedback on Prose",
        "> It was a dark night.",
        "> Is it too dark?",
        "Rubric: Writing",
        "Wanted by <t:",
        "Counted: errors 6",
        "Take it",
        "Report",
    ):
        assert part in card
    (request,) = await stored(world)
    assert request.card == Place(channel.id, last(channel).id)
    assert await anna.complete("feedback withdraw", "request") == ["My essay"]


async def test_without_a_feedback_channel_it_is_posted_where_it_was_asked(world: World) -> None:
    anna = world.home.member("anna")
    answered = await ask(anna)
    assert answered.private
    assert "asks for feedback" in text_of(last(world.home.channel))


async def test_without_a_name_nothing_shows_who_asked(world: World) -> None:
    anna, channel = world.home.member("anna"), await set_up(world)
    answered = await ask(anna, anonymous=True, file=("anna_smith.png", b"picture"))
    assert answered.private
    assert "Your name stands nowhere near it" in answered.text
    message = last(channel)
    assert "Somebody asks for feedback" in text_of(message)
    assert str(anna.id) not in text_of(message)
    assert [each.filename for each in message.attachments] == ["work.png"]
    assert message.interaction_metadata is None


async def test_options_are_offered(world: World) -> None:
    anna = world.home.member("anna")
    await anna.slash("practice add", name="Writing", minimum="1 page", skill="Prose")
    for command in ("feedback ask", "feedback self"):
        assert "Writing" in await anna.complete(command, "rubric", "writ")
        assert (await anna.complete(command, "practice"))[0].startswith("Writing")
        assert await anna.complete(command, "skill") == ["Prose"]
    given = {"hard": "doubt", "wants": "advice"}
    assert (await anna.complete("feedback stuck", "practice", **given))[0].startswith("Writing")


async def test_a_form_outlives_a_restart_and_keeps_the_options(world: World) -> None:
    anna, channel = world.home.member("anna"), await set_up(world)
    form = await anna.slash("feedback ask", anonymous=True, rubric="Code")
    await world.restart()
    assert "Your request is in" in (await anna.submit(form, **ESSAY)).text
    assert "Somebody asks for feedback" in text_of(last(channel))
    assert "Rubric: Code" in text_of(last(channel))


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ({"work": "ftp://example.org/a"}, "as a web address"),
        ({"work": "javascript:alert(1)"}, "as a web address"),
        ({"work": "   "}, "nothing to look at yet"),
        ({"title": "\u200b"}, "at least one character that can be seen"),
        ({"counted": "many errors"}, "as a count"),
        ({"work": "a\u202eb"}, "hidden characters"),
    ],
)
async def test_a_refused_form_comes_back_as_it_was(
    world: World, words: dict[str, str], said: str
) -> None:
    anna, channel = world.home.member("anna"), await set_up(world)
    refused = await ask(anna, {**ESSAY, **words}, anonymous=True)
    assert refused.private
    assert said in refused.text
    assert await stored(world) == []
    await world.restart()
    form = await anna.click(refused, "Open it again")
    assert form.fields["question"] == ESSAY["question"]
    for name, typed in words.items():
        assert form.fields[name] == typed
    assert "Your request is in" in (await anna.submit(form, **ESSAY, counted="")).text
    assert "Somebody asks for feedback" in text_of(last(channel))


async def test_no_more_is_taken_than_a_card_holds(world: World) -> None:
    anna = world.home.member("anna")
    form = await anna.slash("feedback ask")
    boxes = [each for each in form.components if each["type"] == TEXT_INPUT]
    longest = {each["custom_id"]: each["max_length"] for each in boxes}
    assert longest == {"title": 80, "work": 1_000, "question": 300, "counted": 45}
    refused = await anna.submit(form, **{**ESSAY, "work": f"https://example.org/{'x' * 900}"})
    assert "as a web address" in refused.text
    form = await anna.click(refused, "Open it again")
    assert len(form.fields["work"]) == 920


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ({"rubric": "nonsense"}, "nonsense"),
        ({"practice": "nonsense"}, "no practice"),
    ],
)
async def test_options_are_refused_before_the_form(
    world: World, options: dict[str, Any], said: str
) -> None:
    anna = world.home.member("anna")
    refused = await anna.slash("feedback ask", **options)
    assert said in refused.text
    assert not refused.fields


async def test_the_same_form_sent_twice_asks_once(world: World) -> None:
    anna, channel = world.home.member("anna"), await set_up(world)
    refused = await ask(anna, {**ESSAY, "counted": "many"})
    form, twin = (
        await anna.click(refused, "Open it again"),
        await anna.click(refused, "Open it again"),
    )
    await anna.submit(form, counted="")
    first = last(channel).id
    again = await anna.submit(twin, counted="", title="Another")
    assert "That request is in already: My essay" in again.text
    assert last(channel).id == first
    assert len(await stored(world)) == 1


async def test_a_form_after_more_than_a_day_says_so(world: World) -> None:
    anna = world.home.member("anna")
    form = await anna.slash("feedback ask")
    await world.advance(hours=25)
    late = await anna.submit(form, **ESSAY)
    assert "out of date" in late.text
    assert "It was a dark night." in late.text


async def test_as_many_as_may_wait(world: World) -> None:
    anna = world.home.member("anna")
    form = await anna.slash("feedback ask")
    await ask(anna)
    await ask(anna)
    refused = await anna.slash("feedback ask")
    assert "2 requests of yours wait already" in refused.text
    late = await anna.submit(form, **ESSAY)
    assert "2 requests of yours wait already" in late.text
    taken = await anna.slash("feedback withdraw")
    assert "Which one do you mean" in taken.text
    chosen = next(each for each in taken.components if each.get("options"))["options"]
    assert [each["label"] for each in chosen] == ["My essay", "My essay"]
    await anna.choose(taken, WithdrawOneOf, chosen[0]["value"])
    assert "Your request is in" in (await anna.submit(await anna.click(late, "Open it again"))).text


async def test_who_cannot_be_asked(world: World) -> None:
    anna, ben = world.home.member("anna"), world.home.member("ben")
    assert "another pair of eyes" in (await anna.slash("feedback ask", audience=anna.actor)).text
    await anna.slash("settings visibility", level="open")
    async with world.db.transaction() as tx:
        await tx.execute(
            "INSERT INTO blocks (community_id, user_id, blocked_user_id, blocked_at) "
            "VALUES (:community_id, :user_id, :blocked, 0)",
            {"community_id": world.home.id, "user_id": anna.id, "blocked": ben.id},
        )
    apart = await anna.slash("feedback ask", audience=ben.actor)
    assert "cannot be asked here just now" in apart.text
    stranger = world.user("cleo")
    left = await anna.slash("feedback ask", audience=stranger)
    assert "cannot be asked here just now" in left.text


async def test_only_its_author_takes_a_request_back(world: World) -> None:
    anna, ben = world.home.member("anna"), world.home.member("ben")
    await ask(anna)
    (request,) = await stored(world)
    assert request.is_open
    assert "not for you" in (await ben.slash("feedback withdraw", request=str(request.id))).text
    assert "nothing to take back" in (await ben.slash("feedback withdraw")).text


async def test_answered_work_is_asked_about_again(world: World) -> None:
    anna, channel = world.home.member("anna"), await set_up(world)
    answered = await ask(anna, {**ESSAY, "counted": "errors 9"})
    withdrawn = await anna.click(answered, WithdrawRequest)
    (request,) = await stored(world)
    await close(world, request.id, RequestState.ANSWERED)
    assert "has been answered" in (await anna.click(answered, WithdrawRequest)).text
    await world.restart()
    form = await anna.click(withdrawn, AskAgain)
    assert form.fields["title"] == "My essay"
    assert not form.fields["work"]
    await anna.submit(form, work="It was a bright night.", counted="errors 6")
    card = text_of(last(channel))
    assert "**errors 9 → 6**" in card
    assert (await stored(world))[-1].earlier_id == request.id


async def test_stuck_stands_beside_the_safety_note(world: World) -> None:
    anna, channel = world.home.member("anna"), await set_up(world)
    form = await anna.slash("feedback stuck", hard="stopping", wants="encouragement")
    assert "seek professional support" in form.text
    assert "Ring 1234" in form.text
    await world.restart()
    answered = await anna.submit(form, sentence="I keep putting it off.")
    assert "within a day" in answered.text
    card = text_of(last(channel))
    assert f"<@{anna.id}> is stuck" in card
    assert "> I keep putting it off." in card
    assert "hopes for encouragement" in card
    assert "What is hard: thinking of stopping" in card


async def test_stuck_may_be_said_without_a_name_or_to_one_person(world: World) -> None:
    anna, ben, channel = world.home.member("anna"), world.home.member("ben"), await set_up(world)
    options: dict[str, Any] = {"hard": "other", "wants": "advice"}
    form = await anna.slash("feedback stuck", anonymous=True, **options)
    await anna.submit(form, sentence="It is hard.")
    assert "Somebody is stuck" in text_of(last(channel))
    first = last(channel).id
    form = await anna.slash("feedback stuck", audience=ben.actor, **options)
    refused = await anna.submit(form, sentence=" ")
    form = await anna.click(refused, "Open it again")
    assert "seek professional support" in form.text
    answered = await anna.submit(form, sentence="Between us.")
    assert f"<@{ben.id}>" in answered.text
    assert last(channel).id == first


async def test_what_was_taken_back_may_be_said_again(world: World) -> None:
    anna = world.home.member("anna")
    form = await anna.slash("feedback stuck", hard="doubt", wants="advice")
    answered = await anna.submit(form, sentence="It is hard.")
    withdrawn = await anna.click(answered, WithdrawRequest)
    form = await anna.click(withdrawn, AskAgain)
    assert form.fields["sentence"] == "It is hard."
    assert "Your request is in" in (await anna.submit(form)).text
