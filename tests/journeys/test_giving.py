"""Giving: the desk, levels and words, and who may do what with an answer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain.requests import HOLD
from bot.render.giving import ChooseHeld, WriteAnswer
from tests.support.members import Reply, text_of
from tests.support.peers import (
    ANSWER,
    answer,
    ask,
    be_generous,
    bodies,
    card_in,
    choose_levels,
    feedback_of,
    open_answer,
    request_of,
    write,
)

if TYPE_CHECKING:
    from tests.support.world import World


async def test_from_taking_to_the_thread_across_a_restart(world: World) -> None:
    anna, ben = world.home.member("anna"), world.home.member("ben")
    await ask(anna)
    desk = await ben.click(card_in(world), "Take it")
    assert desk.private
    assert "It was a dark and stormy night." in desk.text
    (thread,) = world.home.channel.threads
    assert thread.name == "My essay"
    assert thread.history() == []
    await choose_levels(ben, desk, 3, 4)
    await world.restart()
    again = await ben.slash("feedback give")
    chosen = [
        option["value"]
        for each in again.components
        for option in each.get("options", ())
        if option.get("default")
    ]
    assert chosen == ["3", "4"]
    done = await write(ben, await choose_levels(ben, again))
    assert f"It stands in <#{thread.id}>, and <@{anna.id}> is told." in done.text
    (posted,) = thread.history()
    said = text_of(posted)
    for words in ANSWER.values():
        assert words in said
    assert f"By <@{ben.id}> for <@{anna.id}>" in said
    assert said.count("3 of 4") == 5
    (sent,) = bodies(world, "POST", f"/channels/{thread.id}/messages")
    assert sent["allowed_mentions"]["users"] == [anna.id]
    assert "Answered" in text_of(card_in(world))
    assert "Take it" not in text_of(card_in(world))


async def test_missing_levels_and_short_words_come_back(world: World) -> None:
    anna, ben = world.home.member("anna"), world.home.member("ben")
    await ask(anna)
    desk = await ben.click(card_in(world), "Take it")
    await choose_levels(ben, desk, 3)
    refused = await write(ben, desk, works="Nice")
    assert "No level yet for" in refused.text
    assert refused.private
    await choose_levels(ben, desk)
    form = await ben.click(refused, "Open it again")
    assert form.fields == ANSWER | {"works": "Nice"}
    refused = await ben.submit(form)
    assert "A little more on what works" in refused.text
    assert "Name one spot" in refused.text
    form = await ben.click(refused, "Open it again")
    refused = await ben.submit(form, works=ANSWER["works"], change="x" * 60)
    assert "A little more on what to change" in refused.text
    form = await ben.click(refused, "Open it again")
    refused = await ben.submit(form, change=ANSWER["works"])
    assert "Both parts say the same" in refused.text
    await world.restart()
    form = await ben.click(refused, "Open it again")
    assert form.fields["question"] == ANSWER["question"]
    done = await ben.submit(form, change=ANSWER["change"])
    assert "Thank you, your answer is given" in done.text


async def test_an_anonymous_author_is_told_alone(world: World) -> None:
    anna, ben, cyd = (world.home.member(name) for name in ("anna", "ben", "cyd"))
    await ask(anna, anonymous=True)
    desk = await ben.click(card_in(world), "Take it")
    assert "Asked by Somebody" in desk.text
    assert str(anna.id) not in desk.text
    assert "Only whoever asked sees your answer, with your name." in desk.text
    done = await write(ben, await choose_levels(ben, desk))
    assert "It waits for whoever asked in `/today`" in done.text
    assert str(anna.id) not in done.text
    assert world.home.channel.threads == []
    feedback_id = await feedback_of(world)
    read = await open_answer(world, anna, feedback_id)
    assert read.private
    assert ANSWER["change"] in read.text
    assert f"By <@{ben.id}>" in read.text
    form = await anna.click(read, "Reply")
    kept = await anna.submit(form, reply="For my sister.")
    assert "Your reply is kept" in kept.text
    assert "without your name" in kept.text
    form = await anna.click(read, "Reply")
    assert form.fields == {"reply": "For my sister."}
    await anna.submit(form, reply="For my brother.")
    seen = await open_answer(world, ben, feedback_id)
    assert "For Somebody." in seen.text
    assert "For my brother." in seen.text
    assert str(anna.id) not in str(seen.result)
    assert "has reached your helper" in (await anna.click(read, "Reply")).text
    assert "for whoever asked" in (await open_answer(world, cyd, feedback_id)).text


async def test_a_request_to_one_person_stays_between_the_two(world: World) -> None:
    anna, ben, cyd = (world.home.member(name) for name in ("anna", "ben", "cyd"))
    await ask(anna, audience=ben.actor, file=("song.mp3", b"la la la"))
    assert world.home.channel.history() == []
    assert await ben.complete("feedback give", "request") == ["My essay"]
    assert await cyd.complete("feedback give", "request") == []
    request_id = str(await request_of(world))
    assert "not for you" in (await cyd.slash("feedback give", request=request_id)).text
    desk = await ben.slash("feedback give", request=request_id)
    assert [each.filename for each in desk.message.attachments] == ["song.mp3"]
    panel = desk.result.response
    assert panel
    done = await write(ben, await choose_levels(ben, panel))
    assert f"It waits for <@{anna.id}> in `/today`" in done.text
    assert world.home.channel.history() == []
    read = await open_answer(world, anna, await feedback_of(world))
    assert f"By <@{ben.id}> for <@{anna.id}>" in read.text


async def test_encouragement_for_somebody_who_is_stuck(world: World) -> None:
    anna, ben = world.home.member("anna"), world.home.member("ben")
    form = await anna.slash("feedback stuck", hard="doubt", wants="encouragement")
    await anna.submit(form, sentence="I doubt that it is any good.")
    desk = await ben.click(card_in(world), "Take it")
    assert "What is hard: doubt. What would help: encouragement." in desk.text
    form = await ben.click(desk, WriteAnswer)
    assert "One small thing to try" in form.text
    done = await ben.submit(form, works=ANSWER["works"], change="")
    assert "Thank you" in done.text
    (thread,) = world.home.channel.threads
    (posted,) = thread.history()
    assert "Make it my adjustment" not in text_of(posted)
    assert "The one change" not in text_of(posted)


async def test_buttons_of_an_answer_are_for_whoever_asked(world: World) -> None:
    anna, ben, cyd = (world.home.member(name) for name in ("anna", "ben", "cyd"))
    await ask(anna)
    await answer(world, ben)
    (thread,) = world.home.channel.threads
    (posted,) = thread.history()
    for other in (ben, cyd):
        refused = await other.click(posted, "Reply")
        assert refused.private
        assert "for whoever asked" in refused.text
    await world.restart()
    await world.advance(days=30)
    form = await anna.click(posted, "Reply")
    kept = await anna.submit(form, reply="For my sister.")
    assert kept.private
    assert f"It stands in <#{thread.id}>, and <@{ben.id}> is told." in kept.text
    (_, reply) = thread.history()
    assert f"<@{anna.id}> replies to <@{ben.id}>" in text_of(reply)
    assert "For my sister." in text_of(reply)
    sent = bodies(world, "POST", f"/channels/{thread.id}/messages")[-1]
    assert sent["allowed_mentions"]["users"] == [ben.id]
    assert "has reached your helper" in (await anna.click(posted, "Reply")).text
    assert "> For my sister." in text_of(reply)


async def test_nothing_held_and_more_than_one(world: World) -> None:
    anna, ben = world.home.member("anna"), world.home.member("ben")
    nothing = await ben.slash("feedback give")
    assert "You hold no request just now" in nothing.text
    assert "Who waits" in nothing.labels
    for typed in ("soon", "-1", "9" * 30, str(2**63)):
        assert "not there any more" in (await ben.slash("feedback give", request=typed)).text
    await ask(anna)
    assert "Who waits" in nothing.labels
    await be_generous(world, ben, anna)
    await ben.click(card_in(world), "Take it")
    await ask(anna, "My song")
    await ben.click(card_in(world), "Take it")
    which = await ben.slash("feedback give")
    assert "You hold more than one request" in which.text
    desk = await ben.choose(which, ChooseHeld, str(await request_of(world)))
    assert "For you to answer: My song" in desk.text


async def test_giving_by_id_takes_a_request_first(world: World) -> None:
    anna, ben, cyd = (world.home.member(name) for name in ("anna", "ben", "cyd"))
    await ask(anna)
    request_id = str(await request_of(world))
    assert "somebody else's eyes" in (await anna.slash("feedback give", request=request_id)).text
    desk = await ben.slash("feedback give", request=request_id)
    assert "yours until" in desk.text
    held = await cyd.slash("feedback give", request=request_id)
    assert f"<@{ben.id}>" in held.text


async def test_the_time_ran_out(world: World) -> None:
    anna, ben, cyd = (world.home.member(name) for name in ("anna", "ben", "cyd"))
    await ask(anna)
    desk = await ben.click(card_in(world), "Take it")
    await choose_levels(ben, desk)
    form = await ben.click(desk, WriteAnswer)
    await world.advance(seconds=HOLD.total_seconds())
    other = await cyd.click(card_in(world), "Take it")
    refused = await ben.submit(form, **ANSWER)
    assert f"<@{cyd.id}> has taken this request meanwhile" in refused.text
    assert {"Open it again", "Who waits"} <= set(refused.labels)
    assert (await ben.click(refused, "Open it again")).fields == ANSWER
    # Cyd lets the time pass as well, and then nobody minds.
    await world.advance(seconds=HOLD.total_seconds())
    late = await choose_levels(cyd, other)
    assert isinstance(late, Reply)
    assert "your time is over, but nobody has taken it since" in late.text
    assert "Hold it" in late.labels
    held = await cyd.click(late, "Hold it")
    assert "yours until" in held.text
    await world.advance(seconds=HOLD.total_seconds())
    done = await ben.submit(await ben.click(refused, "Open it again"))
    assert "Your time was over, but nobody had taken it since: it counts." in done.text
    assert "It has been answered" in (await cyd.click(held, WriteAnswer)).text


async def test_a_request_that_was_withdrawn_meanwhile(world: World) -> None:
    anna, ben = world.home.member("anna"), world.home.member("ben")
    await ask(anna)
    desk = await ben.click(card_in(world), "Take it")
    form = await ben.click(await choose_levels(ben, desk), WriteAnswer)
    await anna.slash("feedback withdraw")
    refused = await ben.submit(form, **ANSWER)
    assert "It was taken back" in refused.text
    # The words are handed back all the same.
    assert (await ben.click(refused, "Open it again")).fields == ANSWER
    assert "It was taken back" in (await ben.click(desk, WriteAnswer)).text


async def test_two_forms_for_one_request(world: World) -> None:
    anna, ben = world.home.member("anna"), world.home.member("ben")
    await ask(anna)
    desk = await ben.click(card_in(world), "Take it")
    await choose_levels(ben, desk)
    first, second = await ben.click(desk, WriteAnswer), await ben.click(desk, WriteAnswer)
    await ben.submit(first, **ANSWER)
    refused = await ben.submit(second, **ANSWER)
    assert "It has been answered" in refused.text
    (thread,) = world.home.channel.threads
    assert len(thread.history()) == 1
